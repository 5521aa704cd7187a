/** Days of Shanghai as whole numbers, counted from 1970-01-01. Since 1992 Shanghai has stood eight hours before UTC all year. */

const dayMs = 86_400_000
const aheadMs = 8 * 3_600_000

/** The number of a day written 2026-02-17; undefined for anything else, 2026-02-31 included. */
export function dayNumber(isoDay: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDay)) return undefined
  const number = Date.parse(`${isoDay}T00:00:00Z`) / dayMs
  return Number.isInteger(number) && isoOfDay(number) === isoDay ? number : undefined
}

export function isoOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function isWeekend(day: number): boolean {
  return weekday(day) >= 5
}

/** The day a moment falls on, and how far into that day it is. */
export function splitMoment(moment: Date): { day: number; ms: number } {
  const local = moment.getTime() + aheadMs
  const day = Math.floor(local / dayMs)
  return { day, ms: local - day * dayMs }
}

/** The day a moment falls on, ISO. */
export function isoDayAt(moment: Date): string {
  return isoOfDay(splitMoment(moment).day)
}

export function momentOn(day: number, ms: number): Date {
  return new Date(day * dayMs + ms - aheadMs)
}
