/** The calendar of the year as it is printed, for the test of the year: it shares no line with the program’s. */

const dayMs = 86_400_000

/** 2026 by the notice of the State Council; 2027, of which no notice is known yet, by the holidays themselves. */
const off = [
  ...['2026-01-01/2026-01-03', '2026-02-15/2026-02-23', '2026-04-04/2026-04-06', '2026-05-01/2026-05-05', '2026-06-19/2026-06-21'],
  ...['2026-09-25/2026-09-27', '2026-10-01/2026-10-07', '2027-01-01/2027-01-01'],
]
const worked = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

export function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay() || 7
}

export function isWorkday(iso: string): boolean {
  if (worked.includes(iso)) return true
  const holiday = off.some((span) => (span.split('/')[0] as string) <= iso && iso <= (span.split('/')[1] as string))
  return !holiday && weekdayOf(iso) <= 5
}

export function firstWorkday(iso: string): string {
  return isWorkday(iso) ? iso : firstWorkday(plusDays(iso, 1))
}

/** A time of day in Shanghai. */
export function momentAt(iso: string, time = '09:00'): Date {
  return new Date(`${iso}T${time}:00+08:00`)
}

export type Period = { key: string; from: string; until: string }

/** The week of ISO 8601 that begins on this Monday: the year of its Thursday. */
export function weekFrom(monday: string): Period {
  const thursday = plusDays(monday, 3)
  const year = thursday.slice(0, 4)
  const nth = Math.floor((Date.parse(thursday) - Date.parse(`${year}-01-01`)) / dayMs / 7) + 1
  return { key: `${year}-W${String(nth).padStart(2, '0')}`, from: monday, until: plusDays(monday, 6) }
}

function weeks(): Period[] {
  return Array.from({ length: 170 }, (_, i) => weekFrom(plusDays('2024-01-01', 7 * i)))
}

function spansOf(year: number, monthsEach: number, name: (nth: number) => string): Period[] {
  return Array.from({ length: 12 / monthsEach }, (_, i) => {
    const [first, next] = [i * monthsEach, (i + 1) * monthsEach]
    const from = new Date(Date.UTC(year, first, 1)).toISOString().slice(0, 10)
    return { key: `${year}-${name(i + 1)}`, from, until: new Date(Date.UTC(year, next, 0)).toISOString().slice(0, 10) }
  })
}

const years = [2024, 2025, 2026, 2027]
export const periods = {
  week: weeks(),
  month: years.flatMap((year) => spansOf(year, 1, (nth) => String(nth).padStart(2, '0'))),
  quarter: years.flatMap((year) => spansOf(year, 3, (nth) => `Q${nth}`)),
}
export type Rhythm = keyof typeof periods

export function periodBy(key: string): Period {
  const found = Object.values(periods)
    .flat()
    .find((period) => period.key === key)
  if (!found) throw new Error(`no period ${key}`)
  return found
}

export function before(rhythm: Rhythm, { key }: Period): Period {
  const at = periods[rhythm].findIndex((period) => period.key === key)
  return periods[rhythm][at - 1] as Period
}

/** The same one a year ago; a week 53 has the 52nd. */
export function yearAgo({ key }: Period): Period {
  const before = `${Number(key.slice(0, 4)) - 1}${key.slice(4)}`
  return periodBy(before.replace('2025-W53', '2025-W52'))
}
