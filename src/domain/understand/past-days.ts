import type { DateTime } from 'luxon'
import { day, dayOf } from './calendar.ts'
import { fold, tidy } from './fold.ts'
import { readWhole } from './numerals.ts'

const longest = 500
/** A day of a month that is longer ago than this was rather meant to come. */
const furthestDays = 200
const weekdays = '一二三四五六日天'
const englishDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const han = '[一二三四五六七八九十]{1,3}'

type Rule = [RegExp, (part: Record<string, string | undefined>, today: DateTime) => DateTime | undefined]

/** The first that matches counts. */
const rules: Rule[] = [
  [/(?<year>20\d\d)[年./-](?<month>\d{1,2})[月./-](?<day>\d{1,2})/, (part) => day(Number(part.year), Number(part.month), Number(part.day))],
  [new RegExp(`(?<month>\\d{1,2}|${han})月(?<day>\\d{1,2}|${han})`), (part, today) => lastTime(today, number(part.month), number(part.day))],
  [/(?<![\d.])(?<month>\d{1,2})[./-](?<day>\d{1,2})(?![\d.])/, (part, today) => lastTime(today, Number(part.month), Number(part.day))],
  [
    new RegExp(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<name>${months.join('|')})[a-z]*`),
    (part, today) => lastTime(today, months.indexOf(part.name!) + 1, Number(part.day)),
  ],
  [
    new RegExp(`\\b(?<name>${months.join('|')})[a-z]*\\.? (?<day>\\d{1,2})`),
    (part, today) => lastTime(today, months.indexOf(part.name!) + 1, Number(part.day)),
  ],
  [/大前天/, (_, today) => today.minus({ days: 3 })],
  [/前天|day before yesterday/, (_, today) => today.minus({ days: 2 })],
  [/昨[天日晚]|yesterday/, (_, today) => today.minus({ days: 1 })],
  [/今[天日早晚]|刚才|刚刚|\btoday\b|\bjust now\b/, (_, today) => today],
  [
    new RegExp(`(?<count>\\d{1,2}|${han}|两)(?: ?天(?:以|之)?前| days? ago)`),
    (part, today) => today.minus({ days: part.count === '两' ? 2 : number(part.count) }),
  ],
  [
    new RegExp(`(?<which>上上|上|这|本)?个?(?:周|星期|礼拜)(?<weekday>[${weekdays}])`),
    (part, today) => weekdayBack(today, Math.min(weekdays.indexOf(part.weekday!), 6), part.which),
  ],
  [
    new RegExp(`\\b(?<which>last )?(?<name>${englishDays.join('|')})[a-z]*\\b`),
    (part, today) => {
      const found = weekdayBack(today, englishDays.indexOf(part.name!), undefined)
      return part.which && found.equals(today) ? found.minus({ weeks: 1 }) : found
    },
  ],
  [new RegExp(`(?<day>\\d{1,2}|${han})[日号]`), (part, today) => lastOfMonths(today, number(part.day))],
]

/** The answer to “when was it?”: a day up to today. `future`: it is yet to come. */
export function pastDayFromAnswer(text: string, now: Date): { day: string } | { problem: 'future' | 'no_such_day' | 'unclear' } {
  const folded = fold(tidy(text).slice(0, longest)).text
  const today = dayOf(now)
  for (const [pattern, read] of rules) {
    const found = pattern.exec(folded)
    if (!found) continue
    const read1 = read(found.groups ?? {}, today)
    if (!read1?.isValid) return { problem: 'no_such_day' }
    return read1 > today ? { problem: 'future' } : { day: read1.toISODate()! }
  }
  return { problem: 'unclear' }
}

function number(words: string | undefined): number {
  return readWhole(words ?? '') ?? 0
}

/** This year's, or last year's where that is not long ago. */
function lastTime(today: DateTime, month: number, dayOfMonth: number): DateTime | undefined {
  const own = day(today.year, month, dayOfMonth)
  if (own && own <= today) return own
  const before = day(today.year - 1, month, dayOfMonth)
  if (before && today.diff(before, 'days').days <= furthestDays) return before
  return own ?? undefined
}

function lastOfMonths(today: DateTime, dayOfMonth: number): DateTime | undefined {
  const own = day(today.year, today.month, dayOfMonth)
  if (own && own <= today) return own
  const month = today.startOf('month').minus({ months: 1 })
  return day(month.year, month.month, dayOfMonth)
}

/** 周三 is the last one that has been, 本周三 that of this week, 上周三 that of the week before. */
function weekdayBack(today: DateTime, index: number, which: string | undefined): DateTime {
  const own = today.startOf('week').plus({ days: index })
  if (which === '上上') return own.minus({ weeks: 2 })
  if (which === '上') return own.minus({ weeks: 1 })
  return which !== undefined || own <= today ? own : own.minus({ weeks: 1 })
}
