import { DateTime } from 'luxon'
import { dayNumber, isoDayAt, isoOfDay } from '../calendar/days.ts'

/** Days of Asia/Shanghai, ISO, both included. */
export type Span = { from: string; until: string }

export const periodKinds = ['week', 'month', 'quarter', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A week, month, quarter or year of the calendar. `key`: 2026-W47 (ISO 8601 week: Monday to Sunday), 2026-11, 2026-Q4, 2026. */
export type Period = Span & { kind: PeriodKind; key: string }

const zone = 'Asia/Shanghai'
const formats = { week: "kkkk-'W'WW", month: 'yyyy-MM', quarter: "yyyy-'Q'q", year: 'yyyy' } as const

/** The period of this kind that an ISO day lies in. */
export function periodOf(kind: PeriodKind, isoDay: string): Period {
  const day = DateTime.fromISO(isoDay, { zone })
  if (!day.isValid) throw new RangeError(`no day: ${isoDay}`)
  return { kind, key: day.toFormat(formats[kind]), from: day.startOf(kind).toISODate(), until: day.endOf(kind).toISODate() }
}

export function periodAt(kind: PeriodKind, moment: Date): Period {
  return periodOf(kind, isoDayAt(moment))
}

/** The period of a key; undefined for anything else, 2026-W54, 2026-13 and what is long before anything here included. */
export function periodOfKey(key: string): Period | undefined {
  const kind = periodKinds.find((one) => patterns[one].test(key))
  if (!kind || Number(key.slice(0, 4)) < firstYear) return undefined
  const start = kind === 'quarter' ? DateTime.fromFormat(key, "yyyy-'Q'q", { zone }) : DateTime.fromISO(key, { zone })
  if (!start.isValid) return undefined
  const period = periodOf(kind, start.toISODate())
  return period.key === key ? period : undefined
}

/** Databases and calendars disagree about the first years. */
const firstYear = 1900
const patterns = { week: /^\d{4}-W\d{2}$/, month: /^\d{4}-\d{2}$/, quarter: /^\d{4}-Q[1-4]$/, year: /^\d{4}$/ } as const

/** The one before. */
export function previous(period: Period): Period {
  return periodOf(period.kind, isoOfDay((dayNumber(period.from) ?? Number.NaN) - 1))
}

/** The one after. */
export function next(period: Period): Period {
  return periodOf(period.kind, isoOfDay((dayNumber(period.until) ?? Number.NaN) + 1))
}

/** The same period of the year before: the week with the same number (52 for 53, where that year has none), the month, the quarter. */
export function yearBefore({ kind, key, from }: Period): Period {
  if (kind !== 'week') return periodOf(kind, DateTime.fromISO(from, { zone }).minus({ years: 1 }).toISODate() ?? '')
  const [year, week] = key.split('-W')
  const before = Number(year) - 1
  return periodOfKey(`${before}-W${week}`) ?? (periodOfKey(`${before}-W52`) as Period)
}

/** From the first day of the year to the end of the period; of a week over the turn of the year, of the year it ends in. */
export function yearSoFar({ until }: Period): Span {
  return { from: `${until.slice(0, 4)}-01-01`, until }
}

/** [from, to): the moments a span lasts. */
export function momentsOf({ from, until }: Span): { from: Date; to: Date } {
  const start = DateTime.fromISO(from, { zone })
  return { from: start.toJSDate(), to: DateTime.fromISO(until, { zone }).plus({ days: 1 }).toJSDate() }
}

/** How much of its year has passed at the end of that day, 0..1: the line a target is held against (序时进度). */
export function shareOfYear(isoDay: string): number {
  const day = DateTime.fromISO(isoDay, { zone })
  return day.ordinal / day.daysInYear
}
