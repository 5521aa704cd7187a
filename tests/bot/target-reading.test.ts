import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outsideIn } from '../../src/bot/features/targets/reading-outside.ts'
import { targetIn } from '../../src/bot/features/targets/reading-targets.ts'
import { figures } from '../../src/domain/reports/figures.ts'
import { periodOf } from '../../src/domain/reports/period.ts'

const now = new Date('2026-11-23T02:00:00Z')
const figure = fc.constantFrom(...figures)

describe('a target as it is typed', () => {
  test('every figure by either name, every whole number, with or without a year and an institute', () => {
    fc.assert(
      fc.property(
        figure,
        fc.boolean(),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.option(fc.integer({ min: 2020, max: 2031 })),
        (one, english, value, year) => {
          const said = ['目标', year, '江畔轻纺院', english ? one.en : one.zh, value].filter(Boolean).join(' ')
          const target = { figure: one.key, of: '江畔轻纺院', ...(year && { year }) }
          expect(targetIn(said, now)).toEqual({ what: 'set', target, value })
        },
      ),
    )
  })

  test('other words for a number, and what is no target at all', () => {
    const value = (said: string) => targetIn(said, now)
    expect(value('目标 培训 1.2万人次')).toMatchObject({ value: 12_000 })
    expect(value('目标 技术合同额 5,000万元')).toMatchObject({ value: 5000 })
    expect(value('目标 技术合同额 50000000元')).toMatchObject({ value: 5000 })
    expect(value('目标 明年 专利 30项')).toMatchObject({ target: { year: 2027, figure: 'patents' }, value: 30 })
    expect(value('目标 全局 走访 300次')).toMatchObject({ target: { figure: 'visits', of: '' }, value: 300 })
    expect(value('目标 培训 1,5')).toMatchObject({ what: 'set', value: undefined })
    for (const said of ['目标群体', '目标值不明确', 'targeted training', '我们的目标 200']) expect(targetIn(said, now)).toBeUndefined()
  })

  test('no text makes either reading fail', () => {
    fc.assert(
      fc.property(fc.constantFrom('目标 ', '外部数据 ', 'targets ', ''), fc.string({ unit: 'grapheme', maxLength: 80 }), (head, rest) => {
        targetIn(head + rest, now)
        outsideIn(head + rest, now)
      }),
    )
  })
})

test('an outside figure: its parts in any usual form, names with spaces and years in them', () => {
  const day = fc.integer({ min: 0, max: 300 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
  const name = fc.constantFrom('研发投入占GDP比重', 'R&D share of GDP', '“十四五”以来 累计高企数', '规上工业增加值增速')
  const unit = fc.constantFrom('%', '亿元', '家')
  fc.assert(
    fc.property(
      name,
      day,
      fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
      unit,
      day,
      (called, of, kind, in_, on) => {
        const period = periodOf(kind, of).key
        const found = outsideIn(`外部数据 ${called} ${period} 3.25${in_} 来源：区统计局 快报 ${on}`, now)
        expect(found).toEqual({ what: 'note', draft: { name: called, period, value: 3.25, unit: in_, source: '区统计局 快报', on } })
      },
    ),
  )
})
