import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pastDayFromAnswer } from '../../../src/domain/understand/index.ts'

/** A Tuesday. */
const now = new Date('2026-11-24T02:00:00Z')

describe('the day of an outcome', () => {
  test.each([
    ['今天', '2026-11-24'],
    ['昨天签的', '2026-11-23'],
    ['前天', '2026-11-22'],
    ['大前天', '2026-11-21'],
    ['上周五', '2026-11-20'],
    ['上上周五', '2026-11-13'],
    ['周五', '2026-11-20'],
    ['周二', '2026-11-24'],
    ['这周一', '2026-11-23'],
    ['星期天', '2026-11-22'],
    ['3天前', '2026-11-21'],
    ['两周前', '2026-11-10'],
    ['11月3日', '2026-11-03'],
    ['11月3号签的合同', '2026-11-03'],
    ['十一月三日', '2026-11-03'],
    ['11.3', '2026-11-03'],
    ['3月5日', '2026-03-05'],
    ['2025年12月31日', '2025-12-31'],
    ['2026-11-03', '2026-11-03'],
    ['20261103', '2026-11-03'],
    ['去年12月3日', '2025-12-03'],
    ['上个月20号', '2026-10-20'],
    ['5号', '2026-11-05'],
    ['28号', '2026-10-28'],
    ['yesterday', '2026-11-23'],
    ['last Friday', '2026-11-20'],
    ['Friday', '2026-11-20'],
    ['3 Nov', '2026-11-03'],
    ['Nov 3rd, 2025', '2025-11-03'],
    ['2 weeks ago', '2026-11-10'],
  ])('%s', (text, day) => {
    expect(pastDayFromAnswer(text, now)).toEqual({ day })
  })

  test.each([
    ['明天', 'future'],
    ['下周三', 'future'],
    ['本周五', 'future'],
    ['12月3日', 'future'],
    ['2027年1月1日', 'future'],
    ['tomorrow', 'future'],
    ['next Monday', 'future'],
    ['2月31日', 'no_such_day'],
    ['2026-13-01', 'no_such_day'],
    ['0号', 'no_such_day'],
    ['早就签了', 'unclear'],
    ['-1', 'unclear'],
    ['', 'unclear'],
  ])('%s is asked back', (text, problem) => {
    expect(pastDayFromAnswer(text, now)).toEqual({ problem })
  })

  test('early in the year, a day of December is last year’s', () => {
    expect(pastDayFromAnswer('12月20日', new Date('2027-01-10T02:00:00Z'))).toEqual({ day: '2026-12-20' })
  })

  test('on Shanghai’s day, not on that of UTC', () => {
    expect(pastDayFromAnswer('今天', new Date('2026-11-24T17:00:00Z'))).toEqual({ day: '2026-11-25' })
  })

  test('whatever is written, the day has come', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const answer = pastDayFromAnswer(text, now)
        expect('problem' in answer || answer.day <= '2026-11-24').toBe(true)
      }),
    )
  })
})
