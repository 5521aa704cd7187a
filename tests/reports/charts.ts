import fc from 'fast-check'
import { PNG } from 'pngjs'
import type { Chart } from '../../src/domain/picture.ts'

const words = [
  '苏州轻纺研究院',
  '江苏省先进纺织材料与绿色制造协同创新中心（筹）',
  '{a|b}',
  '<b>&amp;</b>',
  ']]>',
  '"\'',
  '%s {c}',
  '😀👨‍👩‍👧',
  '𠮷',
  '\u202e',
  'é',
  'Joint R&D Centre',
  '，。！',
  '\0\u0007',
  '\ud800',
  'a'.repeat(90),
  '__proto__',
  'constructor',
  'toString',
]

/** What people write, and what nobody should. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((parts) => parts.join('')),
)
const anyNumber = fc.oneof(
  fc.nat(2000),
  fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, 1234567.8, -3, 1e300, 5e-324),
  fc.double(),
)
const texts = (most: number) => fc.array(anyText, { maxLength: most })
const numbers = fc.array(anyNumber, { maxLength: 60 })
const series = fc.array(fc.record({ name: anyText, values: numbers }), { maxLength: 5 })
const any = { title: anyText, note: anyText, empty: anyText }

/** Rows and columns need not fit to each other. */
export const anyChart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    ...any,
    kind: fc.constant('funnel' as const),
    steps: fc.array(fc.record({ label: anyText, value: anyNumber, text: anyText }), { maxLength: 20 }),
  }),
  fc.record({ ...any, kind: fc.constant('trend' as const), points: texts(60), series }),
  fc.record(
    {
      ...any,
      kind: fc.constant('bars' as const),
      rows: texts(40),
      series,
      line: fc.record({ name: anyText, values: fc.array(fc.option(anyNumber, { nil: undefined }), { maxLength: 40 }) }),
    },
    { requiredKeys: ['title', 'note', 'empty', 'kind', 'rows', 'series'] },
  ),
  fc.record({
    ...any,
    kind: fc.constant('heat' as const),
    rows: texts(25),
    columns: texts(16),
    values: fc.array(numbers, { maxLength: 25 }),
  }),
)

export function bars(title: string, rows: [name: string, value: number, target?: number][]): Chart {
  return {
    kind: 'bars',
    title,
    note: '2026年第三季度',
    empty: '没有数字',
    rows: rows.map(([name]) => name),
    series: [{ name: '已认领', values: rows.map(([, value]) => value) }],
    line: { name: '年度目标', values: rows.map(([, , target]) => target) },
  }
}

/** How many dots of a part of a picture are dark. */
export function darkDots(png: Uint8Array, part: { x: number; y: number; width: number; height: number }): number {
  const { width, data } = PNG.sync.read(Buffer.from(png))
  let count = 0
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) if ((data[(y * width + x) * 4] as number) < 100) count++
  return count
}
