import { isoDayAt } from '../../../domain/calendar/days.ts'
import { writeCsv } from '../../../domain/exchange/csv.ts'
import { bookOf } from '../../../domain/exchange/entries.ts'
import { explanationTable, exportTable, templateTable } from '../../../domain/exchange/export.ts'
import type { PlainTable, RawCell } from '../../../domain/exchange/raw.ts'
import type { ImportRun, KeptRow, SheetReport } from '../../../domain/exchange/run.ts'
import { kinds } from '../../../domain/exchange/table.ts'
import { namedBy, tables } from '../../../domain/exchange/tables.ts'
import type { NeedState } from '../../../domain/need.ts'
import type { ExchangeNotice } from '../../../domain/notices.ts'
import { harmless } from '../../../domain/spreadsheet-safe.ts'
import { exportReach, importReach } from '../../../domain/use-cases/exchange/rights.ts'
import { runOf } from '../../../domain/use-cases/exchange/run-import.ts'
import { xlsxMime } from '../../../domain/workbook.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import type { Attachment } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { columnName, fileOf, kindName, whyWords } from './lines.ts'

/** What is there of these kinds, as far as this reader may know it, at the moment it is sent. */
export async function exportCard(reader: Reader, { of, format }: Extract<ExchangeNotice, { view: 'export_file' }>): Promise<Draft> {
  const { tx, words, person, now, office } = reader
  const { exchange: t } = words.t
  const { only } = exportReach(person, of)
  const wanted = new Set([...of, ...of.flatMap(namedBy)])
  const snapshot = await tx.exchange.snapshot(kinds.filter((kind) => wanted.has(kind)))
  const book = bookOf(snapshot)
  const exporting = { lang: words.lang, only, contacts: true, state: (code: string) => words.t.states[code as NeedState] ?? code }
  const made = of.map((kind) => exportTable(kind, snapshot, exporting, book))
  const name = t.exportFile(of.length === 1 ? (made[0] as PlainTable).name : t.everything, isoDayAt(now))
  return {
    text: t.exportReady(made.reduce((sum, { rows }) => sum + rows.length, 0)),
    made: async () =>
      format === 'csv'
        ? made.map((table) => csvFile(table, t.exportFile(table.name, isoDayAt(now)), t.alt))
        : [await sheetFile(reader, made, `${name}.xlsx`, office.name ?? words.t.lists.office)],
  }
}

function csvFile({ headings, rows }: PlainTable, name: string, alt: string): Attachment {
  return { kind: 'file', name: `${name}.csv`, mime: 'text/csv', alt, bytes: new TextEncoder().encode(writeCsv([headings, ...rows])) }
}

async function sheetFile({ office, now, words }: Reader, tables: PlainTable[], name: string, author: string): Promise<Attachment> {
  return { kind: 'file', name, mime: xlsxMime, alt: words.t.exchange.alt, bytes: await office.tables(tables, { author, at: now }) }
}

/** Empty tables of what this reader may import, and how to fill them in. */
export async function templateCard(reader: Reader): Promise<Draft> {
  const { words, person, office } = reader
  const { exchange: t } = words.t
  const { kinds: allowed } = importReach(person)
  const made = [explanationTable(allowed, words.lang), ...allowed.map((kind) => templateTable(kind, words.lang))]
  return { text: t.templateReady, made: async () => [await sheetFile(reader, made, t.templateFile, office.name ?? words.t.lists.office)] }
}

/** Their rows with two columns more: what would become of each, and why. Of what was not read nothing is in it. */
export async function reportCard(reader: Reader, { runId }: Extract<ExchangeNotice, { view: 'import_report' }>): Promise<Draft> {
  const { words, tx, person, office } = reader
  const { exchange: t } = words.t
  const run = await runOf({ tx, actor: person }, runId)
  const rows = await tx.exchange.rows(run.id)
  const sheets = (run.report.sheets ?? []).flatMap((sheet, i) => reportTables(words, run, sheet, i, rows))
  const file = t.reportFile(fileOf(words, run).replace(/\.[^.]{1,5}$/, ''))
  return { text: t.reportReady, made: async () => [await sheetFile(reader, sheets, file, office.name ?? words.t.lists.office)] }
}

function reportTables(words: Words, run: ImportRun, sheet: SheetReport, at: number, rows: KeptRow[]): PlainTable[] {
  if (!('mapping' in sheet)) return []
  const { mapping } = sheet
  const { reportColumns: head, verdicts } = words.t.exchange
  return [mapping.kind, ...(mapping.beside ? [mapping.beside.kind] : [])].flatMap((kind) => {
    const own = rows.filter((row) => row.sheet === at && row.kind === kind)
    const columns = tables[kind].columns.filter(({ key }) => own.some(({ cells }) => cells[key] !== undefined))
    if (own.length === 0) return []
    return {
      name: `${at + 1} ${kindName(words, kind)}`.slice(0, 31),
      headings: [head.line, ...columns.map(({ key }) => columnName(words, run, { kind, sheet: at }, key)), head.verdict, head.why],
      widths: [8, ...columns.map(() => 18), 16, 60],
      rows: own.map((row) => [
        row.line,
        ...columns.map(({ key }) => cellWords(row.cells[key])),
        verdicts[row.verdict],
        harmless(whyWords(words, run, row)) || undefined,
      ]),
    }
  })
}

function cellWords(cell: RawCell | undefined): string | undefined {
  if (cell === undefined) return undefined
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.error
  return harmless(String(cell))
}
