import type { DateTime } from 'luxon'
import { day, dayOf } from './calendar.ts'
import { fold, tidy } from './fold.ts'
import { readWhole } from './numerals.ts'

type Part = Record<string, string | undefined>
type Rule = { pattern: RegExp; read(part: Part, today: DateTime): DateTime | undefined }

/** The day something happened, or what is wrong with the answer. */
export type PastDay = { day: string } | { problem: 'future' | 'no_such_day' | 'unclear' }

const longest = 500
/** A day without a year that lies further ahead than this was meant of last year. */
const mostDaysAhead = 183
const earliestYear = 1990

const few = '[一二三四五六七八九十]'
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const monthWord = `(?<month>${months.join('|')})[a-z]{0,6}\\.?`
const yearPart = '(?<year>(?<!\\d)(?:20|19)\\d\\d)'
const near = '(?<near>前年|去年|今年|本年)'
const monthPart = `(?<month>(?<!\\d)\\d{1,2}|十[一二]?|(?<!十)[一二三四五六七八九])`
const dayPart = `(?<day>\\d{1,2}|${few}{1,3})`

const rules: Rule[] = [
  { pattern: new RegExp(`${yearPart}(?:[-/.]|年 ?)${monthPart}(?:[-/.]|月份? ?)${dayPart}(?:[日号]|(?!\\d))`), read: full },
  { pattern: /(?<!\d)(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)/, read: full },
  { pattern: new RegExp(`(?:${near}的?)?${monthPart}月份? ?${dayPart}(?:[日号]|(?!\\d))`), read: full },
  { pattern: new RegExp(`\\b${monthWord} ?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? ?(?<year>20\\d\\d))?`), read: full },
  { pattern: new RegExp(`(?<![\\d.])(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ?${monthWord}(?:,? ?(?<year>20\\d\\d))?`), read: full },
  { pattern: /(?<![\d./-])(?<month>\d{1,2})[./-](?<day>\d{1,2})(?![\d./-])/, read: full },
  {
    pattern: new RegExp(`(?<which>上上|上|本|这|当)个?月的?${dayPart}[日号]?`),
    read: ({ which, day: said }, today) => {
      const of = today.startOf('month').minus({ months: which === '上' ? 1 : which === '上上' ? 2 : 0 })
      return day(of.year, of.month, readWhole(said!) ?? 0)
    },
  },
  {
    pattern: /(?<which>上上|上|本|这|下下|下)?个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天末1-6])/,
    read: ({ which, weekday }, today) => ofWeek(which, '一二三四五六日'.indexOf(hanWeekday(weekday!)), today),
  },
  {
    pattern: new RegExp(`\\b(?:(?<which>last|this|next) )?(?<weekday>${weekdays.join('|')})[a-z]{0,6}\\b`),
    read: ({ which, weekday }, today) => ofWeek(which && { last: '上', this: '本', next: '下' }[which], weekdays.indexOf(weekday!), today),
  },
  {
    pattern: /(?<count>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?<unit>天|日|周|星期|礼拜|月)(?:之前|以前|前)/,
    read: ({ count, unit }, today) => back(readWhole(count!), { 天: 'days', 日: 'days', 月: 'months' }[unit!] ?? 'weeks', today),
  },
  {
    pattern: /\b(?<count>\d{1,3}|an?|one|two|three|four|five|six) (?<unit>day|week|month)s? ago/,
    read: ({ count, unit }, today) =>
      back(Number(count) || ['', 'one', 'two', 'three', 'four', 'five', 'six'].indexOf(count!) || 1, `${unit}s`, today),
  },
  {
    pattern:
      /(?<word>大前天|前[天日]|昨[天日晚]|今[天日早晚]|刚才|刚刚|大后天|后天|明[天日早晚])|\b(?<english>(?:the )?day before yesterday|yesterday|today|just now|tomorrow)\b/,
    read: ({ word, english }, today) => today.minus({ days: daysBack(word, english) }),
  },
  {
    pattern: /(?<![月\d.])(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日](?![楼门厂线机])/,
    read: ({ day: said }, today) => latestOfMonth(readWhole(said!) ?? 0, today),
  },
]

/** The answer to “when was it?”: a day that has come. “今天”, “上周五”, “11月3日”, “3 Nov”. A day without a year is the latest there was. */
export function pastDayFromAnswer(text: string, now: Date): PastDay {
  const today = dayOf(now)
  const folded = fold(tidy(text).slice(0, longest)).text
  for (const { pattern, read } of rules) {
    const found = pattern.exec(folded)
    if (!found) continue
    const date = read(found.groups ?? {}, today)
    if (!date?.isValid || date.year < earliestYear) return { problem: 'no_such_day' }
    return date > today ? { problem: 'future' } : { day: date.toISODate()! }
  }
  return { problem: 'unclear' }
}

function full({ year, near: nearYear, month, day: said }: Part, today: DateTime): DateTime | undefined {
  const monthNumber = months.indexOf(month!.slice(0, 3)) + 1 || (readWhole(month!) ?? 0)
  const dayNumber = readWhole(said!) ?? 0
  if (year) return day(Number(year), monthNumber, dayNumber)
  if (nearYear) return day(today.year - ({ 前年: 2, 去年: 1 }[nearYear] ?? 0), monthNumber, dayNumber)
  const own = day(today.year, monthNumber, dayNumber)
  if (!own) return monthNumber === 2 && dayNumber === 29 ? day(today.year - 1, 2, 29) : undefined
  return own.diff(today, 'days').days > mostDaysAhead ? own.minus({ years: 1 }) : own
}

function hanWeekday(said: string): string {
  return said.replace(/[天末]/, '日').replace(/[1-6]/, (digit) => few[Number(digit)]!)
}

/** Without a word for the week: the latest such day, today included. */
function ofWeek(which: string | undefined, index: number, today: DateTime): DateTime {
  const weeks = { 上: -1, 上上: -2, 下: 1, 下下: 2 }[which ?? ''] ?? 0
  const found = today.startOf('week').plus({ weeks, days: index })
  return which === undefined && found > today ? found.minus({ weeks: 1 }) : found
}

function back(count: number | undefined, unit: string, today: DateTime): DateTime | undefined {
  return count === undefined ? undefined : today.minus({ [unit]: count })
}

function daysBack(word: string | undefined, english: string | undefined): number {
  if (english) return english.endsWith('before yesterday') ? 2 : english === 'yesterday' ? 1 : english === 'tomorrow' ? -1 : 0
  if (word!.startsWith('大')) return word!.includes('前') ? 3 : -3
  return { 前: 2, 昨: 1, 今: 0, 刚: 0, 后: -2, 明: -1 }[word![0]!] ?? 0
}

/** “5号”: of this month, or of the last one where it has not come yet. */
function latestOfMonth(wanted: number, today: DateTime): DateTime | undefined {
  const own = day(today.year, today.month, wanted)
  if (own && own <= today) return own
  const before = today.startOf('month').minus({ months: 1 })
  return day(before.year, before.month, wanted)
}
