import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachedFromAnswer, rowOf, type TargetRow } from '../../src/domain/target-row.ts'

describe('a target as a row', () => {
  test.each<[string, string, Partial<TargetRow>]>([
    ['断裂强力', '≥350 N', { target: 350, unit: 'N', direction: 'up' }],
    ['断裂强力', '＞３５０Ｎ', { target: 350, unit: 'Ｎ', direction: 'up' }],
    ['手感', '4级以上', { target: 4, unit: '级', direction: 'up' }],
    ['極光等級', '四級以上', { target: 4, unit: '級', direction: 'up' }],
    ['良率', '不低于95%', { target: 95, unit: '%', direction: 'up' }],
    ['良率', '百分之九十五以上', { target: 95, unit: '%', direction: 'up' }],
    ['COD', '≤50mg/L', { target: 50, unit: 'mg/L', direction: 'down' }],
    ['COD', '不超过50mg/L', { target: 50, unit: 'mg/L', direction: 'down' }],
    ['COD', '降到50mg/L以下', { target: 50, unit: 'mg/L', direction: 'down' }],
    ['良率', '从82%提到95%', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['良率', '82%提到95%', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['换型时间', '从45分钟缩短到10分钟以内', { now: 45, target: 10, unit: '分钟', direction: 'down' }],
    ['yield', 'from 82% to 95%', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['cycle time', '30s -> 20s', { now: 30, target: 20, unit: 's', direction: 'down' }],
    ['温差', '±2℃', { target: -2, targetMax: 2, unit: '℃', direction: 'within' }],
    ['外径', '50±0.2mm', { target: 49.8, targetMax: 50.2, unit: 'mm', direction: 'within' }],
    ['外径', '20-25 mm', { target: 20, targetMax: 25, unit: 'mm', direction: 'within' }],
    ['温度', '-40~85℃', { target: -40, targetMax: 85, unit: '℃', direction: 'within' }],
    ['pH', '6~9之间', { target: 6, targetMax: 9, direction: 'within' }],
    ['能耗', '降低30%', { target: 30, unit: '%', direction: 'down' }],
    ['能耗', '降低20%以上', { target: 20, unit: '%', direction: 'down' }],
    ['产能', '提高20%', { target: 20, unit: '%', direction: 'up' }],
    ['噪音', '降5个分贝', { target: 5, unit: '个分贝', direction: 'down' }],
    ['误差', '0.02mm 以内', { target: 0.02, unit: 'mm', direction: 'down' }],
    ['pressure', 'at least 10 MPa', { target: 10, unit: 'MPa', direction: 'up' }],
    ['weight', 'no more than 3 kg', { target: 3, unit: 'kg', direction: 'down' }],
    ['浓度', '加到30克每升', { target: 30, unit: '克每升', direction: 'up' }],
    ['外径', 'within 20-25mm', { target: 20, targetMax: 25, unit: 'mm', direction: 'within' }],
    ['外径', '20-25mm以内', { target: 20, targetMax: 25, unit: 'mm', direction: 'within' }],
    ['', '温升40K', { target: 40, unit: 'K', direction: 'unknown' }],
    ['能耗', '降低20-30%', { target: 20, targetMax: 30, unit: '%', direction: 'down' }],
    ['盐雾', '500小时不生锈', { target: 500, unit: '小时', direction: 'up' }],
    ['色牢度', '4-5级', { target: 4, targetMax: 5, unit: '级', direction: 'within' }],
    ['色牢度', '4-5级以上', { target: 4, targetMax: 5, unit: '级', direction: 'up' }],
    ['良率', '95%', { target: 95, unit: '%', direction: 'up' }],
    ['不良率', '1%', { target: 1, unit: '%', direction: 'down' }],
    ['定位精度', '0.01mm', { target: 0.01, unit: 'mm', direction: 'unknown' }],
    ['节拍', '12s', { target: 12, unit: 's', direction: 'unknown' }],
    ['厚度', '=3mm', { target: 3, unit: 'mm', direction: 'exact' }],
    ['产量', '1,200件', { target: 1200, unit: '件', direction: 'unknown' }],
    ['防护等级', 'IP67', { direction: 'unknown' }],
    ['手感', '柔软', { direction: 'unknown' }],
    ['尺寸', '3×4mm', { direction: 'unknown' }],
    ['寿命', '10⁶次', { direction: 'unknown' }],
    ['强度', '≥350N，≥300N', { direction: 'unknown' }],
    ['强度', '比现在好', { direction: 'unknown' }],
    ['', '', { direction: 'unknown' }],
  ])('%s %s', (name, value, row) => {
    expect(rowOf({ name, value })).toEqual({ name, words: value, ...row })
  })

  test.each<[string, string, string, Partial<TargetRow>]>([
    ['良率', '95%', '现在良率82%左右，目标95%', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['良率', '提到95%', '压铸件老有砂眼，良率才82%，想提到95%，急！', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['断裂强力', '350N', '断裂强力老是达不到350N', { target: 350, unit: 'N', direction: 'up' }],
    ['noise', 'by 5 dB', 'we want to reduce noise by 5 dB', { target: 5, unit: 'dB', direction: 'down' }],
    ['yield', '95%', 'We run at 82% yield now and want 95%', { now: 82, target: 95, unit: '%', direction: 'up' }],
    ['良率', '95%', '现在不良率5%，良率要95%', { target: 95, unit: '%', direction: 'up' }],
  ])('%s %s, said in: %s', (name, value, context, row) => {
    expect(rowOf({ name, value }, context)).toEqual({ name, words: value, ...row })
  })
})

describe('what was reached, item by item', () => {
  const rows = [rowOf({ name: '断裂强力', value: '≥350N' }), rowOf({ name: '手感', value: '4级以上' })]

  test.each([
    [
      '强力 372N，手感4-5级',
      [
        { index: 0, words: '强力 372N', value: 372, met: true },
        { index: 1, words: '手感4-5级', met: true },
      ],
    ],
    [
      '手感3级；断裂强力：340N',
      [
        { index: 0, words: '断裂强力：340N', value: 340, met: false },
        { index: 1, words: '手感3级', value: 3, met: false },
      ],
    ],
    [
      '1、372N\n2、4.5级',
      [
        { index: 0, words: '372N', value: 372, met: true },
        { index: 1, words: '4.5级', value: 4.5, met: true },
      ],
    ],
    [
      '372，4.5',
      [
        { index: 0, words: '372', value: 372, met: true },
        { index: 1, words: '4.5', value: 4.5, met: true },
      ],
    ],
    [
      '372,4.5',
      [
        { index: 0, words: '372', value: 372, met: true },
        { index: 1, words: '4.5', value: 4.5, met: true },
      ],
    ],
    [
      '372 4.5',
      [
        { index: 0, words: '372', value: 372, met: true },
        { index: 1, words: '4.5', value: 4.5, met: true },
      ],
    ],
    [
      '强力372N 手感4级',
      [
        { index: 0, words: '强力372N', value: 372, met: true },
        { index: 1, words: '手感4级', value: 4, met: true },
      ],
    ],
    ['4级', [{ index: 1, words: '4级', value: 4, met: true }]],
    ['强力从300N提到372N', [{ index: 0, words: '强力从300N提到372N', value: 372, met: true }]],
    ['强力达到360N以上', [{ index: 0, words: '强力达到360N以上', met: true }]],
    ['强力不到350N', [{ index: 0, words: '强力不到350N' }]],
    ['手感柔软', [{ index: 1, words: '手感柔软' }]],
    ['强力0.372kN', [{ index: 0, words: '强力0.372kN' }]],
    ['372', []],
    ['都达到了', []],
    ['', []],
  ])('%s', (text, reached) => {
    expect(reachedFromAnswer(text, rows)).toEqual(reached)
  })

  test('a row without a name takes what is measured like it, whatever it is called', () => {
    const nameless = [...rows, rowOf({ name: '', value: '≤50mg/L' })]
    expect(reachedFromAnswer('COD 45mg/L', nameless)).toEqual([{ index: 2, words: 'COD 45mg/L', value: 45, met: true }])
  })

  test.each<[string, string, string, object]>([
    ['能耗', '降低30%', '能耗降低了35%', { value: 35, met: true }],
    ['能耗', '降低30%', '降低20%', { value: 20, met: false }],
    ['能耗', '降低30%', '升高5%', { value: 5, met: false }],
    ['良率', '从82%提到95%', '提高到96%', { value: 96, met: true }],
    ['良率', '从82%提到95%', '提高了10%', {}],
    ['COD', '降到50毫克/升以下', '降到45mg/L', { value: 45, met: true }],
    ['COD', '≤50mg/L', '60', { value: 60, met: false }],
    ['强度', '＞350N', '350N', { value: 350, met: false }],
    ['强度', '≥350N', '350N', { value: 350, met: true }],
    ['温差', '±2℃', '1.5摄氏度', { value: 1.5, met: true }],
    ['温差', '±2℃', '±3℃', {}],
    ['节拍', '12s', '12s', { value: 12, met: true }],
    ['节拍', '12s', '11s', { value: 11 }],
    ['产量', '≥1000件', '1,200件', { value: 1200, met: true }],
    ['功率', '≥5MW', '功率6mW', {}],
  ])('%s %s: %s', (name, value, answer, reached) => {
    expect(reachedFromAnswer(answer, [rowOf({ name, value })])).toEqual([{ index: 0, words: answer, ...reached }])
  })
})

const pieces =
  '强力|手感|良率|COD|≥|≤|±|350|4.5|N|级|%|mg/L|以上|以下|从|到|提高|降低|-|~|，|；|、|,|\n| |1.|①|四|百分之|at least |from |to |×|10⁶|😀|\ud800|不到|现在'.split(
    '|',
  )
const words = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 100 }),
)

test('any target makes a row with its own words, and any answer speaks only of rows there are', () => {
  fc.assert(
    fc.property(words, words, words, words, (name, value, context, answer) => {
      const rows = [rowOf({ name, value }, context), rowOf({ name: '手感', value: '4级以上' })]
      expect(rowOf({ name, value }, context)).toEqual(rows[0])
      expect(rows[0]).toMatchObject({ name, words: value })
      for (const number of [rows[0]!.now, rows[0]!.target, rows[0]!.targetMax])
        expect(number === undefined || Number.isFinite(number)).toBe(true)
      const reached = reachedFromAnswer(answer, rows)
      expect(reachedFromAnswer(answer, rows)).toEqual(reached)
      expect(new Set(reached.map(({ index }) => index)).size).toBe(reached.length)
      for (const one of reached) {
        expect(rows[one.index]).toBeDefined()
        expect(one.words).toMatch(/\S/)
        if (one.value !== undefined) expect(Number.isFinite(one.value)).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test.each(pieces.filter((piece) => piece.trim() !== ''))('%j many times over is read in no time', (piece) => {
  const text = piece.repeat(Math.ceil(10_000 / piece.length))
  const row = rowOf({ name: text, value: text }, text)
  expect(row.words).toBe(text)
  expect(reachedFromAnswer(text, [row, rowOf({ name: '手感', value: '4级以上' })]).length).toBeLessThanOrEqual(2)
})
