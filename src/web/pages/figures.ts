import { html } from 'ghtml'
import { figureName, figureValue, periodName, plain } from '../../bot/features/reports/figure-words.ts'
import type { Words } from '../../bot/words.ts'
import { isoDayAt } from '../../domain/calendar/days.ts'
import { DomainError } from '../../domain/errors.ts'
import { figures as allFigures, type FigureKey, type FigureRow, type FigureValues } from '../../domain/reports/figures.ts'
import {
  next,
  type Period,
  periodAt,
  periodKinds,
  periodOf,
  periodOfKey,
  previous,
  yearBefore,
  yearSoFar,
} from '../../domain/reports/period.ts'
import { type Column, link, table, text, turns } from '../parts.ts'
import { sheetFile } from '../sheet-file.ts'
import { href, type Make, pageIn, type Visit } from '../visit.ts'

const size = 50
/** The figures of a period, beside others of its kind and the targets of its year. */
type Told = { period: Period; values: [FigureValues, FigureValues, FigureValues, FigureValues]; targets: Map<FigureKey, number> }

async function toldOf({ reader: { tx, now }, query }: Visit): Promise<Told> {
  const period = periodOfKey(query.period ?? '') ?? periodAt('month', now)
  const values = await tx.figures.count([period, previous(period), yearBefore(period), yearSoFar(period)])
  const targets = await tx.figures.targets(Number(period.until.slice(0, 4)))
  return { period, values: values as Told['values'], targets: new Map(targets.map(({ figure, value }) => [figure, value])) }
}

export const figures: Make = async (visit) => {
  const { tx, words, now } = visit.reader
  const p = words.t.desk.page
  const told = await toldOf(visit)
  const { period } = told
  const name = periodName(words, period)
  const { institutes } = await tx.lists.choices()
  const byInstitute = await tx.figures.byInstitute(period)
  const byTownship = await tx.figures.byTownship(period)
  const ofInstitutes = [...byInstitute].map(([id, values]) => ({
    name: institutes.find((one) => one.id === id)?.short ?? p.unnamed,
    values,
  }))
  return {
    title: `${p.figures} · ${name}`,
    body: html`!${(await tx.figures.sample()) ? html`<p class="note">${p.sample}</p>` : ''}!${periodLinks(words, visit.path, period, now)}
!${table(p.figures, columns(words, told), allFigures)}
<h2>${p.byInstitute}</h2>!${partTable(words, p.byInstitute, p.institute, ofInstitutes)}
<h2>${p.byTownship}</h2>!${partTable(
      words,
      p.byTownship,
      p.township,
      [...byTownship].map(([township, values]) => ({ name: township || p.unnamed, values })),
    )}
<p class="ways">!${link(href('/desk/figures.xlsx', { period: period.key }), p.export)} <span class="screen">${p.print}</span></p>`,
  }
}

function columns(words: Words, { period, values, targets }: Told): Column<(typeof allFigures)[number]>[] {
  const p = words.t.desk.page
  const titles = [p.value, p.before, p.lastYear, p.soFar]
  return [
    { title: p.figure, head: true, cell: ({ key }) => text(figureName(words, key)) },
    ...titles.map((title, i) => ({
      title,
      number: true as const,
      cell: ({ key }: (typeof allFigures)[number]) => {
        const value = figureValue(words, key, values[i]![key])
        return i === 0 && values[0][key] > 0 ? link(href('/desk/figures/rows', { figure: key, period: period.key }), value) : text(value)
      },
    })),
    { title: p.target, number: true, cell: ({ key }) => text(targets.has(key) ? figureValue(words, key, targets.get(key)!) : '') },
    {
      title: p.done,
      number: true,
      cell: ({ key }) => text(targets.get(key) ? `${Math.round((values[3][key] / targets.get(key)!) * 100)}%` : ''),
    },
  ]
}

