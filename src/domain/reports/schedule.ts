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
 * time (09:00), and where the office doesn't work that day, on the next day it does.
 */
export function dueOn(kind: DigestKind, period: Period, calendar: WorkingCalendar, { day = 1, time = defaultTime }: Choice = {}): Date {
  const first = isWeekly(kind) ? numberOf(period.from) + day - 1 : numberOf(period.until) + 1
  const iso = isoOfDay(first)
  const working = calendar.isWorkingDay(iso) ? iso : calendar.nextWorkingDay(iso)
  const [hours = 9, minutes = 0] = time.split(':').map(Number)
  return momentOn(numberOf(working), (hours + minutes / 60) * hourMs)
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
