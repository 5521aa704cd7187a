import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { holidayYears } from '../../../src/domain/calendar/holidays.ts'
import { createCalendar, type WorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts'

const zone = 'Asia/Shanghai'
const calendar = createCalendar(holidayYears)

function at(text: string): Date {
  return DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone }).toJSDate()
}

function shown(moment: Date): string {
  return DateTime.fromJSDate(moment, { zone }).toFormat('yyyy-MM-dd HH:mm')
}

describe('working days and hours', () => {
  test.each([
    ['Monday 10:00 and three days', '2026-11-16 10:00', 3, '2026-11-19 10:00'],
    ['Friday 16:00 and one day', '2026-11-20 16:00', 1, '2026-11-23 16:00'],
    ['Saturday and one day: the end of Monday', '2026-11-21 11:00', 1, '2026-11-23 17:00'],
    ['Sunday night likewise', '2026-11-22 23:59', 1, '2026-11-23 17:00'],
    ['early on Monday likewise', '2026-11-23 06:00', 1, '2026-11-23 17:00'],
    ['at the opening likewise', '2026-11-23 09:00', 1, '2026-11-23 17:00'],
    ['after work on Friday likewise', '2026-11-20 18:30', 1, '2026-11-23 17:00'],
    ['at the close on Friday likewise', '2026-11-20 17:00', 1, '2026-11-23 17:00'],
    ['no time from within working hours', '2026-11-20 10:00', 0, '2026-11-20 10:00'],
    ['no time from a Saturday: the next opening', '2026-11-21 11:00', 0, '2026-11-23 09:00'],
    ['Spring Festival 2026: 2.14 is worked', '2026-02-13 15:00', 1, '2026-02-14 15:00'],
    ['Spring Festival 2026: nine days off', '2026-02-14 15:00', 1, '2026-02-24 15:00'],
    ['Spring Festival 2026: 2.28 is worked', '2026-02-14 15:00', 5, '2026-02-28 15:00'],
    ['Spring Festival 2026: and then Monday', '2026-02-14 15:00', 6, '2026-03-02 15:00'],
    ['Spring Festival 2024: 2.4, the eve and 2.18 are worked', '2024-02-02 11:00', 7, '2024-02-18 11:00'],
    ['Spring Festival 2024: and then Monday', '2024-02-09 16:30', 2, '2024-02-19 16:30'],
    ['National Day 2026: 9.20 is worked, Mid-Autumn and National Day are off', '2026-09-18 12:00', 10, '2026-10-09 12:00'],
    ['National Day 2026: 10.10 is worked', '2026-10-09 12:00', 1, '2026-10-10 12:00'],
    ['over New Year into 2027', '2026-12-31 10:00', 1, '2027-01-04 10:00'],
    ['a year that is not known: Monday to Friday', '2030-09-30 10:00', 1, '2030-10-01 10:00'],
    ['half a day over the night', '2026-11-16 15:00', 0.5, '2026-11-17 11:00'],
  ])('%s', (_, from, days, due) => {
    expect(shown(calendar.addWorkingDays(at(from), days))).toBe(due)
    expect(shown(calendar.addWorkingHours(at(from), days * 8))).toBe(due)
    expect(calendar.workingDaysBetween(at(from), at(due))).toBe(days)
    expect(calendar.workingHoursBetween(at(from), at(due))).toBe(days * 8)
  })

  test('what is overdue is counted below nothing', () => {
    expect(calendar.workingDaysBetween(at('2026-02-24 10:00'), at('2026-02-13 10:00'))).toBe(-2)
  })

  test('half way is counted in working time, and between the two even where none is worked', () => {
    expect(shown(calendar.halfWay(at('2026-11-16 10:00'), at('2026-11-20 10:00')))).toBe('2026-11-18 10:00')
    expect(shown(calendar.halfWay(at('2026-02-14 13:00'), at('2026-02-24 13:00')))).toBe('2026-02-14 17:00')
    expect(shown(calendar.halfWay(at('2026-11-21 10:00'), at('2026-11-21 12:00')))).toBe('2026-11-21 12:00')
    expect(() => calendar.halfWay(at('2026-11-21 12:00'), at('2026-11-21 10:00'))).toThrow(RangeError)
  })

  test('the next working moment', () => {
    expect(shown(calendar.nextWorkingMoment(at('2026-11-20 17:00')))).toBe('2026-11-20 17:00')
    expect(shown(calendar.nextWorkingMoment(at('2026-11-20 17:01')))).toBe('2026-11-23 09:00')
    expect(shown(calendar.nextWorkingMoment(at('2026-02-14 08:00')))).toBe('2026-02-14 09:00')
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e9])('%d days are a bug of the caller', (days) => {
    expect(() => calendar.addWorkingDays(at('2026-11-16 10:00'), days)).toThrow(RangeError)
    expect(() => calendar.addWorkingHours(at('2026-11-16 10:00'), days)).toThrow(RangeError)
  })

  test.each(['2026-02-29', '2026-2-9', '20260209', '', '2026-02-09T00:00'])('so is the day %j', (day) => {
    expect(() => calendar.isWorkingDay(day)).toThrow(RangeError)
    expect(() => calendar.nextWorkingDay(day)).toThrow(RangeError)
  })

  test('and a moment that is none, or when Shanghai had another offset', () => {
    for (const moment of [new Date(Number.NaN), new Date('1988-07-01'), new Date('2300-01-01')]) {
      expect(() => calendar.addWorkingDays(moment, 1)).toThrow(RangeError)
      expect(() => calendar.workingDaysBetween(moment, new Date('2026-01-01'))).toThrow(RangeError)
    }
  })

  test('a thousand days are added in far less than a millisecond', () => {
    const from = at('2024-01-02 10:00')
    const runs = 2000
    const started = performance.now()
    for (let run = 0; run < runs; run++) calendar.addWorkingDays(from, 1000)
    expect((performance.now() - started) / runs).toBeLessThan(1)
  })
})

