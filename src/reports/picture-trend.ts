import { type Chart, written } from '../domain/picture.ts'
import { heading, ink, inkOf, key, leastWidth, margin, type Piece, type Sheet, type } from './picture-sheet.ts'
import { drawable, family, textWidth } from './picture-type.ts'

type Trend = Extract<Chart, { kind: 'trend' }>

const plotHeight = 340
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'circle', 'rect'] as const
const dashes = ['solid', [8, 5], [2, 4], [12, 4, 2, 4], [4, 3], 'solid'] as const

/** Lines told apart by colour, dash and mark; each point's number is written where there is room, otherwise the last and the highest. */
export function trendSheet(chart: Trend): Sheet {
  const head = heading(chart, leastWidth)
  const names = chart.series.length > 1 || chart.series[0]?.name ? key(keyOf(chart), head.height, leastWidth) : { pieces: [], height: 0 }
  const top = head.height + names.height + 26
  const points = chart.points.map(drawable)
  const series = chart.series.map(({ values }) => points.map((_, i) => finite(values[i])))
  const numbers = series.flat().filter((value) => value !== null)
  const largest = Math.max(0, ...numbers)
  const axisWidth = Math.max(...[largest, Math.min(0, ...numbers)].map((value) => textWidth(written(Math.ceil(value)), type.small))) + 12
  const option = {
    grid: { left: margin + axisWidth, right: margin + 34, top, height: plotHeight, outerBoundsMode: 'none' },
    xAxis: { ...pointAxis(points, leastWidth - 2 * margin - axisWidth - 34), data: points.map((_, i) => String(i)) },
    yAxis: valueAxis(largest),
    series: series.map((values, i) => lineOf(values, i, series.length)),
  }
  return { width: leastWidth, height: top + plotHeight + 44 + margin, pieces: [...head.pieces, ...names.pieces], option }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

function pointAxis(points: string[], width: number) {
  const widest = Math.max(...points.map((point) => textWidth(point, type.small))) + 14
  const step = Math.max(1, Math.ceil((points.length * widest) / width))
  return {
    type: 'category',
    boundaryGap: points.length === 1,
    axisLine: { lineStyle: { color: ink.quiet } },
    axisTick: { show: false },
    axisLabel: {
      ...axisText,
      margin: 14,
      interval: (i: number) => (points.length - 1 - i) % step === 0,
      formatter: (_: string, i: number) => points[i] ?? '',
    },
  }
}

const axisText = { fontFamily: family, fontSize: type.small.size, color: ink.quiet }

function valueAxis(largest: number) {
  return {
    type: 'value',
    splitNumber: 4,
    ...(largest === 0 && { max: 1 }),
    ...(Number.isInteger(largest) && largest < 5 && { minInterval: 1 }),
    axisLabel: { ...axisText, formatter: (value: number) => written(value) },
    splitLine: { lineStyle: { color: ink.line } },
  }
}

function lineOf(values: (number | null)[], i: number, count: number) {
  const told = toldOf(values, count)
  return {
    type: 'line',
    data: values.map((value) => value ?? '-'),
    symbol: symbols[i % symbols.length],
    symbolSize: values.length > 20 ? 5 : 10,
    showAllSymbol: true,
    itemStyle: { color: inkOf(i) },
    lineStyle: { color: inkOf(i), width: 3.5, type: dashes[i % dashes.length] },
    label: {
      show: true,
      position: 'top',
      distance: 7,
      formatter: ({ dataIndex }: { dataIndex: number }) => (told.has(dataIndex) ? written(values[dataIndex] ?? Number.NaN) : ''),
      fontFamily: family,
      fontSize: type.number.size,
      fontWeight: 700,
      color: inkOf(i),
      textBorderColor: ink.paper,
      textBorderWidth: 4,
    },
    labelLayout: { moveOverlap: 'shiftY', hideOverlap: true },
  }
}

/** The points whose numbers are written. */
function toldOf(values: (number | null)[], count: number): Set<number> {
  const given = values.flatMap((value, i) => (value === null ? [] : [i]))
  if (given.length <= 8 && count === 1) return new Set(given)
  const highest = given.reduce<number | undefined>(
    (best, i) => (best === undefined || (values[i] as number) > (values[best] as number) ? i : best),
    undefined,
  )
  return new Set([highest, given.at(-1)].filter((i) => i !== undefined))
}

function keyOf(chart: Trend) {
  return chart.series.map(({ name }, i) => ({
    name,
    mark: (x: number, y: number): Piece[] => [
      {
        type: 'line',
        silent: true,
        shape: { x1: x, y1: y, x2: x + 28, y2: y },
        style: { stroke: inkOf(i), lineWidth: 3.5, lineDash: dashes[i % dashes.length] },
      },
      ...symbolAt(x + 14, y, i),
    ],
  }))
}

function symbolAt(x: number, y: number, i: number): Piece[] {
  const style = { fill: ink.paper, stroke: inkOf(i), lineWidth: 2.5 }
  switch (symbols[i % symbols.length]) {
    case 'circle':
      return [{ type: 'circle', silent: true, shape: { cx: x, cy: y, r: 5.5 }, style }]
    case 'rect':
      return [{ type: 'rect', silent: true, shape: { x: x - 5, y: y - 5, width: 10, height: 10 }, style }]
    case 'triangle':
      return [
        {
          type: 'polygon',
          silent: true,
          shape: {
            points: [
              [x, y - 7],
              [x + 6.5, y + 5],
              [x - 6.5, y + 5],
            ],
          },
          style,
        },
      ]
    default:
      return [
        {
          type: 'polygon',
          silent: true,
          shape: {
            points: [
              [x, y - 7],
              [x + 7, y],
              [x, y + 7],
              [x - 7, y],
            ],
          },
          style,
        },
      ]
  }
}
