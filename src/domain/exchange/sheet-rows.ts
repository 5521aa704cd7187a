import type { Mapped, Mapping } from './headings.ts'
import type { RawCell, RawSheet } from './raw.ts'
import type { Kind } from './table.ts'
import { tables } from './tables.ts'

/** One row as it is kept: `n` numbers the rows of an import; `cells` by column, only of those that are read. */
export type ImportedRow = {
  n: number
  sheet: number
  line: number
  kind: Kind
  cells: Record<string, RawCell>
  units?: Record<string, number>
}

/** The rows below the headings. Rows that only repeat the headings, or say nothing in any column that is read, are none. */
export function rowsOf(sheet: RawSheet, mapping: Mapping, at: number, first: number): ImportedRow[] {
  const rows: ImportedRow[] = []
  const units = unitsOf(mapping.columns)
  for (const { line, cells } of sheet.rows) {
    if (line <= mapping.headingLine) continue
    const own = cellsOf(mapping.columns, cells)
    if (Object.keys(own).length === 0 || mapping.columns.every(({ at, heading }) => cells[at] === undefined || cells[at] === heading))
      continue
    if (isExample(mapping.kind, own)) continue
    rows.push({ n: first + rows.length, sheet: at, line, kind: mapping.kind, cells: own, ...(units && { units }) })
    if (!mapping.beside) continue
    const other = cellsOf(mapping.beside.columns, cells)
    const enterprise = own.creditCode ?? own.name
    if (other.name !== undefined && enterprise !== undefined)
      rows.push({
        n: first + rows.length,
        sheet: at,
        line,
        kind: mapping.beside.kind,
        cells: { ...other, enterpriseId: own.name ?? enterprise },
      })
  }
  return rows
}

/** The example of a template that was left where it stood. */
function isExample(kind: Kind, cells: Record<string, RawCell>): boolean {
  const written = tables[kind].columns.filter(({ key }) => cells[key] !== undefined)
  return written.length > 2 && (['zh', 'en'] as const).some((lang) => written.every(({ key, example }) => cells[key] === example[lang]))
}

function cellsOf(columns: Mapped[], cells: (RawCell | undefined)[]): Record<string, RawCell> {
  return Object.fromEntries(
    columns.flatMap(({ key, at }) => {
      const cell = cells[at]
      return cell === undefined || (typeof cell === 'string' && cell.trim() === '')
        ? []
        : [[key, typeof cell === 'string' ? storable(cell) : cell]]
    }),
  )
}

function unitsOf(columns: Mapped[]): Record<string, number> | undefined {
  const units = columns.flatMap(({ key, unit }) => (unit === undefined ? [] : [[key, unit] as const]))
  return units.length > 0 ? Object.fromEntries(units) : undefined
}

/** Without what no database keeps and nobody sees: NUL, halves of characters. */
function storable(text: string): string {
  return text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
}
