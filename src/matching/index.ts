import type { Matcher } from '../domain/matcher.ts'
// TEMPORARY stub by the lead until the matching helper's file lands
export function createMatcher(): Matcher {
  let experts: Parameters<Matcher['load']>[0]['experts'] = []
  return {
    load(known) {
      experts = known.experts
    },
    experts(need, { exclude, load, limit }) {
      const text = need.title + need.description
      return experts
        .filter((e) => !exclude.has(e.id) && (load.get(e.id)?.open ?? 0) < (load.get(e.id)?.cap ?? 3))
        .map((e) => ({
          expertId: e.id,
          hits: e.keywords.filter((k) => [...k].some((_, i) => i + 1 < k.length && text.includes(k.slice(i, i + 2)))),
        }))
        .filter((m) => m.hits.length > 0)
        .sort((a, b) => b.hits.length - a.hits.length || (a.expertId < b.expertId ? -1 : 1))
        .slice(0, limit)
        .map((m) => ({
          expertId: m.expertId,
          score: m.hits.length,
          confidence: 'good' as const,
          reasons: [{ kind: 'terms' as const, terms: m.hits }],
        }))
    },
    similarNeeds: () => [],
  }
}
