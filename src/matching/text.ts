import { Converter, type ConverterFunction } from 'opencc-js/t2cn'
import { stemmer } from 'stemmer'

export type TokenKind = 'han' | 'pair' | 'word' | 'grade'

/** One term of a text; `start` and `end` are places in `Segmented.shown`. */
export type Token = { term: string; kind: TokenKind; start: number; end: number }

/** `shown` keeps the author's characters, `folded` is what is compared; a place in one is the same place in the other. */
export type Segmented = { shown: string; folded: string; tokens: Token[] }

const invisible = /[\p{Cf}\p{Cs}\p{Variation_Selector}]/gu
const run = /\p{Script=Han}+|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[.\-_/'](?=[a-z\d]))*/giu
const hanOnly = /^\p{Script=Han}/u
const withHan = /\p{Script=Han}/u

/** The whole of what comparison ignores: width, case, traditional characters, Taiwan terms, broken paste. */
export function fold(source: string): string {
  return segment(source).folded
}

/**
 * Cuts a text into terms: single Han characters and pairs, English stems, and grades, units and model numbers whole (PA66, 316L, mg/L).
 * Pairs never cross anything that is not Han. Plain numbers are no terms, except alloy grades such as 304 in 304不锈钢.
 */
export function segment(source: string): Segmented {
  const clean = mend(source.replace(invisible, '').normalize('NFKC'))
  const out: Segmented = { shown: '', folded: '', tokens: [] }
  let at = 0
  for (const found of clean.matchAll(run)) {
    add(out, clean.slice(at, found.index), undefined)
    at = found.index + found[0].length
    if (hanOnly.test(found[0])) addHan(out, found[0])
    else for (const part of splitMixed(found[0])) addPart(out, part, clean[at] ?? '')
  }
  add(out, clean.slice(at), undefined)
  return out
}

function add(out: Segmented, shown: string, folded = shown): void {
  out.shown += shown
  out.folded += folded
}

/** A word run may hold Han characters in its middle (PA66材料): cut it where the script changes. */
function splitMixed(text: string): string[] {
  return withHan.test(text) ? (text.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) : [text]
}

function addPart(out: Segmented, part: string, next: string): void {
  if (hanOnly.test(part)) addHan(out, part)
  else addWord(out, part, next)
}

function addHan(out: Segmented, text: string): void {
  const plain = simplify(text)
  const shown = plain.length === text.length ? text : plain
  const base = out.shown.length
  add(out, shown, plain)
  const chars = /[\ud800-\udfff]/.test(plain) ? Array.from(plain) : plain
  let start = base
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!
    const next = chars[i + 1]
    out.tokens.push({ term: char, kind: 'han', start, end: start + char.length })
    if (next !== undefined) out.tokens.push({ term: char + next, kind: 'pair', start, end: start + char.length + next.length })
    start += char.length
  }
}
