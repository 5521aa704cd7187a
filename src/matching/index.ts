import type { MatchableNeed, Matcher, MatchOptions } from '../domain/matcher.ts'
import { buildIndex } from './memory-index.ts'
import { nameExperts } from './name-experts.ts'
import { indexNeeds } from './similar-needs.ts'

/** A matcher that knows nothing yet. Everything is kept in memory; `load` replaces it at once. */
export function createMatcher(): Matcher {
  let experts = buildIndex([])
  let needs = indexNeeds([], experts)
  return {
    load(known) {
      experts = buildIndex(known.experts)
      needs = indexNeeds(known.needs, experts)
    },
    experts: (need: MatchableNeed, options: MatchOptions) => nameExperts(experts, need, options),
    similarNeeds: (need, exclude, limit) => needs.find(need, exclude, limit),
  }
}
