import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, isoDayAt, weekday } from '../../../src/domain/calendar/days.ts'
import { holidayYears } from '../../../src/domain/calendar/holidays.ts'
import { createCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { periodAt, periodOfKey, previous } from '../../../src/domain/reports/period.ts'
import { type DigestKind, digestKinds } from '../../../src/domain/reports/report.ts'
import { dueOn, latestDue, periodKindOf, toldIn, workingDaysPassed } from '../../../src/domain/reports/schedule.ts'

const calendar = createCalendar(holidayYears)
const moment = fc.date({ min: new Date('2024-01-10T00:00:00Z'), max: new Date('2027-11-30T00:00:00Z'), noInvalidDate: true })
const kind = fc.constantFrom<DigestKind>(...digestKinds)
const choice = fc.record(
  { day: fc.integer({ min: 1, max: 7 }), time: fc.constantFrom('07:00', '09:00', '16:30', '23:59') },
  { requiredKeys: [] },
)

function due(kind: DigestKind, key: string, more = {}) {
  return dueOn(kind, periodOfKey(key)!, calendar, more).toISOString()
}

describe('when a digest is due', () => {
  test('Monday at nine; after a holiday the first working day; at the weekday and hour somebody wants', () => {
    expect(due('weekly', '2026-W48')).toBe('2026-11-23T01:00:00.000Z')
    // 春节 of 2026 took all of week 8 and Monday of week 9
    expect(due('weekly', '2026-W08')).toBe('2026-02-24T01:00:00.000Z')
    expect(due('weekly', '2026-W09')).toBe('2026-02-24T01:00:00.000Z')
    expect(due('expert', '2026-W48', { day: 5, time: '16:00' })).toBe('2026-11-27T08:00:00.000Z')
    // 国庆节: Thursday 1 to Wednesday 7 October; Saturday 10 October is worked
    expect(due('weekly', '2026-W41', { day: 1 })).toBe('2026-10-08T01:00:00.000Z')
    expect(due('weekly', '2026-W41', { day: 6 })).toBe('2026-10-10T01:00:00.000Z')
  })

  test('where the rest of the week is not worked, on the last day before that is: a plan does not come when its week is over', () => {
    expect(due('weekly', '2026-W40', { day: 4 })).toBe('2026-09-30T01:00:00.000Z')
    expect(due('weekly', '2026-W48', { day: 6 })).toBe('2026-11-27T01:00:00.000Z')
    expect(due('expert', '2026-W48', { day: 7, time: '23:59' })).toBe('2026-11-27T15:59:00.000Z')
  })

  test('a make-up Sunday is a working day', () => {
    // Sunday 20 September 2026 is worked
    expect(due('weekly', '2026-W38', { day: 7 })).toBe('2026-09-20T01:00:00.000Z')
  })

  test('month and quarter on the first working day after them', () => {
    expect(due('monthly', '2026-10')).toBe('2026-11-02T01:00:00.000Z')
    expect(due('monthly', '2026-09')).toBe('2026-10-08T01:00:00.000Z')
    expect(due('quarterly', '2025-Q4')).toBe('2026-01-04T01:00:00.000Z')
  })

  test('always a working day at that time, never before it was asked for', () => {
    fc.assert(
      fc.property(kind, moment, choice, (kind, at, choice) => {
        const period = periodAt(periodKindOf(kind), at)
        const when = dueOn(kind, period, calendar, choice)
        expect(calendar.isWorkingDay(isoDayAt(when))).toBe(true)
        expect(new Date(when.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)).toBe(choice.time ?? '09:00')
        expect(isoDayAt(when) >= period.from).toBe(true)
      }),
    )
  })

  test('the latest due one is due, and none after it is', () => {
    fc.assert(
      fc.property(kind, moment, choice, (kind, at, choice) => {
        const latest = latestDue(kind, at, calendar, choice)
        expect(dueOn(kind, latest, calendar, choice) <= at).toBe(true)
        for (let next = periodAt(periodKindOf(kind), at); next.key !== latest.key; next = previous(next))
          expect(dueOn(kind, next, calendar, choice) > at).toBe(true)
      }),
    )
  })
})

test('a weekly plan tells of the week before, a monthly report of its month', () => {
  expect(toldIn('weekly', periodOfKey('2026-W48')!).key).toBe('2026-W47')
  expect(toldIn('weekly', periodOfKey('2026-W01')!).key).toBe('2025-W52')
  expect(toldIn('monthly', periodOfKey('2026-10')!).key).toBe('2026-10')
})

test('working days pass by the calendar', () => {
  const since = new Date('2026-09-30T08:00:00Z')
  expect(workingDaysPassed(since, new Date('2026-10-07T08:00:00Z'), 1, calendar)).toBe(false)
  expect(workingDaysPassed(since, new Date('2026-10-08T00:00:00Z'), 1, calendar)).toBe(true)
  expect(weekday(dayNumber('2026-10-08') ?? 0)).toBe(3)
})
