import { readCsv, textOf } from './csv.ts'
import { mostBytes, mostRows, type RawSheet, type ReadWorkbook, UnreadableFile } from './raw.ts'

/** The sheets of a file by what it holds rather than by its name: .xlsx, or text with signs between fields. Throws an UnreadableFile. */
export async function readSheets(file: { name: string; bytes: Uint8Array }, readWorkbook: ReadWorkbook): Promise<RawSheet[]> {
  if (file.bytes.length === 0) throw new UnreadableFile('file_empty')
  if (file.bytes.length > mostBytes) throw new UnreadableFile('file_large')
  const head = [...file.bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const sheets =
    head.startsWith('504b') || head === 'd0cf11e0' ? await readWorkbook(file.bytes) : [readCsv(checkedText(file.bytes), nameOf(file.name))]
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  if (rows === 0) throw new UnreadableFile('file_empty')
  if (rows > mostRows + sheets.length) throw new UnreadableFile('file_rows')
  return sheets
}

function checkedText(bytes: Uint8Array): string {
  const text = textOf(bytes)
  // a picture or a document is no list
  if ((text.slice(0, 4_000).match(/(?![\n\r\t])\p{Cc}/gu) ?? []).length > 8) throw new UnreadableFile('file_unknown')
  return text
}

/** A CSV is called as its file: 专家名单.csv is a list of experts. */
function nameOf(file: string): string {
  return file.replace(/\.[^.]{1,5}$/, '')
}

/** Whether a file is one that somebody may want to have imported, by its name or kind. */
export function isSheetFile({ name, mime }: { name: string; mime: string }): boolean {
  return /\.(?:xlsx|xlsm|xls|csv|tsv|et)$/i.test(name) || /spreadsheet|ms-excel|text\/csv|tab-separated/i.test(mime)
}
