import type { DateTime } from 'luxon'
import { addWorkingDays, day, endOfMonth, nearest } from './calendar.ts'
import type { DateRule } from './date-rule.ts'

type Part = Record<string, string | undefined>

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const month = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
const weekday = '(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b'
const year = String.raw`(?:,? ?(?<year>20\d\d)|,? (?:of )?(?<near>this|next) year)(?!\d)`
const nth = '(?:st|nd|rd|th)?'
const by = String.raw`\b(?:by|before|until|till|due(?: by| on)?|no later than|not later than|latest|prior to)(?: the)? `
const counts: Record<string, number> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12 },
  ...{ 'a couple of': 2, 'couple of': 2, 'half a': 0.5, 'half of a': 0.5, 'one and a half': 1.5, 'a few': Number.NaN },
}
const count = String.raw`(?<count>\d{1,3}|half an?|a couple of|couple of|one and a half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|an?)`
const length = String.raw`${count}(?: ?(?:-|~|to|or) ?(?<high>\d{1,3}|two|three|four|six|twelve))?[ -]?(?<unit>working days?|business days?|calendar days?|days?|weeks?|wks?|months?|quarters?|years?|yrs?)\b`

function monthOf(part: Part): number {
  return monthNames.indexOf(part.month!.slice(0, 3)) + 1
}

function inYear(part: Part, today: DateTime, ofYear: (year: number) => DateTime | undefined): DateTime | undefined {
  if (part.year) return ofYear(Number(part.year))
  return part.near ? ofYear(today.year + (part.near === 'next' ? 1 : 0)) : nearest(today, ofYear)
}

function readDay(part: Part, today: DateTime): DateTime | undefined {
  return inYear(part, today, (of) => day(of, monthOf(part), Number(part.day)))
}

function readMonth(part: Part, today: DateTime): DateTime | undefined {
  const until = { early: 10, 'beginning of': 10, 'start of': 10, mid: 15, 'middle of': 15, before: 0 }[
    (part.stage ?? '').replace(/^the |[ -]$/g, '')
  ]
  return inYear(part, today, (of) => {
    if (until === 0) return day(of, monthOf(part), 1)?.minus({ days: 1 })
    return until ? day(of, monthOf(part), until) : endOfMonth(of, monthOf(part))
  })
}

function readLength(part: Part, today: DateTime): DateTime | undefined {
  const written = part.high ?? part.count!
  const value = counts[written.replace(/^half an?$/, 'half a')] ?? Number(written)
  if (!Number.isFinite(value) || value <= 0) return undefined
  const unit = part.unit!
  if (/working|business/.test(unit)) return addWorkingDays(today, Math.ceil(value))
  if (unit.includes('day')) return today.plus({ days: Math.ceil(value) })
  if (unit.startsWith('w')) return today.plus({ days: Math.ceil(value * 7) })
  const months = value * (unit.startsWith('q') ? 3 : unit.startsWith('y') ? 12 : 1)
  return today.plus({ months: Math.floor(months), days: Math.ceil((months % 1) * 30) })
}

function readPeriod(part: Part, today: DateTime): DateTime | undefined {
  const unit = part.unit as 'week' | 'month' | 'quarter' | 'year'
  const ahead = part.which === 'next' ? 1 : 0
  return today
    .startOf(unit)
    .plus({ [`${unit}s`]: ahead })
    .endOf(unit)
    .startOf('day')
}

function readWeekday(part: Part, today: DateTime): DateTime | undefined {
  const found = today.startOf('week').plus({ days: weekdayNames.indexOf(part.weekday!.slice(0, 3)) })
  if (part.which === 'next') return found.plus({ weeks: 1 })
  return found >= today ? found : found.plus({ weeks: 1 })
}

function readPart(part: Part, today: DateTime): DateTime | undefined {
  const of = part.year ? Number(part.year) : today.year + (part.near === 'next' ? 1 : 0)
  if (part.quarter) return endOfMonth(of, 3 * Number(part.quarter))
  if (part.half) return endOfMonth(of, /^(?:first|1)$/.test(part.half) ? 6 : 12)
  return endOfMonth(of, 12)
}

