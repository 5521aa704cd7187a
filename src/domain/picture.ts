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

/** Zero where there is no number. */
export function sound(value: number): number {
  return Number.isFinite(value) ? value : 0
}

export function altOf(chart: Chart): string {
  return `${chart.title} ${chart.note}`
}
