import type { DateTime } from 'luxon'
import { dayOf } from './calendar.ts'
import type { Span } from './clauses.ts'
import type { DateRule, FoundDate } from './date-rule.ts'
import { isAgo, lastDay, rank } from './date-worth.ts'
import { answerDates } from './dates-answer.ts'
import { chineseDates } from './dates-chinese.ts'
import { englishDates } from './dates-english.ts'
import { type Folded, fold, tidy } from './fold.ts'

const most = 200
const needRules: readonly DateRule[] = [...chineseDates, ...englishDates]

/** The day a text wants its answer by, ISO date in Shanghai. Impossible and past days, and dates of what happened, are none. */
export function understandDate(text: string, today: Date): string | undefined {
  return dateIn(fold(tidy(text)), today)
}

/** The deadline in an answer to the question for it: “3个月”, “12.15”, “年底”, “June”. 不急, 没定: undefined. */
export function deadlineFromAnswer(text: string, today: Date): string | undefined {
  const usable = saidDates(fold(tidy(text).slice(0, 2000)).text, today).filter(({ problem }) => !problem)
  return (usable.find(({ isLast }) => isLast) ?? usable[0])?.date?.toISODate() ?? undefined
}

/** A day in an answer that asked for one, or what is wrong with it. `isLast`: the words call it the last day. */
export type SaidDate = FoundDate & { date?: DateTime; problem?: 'past' | 'no_such_day' | 'unclear'; isLast: boolean }

/** Every day in a folded answer, from left to right, also the impossible and the past ones. */
export function saidDates(text: string, today: Date): SaidDate[] {
  const from = dayOf(today)
  if (!from.isValid) return []
  const all = findDates(text, [...needRules, ...answerDates]).map((found) => {
    const date = found.rule.read(found.part, from)
    return { ...found, date, ...problemOf(text, found, date, from), isLast: rank(text, found) >= lastDay }
  })
  return all.filter((one) => !isNameOf(one, all))
}

function problemOf(text: string, { end, rule }: FoundDate, date: DateTime | undefined, from: DateTime): Pick<SaidDate, 'problem'> {
  const after = text.slice(end, end + 14)
  if ((rule.isLength && isAgo(after)) || /^,? (?:of )?last year/.test(after)) return { problem: 'past' }
  if (!date?.isValid) return { problem: 'no_such_day' }
  if (date < from) return { problem: 'past' }
  return isAhead(date, from) ? {} : { problem: 'unclear' }
}

/** “周三，12月2日”: the weekday only says again which day the other is. */
function isNameOf(one: SaidDate, all: SaidDate[]): boolean {
  const { weekday, week, which } = one.part
  if (!weekday || week || which) return false
  return all.some((other) => other.part.day !== undefined && other.date !== undefined && other.date.weekday === one.date?.weekday)
}

export function dateIn({ text }: Folded, today: Date): string | undefined {
  const from = dayOf(today)
  if (!from.isValid) return undefined
  let best: { date: DateTime; rank: number } | undefined
  for (const found of findDates(text, needRules)) {
    const worth = rank(text, found)
    if (worth <= (best?.rank ?? 0)) continue
    const date = found.rule.read(found.part, from)
    if (isAhead(date, from)) best = { date, rank: worth }
  }
  return best?.date.toISODate() ?? undefined
}

/** Every deadline said, also an impossible one, so that nothing else reads its numbers. */
export function deadlineSpans(text: string): Span[] {
  return findDates(text, needRules).filter((found) => rank(text, found) > 0)
}

function isAhead(date: DateTime | undefined, from: DateTime): date is DateTime {
  return date?.isValid === true && date >= from && date.year <= from.year + 30
}

/** From left to right; of two that overlap the earlier, then the longer one counts. */
function findDates(text: string, rules: readonly DateRule[]): FoundDate[] {
  const all: FoundDate[] = []
  for (const rule of rules)
    for (const match of text.matchAll(rule.pattern))
      all.push({ start: match.index, end: match.index + match[0].length, rule, part: match.groups ?? {} })
  all.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: FoundDate[] = []
  for (const one of all) {
    if (kept.length >= most) break
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  }
  return kept
}
