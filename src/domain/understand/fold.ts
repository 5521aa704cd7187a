import { Converter, type ConverterFunction } from 'opencc-js/t2cn'

/** Text read for recognition: `text` is folded, `words` gives the author's own words for a stretch of it. */
export type Folded = { text: string; words: (start: number, end: number) => string }

let toSimplified: ConverterFunction | undefined
const simplified = new Map<string, string>()
const han = /\p{Script=Han}/u
const likeLatin: Record<string, string> = { '，': '，', '…': '…', '〜': '~', '∼': '~', '≧': '≥', '≦': '≤', '⩾': '≥', '⩽': '≤' }
const dashes = /[‐‑‒–—―−﹣－]/
const listMark = /[①-⒛➀-➓]/

/** One line end for all, single spaces, no invisible characters and no halves of characters. What a person would see stays as it was written. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\p{Cf}\p{Cs}\p{Variation_Selector}]/gu, '')
    .replace(/[^\S\n]|(?!\n)\p{Cc}/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}

/** NFKC, simplified characters, lower case; list marks become line ends. Full-width commas stay apart from those inside numbers. */
export function fold(source: string): Folded {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const char of source) {
    const part = inContext(source, at) ?? foldOne(char)
    parts.push(part)
    for (let i = 0; i < part.length; i++) {
      starts.push(at)
      ends.push(at + char.length)
    }
    at += char.length
  }
  const words = (start: number, end: number) =>
    end <= start ? '' : source.slice(starts[start] ?? source.length, ends[end - 1] ?? source.length)
  return { text: parts.join(''), words }
}

/** A comma between full-width digits belongs to the number; a digit on a key cap is a list mark. */
function inContext(source: string, at: number): string | undefined {
  if (source[at + 1] === '\u20e3') return '\n'
  const isComma = source[at] === '，' && /[０-９]/.test(source[at - 1] ?? '') && /[０-９]/.test(source[at + 1] ?? '')
  return isComma ? ',' : undefined
}

function foldOne(char: string): string {
  if (char <= '\u007f') return char.toLowerCase()
  if (han.test(char)) return simplify(char.normalize('NFKC'))
  if (likeLatin[char]) return likeLatin[char]
  if (dashes.test(char)) return '-'
  if (listMark.test(char)) return '\n'
  return char.normalize('NFKC').toLowerCase()
}

function simplify(char: string): string {
  const known = simplified.get(char)
  if (known !== undefined) return known
  toSimplified ??= Converter({ from: 't', to: 'cn' })
  const plain = toSimplified(char)
  simplified.set(char, plain)
  return plain
}
