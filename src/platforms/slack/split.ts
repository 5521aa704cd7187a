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

/** As late as possible, but at a good border in the last half where there is one. */
function cutAt(text: string, room: number): number {
  const window = text.slice(0, room + 1)
  for (const border of [/\n\s*\n/g, /\n/g, /[。！？；]|[.!?;](?=\s)/g, /[ \t，、,]/g]) {
    let best = 0
    for (const match of window.matchAll(border)) {
      const end = /^\s/.test(match[0]) ? match.index : match.index + match[0].length
      if (end <= room) best = end
    }
    if (best >= room / 2) return best
  }
  return wholeCharacters(text, room)
}

/** The last border of a seen character at or before `room`; half-way through one that is longer than a piece, but never in a surrogate pair. */
function wholeCharacters(text: string, room: number): number {
  let from = Math.max(0, room - 200)
  if (isLowSurrogate(text, from)) from += 1
  const segments = new Intl.Segmenter().segment(text.slice(from, room + 200))
  const last = segments.containing(room - from)
  const cut = from + (last?.index ?? 0)
  if (cut > from) return cut
  return isLowSurrogate(text, room) && room > 1 ? room - 1 : room
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** The text's beginning where all of it would be longer than `limit` once escaped. */
export function shortened(text: string, limit: number): string {
  if (escaped(text).length <= limit) return text
  const room = roomFor(text, limit - 1)
  return `${text.slice(0, wholeCharacters(text, room)).trimEnd()}…`
}
