import { dayNumber, isoOfDay, isWeekend, momentOn, splitMoment, weekday } from './days.ts'
import { daysOff, type HolidayYear } from './holiday-year.ts'

/** The working day: 09:00 to 17:00 in Shanghai, without a break. */
export const openingHour = 9
export const hoursPerDay = 8
export const closingHour = openingHour + hoursPerDay

/** When the office closes on an ISO day that exists. */
export function closingOn(isoDay: string): Date {
  return momentOn(dayNumber(isoDay) ?? Number.NaN, closingHour * hourMs)
}

const hourMs = 3_600_000
const opensMs = openingHour * hourMs
const workMs = hoursPerDay * hourMs
const mostDays = 10_000
const [earliest, latest] = [Date.UTC(1992, 0, 1), Date.UTC(2200, 0, 1)]

/**
 * Counts working time. A working day is eight working hours, so it leads to the same time of the next working day:
 * Monday 10:00 and three days is Thursday 10:00. From outside working hours the count starts at the next opening, and a count that
 * ends with a working day ends at its close, not at the next opening: Saturday 11:00 and one day is Monday 17:00, as it is from Monday 09:00.
 * Wrong arguments are a bug of the caller: RangeError.
 */
export interface WorkingCalendar {
  isWorkingDay(isoDay: string): boolean
  /** `provisional`: the make-up days of the year are not known yet; `unknown`: nothing is, and Monday to Friday count. */
  knows(year: number): 'published' | 'provisional' | 'unknown'
  addWorkingHours(from: Date, hours: number): Date
  addWorkingDays(from: Date, days: number): Date
  /** Negative where `to` is before `from`. */
  workingHoursBetween(from: Date, to: Date): number
  /** In days of eight working hours, with fractions; negative where `to` is before `from`. */
  workingDaysBetween(from: Date, to: Date): number
  /** The first working day after this one. */
  nextWorkingDay(isoDay: string): string
  /** The moment itself within working hours, otherwise the next opening. */
  nextWorkingMoment(at: Date): Date
  /** When half of the working time from one moment to the other has passed; never before the one or after the other. */
  halfWay(from: Date, due: Date): Date
}

/** Of two entries for one year the later in the list counts, so that imported years can follow those that come with the program. */
export function createCalendar(years: readonly HolidayYear[]): WorkingCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]))
  const { countBefore, isWorking, next, dayAfter } = countDays([...byYear.values()])

  function workedBefore(at: Date): number {
    const { day, ms } = splitMoment(checked(at))
    const today = isWorking(day) ? Math.min(Math.max(ms - opensMs, 0), workMs) : 0
    return countBefore(day) * workMs + today
  }

  function nextWorkingMoment(at: Date): Date {
    const { day, ms } = splitMoment(checked(at))
    if (!isWorking(day) || ms > opensMs + workMs) return momentOn(next(day), opensMs)
    return ms < opensMs ? momentOn(day, opensMs) : new Date(at)
  }

  function add(from: Date, ms: number): Date {
    if (ms === 0) return nextWorkingMoment(from)
    const worked = workedBefore(from) + ms
    const wholeDays = Math.ceil(worked / workMs) - 1
    return momentOn(dayAfter(wholeDays, splitMoment(from).day), opensMs + worked - wholeDays * workMs)
  }

  function workingHoursBetween(from: Date, to: Date): number {
    return (workedBefore(to) - workedBefore(from)) / hourMs
  }

  return {
    isWorkingDay: (isoDay) => isWorking(numbered(isoDay)),
    knows(year) {
      const known = byYear.get(year)
      if (!known) return 'unknown'
      return known.provisional ? 'provisional' : 'published'
    },
    addWorkingHours: (from, hours) => add(from, counted(hours, mostDays * hoursPerDay, hourMs)),
    addWorkingDays: (from, days) => add(from, counted(days, mostDays, workMs)),
    workingHoursBetween,
    workingDaysBetween: (from, to) => workingHoursBetween(from, to) / hoursPerDay,
    nextWorkingDay: (isoDay) => isoOfDay(next(numbered(isoDay))),
    nextWorkingMoment,
    halfWay(from, due) {
      if (checked(due) < checked(from)) throw new RangeError('due is before from')
      const half = add(from, Math.floor((workedBefore(due) - workedBefore(from)) / 2))
      return half < due ? half : new Date(due)
    },
  }
}

/** Working days in closed form: Monday to Friday, corrected by the days a notice changes, which are few and sorted. */
function countDays(years: HolidayYear[]) {
  const changes = changedDays(years)
  const changed = [...changes.keys()].sort((a, b) => a - b)
  const corrections = [0]
  for (const day of changed) corrections.push(corrections.at(-1)! + (changes.get(day) ? 1 : -1))

  function isWorking(day: number): boolean {
    return changes.get(day) ?? !isWeekend(day)
  }

  function countBefore(day: number): number {
    const weeks = Math.floor((day + 3) / 7)
    return weeks * 5 + Math.min(weekday(day), 5) + corrections[firstAtLeast(0, changed.length, (at) => changed[at]! >= day)]!
  }

  /** The working day before which `count` others have passed, which is not before `from`. */
  function dayAfter(count: number, from: number): number {
    const most = from + Math.ceil(((count - countBefore(from) + 1) * 7) / 5) + changed.length * 2 + 7
    return firstAtLeast(from, most, (day) => countBefore(day + 1) > count)
  }

  function next(day: number): number {
    return dayAfter(countBefore(day + 1), day + 1)
  }

  return { isWorking, countBefore, dayAfter, next }
}

/** Days that are worked though of a weekend (true), or off though of a week (false). At the edge of two years the later notice counts. */
function changedDays(years: HolidayYear[]): Map<number, boolean> {
  const changes = new Map<number, boolean>()
  for (const year of years.toSorted((a, b) => a.year - b.year)) {
    for (const day of daysOff(year)) changes.set(day, false)
    for (const iso of year.work) changes.set(numbered(iso), true)
  }
  for (const [day, works] of changes) if (works !== isWeekend(day)) changes.delete(day)
  return changes
}

/** The least number from `low` on for which `holds` is true, or `high`; once true it stays true. */
function firstAtLeast(low: number, high: number, holds: (at: number) => boolean): number {
  let [from, until] = [low, high]
  while (from < until) {
    const middle = Math.floor((from + until) / 2)
    if (holds(middle)) until = middle
    else from = middle + 1
  }
  return from
}

function numbered(isoDay: string): number {
  const day = dayNumber(isoDay)
  if (day === undefined) throw new RangeError(`no day: ${isoDay}`)
  return day
}

function checked(at: Date): Date {
  if (!(at.getTime() >= earliest && at.getTime() < latest)) throw new RangeError('no moment between 1992 and 2200')
  return at
}

function counted(amount: number, most: number, unit: number): number {
  if (!(amount >= 0 && amount <= most)) throw new RangeError(`not between 0 and ${most}: ${amount}`)
  return Math.round(amount * unit)
}
