import { mostBytes, mostColumns, mostRows, type RawCell, type RawSheet, UnreadableFile } from '../domain/exchange/raw.ts'
import { readXml } from './read-xml.ts'
import { openZip, type Zip } from './zip.ts'

const mostSheets = 30

/**
 * The sheets of an .xlsx in their order, but those that are hidden: values of formulas as they were last counted, dates as days. What can't be read is said
 * in its own words. (exceljs reads a whole file into memory, or, as a stream, loses the last sheets of some.)
 */
export async function readWorkbook(bytes: Uint8Array): Promise<RawSheet[]> {
  if (bytes.length > mostBytes) throw new UnreadableFile('file_large')
  // an encrypted .xlsx and an old .xls are both of this older kind of file
  if (Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'd0cf11e0')
    throw new UnreadableFile(isEncrypted(bytes) ? 'file_encrypted' : 'file_old_xls')
  const zip = openZip(bytes)
  if (!zip.has('xl/workbook.xml')) throw new UnreadableFile('file_unknown')
  try {
    return await readSheets(zip)
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('file_broken')
  }
}

/** The name of the stream with the encrypted package, in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

type Book = { texts: string[]; isDate: boolean[]; from1904: boolean }

async function readSheets(zip: Zip): Promise<RawSheet[]> {
  const targets = await readTargets(zip)
  const found: { name: string; path: string }[] = []
  let from1904 = false
  await readXml(await zip.read('xl/workbook.xml'), {
    open(name, at) {
      if (name === 'workbookPr') from1904 = at.date1904 === '1' || at.date1904 === 'true'
      const target = name === 'sheet' ? targets.get(at['r:id'] ?? at.id ?? '') : undefined
      if (target && (at.state ?? 'visible') === 'visible') found.push({ name: at.name ?? '', path: target })
    },
  })
  if (found.length > mostSheets) throw new UnreadableFile('file_rows')
  const book: Book = { texts: await readTexts(zip), isDate: await readFormats(zip), from1904 }
  const sheets: RawSheet[] = []
  for (const { name, path } of found)
    if (/worksheets\//i.test(path)) sheets.push({ name, rows: await readRows(await zip.read(path), book) })
  return sheets
}

async function readTargets(zip: Zip): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readXml(await zip.read('xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  return targets
}

/** Texts that cells share; how a word is read aloud (rPh) is none of them. */
async function readTexts(zip: Zip): Promise<string[]> {
  const texts: string[] = []
  if (!zip.has('xl/sharedStrings.xml')) return texts
  let text = ''
  let within = false
  let aloud = 0
  await readXml(await zip.read('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') aloud++
      within = name === 't' && aloud === 0
    },
    text(more) {
      if (within) text += more
    },
    close(name) {
      within = false
      if (name === 'rPh') aloud--
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** For each style of a cell whether its numbers are days. */
async function readFormats(zip: Zip): Promise<boolean[]> {
  const isDate: boolean[] = []
  if (!zip.has('xl/styles.xml')) return isDate
  const own = new Map<string, boolean>()
  let inCells = false
  await readXml(await zip.read('xl/styles.xml'), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') own.set(numFmtId, /[ymd]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) isDate.push(own.get(numFmtId) ?? isDateFormat(Number(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return isDate
}

/** The numbers that every spreadsheet program knows as days, those of East Asia among them. */
function isDateFormat(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
}

async function readRows(bytes: Buffer, book: Book): Promise<RawSheet['rows']> {
  const rows: RawSheet['rows'] = []
  let row: RawSheet['rows'][number] = { line: 0, cells: [] }
  let cell = { at: -1, type: 'n', style: 0, text: '' }
  let within = false
  let aloud = 0
  await readXml(bytes, {
    open(name, at) {
      if (name === 'row') row = { line: Number(at.r) || row.line + 1, cells: [] }
      if (name === 'c') cell = { at: columnOf(at.r) ?? cell.at + 1, type: at.t ?? 'n', style: Number(at.s ?? 0), text: '' }
      if (name === 'rPh') aloud++
      within = name === 'v' || (name === 't' && aloud === 0)
    },
    text(more) {
      if (within) cell.text += more
    },
    close(name) {
      within = false
      if (name === 'rPh') aloud--
      if (name === 'c' && cell.at < mostColumns) {
        const value = rawOf(cell, book)
        if (value !== undefined) row.cells[cell.at] = value
      }
      if (name !== 'row') return
      cell.at = -1
      if (row.cells.length > 0) rows.push({ line: row.line, cells: Array.from(row.cells, (one) => one) })
      if (rows.length > mostRows + 1) throw new UnreadableFile('file_rows')
    },
  })
  return rows
}

/** A is 0, AB12 is 27. */
function columnOf(ref: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(ref ?? '')?.[0]
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined
}

function rawOf(
  { type, style, text }: { type: string; style: number; text: string },
  { texts, isDate, from1904 }: Book,
): RawCell | undefined {
  if (type === 's') return textCell(texts[Number(text)] ?? '')
  if (type === 'str' || type === 'inlineStr') return textCell(text)
  if (text.trim() === '') return undefined
  if (type === 'b') return text.trim() === '1'
  if (type === 'e') return { error: text.trim() }
  if (type === 'd') return { day: text.trim().slice(0, 10) }
  const value = Number(text)
  if (!Number.isFinite(value)) return textCell(text)
  return isDate[style] ? { day: dayOf(value + (from1904 ? 1462 : 0)) } : value
}

/** Days since 1899-12-30. */
function dayOf(serial: number): string {
  const at = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000)
  return Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 10)
}

/** _x000D_ stands for a sign that XML can't hold, _x005F_ for the underscore of a text that looks so. */
function textCell(text: string): string | undefined {
  const whole = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
  const tidy = whole.replace(/\r\n?/g, '\n')
  return tidy.trim() === '' ? undefined : tidy
}
