import type { Assessment, Objection, Standing } from '../../../domain/assessment/assessment.ts'
import { checkRight } from '../../../domain/rights.ts'
import { assessmentOf, spanOfYear, standings } from '../../../domain/use-cases/assessment/count.ts'
import { type Cell, type Column, type Sheet, xlsxMime } from '../../../domain/workbook.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import type { Words } from '../../words.ts'
import { indicatorName } from './lines.ts'

const expertRanks = 10

/** All institutes with the working of every score, the weights, the objections and the experts, as a spreadsheet. */
export async function fileCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { tx, words, office, person, now } = reader
  const { sheet } = words.t.assessment
  checkRight(person, 'see_all_assessments')
  const it = await assessmentOf(reader, year)
  const all = await standings(reader, it)
  const objections = await tx.assessments.objections(year)
  const span = it.shown?.span ?? spanOfYear(year, now)
  const experts = it.result?.experts ?? it.shown?.experts ?? (span ? await tx.assessments.experts(span, expertRanks) : [])
  const title = words.t.assessment.title(year)
  const notes: Sheet['notes'] = [words.t.assessment.states[it.state], sheet.counted(words.day(span?.until ?? `${year}-01-01`))]
  const expertSheet = {
    ...{ name: sheet.experts, title: `${title} ${sheet.experts}`, notes, empty: sheet.none },
    columns: columnsOf([sheet.rank, 8, 'number'], [sheet.name, 14, 'text'], [sheet.institute, 24, 'text'], [sheet.outcomes, 12, 'number']),
    rows: experts.map(({ rank, name, institute, outcomes }) => [rank, name, institute, outcomes]),
  } satisfies Sheet
  const sheets = [
    rankSheet(words, it, all, title, notes),
    workingSheet(words, it, all, title, notes),
    objectionSheet(words, it, objections, title, notes),
    expertSheet,
  ]
  const author = office.name ?? words.t.reports.office
  const made = async () => [
    {
      kind: 'file' as const,
      name: sheet.file(title),
      mime: xlsxMime,
      alt: title,
      bytes: await office.workbook({ sheets, footer: words.t.reports.sheet.footer, author, at: now }),
    },
  ]
  return { text: '', made }
}

function columnsOf(...columns: [title: string, width: number, kind: Column['kind']][]): Column[] {
  return columns.map(([title, width, kind]) => ({ title, width, kind }))
}

function rankSheet(words: Words, it: Assessment, all: Standing[], title: string, notes: Sheet['notes']): Sheet {
  const { sheet, grades } = words.t.assessment
  const scored = it.indicators.filter(({ weight }) => weight > 0)
  return {
    ...{ name: sheet.ranking, title, notes, empty: sheet.none },
    columns: [
      ...columnsOf([sheet.rank, 8, 'number'], [sheet.institute, 26, 'text'], [sheet.total, 10, 'money'], [sheet.grade, 10, 'text']),
      ...scored.map((one): Column => ({ title: indicatorName(words, one), width: 14, kind: 'money', group: sheet.points })),
    ],
    rows: all.map(({ rank, name, total, grade, lines }): Cell[] => [
      rank,
      name,
      total,
      grade && grades[grade],
      ...scored.map(({ key }) => lines.find(({ indicator }) => indicator === key)?.points),
    ]),
  }
}

function workingSheet(words: Words, it: Assessment, all: Standing[], title: string, notes: Sheet['notes']): Sheet {
  const { sheet } = words.t.assessment
  const names = new Map(it.indicators.map((one) => [one.key, indicatorName(words, one)]))
  const percent = (share: number | undefined) => (share === undefined ? undefined : Math.round(share * 10_000) / 100)
  return {
    ...{ name: sheet.working, title: `${title} ${sheet.working}`, notes, empty: sheet.none },
    columns: columnsOf(
      [sheet.institute, 26, 'text'],
      [sheet.indicator, 24, 'text'],
      [sheet.achieved, 12, 'money'],
      [sheet.corrected, 12, 'money'],
      [sheet.target, 12, 'money'],
      [sheet.source, 18, 'text'],
      [sheet.ratio, 12, 'money'],
      [sheet.cap, 10, 'number'],
      [sheet.countedRatio, 12, 'money'],
      [sheet.weight, 10, 'money'],
      [sheet.points, 10, 'money'],
    ),
    rows: all.flatMap(({ name, lines }) =>
      lines.map((line): Cell[] => [
        name,
        names.get(line.indicator) ?? line.indicator,
        line.achieved,
        line.corrected,
        line.target,
        line.points === undefined ? sheet.leftOut : line.shared ? sheet.shared : '',
        percent(line.ratio),
        line.cap,
        percent(line.counted),
        line.weight,
        line.points,
      ]),
    ),
  }
}

function objectionSheet(words: Words, it: Assessment, all: Objection[], title: string, notes: Sheet['notes']): Sheet {
  const { sheet, objectionState } = words.t.assessment
  const institutes = new Map(it.shown?.institutes.map(({ id, name }) => [id, name]))
  const names = new Map(it.indicators.map((one) => [one.key, indicatorName(words, one)]))
  return {
    ...{ name: sheet.objections, title: `${title} ${sheet.objections}`, notes, empty: sheet.none },
    columns: columnsOf(
      [sheet.institute, 26, 'text'],
      [sheet.indicator, 24, 'text'],
      [sheet.says, 40, 'text'],
      [sheet.state, 16, 'text'],
      [sheet.correctedTo, 12, 'money'],
      [sheet.answer, 40, 'text'],
    ),
    rows: all.map(({ instituteId, indicator, text, state, value, answer }): Cell[] => [
      institutes.get(instituteId) ?? instituteId,
      names.get(indicator) ?? indicator,
      text,
      objectionState[state],
      value,
      answer,
    ]),
  }
}
