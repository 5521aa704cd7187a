import type { MatchableNeed } from '../domain/matcher.ts'
import { isGeneric } from './generic-words.ts'
import type { MemoryIndex } from './memory-index.ts'
import { addPosting, emptyPostings, grown, type Postings, removePosting } from './postings.ts'
import { segment } from './text.ts'
import type { Weights } from './weights.ts'

/** Known needs by number; a number that was given back is given again. */
export type NeedIndex = {
  ids: (string | undefined)[]
  /** Distinct terms of a need and what they count, at most 1. */
  counts: (ReadonlyMap<string, number> | undefined)[]
  numberOf: Map<string, number>
  terms: Map<string, number>
  /** How many needs have the term. */
  needsWith: Uint32Array
  postings: Postings
  free: number[]
}

export function createNeedIndex(): NeedIndex {
  return {
    ids: [],
    counts: [],
    numberOf: new Map(),
    terms: new Map(),
    needsWith: new Uint32Array(256),
    postings: emptyPostings(),
    free: [],
  }
}

export function putNeed(index: NeedIndex, id: string, need: MatchableNeed, weights: Weights): void {
  removeNeed(index, id)
  const number = index.free.pop() ?? index.ids.length
  const counts = countTerms(need, weights)
  for (const [term, count] of counts) {
    let known = index.terms.get(term)
    if (known === undefined) {
      known = index.terms.size
      index.terms.set(term, known)
      if (known >= index.needsWith.length) index.needsWith = grown(index.needsWith, known + 1)
    }
    index.needsWith[known]!++
    addPosting(index.postings, known, number, count)
  }
  index.ids[number] = id
  index.counts[number] = counts
  index.numberOf.set(id, number)
}

export function removeNeed(index: NeedIndex, id: string): void {
  const number = index.numberOf.get(id)
  if (number === undefined) return
  for (const term of index.counts[number]!.keys()) {
    const known = index.terms.get(term)!
    index.needsWith[known]!--
    removePosting(index.postings, known, number)
  }
  index.ids[number] = undefined
  index.counts[number] = undefined
  index.numberOf.delete(id)
  index.free.push(number)
}

/** How alike each known need is to this one, 0..1: as far as each covers the other, the root of the product of both shares. Below `least` none. */
export function alikeNeeds(index: NeedIndex, need: MatchableNeed, experts: MemoryIndex, least: number): Map<string, number> {
  const { postings, needsWith, terms } = index
  const all = experts.known + index.numberOf.size + experts.weights.unseenExperts + 1
  const rarity = (term: string) => {
    const known = terms.get(term)
    const expertTerm = experts.terms.get(term)
    const owners = (known === undefined ? 0 : needsWith[known]!) + (expertTerm === undefined ? 0 : experts.expertsWith[expertTerm]!)
    return Math.log(all / (owners + 1))
  }
  const counts = countTerms(need, experts.weights)
  let mass = 0
  const here = new Float64Array(index.ids.length)
  for (const [term, count] of counts) {
    const worth = rarity(term)
    mass += count * worth
    const known = terms.get(term)
    if (known === undefined) continue
    const end = postings.start[known]! + postings.size[known]!
    for (let at = postings.start[known]!; at < end; at++) here[postings.pool[at]! >>> 7]! += count * worth
  }
  const found = new Map<string, number>()
  if (mass === 0) return found
  for (let number = 0; number < here.length; number++) {
    // of the other's share nothing is known yet but that it is at most 1
    if (here[number]! / mass < least ** 2) continue
    const other = index.counts[number]!
    let there = 0
    let theirs = 0
    for (const [term, count] of other) {
      const worth = count * rarity(term)
      theirs += worth
      if (counts.has(term)) there += worth
    }
    const alike = Math.min(1, Math.sqrt((here[number]! / mass) * (there / (theirs || 1))))
    if (alike >= least) found.set(index.ids[number]!, alike)
  }
  return found
}

/** Pairs, words and grades of a need; those of the title count fully, those elsewhere less. */
function countTerms(need: MatchableNeed, weights: Weights): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [text, weight] of [
    [need.title, 1],
    [need.targets, 1 / weights.similarTitle],
    [need.description, 1 / weights.similarTitle],
  ] as const) {
    for (const token of segment(text).tokens) {
      if (token.kind === 'han') continue
      counts.set(token.term, Math.max(counts.get(token.term) ?? 0, weight * (isGeneric(token) ? weights.generic : 1)))
    }
  }
  return counts
}
