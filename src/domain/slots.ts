import { dayNumber, isoOfDay, momentOn, splitMoment, weekday } from './calendar/days.ts'
import { fold, tidy } from './understand/fold.ts'
import type { Moment } from './understand/index.ts'

export type Slot = { startsAt: Date; endsAt: Date }

/** When an instrument is open: days of the week from 1 (Monday), `workdays` of the mainland's calendar instead; minutes of the day. */
export type OpenHours = { days: number[]; workdays: boolean; spans: [from: number, until: number][] }

/** Half days where no hour was said. */
const halfSpans = { morning: [540, 720], afternoon: [780, 1020], evening: [1080, 1260] } as const
const usualMinutes = 120
const han = '一二三四五六日'
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** “周一至周五 9:00-17:00”, “工作日 8:30-11:30、13:30-17:00”, “Mon-Fri 9:00-17:00”; undefined where it says something else (“预约”, “寒暑假除外”), and then nothing is checked. */
export function openHoursOf(text: string | undefined): OpenHours | undefined {
  if (!text) return undefined
  const said = fold(tidy(text).slice(0, 200))
    .text.replace(/星期|礼拜/g, '周')
    .replace(/周天/g, '周日')
  const spans = [...said.matchAll(/(\d{1,2}):(\d{2}) ?(?:-|~|到|至|to) ?(\d{1,2}):(\d{2})/g)].map(([, a, b, c, d]): [number, number] => [
    Number(a) * 60 + Number(b),
    Number(c) * 60 + Number(d),
  ])
  const days = daysOf(said)
  if (!days || spans.some(([from, until]) => from >= until || until > 1440)) return undefined
  return { ...days, spans: spans.length > 0 ? spans : [[540, 1020]] }
}

function daysOf(said: string): Pick<OpenHours, 'days' | 'workdays'> | undefined {
  const all = [1, 2, 3, 4, 5, 6, 7]
  if (/工作日|weekdays?|working days?/.test(said)) return { days: [], workdays: true }
  if (/每天|全周|天天|daily|every day/.test(said)) return { days: all, workdays: false }
  const range = /周?([一二三四五六日]) ?(?:-|~|到|至) ?周?([一二三四五六日])/.exec(said.slice(said.indexOf('周')))
  if (said.includes('周') && range) return between(han.indexOf(range[1]!) + 1, han.indexOf(range[2]!) + 1)
  const words = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]* ?(?:-|~|to|until) ?(mon|tue|wed|thu|fri|sat|sun)/.exec(said)
  if (words) return between(english.indexOf(words[1]!) + 1, english.indexOf(words[2]!) + 1)
  const each = [...said.matchAll(/周([一二三四五六日、,]+)/g)].flatMap(([, list]) =>
    [...list!].map((day) => han.indexOf(day) + 1).filter((day) => day > 0),
  )
  if (each.length > 0) return { days: [...new Set(each)], workdays: false }
  return /^\d{1,2}:\d{2}/.test(said) ? { days: all, workdays: false } : undefined
}

function between(from: number, until: number): Pick<OpenHours, 'days' | 'workdays'> | undefined {
  if (from > until) return undefined
  return { days: Array.from({ length: until - from + 1 }, (_, i) => from + i), workdays: false }
}

/** The time a moment means: half a day as far as the instrument is open then, two hours from an hour alone. Undefined: only a day was said. */
export function slotOf(moment: Moment, open: OpenHours | undefined): Slot | undefined {
  const day = dayNumber(moment.day) ?? Number.NaN
  const at = (minutes: number) => momentOn(day, minutes * 60_000)
  if (moment.time) {
    const from = minutesOf(moment.time)
    const until = moment.until ? minutesOf(moment.until) : Math.min(from + usualMinutes, 1440)
    return { startsAt: at(from), endsAt: at(until) }
  }
  if (!moment.half) return undefined
  const [from, until] = halfSpans[moment.half]
  const within = open?.spans.map(([a, b]) => [Math.max(a, from), Math.min(b, until)] as const).find(([a, b]) => b - a >= 30)
  return { startsAt: at(within?.[0] ?? from), endsAt: at(within?.[1] ?? until) }
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** ISO day in Shanghai, 1 for Monday, and minutes from its midnight. */
function placed(at: Date): { day: string; weekday: number; minutes: number } {
  const { day, ms } = splitMoment(at)
  return { day: isoOfDay(day), weekday: weekday(day) + 1, minutes: ms / 60_000 }
}

/** Whether the instrument is open all that time. */
export function isOpenAt({ startsAt, endsAt }: Slot, open: OpenHours, isWorkingDay: (day: string) => boolean): boolean {
  const { day, weekday: ofWeek, minutes } = placed(startsAt)
  const until = minutes + (endsAt.getTime() - startsAt.getTime()) / 60_000
  const dayFits = open.workdays ? isWorkingDay(day) : open.days.includes(ofWeek)
  return dayFits && open.spans.some(([a, b]) => a <= minutes && until <= b)
}

/** The next times of that length that nobody holds, on the half hour, at most one before and one after noon a day; of three weeks. */
export function freeSlots(
  wanted: Slot,
  taken: readonly Slot[],
  open: OpenHours,
  isWorkingDay: (day: string) => boolean,
  after: Date,
  limit: number,
): Slot[] {
  const length = wanted.endsAt.getTime() - wanted.startsAt.getTime()
  const found: Slot[] = []
  const halves = new Set<string>()
  const first = splitMoment(wanted.startsAt).day
  for (let step = 0; step < 21 * 48 && found.length < limit; step++) {
    const startsAt = momentOn(first, step * 30 * 60_000)
    const slot = { startsAt, endsAt: new Date(startsAt.getTime() + length) }
    const { day, minutes } = placed(startsAt)
    const half = `${day}${minutes < 720 ? 'a' : 'p'}`
    if (startsAt <= after || halves.has(half) || !isOpenAt(slot, open, isWorkingDay) || taken.some((other) => meets(slot, other))) continue
    halves.add(half)
    found.push(slot)
  }
  return found
}

export function meets(a: Slot, b: Slot): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

/** Where an instrument says nothing of its hours, these are offered: working days from nine to five. */
export const usualHours: OpenHours = { days: [], workdays: true, spans: [[540, 1020]] }
