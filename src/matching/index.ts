import type { MatchableExpert, Matcher } from '../domain/matcher.ts'
import { findAchievements } from './achievements.ts'
import { createIndex, type MemoryIndex, putExpert, removeExpert } from './memory-index.ts'
import { bestOf, nameExperts, type Surroundings } from './name-experts.ts'
import { readNeed } from './query.ts'
import { rank } from './ranker.ts'
import { alikeNeeds, createNeedIndex, type NeedIndex, putNeed, removeNeed } from './similar-needs.ts'
import { proposeTeam } from './teams.ts'
import { defaultWeights, type Weights } from './weights.ts'

/** A matcher that knows nothing yet. Everything is kept in memory. */
export function createMatcher(weights: Weights = defaultWeights): Matcher {
  let experts = createIndex(weights)
  let needs = createNeedIndex()
  let institutes = new Map<string, number>()

  function put(expert: MatchableExpert): void {
    remove(expert.id)
    putExpert(experts, expert)
    institutes.set(expert.instituteId, (institutes.get(expert.instituteId) ?? 0) + 1)
  }

  function remove(id: string): void {
    const number = experts.numberOf.get(id)
    if (number === undefined) return
    const { instituteId } = experts.experts[number]!.expert
    institutes.set(instituteId, institutes.get(instituteId)! - 1)
    removeExpert(experts, id)
  }

  const around = (need: Parameters<Matcher['experts']>[0]): Surroundings => ({
    expertsOf: institutes,
    alike: alikeNeeds(needs, need, experts, weights.alike),
  })

  return {
    load(known) {
      experts = createIndex(weights)
      needs = createNeedIndex()
      institutes = new Map()
      for (const expert of known.experts) put(expert)
      for (const { id, need } of known.needs) putNeed(needs, id, need, weights)
    },
    putExpert: (id, expert) => (expert ? put(expert) : remove(id)),
    putNeed: (id, need) => (need ? putNeed(needs, id, need, weights) : removeNeed(needs, id)),
    experts: (need, options) => nameExperts(experts, need, options, around(need)),
    ranking: (need, limit) => rankingOf(experts, need, limit),
    team: (need, options) => proposeTeam(experts, need, options, around(need)),
    achievements: (need, limit) => findAchievements(experts, need, limit),
    similarNeeds: (need, exclude, limit) => similar(needs, experts, need, exclude, limit),
  }
}

function rankingOf(experts: MemoryIndex, need: Parameters<Matcher['ranking']>[0], limit: number): ReturnType<Matcher['ranking']> {
  const { score } = rank(experts, readNeed(need, experts))
  return bestOf(experts, score, limit).map((e) => ({ expertId: experts.experts[e]!.expert.id, score: score[e]! }))
}

function similar(
  needs: NeedIndex,
  experts: MemoryIndex,
  need: Parameters<Matcher['similarNeeds']>[0],
  exclude: ReadonlySet<string>,
  limit: number,
): ReturnType<Matcher['similarNeeds']> {
  return [...alikeNeeds(needs, need, experts, experts.weights.alike)]
    .filter(([needId]) => !exclude.has(needId))
    .map(([needId, alike]) => ({ needId, alike }))
    .sort((a, b) => b.alike - a.alike || (a.needId < b.needId ? -1 : 1))
    .slice(0, limit)
}
