/** A visit to the enterprise about a need 走访: proposed, agreed by the other side, done with a record. Days and times are of Asia/Shanghai. */
export type Visit = {
  id: string
  needId: string
  /** ISO date. */
  day: string
  /** HH:MM */
  time?: string
  half?: 'morning' | 'afternoon' | 'evening'
  place?: string
  /** Who comes, in words. */
  who: string
  state: 'proposed' | 'agreed' | 'done' | 'cancelled'
  byId: string
  agreedById?: string
  agreedAt?: Date
  /** Of the calendar file: grows with each change. */
  sequence: number
  /** The record: what was found, whether it was solved there, opinions and suggestions 意见建议. */
  found?: string
  solvedOnSite?: boolean
  suggestions?: string
  doneById?: string
  doneAt?: Date
  /** Why it was cancelled. */
  reason?: string
  createdAt: Date
}

/** Something to do for a need, with an owner and a day. */
export type Task = {
  id: string
  needId: string
  text: string
  /** Absent where the owner has no account here. */
  ownerId?: string
  ownerName: string
  /** ISO date, Asia/Shanghai. */
  dueOn: string
  byId: string
  at: Date
  doneById?: string
  doneAt?: Date
  dropped: boolean
}

export interface Visits {
  find(id: string): Promise<Visit | undefined>
  /** The latest first. */
  ofNeed(needId: string): Promise<Visit[]>
}

export interface Tasks {
  find(id: string): Promise<Task | undefined>
  /** Those not dropped, by day. */
  ofNeed(needId: string): Promise<Task[]>
}
