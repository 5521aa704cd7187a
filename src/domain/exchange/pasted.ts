import { delimiterOf, readCsv } from './csv.ts'
import { columnOf, guessKind, type Mapped, type Mapping, personal } from './headings.ts'
import { type Person, personIn } from './pasted-person.ts'
import { samePhrase } from './plain.ts'
import type { RawCell } from './raw.ts'
import { type ImportedRow, rowsOf } from './sheet-rows.ts'
import { tables } from './tables.ts'

/** What a pasted list says. `lines`: what nothing was made of, by the number of its line. */
export type Pasted = { rows: ImportedRow[]; mapping: Mapping; lines: { line: number; text: string }[] }

const numbering = /^\s*(?:[（(]?\d{1,3}[)）.、．](?!\d)|[①-⑳]|[•·▪●◆■*-](?=\s|\p{Script=Han})|[一二三四五六七八九十]{1,3}、)\s*/u
const label = /^\s*([\p{Script=Han}A-Za-z /-]{2,12}?)\s*[:：]\s*(.*)$/u

/** A list of experts as it is copied from a web page or a document: a table, blocks of “姓名：…”, or a line each. Nothing is made up: what is not understood is handed back. */
export function experts(text: string): Pasted {
  const tidy = text.replace(/\r\n?/g, '\n').replace(/[\u00a0\u3000]/g, ' ')
  return asTable(tidy) ?? fromLines(tidy)
}

/** Copied cells stand apart by tabs; with headings that are known they are a sheet like any other. */
function asTable(text: string): Pasted | undefined {
  if (!text.includes('\t') && delimiterOf(text) !== ',') return undefined
  let sheet: ReturnType<typeof readCsv>
  try {
    sheet = readCsv(text, '', text.includes('\t') ? '\t' : ',')
  } catch {
    return undefined
  }
  const guess = guessKind(sheet, ['experts'])
  if (!('mapping' in guess) || guess.mapping.columns.length < 2 || sheet.rows.length < 2) return undefined
  const rows = rowsOf(sheet, guess.mapping, 0, 0)
  return rows.length > 0 ? { rows, mapping: guess.mapping, lines: [] } : undefined
}

type Found = Person & { line: number }
type Reading = { found: Found[]; lines: Pasted['lines']; refused: Set<string>; house: Record<string, string> }

function fromLines(text: string): Pasted {
  const reading: Reading = { found: [], lines: [], refused: new Set(), house: {} }
  let block: Found | undefined
  for (const [i, whole] of text.split('\n').entries()) {
    const line = whole.replace(numbering, '').trim()
    if (line === '') {
      block = undefined
      continue
    }
    block = readLine(reading, line, i + 1, block)
  }
  const rows = reading.found.map(
    ({ line, cells }, n): ImportedRow => ({ n, sheet: 0, line, kind: 'experts', cells: { ...reading.house, ...cells } }),
  )
  const keys = tables.experts.columns.filter(({ key }) => rows.some((row) => row.cells[key] !== undefined))
  const columns = keys.map(({ key, zh }, at): Mapped => ({ key, at, heading: zh }))
  return { rows, mapping: { kind: 'experts', headingLine: 0, columns, unread: [], refused: [...reading.refused] }, lines: reading.lines }
}

/** Returns the person that the next line may go on about. */
function readLine(reading: Reading, line: string, at: number, block: Found | undefined): Found | undefined {
  const pairs = pairsOf(line)
  const [first] = pairs
  if (first && isName(first.label)) {
    const person: Found = { line: at, cells: { name: first.value }, rest: [] }
    reading.found.push(person)
    for (const pair of pairs.slice(1)) putPair(reading, person, pair, at)
    return person
  }
  if (first && block && columnOf('experts', first.label)) {
    for (const pair of pairs) putPair(reading, block, pair, at)
    return block
  }
  if (first && personal.test(samePhrase(first.label))) {
    reading.refused.add(first.label)
    return block
  }
  const person = personIn(line)
  if (person) {
    for (const word of person.refused ?? []) reading.refused.add(word)
    for (const text of person.rest) reading.lines.push({ line: at, text })
    reading.found.push({ ...person, line: at })
    return reading.found.at(-1)
  }
  if (block && line.length > 15 && !block.cells.profile) block.cells.profile = line
  else reading.lines.push({ line: at, text: line.slice(0, 200) })
  return block
}

type Pair = { label: string; value: string }

/** `姓名：沈若兰 职称：教授` as its pairs; none where the line doesn't begin with a label. */
function pairsOf(line: string): Pair[] {
  if (!label.test(line)) return []
  const parts = line.split(/(?:[；;。\t|]|\s{1,})(?=[\p{Script=Han}A-Za-z-]{2,8}\s*[:：])/u)
  return parts.flatMap((part) => {
    const [, name = '', value = ''] = label.exec(part) ?? []
    return name ? [{ label: name.trim(), value: value.trim().replace(/[；;。，,]+$/u, '') }] : []
  })
}

function isName(text: string): boolean {
  return ['姓名', '专家姓名', '名字', 'name', 'fullname'].includes(samePhrase(text))
}

function putPair(reading: Reading, person: Found, { label: name, value }: Pair, at: number): void {
  if (personal.test(samePhrase(name))) reading.refused.add(name)
  else {
    const meant = columnOf('experts', name)
    if (meant && value !== '') person.cells[meant.column.key] ??= value as RawCell
    else if (value !== '') reading.lines.push({ line: at, text: `${name}：${value}`.slice(0, 200) })
  }
}
