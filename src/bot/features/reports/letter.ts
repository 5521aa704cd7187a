import type { Letter, LetterBlock } from '../../../domain/letter.ts'
import { altOf, type Chart } from '../../../domain/picture.ts'
import { solvedInAll } from '../../../domain/reports/figures.ts'
import { sections } from '../../../domain/reports/report.ts'
import type { Reader } from '../../cards/card.ts'
import type { Attachment } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { standingLines } from '../assessment/lines.ts'
import { funnelChart, institutesChart, trendChart } from './charts.ts'
import { correctionLines } from './corrections.ts'
import { hasMarks } from './drawn.ts'
import {
  anyFigure,
  endingWords,
  fieldName,
  figureName,
  figureValue,
  periodName,
  plain,
  qualityLines,
  speedLines,
  toldFigures,
} from './figure-words.ts'
import { sectionText } from './sections.ts'
import { fileName, type Telling } from './telling.ts'

export const wordMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The report as an official document 公文, made from what was read. */
export async function letterFile({ words, office, now }: Reader, it: Telling): Promise<Attachment> {
  const { letter } = words.t.reports
  const officeName = office.name ?? words.t.reports.office
  const title = letterTitle(words, it, officeName)
  const pictures = await Promise.all(
    chartsOf(words, it)
      .filter(hasMarks)
      .map(async (chart) => ({ chart, png: await office.picture(chart) })),
  )
  const at = it.made?.signedAt ?? it.made?.at ?? now
  const made: Letter = {
    lang: words.lang,
    title,
    to: letter.to[it.kind],
    body: bodyOf(words, it, pictures),
    from: officeName,
    date: words.day(new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)),
    author: officeName,
    at,
  }
  return {
    kind: 'file',
    name: letter.name(fileName(title)),
    mime: wordMime,
    bytes: await office.letter(made),
    alt: letter.alt,
  }
}

export function letterTitle(words: Words, it: Telling, office: string): string {
  const { titles } = words.t.reports.letter
  const period = periodName(words, it.kind === 'weekly' ? it.period : it.told)
  return it.kind === 'weekly' ? titles.weekly(office, period) : titles[it.kind](period)
}

function chartsOf(words: Words, it: Telling): Chart[] {
  if (it.kind === 'weekly') return [trendChart(words, it)]
  return it.kind === 'monthly' ? [funnelChart(words, it), trendChart(words, it)] : [funnelChart(words, it), institutesChart(words, it)]
}

function bodyOf(words: Words, it: Telling, pictures: { chart: Chart; png: Uint8Array }[]): LetterBlock[] {
  const { reports } = words.t
  const heading = (text: string, level: 1 | 2 = 1): LetterBlock => ({ kind: 'heading', level, text })
  const paragraphs = (text: string): LetterBlock[] =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => ({ kind: 'text', text: line }))
  const picture = ({ chart, png }: (typeof pictures)[number], i: number): LetterBlock => ({
    kind: 'picture',
    png,
    alt: altOf(chart),
    caption: reports.letter.caption(i + 1, chart.title),
  })
  const [overview, problems, next] = sections.map((section) => [
    heading(reports.sections[section]),
    ...paragraphs(sectionText(words, it, section)),
  ])
  return [
    ...overview!,
    heading(reports.letter.figures),
    figureTable(words, it),
    ...pictures.map(picture),
    ...paragraphs([...speedLines(words, it.snapshot), ...qualityLines(words, it.snapshot), endingWords(words, it.snapshot)].join('\n')),
    ...(it.kind === 'quarterly'
      ? [
          heading(reports.letter.institutes),
          instituteTable(words, it),
          ...standingOf(words, it, paragraphs),
          heading(reports.letter.townships),
          townshipTable(words, it),
        ]
      : []),
    ...casesOf(words, it, heading, paragraphs),
    ...problems!,
    ...paragraphs(it.snapshot.nobody.map((line) => reports.nobodyLine(fieldName(words, line), line.nobody, line.published)).join('\n')),
    ...next!,
    ...paragraphs(correctionLines(words, it).join('\n')),
  ]
}

function standingOf(words: Words, { snapshot }: Telling, paragraphs: (text: string) => LetterBlock[]): LetterBlock[] {
  const lines = standingLines(words, snapshot)
  return lines.length === 0 ? [] : paragraphs([`${words.t.assessment.standingField}${words.t.colon}`, ...lines].join('\n'))
}

function casesOf(
  words: Words,
  it: Telling,
  heading: (text: string, level?: 1 | 2) => LetterBlock,
  paragraphs: (text: string) => LetterBlock[],
): LetterBlock[] {
  const cases = it.snapshot.cases ?? []
  if (cases.length === 0) return []
  return [
    heading(words.t.reports.cases),
    ...cases.flatMap(({ title, problem, result }) => [heading(title, 2), ...paragraphs([problem, result].filter(Boolean).join('\n'))]),
  ]
}

function figureTable(words: Words, { snapshot }: Telling): LetterBlock {
  const { values, before, lastYear, soFar, targets } = snapshot
  const rows = toldFigures(snapshot).map((key) => {
    const value = (number: number | undefined) => (number === undefined ? '—' : figureValue(words, key, number))
    const target = targets[key]
    const done = target ? `${Math.round((soFar[key] / target) * 100)}%` : '—'
    return [figureName(words, key), value(values[key]), value(before[key]), value(lastYear[key]), value(soFar[key]), value(target), done]
  })
  return { kind: 'table', head: [...words.t.reports.letter.head], rows, widths: [2.2, 1.5, 1.5, 1.5, 1.5, 1.5, 1] }
}

function instituteTable(words: Words, { snapshot }: Telling): LetterBlock {
  const rows = snapshot.institutes
    .filter(({ values }) => anyFigure(values))
    .map(({ name, values }) => [
      name,
      ...[values.claimed, solvedInAll(values), values.agreements, values.patents].map(plain),
      words.lang === 'zh' ? plain(values.contractValue) : figureValue(words, 'contractValue', values.contractValue),
    ])
  return { kind: 'table', head: [...words.t.reports.letter.institutesHead], rows, widths: [3, 1, 1, 1, 1, 1.6] }
}

function townshipTable(words: Words, { snapshot }: Telling): LetterBlock {
  const rows = snapshot.townships
    .filter(({ values }) => anyFigure(values))
    .map(({ name, values }) => [
      name || words.t.reports.noTownship,
      ...[values.visits, values.published, values.claimed, solvedInAll(values)].map(plain),
    ])
  return { kind: 'table', head: [...words.t.reports.letter.townshipsHead], rows, widths: [3, 1, 1, 1, 1] }
}
