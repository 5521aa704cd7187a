import { z } from 'zod'
import { sayProblem } from '../directory-problems.ts'
import { DomainError } from '../errors.ts'
import type { Lang } from '../person.ts'
import { dayNumber, isoOfDay, isWeekend } from './days.ts'

/** A notice may reach this many days into the year before (元旦 from 12 月 30 日) or after. */
const edgeDays = 7
const longestHoliday = 15
const festivals = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆']

/** A day that is none ends the reading, so that days are compared only where all exist. */
const day = z.iso.date({ error: 'date', abort: true })

const Shape = z.strictObject({
  year: z.int().min(1992, { abort: true }).max(2200, { abort: true }),
  /** Only the statutory days are in: the notice of the year, with its make-up days, was not known. */
  provisional: z.boolean().optional(),
  source: z.string().trim().min(1).max(200),
  /** Days off, both ends included; one day where `until` is left out. */
  off: z.array(z.strictObject({ name: z.string().trim().min(1).max(30), from: day, until: day.optional() })).max(30),
  /** Make-up working days 调休上班. */
  work: z.array(day).max(30),
})

/** The working calendar of one year, as the State Council's notice gives it. */
export const HolidayYear = Shape.superRefine(checkDays)
export type HolidayYear = z.infer<typeof HolidayYear>

/** An imported year. What is wrong is named line by line, with its place. */
export function readHolidayYear(json: unknown, lang: Lang = 'zh'): HolidayYear {
  const read = HolidayYear.safeParse(json, { reportInput: true })
  if (read.success) return read.data
  const lines = read.error.issues.slice(0, 5).map((issue) => sayIssue(issue, lang))
  throw new DomainError('invalid', 'holidays_wrong', { line: lines.join('\n') })
}

/** All days off of a year, by number. */
export function daysOff(year: HolidayYear): number[] {
  return year.off.flatMap(daysOfHoliday)
}

type Holiday = HolidayYear['off'][number]

function daysOfHoliday({ from, until }: Holiday): number[] {
  const first = dayNumber(from)!
  return Array.from({ length: dayNumber(until ?? from)! - first + 1 }, (_, ahead) => first + ahead)
}

type Wrong = { path: PropertyKey[]; what: keyof typeof texts; value: string }

function checkDays(year: z.infer<typeof Shape>, context: z.core.$RefinementCtx): void {
  for (const { path, what, value } of wrongDays(year)) context.addIssue({ code: 'custom', path, message: what, input: value })
}

function wrongDays(year: z.infer<typeof Shape>): Wrong[] {
  const seen = new Set<number>()
  const wrong = [...year.off.flatMap((holiday, index) => wrongHoliday(year.year, holiday, ['off', index], seen))]
  for (const [index, iso] of year.work.entries()) {
    const [number, path] = [dayNumber(iso)!, ['work', index]]
    if (!belongs(number, year.year)) wrong.push({ path, what: 'other_year', value: iso })
    else if (seen.has(number)) wrong.push({ path, what: 'repeated', value: iso })
    else if (!isWeekend(number)) wrong.push({ path, what: 'not_weekend', value: iso })
    seen.add(number)
  }
  const missing = festivals.filter((festival) => !year.off.some(({ name }) => name.includes(festival)))
  if (missing.length > 0) wrong.push({ path: ['off'], what: 'missing', value: missing.join('、') })
  return wrong
}

function wrongHoliday(year: number, holiday: Holiday, path: PropertyKey[], seen: Set<number>): Wrong[] {
  const [first, last] = [dayNumber(holiday.from)!, dayNumber(holiday.until ?? holiday.from)!]
  const end = [...path, 'until']
  if (!belongs(first, year)) return [{ path: [...path, 'from'], what: 'other_year', value: holiday.from }]
  if (!belongs(last, year)) return [{ path: end, what: 'other_year', value: holiday.until! }]
  if (last < first) return [{ path: end, what: 'backwards', value: holiday.until! }]
  if (last - first >= longestHoliday) return [{ path: end, what: 'too_long', value: holiday.until! }]
  const days = daysOfHoliday(holiday)
  const again = days.find((number) => seen.has(number))
  for (const number of days) seen.add(number)
  return again === undefined ? [] : [{ path, what: 'repeated', value: isoOfDay(again) }]
}

function belongs(number: number, year: number): boolean {
  return number >= dayNumber(`${year}-01-01`)! - edgeDays && number <= dayNumber(`${year}-12-31`)! + edgeDays
}

const texts = {
  other_year: { zh: '不在这一年', en: 'is not in this year' },
  repeated: { zh: '写了两次，或者既放假又上班', en: 'is written twice, or is both off and worked' },
  not_weekend: { zh: '不是周六或周日，不用写成调休上班', en: 'is no Saturday or Sunday, so it cannot be a make-up day' },
  backwards: { zh: '比 from 还早', en: 'is before its from' },
  too_long: { zh: `离 from 超过 ${longestHoliday} 天`, en: `makes a holiday of more than ${longestHoliday} days` },
  missing: { zh: '没有写', en: 'is missing' },
} satisfies Record<string, Record<Lang, string>>

function sayIssue(issue: z.core.$ZodIssue, lang: Lang): string {
  const file = place(issue.path, lang)
  if (issue.code !== 'custom') return sayProblem({ kind: 'issue', issue, file }, lang)
  const what = texts[issue.message as keyof typeof texts][lang]
  return lang === 'zh' ? `${file}：「${issue.input}」${what}` : `${file}: "${issue.input}" ${what}`
}

/** `off[2].until`, counted from 1 as people count. */
function place(path: PropertyKey[], lang: Lang): string {
  if (path.length === 0) return lang === 'zh' ? '整个文件' : 'the file'
  return path.map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : `${index > 0 ? '.' : ''}${String(step)}`)).join('')
}
