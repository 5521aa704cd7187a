/** What the store keeps of who was refused, who read what, who agreed to what, and how it forgets. */

import type { RetentionKind } from './retention.ts'

/** What of a need was looked at, not being one's own. */
export const readKinds = ['card', 'list', 'export', 'report'] as const
export type ReadKind = (typeof readKinds)[number]
/** In what capacity. */
export type ReaderRole = 'admin' | 'head' | 'staff' | 'officer' | 'expert' | 'manager'

export type Read = { personId: string; name: string; as: ReaderRole; kind: ReadKind; at: Date }

export type Consent = { version: number; askedAt: Date; at?: Date; withdrawnAt?: Date }

/** Of the text people agree to. A new one is asked about once. */
export const privacyVersion = 1

export interface Privacy {
  /** What this person was asked to agree to last. */
  consentOf(personId: string): Promise<Consent | undefined>
  /** The line was shown. Asking twice does nothing. */
  askConsent(personId: string, version: number, at: Date): Promise<void>
  /** They went on. */
  consent(personId: string, version: number, at: Date): Promise<void>
  withdrawConsent(personId: string, at: Date): Promise<void>
  /** Deletes at most so many of a kind that are older; all rows of an import go at once. Says how many rows went. */
  expire(kind: Exclude<RetentionKind, 'drafts'>, before: Date, limit: number): Promise<number>
  /** Drafts untouched since then whose writers were not told yet; they count as told at `at`. */
  draftsToTell(before: Date, at: Date, limit: number): Promise<{ id: string; posterId: string; title: string }[]>
  /** Drafts untouched since then whose writers were told by `told`, and those that were thrown away. */
  draftsToForget(before: Date, told: Date, limit: number): Promise<string[]>
  /** A matter of defence was turned away; nothing but that is kept. */
  refused(personId: string, at: Date): Promise<void>
  /** Forgets a need that was never published, whole: words, files, history. False where it was published, or is gone. */
  forgetDraft(needId: string): Promise<boolean>
  /** Takes the words and files of messages out of the log of a platform that keeps its own. */
  hideMessages(messages: readonly string[]): Promise<void>
  forgetFiles(ids: readonly string[]): Promise<void>
  /** Notes that these needs were looked at: one row an hour for each person and kind; never one's own. `onlyPrivate`: of others nothing is noted. */
  logReads(needIds: readonly string[], read: Omit<Read, 'name'>, onlyPrivate: boolean): Promise<void>
  /** All that is kept of a person, and nothing of others. */
  dataOf(personId: string): Promise<PersonalData>
  /**
   * Forgets a person: accounts, dialogs, post, what they are and how they can be reached, unpublished drafts; an expert's directory entry names nobody and is not
   * matched any more. What they wrote of needs stays, without contact details. Ids stay, so that counts do.
   */
  erase(personId: string, at: Date): Promise<void>
  /** The newest first. A page beyond the end is the last one. */
  readsOf(needId: string, page: number, size: number): Promise<{ reads: Read[]; total: number; page: number }>
}

/** What stands where somebody's name stood, in both languages: it is kept, not made when it is shown. */
export const erasedName = '已注销 (erased)'

/** What is kept of one person, by kind; rows as they are kept. */
export type PersonalData = Record<
  | ('person' | 'accounts' | 'consents' | 'verifications' | 'digests' | 'links' | 'expert' | 'needs' | 'words' | 'files' | 'questions')
  | (
      | 'asked'
      | 'claims'
      | 'visits'
      | 'tasks'
      | 'outcomes'
      | 'applications'
      | 'bookings'
      | 'events'
      | 'changes'
      | 'acts'
      | 'reads'
      | 'refused'
    ),
  Record<string, unknown>[]
>

/** What stands in the way of erasing somebody: needs they answer for, needs and claims that are not ended, the only administrator. */
export type Hindrance = 'needs' | 'claims' | 'answering' | 'applications' | 'last_admin'
