import type { Need } from '../../need.ts'
import { answerDays } from '../../terms.ts'
import type { Work } from '../act.ts'
import { calendarOf } from './calendar-of.ts'

/** Until when an expert who is asked now has to answer. */
export async function answerDue(work: Work, need: Need): Promise<Date> {
  return (await calendarOf(work)).addWorkingDays(work.now, answerDays(need, work.rules.answerHours))
}