describe('for any moment', () => {
  const moment = fc.date({ min: new Date('2023-12-01'), max: new Date('2028-02-01'), noInvalidDate: true })
  const working = moment.map((date) => calendar.addWorkingHours(date, 0))
  const hours = fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.double({ min: 0, max: 500, noNaN: true }))
  const days = fc.integer({ min: 0, max: 600 })

  test('a due time is on a working day within working hours', () => {
    fc.assert(
      fc.property(moment, hours, (from, count) => {
        expect(isWorkingMoment(calendar.addWorkingHours(from, count))).toBe(true)
      }),
    )
  })

  test('later starts and longer counts never end earlier, and no count ends before its start', () => {
    fc.assert(
      fc.property(moment, moment, hours, hours, (a, b, short, more) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        const due = calendar.addWorkingHours(first, short)
        expect(due.getTime()).toBeGreaterThanOrEqual(first.getTime())
        expect(calendar.addWorkingHours(second, short).getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(calendar.addWorkingHours(first, short + more).getTime()).toBeGreaterThanOrEqual(due.getTime())
      }),
    )
  })

  test('between undoes adding, and adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(moment, days, days, (from, one, two) => {
        const due = calendar.addWorkingDays(from, one)
        expect(calendar.workingDaysBetween(from, due)).toBe(one)
        if (one > 0 && two > 0) expect(calendar.addWorkingDays(due, two)).toEqual(calendar.addWorkingDays(from, one + two))
      }),
    )
  })

  test('adding what lies between two working moments leads from the one to the other, or to the close before it', () => {
    fc.assert(
      fc.property(working, working, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const reached = calendar.addWorkingHours(from, calendar.workingHoursBetween(from, to))
        expect(calendar.workingHoursBetween(reached, to)).toBe(0)
        expect(reached.getTime()).toBeLessThanOrEqual(to.getTime())
      }),
    )
  })

  test('half way lies between, with as much behind as ahead', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [from, due] = a < b ? [a, b] : [b, a]
        const half = calendar.halfWay(from, due)
        expect(half.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(half.getTime()).toBeLessThanOrEqual(due.getTime())
        const [behind, ahead] = [calendar.workingHoursBetween(from, half), calendar.workingHoursBetween(half, due)]
        expect(Math.abs(behind - ahead)).toBeLessThan(1e-6)
      }),
    )
  })

  test('the count is that of somebody who turns the pages day by day', () => {
    fc.assert(
      fc.property(working, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const start = DateTime.fromJSDate(from, { zone })
        if (start.hour === 9 && start.minute + start.second + start.millisecond === 0) return
        expect(calendar.addWorkingDays(from, count)).toEqual(turnPages(calendar, start, count).toJSDate())
      }),
    )
  })
})

function turnPages(years: WorkingCalendar, start: DateTime, count: number): DateTime {
  let page = start
  for (let left = count; left > 0; ) {
    page = page.plus({ days: 1 })
    if (years.isWorkingDay(page.toISODate()!)) left--
  }
  return page
}

function isWorkingMoment(moment: Date): boolean {
  const local = DateTime.fromJSDate(moment, { zone })
  const hour = local.diff(local.startOf('day'), 'hours').hours
  return calendar.isWorkingDay(local.toISODate()!) && hour >= 9 && hour <= 17
}
