import { altOf, type Chart } from '../../../domain/picture.ts'
import type { Reader } from '../../cards/card.ts'
import type { Attachment } from '../../platform.ts'
import { fileName } from './telling.ts'

/** Draws charts once what they show has been read; those with nothing to show are left out. */
export function drawn({ office, words }: Reader, charts: Chart[]): () => Promise<Attachment[]> {
  return async () => {
    const pictures: Attachment[] = []
    for (const chart of charts.filter(hasMarks)) {
      const name = words.t.reports.chart.file(fileName(chart.title))
      pictures.push({ kind: 'picture', name, mime: 'image/png', bytes: await office.picture(chart), alt: altOf(chart), title: chart.title })
    }
    return pictures
  }
}

export function hasMarks(chart: Chart): boolean {
  const values =
    chart.kind === 'funnel'
      ? chart.steps.map(({ value }) => value)
      : chart.kind === 'heat'
        ? chart.values.flat()
        : chart.series.flatMap((one) => one.values)
  return values.some((value) => value !== 0)
}
