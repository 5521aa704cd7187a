import { type Chart, sound, written } from '../domain/picture.ts'
import { heading, ink, inkOf, key, leastWidth, margin, type Piece, type Sheet, type } from './picture-sheet.ts'
import { numbersAt, type Plot } from './picture-trend-numbers.ts'
import { drawable, family, harmless, textWidth } from './picture-type.ts'

type Trend = Extract<Chart, { kind: 'trend' }>

const plotHeight = 340
const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const
const dashes = ['solid', [8, 5], [2, 4], [12, 4, 2, 4], [4, 3]] as const

/** Lines told apart by colour, dash and mark; numbers are written at their ends and wherever there is room. */
export function trendSheet(chart: Trend): Sheet {
  const head = heading(chart, leastWidth)
  const named = chart.series.length > 1 || chart.series[0]?.name
  const names = named ? key(keyOf(chart), head.height, leastWidth) : { pieces: [], height: 0 }
  const points = chart.points.map(drawable)
  const series = chart.series.map(({ values }) => points.map((_, i) => finite(values[i])))
  const plot = plotOf(series, points.length, head.height + names.height + 26)
  const { left, right, top, height, ticks } = plot
  const option = {
    grid: { left, right: leastWidth - right, top, height, outerBoundsMode: 'none' as const },
    xAxis: pointAxis(points, right - left),
    yAxis: valueAxis(ticks),
    series: series.map(lineOf),
  }
  const pieces = [...head.pieces, ...names.pieces, ...numbersAt(series, plot).map((piece) => ({ ...piece, z: 10 }))]
  return { width: leastWidth, height: top + height + 44 + margin, pieces, option }
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? sound(value) : undefined
}

/** Where the lines stand: room is left for the numbers of the axis and those at the ends of the lines. */
function plotOf(series: (number | undefined)[][], count: number, top: number): Plot {
  const numbers = series.flat().filter((value) => value !== undefined)
  const ticks = ticksOf(numbers)
  const axis = Math.max(...[ticks.min, ticks.max, ticks.max - ticks.step].map((value) => textWidth(written(value), type.small)))
  const ends = series.map((values) => textWidth(written(values.at(-1) ?? 0), type.number))
  const left = margin + axis + 12
  const right = leastWidth - margin - Math.max(...ends) - 14
  const x = (i: number) => (count === 1 ? (left + right) / 2 : left + ((right - left) * i) / (count - 1))
  const y = (value: number) => top + plotHeight * (1 - (value - ticks.min) / (ticks.max - ticks.min))
  return { left, right, top, height: plotHeight, ticks, x, y }
}

/** About five steps of 1, 2 or 5 with zeros, from zero. */
function ticksOf(numbers: number[]): Plot['ticks'] {
  const low = Math.min(0, ...numbers)
  const high = Math.max(0, ...numbers)
  if (high - low === 0) return { min: 0, max: 1, step: 1 }
  const rough = (high - low) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const whole = numbers.every((value) => Number.isInteger(value))
  const step = Math.max(whole ? 1 : 0, ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power)
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, step }
}

const axisText = { fontFamily: family, fontSize: type.small.size, color: ink.quiet }

/** As many points are named as there is room for, the last one always. */
function pointAxis(points: string[], width: number) {
  const widest = Math.max(...points.map((point) => textWidth(point, type.small))) + 14
  const step = Math.max(1, Math.ceil(((points.length - 1) * widest) / width))
  return {
    type: 'category' as const,
    data: points.map((_, i) => String(i)),
    boundaryGap: points.length === 1,
    axisLine: { lineStyle: { color: ink.quiet } },
    axisTick: { show: false },
    axisLabel: {
      ...axisText,
      margin: 14,
      interval: (i: number) => (points.length - 1 - i) % step === 0,
      formatter: (_: string, i: number) => harmless(points[i] ?? ''),
    },
  }
}

function valueAxis({ min, max, step }: Plot['ticks']) {
  return {
    type: 'value' as const,
    min,
    max,
    interval: step,
    axisLabel: { ...axisText, formatter: (value: number) => written(value) },
    splitLine: { lineStyle: { color: ink.line } },
  }
}

function lineOf(values: (number | undefined)[], i: number) {
  return {
    type: 'line' as const,
    data: values.map((value) => value ?? '-'),
    symbol: symbols[i % symbols.length],
    symbolSize: values.length > 20 ? 6 : 11,
    showAllSymbol: true,
    itemStyle: { color: inkOf(i) },
    lineStyle: { color: inkOf(i), width: values.length > 20 ? 2.5 : 3.5, type: dashOf(i) },
  }
}

function dashOf(i: number): 'solid' | number[] {
  const dash = dashes[i % dashes.length] ?? 'solid'
  return dash === 'solid' ? dash : [...dash]
}

function keyOf(chart: Trend) {
  return chart.series.map(({ name }, i) => ({
    name,
    mark: (x: number, y: number): Piece[] => [sampleLine(x, y, i), symbolAt(x + 15, y, i)],
  }))
}

function sampleLine(x: number, y: number, i: number): Piece {
  const dash = dashOf(i)
  const style = { stroke: inkOf(i), lineWidth: 3.5, ...(dash !== 'solid' && { lineDash: dash }) }
  return { type: 'line', silent: true, shape: { x1: x, y1: y, x2: x + 30, y2: y }, style }
}

function symbolAt(x: number, y: number, i: number): Piece {
  const style = { fill: inkOf(i) }
  const polygon = (...offsets: [number, number][]) => ({ points: offsets.map(([dx, dy]) => [x + dx, y + dy]) })
  switch (symbols[i % symbols.length]) {
    case 'circle':
      return { type: 'circle', silent: true, shape: { cx: x, cy: y, r: 6 }, style }
    case 'rect':
      return { type: 'rect', silent: true, shape: { x: x - 5.5, y: y - 5.5, width: 11, height: 11 }, style }
    case 'triangle':
      return { type: 'polygon', silent: true, shape: polygon([0, -7], [6.5, 5], [-6.5, 5]), style }
    default:
      return { type: 'polygon', silent: true, shape: polygon([0, -7], [7, 0], [0, 7], [-7, 0]), style }
  }
}
