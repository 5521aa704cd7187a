import { cutAt, wholeCharacters } from '../../bot/cut-text.ts'
import { escaped, isBlank } from './words.ts'

/**
 * Pieces of at most `limit` characters once escaped, that together are all of the text but the white space between them; cut at a
 * blank line, else a line, a sentence, a word, and never inside what is seen as one character.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const room = roomFor(rest, limit)
    const end = room >= rest.length ? rest.length : cutAt(rest, room)
    const piece = rest.slice(0, end).trimEnd()
    if (!isBlank(piece)) pieces.push(piece)
    rest = rest.slice(end).trimStart()
  }
  return pieces
}

/** How many units of the text's beginning fit into `limit` once escaped; at least one. */
function roomFor(text: string, limit: number): number {
  if (text.length * 5 <= limit) return text.length
  let size = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]!
    size += unit === '&' ? 5 : unit === '<' || unit === '>' ? 4 : 1
    if (size > limit) return Math.max(at, 1)
  }
  return text.length
}

/** The text's beginning where all of it would be longer than `limit` once escaped. */
export function shortened(text: string, limit: number): string {
  if (escaped(text).length <= limit) return text
  const room = roomFor(text, limit - 1)
  return `${text.slice(0, wholeCharacters(text, room)).trimEnd()}…`
}
