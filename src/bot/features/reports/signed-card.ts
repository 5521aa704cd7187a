import { isStaff } from '../../../domain/person.ts'
import { solvedInAll } from '../../../domain/reports/figures.ts'
import { sections } from '../../../domain/reports/report.ts'
import { maySign, mayWord } from '../../../domain/use-cases/reports/make-report.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { standingLines } from '../assessment/lines.ts'
import { funnelChart, institutesChart, townshipsChart } from './charts.ts'
import { correctionLines } from './corrections.ts'
import { drawn } from './drawn.ts'
import {
  anyFigure,
  endingWords,
  fieldName,
  figureLine,
  figureName,
  nameOfKey,
  plain,
  qualityLines,
  speedLines,
  toldFigures,
} from './figure-words.ts'
import { sectionText } from './sections.ts'
import { beforeWords, idOf, type Telling, titleOf } from './telling.ts'

const mostLines = 10

/** The monthly report 月汇报 and the quarterly circular 季通报: a draft with what can be done to it, or as it was signed. */
export async function signedCard(reader: Reader, it: Telling): Promise<Draft> {
  const { words, now } = reader
  const { snapshot, kind } = it
  const { reports } = words.t
  const figures = toldFigures(snapshot).map((figure): [string, string] => [
    figureName(words, figure),
    figureLine(words, figure, snapshot, beforeWords(words, it)),
  ])
  const fields: [string, string][] = [
    ...figures,
    [reports.speed, speedLines(words, snapshot).join('\n')],
    [reports.quality, qualityLines(words, snapshot).join('\n')],
    [reports.endings, endingWords(words, snapshot)],
    [reports.nobody, nobodyLines(reader, it).join('\n')],
    [reports.outside, outsideLines(reader, it).join('\n')],
    ...(kind === 'quarterly' ? quarterlyFields(reader, it) : []),
    [reports.openNow, reports.openValue(snapshot.openNow, snapshot.overdueNow)],
  ]
  const edits = it.made?.state === 'draft' && (await mayWord(reader, reader.person))
  const text = [
    ...(await signature(reader, it)),
    ...sections.flatMap((section) => [`【${reports.sections[section]}】`, sectionText(words, it, section)]),
    ...correctionLines(words, it),
    ...(edits ? ['', reports.draftHint] : []),
  ]
  const charts =
    kind === 'monthly' ? [funnelChart(words, it), townshipsChart(words, it)] : [institutesChart(words, it), townshipsChart(words, it)]
  return {
    title: titleOf(words, it, now),
    text: text.join('\n'),
    fields: fieldsOf(fields),
    buttons: await buttonsOf(reader, it, edits),
    made: drawn(reader, charts),
  }
}

async function signature({ words, tx }: Reader, { made }: Telling): Promise<string[]> {
  if (!made?.signedAt || !made.signedById) return []
  const name = (await tx.people.find(made.signedById))?.name ?? words.t.somebody
  return [words.t.reports.signed(name, words.date(made.signedAt)), '']
}

function nobodyLines({ words }: Reader, { snapshot }: Telling): string[] {
  return snapshot.nobody.slice(0, mostLines).map((line) => words.t.reports.nobodyLine(fieldName(words, line), line.nobody, line.published))
}

function outsideLines({ words }: Reader, { snapshot }: Telling): string[] {
  return snapshot.outside.map(({ name, period, value, unit, source, on }) =>
    words.t.reports.outsideLine(name, nameOfKey(words, period), `${plain(value)}${unit}`, source, words.day(on)),
  )
}

function quarterlyFields({ words }: Reader, { snapshot }: Telling): [string, string][] {
  const { reports } = words.t
  const institutes = snapshot.institutes
    .filter(({ values }) => anyFigure(values))
    .toSorted((a, b) => solvedInAll(b.values) - solvedInAll(a.values) || b.values.claimed - a.values.claimed)
    .map(({ name, values }, i) =>
      reports.instituteLine(i + 1, name, plain(values.claimed), plain(solvedInAll(values)), plain(values.agreements)),
    )
  const townships = snapshot.townships
    .filter(({ values }) => anyFigure(values))
    .map(({ name, values }) => reports.townshipLine(name || reports.noTownship, values.published, values.claimed, solvedInAll(values)))
  const cases = (snapshot.cases ?? []).map(
    ({ title, enterprise, result }) => `• ${[title, enterprise, result && shorter(result, 80)].filter(Boolean).join(' — ')}`,
  )
  return [
    [reports.institutes, institutes.join('\n')],
    [reports.townships, townships.slice(0, mostLines * 2).join('\n')],
    [reports.cases, cases.join('\n')],
    [words.t.assessment.standingField, standingLines(words, snapshot).join('\n')],
  ]
}

/** Only what this reader may do. */
async function buttonsOf(reader: Reader, { key, made }: Telling, edits: boolean): Promise<Button[][]> {
  const { words, person } = reader
  const b = words.t.buttons
  const id = idOf(key, made === undefined)
  const work = edits ? sections.map((section) => button(b[`report_${section}`], `report_${section}`, id)) : []
  const signs = edits && (await maySign(reader, person))
  const sign = [
    ...(edits ? [button(b.report_recount, 'report_recount', id)] : []),
    ...(signs ? [button(b.report_sign, 'report_sign', id, 'primary')] : []),
  ]
  const staff = isStaff(person)
  const open = [
    ...(staff ? [button(b.report_numbers, 'report_numbers', id)] : []),
    button(b.report_word, 'report_word', id),
    ...(staff ? [button(b.report_sheet, 'report_sheet', id)] : []),
    ...(staff && made?.state === 'signed' ? [button(b.report_sent, 'report_sent', id)] : []),
  ]
  return [...rows(work, 3), sign, ...rows(open, 2)].filter((row) => row.length > 0)
}
