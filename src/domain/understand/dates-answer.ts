import { day, endOfMonth, eveOf, festivals, nearest } from './calendar.ts'
import type { DateRule } from './date-rule.ts'
import { readWhole } from './numerals.ts'

const months = 'january|february|march|april|may|june|july|august|september|october|november|december'

const weekdays = 'mon|tue|wed|thu|fri|sat|sun'

/** A day that lies behind, whichever it was. */
const behind = new RegExp(
  '昨[天日晚]|大?前天|(?<![早晚])上上?个?(?:周|星期|礼拜)[一二三四五六日天末]?|[去前]年(?:\\d{1,2}月份?(?:\\d{1,2}[日号]?)?)?|上个?月(?:\\d{1,2}[日号])?' +
    `|\\byesterday\\b|\\blast (?:week|month|year|(?:${weekdays})[a-z]{0,6})\\b`,
  'g',
)

/** What is a date only as the answer to the question for one: 12.15, 12/15, 6月, June, Friday, 20号, 20261215. */
export const answerDates: DateRule[] = [
  {
    firmness: 'loose',
    pattern: /(?<![\d./-])(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)(?![\d./-])/g,
    read: (part) => day(Number(part.year), Number(part.month), Number(part.day)),
  },
  {
    firmness: 'loose',
    pattern: /(?<![\d./-])(?<month>\d{1,2})[./-](?<day>\d{1,2})(?![\d./%-]|[个天周年人位名家])/g,
    read: (part, today) => nearest(today, (of) => day(of, Number(part.month), Number(part.day))),
  },
  {
    firmness: 'loose',
    pattern: /(?<![\d.])(?<year>20\d\d)[./](?<month>\d{1,2})(?![\d./])/g,
    read: (part) => endOfMonth(Number(part.year), Number(part.month)),
  },
  {
    firmness: 'loose',
    pattern: /(?<![\d.十])(?<month>\d{1,2}|十?[一二三四五六七八九]|十)月(?!份)/g,
    read: (part, today) => nearest(today, (of) => endOfMonth(of, readWhole(part.month!) ?? 0)),
  },
  {
    firmness: 'loose',
    pattern: new RegExp(`\\b(?<month>${months})\\b`, 'g'),
    read: (part, today) => nearest(today, (of) => endOfMonth(of, months.split('|').indexOf(part.month!) + 1)),
  },
  {
    firmness: 'loose',
    pattern: new RegExp(`\\b(?<weekday>${weekdays})[a-z]{0,6}\\b`, 'g'),
    read: (part, today) => nextWeekday(today, weekdays.split('|').indexOf(part.weekday!)),
  },
  {
    firmness: 'loose',
    pattern: new RegExp(`(?:[今明]年)?(?<name>${festivals.join('|')})(?:节|左右)?(?!后|以后|之后|节后)`, 'g'),
    read: (part, today) => eveOf(today, part.name!),
  },
  {
    firmness: 'loose',
    pattern: /(?<![\d.])(?<month>\d{1,2})月(?<day>\d{1,2})(?!\d|个|天|周|年)/g,
    read: (part, today) => nearest(today, (of) => day(of, Number(part.month), Number(part.day))),
  },
  {
    firmness: 'loose',
    pattern: /\b(?<word>today|tonight|(?:the )?day after tomorrow|tomorrow)\b/g,
    read: (part, today) => today.plus({ days: part.word!.startsWith('to') ? (part.word === 'tomorrow' ? 1 : 0) : 2 }),
  },
  { firmness: 'loose', pattern: behind, read: (_, today) => today.minus({ days: 1 }) },
  {
    firmness: 'loose',
    pattern: /(?<![月\d.])(?<day>\d{1,2}(?=[号日])|[一二三四五六七八九十]{1,3}(?=号))[号日](?![楼门厂线机])/g,
    read: (part, today) => upcoming(readWhole(part.day!) ?? 0, today),
  },
  { firmness: 'loose', pattern: /(?<!\d)(?<year>20\d\d)(?![\d./年-])/g, read: (part) => day(Number(part.year), 12, 31) },
]

function nextWeekday(today: Parameters<DateRule['read']>[1], index: number) {
  const found = today.startOf('week').plus({ days: index })
  return found >= today ? found : found.plus({ weeks: 1 })
}

function upcoming(wanted: number, today: Parameters<DateRule['read']>[1]) {
  const own = day(today.year, today.month, wanted)
  if (own && own >= today) return own
  const next = today.startOf('month').plus({ months: 1 })
  return day(next.year, next.month, wanted)
}
