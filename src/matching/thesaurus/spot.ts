import type { Segmented } from '../text.ts'
import { symbolOf } from './codes.ts'
import { type Mark, marksOf } from './symbols.ts'
import { mostPieces, type Thesaurus } from './thesaurus.ts'
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

/** A word or a piece of a symptom, from mark to mark. */
type Hit = { from: number; to: number; node: number }

/** Every concept that a text names or describes. Of words inside longer words only the longest counts. */
export function spot(thesaurus: Thesaurus, text: Segmented): Spot[] {
  const marks = marksOf(text)
  const hits = hitsIn(thesaurus, marks)
  return [...named(thesaurus, hits, marks), ...described(thesaurus, hits, marks)]
}

function hitsIn({ codes, tree, named: words, described: pieces }: Thesaurus, marks: Mark[]): Hit[] {
  const hits: Hit[] = []
  const read = marks.map(({ term }) => symbolOf(codes, term))
  for (let from = 0; from < marks.length; from++) {
    let node = 0
    for (let to = from; to < marks.length; to++) {
      if (read[to] === -1 || (to > from && marks[to]!.gap)) break
      node = follow(tree, node, read[to]!)
      if (node === -1) break
      if (words.start[node + 1]! > words.start[node]! || pieces.start[node + 1]! > pieces.start[node]!) hits.push({ from, to, node })
    }
  }
  return hits
}

function named({ named: words }: Thesaurus, hits: Hit[], marks: Mark[]): Spot[] {
  const spots: Spot[] = []
  let reached = -1
  // hits stand in order of their beginning, longer ones of one beginning last
  const ending = hits.filter(({ node }) => words.start[node + 1]! > words.start[node]!)
  ending.forEach(({ from, to, node }, i) => {
    if (ending[i + 1]?.from === from || to <= reached) return
    reached = to
    const known = new Set<number>()
    for (let at = words.start[node]!; at < words.start[node + 1]!; at++) {
      const entry = words.entry[at]!
      const concept = entry >>> 1
      if (known.has(concept)) continue
      known.add(concept)
      spots.push({ concept, by: entry & 1 ? 'ambiguous' : 'word', start: marks[from]!.start, end: marks[to]!.end })
    }
  })
  return spots
}

/** Where each piece of each symptom was last seen, in which text; kept from text to text, since making it anew takes longer than the work. */
type Places = { text: number; seenIn: Uint32Array; start: Int32Array; end: Int32Array }
const placesOf = new WeakMap<Thesaurus, Places>()

function described(thesaurus: Thesaurus, hits: Hit[], marks: Mark[]): Spot[] {
  const { symptoms, described: endings } = thesaurus
  const places = placesFor(thesaurus)
  const spots: Spot[] = []
  for (const { from, to, node } of hits) {
    for (let e = endings.start[node]!; e < endings.start[node + 1]!; e++) {
      const entry = endings.entry[e]!
      const symptom = Math.floor(entry / mostPieces)
      const { concept, pieces } = symptoms[symptom]!
      const base = symptom * mostPieces
      places.seenIn[entry] = places.text
      places.start[entry] = marks[from]!.start
      places.end[entry] = marks[to]!.end
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
