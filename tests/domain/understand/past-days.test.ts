import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pastDayFromAnswer } from '../../../src/domain/understand/index.ts'

/** Monday, 23 November 2026, 10:00 in Shanghai. */
const now = new Date('2026-11-23T02:00:00Z')

describe('when it was', () => {
  test.each([
    ['昨天', '2026-11-22'],
    ['前天下午', '2026-11-21'],
    ['今天上午', '2026-11-23'],
    ['11月20日', '2026-11-20'],
    ['十一月二十号', '2026-11-20'],
    ['11.20', '2026-11-20'],
    ['20号', '2026-11-20'],
    ['28号', '2026-10-28'],
    ['上周三', '2026-11-18'],
    ['上上周三', '2026-11-11'],
    ['周三', '2026-11-18'],
    ['周一', '2026-11-23'],
    ['三天前', '2026-11-20'],
    ['2026年11月3日', '2026-11-03'],
    ['yesterday', '2026-11-22'],
    ['last Wednesday', '2026-11-18'],
    ['20 Nov', '2026-11-20'],
    ['November 20', '2026-11-20'],
    ['3 days ago', '2026-11-20'],
  ])('%s', (words, day) => {
    expect(pastDayFromAnswer(words, now)).toEqual({ day })
  })

  test.each([
    ['12月1日', 'future'],
    ['本周五', 'future'],
    ['2月31日', 'no_such_day'],
    ['忘了', 'unclear'],
  ])('%s: %s', (words, problem) => {
    expect(pastDayFromAnswer(words, now)).toEqual({ problem })
  })

  test('last December is meant in January', () => {
    expect(pastDayFromAnswer('12月30日', new Date('2027-01-05T02:00:00Z'))).toEqual({ day: '2026-12-30' })
  })

  test('whatever is written, no day to come is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
        const read = pastDayFromAnswer(words, now)
        if ('day' in read) expect(read.day <= '2026-11-23').toBe(true)
      }),
    )
  })
})
