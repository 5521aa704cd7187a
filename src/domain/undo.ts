/** How long a press can be taken back. */
export const undoMs = 60_000

/**
 * What one press changed, so that it can be taken back for a minute. Kept with it are the rows of the need as they were before.
 * `historyId`: the last history entry of the need before the act (0: none); what comes after it is the act's own, or the need has moved on.
 */
export type Undo = { id: string; needId: string; actorId: string; event: string; historyId: bigint; at: Date; usedAt?: Date }

export interface Undos {
  /** Keeps the need's columns of its life, its invitations, claims and members as they stand now. To be called before the act writes anything. */
  keep(act: Pick<Undo, 'id' | 'needId' | 'actorId' | 'event' | 'at'>): Promise<void>
  find(id: string): Promise<Undo | undefined>
  /** The one that this person can press now, if any: unused, not before `since`, and nothing has happened to the need after it. */
  possible(needId: string, actorId: string, since: Date): Promise<Undo | undefined>
  /** Whether nobody else has acted on the need since, the clock has done nothing, and the actor has not moved it on. */
  isLast(undo: Undo): Promise<boolean>
  /** False where it was used before. */
  use(id: string, at: Date): Promise<boolean>
  /**
   * Writes the rows back as they were. Invitations that came since are closed, claims end as `undone`, members leave: what happened can be read,
   * and stands no longer.
   */
  restore(id: string, at: Date): Promise<void>
  /** Those from before that time, the oldest first. */
  before(at: Date, limit: number): Promise<Undo[]>
  forget(id: string): Promise<void>
}
