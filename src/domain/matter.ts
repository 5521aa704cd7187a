import type { NeedState } from './need.ts'

/** Who owes the next step. `experts`: those who were asked. `person`: one person, named by `onId`. */
export type WaitOn = 'poster' | 'claimer' | 'experts' | 'officer' | 'staff' | 'person'

/** Where a reminder goes: to whoever owes it (`officer_call`: to an officer who calls them), and up the ladder. */
export type Rung = 'owner' | 'officer_call' | 'manager' | 'officer' | 'head'

/** One thing that somebody owes on a need. `ref`: what of the need it is about (a visit, a task, a question), or ''. */
export type Matter = {
  id: string
  needId: string
  kind: string
  ref: string
  waitOn: WaitOn
  onId?: string
  since: Date
  dueAt: Date
  /** When it would be due had staff not put it off. */
  termAt?: Date
  /** Steps of reminding taken (use-cases/clocks/ladder.ts). */
  step: number
  /** When to look at it next. */
  nextAt?: Date
  endedAt?: Date
}

/** What a need as a whole waits for, for lists. */
export type Wait = Pick<Matter, 'waitOn' | 'since' | 'dueAt'>

export interface Matters {
  find(id: string): Promise<Matter | undefined>
  /** Live ones, the most pressing first. */
  ofNeed(needId: string): Promise<Matter[]>
  /** False where a live one of that kind and ref is there. */
  begin(matter: Matter): Promise<boolean>
  end(id: string, at: Date): Promise<void>
  /** Takes a step of reminding; false where it was taken already, or the matter has ended. */
  step(id: string, from: number, to: number, nextAt: Date | undefined): Promise<boolean>
  /** Puts a live one off. */
  extend(id: string, patch: Pick<Matter, 'dueAt' | 'termAt' | 'step' | 'nextAt'>): Promise<void>
  /** Live ones to be looked at now, the longest waiting first. */
  due(now: Date, limit: number): Promise<Matter[]>
  /** Has all that are not yet over their time looked at again at the next tick: the calendar has changed. */
  wake(at: Date): Promise<void>
  /** Needs under way for which nothing is owed: their matters have yet to be written. */
  unwound(limit: number): Promise<string[]>
  /** Writes on the need what it waits for. */
  mirror(needId: string, wait: Wait | undefined): Promise<void>
  /** When the need came into the state it is in. */
  enteredAt(needId: string, state: NeedState): Promise<Date | undefined>
  /** When it went on after it was paused last, if ever: nobody's time runs out meanwhile, and what was awaited before has its term anew. */
  resumedAt(needId: string): Promise<Date | undefined>
  /** When one of these people last did something on the need, or a visit to it was planned or made by anybody. */
  lastAct(needId: string, personIds: string[]): Promise<Date | undefined>
  /** The latest moment anything is due. */
  latestDue(): Promise<Date | undefined>
}
