import { dayNumber, isoDayAt, isoOfDay, momentOn } from '../calendar/days.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { type Period, type PeriodKind, periodAt, previous } from './period.ts'
import type { Choice, DigestKind } from './report.ts'

export const defaultTime = '09:00'
const hourMs = 3_600_000

/** The kind of period that carries a digest: the week it plans, the month or quarter it tells of. */
export function periodKindOf(kind: DigestKind): PeriodKind {
  if (kind === 'monthly') return 'month'
  return kind === 'quarterly' ? 'quarter' : 'week'
}

/** Which day of the week it comes can be chosen only of those that come weekly. */
export function isWeekly(kind: DigestKind): boolean {
  return periodKindOf(kind) === 'week'
}

/**
 * When the digest of a period is due: what comes weekly on that weekday of the week it plans (Monday), the others on the day after the period; at that
 * time (09:00), and where the office doesn't work that day, on the next day it does. What comes weekly stays in its week where anything of that is worked:
 * wanted on a Saturday, it comes on the Friday before, since by Monday it would tell of a week that is over.
 */
export function dueOn(kind: DigestKind, period: Period, calendar: WorkingCalendar, { day = 1, time = defaultTime }: Choice = {}): Date {
  const first = isWeekly(kind) ? numberOf(period.from) + day - 1 : numberOf(period.until) + 1
  const working = (isWeekly(kind) && workedDayOf(period, first, calendar)) || workedFrom(first, calendar)
  const [hours = 9, minutes = 0] = time.split(':').map(Number)
  return momentOn(numberOf(working), (hours + minutes / 60) * hourMs)
}

/** The first worked day of the week from that day on, or else the last before it; undefined where none of the week is worked. */
function workedDayOf(week: Period, day: number, calendar: WorkingCalendar): string | undefined {
  const days = Array.from({ length: 7 }, (_, i) => numberOf(week.from) + i).filter((one) => calendar.isWorkingDay(isoOfDay(one)))
  const found = days.find((one) => one >= day) ?? days.at(-1)
  return found === undefined ? undefined : isoOfDay(found)
}

function workedFrom(day: number, calendar: WorkingCalendar): string {
  const iso = isoOfDay(day)
  return calendar.isWorkingDay(iso) ? iso : calendar.nextWorkingDay(iso)
}

/** Longer than the longest holidays take to put off a report. */
const mostBack = 8

/** The latest period whose digest is due by now: what was missed before it is not made up for. */
export function latestDue(kind: DigestKind, now: Date, calendar: WorkingCalendar, choice: Choice = {}): Period {
  let period = periodAt(periodKindOf(kind), now)
  for (let back = 0; back < mostBack; back++) {
    if (dueOn(kind, period, calendar, choice) <= now) return period
    period = previous(period)
  }
  return period
}

/** The period that a digest carrying this one tells of. */
export function toldIn(kind: DigestKind, period: Period): Period {
  return isWeekly(kind) ? previous(period) : period
}

/** So many working days after the day of that moment have passed. */
export function workingDaysPassed(since: Date, now: Date, days: number, calendar: WorkingCalendar): boolean {
  let day = isoDayAt(since)
  for (let i = 0; i < days; i++) day = calendar.nextWorkingDay(day)
  return isoDayAt(now) >= day
}

function numberOf(isoDay: string): number {
  return dayNumber(isoDay) ?? Number.NaN
}
