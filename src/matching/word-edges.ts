const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const leading = '到在有和对从为将把给还就都要会能'
const trailing = '还上下出到在有和时后就都要会能可里不'

/** The segmenter's time grows with the square of the text, so it is given this many characters at a time. */
const atOnce = 500

/** Marks the places of a text where a word begins or ends. */
export function wordEdges(text: string): Uint8Array {
  const edges = new Uint8Array(text.length + 1)
  for (let from = 0; from < text.length; from += atOnce) {
    for (const { index } of segmenter.segment(text.slice(from, from + atOnce))) edges[from + index] = 1
  }
  edges[text.length] = 1
  return edges
}

/** The stretch without halves of words and without particles at its ends. */
export function toWholeWords(text: string, edges: Uint8Array, from: number, to: number): [number, number] {
  let start = from
  let end = to
  while (start < end && !edges[start]) start++
  while (end > start && !edges[end]) end--
  while (start < end && edges[start + 1] && leading.includes(text[start]!)) start++
  while (end > start && edges[end - 1] && trailing.includes(text[end - 1]!)) end--
  return [start, end]
}
