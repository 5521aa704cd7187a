import type { Code } from '../code-lists.ts'
import { creditCheckCharacter, isCreditCode } from '../credit-code.ts'
import { industries, industryOf } from '../industries.ts'
import { maturities } from '../profile-codes.ts'
import { readDate } from './cell-dates.ts'
import { readList } from './cell-lists.ts'
import { inTenThousands, readMoney } from './cell-money.ts'
import { samePhrase } from './plain.ts'
import type { RawCell } from './raw.ts'
import type { CellType, Value } from './table.ts'

/** What is wrong with a cell or row: a key of the texts, and what fills its gaps. */
export type Problem = { problem: string; facts?: Record<string, string>; column?: string }
export type Read = { value: Value } | Problem

/** Written on purpose where a value is to go; an empty cell leaves it as it is. */
const clearing = /^[(（[]?\s*(?:清空|clear)\s*[)）\]]?$/iu
const nothing = /^(?:[-—–/\\无]|--|——|暂无|没有|不详|n\/?a|none|null|nil)$/iu

const empty: Partial<Record<CellType['is'], Value>> = { list: [], codes: [], refs: [], projects: [], yes: false }

/**
 * A cell as a value; undefined where it says nothing, and a problem where it can't be understood. An apostrophe in front (a spreadsheet's own mark for
 * text) means: take the rest as it is. `unit`: what a bare number of money is worth in 万元, where the heading says so.
 */
export function readCell(type: CellType, raw: RawCell | undefined, unit?: number): Read | undefined {
  if (raw === undefined) return undefined
  if (typeof raw === 'object' && 'error' in raw) return { problem: 'cell_error', facts: { said: raw.error } }
  if (typeof raw === 'string') {
    const literal = raw.startsWith("'")
    const text = literal ? raw.slice(1) : raw.trim()
    if (text === '' || text.trim() === '') return undefined
    if (!literal && clearing.test(text)) return { value: empty[type.is] ?? null }
    if (!literal && nothing.test(text) && !isValue(type, text)) return undefined
    return readText(type, text, unit)
  }
  return readOther(type, raw, unit)
}

/** “无” is a form of intellectual property and says no where yes or no is asked; elsewhere it says nothing. */
function isValue(type: CellType, text: string): boolean {
  if (type.is === 'yes' || type.is === 'stamp') return !/[-—–/\\]/.test(text)
  return (type.is === 'code' || type.is === 'codes') && codeIn(type.of, text) !== undefined
}

function readOther(type: CellType, raw: Exclude<RawCell, string | { error: string }>, unit?: number): Read {
  if (typeof raw === 'object') {
    if (type.is === 'date') return { value: raw.day }
    if (type.is === 'number') return { value: Number(raw.day.slice(0, 4)) }
    return readText(type, raw.day, unit)
  }
  if (typeof raw === 'boolean') return type.is === 'yes' || type.is === 'stamp' ? { value: raw } : readText(type, raw ? '是' : '否', unit)
  if (type.is === 'credit') return { problem: 'credit_number', facts: { said: String(raw) } }
  if (type.is === 'money' && raw >= 0) return { value: inTenThousands(raw, unit ?? 1) }
  if (type.is === 'phone' && Number.isInteger(raw)) return readText(type, raw.toFixed(0), unit)
  return readText(type, Number.isInteger(raw) ? raw.toFixed(0) : String(Number(raw.toPrecision(15))), unit)
}

