/** How good a set of weights is: on graded sets, and on shop-floor needs against the sample directory. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Directory } from '../src/domain/directory-file.ts'
import type { MatchableExpert, MatchableNeed } from '../src/domain/matcher.ts'
import { buildIndex, type MemoryIndex } from '../src/matching/memory-index.ts'
import { bestOf } from '../src/matching/name-experts.ts'
import { readNeed } from '../src/matching/query.ts'
import { rank } from '../src/matching/ranker.ts'
import type { Weights } from '../src/matching/weights.ts'
import type { Judged } from './judged.ts'
import { mean, ndcgAt10, pairLoss } from './measures.ts'
import { indexCandidates, scoresOf } from './ranking.ts'

export type SetQuality = { needs: number; pairs: number; ndcg10?: number; loss: number }

/** An index made before is used again where only weights of needs and of ranking differ. */
export function judgedQuality({ candidates, needs, grades, per }: Judged, index: MemoryIndex = indexCandidates(candidates)): SetQuality {
  const scores = new Map(needs.map((need) => [need.id, scoresOf(index, need)]))
  const lists = new Map<string, { grade: number; score: number }[]>()
  for (const row of grades) {
    const list = lists.get(row[per]) ?? []
    list.push({ grade: row.grade, score: scores.get(row.need)!.get(row.candidate)! })
    lists.set(row[per], list)
  }
  const all = [...lists.values()]
  const ndcg10 = per === 'need' ? { ndcg10: mean(all.map(ndcgAt10)) } : {}
  return { needs: needs.length, pairs: grades.length, ...ndcg10, loss: pairLoss(all) }
}

/** A need as a factory writes it, and the experts of the sample directory whose own matter it is (`best`) or who could take it on (`also`). */
export type ShopFloorNeed = { id: string; title: string; description: string; best: string[]; also: string[] }

export function readShopFloor(): ShopFloorNeed[] {
  const text = readFileSync(join(import.meta.dirname, 'shop-floor', 'needs.jsonl'), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ShopFloorNeed]))
}

export function sampleExperts({ experts }: Directory): MatchableExpert[] {
  return experts.map(({ key, institute, fields, keywords, profile, achievements }) => ({
    ...{ id: key, instituteId: institute, fields, keywords, profile, solved: [] },
    achievements: achievements.map((a) => ({ id: a.key, title: a.title, summary: a.summary })),
  }))
}

export type ShopFloorQuality = { needs: number; hit1: number; hit3: number; mrr: number; anyHit1: number; anyHit3: number }

/** Where the best expert stands, over the needs that have one; `any…`: whether somebody who could take it on stands there, over those that have any. */
export function shopFloorQuality(experts: MatchableExpert[], needs: ShopFloorNeed[], weights?: Weights): ShopFloorQuality {
  const index = buildIndex(experts, weights)
  const rows = needs.flatMap((need) => {
    const able = [...need.best, ...need.also]
    if (able.length === 0) return []
    const order = rankedIds(index, { title: need.title, description: need.description, targets: '' })
    const place = (ids: string[]) => order.findIndex((id) => ids.includes(id))
    return [{ hasBest: need.best.length > 0, best: place(need.best), any: place(able) }]
  })
  const withBest = rows.filter(({ hasBest }) => hasBest)
  const share = (list: typeof rows, holds: (row: (typeof rows)[number]) => boolean) => list.filter(holds).length / list.length
  return {
    needs: withBest.length,
    hit1: share(withBest, ({ best }) => best === 0),
    hit3: share(withBest, ({ best }) => best >= 0 && best < 3),
    mrr: mean(withBest.map(({ best }) => (best < 0 ? 0 : 1 / (best + 1)))),
    anyHit1: share(rows, ({ any }) => any === 0),
    anyHit3: share(rows, ({ any }) => any >= 0 && any < 3),
  }
}

function rankedIds(index: MemoryIndex, need: MatchableNeed): string[] {
  const { score } = rank(index, readNeed(need, index))
  return bestOf(index, score, 20).map((e) => index.experts[e]!.expert.id)
}
