import type { Lang } from '../person.ts'
import { type Book, bookOf, callOf, type Snapshot } from './entries.ts'
import type { PlainTable } from './raw.ts'
import type { Column, Kind, Stored, Table, Value } from './table.ts'
import { tables } from './tables.ts'
import { writeCell } from './write-cell.ts'

export type Exporting = {
  lang: Lang
  /** Only what belongs to this institute. */
  only?: string
  /** How people are reached is for those who may know it. */
  contacts: boolean
  /** A need's state in words. */
  state(code: string): string
}

/** The entries of a kind as a table that an import reads as the same entries: headings and codes in the reader's language. */
export function exportTable(kind: Kind, snapshot: Snapshot, exporting: Exporting, book: Book = bookOf(snapshot)): PlainTable {
  const table = tables[kind]
  const columns = table.columns.filter(({ contact }) => exporting.contacts || !contact)
  const entries = (snapshot[kind] ?? []).filter((entry) => isShown(kind, entry, exporting, book))
  return {
    name: table[exporting.lang],
    headings: columns.map((column) => column[exporting.lang]),
    widths: columns.map(widthOf),
    rows: entries.map((entry) => columns.map((column) => cellOf(column, entry, table, book, exporting))),
  }
}

function isShown(kind: Kind, entry: Stored, { only }: Exporting, book: Book): boolean {
  // administrators are made in chat alone
  if (kind === 'officers' && (entry.roles as string[]).every((role) => role === 'admin')) return false
  if (only === undefined) return true
  const institute =
    kind === 'achievements' ? book.experts.get(String(entry.expertId))?.instituteId : kind === 'institutes' ? entry.id : entry.instituteId
  return institute === only
}

function cellOf(
  { key, type, virtual }: Column,
  entry: Stored,
  table: Table,
  book: Book,
  { lang, state }: Exporting,
): string | number | undefined {
  if (virtual) return writeCell(type, instituteOf(entry, table, book), lang)
  const value = entry[key]
  if (table.kind === 'needs' && key === 'state') return state(String(value))
  if (key === 'roles')
    return writeCell(
      type,
      (value as string[]).filter((role) => role !== 'admin'),
      lang,
    )
  return writeCell(type, inWords(type, value, book), lang)
}

function instituteOf(entry: Stored, table: Table, book: Book): Value {
  const expert = table.kind === 'achievements' ? book.experts.get(String(entry.expertId)) : undefined
  return (expert && callOf(book, 'institutes', String(expert.instituteId))) ?? null
}

/** Ids become names; what they named and is no longer there is left out. */
function inWords(type: Column['type'], value: Value | undefined, book: Book): Value {
  if (value === undefined || value === null) return null
  if (type.is === 'ref') return callOf(book, type.to, String(value)) ?? null
  if (type.is === 'refs') return (value as string[]).flatMap((id) => callOf(book, type.to, id) ?? [])
  if (type.is === 'projects')
    return (value as [string, string][]).flatMap(([label, id]) => {
      const name = callOf(book, 'enterprises', id)
      return name ? [`${label}@${name}`] : []
    })
  return value
}

function widthOf({ type, key }: Column): number {
  if (key === 'id') return 20
  if (type.is === 'text') return type.most > 1_000 ? 40 : type.most > 60 ? 28 : 16
  return type.is === 'list' || type.is === 'codes' || type.is === 'refs' || type.is === 'projects' ? 30 : 16
}

/** A table to fill in: headings and a row as an example. */
export function templateTable(kind: Kind, lang: Lang): PlainTable {
  const columns = tables[kind].columns.filter(({ key }) => key !== 'id')
  return {
    name: tables[kind][lang],
    headings: columns.map((column) => column[lang]),
    widths: columns.map(widthOf),
    rows: [columns.map(({ example }) => example[lang] || undefined)],
  }
}

/** What each column is, in a line. */
export function explanationTable(kinds: readonly Kind[], lang: Lang): PlainTable {
  const words =
    lang === 'zh'
      ? { name: '填写说明', headings: ['表', '列', '必填', '怎么填', '例'], must: '是' }
      : { name: 'How to fill in', headings: ['Table', 'Column', 'Required', 'What to write', 'Example'], must: 'yes' }
  return {
    name: words.name,
    headings: words.headings,
    widths: [16, 24, 8, 60, 40],
    rows: kinds.flatMap((kind) =>
      tables[kind].columns
        .filter(({ key }) => key !== 'id')
        .map((column) => [
          tables[kind][lang],
          column[lang],
          column.must ? words.must : undefined,
          column.hint[lang] || undefined,
          column.example[lang] || undefined,
        ]),
    ),
  }
}