const dayMonth = String.raw`(?<![\d.])(?<day>\d{1,2})${nth}(?: of)? ?${month}(?:${year})?`
const monthDay = String.raw`\b${month} ?(?<day>\d{1,2})${nth}(?!\d)(?:${year})?`

export const englishDates: DateRule[] = [
  { firmness: 'firm', pattern: new RegExp(by + dayMonth, 'g'), read: readDay },
  { firmness: 'firm', pattern: new RegExp(by + monthDay, 'g'), read: readDay },
  { firmness: 'plain', pattern: new RegExp(dayMonth, 'g'), read: readDay },
  { firmness: 'plain', pattern: new RegExp(monthDay, 'g'), read: readDay },
  { firmness: 'firm', pattern: new RegExp(`(?:\\bby |\\bbefore )?(?:the )?\\bend (?:of )?${month}(?:${year})?`, 'g'), read: readMonth },
  {
    firmness: 'firm',
    pattern: new RegExp(
      `\\bby (?<stage>early |mid[ -]?|the beginning of |the middle of |the start of )?${month}(?! ?\\d{1,2}(?!\\d))(?:${year})?`,
      'g',
    ),
    read: readMonth,
  },
  { firmness: 'firm', pattern: new RegExp(`\\b(?<stage>before) ${month}(?! ?\\d{1,2}(?!\\d))(?:${year})?`, 'g'), read: readMonth },
  { firmness: 'plain', pattern: new RegExp(`\\b(?<stage>early |mid[ -]|late )?${month}${year}`, 'g'), read: readMonth },
  { firmness: 'loose', pattern: new RegExp(`\\bin (?<stage>early |mid[ -]|late )?${month}(?!,? ?20\\d\\d)`, 'g'), read: readMonth },
  {
    firmness: 'firm',
    isLength: true,
    pattern: new RegExp(
      `\\b(?:in the next|over the next|during the next|within|in under|in less than|no more than|not more than)(?: the)?(?: next)? ${length}`,
      'g',
    ),
    read: readLength,
  },
  { firmness: 'loose', isLength: true, pattern: new RegExp(`(?:\\bin )?(?<![a-z\\d.])${length}`, 'g'), read: readLength },
  {
    firmness: 'firm',
    pattern: /\b(?:by |before )?(?:the )?end of (?:the )?(?<which>this |next )?(?<unit>week|month|quarter|year)\b/g,
    read: (part, today) => readPeriod({ ...part, which: part.which?.trim() }, today),
  },
  { firmness: 'firm', pattern: /\b(?<unit>month|year)[ -]?end\b/g, read: readPeriod },
  {
    firmness: 'firm',
    pattern: /\beo(?<unit>[mqy])\b/g,
    read: (part, today) => readPeriod({ unit: { m: 'month', q: 'quarter', y: 'year' }[part.unit!] }, today),
  },
  { firmness: 'loose', pattern: /\b(?:by )?(?<which>this|next) (?<unit>week|month|quarter|year)\b/g, read: readPeriod },
  { firmness: 'firm', pattern: /\bend of (?:the year )?(?<year>20\d\d)\b/g, read: readPart },
  { firmness: 'plain', pattern: new RegExp(`\\bq(?<quarter>[1-4])(?:${year})`, 'g'), read: readPart },
  {
    firmness: 'plain',
    pattern: new RegExp(`\\b(?:h(?<halfA>[12])|(?<halfB>first|second) half)(?: of)?(?:${year})`, 'g'),
    read: (part, today) => readPart({ ...part, half: part.halfA ?? part.halfB }, today),
  },
  { firmness: 'firm', pattern: new RegExp(`\\b(?:by|before|due) (?:(?<which>this|next) )?${weekday}`, 'g'), read: readWeekday },
  { firmness: 'plain', pattern: new RegExp(`\\b(?<which>this|next) ${weekday}`, 'g'), read: readWeekday },
  {
    firmness: 'firm',
    pattern: /\bby (?<word>today|tonight|tomorrow)\b/g,
    read: (part, today) => today.plus({ days: part.word === 'tomorrow' ? 1 : 0 }),
  },
]
