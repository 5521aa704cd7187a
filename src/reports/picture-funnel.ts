import { type Chart, type Mark, sound } from '../domain/picture.ts'
import { area, box, heading, ink, leastWidth, lines, margin, type Piece, rule, type Sheet, type } from './picture-sheet.ts'
import { drawable, textWidth, wrapped } from './picture-type.ts'

const rowHeight = 46
const bandHeight = 30
const labelWidth = 146
const tooth = 7

/**
 * Bands in the middle, as wide as their numbers: all on one scale. The steps are counted in different units and need not fall (1,200 people trained, 30 needs solved), so a
 * step far above those before it is not let to squeeze the others: it is drawn torn at both ends.
 */
export function funnelSheet(chart: Extract<Chart, { kind: 'funnel' }>): Sheet {
  const head = heading(chart, leastWidth)
  const texts = chart.steps.map(({ text }) => drawable(text))
  const textRoom = Math.min(170, Math.max(72, ...texts.map((text) => textWidth(text, type.number))))
  const left = margin + labelWidth + 12
  const room = leastWidth - margin - textRoom - 12 - left
  const middle = left + room / 2
  const most = scaleOf(chart.steps)
  const halves = chart.steps.map(({ value }) => (Math.min(1, Math.max(0, sound(value)) / most) * room) / 2)
  const torn = chart.steps.map(({ value }) => sound(value) > most)
  const rowAt = (i: number) => head.height + i * rowHeight
  const rules = chart.steps.slice(1).map((_, i) => rule(margin, rowAt(i + 1), leastWidth - margin, rowAt(i + 1), ink.faint))
  const pieces = chart.steps.flatMap((step, i): Piece[] => {
    const y = rowAt(i) + rowHeight / 2
    const half = halves[i] as number
    const label = wrapped(drawable(step.label), labelWidth, type.label, 2)
    const text = wrapped(texts[i] as string, textRoom, type.number, 2)
    return [
      ...(torn[i] || torn[i + 1] ? [] : passage(middle, y, half, halves[i + 1])),
      ...(torn[i] ? tornBand(middle, y, half) : band(middle, y, half)),
      ...lines(label, margin, y, type.label),
      ...lines(text, leastWidth - margin, y, type.number, { align: 'right' }),
    ]
  })
  return { width: leastWidth, height: head.height + chart.steps.length * rowHeight + margin, pieces: [...head.pieces, ...rules, ...pieces] }
}

/** What a full band stands for: the largest number, leaving out those that are more than twice all others and than all steps before them, a third of the steps at most. */
function scaleOf(steps: Mark[]): number {
  const values = steps.map(({ value }) => sound(value))
  const sorted = [...values].sort((a, b) => b - a)
  const droppable = (value: number, next: number) =>
    value > 2 * next && values.slice(0, values.indexOf(value)).some((earlier) => earlier > 0)
  let dropped = 0
  while (dropped < Math.floor(steps.length / 3)) {
    const [value, next] = [sorted[dropped] as number, sorted[dropped + 1] as number]
    if (next <= 0 || !droppable(value, next)) break
    dropped++
  }
  return Math.max(1e-9, sorted[dropped] ?? 0)
}

function band(middle: number, y: number, half: number): Piece[] {
  return half > 0
    ? [box(middle - Math.max(1.5, half), y - bandHeight / 2, Math.max(3, 2 * half), bandHeight, ink.main, 3)]
    : [rule(middle - 8, y, middle + 8, y, ink.line, 3)]
}

function tornBand(middle: number, y: number, half: number): Piece[] {
  const [top, bottom] = [y - bandHeight / 2, y + bandHeight / 2]
  const edge = (x: number, out: number): [number, number][] =>
    [0, 1, 2, 3, 4].map((i) => [x + (i % 2 === 0 ? 0 : out), top + ((bottom - top) * i) / 4])
  return [area([...edge(middle - half + tooth, -tooth), ...edge(middle + half - tooth, tooth).reverse()], '#5f86ad')]
}

/** The slope from a step to a narrower one. */
function passage(middle: number, y: number, half: number, next: number | undefined): Piece[] {
  if (next === undefined || next > half || half === 0) return []
  const [top, bottom] = [y + bandHeight / 2, y + rowHeight - bandHeight / 2]
  return [
    area(
      [
        [middle - half, top],
        [middle + half, top],
        [middle + next, bottom],
        [middle - next, bottom],
      ],
      '#cfdfee',
    ),
  ]
}
