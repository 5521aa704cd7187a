import type { MatchableNeed } from '../domain/matcher.ts'
import { type Count, countConcepts } from './concepts.ts'
import { expand } from './expansion.ts'
import { isGeneric } from './generic-words.ts'
import type { MemoryIndex } from './memory-index.ts'
import { type Segmented, segment } from './text.ts'
import { thesaurus } from './thesaurus/thesaurus.ts'
import { channels, type Weights } from './weights.ts'

/** A term of the need. `id` is -1 where no expert has it; `worth` is what finding it in a document counts: its weight and, again, its rarity. */
export type QueryTerm = { term: string; topic?: number; channel: number; id: number; weight: number; worth: number }

/** A need as read, with its distinct terms. */
export type Query = {
  /** Title, targets, description. */
  parts: Segmented[]
  vector?: Float32Array
  terms: QueryTerm[]
  byTerm: ReadonlyMap<string, QueryTerm>
  /** The length of each channel's vector of weights. */
  norms: number[]
}

export function readNeed(need: MatchableNeed, index: MemoryIndex): Query {
  const { weights } = index
  const parts = [need.title, need.targets, need.description].map(segment)
  const counts: Counts = new Map()
  const places = [weights.need.title, weights.need.targets, weights.need.description]
  for (const [i, part] of parts.entries()) countPart(counts, part, places[i]!, weights)
  const rarest = Math.log(index.known + weights.unseenExperts + 1)
  const byTerm = new Map<string, QueryTerm>()
  const terms: QueryTerm[] = []
  const squares = channels.map(() => 0)
  for (const [term, { count, channel, generic, grade }] of counts) {
    const id = index.terms.get(term) ?? -1
    const rarity = rarest - Math.log((id < 0 ? 0 : index.expertsWith[id]!) + 1)
    const weight = (count / (count + weights.needSaturation)) * rarity * (generic ? weights.generic : 1) * (grade ? weights.grade : 1)
    squares[channel]! += weight ** 2
    const worth = weight * (rarity / rarest) ** weights.rarity[channels[channel]!]
    byTerm.set(term, { term, channel, id, weight, worth })
    if (rarity >= weights.leastRarity * rarest) terms.push(byTerm.get(term)!)
  }
  const expansion = expansionOf(counts, index, rarest)
  squares[3] = expansion.reduce((sum, { weight }) => sum + weight ** 2, 0)
  const norms = channels.map((channel, i) => Math.max(Math.sqrt(squares[i]!), weights.leastNeed[channel]))
  return { parts, vector: need.vector, terms: [...terms, ...expansion], byTerm, norms }
}

type Counts = Map<string, Count & { generic?: boolean; grade?: boolean }>

/** What neighbouring concepts add, as far as experts use it. */
function expansionOf(counts: Counts, index: MemoryIndex, rarest: number): QueryTerm[] {
  const { weights } = index
  const saturated: [string, number][] = []
  const named = new Map<number, number>()
  for (const [term, { count, channel }] of counts) {
    if (channel === 1) saturated.push([term, count / (count + weights.needSaturation)])
    else if (channel === 2 && term.startsWith('#')) named.set(Number(term.slice(1)), count / (count + 3))
  }
  const terms: QueryTerm[] = []
  const { topics } = thesaurus()
  for (const [topic, value] of expand(topics, saturated, named, weights.expansion)) {
    const id = index.termOfTopic[topic]! - 1
    if (id < 0 || index.expertsWith[id] === 0) continue
    const weight = value * (rarest - Math.log(index.expertsWith[id]! + 1)) ** weights.expansion.rarity
    terms.push({ term: '', topic, channel: 3, id, weight, worth: weight })
  }
  return terms.sort((a, b) => b.weight - a.weight || a.topic! - b.topic!).slice(0, weights.expansion.terms)
}

function countPart(counts: Counts, part: Segmented, weight: number, weights: Weights): void {
  for (const token of part.tokens) {
    const counted = token.start < weights.head.characters ? weight : weight * weights.head.after
    const known = counts.get(token.term)
    if (known) known.count += counted
    else
      counts.set(token.term, {
        count: counted,
        channel: token.kind === 'han' ? 0 : 1,
        generic: isGeneric(token),
        grade: token.kind === 'grade',
      })
  }
  countConcepts(counts, part, weight, weights.concept)
}
