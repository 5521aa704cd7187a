import { type FigureRow, figures } from '../../../domain/reports/figures.ts'
import { type Sheet, xlsxMime } from '../../../domain/workbook.ts'
import type { Reader } from '../../cards/card.ts'
import type { Attachment } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { figureName, nameOfKey } from './figure-words.ts'
import { letterTitle } from './letter.ts'
import { fileName, type Telling } from './telling.ts'

type Rows = { key: (typeof figures)[number]['key']; rows: FigureRow[] }

/** The figures with a sheet of rows for each that isn't zero. The rows are read here; the file is made afterwards. */
export async function sheetFile(reader: Reader, it: Telling): Promise<() => Promise<Attachment[]>> {
  const { tx, words, office, now } = reader
  const { sheet } = words.t.reports
  const officeName = office.name ?? words.t.reports.office
  const title = letterTitle(words, it, officeName)
  const all: Rows[] = []
  for (const { key } of figures) if (it.snapshot.values[key] > 0) all.push({ key, rows: await tx.figures.allRows(key, it.told) })
  reader.reads?.(
    'export',
    all.flatMap(({ rows }) => rows.map(({ needId }) => needId)),
  )
  const sheets = [figureSheet(words, it, title, now), ...correctionSheet(words, it, title), ...all.map((rows) => rowSheet(words, it, rows))]
  return async () => [
    {
      kind: 'file',
      name: sheet.name(fileName(title)),
      mime: xlsxMime,
      alt: title,
      bytes: await office.workbook({ sheets, footer: sheet.footer, author: officeName, at: now }),
    },
  ]
}

function figureSheet(words: Words, { snapshot, made, told }: Telling, title: string, now: Date): Sheet {
  const { sheet } = words.t.reports
  const c = sheet.columns
  const { values, before, lastYear, soFar, targets } = snapshot
  return {
    name: sheet.overview,
    title,
    notes: [nameOfKey(words, told.key), sheet.counted(words.dateTime(made?.at ?? now))],
    columns: [
      { title: c.figure, width: 22, kind: 'text' },
      { title: c.unit, width: 12, kind: 'text' },
      ...[c.value, c.before, c.lastYear, c.soFar, c.target].map((name) => ({ title: name, width: 12, kind: 'amount' as const })),
    ],
    rows: figures.map(({ key, unit }) => [
      figureName(words, key),
      unit[words.lang],
      ...[values[key], before[key], lastYear[key], soFar[key]].map((value) => Math.round(value * 100) / 100),
      targets[key],
    ]),
    empty: sheet.none,
  }
}

function correctionSheet(words: Words, { snapshot: { corrections } }: Telling, title: string): Sheet[] {
  const { sheet } = words.t.reports
  if (corrections.length === 0) return []
  const c = sheet.correctionColumns
  return [
    {
      name: sheet.corrections,
      title: `${title} ${sheet.corrections}`,
      notes: ['', ''],
      columns: [
        { title: c.period, width: 20, kind: 'text' },
        { title: c.figure, width: 22, kind: 'text' },
        { title: c.was, width: 12, kind: 'amount' },
        { title: c.is, width: 12, kind: 'amount' },
      ],
      rows: corrections.map(({ period, figure, was, is }) => [nameOfKey(words, period), figureName(words, figure), was, is]),
      empty: sheet.none,
    },
  ]
}

function rowSheet(words: Words, { told }: Telling, { key, rows }: Rows): Sheet {
  const { sheet } = words.t.reports
  const c = sheet.rows
  return {
    name: figureName(words, key).slice(0, 31),
    title: figureName(words, key),
    notes: [nameOfKey(words, told.key), sheet.rowsNow],
    columns: [
      { title: c.number, width: 12, kind: 'text' },
      { title: c.title, width: 36, kind: 'text' },
      { title: c.enterprise, width: 28, kind: 'text' },
      { title: c.township, width: 12, kind: 'text' },
      { title: c.on, width: 12, kind: 'date' },
      { title: c.value, width: 10, kind: 'amount' },
    ],
    rows: rows.map((row) => [row.number, row.title, row.enterprise, row.township, row.on, Math.round(row.value * 100) / 100]),
    empty: sheet.none,
  }
}
