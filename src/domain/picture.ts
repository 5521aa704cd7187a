/** What a picture shows; how it is drawn is known to src/reports alone. All words are given: the picture adds none of its own but numbers. */

/** A number with the words it is written with, e.g. 12 “12 项”. */
export type Mark = { label: string; value: number; text: string }

type Any = {
  title: string
  /** Below the title: the period, the office. */
  note: string
  /** Where there is nothing to draw, this stands in its place. */
  empty: string
}

export type Chart =
  /** Steps from wide to narrow. */
  | (Any & { kind: 'funnel'; steps: Mark[] })
  /** Lines over time; every series has one value a point. */
  | (Any & { kind: 'trend'; points: string[]; series: { name: string; values: number[] }[] })
  /** Horizontal bars, one group a row; several series stand beside each other. `line`: a mark on each row, e.g. its target. */
  | (Any & {
      kind: 'bars'
      rows: string[]
      series: { name: string; values: number[] }[]
      line?: { name: string; values: (number | undefined)[] }
    })
  /** A table with coloured cells. */
  | (Any & { kind: 'heat'; rows: string[]; columns: string[]; values: number[][] })

/** A PNG, the same on every machine, as wide as a phone shows well. */
export type MakePicture = (chart: Chart) => Promise<Uint8Array>

/** A number as it is written: with thousands set apart, two decimals at most; – where there is none. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return (Math.abs(value) < 1e12 ? numbers : hugeNumbers).format(value === 0 ? 0 : value)
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2, signDisplay: 'negative' })
const hugeNumbers = new Intl.NumberFormat('en-US', { notation: 'scientific', maximumFractionDigits: 2 })

/** As it can be drawn: zero where there is no number, or one that is written as zero. */
export function sound(value: number): number {
  return Number.isFinite(value) && Math.abs(value) >= 0.005 ? Math.max(-1e15, Math.min(1e15, value)) : 0
}

/** Whether there is nothing to draw. Zeros are something. */
export function isEmpty(chart: Chart): boolean {
  switch (chart.kind) {
    case 'funnel':
      return chart.steps.length === 0
    case 'trend':
      return chart.points.length === 0 || chart.series.length === 0
    case 'bars':
      return chart.rows.length === 0 || chart.series.length === 0
    case 'heat':
      return chart.rows.length === 0 || chart.columns.length === 0
  }
}

/** The same in words, for whoever doesn't see the picture: title, note and all its numbers, however many. With Chinese signs where its words are Chinese. */
export function altOf(chart: Chart): string {
  const zh = /\p{Script=Han}/u.test(chart.title + chart.note + chart.empty)
  const [open, close, colon, between, then, end] = zh ? ['（', '）', '：', '，', '；', '。'] : [' (', ')', ': ', ', ', '; ', '.']
  const lines = (names: string[], parts: (i: number) => [name: string, value: number | undefined][]) =>
    names.map((name, i) => `${name && name + colon}${parts(i).flatMap(part).join(between)}`)
  const said = isEmpty(chart) ? [chart.empty] : numbersOf(chart, lines)
  return `${chart.title}${chart.note && `${open}${chart.note}${close}`}${colon}${said.join(then).replace(/[。.]$/, '')}${end}`
}

type Lines = (names: string[], parts: (i: number) => [name: string, value: number | undefined][]) => string[]

function numbersOf(chart: Chart, lines: Lines): string[] {
  switch (chart.kind) {
    case 'funnel':
      return chart.steps.map(({ label, text }) => `${label} ${text}`)
    case 'trend':
      return lines(
        chart.series.map(({ name }) => name),
        (i) => chart.points.map((point, at) => [point, chart.series[i]?.values[at] ?? Number.NaN]),
      )
    case 'bars': {
      const { rows, series, line } = chart
      return lines(rows, (i) => [
        ...series.map(({ name, values }): [string, number] => [name, values[i] ?? Number.NaN]),
        [line?.name ?? '', line?.values[i]],
      ])
    }
    case 'heat':
      return lines(chart.rows, (i) => chart.columns.map((column, at) => [column, chart.values[i]?.[at] ?? Number.NaN]))
  }
}

function part([name, value]: [name: string, value: number | undefined]): string[] {
  return value === undefined ? [] : [`${name} ${written(value)}`.trim()]
}
