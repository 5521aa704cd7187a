/** Who owes the next step. `experts`: those who were asked. `person`: one person, named by `onId`. */
export type WaitOn = 'poster' | 'claimer' | 'experts' | 'officer' | 'staff' | 'person'

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
  /** Steps of reminding taken. */
  step: number
  /** When to look at it next. */
  nextAt?: Date
  endedAt?: Date
}

export interface Matters {
  /** Live ones, the most pressing first. */
  ofNeed(needId: string): Promise<Matter[]>
  /** The need has come to its end: nobody owes anything on it any more. */
  endOfNeed(needId: string, at: Date): Promise<void>
}
