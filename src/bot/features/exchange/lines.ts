import type { Problem } from '../../../domain/exchange/cells.ts'
import { type ImportRun, type KeptRow, sum } from '../../../domain/exchange/run.ts'
import { type Column, type Kind, kinds, type Value } from '../../../domain/exchange/table.ts'
import { tables } from '../../../domain/exchange/tables.ts'
import { writeCell } from '../../../domain/exchange/write-cell.ts'
import type { Words } from '../../words.ts'

export function kindName({ lang }: Words, kind: Kind): string {
  return tables[kind][lang]
}

export function fileOf(words: Words, run: ImportRun): string {
  return run.source === 'text' ? words.t.exchange.pasted : run.fileName
}

/** A line for each kind: what is new, changed, the same, wrong. */
export function countLines(words: Words, counts: ImportRun['report']['counts']): string[] {
  return kinds.flatMap((kind) => {
    const of = counts?.[kind]
    return of ? [`• ${words.t.exchange.counts(kindName(words, kind), of)}`] : []
  })
}

/** How the column is called in their sheet, or else here. */
export function columnName({ lang }: Words, run: ImportRun, row: Pick<KeptRow, 'kind' | 'sheet'>, key: string): string {
  const sheet = run.report.sheets?.[row.sheet]
  const mapping = sheet && 'mapping' in sheet ? sheet.mapping : undefined
  const columns = mapping?.kind === row.kind ? mapping.columns : (mapping?.beside?.columns ?? [])
  const own = columns.find((column) => column.key === key)?.heading
  return own ?? columnOf(row.kind, key)?.[lang] ?? key
}

export function columnOf(kind: Kind, key: string): Column | undefined {
  return tables[kind].columns.find((column) => column.key === key)
}

export function problemWords(
  words: Words,
  run: ImportRun,
  row: Pick<KeptRow, 'kind' | 'sheet'>,
  { problem, facts = {}, column }: Problem,
): string {
  const { exchange: t } = words.t
  const kind = facts.kind as Kind | undefined
  const said = t.problems[problem]?.({ ...facts, ...(kind && { kindName: kindName(words, kind) }) }) ?? problem
  return column ? `${t.column(columnName(words, run, row, column))}${words.lang === 'zh' ? '' : ' '}${said}` : said
}

export function whyWords(words: Words, run: ImportRun, row: KeptRow): string {
  const problems = [...row.problems, ...row.notes].map((problem) => problemWords(words, run, row, problem))
  if (problems.length > 0) return problems.join(words.t.semicolon)
  if (row.verdict !== 'changed') return ''
  return Object.keys(row.after ?? {})
    .map((key) => changeWords(words, run, row, key))
    .join(words.t.semicolon)
}

function changeWords(words: Words, run: ImportRun, row: KeptRow, key: string): string {
  const type = columnOf(row.kind, key)?.type
  const said = (values: KeptRow['before'], cell?: unknown) => {
    if (!type) return ''
    // ids say nothing to anybody: their own words do
    if (type.is === 'ref' || type.is === 'refs' || type.is === 'projects') return cell === undefined ? '…' : String(cell)
    const written = writeCell(type, valueIn(values, key), words.lang)
    return written === undefined ? '' : String(written).replace(/^'/, '').slice(0, 80)
  }
  return words.t.exchange.change(columnName(words, run, row, key), said(row.before), said(row.after, row.cells[key]))
}

function valueIn(values: KeptRow['before'], key: string): Value {
  return values?.[key] ?? null
}

export function soundRows(run: ImportRun): number {
  return sum(run.report.counts, 'new', 'changed')
}

export function doubtfulRows(run: ImportRun): number {
  return sum(run.report.counts, 'wrong', 'doubt')
}
