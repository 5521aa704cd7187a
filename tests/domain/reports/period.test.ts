import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, isoDayAt, isoOfDay, weekday } from '../../../src/domain/calendar/days.ts'
import {
  momentsOf,
  type Period,
  periodAt,
  periodKinds,
  periodOf,
  periodOfKey,
  previous,
  shareOfYear,
  yearBefore,
  yearSoFar,
} from '../../../src/domain/reports/period.ts'

const kind = fc.constantFrom(...periodKinds)
/** 2000-01-01 to 2068-06-15 */
const day = fc.integer({ min: 10_957, max: 35_960 }).map(isoOfDay)
const number = (isoDay: string) => dayNumber(isoDay) as number
const length = ({ from, until }: Period) => number(until) - number(from) + 1
const holds = (...property: [fc.IPropertyWithHooks<[Period['kind'], string]>]) => fc.assert(property[0], { seed: 2026, numRuns: 500 })

describe('periods', () => {
  test('every day lies in one period of each kind, and every day of that in the same', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        expect(period.from <= day && day <= period.until).toBe(true)
        expect(periodOf(kind, period.from)).toEqual(period)
        expect(periodOf(kind, period.until)).toEqual(period)
        expect(periodOfKey(period.key)).toEqual(period)
      }),
    )
  })

  test('the one before ends on the day before', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        expect(number(previous(period).until)).toBe(number(period.from) - 1)
        expect(previous(period).kind).toBe(kind)
      }),
    )
  })

  test('the same of the year before is one of the year before, with the same place in it', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        const before = yearBefore(period)
        expect(before.kind).toBe(kind)
        expect(Number(before.key.slice(0, 4))).toBe(Number(period.key.slice(0, 4)) - 1)
        const [place, then] = [period, before].map(({ key }) => key.slice(4))
        if (place !== '-W53') expect(then).toBe(place)
        else expect(['-W52', '-W53']).toContain(then)
      }),
    )
  })

  test('weeks run from Monday to Sunday, months, quarters and years follow the calendar', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        if (kind === 'week') expect([length(period), weekday(number(period.from))]).toEqual([7, 0])
        else expect([period.from.slice(8), isoOfDay(number(period.until) + 1).slice(8)]).toEqual(['01', '01'])
        expect(length(period)).toBeLessThanOrEqual({ week: 7, month: 31, quarter: 92, year: 366 }[kind])
        expect(length(period)).toBeGreaterThanOrEqual({ week: 7, month: 28, quarter: 90, year: 365 }[kind])
      }),
    )
  })

  test('a moment lies in the span whose moments it is among', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        const { from, to } = momentsOf(period)
        expect([isoDayAt(from), isoDayAt(new Date(to.getTime() - 1)), isoDayAt(to)]).toEqual([
          period.from,
          period.until,
          isoOfDay(number(period.until) + 1),
        ])
        expect(periodAt(kind, from)).toEqual(period)
        expect(periodAt(kind, to)).not.toEqual(period)
      }),
    )
  })

  test('of the year so far: from its first day to the end of the period, growing to the whole year', () => {
    holds(
      fc.property(kind, day, (kind, day) => {
        const period = periodOf(kind, day)
        const { from, until } = yearSoFar(period)
        expect([from.slice(4), until]).toEqual(['-01-01', period.until])
        expect(from.slice(0, 4)).toBe(until.slice(0, 4))
        expect(shareOfYear(until)).toBeGreaterThan(0)
        expect(shareOfYear(`${until.slice(0, 4)}-12-31`)).toBe(1)
        expect(shareOfYear(until) > shareOfYear(from)).toBe(until !== from)
      }),
    )
  })
})

describe('the turn of the year', () => {
  test('the days about New Year stand in the week of their Thursday', () => {
    expect(periodOf('week', '2026-12-31')).toMatchObject({ key: '2026-W53', from: '2026-12-28', until: '2027-01-03' })
    expect(periodOf('week', '2027-01-01').key).toBe('2026-W53')
    expect(periodOf('week', '2027-01-04').key).toBe('2027-W01')
    expect(periodOf('week', '2024-12-30').key).toBe('2025-W01')
    expect(previous(periodOf('week', '2027-01-04')).key).toBe('2026-W53')
  })

  test('week 53 is held against week 52 where the year before has no more', () => {
    expect(yearBefore(periodOf('week', '2026-12-31'))).toMatchObject({ key: '2025-W52', from: '2025-12-22' })
    expect(yearBefore(periodOf('week', '2026-11-25')).key).toBe('2025-W48')
  })

  test('a week over the turn of the year is of the year it ends in', () => {
    expect(yearSoFar(periodOf('week', '2026-12-31'))).toEqual({ from: '2027-01-01', until: '2027-01-03' })
  })

  test('the year begins at midnight in Shanghai', () => {
    expect(periodAt('year', new Date('2026-12-31T15:59:59.999Z')).key).toBe('2026')
    expect(periodAt('year', new Date('2026-12-31T16:00:00.000Z')).key).toBe('2027')
    expect(momentsOf(periodOf('year', '2026-05-05')).from).toEqual(new Date('2025-12-31T16:00:00.000Z'))
  })

  test('29 February', () => {
    expect(yearBefore(periodOf('month', '2028-02-29'))).toMatchObject({ key: '2027-02', until: '2027-02-28' })
    expect(shareOfYear('2028-02-29')).toBeCloseTo(60 / 366)
  })
})

test('what is no key is none', () => {
  for (const key of [
    '2026-W54',
    '2025-W53',
    '2026-W00',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '26',
    '2026-1',
    '2026-W1',
    '2026-11-01',
    '',
    ' 2026',
  ])
    expect(periodOfKey(key), key).toBeUndefined()
  expect(() => periodOf('week', '2026-02-31')).toThrow(RangeError)
})
