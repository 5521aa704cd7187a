import { altOf, type Chart } from '../../../domain/picture.ts'
import type { Reader } from '../../cards/card.ts'
import type { Attachment } from '../../platform.ts'

/** Draws charts once what they show has been read. */
export function drawn({ office, words }: Reader, charts: Chart[]): () => Promise<Attachment[]> {
  return async () => {
    const pictures: Attachment[] = []
    for (const chart of charts) {
      const name = words.t.reports.chart.file(chart.title.replace(/[\\/:*?"<>|]/g, ' '))
      pictures.push({ kind: 'picture', name, mime: 'image/png', bytes: await office.picture(chart), alt: altOf(chart) })
    }
    return pictures
  }
}
