import { closingOn, type WorkingCalendar } from '../../calendar/working-calendar.ts'
import { DomainError } from '../../errors.ts'
import { amountFromAnswer, countFromAnswer, dayFromAnswer } from '../../understand/index.ts'

const furthestDays = 730

const vague =
  /左右|大约|大概|约|上下|以内|以上|以下|不超过|不低于|至少|至多|最多|\b(?:about|around|roughly|up to|at (?:least|most)|or so)\b/i

/** One number of 万元, more than nothing; “about”, a bound or a range is asked back. */
export function sumOf(text: string): number {
  const sum = vague.test(text) ? undefined : amountFromAnswer(text)
  if (sum === undefined) throw new DomainError('invalid', 'one_sum_please')
  return sum
}

/** The moment a challenge closes on the day said: ahead, within two years, and a working day; on another the next one is proposed. */
export function closingOf(text: string, now: Date, calendar: WorkingCalendar): { day: string; at: Date } {
  const day = dayOf(text, now)
  const at = closingAt(day)
  if (at <= now) throw new DomainError('invalid', 'closing_behind')
  if (at.getTime() > now.getTime() + furthestDays * 86_400_000) throw new DomainError('invalid', 'closing_too_far')
  if (!calendar.isWorkingDay(day)) throw new DomainError('invalid', 'closing_day_off', { day, next: calendar.nextWorkingDay(day) })
  return { day, at }
}

/** When the office closes on that ISO day. */
export function closingAt(day: string): Date {
  return closingOn(day)
}

function dayOf(text: string, now: Date): string {
  const said = dayFromAnswer(text, now)
  if ('day' in said) return said.day
  throw new DomainError('invalid', problems[said.problem])
}

const problems = { past: 'closing_behind', no_such_day: 'no_such_day', unclear: 'closing_unclear' } as const

const units: [RegExp, weeks: number][] = [
  [/个?半?月|months?\b/i, 52 / 12],
  [/周|星期|礼拜|weeks?\b|wks?\b/i, 1],
  [/年|years?\b/i, 52],
  [/[天日]|days?\b/i, 1 / 7],
]
const mostWeeks = 520

/** Weeks, from “8周”, “3个月”, “半年”, “6 months”; begun ones count whole. */
export function weeksOf(text: string): number {
  const unit = units.find(([pattern]) => pattern.test(text))
  const count = /半年|half a year/i.test(text) ? 0.5 : /^\D*半个月/u.test(text) ? 0.5 : countFromAnswer(text.replace(/个月/g, '月'))
  const weeks = unit && count !== undefined ? Math.ceil(count * unit[1]) : 0
  if (weeks < 1 || weeks > mostWeeks) throw new DomainError('invalid', 'how_long_please')
  return weeks
}

export type WrittenMilestone = { text: string; dueOn: string }
const mostMilestones = 20

/** One a line, each with its day: “完成小试 2027年1月15日前”. A line that can't be read is named. */
export function milestonesOf(text: string, now: Date): WrittenMilestone[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-•*]|\d{1,2}[.、)）])\s*/u, '').trim())
    .filter((line) => line !== '')
  if (lines.length === 0) throw new DomainError('invalid', 'empty')
  if (lines.length > mostMilestones) throw new DomainError('invalid', 'too_many_milestones', { most: String(mostMilestones) })
  return lines.map((line) => milestoneOf(line, now))
}

function milestoneOf(line: string, now: Date): WrittenMilestone {
  if (line.length > 300) throw new DomainError('invalid', 'too_long', { most: '300' })
  const said = dayFromAnswer(line, now)
  if ('problem' in said) throw new DomainError('invalid', `milestone_${said.problem}`, { line })
  return { text: withoutDay(line, said.day, now), dueOn: said.day }
}

/** The line without the words at its end, or its beginning, that say the day; whole where they can't be told apart. */
function withoutDay(line: string, day: string, now: Date): string {
  const gaps = [...line.matchAll(/[\s,，;；:：]+/gu)]
  const says = (part: string) => {
    const said = dayFromAnswer(part, now)
    return 'day' in said && said.day === day
  }
  for (const gap of gaps.toReversed()) {
    const [before, after] = [line.slice(0, gap.index), line.slice(gap.index + gap[0].length)]
    if (before !== '' && says(after)) return before.replace(/[\s,，]*\b(?:by|before|on|until)$/i, '')
  }
  for (const gap of gaps) {
    const [before, after] = [line.slice(0, gap.index), line.slice(gap.index + gap[0].length)]
    if (after !== '' && says(before)) return after
  }
  return line
}

/** A whole number from 0 to 100. */
export function scoreOf(text: string): number {
  const found = /^\s*(\d{1,3})\s*(?:分|points?)?\s*[。.]?\s*$/i.exec(text.normalize('NFKC'))
  const score = found ? Number(found[1]) : Number.NaN
  if (!(score >= 0 && score <= 100)) throw new DomainError('invalid', 'score_please')
  return score
}
