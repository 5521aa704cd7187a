import { type Chart, sound, written } from '../domain/picture.ts'
import {
  box,
  heading,
  ink,
  inkOf,
  key,
  leastWidth,
  line,
  lineHeight,
  lines,
  margin,
  type Piece,
  rule,
  type Sheet,
  type,
} from './picture-sheet.ts'
import { drawable, type Type, textWidth, wrapped } from './picture-type.ts'

const longestLabel = 158
const leastRoom = 170
const gap = 4
const most = 60

type Bars = Extract<Chart, { kind: 'bars' }>

/** Rows of a name, its bars with their numbers, and the mark of the line with its number at the right edge. */
export function barsSheet(chart: Bars): Sheet {
  const rows = chart.rows.slice(0, most)
  const labels = rows.map((row) => wrapped(drawable(row), longestLabel, type.label, 2))
  const labelWidth = Math.max(...labels.flat().map((label) => textWidth(label, type.label)), 60)
  const { thickness, numberType } = lookOf(chart)
  const heights = labels.map((label) => Math.max(label.length * lineHeight(type.label), chart.series.length * (thickness + gap)) + 16)
  const total = heights.reduce((sum, height) => sum + height, 0)
  const room = roomFor(chart, numberType)
  const width = Math.max(leastWidth, Math.ceil(total / 2.5), Math.ceil(2 * margin + labelWidth + leastRoom + room.numbers + room.targets))
  const head = heading(chart, width)
  const names = key(keyOf(chart), head.height, width)
  const scale = scaleOf(chart, margin + labelWidth + 14, width - margin, room)
  const pieces = [...head.pieces, ...names.pieces]
  let y = head.height + names.height
  for (const [i, height] of heights.entries()) {
    if (i > 0) pieces.push(rule(margin, y, width - margin, y, ink.faint))
    pieces.push(...lines(labels[i] as string[], margin, y + height / 2, type.label), ...barsOf(chart, i, y, height, scale))
    y += height
  }
  if (chart.rows.length > most) {
    pieces.push(line(`… +${chart.rows.length - most}`, margin, y + 18, type.label, { fill: ink.quiet }))
    y += 36
  }
  return { width, height: y + margin, pieces }
}

function keyOf({ series, line: target }: Bars) {
  const entries = series.map(({ name }, i) => ({ name, mark: (x: number, y: number) => [box(x, y - 8, 26, 16, inkOf(i), 3)] }))
  const mark = (x: number, y: number) => targetMark(x + 13, y - 11, 22)
  return target ? [...entries, { name: target.name, mark }] : series.length > 1 || series[0]?.name ? entries : []
}

/** Several series stand closer together. */
function lookOf({ series }: Bars): { thickness: number; numberType: Type } {
  return series.length > 1 ? { thickness: 18, numberType: { size: 17, bold: true } } : { thickness: 24, numberType: type.number }
}

type Room = { numbers: number; targets: number }

function roomFor({ series, line: target }: Bars, numberType: Type): Room {
  const widest = (values: number[], of: Type) => Math.max(0, ...values.map((value) => textWidth(written(value), of)))
  const targets = (target?.values.slice(0, most) ?? []).filter((value) => value !== undefined)
  const numbers = series.flatMap(({ values }) => values.slice(0, most))
  return { numbers: widest(numbers, numberType) + 14, targets: target ? widest(targets, type.label) + 30 : 0 }
}

type Scale = { zero: number; at: (value: number) => number; edge: number }

/** Bars begin at zero; to the right of the longest there is room for its number, and for the numbers of the line. */
function scaleOf({ series, line: target }: Bars, left: number, edge: number, room: Room): Scale {
  const values = series.flatMap(({ values }) => values.slice(0, most).map(sound))
  const targets = (target?.values.slice(0, most) ?? []).map((value) => sound(value ?? 0))
  const right = edge - room.targets - room.numbers
  const low = Math.min(0, ...values, ...targets)
  const high = Math.max(low + 1e-9, 0, ...values, ...targets)
  const at = (value: number) => left + ((value - low) / (high - low)) * (right - left)
  return { zero: at(0), at, edge }
}

function barsOf(chart: Bars, row: number, top: number, height: number, scale: Scale): Piece[] {
  const { thickness, numberType } = lookOf(chart)
  const stack = chart.series.length * (thickness + gap) - gap
  const first = top + (height - stack) / 2
  const pieces: Piece[] = [rule(scale.zero, top, scale.zero, top + height, ink.line)]
  const target = chart.line?.values[row]
  const mark = target === undefined ? Number.NEGATIVE_INFINITY : scale.at(sound(target))
  if (target !== undefined) {
    pieces.push(...targetMark(mark, first - 4, stack + 8))
    const middle = top + height / 2
    pieces.push(line(written(target), scale.edge, middle, type.label, { align: 'right' }))
    pieces.push(...targetMark(scale.edge - textWidth(written(target), type.label) - 9, middle - 9, 18))
  }
  const bars = chart.series.map(({ values }, i) => {
    const value = values[row] ?? Number.NaN
    const y = first + i * (thickness + gap)
    const x = scale.at(sound(value))
    const from = Math.min(x, scale.zero)
    const beside = Math.max(x, scale.zero) + 8
    const text = written(value)
    return {
      bar: sound(value) === 0 ? [] : [box(from, y, Math.max(2, Math.abs(x - scale.zero)), thickness, inkOf(i), 3)],
      number: line(
        text,
        mark > beside - 5 && mark < beside + textWidth(text, numberType) + 5 ? mark + 8 : beside,
        y + thickness / 2,
        numberType,
      ),
    }
  })
  return [...bars.flatMap(({ bar }) => bar), ...pieces, ...bars.map(({ number }) => number)]
}

function targetMark(x: number, y: number, height: number): Piece[] {
  return [rule(x, y, x, y + height, ink.paper, 7), rule(x, y, x, y + height, ink.text, 3)]
}
