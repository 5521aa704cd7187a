import type { FoundAchievement, MatchableNeed } from '../domain/matcher.ts'
import type { MemoryIndex } from './memory-index.ts'
import { readNeed } from './query.ts'
import { rank } from './ranker.ts'

/** Achievements that bear on a need, best first: those close to the best document of all, whoever's it is. */
export function findAchievements(index: MemoryIndex, need: MatchableNeed, limit: number): FoundAchievement[] {
  const { documentScore } = rank(index, readNeed(need, index))
  const top = documentScore.reduce((a, b) => Math.max(a, b), 0)
  const found: FoundAchievement[] = []
  for (const known of index.experts) {
    if (!known) continue
    known.expert.achievements.forEach(({ id, title }, i) => {
      // the first document is what the expert says of themselves
      const score = documentScore[known.documents[i + 1]!]!
      if (score > 0 && score >= top * index.weights.achievementBeside)
        found.push({ achievementId: id, expertId: known.expert.id, title, score })
    })
  }
  return found.sort((a, b) => b.score - a.score || (a.achievementId < b.achievementId ? -1 : 1)).slice(0, limit)
}
