import { html } from 'ghtml'
import { figureName, figureValue, periodName } from '../../bot/features/reports/figure-words.ts'
import { listKinds } from '../../domain/lists.ts'
import { figures } from '../../domain/reports/figures.ts'
import { periodAt } from '../../domain/reports/period.ts'
import { table, text } from '../parts.ts'
import { href, type Make } from '../visit.ts'

/** How many stand on each list, and the figures of the week, month and year. */
export const overview: Make = async ({ reader: { tx, words, now } }) => {
  const p = words.t.desk.page
  const counts = await tx.lists.counts({}, { now })
  const periods = (['week', 'month', 'year'] as const).map((kind) => periodAt(kind, now))
  const values = await tx.figures.count(periods)
  const tiles = [
    ...listKinds.map((kind) => ({ label: words.t.lists.kinds[kind], count: counts[kind], to: href('/desk/needs', { kind }) })),
    { label: p.overdue, count: counts.overdue, to: href('/desk/needs', { kind: 'duties', late: '1' }) },
  ].map(({ label, count, to }) => html`<li><a href="${to}"><strong>${String(count)}</strong> ${label}</a></li>`)
  const shown = figures.filter(({ key }) => values.some((one) => one[key] > 0))
  const rows = shown.length > 0 ? shown : figures.slice(0, 6)
  return {
    title: p.overview,
    body: html`!${(await tx.figures.sample()) ? html`<p class="note">${p.sample}</p>` : ''}<h2>${p.lists}</h2><ul class="tiles">!${tiles}</ul>
<h2>${p.figures}</h2>!${table(
      p.figures,
      [
        { title: p.figure, cell: ({ key }) => text(figureName(words, key)), head: true },
        ...periods.map((period, i) => ({
          title: periodName(words, period),
          number: true as const,
          cell: ({ key }: (typeof figures)[number]) => text(figureValue(words, key, values[i]?.[key] ?? 0)),
        })),
      ],
      rows,
    )}`,
  }
}