/** Only the figures that anybody has anything of: a table of noughts tells nothing. */
function partTable(words: Words, caption: string, of: string, parts: { name: string; values: FigureValues }[]): string {
  const shown = allFigures.filter(({ key }) => parts.some(({ values }) => values[key] > 0))
  const some = parts.filter(({ values }) => shown.some(({ key }) => values[key] > 0))
  if (some.length === 0) return html`<p class="note">${words.t.desk.page.empty}</p>`
  return table(
    caption,
    [
      { title: of, head: true, cell: ({ name }) => text(name) },
      ...shown.map(({ key, unit }) => ({
        title: unit.zh === '万元' ? `${figureName(words, key)} (${unit[words.lang]})` : figureName(words, key),
        number: true as const,
        cell: ({ values }: { values: FigureValues }) => text(plain(values[key])),
      })),
    ],
    some,
  )
}

function periodLinks(words: Words, path: string, period: Period, now: Date): string {
  const p = words.t.desk.page
  const day = period.until < isoDayAt(now) ? period.until : isoDayAt(now)
  const kinds = periodKinds.map(
    (kind) =>
      html`<li><a href="${href(path, { period: periodOf(kind, day).key })}" !${kind === period.kind ? 'aria-current="true"' : ''}>${p[kind]}</a></li>`,
  )
  const later = next(period)
  return html`<nav aria-label="${p.figures}"><ul class="tabs">!${kinds}</ul></nav><p class="turns">!${link(href(path, { period: previous(period).key }), p.previousPeriod)}!${
    later.from <= isoDayAt(now) ? link(href(path, { period: later.key }), p.nextPeriod) : ''
  }</p>`
}

export const figuresFile: Make = async (visit) => {
  const { words, now } = visit.reader
  const p = words.t.desk.page
  const { period, values, targets } = await toldOf(visit)
  const name = periodName(words, period)
  const round = (value: number) => Math.round(value * 100) / 100
  return sheetFile(visit, name, {
    ...{ name: p.figures, title: `${p.figures} ${name}`, notes: [`${period.from} — ${period.until}`, isoDayAt(now)] },
    columns: [
      { title: p.figure, width: 22, kind: 'text' },
      { title: words.t.reports.sheet.columns.unit, width: 12, kind: 'text' },
      ...[p.value, p.before, p.lastYear, p.soFar, p.target].map((title) => ({ title, width: 12, kind: 'amount' as const })),
    ],
    rows: allFigures.map(({ key, unit }) => [
      figureName(words, key),
      unit[words.lang],
      ...values.map((one) => round(one[key])),
      targets.get(key),
    ]),
  })
}

/** The needs that a number is made of. */
export const figureRows: Make = async ({ reader, query, path }) => {
  const { tx, words } = reader
  const p = words.t.desk.page
  const figure = allFigures.find(({ key }) => key === query.figure)
  const period = periodOfKey(query.period ?? '')
  if (!figure || !period) throw new DomainError('not_found', 'no_such_entry')
  const found = await tx.figures.rows(figure.key, period, {}, pageIn(query), size)
  reader.reads?.(
    'report',
    found.rows.map(({ needId }) => needId),
  )
  const rows: Column<FigureRow>[] = [
    { title: p.number, head: true, short: true, cell: (row) => link(`/desk/needs/${row.needId}`, row.number ?? '…') },
    { title: p.title, cell: (row) => text(row.title) },
    { title: p.enterprise, cell: (row) => text([row.enterprise, row.township].filter(Boolean).join(' · ')) },
    { title: p.on, short: true, cell: (row) => text(row.on) },
    { title: p.counts, number: true, cell: (row) => text(figureValue(words, figure.key, row.value)) },
  ]
  const name = p.rows(figureName(words, figure.key), periodName(words, period))
  return {
    title: name,
    body: html`<p class="ways">!${link(href('/desk/figures', { period: period.key }), p.figures)}</p>
!${found.total === 0 ? html`<p class="note">${p.empty}</p>` : table(name, rows, found.rows)}!${turns(words, path, query, found.page, found.total, size)}`,
  }
}
