import { PassThrough } from 'node:stream'
import { setImmediate as others } from 'node:timers/promises'
import exceljs, { type Worksheet } from 'exceljs'
import type { PlainTable } from '../domain/exchange/raw.ts'
import { harmless } from '../domain/spreadsheet-safe.ts'
import { headStyle } from './sheet-look.ts'

const atOnce = 200

/** Tables as they are, to be read again: one row of headings, nothing shortened; cells are text (so that no number of 18 digits is lost) or numbers. */
export async function makeTables(tables: PlainTable[], about: { author: string; at: Date }): Promise<Uint8Array> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve, reject) => out.on('end', resolve).on('error', reject))
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  writer.creator = harmless(about.author)
  writer.created = about.at
  writer.modified = about.at
  for (const table of tables)
    await writeTable(writer.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1, xSplit: 0 }] }), table)
  await writer.commit()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

async function writeTable(sheet: Worksheet, { headings, widths, rows }: PlainTable): Promise<void> {
  // a column that is filled in by hand is text, too
  sheet.columns = headings.map((_, i) => ({ width: widths[i] ?? 16, style: { numFmt: '@' } }))
  const head = sheet.getRow(1)
  headings.forEach((heading, i) => {
    const cell = head.getCell(i + 1)
    cell.value = heading
    cell.style = { ...headStyle, numFmt: '@' }
  })
  head.height = 30
  head.commit()
  for (const [i, cells] of rows.entries()) {
    const row = sheet.getRow(i + 2)
    for (const [at, value] of cells.entries()) {
      if (value === undefined) continue
      const cell = row.getCell(at + 1)
      cell.value = typeof value === 'string' ? escaped(value) : value
      cell.numFmt = typeof value === 'number' ? 'General' : '@'
    }
    row.commit()
    if (i % atOnce === atOnce - 1) await others()
  }
  if (rows.length > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: headings.length } }
  sheet.commit()
}

/** A text that looks like a sign spelt out stays that text. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}
