/** What one press changed, so that it can be taken back for a minute. `before`: the rows it changed, as they were. */
export type Undo = {
  id: string
  needId: string
  actorId: string
  event: string
  historyId: bigint
  before: unknown
  at: Date
  usedAt?: Date
}

export interface Undos {
  find(id: string): Promise<Undo | undefined>
}
