import { type Chart, sound, written } from '../domain/picture.ts'
import { box, heading, ink, leastWidth, line, lineHeight, lines, margin, type Sheet, type } from './picture-sheet.ts'
import { drawable, textWidth, wrapped } from './picture-type.ts'

const most = 60
const rowHeight = 38
const numberType = { size: 17 }

type Heat = Extract<Chart, { kind: 'heat' }>

/** A table whose cells are the darker the larger their number is, of its column where the columns are of different size, otherwise of all. */
export function heatSheet(chart: Heat): Sheet {
  const rows = chart.rows.slice(0, most)
  const columns = chart.columns.slice(0, most)
  const cells = rows.map((_, r) => columns.map((_, c) => chart.values[r]?.[c] ?? Number.NaN))
  const names = columns.map(drawable)
  const labels = rows.map(drawable)
  const labelWidth = Math.min(150, Math.max(60, ...labels.map((label) => textWidth(label, type.label)))) + 10
  const natural = columns.map((_, c) =>
    naturalWidth(
      names[c] as string,
      cells.map((row) => row[c] as number),
    ),
  )
  const sum = natural.reduce((total, width) => total + width, 0)
  const least = Math.max(leastWidth, Math.ceil((rows.length * rowHeight) / 2.5))
  const spare = Math.max(0, least - 2 * margin - labelWidth - sum) / columns.length
  const widths = natural.map((width) => Math.max(width, Math.min(160, width + spare)))
  const width = Math.max(least, 2 * margin + labelWidth + sum)
  const head = heading(chart, width)
  const heads = names.map((name, c) => wrapped(name, (widths[c] as number) - 6, type.small, 4))
  const headHeight = Math.max(1, ...heads.map((head) => head.length)) * lineHeight(type.small) + 12
  const shades = shadesOf(cells)
  const pieces = [...head.pieces]
  let x = margin + labelWidth
  for (const [c, wide] of widths.entries()) {
    const bottom = head.height + headHeight - 8
    const texts = heads[c] as string[]
    pieces.push(
      ...lines(texts, x + wide / 2, bottom - (texts.length * lineHeight(type.small)) / 2, type.small, { align: 'center', fill: ink.quiet }),
    )
    for (const [r, row] of cells.entries()) {
      const y = head.height + headHeight + r * rowHeight
      const value = row[c] as number
      const shade = shades[r]?.[c] ?? 0
      pieces.push(box(x + 1, y + 1, wide - 2, rowHeight - 2, shadeInk(shade), 4))
      pieces.push(line(written(value), x + wide / 2, y + rowHeight / 2, numberType, { align: 'center', fill: textInk(value, shade) }))
    }
    x += wide
  }
  for (const [r, label] of labels.entries()) {
    const y = head.height + headHeight + r * rowHeight + rowHeight / 2
    const texts = wrapped(label, labelWidth - 10, labelType(label, labelWidth - 10), 2)
    pieces.push(...lines(texts, margin, y, labelType(label, labelWidth - 10)))
  }
  let height = head.height + headHeight + rows.length * rowHeight
  const more = [chart.rows.length - rows.length, chart.columns.length - columns.length]
  if (more.some((count) => count > 0)) {
    const words = more.map((count, i) => (count > 0 ? `${i === 0 ? '↓' : '→'} … +${count}` : '')).filter(Boolean)
    pieces.push(line(words.join('  '), margin, height + 20, type.small, { fill: ink.quiet }))
    height += 36
  }
  return { width, height: height + margin, pieces }
}

/** Long names stand in two smaller lines. */
function labelType(label: string, room: number) {
  return textWidth(label, type.label) <= room ? type.label : { size: 14 }
}

function naturalWidth(name: string, values: number[]): number {
  const numbers = Math.max(...values.map((value) => textWidth(written(value), numberType)))
  return Math.max(numbers + 14, Math.min(textWidth(name, type.small), 2 * type.small.size) + 10)
}

/** 0 to 1 a cell. Columns whose largest numbers are more than tenfold apart are of different things. */
function shadesOf(cells: number[][]): number[][] {
  const columns = cells[0]?.map((_, c) => Math.max(0, ...cells.map((row) => sound(row[c] as number)))) ?? []
  const above = columns.filter((largest) => largest > 0)
  const apart = Math.max(...above) > 10 * Math.min(...above)
  const all = Math.max(0, ...columns)
  return cells.map((row) => row.map((value, c) => share(sound(value), apart ? (columns[c] as number) : all)))
}

function share(value: number, largest: number): number {
  return largest > 0 ? Math.max(0, value) / largest : 0
}

const ramp: [number, number, number][] = [
  [239, 245, 250],
  [158, 202, 225],
  [49, 130, 189],
  [8, 48, 107],
]

function shadeInk(shade: number): string {
  return shade === 0 ? '#f7f9fb' : `rgb(${shadeParts(shade).join(',')})`
}

function shadeParts(shade: number): number[] {
  const place = shade * (ramp.length - 1)
  const from = Math.min(ramp.length - 2, Math.floor(place))
  const [a, b] = [ramp[from] as number[], ramp[from + 1] as number[]]
  return a.map((part, i) => Math.round(part + ((b[i] as number) - part) * (place - from)))
}

/** Of WCAG: 0 is black, 1 white. */
function luminance(shade: number): number {
  const [r, g, b] = shadeParts(shade).map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function textInk(value: number, shade: number): string {
  if (sound(value) === 0) return ink.quiet
  return luminance(shade) < 0.25 ? ink.paper : ink.text
}
