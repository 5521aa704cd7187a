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
