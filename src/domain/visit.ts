/** enterprise: the poster. team: the expert of the claim, who works beside them, and the officers. */
export type VisitSide = 'enterprise' | 'team'

/** A visit to the enterprise about a need 走访: proposed, agreed by the other side, done with a record. Days and times are of Asia/Shanghai. */
export type Visit = {
  id: string
  needId: string
  /** The event 对接活动 it was made at. */
  eventId?: string
  /** ISO date. */
  day: string
  /** HH:MM */
  time?: string
  half?: 'morning' | 'afternoon' | 'evening'
  until?: string
  /** Who comes, in words. */
  who: string
  /** Whose proposal it is; the other side answers it. */
  side: VisitSide
  state: 'proposed' | 'agreed' | 'done' | 'cancelled'
  byId: string
  agreedById?: string
  agreedAt?: Date
  /** Of the calendar file: grows with each change. */
  sequence: number
  /** The sequence of the calendar file that went out last; absent: none did. */
  fileSequence?: number
  /** When the other side was asked last. */
  proposedAt: Date
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

/** A task on the way: what was said of it so far. */
export type TaskDraft = { text: string; ownerId?: string; ownerName?: string; day?: string }

export type VisitPatch = Partial<Omit<Visit, 'id' | 'needId' | 'state' | 'createdAt'>>

/** Still to come. */
export const planned = ['proposed', 'agreed'] as const satisfies readonly Visit['state'][]

export interface Visits {
  find(id: string): Promise<Visit | undefined>
  /** The latest first. */
  ofNeed(needId: string): Promise<Visit[]>
  /** False where one with this id is there. */
  add(visit: Visit): Promise<boolean>
  /** Writes it only while it is in one of these states and at that sequence; false otherwise. A key with undefined clears. */
  move(id: string, from: readonly Visit['state'][], sequence: number, to: Visit['state'], patch: VisitPatch): Promise<boolean>
  /** Says once whether it was solved there; false where that was said before. */
  sayOnSite(id: string, solved: boolean): Promise<boolean>
  /** What was said of that is taken back. */
  unsayOnSite(id: string): Promise<void>
  /** Adds to the opinions and suggestions of one that is done. */
  suggest(id: string, text: string): Promise<void>
  /** Agreed visits of live needs from this day to that, both included, that nobody was reminded of as they stand. */
  toRemind(from: string, to: string): Promise<Visit[]>
  /** Marks it as reminded of as it stands; false where another was first, or it has changed. */
  reminded(id: string, sequence: number): Promise<boolean>
  /** Proposed or agreed visits of live needs that this person works on: as poster, expert of the claim, or who proposed them. */
  ofPerson(personId: string, expertId: string | undefined): Promise<Visit[]>
}

export interface Tasks {
  find(id: string): Promise<Task | undefined>
  /** Those not dropped, by day. */
  ofNeed(needId: string): Promise<Task[]>
  /** False where one with this id is there. */
  add(task: Task): Promise<boolean>
  /** False where it is done or dropped already. */
  finish(id: string, byId: string, at: Date): Promise<boolean>
  /** False where it is done or dropped already. */
  drop(id: string): Promise<boolean>
  /** What this person has to do on live needs, by day. */
  openOf(personId: string): Promise<Task[]>
}
