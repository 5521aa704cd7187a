import { written } from '../domain/picture.ts'
import { inkOf, line, type Piece, type } from './picture-sheet.ts'
import { textWidth } from './picture-type.ts'

/** Where the lines of a trend stand, in px. */
export type Plot = {
  left: number
  right: number
  top: number
  height: number
  ticks: { min: number; max: number; step: number }
  x: (point: number) => number
  y: (value: number) => number
}

type Values = (number | undefined)[]
type Box = { left: number; right: number; top: number; bottom: number }

const high = 22

/** The last number of each line to its right; others above or below their points where they touch no line and no other number: the highest and lowest first. */
export function numbersAt(series: Values[], plot: Plot): Piece[] {
  const taken: Box[] = []
  const pieces = lastNumbers(series, plot, taken)
  for (const [i, values] of series.entries()) {
    for (const point of worthTelling(values)) {
      const value = values[point] as number
      const text = written(value)
      const place = placeOf(plot.x(point), plot.y(value), textWidth(text, type.number), series, plot, taken)
      if (!place) continue
      taken.push(place)
      pieces.push(
        line(text, (place.left + place.right) / 2, (place.top + place.bottom) / 2, type.number, {
          align: 'center',
          fill: inkOf(i),
          halo: true,
        }),
      )
    }
  }
  return pieces
}

function lastNumbers(series: Values[], plot: Plot, taken: Box[]): Piece[] {
  const ends = series.flatMap((values, i) => {
    const value = values.at(-1)
    return value === undefined ? [] : [{ i, text: written(value), y: plot.y(value) }]
  })
  ends.sort((a, b) => a.y - b.y || a.i - b.i)
  for (const [i, end] of ends.entries()) end.y = Math.max(end.y, i === 0 ? plot.top : (ends[i - 1] as { y: number }).y + high)
  const lowest = plot.top + plot.height
  for (const [i, end] of [...ends].reverse().entries()) end.y = Math.min(end.y, lowest - i * high)
  const x = plot.x((series[0]?.length ?? 1) - 1) + 12
  return ends.map(({ i, text, y }) => {
    taken.push({ left: x - 4, right: x + textWidth(text, type.number) + 2, top: y - high / 2, bottom: y + high / 2 })
    return line(text, x, y, type.number, { fill: inkOf(i), halo: true })
  })
}

/** The highest, the lowest, then the others from the last; of very many points only the first two. */
function worthTelling(values: Values): number[] {
  const given = values.flatMap((value, i) => (value === undefined || i === values.length - 1 ? [] : [i]))
  const by = [...given].sort((a, b) => (values[b] as number) - (values[a] as number) || b - a)
  const ends = [by[0], by.at(-1)].filter((i) => i !== undefined)
  return [...new Set([...ends, ...(values.length > 16 ? [] : given.reverse())])]
}

/** Above or below a point, or nowhere. */
function placeOf(x: number, y: number, wide: number, series: Values[], plot: Plot, taken: Box[]): Box | undefined {
  const left = Math.max(x - wide / 2 - 1, plot.left + 3)
  const right = left + wide + 2
  const above = { left, right, top: y - 8 - high, bottom: y - 8 }
  const below = { left, right, top: y + 8, bottom: y + 8 + high }
  return [above, below].find((box) => {
    if (box.bottom > plot.top + plot.height || box.top < plot.top - high) return false
    return !taken.some((other) => meet(box, other)) && !series.some((values) => crosses(values, box, plot))
  })
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Whether a line runs through a box, looked at in steps of 2 px. */
function crosses(values: Values, box: Box, plot: Plot): boolean {
  for (let i = 0; i + 1 < values.length; i++) {
    const [from, to] = [values[i], values[i + 1]]
    const [x1, x2] = [plot.x(i), plot.x(i + 1)]
    if (from === undefined || to === undefined || x2 < box.left || x1 > box.right) continue
    const [y1, y2] = [plot.y(from), plot.y(to)]
    for (let x = Math.max(x1, box.left); x <= Math.min(x2, box.right); x += 2) {
      const y = y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)
      if (y > box.top - 2 && y < box.bottom + 2) return true
    }
  }
  return false
}
