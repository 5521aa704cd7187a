import type { MatchableExpert, MatchableNeed } from '../domain/matcher.ts'
import { buildIndex, type MemoryIndex } from './memory-index.ts'
import { bestOf } from './name-experts.ts'
import { readNeed } from './query.ts'
import { rank } from './ranker.ts'
import type { Weights } from './weights.ts'

/** A need of the past, who was right for it, and who said it was not theirs. */
export type Labelled = { needId: string; need: MatchableNeed; fits: string[]; misfits: string[] }

export type Change = { path: string; from: number; to: number }

/** `before` and `after` are of needs that were not learnt from (0..1, higher is better); `weights` only where they are to be adopted. */
export type Learnt = { learntFrom: number; judgedOn: number; before: number; after: number; changes: Change[]; weights?: Weights }

/** Needs below which nothing is learnt, the share that is learnt from (the oldest), and by how much the rest must be ranked better. */
export const learning = { least: 40, share: 0.7, better: 0.005 }

/** What an installation's own history may change: few, and coarsely, so that a hundred needs suffice. */
const paths = [
  'channels.characters',
  'channels.concepts',
  'channels.expansion',
  'need.title',
  'wholeExpert',
  'nextDocument',
  'kinds.achievement',
  'kinds.solved',
  'sameField',
]
const step = 1.3
const mostRounds = 3

/**
 * Fits the weights of ranking to needs of the past, oldest first, and judges them on the newer ones. What an expert has solved of these needs is left out
 * of what is known of the expert: it would give the answer away. Undefined where the history is too short.
 */
export function learn(experts: MatchableExpert[], labelled: Labelled[], start: Weights): Learnt | undefined {
  if (labelled.length < learning.least) return undefined
  const past = new Set(labelled.map(({ needId }) => needId))
  const known = experts.map((expert) => ({
    ...expert,
    vectors: undefined,
    solved: expert.solved.filter(({ needId }) => !past.has(needId)),
  }))
  const index = buildIndex(known, start)
  const cut = Math.floor(labelled.length * learning.share)
  const older = labelled.slice(0, cut)
  const newer = labelled.slice(cut)
  const { weights, changes } = climb(index, older, start)
  const before = worth(index, newer, start)
  const after = worth(index, newer, weights)
  const adopt = changes.length > 0 && after >= before + learning.better
  return { learntFrom: older.length, judgedOn: newer.length, before, after, changes, weights: adopt ? weights : undefined }
}

function climb(index: MemoryIndex, needs: Labelled[], start: Weights): { weights: Weights; changes: Change[] } {
  let weights = start
  let best = worth(index, needs, start)
  const changes = new Map<string, Change>()
  for (let round = 0, better = true; better && round < mostRounds; round++) {
    better = false
    for (const path of paths) {
      for (const factor of [step, 1 / step]) {
        const { changed, from, to } = withWeight(weights, path, factor)
        const value = worth(index, needs, changed)
        if (value <= best + 1e-6) continue
        weights = changed
        best = value
        better = true
        changes.set(path, { path, from: changes.get(path)?.from ?? from, to })
        break
      }
    }
  }
  return { weights, changes: [...changes.values()] }
}

/** Mean of one over the place of the first who fits, less a tenth for each misfit among the first three. */
function worth(index: MemoryIndex, needs: Labelled[], weights: Weights): number {
  const weighed = { ...index, weights }
  const each = needs.map(({ need, fits, misfits }) => {
    const { score } = rank(weighed, readNeed(need, weighed))
    const sameField = (e: number) => (need.field && index.experts[e]?.expert.fields.includes(need.field) ? weights.sameField : 1)
    const order = bestOf(
      weighed,
      score.map((value, e) => value * sameField(e)),
      20,
    ).map((e) => index.experts[e]!.expert.id)
    const place = order.findIndex((id) => fits.includes(id))
    const wrong = order.slice(0, 3).filter((id) => misfits.includes(id)).length
    return (place < 0 ? 0 : 1 / (place + 1)) - wrong / 10
  })
  return each.reduce((sum, value) => sum + value, 0) / (needs.length || 1)
}

function withWeight(weights: Weights, path: string, factor: number): { changed: Weights; from: number; to: number } {
  const changed = structuredClone(weights)
  const keys = path.split('.')
  const last = keys.pop()!
  const holder = keys.reduce<unknown>((value, key) => Reflect.get(value as object, key), changed) as Record<string, number>
  const from = holder[last]!
  holder[last] = Number((from * factor).toPrecision(3))
  return { changed, from, to: holder[last] }
}
