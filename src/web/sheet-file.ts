import { type Sheet, xlsxMime } from '../domain/workbook.ts'
import type { Made, Visit } from './visit.ts'

/** A table as a spreadsheet to take away, with the office above it. `of`: the day or the period its file is named by. */
export function sheetFile({ reader: { words, office, now } }: Visit, of: string, table: Omit<Sheet, 'empty'>): Made {
  const p = words.t.desk.page
  const author = office.name ?? words.t.lists.office
  const sheet = { ...table, title: `${author} ${table.title}`, empty: p.empty }
  const bytes = () => office.workbook({ sheets: [sheet], footer: words.t.lists.sheet.footer, author, at: now })
  return { file: async () => ({ name: p.file(table.name, of), mime: xlsxMime, bytes: await bytes() }) }
}
