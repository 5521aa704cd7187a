import { nameOf } from '../code-lists.ts'
import { industries } from '../industries.ts'
import type { Lang } from '../person.ts'
import { writeList } from './cell-lists.ts'
import { readCell } from './cells.ts'
import type { CellType, Value } from './table.ts'

/** What a spreadsheet could take for a formula, or the reader for a mark of its own. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]/u

/**
 * A value as a cell that `readCell` reads as the same value, harmless in a spreadsheet: text that could begin a formula, or would be read as something
 * else, gets an apostrophe in front. Names of other entries (ref, refs, projects) are words already.
 */
export function writeCell(type: CellType, value: Value | undefined, lang: Lang): string | number | undefined {
  if (type.is === 'stamp') return wordsOf(type, value ?? null, lang)
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' && type.is !== 'maturity') return value
  const text = wordsOf(type, value, lang)
  return text === '' ? undefined : marked(type, text)
}

function wordsOf(type: CellType, value: Value, lang: Lang): string {
  switch (type.is) {
    case 'yes':
    case 'stamp':
      return lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
    case 'code':
      return nameOf(type.of, String(value), lang)
    case 'codes':
      return (value as string[]).map((code) => nameOf(type.of, code, lang)).join('；')
    case 'list':
      return writeList(value as string[], type.split)
    case 'refs':
    case 'projects':
      return writeList(value as string[], 'words')
    case 'industry':
      return `${String(value)} ${nameOf(industries, String(value), lang)}`
    default:
      return String(value)
  }
}

function marked(type: CellType, text: string): string {
  if (text.startsWith("'") || formulaStart.test(text) || text !== text.trim()) return `'${text}`
  // “无”, “-” or “清空” as a value of its own
  if (['text', 'ref', 'refs', 'projects', 'list'].includes(type.is)) {
    const read = readCell(type, text)
    if (read === undefined || ('value' in read && (read.value === null || (Array.isArray(read.value) && read.value.length === 0))))
      return `'${text}`
  }
  return text
}
