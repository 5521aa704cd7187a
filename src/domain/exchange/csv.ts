import { mostColumns, mostRows, type RawSheet, UnreadableFile } from './raw.ts'

/** Text of a file: UTF-8 and UTF-16 by their marks, UTF-8 where it is valid, otherwise GB18030, which the spreadsheets of this country write. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return gb18030(bytes)
  }
}

function gb18030(bytes: Uint8Array): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFile('file_unknown')
  }
}

/** The sign between fields: of comma, semicolon and tab the one that stands most often outside quotes in the first lines. */
export function delimiterOf(text: string): string {
  const counts = new Map([',', ';', '\t', '，'].map((sign) => [sign, 0]))
  let quoted = false
  let lines = 0
  for (const char of text.slice(0, 20_000)) {
    if (char === '"') quoted = !quoted
    else if (!quoted && char === '\n' && ++lines === 10) break
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/**
 * RFC 4180 with any of the usual signs between fields: quotes around a field, doubled inside one; CRLF, LF or CR at the end of a line. `line` counts
 * records, as a spreadsheet numbers its rows. A quote that is never closed makes the file broken; one within a bare field is a sign as any other.
 */
export function readCsv(text: string, name: string, delimiter = delimiterOf(text)): RawSheet {
  const rows: RawSheet['rows'] = []
  const source = text.replace(/^\uFEFF/, '')
  let fields: string[] = []
  let line = 1
  let at = 0
  const endRow = () => {
    if (fields.some((field) => field.trim() !== '')) rows.push({ line, cells: fields.map((field) => (field === '' ? undefined : field)) })
    if (rows.length > mostRows + 1 || fields.length > mostColumns) throw new UnreadableFile('file_rows')
    fields = []
    line++
  }
  while (at < source.length) {
    const quoted = source[at] === '"' ? quotedField(source, at) : { field: '', next: at }
    const rest = bareField(source, quoted.next, delimiter)
    fields.push(quoted.field + rest.field)
    at = rest.next
    if (source[at] === delimiter) {
      at++
      if (at === source.length) fields.push('')
      continue
    }
    if (source[at] === '\r' && source[at + 1] === '\n') at++
    at++
    endRow()
  }
  if (fields.length > 0) endRow()
  return { name, rows }
}

function bareField(source: string, from: number, delimiter: string): { field: string; next: number } {
  let next = from
  while (next < source.length && source[next] !== delimiter && source[next] !== '\n' && source[next] !== '\r') next++
  return { field: source.slice(from, next), next }
}

function quotedField(source: string, from: number): { field: string; next: number } {
  let field = ''
  let at = from + 1
  for (;;) {
    const end = source.indexOf('"', at)
    if (end < 0) throw new UnreadableFile('file_broken')
    field += source.slice(at, end)
    if (source[end + 1] !== '"') return { field: field.replace(/\r\n?/g, '\n'), next: end + 1 }
    field += '"'
    at = end + 2
  }
}

/** A table as CSV: UTF-8 with its mark, so that spreadsheets know it, CRLF. */
export function writeCsv(rows: (string | number | undefined)[][]): string {
  const field = (value: string | number | undefined) => {
    const text = value === undefined ? '' : String(value)
    return /[",;\t\r\n，]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`
}
