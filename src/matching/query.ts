import type { MatchableNeed } from '../domain/matcher.ts'
import { isGeneric } from './generic-words.ts'
import type { MemoryIndex } from './memory-index.ts'
import { type Segmented, segment, type Token } from './text.ts'
import { weights } from './weights.ts'

/** A term of the need. `id` is -1 where no expert has it. `mass` is what finding it says about how much of the need is covered. */
export type QueryTerm = { term: string; kind: Token['kind']; id: number; weight: number; mass: number }

/** A need as read: title, targets and description; its distinct terms; their mass in all. */
export type Query = {
  parts: Segmented[]
  terms: QueryTerm[]
  byTerm: ReadonlyMap<string, QueryTerm>
  mass: number
  /** Rarity of a term that nobody has. */
  rarest: number
  /** Length of the vector of weights. */
  norm: number
}

export function readNeed(need: MatchableNeed, index: MemoryIndex): Query {
  const parts = [need.title, need.targets, need.description].map(segment)
  const partWeights = [weights.need.title, weights.need.targets, weights.need.description]
  const counts = new Map<string, { token: Token; count: number }>()
  parts.forEach((part, i) => {
    for (const token of part.tokens) {
      const known = counts.get(token.term)
      if (known) known.count += partWeights[i]!
      else counts.set(token.term, { token, count: partWeights[i]! })
    }
  })
  const rarest = Math.log(index.experts.length + weights.unseenExperts + 1)
  const byTerm = new Map<string, QueryTerm>()
  for (const { token, count } of counts.values()) byTerm.set(token.term, weigh(token, count, index, rarest))
  const terms = [...byTerm.values()]
  const norm = Math.sqrt(terms.reduce((sum, term) => sum + term.weight ** 2, 0))
  const mass = terms.reduce((sum, term) => sum + term.mass, 0)
  return { parts, terms, byTerm, mass, rarest, norm: Math.max(norm, weights.leastNeed) }
}

function weigh(token: Token, count: number, index: MemoryIndex, rarest: number): QueryTerm {
  const id = index.terms.get(token.term) ?? -1
  const experts = id < 0 ? 0 : index.expertsWith[id]!
  const rarity = rarest - Math.log(experts + 1)
  const generic = isGeneric(token)
  const weight = (count / (count + weights.needSaturation)) * weights.tokens[token.kind] * rarity * (generic ? weights.generic : 1)
  const mass = token.kind === 'han' ? 0 : weight * (id < 0 ? weights.unknownTerm : 1)
  return { term: token.term, kind: token.kind, id, weight, mass }
}
