/** Where text that is too long for one message is cut; every platform that has a limit asks here. */

/**
 * Where to cut a text that is longer than `room` UTF-16 units: as late as possible, but at a blank line, else a line, a sentence,
 * a word, where there is one in the last half; else between whole characters. At least 1, at most `room`.
 */
export function cutAt(text: string, room: number): number {
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

/** The last border of a seen character (an emoji with its joiners) at or before `room`; inside one that is longer than a piece, but never in a surrogate pair. */
export function wholeCharacters(text: string, room: number): number {
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
