import type { DateTime } from 'luxon'
import { dayOf } from './calendar.ts'
import type { Span } from './clauses.ts'
import type { DateRule, FoundDate } from './date-rule.ts'
import { isPast, lastDay, rank } from './date-worth.ts'
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
  const from = dayOf(today)
  if (!from.isValid) return undefined
  const folded = fold(tidy(text).slice(0, 2000))
  const usable = findDates(folded.text, [...needRules, ...answerDates])
    .filter(({ end, rule }) => !(rule.isLength && isPast(folded.text.slice(end, end + 6))))
    .map((found) => ({ date: found.rule.read(found.part, from), isLast: rank(folded.text, found) >= lastDay }))
    .filter(({ date }) => isAhead(date, from))
  return (usable.find(({ isLast }) => isLast) ?? usable[0])?.date?.toISODate() ?? undefined
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
