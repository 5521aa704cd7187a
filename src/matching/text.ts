import { stemmer } from 'stemmer'
import { mendPaste, simplify } from './chinese.ts'

export type TokenKind = 'han' | 'pair' | 'word' | 'grade'

/** One term of a text; `start` and `end` are places in `Segmented.shown`. */
export type Token = { term: string; kind: TokenKind; start: number; end: number }

/** `shown` keeps the author's characters, `folded` is what is compared; a place in one is the same place in the other. */
export type Segmented = { shown: string; folded: string; tokens: Token[] }

const invisible = /[\p{Cf}\p{Cs}\p{Variation_Selector}]/gu
const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+(?:[.\-_/'](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu
const spacedUnit = /(\d) (?=(?:[munkMGμ]?(?:m|g|L|l|W|V|A|Pa|Hz|s|N|J|mol|eV)(?:\/[A-Za-z]{1,3}\d?)?|°C|dB)(?![A-Za-z\d]))/g
const spacedGrade = /(?<![A-Za-z\d])(PA|DN|PN|PM|IP|ISO|AZ|HRC|SUS|AISI)[ -](?=\d)/gi
const alloyAfter = /^(?:不锈|不鏽|铝|鋁|钢|鋼|合金|镍|鎳)/

/** Everything that comparison ignores is gone: width, case, traditional characters, Taiwan terms, broken paste. */
export function fold(source: string): string {
  return segment(source).folded
}

/**
 * Cuts a text into terms: single Han characters and pairs, English stems, and grades, units and model numbers whole (PA66, 316L, 50mg/L).
 * A pair never crosses what is not Han. Plain numbers are no terms, except an alloy's number, such as 304 in 304不锈钢.
 */
export function segment(source: string): Segmented {
  const clean = clear(source)
  const out: Segmented = { shown: '', folded: '', tokens: [] }
  let at = 0
  for (const found of clean.matchAll(run)) {
    addText(out, clean.slice(at, found.index))
    at = found.index + found[0].length
    const base = out.shown.length
    if (isHan(found[0])) {
      const plain = simplify(found[0])
      addText(out, plain.length === found[0].length ? found[0] : plain, plain)
      addPairs(out.tokens, plain, base)
    } else {
      const lower = found[0].toLowerCase()
      const folded = lower.length === found[0].length ? lower : found[0]
      addText(out, found[0], folded)
      addWord(out.tokens, folded, base, isAlloyBefore(clean, at))
    }
  }
  addText(out, clean.slice(at))
  return out
}

/** The same of a short text that is known to be in simplified characters. */
export function segmentPlain(source: string): Pick<Segmented, 'folded' | 'tokens'> {
  const clean = clear(source)
  const tokens: Token[] = []
  for (const found of clean.matchAll(run)) {
    if (isHan(found[0])) addPairs(tokens, found[0], found.index)
    else addWord(tokens, found[0].toLowerCase(), found.index, isAlloyBefore(clean, found.index + found[0].length))
  }
  return { folded: clean.toLowerCase(), tokens }
}

/** Characters and words in order, those that contain others left out. */
export function leaves(tokens: Token[]): Token[] {
  return tokens.filter(({ kind, end }, i) => kind !== 'pair' && !(kind === 'grade' && i + 1 < tokens.length && tokens[i + 1]!.start < end))
}

function isHan(text: string): boolean {
  return text.charCodeAt(0) >= 0x2e80 && /^\p{Script=Han}/u.test(text)
}

function isAlloyBefore(text: string, at: number): boolean {
  return alloyAfter.test(text.slice(at, at + 2))
}

function clear(source: string): string {
  const plain = source.replace(invisible, '').normalize('NFKC')
  return mendPaste(plain).replace(spacedUnit, '$1').replace(spacedGrade, '$1')
}

function addText(out: Segmented, shown: string, folded = shown): void {
  out.shown += shown
  out.folded += folded
}

function addPairs(tokens: Token[], plain: string, from: number): void {
  let start = from
  const chars = /[\ud800-\udfff]/.test(plain) ? Array.from(plain) : plain
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!
    const next = chars[i + 1]
    const end = start + char.length
    tokens.push({ term: char, kind: 'han', start, end })
    if (next !== undefined) tokens.push({ term: char + next, kind: 'pair', start, end: end + next.length })
    start = end
  }
}

function addWord(tokens: Token[], folded: string, base: number, isAlloy: boolean): void {
  const put = (term: string, kind: TokenKind, start: number, length: number) =>
    tokens.push({ term, kind, start: base + start, end: base + start + length })
  const isWhole = isKeptWhole(folded)
  if (isWhole) put(folded.replaceAll('-', ''), 'grade', 0, folded.length)
  if (isWhole && /^\d/.test(folded)) return
  for (const part of folded.matchAll(/[^.\-_/']+/g)) {
    const word = part[0]
    if (isWhole && word.length === folded.length) continue
    if (/^\p{N}+$/u.test(word)) {
      if (isAlloy && /^\d{3,4}$/.test(folded)) put(word, 'grade', part.index, word.length)
    } else if (/\d/.test(word)) put(word, 'grade', part.index, word.length)
    else if (word.length > 1) put(stem(word), 'word', part.index, word.length)
  }
}

/** What is kept whole: a letter first and a digit somewhere (pm2.5, pa-66, dn200), a figure with its unit (50mg/l), short pairs (mg/l, gb/t). */
function isKeptWhole(word: string): boolean {
  if (/^[a-zα-ω]/.test(word)) return (/\d/.test(word) && /^[a-zα-ω\d.-]+$/.test(word)) || /^[a-z]{1,3}\/[a-z]{1,3}$/.test(word)
  return /^\d+(?:\.\d+)?[a-zμ]+(?:\/[a-z]{1,3})?\d?$/.test(word)
}

const stems = new Map<string, string>()

/** The stem of an English word in lower case; anything else as it is. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  let known = stems.get(word)
  if (known === undefined) {
    known = stemmer(word)
    if (stems.size > 50_000) stems.clear()
    stems.set(word, known)
  }
  return known
}
