import { DateTime } from 'luxon'
import { zone } from './calendar.ts'
import { type SaidDate, saidDates } from './dates.ts'
import { fold, tidy } from './fold.ts'
import { type Half, timeSaid } from './times.ts'

/** When something shall be: `day` is an ISO date in Asia/Shanghai, `time` and `until` HH:MM, `half` only where no hour was said. A limit (三天内) is its last day. */
export type Moment = { day: string; time?: string; half?: Half; until?: string }

/** `no_such_day`: 31 February, 25:00. `unclear`: nothing found, a mere period (下个月), or several days or hours that differ. */
export type Misunderstood = { problem: 'past' | 'no_such_day' | 'unclear' }

const longest = 2000
const halfEnds: Record<Half, number> = { morning: 12, afternoon: 18, evening: 24 }
const hoursAhead = /小时(?:以|之)?后|\bin \d{1,2} hours?\b|\d hours? from now/
/** “3日到5日”, “3号或4号”: the second day has no month of its own. */
const twoDays = /(?:\d|[一二三四五六七八九十])[日号]? ?(?:-|~|到|至|或者?|、|和|or|to) ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?!楼)/
const limit = /(?:内|前|底|末)$|^(?:by|before|within|in the next|no later) /

/** The answer to “when shall we visit?”: a day that is not over, with the time of day where it was said. */
export function momentFromAnswer(text: string, now: Date): Moment | Misunderstood {
  const folded = fold(tidy(text).slice(0, longest)).text
  if (hoursAhead.test(folded) || twoDays.test(folded)) return { problem: 'unclear' }
  const { rest, problem, ...time } = timeSaid(folded)
  const date = oneDay(saidDates(rest, now), rest)
  if ('problem' in date) return date
  if (problem) return { problem }
  const moment = { day: date.day, ...time }
  return isOver(moment, now) ? { problem: 'past' } : moment
}

/** The answer to “by when?”, “until when?”: the day, or the last day of the period said (三天内, 月底). */
export function dayFromAnswer(text: string, now: Date): { day: string } | Misunderstood {
  const { rest } = timeSaid(fold(tidy(text).slice(0, longest)).text)
  const dates = saidDates(rest, now)
  const chosen = dates.find(({ isLast, problem }) => isLast && !problem) ?? dates[0]
  return asDay(chosen)
}

function asDay(date: SaidDate | undefined): { day: string } | Misunderstood {
  const day = date?.problem ? undefined : date?.date?.toISODate()
  return day ? { day } : { problem: date?.problem ?? 'unclear' }
}

/** The one day all dates mean; the first that is wrong decides what is asked back. */
function oneDay(all: SaidDate[], text: string): { day: string } | Misunderstood {
  const exact = all.filter((date) => date.problem || isExact(date, text))
  const [first, ...others] = exact.some(({ rule }) => !rule.isLength) ? exact.filter(({ rule }) => !rule.isLength) : exact
  const answer = asDay(first)
  if ('problem' in answer) return answer
  return others.every(({ problem, date }) => problem || date?.toISODate() === answer.day) ? answer : { problem: 'unclear' }
}

/** A day, a length of time or a limit; a mere period (下周, 12月) is no day for a visit. */
function isExact({ part, rule, start, end }: SaidDate, text: string): boolean {
  return (
    part.day !== undefined ||
    part.weekday !== undefined ||
    part.word !== undefined ||
    rule.isLength === true ||
    limit.test(text.slice(start, end).trim())
  )
}

/** A time of today that has come, or half a day that has passed. */
function isOver({ day, time, half }: Moment, now: Date): boolean {
  if (time !== undefined) return DateTime.fromISO(`${day}T${time}`, { zone }) < DateTime.fromJSDate(now)
  return half !== undefined && DateTime.fromISO(day, { zone }).plus({ hours: halfEnds[half] }) <= DateTime.fromJSDate(now)
}
