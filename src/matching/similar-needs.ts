import type { MatchableNeed } from '../domain/matcher.ts'
import { isGeneric } from './generic-words.ts'
import type { MemoryIndex } from './memory-index.ts'
import { segment } from './text.ts'
import { weights } from './weights.ts'

export type KnownNeed = { id: string; need: MatchableNeed }
export type SimilarNeeds = {
  /** Known needs much like this one, most alike first, ties by id. */
  find(need: MatchableNeed, exclude: ReadonlySet<string>, limit: number): { needId: string; alike: number }[]
}

type Posting = { need: number; count: number }

/** Two needs are alike as far as each covers the other: the root of the product of both shares. */
export function indexNeeds(known: KnownNeed[], experts: MemoryIndex): SimilarNeeds {
  const postings = new Map<string, Posting[]>()
  const counts = known.map(({ need }) => countTerms(need))
  counts.forEach((terms, need) => {
    for (const [term, count] of terms) {
      const list = postings.get(term)
      if (list) list.push({ need, count })
      else postings.set(term, [{ need, count }])
    }
  })
  const rarity = (term: string) => {
    const id = experts.terms.get(term)
    const owners = (id === undefined ? 0 : experts.expertsWith[id]!) + (postings.get(term)?.length ?? 0)
    return Math.log((experts.experts.length + known.length + weights.unseenExperts + 1) / (owners + 1))
  }
  const massOf = (terms: Map<string, number>) => [...terms].reduce((sum, [term, count]) => sum + count * rarity(term), 0)
  const masses = counts.map(massOf)
  return {
    find(need, exclude, limit) {
      const terms = countTerms(need)
      const mass = massOf(terms)
      const here = new Float64Array(known.length)
      const there = new Float64Array(known.length)
      for (const [term, count] of terms) {
        for (const posting of postings.get(term) ?? []) {
          here[posting.need]! += count * rarity(term)
          there[posting.need]! += posting.count * rarity(term)
        }
      }
      return known
        .map(({ id }, i) => ({ needId: id, alike: Math.min(1, Math.sqrt((here[i]! / (mass || 1)) * (there[i]! / (masses[i]! || 1)))) }))
        .filter(({ needId, alike }) => alike >= weights.alike && !exclude.has(needId))
        .sort((a, b) => b.alike - a.alike || (a.needId < b.needId ? -1 : 1))
        .slice(0, limit)
    },
  }
}

/** Pairs, words and grades of a need; those of the title count more. */
function countTerms(need: MatchableNeed): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [text, weight] of [
    [need.title, weights.similarTitle],
    [need.targets, 1],
    [need.description, 1],
  ] as const) {
    for (const token of segment(text).tokens) {
      if (token.kind === 'han') continue
      counts.set(token.term, Math.max(counts.get(token.term) ?? 0, weight * (isGeneric(token) ? weights.generic : 1)))
    }
  }
  return counts
}
