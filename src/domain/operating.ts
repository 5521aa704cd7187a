/** What the program knows of its own running. */
import type { Alarm, AlarmKind } from './alarms.ts'

/** What waits. `oldest`: since when the first of them could have been done; bulk mail and platforms that do not run don't count there. */
export type Queues = {
  inbox: { due: number; failed: number; oldest?: Date }
  outbox: { due: number; sending: number; failed: number; uncertain: number; oldest?: Date }
}

export interface Operating {
  /**
   * Opens it, or notes that it was seen again: what is open of that kind and subject stays one, with the newest facts. One that was told and ended after
   * `since` is open again as it was. Returns its id where it was not open before.
   */
  raise(
    alarm: { kind: AlarmKind; subject: string; facts: Record<string, string>; times: number; nextAt: Date },
    at: Date,
    since: Date,
  ): Promise<string | undefined>
  alarm(id: string): Promise<Alarm | undefined>
  /** Those that are not over, the oldest first. */
  open(): Promise<Alarm[]>
  /** It is told for the next time, and the one after that is then; false where another program told it first, it was quieted, or is over. */
  told(alarm: Alarm, nextAt: Date): Promise<boolean>
  /** Nobody is told again until it ends. */
  quiet(id: string, at: Date): Promise<void>
  /** It is over, and administrators hear of it or not; false where it was seen again meanwhile, or another program ended it. */
  end(alarm: Alarm, at: Date, told: boolean): Promise<boolean>
  queues(now: Date, platforms: readonly string[]): Promise<Queues>
  /** By state; drafts too. Reads a narrow index from end to end: ask it seldom. */
  needs(): Promise<Record<string, number>>
}

/** What stands outside the database. */
export type Running = {
  version: string
  since: Date
  platforms: readonly string[]
  database: 'embedded' | 'postgresql'
  /** Bytes where DATA_DIR is; undefined where there is none. */
  disk?: { free: number; total: number }
  /** When the newest backup was made; undefined where none is kept there. */
  backup?: Date
}
