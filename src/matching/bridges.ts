import type { Bridge, ConceptName } from '../domain/matcher.ts'
import type { IndexedExpert, MemoryIndex } from './memory-index.ts'
import type { Query } from './query.ts'
import { fold, type Segmented, segment } from './text.ts'
import { type Spot, spot } from './thesaurus/spot.ts'
import { type Thesaurus, thesaurus } from './thesaurus/thesaurus.ts'
import { stepsUp } from './thesaurus/ways.ts'

/** A concept found in a text, with the words it was found by. */
export type Named = { concept: number; by: Spot['by']; words: string; folded: string; part: number }

const ofQuery = new WeakMap<Query, Named[]>()
const ofExpert = new WeakMap<IndexedExpert, Named[]>()

/** What a need names or describes, part 0 being its title. */
export function namedInNeed(query: Query): Named[] {
  return kept(ofQuery, query, () => query.parts.flatMap((part, i) => namedIn(part, i)))
}

/** In their own documents, each by itself. */
function namedByExpert(index: MemoryIndex, expert: IndexedExpert): Named[] {
  return kept(ofExpert, expert, () => expert.documents.flatMap((d) => namedIn(segment(index.documents[d]!.text), 0)))
}

function kept<K extends object>(known: WeakMap<K, Named[]>, key: K, make: () => Named[]): Named[] {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}

function namedIn(text: Segmented, part: number): Named[] {
  const closest = new Map<number, Spot>()
  const spots = spot(thesaurus(), text)
  for (const one of spots) {
    const known = closest.get(one.concept)
    if (one.by === 'symptom' && (!known || one.end - one.start < known.end - known.start)) closest.set(one.concept, one)
  }
  const kept = spots.filter((one) => one.by !== 'symptom' || closest.get(one.concept) === one)
  return kept.map((one) => ({
    concept: one.concept,
    by: one.by,
    words: shownWords(text, one),
    folded: text.folded.slice(one.start, one.end),
    part,
  }))
}

/** So many characters between two pieces of a symptom are shown; more are left out. */
const shownBetween = 2

/** 布面有极光 as it stands; of pieces far apart only these: 压光…手感发硬. */
function shownWords({ shown }: Segmented, { start, end, pieces }: Spot): string {
  if (!pieces) return shown.slice(start, end)
  const stretches: { start: number; end: number }[] = []
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    const last = stretches.at(-1)
    if (last && piece.start - last.end <= shownBetween) last.end = Math.max(last.end, piece.end)
    else stretches.push({ ...piece })
  }
  return stretches.map((stretch) => shown.slice(stretch.start, stretch.end).replace(/\s+/g, ' ')).join('…')
}

type Way = { bridge: Bridge; worth: number; from: number }

/** The ways from what the need says to what the expert says in other words, the most telling first; none for words they have in common. */
export function bridgesTo(index: MemoryIndex, query: Query, expert: number, terms: string[]): Bridge[] {
  const known = thesaurus()
  const { bridges: most, steps } = index.weights.reasons
  const { folded } = index.experts[expert]!
  const common = terms.map(fold).join('\n')
  const theirs = namedByExpert(index, index.experts[expert]!)
  const ways: Way[] = []
  for (const mine of namedInNeed(query)) {
    if (common.includes(mine.folded) || folded.includes(mine.folded)) continue
    const best = theirs.map((other) => wayBetween(known, mine, other, steps)).reduce(better, undefined)
    if (best) ways.push(best)
  }
  const chosen: Way[] = []
  for (const way of ways.sort((a, b) => b.worth - a.worth || (a.bridge.from < b.bridge.from ? -1 : 1))) {
    if (chosen.length === most) break
    if (!chosen.some((other) => other.from === way.from || other.bridge.to === way.bridge.to)) chosen.push(way)
  }
  return chosen.map(({ bridge }) => bridge)
}

function better(a: Way | undefined, b: Way | undefined): Way | undefined {
  if (!a || !b) return a ?? b
  return b.worth > a.worth || (b.worth === a.worth && b.bridge.to < a.bridge.to) ? b : a
}

function isSame(mine: Named, theirs: Named): boolean {
  return mine.folded === theirs.folded || fold(mine.words) === fold(theirs.words)
}

const certainty: Record<Spot['by'], number> = { word: 1, symptom: 0.9, ambiguous: 0.5 }

function wayBetween(known: Thesaurus, mine: Named, theirs: Named, steps: number): Way | undefined {
  if (theirs.by !== 'word') return undefined
  const up = stepsUp(known, mine.concept, steps)
  const other = stepsUp(known, theirs.concept, steps)
  let meeting: number | undefined
  let worth = 0
  for (const [concept, distance] of up) {
    const far = other.get(concept)
    if (far === undefined || distance + far > steps) continue
    const value = (certainty[mine.by] * known.topics.special[concept]!) / (1 + distance + far)
    if (value > worth) {
      meeting = concept
      worth = value
    }
  }
  if (meeting === undefined || isSame(mine, theirs)) return undefined
  const via = [mine.concept, meeting].filter((c, i, list) => list.indexOf(c) === i).map((c) => nameOf(known, c))
  return { bridge: { from: mine.words, via, to: theirs.words }, worth, from: mine.concept }
}

export function nameOf(known: Thesaurus, concept: number): ConceptName {
  const { zh, en } = known.concepts[concept]!
  return { zh, en: en.replace(/^\?/, '') }
}
