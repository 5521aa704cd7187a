import { momentOn, splitMoment } from './days.ts'

export { quietFromWords } from './quiet-words.ts'

/** Times of day in Shanghai, HH:MM; over midnight where `until` is the earlier. The same time twice: no quiet hours. */
export type QuietHours = { from: string; until: string }

export const defaultQuietHours: QuietHours = { from: '21:00', until: '08:00' }

const minuteMs = 60_000

/** The moment itself where it is outside the quiet hours, otherwise their end. The first minute is quiet, the last (`until`) is not. */
export function quietUntil(at: Date, quiet: QuietHours | undefined): Date {
  if (!Number.isFinite(at.getTime())) throw new RangeError('no moment')
  if (!quiet) return new Date(at)
  const [from, until] = [minuteOfDay(quiet.from) * minuteMs, minuteOfDay(quiet.until) * minuteMs]
  const { day, ms } = splitMoment(at)
  if (from <= until) return ms >= from && ms < until ? momentOn(day, until) : new Date(at)
  if (ms >= from) return momentOn(day + 1, until)
  return ms < until ? momentOn(day, until) : new Date(at)
}

function minuteOfDay(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (!match) throw new RangeError(`no time of day: ${time}`)
  return Number(match[1]) * 60 + Number(match[2])
}
