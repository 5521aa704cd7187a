import type { Indicator, RateRow } from '../../../domain/assessment/assessment.ts'
import type { AssessmentNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import type { FigureRow } from '../../../domain/reports/figures.ts'
import type { Span } from '../../../domain/reports/period.ts'
import { checkRight } from '../../../domain/rights.ts'
import { assessmentOf, spanOfYear } from '../../../domain/use-cases/assessment/count.ts'
import { button, type Draft, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import { plain } from '../reports/figure-words.ts'
import { checkMay } from './cards.ts'
import { amount, indicatorAt, indicatorName, rowsId } from './lines.ts'

const size = 8

/** `hidden`: it doesn't say what the need is about. */
type Row = { needId: string; number: string; text: string; hidden: boolean }

/** The needs behind a number of an institute, as they are counted now. A manager reads of them what their own card of a need would say. */
export async function assessmentRowsCard(reader: Reader, notice: Extract<AssessmentNotice, { view: 'assessment_rows' }>): Promise<Draft> {
  const { words, tx } = reader
  const { year, instituteId, indicator: key, page } = notice
  const { assessment: t } = words.t
  checkMay(reader, instituteId)
  const it = await assessmentOf(reader, year)
  if (it.state === 'draft') checkRight(reader.person, 'see_assessment_of')
  const indicator = indicatorAt(it, key)
  const span = it.shown?.span ?? spanOfYear(year, reader.now)
  const all = span ? await rowsOf(reader, indicator, span, instituteId) : []
  const name = (await tx.directory.institute(instituteId))?.short ?? ''
  const title = t.rowsTitle(name, indicatorName(words, indicator), year)
  if (all.length === 0) return { title, text: words.t.reports.figureNone }
  const pages = Math.ceil(all.length / size)
  const at = Math.min(Math.max(0, page), pages - 1)
  const here = all.slice(at * size, (at + 1) * size)
  reader.reads?.(
    'report',
    here.flatMap(({ needId, hidden }) => (hidden ? [] : [needId])),
  )
  const place = (i: number) => at * size + i + 1
  const text = [
    ...here.map(({ text: line }, i) => `${place(i)}. ${line}`),
    ...(pages > 1 ? [words.t.reports.figureMore(at + 1, pages)] : []),
    ...(it.shown ? ['', t.rowsNow] : []),
  ]
  const open = here.map(({ needId, number }, i) => button(`${place(i)}. ${number}`, 'need', needId))
  const indicatorPlace = it.indicators.findIndex((one) => one.key === key)
  const turn = turns(words, 'assess_turn', (n) => rowsId(year, instituteId, indicatorPlace, n), at, pages)
  const back = button(words.t.buttons.assess_of, 'assess_of', `${year}${instituteId}`)
  return { title, text: text.join('\n'), buttons: [...rows(open, 2), ...turn, [back]] }
}

async function rowsOf(reader: Reader, indicator: Indicator, span: Span, instituteId: string): Promise<Row[]> {
  const { tx } = reader
  if (indicator.measure !== 'figures') {
    const all = await tx.assessments[indicator.measure](span)
    return all.filter((row) => row.instituteId === instituteId).map((row) => rateRow(reader, indicator.measure as 'answered', row))
  }
  const found: FigureRow[] = []
  for (const key of indicator.figures) found.push(...(await tx.figures.allRows(key, span, { instituteId })))
  return found.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).map((row) => figureRow(reader, indicator, row))
}

function figureRow({ words, person }: Reader, indicator: Indicator, row: FigureRow): Row {
  const staff = isStaff(person)
  const hidden = !staff && row.visibility === 'private'
  const title = hidden ? words.t.lists.hidden : shorter(row.title, 40)
  const about = [staff ? row.enterprise : '', words.day(row.on), words.t.reports.share(amount(words, indicator, row.value))]
  return {
    needId: row.needId,
    number: row.number ?? plain(row.value),
    hidden,
    text: `${row.number ?? ''} ${title}\n    ${about.filter(Boolean).join(' · ')}`,
  }
}

function rateRow({ words }: Reader, measure: 'answered' | 'satisfied', { needId, number = '', good, at }: RateRow): Row {
  const said = words.t.assessment.said[measure][good ? 'good' : 'bad']
  return { needId, number, hidden: true, text: `${number} ${said} · ${words.date(at)}` }
}
