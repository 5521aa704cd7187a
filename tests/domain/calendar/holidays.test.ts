import { describe, expect, test } from 'vitest'
import { readHolidayYear } from '../../../src/domain/calendar/holiday-year.ts'
import { holidayYears } from '../../../src/domain/calendar/holidays.ts'
import { createCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { DomainError } from '../../../src/domain/errors.ts'

const calendar = createCalendar(holidayYears)

function yearOf(year: number) {
  return structuredClone(holidayYears.find((entry) => entry.year === year)!)
}

function complaint(json: unknown, lang: 'zh' | 'en' = 'zh'): string {
  try {
    readHolidayYear(json, lang)
  } catch (error) {
    if (error instanceof DomainError && error.message === 'holidays_wrong') return error.facts.line!
    throw error
  }
  return ''
}

describe('the years that come with the program', () => {
  test.each(holidayYears)('$year can be read back as if it were imported', (year) => {
    expect(readHolidayYear(JSON.parse(JSON.stringify(year)))).toEqual(year)
  })

  test('2024 to 2026 are published, 2027 waits for its notice, others are not known', () => {
    expect([2023, 2024, 2025, 2026, 2027, 2028].map(calendar.knows)).toEqual([
      'unknown',
      ...['published', 'published', 'published'],
      'provisional',
      'unknown',
    ])
  })

  test.each(
    '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(
      ' ',
    ),
  )('%s is a weekend that is worked', (day) => {
    expect([6, 0]).toContain(new Date(day).getUTCDay())
    expect(calendar.isWorkingDay(day)).toBe(true)
  })

  test('as many weekdays off and weekends worked as the notices say', () => {
    const counted = [2024, 2025, 2026].map((year) => {
      const days = Array.from({ length: year % 4 === 0 ? 366 : 365 }, (_, ahead) => new Date(Date.UTC(year, 0, 1 + ahead)))
      const weekend = (day: Date) => [6, 0].includes(day.getUTCDay())
      const works = (day: Date) => calendar.isWorkingDay(day.toISOString().slice(0, 10))
      return [days.filter((day) => !weekend(day) && !works(day)).length, days.filter((day) => weekend(day) && works(day)).length]
    })
    expect(counted).toEqual([
      [19, 8],
      [18, 5],
      [19, 6],
    ])
  })

  test.each([
    ['2024-02-09', '2024-02-10', '2024-02-17', '2024-02-18'],
    ['2024-04-03', '2024-04-04', '2024-04-06', '2024-04-07'],
    ['2024-09-30', '2024-10-01', '2024-10-07', '2024-10-08'],
    ['2025-01-27', '2025-01-28', '2025-02-04', '2025-02-05'],
    ['2025-09-30', '2025-10-01', '2025-10-08', '2025-10-09'],
    ['2025-12-31', '2026-01-01', '2026-01-03', '2026-01-04'],
    ['2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24'],
    ['2026-09-24', '2026-09-25', '2026-09-27', '2026-09-28'],
    ['2026-12-31', '2027-01-01', '2027-01-01', '2027-01-04'],
    ['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09'],
  ])('%s is worked, %s to %s is off, %s is the next working day', (before, first, last, after) => {
    expect([before, first, last, after].map(calendar.isWorkingDay)).toEqual([true, false, false, true])
    expect(calendar.nextWorkingDay(before)).toBe(after)
  })

  test('no make-up day is made up for 2027', () => {
    expect(yearOf(2027).work).toEqual([])
  })
})

describe('a year that is imported', () => {
  test('replaces the one that came with the program', () => {
    const published = { ...yearOf(2027), provisional: undefined, work: ['2027-02-20'] }
    const later = createCalendar([...holidayYears, readHolidayYear(published)])
    expect(later.knows(2027)).toBe('published')
    expect(later.isWorkingDay('2027-02-20')).toBe(true)
    expect(calendar.isWorkingDay('2027-02-20')).toBe(false)
  })

  test('may begin in the last days of the year before, where it counts more than the older notice', () => {
    const year = yearOf(2027)
    year.off[0] = { name: '元旦', from: '2026-12-31', until: '2027-01-02' }
    const later = createCalendar([readHolidayYear(year), ...holidayYears.filter((entry) => entry.year === 2026)])
    expect(later.isWorkingDay('2026-12-31')).toBe(false)
  })

  test.each([
    ['a weekday as make-up day', { work: ['2026-02-14', '2026-02-26'] }, 'work[2]：「2026-02-26」不是周六或周日，不用写成调休上班'],
    ['a day both off and worked', { work: ['2026-02-15'] }, 'work[1]：「2026-02-15」写了两次，或者既放假又上班'],
    ['a make-up day twice', { work: ['2026-02-14', '2026-02-14'] }, 'work[2]：「2026-02-14」写了两次，或者既放假又上班'],
    ['a day of another year', { work: ['2025-02-08'] }, 'work[1]：「2025-02-08」不在这一年'],
    ['a day that does not exist', { work: ['2026-02-30'] }, 'work[1]：「2026-02-30」应是 2025-03-01 这样的日期'],
    ['a year as text', { year: '2026' }, 'year：应是数字（不加双引号）'],
    ['another year over the same days', { year: 2028 }, 'off[1].from：「2026-01-01」不在这一年'],
    ['a year long ago', { year: 1949 }, 'year：不能小于 1992'],
    ['no source', { source: undefined }, 'source：没有填'],
    ['a field nobody knows', { rest: [] }, '整个文件：没有这个字段：rest'],
  ])('%s is refused with its place', (_, change, line) => {
    expect(complaint({ ...yearOf(2026), ...change }).split('\n')[0]).toBe(line)
  })

  test.each([
    ['backwards', { name: '春节', from: '2026-02-23', until: '2026-02-15' }, 'off[2].until：「2026-02-15」比 from 还早'],
    ['endless', { name: '春节', from: '2026-02-15', until: '2026-03-15' }, 'off[2].until：「2026-03-15」离 from 超过 15 天'],
    ['over another', { name: '春节', from: '2026-04-05', until: '2026-04-07' }, 'off[3]：「2026-04-05」写了两次，或者既放假又上班'],
    ['under no name', { name: ' ', from: '2026-02-15' }, 'off[2].name：没有填'],
    ['left out', { name: '元旦', from: '2026-02-15' }, 'off：「春节」没有写'],
  ])('a holiday %s is refused with its place', (_, holiday, line) => {
    const year = yearOf(2026)
    year.off[1] = holiday
    expect(complaint(year).split('\n')[0]).toBe(line)
  })

  test.each([undefined, null, 7, 'x', [], {}, [yearOf(2026)]])('%j is refused, and it is said in both languages', (json) => {
    expect(complaint(json)).not.toBe('')
    expect(complaint(json, 'en')).toMatch(/^[\x20-\x7e\n]+$/)
  })
})
