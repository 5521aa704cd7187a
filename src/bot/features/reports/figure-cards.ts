import { DomainError } from '../../../domain/errors.ts'
import type { ReportsNotice } from '../../../domain/notices.ts'
import { figures } from '../../../domain/reports/figures.ts'
import { periodOfKey } from '../../../domain/reports/period.ts'
import { checkRight } from '../../../domain/rights.ts'
import { button, type Draft, pageIn, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import { figureLine, figureName, figureValue, nameOfKey, plain, toldFigures } from './figure-words.ts'
import { beforeWords, telling } from './telling.ts'

const size = 8

/** All numbers of a report, each a button to its rows. */
export async function numbersCard(reader: Reader, { key, live }: Extract<ReportsNotice, { view: 'report_numbers' }>): Promise<Draft> {
  const { words } = reader
  const { reports } = words.t
  checkRight(reader.person, 'see_delivery')
  const it = await telling(reader, key, live)
  const { told, snapshot } = it
  const shown = figures.filter((figure) => snapshot.values[figure.key] > 0)
  const buttons = shown.map((figure) =>
    button(
      `${figure[words.lang]} ${figureValue(words, figure.key, snapshot.values[figure.key])}`,
      'figure',
      figureId(told.key, figure.key, 0),
    ),
  )
  return {
    title: reports.numbersTitle(nameOfKey(words, told.key)),
    text: shown.length > 0 ? reports.numbersHint : reports.numbersNone,
    fields: toldFigures(snapshot).map((figure) => ({
      label: figureName(words, figure),
      value: figureLine(words, figure, snapshot, beforeWords(words, it)),
    })),
    buttons: rows(buttons, 2),
  }
}

/** A figure by its place, which is shorter than its name: a button has no room. */
export function figureId(period: string, figure: string, page: number): string {
  return `${period}_${figures.findIndex(({ key }) => key === figure)}_${page}`
}

export function figureOf(id: string): { period: string; figure: (typeof figures)[number]['key']; page: number } {
  const [period = '', place = '', page = ''] = id.split('_')
  const figure = figures[Number(place)]
  if (!figure || !periodOfKey(period)) throw new DomainError('invalid', 'old_button')
  return { period, figure: figure.key, page: pageIn(page) }
}

/** The needs behind a number. */
export async function figureCard(
  reader: Reader,
  { period: key, figure, page }: Extract<ReportsNotice, { view: 'figure' }>,
): Promise<Draft> {
  const { tx, words, person } = reader
  const { reports } = words.t
  const period = periodOfKey(key)
  checkRight(person, 'see_delivery')
  if (!period) throw new DomainError('not_found', 'no_such_report')
  const found = await tx.figures.rows(figure, period, {}, page, size)
  const [values] = await tx.figures.count([period])
  const title = reports.figureTitle(figureName(words, figure), nameOfKey(words, key), figureValue(words, figure, values![figure]))
  if (found.total === 0) return { title, text: reports.figureNone }
  reader.reads?.(
    'report',
    found.rows.map(({ needId }) => needId),
  )
  const lines = found.rows.map((row, i) => {
    const about = [
      row.enterprise,
      row.township,
      words.day(row.on),
      row.value !== 1 ? reports.share(figureValue(words, figure, row.value)) : '',
    ]
    return `${reports.figureRow(found.page * size + i + 1, row.number ?? '', shorter(row.title, 40))}\n    ${about.filter(Boolean).join(' · ')}`
  })
  const pages = Math.ceil(found.total / size)
  const openers = found.rows.map((row, i) => button(`${found.page * size + i + 1}. ${row.number ?? plain(row.value)}`, 'need', row.needId))
  return {
    title,
    text: [...lines, ...(pages > 1 ? [reports.figureMore(found.page + 1, pages)] : [])].join('\n'),
    buttons: [...rows(openers, 2), ...turns(words, 'figure_page', (n) => figureId(key, figure, n), found.page, pages)],
  }
}
