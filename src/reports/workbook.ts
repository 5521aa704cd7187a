import { PassThrough } from 'node:stream'
import { setImmediate as others } from 'node:timers/promises'
import exceljs, { type Worksheet } from 'exceljs'
import { harmless } from '../domain/spreadsheet-safe.ts'
import type { Cell, Column, Sheet, Workbook } from '../domain/workbook.ts'
import { cellStyles, headStyle, heightOf, noteStyle, titleStyle } from './sheet-look.ts'

/** Rows written before others have their turn. */
const atOnce = 100
/** Title, notes, groups, headings. */
const headRows = 4
/** Excel takes no cell longer than this, and no row taller; a list is read at a glance. */
const longestText = 600

/** An .xlsx that looks like an office's own. It is written row by row, so that the bot goes on answering. */
export async function makeWorkbook(book: Workbook): Promise<Uint8Array> {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve, reject) => out.on('end', resolve).on('error', reject))
  const writer = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  writer.creator = harmless(book.author)
  writer.created = book.at
  writer.modified = book.at
  for (const sheet of book.sheets) await writeSheet(writer.addWorksheet(sheet.name, setup(sheet, book)), sheet)
  await writer.commit()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

function setup({ columns, rows }: Sheet, { footer }: Workbook) {
  const last = headRows + Math.max(1, rows.length)
  const printed = footer.replace('{page}', '&P').replace('{pages}', '&N')
  return {
    views: [{ state: 'frozen' as const, xSplit: 2, ySplit: headRows, topLeftCell: `C${headRows + 1}`, activeCell: `C${headRows + 1}` }],
    pageSetup: {
      paperSize: 9 as number,
      orientation: 'landscape' as const,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `1:${headRows}`,
      printArea: `A$1:${letter(columns.length)}$${last}`,
    },
    headerFooter: { oddFooter: `&C&10${printed}` },
  }
}

async function writeSheet(target: Worksheet, sheet: Sheet): Promise<void> {
  const { columns, rows } = sheet
  target.columns = columns.map(({ width }) => ({ width }))
  writeHead(target, sheet)
  const end = headRows + Math.max(1, rows.length)
  target.autoFilter = { from: { row: headRows, column: 1 }, to: { row: end, column: columns.length } }
  if (rows.length === 0) writeEmpty(target, sheet)
  for (const [i, cells] of rows.entries()) {
    writeRow(target, headRows + 1 + i, columns, cells)
    if (i % atOnce === atOnce - 1) await others()
  }
  target.commit()
}

function writeHead(target: Worksheet, { title, notes, columns }: Sheet): void {
  const count = columns.length
  const half = Math.ceil(count / 2)
  target.mergeCells(1, 1, 1, count)
  put(target, 1, 1, title, titleStyle)
  target.getRow(1).height = 34
  target.mergeCells(2, 1, 2, half)
  target.mergeCells(2, half + 1, 2, count)
  put(target, 2, 1, notes[0], noteStyle('left'))
  put(target, 2, half + 1, notes[1], noteStyle('right'))
  target.getRow(2).height = 20
  for (let from = 1; from <= count; ) from = writeGroup(target, columns, from)
  target.getRow(3).height = 20
  target.getRow(4).height = 32
  for (let row = 1; row <= headRows; row++) target.getRow(row).commit()
}

/** One heading over neighbours of the same group; a column without a group is merged downwards. Returns where the next one begins. */
function writeGroup(target: Worksheet, columns: Column[], from: number): number {
  const { group, title } = columns[from - 1] as Column
  if (group === undefined) {
    for (const row of [3, 4]) put(target, row, from, '', headStyle)
    target.mergeCells(3, from, 4, from)
    put(target, 3, from, title, headStyle)
    return from + 1
  }
  let to = from
  while (columns[to]?.group === group) to++
  for (let column = from; column <= to; column++) {
    put(target, 3, column, '', headStyle)
    put(target, 4, column, columns[column - 1]?.title ?? '', headStyle)
  }
  if (to > from) target.mergeCells(3, from, 3, to)
  put(target, 3, from, group, headStyle)
  return to + 1
}

function put(target: Worksheet, row: number, column: number, text: string, style: object): void {
  const cell = target.getCell(row, column)
  cell.value = harmless(text)
  cell.style = style
}

function writeEmpty(target: Worksheet, { columns, empty }: Sheet): void {
  const row = headRows + 1
  for (let column = 1; column <= columns.length; column++) put(target, row, column, '', cellStyles.text)
  target.mergeCells(row, 1, row, columns.length)
  put(target, row, 1, empty, cellStyles.text)
  target.getRow(row).commit()
}

function writeRow(target: Worksheet, number: number, columns: Column[], cells: Cell[]): void {
  const row = target.getRow(number)
  const safe = cells.map((cell) => (typeof cell === 'string' ? harmless(shortened(cell)) : cell))
  for (const [i, { kind }] of columns.entries()) {
    const cell = row.getCell(i + 1)
    const value = safe[i]
    if (value !== undefined && value !== '') cell.value = kind === 'date' && typeof value === 'string' ? dayAt(value) : value
    cell.style = cellStyles[kind]
  }
  row.height = heightOf(columns, safe)
  row.commit()
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')}……` : text
}

/** A day as a spreadsheet's own date: its writer takes the clock time of UTC as it is. */
function dayAt(day: string): Date | string {
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? day : at
}

/** 1 is A, 27 is AA. */
function letter(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}
