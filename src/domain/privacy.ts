/** What the store keeps of who was refused, who read what, who agreed to what, and how it forgets. */

/** What of a need was looked at, not being one's own. */
export const readKinds = ['card', 'list', 'export', 'report'] as const
export type ReadKind = (typeof readKinds)[number]
/** In what capacity. */
export type ReaderRole = 'admin' | 'head' | 'staff' | 'officer' | 'expert' | 'manager'

export type Read = { personId: string; name: string; as: ReaderRole; kind: ReadKind; at: Date }

export interface Privacy {
  /** A matter of defence was turned away; nothing but that is kept. */
  refused(personId: string, at: Date): Promise<void>
  /** Forgets a need that was never published, whole: words, files, history. False where it was published, or is gone. */
  forgetDraft(needId: string): Promise<boolean>
  /** Takes the words and files of messages out of the log of a platform that keeps its own. */
  hideMessages(messages: readonly string[]): Promise<void>
  forgetFiles(ids: readonly string[]): Promise<void>
  /** Notes that these needs were looked at: one row an hour for each person and kind. */
  logReads(needIds: readonly string[], read: Omit<Read, 'name'>): Promise<void>
  /** The newest first. A page beyond the end is the last one. */
  readsOf(needId: string, page: number, size: number): Promise<{ reads: Read[]; total: number; page: number }>
}
