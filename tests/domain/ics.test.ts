import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarEvent, icsOf } from '../../src/domain/ics.ts'

const visit: CalendarEvent = {
  uid: 'visit-7@shibaiqian',
  stamp: new Date('2026-11-24T02:00:00Z'),
  title: '走访：恒力印染',
  start: { day: '2026-12-02', time: '14:30' },
  minutes: 90,
  place: '临平大道 1 号',
  sequence: 0,
}
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom('\r\n', '\n', '\r', '\u2028', '\u0000', ';', ',', '\\', ':', '"', 'END:VEVENT', '强', '😀', '\ud800', ' '))
    .map((parts) => parts.join('')),
)

function unfolded(file: string): string[] {
  return file.replaceAll('\r\n ', '').split('\r\n')
}

function textOf(file: string, property: string): string | undefined {
  const line = unfolded(file).find((one) => one.startsWith(`${property}:`))
  return line?.slice(property.length + 1).replace(/\\([\\;,n])/g, (_, char: string) => (char === 'n' ? '\n' : char))
}

/** The text as a calendar may show it: one kind of line end, nothing that can't be seen. */
function plain(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '')
}

describe('the calendar file of a visit', () => {
  test('a visit at half past two in Shanghai', () => {
    expect(icsOf({ ...visit, alarmMinutes: 60 })).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//shibaiqian//visits//ZH',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'BEGIN:VEVENT',
        'UID:visit-7@shibaiqian',
        'DTSTAMP:20261124T020000Z',
        'DTSTART:20261202T063000Z',
        'DTEND:20261202T080000Z',
        'SUMMARY:走访：恒力印染',
        'LOCATION:临平大道 1 号',
        'SEQUENCE:0',
        'STATUS:CONFIRMED',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:走访：恒力印染',
        'TRIGGER:-PT60M',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test('a whole day ends on the next, also at the end of the year', () => {
    const file = icsOf({ ...visit, start: { day: '2026-12-31' } })
    expect(file).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n')
  })

  test('a visit before eight is the day before in UTC', () => {
    expect(icsOf({ ...visit, start: { day: '2027-01-01', time: '07:30' } })).toContain('DTSTART:20261231T233000Z')
  })

  test('a visit called off is taken out of the calendar and rings no more', () => {
    const file = icsOf({ ...visit, cancelled: true, sequence: 2, alarmMinutes: 60 })
    expect(file).toContain('METHOD:CANCEL\r\n')
    expect(file).toContain('SEQUENCE:2\r\nSTATUS:CANCELLED\r\n')
    expect(file).not.toContain('VALARM')
  })

  test('a title with line ends writes no property of its own', () => {
    const file = icsOf({ ...visit, title: '走访\r\nATTACH:http://evil.example\r\n\tX', place: 'a\nEND:VEVENT' })
    expect(unfolded(file).filter((line) => /^(?:ATTACH|\s)/.test(line))).toEqual([])
    expect(unfolded(file).filter((line) => line === 'END:VEVENT')).toHaveLength(1)
  })

  test.each([
    { start: { day: '2026-02-31' } },
    { start: { day: '2026-12-02', time: '25:00' } },
    { minutes: -1 },
    { minutes: 1.5 },
    { sequence: Number.NaN },
    { stamp: new Date(Number.NaN) },
  ])('what is no day, time or number makes no file: %j', (wrong) => {
    expect(() => icsOf({ ...visit, ...wrong })).toThrow(RangeError)
  })

  test('any text comes back when unfolded, in the same lines, none over 75 octets', () => {
    const names = unfolded(icsOf({ ...visit, description: 'x', alarmMinutes: 5 })).map((line) => line.split(/[:;]/)[0])
    fc.assert(
      fc.property(anyText, anyText, anyText, (title, place, description) => {
        const file = icsOf({ ...visit, title, place: `p${place}`, description: `d${description}`, alarmMinutes: 5 })
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]|\p{Cs}/u)
        }
        expect(unfolded(file).map((line) => line.split(/[:;]/)[0])).toEqual(names)
        expect(textOf(file, 'SUMMARY')).toBe(plain(title))
        expect(textOf(file, 'LOCATION')).toBe(plain(`p${place}`))
        expect(textOf(file, 'DESCRIPTION')).toBe(plain(`d${description}`))
      }),
      { numRuns: 500 },
    )
  })
})
