import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { WaitOn } from '../../matter.ts'
import type { Need } from '../../need.ts'
import type { Work } from '../act.ts'

/**
 * One thing that somebody owes on a need, as it follows from the facts of this moment. A kind has words in both languages: `labels.owed_<kind>` says in
 * a few words what is awaited of whoever owes it, without naming them (“首次联系企业”, “make first contact with the enterprise”: 等沈岚教授首次联系企业), `says.remind_<kind>` asks whoever owes it for it (facts: number, title, until).
 */
export type Owed = {
  kind: string
  /** What of the need it is about (a visit, a task, a question), or ''. */
  ref: string
  waitOn: WaitOn
  /** For `person`: whose it is. */
  onId?: string
  since: Date
  dueAt: Date
  /** Nothing is said at half time. */
  onlyAtEnd?: true
}

/** Where what is owed comes from. Pure in effect: it reads, and writes nothing. */
export type OwedSource = (work: Work, need: Need, calendar: WorkingCalendar) => Promise<Owed[]>
