import { segmentPlain, stem } from '../text.ts'
import { marksOf } from './symbols.ts'

/**
 * Words as numbers, so that a hundred thousand of them are read in a moment. A Han character's symbol is its code; a stem or grade has a number
 * of its own above these. A term is a pair of characters or a stem; its key is above zero for a pair and below for the rest.
 */
export type Codes = { words: Map<string, number> }

const firstHan = 0x3400
const pastHan = 0xb400
const firstWord = 0x10000

export function symbolOf({ words }: Codes, term: string): number {
  const code = term.charCodeAt(0)
  if (term.length === 1 && code >= firstHan) return code
  const word = words.get(term)
  return word === undefined ? -1 : firstWord + word
}

/** The key of a term; 0 where no concept has it. */
export function keyOf({ words }: Codes, term: string): number {
  const first = term.charCodeAt(0)
  if (first >= firstHan && first < pastHan) return term.length === 2 ? pairKey(first, term.charCodeAt(1)) : 0
  const word = words.get(term)
  return word === undefined ? 0 : -1 - word
}

function pairKey(first: number, second: number): number {
  return second >= firstHan && second < pastHan ? (first - firstHan) * 0x8000 + second - firstHan : 0
}

/** Reads a word of the thesaurus: its symbols in order, and the keys of its terms. New stems are given numbers. */
export function readWord(codes: Codes, word: string): { symbols: number[]; keys: number[] } {
  const symbols: number[] = []
  const keys: number[] = []
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code < firstHan || code >= pastHan) return plainLatin.test(word) ? readLatin(codes, word) : readMixed(codes, word)
    symbols.push(code)
    if (i > 0) keys.push(pairKey(symbols[i - 1]!, code))
  }
  return { symbols, keys }
}

/** The keys of a word's terms, one after the other. */
export function visitKeys(codes: Codes, word: string, visit: (key: number) => void): void {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code >= firstHan && code < pastHan) continue
    for (const key of readWord(codes, word).keys) visit(key)
    return
  }
  for (let i = 1; i < word.length; i++) visit(pairKey(word.charCodeAt(i - 1), word.charCodeAt(i)))
}

const plainLatin = /^[A-Za-z][A-Za-z -]*$/

/** What `readMixed` would make of it, in a tenth of the time: most English words are as plain as this. */
function readLatin(codes: Codes, word: string): { symbols: number[]; keys: number[] } {
  const symbols: number[] = []
  const keys: number[] = []
  for (const part of word.toLowerCase().split(blanks)) {
    if (part === '') continue
    const number = wordNumber(codes, part.length > 1 ? stem(part) : part)
    symbols.push(firstWord + number)
    if (part.length > 1) keys.push(-1 - number)
  }
  return { symbols, keys }
}

const blanks = /[ -]/

function readMixed(codes: Codes, word: string): { symbols: number[]; keys: number[] } {
  const { folded, tokens } = segmentPlain(word)
  const marks = marksOf({ folded, tokens }).map(({ term }) => term)
  const terms = tokens.filter(({ kind }) => kind !== 'han').map(({ term }) => term)
  for (const term of [...marks, ...terms]) if (!isHanTerm(term)) wordNumber(codes, term)
  return { symbols: marks.map((term) => symbolOf(codes, term)), keys: terms.flatMap((term) => keyOf(codes, term) || []) }
}

function wordNumber({ words }: Codes, term: string): number {
  let number = words.get(term)
  if (number === undefined) {
    number = words.size
    words.set(term, number)
  }
  return number
}

function isHanTerm(term: string): boolean {
  const code = term.charCodeAt(0)
  return code >= firstHan && code < pastHan
}

/** Numbers given to keys in the order they come, from 0. */
export type Numbering = { size: number; keys: Int32Array; numbers: Int32Array; keyOf: Int32Array }

export function emptyNumbering(): Numbering {
  return { size: 0, keys: new Int32Array(1 << 19), numbers: new Int32Array(1 << 19), keyOf: new Int32Array(1 << 18) }
}

/** The number of a key; -1 where it has none. */
export function numberOf(numbering: Numbering, key: number): number {
  const at = placeOf(numbering, key)
  return numbering.keys[at] === 0 ? -1 : numbering.numbers[at]!
}

export function numberFor(numbering: Numbering, key: number): number {
  let at = placeOf(numbering, key)
  if (numbering.keys[at] !== 0) return numbering.numbers[at]!
  if (numbering.size === numbering.keyOf.length) {
    enlarge(numbering)
    at = placeOf(numbering, key)
  }
  numbering.keys[at] = key
  numbering.numbers[at] = numbering.size
  numbering.keyOf[numbering.size] = key
  return numbering.size++
}

function placeOf({ keys }: Numbering, key: number): number {
  const mask = keys.length - 1
  const mixed = Math.imul(key, 0x9e3779b1)
  let at = (mixed ^ (mixed >>> 15)) & mask
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
  return at
}

function enlarge(numbering: Numbering): void {
  const known = numbering.keyOf
  numbering.keyOf = new Int32Array(known.length * 2)
  numbering.keyOf.set(known)
  numbering.keys = new Int32Array(known.length * 4)
  numbering.numbers = new Int32Array(known.length * 4)
  known.forEach((key, number) => {
    const at = placeOf(numbering, key)
    numbering.keys[at] = key
    numbering.numbers[at] = number
  })
}