function readText(type: CellType, text: string, unit?: number): Read {
  switch (type.is) {
    case 'id':
      return /^[\w-]{16}$/.test(text.trim()) ? { value: text.trim() } : { problem: 'id_shape', facts: { said: cut(text) } }
    case 'text':
      return text.length > type.most
        ? { problem: 'too_long', facts: { most: String(type.most), length: String(text.length) } }
        : { value: text.replace(/\r\n?/g, '\n') }
    case 'list':
      return readItems(text, type)
    case 'code':
      return readCode(type.of, text)
    case 'codes':
      return readCodes(type, text)
    case 'yes':
    case 'stamp':
      return readYes(text)
    case 'number':
      return readNumber(type, text)
    case 'money':
      return readMoney(text, unit)
    case 'date':
      return readDate(text)
    case 'phone':
      return readPhone(text)
    case 'email': {
      const email = text
        .normalize('NFKC')
        .replace(/\s/g, '')
        .replace(/\(at\)|\[at\]|#/gi, '@')
      return /^[^\s@<>"',;]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(email) ? { value: email } : { problem: 'email', facts: { said: cut(text) } }
    }
    case 'credit':
      return readCredit(text)
    case 'industry':
      return readIndustry(text)
    case 'maturity':
      return readMaturity(text)
    case 'number_of_need':
      return /^\d{4}-\d{4,6}$/.test(text.normalize('NFKC').trim())
        ? { value: text.normalize('NFKC').trim() }
        : { problem: 'need_number', facts: { said: cut(text) } }
    case 'ref':
      return { value: text.trim() }
    case 'refs':
    case 'projects': {
      const items = readList(text, 'words')
      return items.length > 200 ? { problem: 'too_many', facts: { most: '200', count: String(items.length) } } : { value: items }
    }
  }
}

function readItems(text: string, { most, each, split }: Extract<CellType, { is: 'list' }>): Read {
  const items = readList(text, split)
  const long = items.find((item) => item.length > each)
  if (items.length > most) return { problem: 'too_many', facts: { most: String(most), count: String(items.length) } }
  if (long !== undefined) return { problem: 'item_long', facts: { said: cut(long), most: String(each) } }
  return { value: items }
}

/** The code that a text names: by code, by name in either language, or by a part of the name that only one has. */
export function codeIn(list: readonly Code[], text: string): string | undefined {
  const said = samePhrase(text)
  if (said === '') return undefined
  const exact = list.find(
    ({ code, zh, en }) => samePhrase(zh) === said || samePhrase(en) === said || code.toLowerCase() === text.trim().toLowerCase(),
  )
  if (exact) return exact.code
  const near = list.filter(({ zh, en }) =>
    [zh, en].some((name) => said.length >= 2 && (samePhrase(name).includes(said) || said.includes(samePhrase(name)))),
  )
  return near.length === 1 ? near[0]?.code : undefined
}

function readCode(list: readonly Code[], text: string): Read {
  const code = codeIn(list, text)
  return code === undefined ? { problem: 'code', facts: { said: cut(text), known: namesOf(list) } } : { value: code }
}

/** Names of codes hold 、 themselves: the surer signs are tried first. */
function readCodes({ of, most }: Extract<CellType, { is: 'codes' }>, text: string): Read {
  for (const sign of [/[;；\n]/, /[;；\n,，]/, /[;；\n,，、/]/]) {
    const parts = text
      .split(sign)
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const codes = parts.map((part) => codeIn(of, part))
    if (codes.every((code) => code !== undefined)) {
      const unique = [...new Set(codes as string[])]
      return unique.length > most ? { problem: 'too_many', facts: { most: String(most), count: String(unique.length) } } : { value: unique }
    }
  }
  const parts = text.split(/[;；\n,，、/]/).filter((part) => part.trim() !== '')
  return { problem: 'code', facts: { said: cut(parts.find((part) => codeIn(of, part) === undefined) ?? text), known: namesOf(of) } }
}

function namesOf(list: readonly Code[]): string {
  return list.length > 24
    ? `${list
        .slice(0, 12)
        .map(({ zh }) => zh)
        .join('、')}……`
    : list.map(({ zh }) => zh).join('、')
}

function readYes(text: string): Read {
  const said = samePhrase(text) || text.trim()
  if (/^(?:是|有|对|yes|y|true|1|已.*|√|✓|✔)$/iu.test(said)) return { value: true }
  if (/^(?:否|无|没有|不是|非|未.*|no|n|false|0|×|x|✗)$/iu.test(said)) return { value: false }
  return { problem: 'yes', facts: { said: cut(text) } }
}

function readNumber({ from, to }: { from: number; to: number }, text: string): Read {
  const tidy = text
    .normalize('NFKC')
    .replace(/[,，\s]/g, '')
    .replace(/(?:人|名|年|个|项|级|届)$/u, '')
  const value = Number(tidy)
  if (!/^-?\d+(?:\.\d+)?$/.test(tidy) || !Number.isInteger(value)) return { problem: 'number', facts: { said: cut(text) } }
  return value < from || value > to ? { problem: 'range', facts: { said: cut(text), from: String(from), to: String(to) } } : { value }
}

function readPhone(text: string): Read {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?:转|ext\.?|#)\s*(?=\d)/iu, '-')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(tidy)) return { problem: 'scientific', facts: { said: cut(text) } }
  return /^\+?[0-9][0-9 ()-]{4,19}$/.test(tidy) ? { value: tidy } : { problem: 'phone', facts: { said: cut(text) } }
}

function readCredit(text: string): Read {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(code)) return { problem: 'credit_number', facts: { said: cut(text) } }
  if (isCreditCode(code)) return { value: code }
  const right = code.length === 18 ? creditCheckCharacter(code.slice(0, 17)) : undefined
  if (right && right !== code[17]) return { problem: 'credit_check', facts: { said: cut(code), right } }
  return { problem: 'credit', facts: { said: cut(code), length: String(code.length) } }
}

/** A code of GB/T 4754, or the name of its division. */
function readIndustry(text: string): Read {
  const code = industryOf(/^\s*([A-T]?\d{2})(?!\d)/iu.exec(text.normalize('NFKC'))?.[1] ?? text) ?? codeIn(industries, text)
  return code === undefined ? { problem: 'industry', facts: { said: cut(text) } } : { value: code }
}

function readMaturity(text: string): Read {
  const level = /^(?:TRL)?\s*([1-9])\s*级?$/iu.exec(text.normalize('NFKC').trim())?.[1]
  if (level) return { value: Number(level) }
  const word = maturities.find(({ code }) => code === codeIn(maturities, text))
  return word ? { value: word.levels.at(-1) ?? 1 } : { problem: 'maturity', facts: { said: cut(text), known: namesOf(maturities) } }
}

/** So much of what somebody wrote is said back. */
export function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40).replace(/[\ud800-\udbff]$/, '')}…` : text
}
