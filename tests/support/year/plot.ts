import type { Chance } from './chance.ts'
import { momentAt, plusDays, weekdayOf } from './days.ts'

export const firstDay = '2026-01-01'
export const lastDay = '2027-01-10'
/** When the program was put to work. */
export const installed = new Date('2025-12-31T16:00:00Z')

/** Times the program does not run: over a Monday’s nine o’clock, over the turn of a month, a whole week, and so long that a month is missed. */
export function outagesOf(chance: Chance): { from: Date; until: Date }[] {
  const shift = () => chance.below(3)
  return [
    { from: momentAt('2026-03-15', '20:00'), until: momentAt(plusDays('2026-03-16', shift()), '11:30') },
    { from: momentAt(plusDays('2026-04-28', shift()), '12:00'), until: momentAt(plusDays('2026-05-06', shift()), '14:00') },
    { from: momentAt(plusDays('2026-07-11', shift()), '00:00'), until: momentAt(plusDays('2026-07-21', shift()), '10:10') },
    { from: momentAt(plusDays('2026-08-20', shift()), '18:00'), until: momentAt(plusDays('2026-10-09', shift()), '08:20') },
  ]
}

const two = (n: number) => String(n).padStart(2, '0')

/** The moments at which the clock stands still for a tick: nine o’clock of every Monday and of the first days of months, and at odd hours. */
export function momentsOf(chance: Chance, outages: { from: Date; until: Date }[]): Date[] {
  const all: Date[] = outages.map(({ until }) => until)
  for (let day = firstDay; day <= lastDay; day = plusDays(day, 1)) {
    const anyTime = () => momentAt(day, `${two(chance.below(24))}:${two(chance.below(60))}`)
    const monday = weekdayOf(day) === 1
    if (monday && chance.percent(10)) all.push(momentAt(day, '08:59'))
    if (monday || (Number(day.slice(8)) <= 2 && chance.percent(60))) all.push(momentAt(day))
    if (monday && chance.percent(20)) all.push(anyTime())
    if (chance.percent(6)) all.push(anyTime())
  }
  const runs = all.filter((at) => !outages.some(({ from, until }) => from <= at && at < until))
  return [...new Map(runs.map((at) => [at.getTime(), at])).values()].toSorted((a, b) => a.getTime() - b.getTime())
}
