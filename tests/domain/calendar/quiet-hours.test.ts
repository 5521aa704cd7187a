import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { defaultQuietHours, quietFromWords, quietUntil } from '../../../src/domain/calendar/quiet-hours.ts'

const zone = 'Asia/Shanghai'

function at(text: string): Date {
  return DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone }).toJSDate()
}

const time = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => DateTime.fromObject({}, { zone }).startOf('day').plus({ minute }).toFormat('HH:mm'))
const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })

describe('quiet hours', () => {
  test.each([
    ['20:59 is not quiet', '2026-11-20 20:59', '2026-11-20 20:59'],
    ['21:00 is, until the next morning', '2026-11-20 21:00', '2026-11-21 08:00'],
    ['midnight is', '2026-11-21 00:00', '2026-11-21 08:00'],
    ['07:59 is', '2026-11-21 07:59', '2026-11-21 08:00'],
    ['08:00 is not', '2026-11-21 08:00', '2026-11-21 08:00'],
    ['the night of New Year', '2026-12-31 23:00', '2027-01-01 08:00'],
  ])('by default: %s', (_, from, until) => {
    expect(quietUntil(at(from), defaultQuietHours)).toEqual(at(until))
  })

  test('within one day', () => {
    const nap = { from: '12:00', until: '14:00' }
    expect(quietUntil(at('2026-11-20 12:30'), nap)).toEqual(at('2026-11-20 14:00'))
    expect(quietUntil(at('2026-11-20 14:30'), nap)).toEqual(at('2026-11-20 14:30'))
    expect(quietUntil(at('2026-11-20 03:00'), nap)).toEqual(at('2026-11-20 03:00'))
  })

  test('none where there are none, or where they begin when they end', () => {
    expect(quietUntil(at('2026-11-20 23:00'), undefined)).toEqual(at('2026-11-20 23:00'))
    expect(quietUntil(at('2026-11-20 23:00'), { from: '23:00', until: '23:00' })).toEqual(at('2026-11-20 23:00'))
  })

  test.each(['7:00', '24:00', '12:60', ''])('%j as a time of day is a bug of the caller', (from) => {
    expect(() => quietUntil(at('2026-11-20 23:00'), { from, until: '08:00' })).toThrow(RangeError)
  })

  test('never earlier, less than a day later, and the end is not quiet itself', () => {
    fc.assert(
      fc.property(moment, time, time, (now, from, until) => {
        const later = quietUntil(now, { from, until })
        expect(later.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(later.getTime() - now.getTime()).toBeLessThan(86_400_000)
        expect(quietUntil(later, { from, until })).toEqual(later)
      }),
    )
  })
})

describe('quiet hours in words', () => {
  test.each([
    ['22:00-7:00', '22:00', '07:00'],
    ['２２：００—７：００', '22:00', '07:00'],
    ['22点到7点', '22:00', '07:00'],
    ['22-7', '22:00', '07:00'],
    ['2200-0700', '22:00', '07:00'],
    ['晚上十点到早上七点半', '22:00', '07:30'],
    ['晚上十點到早上七點', '22:00', '07:00'],
    ['每天晚上十点半至第二天早上八点，不要打扰', '22:30', '08:00'],
    ['晚十点到早七点一刻', '22:00', '07:15'],
    ['二十二点三十分到次日七点', '22:30', '07:00'],
    ['晚上8点到8点', '20:00', '08:00'],
    ['晚上9点到11点', '21:00', '23:00'],
    ['晚上10点到12点', '22:00', '00:00'],
    ['晚上12点到早上6点', '00:00', '06:00'],
    ['凌晨12点到5点', '00:00', '05:00'],
    ['夜里11点到凌晨5点', '23:00', '05:00'],
    ['中午12点到下午2点', '12:00', '14:00'],
    ['下午2点到4点', '14:00', '16:00'],
    ['零点到八点', '00:00', '08:00'],
    ['24:00-8:00', '00:00', '08:00'],
    ['10pm to 7am', '22:00', '07:00'],
    ['from 10 p.m. until 7:30 a.m.', '22:00', '07:30'],
    ['12am-8am', '00:00', '08:00'],
    ['midnight to 8am', '00:00', '08:00'],
    ['12pm to 2pm', '12:00', '14:00'],
  ])('%s', (words, from, until) => {
    expect(quietFromWords(words)).toEqual({ from, until })
  })

  test.each(['关闭', '不用', '不用了', '不要', '取消', '关闭免打扰', '没有', 'off', 'Turn off', 'none', 'OFF!'])('%s: none', (words) => {
    expect(quietFromWords(words)).toBe('none')
  })

  test.each([
    '',
    'hello',
    '22:00',
    '25:00-7:00',
    '22:60-7:00',
    '24:30-7:00',
    '22:00-22:00',
    '早上22点到7点',
    '13am to 7am',
    '十十点到7点',
    '22:00-7:00-9:00',
    '-22:00-7:00',
    '可以在9点到18点联系我',
    '1'.repeat(1000),
  ])('%j is not understood', (words) => {
    expect(quietFromWords(words)).toBeUndefined()
  })

  test.each(['10点到7点', '9-5', '9-11pm', '10 to 7am'])('%s is in doubt: morning or night?', (words) => {
    expect(quietFromWords(words)).toBeUndefined()
  })

  test('an evening and a morning written out are read back, and nothing that is typed breaks it', () => {
    fc.assert(
      fc.property(time, time, (from, until) => {
        fc.pre(from >= '18:00' && until < '10:00')
        expect(quietFromWords(`${from} - ${until}`)).toEqual({ from, until })
        expect(quietFromWords(`${from}到次日${until}`)).toEqual({ from, until })
      }),
    )
    const pieces = fc.constantFrom(
      '晚上',
      '早上',
      '十',
      '点',
      '半',
      '到',
      '-',
      ' ',
      '22',
      ':',
      '00',
      '7',
      'pm',
      'am',
      'to',
      '\ud800',
      '：',
      '次日',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const read = quietFromWords(parts.join(''))
        if (read && read !== 'none') expect(() => quietUntil(new Date('2026-01-01'), read)).not.toThrow()
      }),
    )
  })
})
