import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the type of pictures stands, from src and from dist alike; how it was made: assets/fonts/README.md. */
const folder = fileURLToPath(new URL('../../assets/fonts/', import.meta.url))

export const family = 'Noto Sans CJK SC'
export const fontFiles = ['NotoSansCJKsc-Regular.otf', 'NotoSansCJKsc-Bold.otf'].map((name) => folder + name)

/** In px of the picture's own width. */
export type Type = { size: number; bold?: boolean }

/** First and last character, and how wide each is in thousandths of the size. */
type Run = [first: number, last: number, width: number]
const widths = JSON.parse(readFileSync(`${folder}widths.json`, 'utf8')) as { regular: Run[]; bold: Run[] }

/** Stands for what the type has no picture of, as in print. */
const unknown = '〓'
/** Seen by nobody, or turning the direction of what follows: controls, joiners, variation selectors. */
const unseen = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** A text of people as one line that can be drawn. */
export function drawable(text: string): string {
  const folded = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  let drawn = ''
  for (const { segment } of graphemes.segment(folded)) {
    const seen = segment.replace(unseen, '')
    drawn += [...seen].every((character) => advance(character, false) !== undefined) ? seen : unknown
  }
  return drawn
}

/** ECharts keeps texts as the keys of plain objects: “__proto__” would change every object of the program, “constructor” its own. They get a space. */
export function harmless(text: string): string {
  return text in Object.prototype ? `${text} ` : text
}

export function textWidth(text: string, { size, bold = false }: Type): number {
  let sum = 0
  for (const character of text) sum += advance(character, bold) ?? advance(character, false) ?? 1000
  return (sum * size) / 1000
}

function advance(character: string, bold: boolean): number | undefined {
  const code = character.codePointAt(0) as number
  const runs = bold ? widths.bold : widths.regular
  let low = 0
  let high = runs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last, width] = runs[middle] as Run
    if (code < first) high = middle - 1
    else if (code > last) low = middle + 1
    else return width
  }
  return undefined
}

const notFirst = /^[，。、；：！？）》」』】〉”’％%,.;:!?)\]}…]/u

/**
 * A drawable text in lines of at most `width`, about as long as each other; words and numbers stay whole where they can. What has no place in `most` lines is left out, with ….
 */
export function wrapped(text: string, width: number, type: Type, most: number): string[] {
  const lines = filled(text, width, type)
  if (lines.length > most) return [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(''), width, type)]
  let even = lines
  for (let narrower = width - type.size / 2; even.length > 1 && narrower > width / 2; narrower -= type.size / 2) {
    const tried = filled(text, narrower, type)
    if (tried.length > lines.length) break
    even = tried
  }
  return even
}

/** No line is wider than `width`, unless its only character is; a stop takes the word before it along to the next line. */
function filled(text: string, width: number, type: Type): string[] {
  const lines: string[][] = [[]]
  for (const piece of pieces(text, width, type)) {
    const line = lines.at(-1) as string[]
    if (line.length === 0 || textWidth(line.join('') + piece, type) <= width) line.push(piece)
    else lines.push(notFirst.test(piece) && line.length > 1 ? takenAlong(line, piece, width, type) : [piece])
  }
  return lines.map((line) => line.join('').trim()).filter(Boolean)
}

/** What goes down with a stop; the stop alone where both have no place on one line. */
function takenAlong(line: string[], stop: string, width: number, type: Type): string[] {
  const last = line.at(-1) as string
  if (textWidth(last + stop, type) > width) return [stop]
  line.pop()
  return [last, stop]
}

/** On one line, with … where something is left out. */
export function shortened(text: string, width: number, type: Type): string {
  if (textWidth(text, type) <= width) return text
  const characters = [...text]
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, type) > width) characters.pop()
  return `${characters.join('').trim()}…`
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const notLast = /^[“‘（《「『【〈([{]$/u

/** What is not to be broken: words, and what opens a bracket with the word after it; single characters where a word is wider than the line. */
function pieces(text: string, width: number, type: Type): string[] {
  const found: string[] = []
  let opening = ''
  for (const { segment } of words.segment(text)) {
    const piece = opening + segment
    opening = notLast.test(segment) ? piece : ''
    if (!opening) found.push(...(textWidth(piece, type) > width ? piece : [piece]))
  }
  return opening ? [...found, opening] : found
}
