import type { Segmented } from '../text.ts'
import { symbolOf } from './codes.ts'
import { type Mark, marksOf } from './symbols.ts'
import type { Ending, Thesaurus } from './thesaurus.ts'
import { follow } from './tree.ts'

/** A concept found in a text, and where: by one of its words, or by a symptom whose pieces stand between `start` and `end`. */
export type Spot = {
  concept: number
  by: 'word' | 'ambiguous' | 'symptom'
  start: number
  end: number
  /** Of a symptom: where its pieces stand. */
  pieces?: { start: number; end: number }[]
}

/** Pieces of a symptom stand within this many characters. */
const reach = 26

type Hit = { from: number; to: number; ending: Ending }

/** Every concept that a text names or describes. Of words inside longer words only the longest counts. */
export function spot(thesaurus: Thesaurus, text: Segmented): Spot[] {
  const marks = marksOf(text)
  const hits = hitsIn(thesaurus, marks)
  return [...named(hits, marks), ...described(thesaurus, hits, marks)]
}

function hitsIn({ codes, tree, endings }: Thesaurus, marks: Mark[]): Hit[] {
  const hits: Hit[] = []
  const read = marks.map(({ term }) => symbolOf(codes, term))
  for (let from = 0; from < marks.length; from++) {
    let node = 0
    for (let to = from; to < marks.length; to++) {
      if (read[to] === -1 || (to > from && marks[to]!.gap)) break
      node = follow(tree, node, read[to]!)
      if (node === -1) break
      const ending = endings[node]
      if (ending) hits.push({ from, to, ending })
    }
  }
  return hits
}

function named(hits: Hit[], marks: Mark[]): Spot[] {
  const words = hits.filter(({ ending }) => ending.concepts.length > 0)
  const spots: Spot[] = []
  let reached = -1
  for (let i = 0; i < words.length; i++) {
    const { from, to, ending } = words[i]!
    // hits stand in order of their beginning, longer ones of one beginning last
    if (words[i + 1]?.from === from || to <= reached) continue
    reached = to
    for (const { concept, ambiguous } of ending.concepts)
      spots.push({ concept, by: ambiguous ? 'ambiguous' : 'word', start: marks[from]!.start, end: marks[to]!.end })
  }
  return spots
}

const mostPieces = 3

/** Where each piece of each symptom was last seen, in which text; kept from text to text, since making it anew takes longer than the work. */
type Places = { text: number; seenIn: Uint32Array; start: Int32Array; end: Int32Array }
const placesOf = new WeakMap<Thesaurus, Places>()

function described(thesaurus: Thesaurus, hits: Hit[], marks: Mark[]): Spot[] {
  const { symptoms } = thesaurus
  const places = placesFor(thesaurus)
  const spots: Spot[] = []
  for (const { from, to, ending } of hits) {
    for (const { symptom, piece } of ending.pieces) {
      const { concept, pieces } = symptoms[symptom]!
      const base = symptom * mostPieces
      places.seenIn[base + piece] = places.text
      places.start[base + piece] = marks[from]!.start
      places.end[base + piece] = marks[to]!.end
      let start = marks[from]!.start
      let end = marks[to]!.end
      let all = true
      for (let at = base; at < base + pieces && all; at++) {
        all = places.seenIn[at] === places.text
        start = Math.min(start, places.start[at]!)
        end = Math.max(end, places.end[at]!)
      }
      if (!all || end - start > reach) continue
      const found = Array.from({ length: pieces }, (_, i) => ({ start: places.start[base + i]!, end: places.end[base + i]! }))
      spots.push({ concept, by: 'symptom', start, end, pieces: found })
    }
  }
  return spots
}

function placesFor(thesaurus: Thesaurus): Places {
  const size = thesaurus.symptoms.length * mostPieces
  const places = placesOf.get(thesaurus) ?? {
    text: 0,
    seenIn: new Uint32Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
  }
  placesOf.set(thesaurus, places)
  places.text++
  return places
}
