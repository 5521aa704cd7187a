import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestTimeIn, periodIn, reportIn } from '../../src/bot/features/reports/reading.ts'

const now = new Date('2026-11-24T02:00:00Z')

function which(text: string) {
  const wanted = reportIn(text, now)
  return wanted && [wanted.kind, typeof wanted.which === 'object' ? (wanted.which?.key ?? null) : wanted.which]
}

describe('a report is asked for', () => {
  test.each([
    ['本周', 'weekly', 'now'],
    ['this week', 'weekly', 'now'],
    ['上周', 'weekly', 'last'],
    ['周报', 'weekly', 'now'],
    ['周计划', 'weekly', 'now'],
    ['预览周报', 'weekly', 'next'],
    ['本月', 'monthly', 'now'],
    ['月报', 'monthly', 'last'],
    ['季通报', 'quarterly', 'last'],
    ['周报 2026-W47', 'weekly', '2026-W47'],
    ['weekly 2026-w47', 'weekly', '2026-W47'],
    ['周报 第47周', 'weekly', '2026-W47'],
    ['周报47周', 'weekly', '2026-W47'],
    ['周计划 2026-W48', 'weekly', '2026-W47'],
    ['周报 上周', 'weekly', 'last'],
    ['月报 2026-10', 'monthly', '2026-10'],
    ['月报 10月', 'monthly', '2026-10'],
    ['月汇报 2025年9月', 'monthly', '2025-09'],
    ['季报 2026-Q3', 'quarterly', '2026-Q3'],
    ['季报 三季度', 'quarterly', '2026-Q3'],
    ['季报 第3季度', 'quarterly', '2026-Q3'],
    ['monthly 2026-10', 'monthly', '2026-10'],
  ])('%s', (text, kind, said) => expect(which(text)).toEqual([kind, said]))

  test('of no period there is: asked back', () => {
    expect(which('周报 2026-W54')).toEqual(['weekly', null])
    expect(which('月报 13月')).toEqual(['monthly', null])
    expect(which('季报 2026-W47')).toEqual(['quarterly', null])
  })

  test('what somebody says of something else is no command', () => {
    for (const text of [
      '周报系统老是崩溃，想请专家看看',
      'weekly maintenance of our boiler fails',
      '本周设备停机两次',
      '月报表里的数据对不上怎么办',
      '2026-10',
    ])
      expect(reportIn(text, now)).toBeUndefined()
  })

  test('no text breaks it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        (text) => void [reportIn(text, now), digestTimeIn(text), periodIn('weekly', text, now)],
      ),
    )
  })
})

test('when a digest shall come', () => {
  expect(digestTimeIn('周五 16:00')).toEqual({ day: 5, time: '16:00' })
  expect(digestTimeIn('早上8点')).toEqual({ time: '08:00' })
  expect(digestTimeIn('每周三上午10点半')).toEqual({ day: 3, time: '10:30' })
  expect(digestTimeIn('Friday 4pm')).toEqual({ day: 5, time: '16:00' })
  expect(digestTimeIn('星期天')).toEqual({ day: 7 })
  expect(digestTimeIn('25:00')).toBeUndefined()
  expect(digestTimeIn('周一或者周二')).toBeUndefined()
  expect(digestTimeIn('随便')).toBeUndefined()
})
