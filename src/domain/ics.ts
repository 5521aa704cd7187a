import { DateTime } from 'luxon'

/** `start.day`: ISO date in Asia/Shanghai, `start.time`: HH:MM; without a time the event lasts the whole day. */
export type CalendarEvent = {
  uid: string
  stamp: Date
  title: string
  start: { day: string; time?: string }
  minutes: number
  place?: string
  description?: string
  /** Rises by one with each change, so that calendars replace what they have. */
  sequence: number
  cancelled?: boolean
  /** Minutes before the start. */
  alarmMinutes?: number
}

/** Where something said in words stands in a calendar: half a day without an hour at its usual beginning, and `usual` minutes where no end was said. */
export function calendarTimes(
  { day, time, half, until }: { day: string; time?: string; half?: 'morning' | 'afternoon' | 'evening'; until?: string },
  usual: number,
): Pick<CalendarEvent, 'start' | 'minutes'> {
  const start = time ?? (half && { morning: '09:00', afternoon: '14:00', evening: '18:30' }[half])
  const of = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  const minutes = time && until && of(until) > of(time) ? of(until) - of(time) : usual
  return { start: { day, ...(start && { time: start }) }, minutes }
}

const zone = 'Asia/Shanghai'
const longestLine = 75

/**
 * One event as a calendar file (RFC 5545). Times are UTC, so that no calendar needs to know our zone; whole days are dates without a zone.
 * Whatever stands in title, place or description stays text: nobody can write a property with it. A day or time that does not exist throws.
 */
export function icsOf(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//shibaiqian//visits//ZH',
    'CALSCALE:GREGORIAN',
    `METHOD:${event.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(DateTime.fromJSDate(event.stamp))}`,
    ...times(event),
    `SUMMARY:${escaped(event.title)}`,
    ...(event.place ? [`LOCATION:${escaped(event.place)}`] : []),
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    `SEQUENCE:${whole(event.sequence)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(event.alarmMinutes === undefined || event.cancelled ? [] : alarm(event.title, event.alarmMinutes)),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function times({ start, minutes }: CalendarEvent): string[] {
  const begin = DateTime.fromISO(start.time === undefined ? start.day : `${start.day}T${start.time}`, { zone })
  if (!begin.isValid) throw new RangeError(`no such day or time: ${start.day} ${start.time ?? ''}`)
  if (start.time !== undefined) return [`DTSTART:${utc(begin)}`, `DTEND:${utc(begin.plus({ minutes: whole(minutes) }))}`]
  return [`DTSTART;VALUE=DATE:${begin.toFormat('yyyyMMdd')}`, `DTEND;VALUE=DATE:${begin.plus({ days: 1 }).toFormat('yyyyMMdd')}`]
}

function alarm(title: string, minutes: number): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-PT${whole(minutes)}M`, 'END:VALARM']
}

function utc(at: DateTime): string {
  if (!at.isValid) throw new RangeError('no such moment')
  return at.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'")
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number from 0 up: ${value}`)
  return value
}

/** TEXT of RFC 5545: line ends are written \n, other control characters and halves of characters are left out. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
}

/** At most 75 octets a line, the space that marks a continuation counted; a character is never split. */
function folded(line: string): string {
  const parts: string[] = []
  let [part, size] = ['', 0]
  for (const char of line) {
    const octets = Buffer.byteLength(char)
    if (size + octets > longestLine) {
      parts.push(part)
      ;[part, size] = ['', 1]
    }
    part += char
    size += octets
  }
  return [...parts, part].join('\r\n ')
}
