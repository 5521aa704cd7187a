import type { Understanding } from '../understanding.ts'
import { dateIn } from './dates.ts'
import { fieldOf } from './field.ts'
import { targetsIn } from './figures.ts'
import { fold, tidy } from './fold.ts'
import { budgetIn } from './money.ts'
import { titleOf } from './title.ts'
import { typeOf } from './type.ts'
import { urgencyOf } from './urgency.ts'

export { deadlineFromAnswer, understandDate } from './dates.ts'
export { targetsFromAnswer, understandTargets } from './figures.ts'
export { dayFromAnswer, type Misunderstood, type Moment, momentFromAnswer } from './moments.ts'
export { budgetFromAnswer, understandBudget } from './money.ts'
export { amountFromAnswer, countFromAnswer } from './outcome-answer.ts'
export { type PastDay, pastDayFromAnswer } from './past-day.ts'
export { missingQuestions } from './questions.ts'
export { type TaskLine, taskFromLine } from './task-line.ts'

/** Characters; some thirty pages. */
export const mostRead = 20_000

/**
 * What plain words say of a technical need. `text` is one chat message or several, joined by line ends, in Chinese, English or both.
 * Relative dates count from `today` in Shanghai. Answers for any string, in time linear in its length, always alike. Of a very long text the
 * beginning is read: nobody else waits while one person's hundred pages are, and what is missing then is asked.
 */
export function understandNeed(whole: string, today: Date): Understanding {
  const text = whole.slice(0, mostRead)
  const folded = fold(tidy(text))
  const field = fieldOf(folded.text)
  const budget = budgetIn(folded)
  const deadline = dateIn(folded, today)
  const targets = targetsIn(folded, false)
  const type = typeOf(folded.text)
  return {
    title: titleOf(text),
    ...(field && { field }),
    type: type === 'other' && targets.length > 0 ? 'upgrade' : type,
    urgency: urgencyOf(folded.text),
    targets,
    ...(budget && { budget }),
    ...(deadline && { deadline }),
  }
}
