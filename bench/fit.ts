/**
 * Fits the weights of needs and ranking: one after the other is made larger and smaller by a coarse step, and a change that makes all sets together
 * better by more than noise is kept, until nothing is. Graded sets are folders given as arguments; the shop-floor needs are always among the sets.
 * Prints every change, and in the end what is to be written into src/matching/weights.ts.
 */
import type { MemoryIndex } from '../src/matching/memory-index.ts'
import { defaultWeights, type Weights } from '../src/matching/weights.ts'
import { readSample } from '../src/sample.ts'
import { readJudged } from './judged.ts'
import { judgedQuality, readShopFloor, sampleExperts, shopFloorQuality } from './quality.ts'
import { indexCandidates } from './ranking.ts'

/** Weights that are not read when documents are indexed: the index stands while they vary. */
const fitted = [
  'need.title',
  'head.characters',
  'head.after',
  'needSaturation',
  'channels.characters',
  'channels.concepts',
  'channels.expansion',
  'rarity.characters',
  'rarity.terms',
  'rarity.concepts',
  'grade',
  'generic',
  'unseenExperts',
  'documentLength.terms.base',
  'documentLength.terms.power',
  'documentLength.characters.base',
  'documentLength.characters.power',
  'documentLength.concepts.power',
  'documentLength.expansion.power',
  'expertLength.terms.power',
  'nextDocument',
  'again',
  'wholeExpert',
  'leastNeed.terms',
  'leastNeed.concepts',
  'leastNeed.expansion',
  'commonness',
  'expansion.concepts',
  'expansion.neighbours',
  'expansion.named',
  'expansion.terms',
  'expansion.rarity',
]
const step = 1.5
const noise = 0.0004

const sets = process.argv.slice(2).map((folder) => {
  const judged = readJudged(folder)
  return { folder, judged, index: indexCandidates(judged.candidates) }
})
const needs = readShopFloor()
const experts = sampleExperts(await readSample())

let weights: Weights = structuredClone(defaultWeights)
let best = worth(weights)
console.log(JSON.stringify({ start: best }))
for (let better = true; better; ) {
  better = false
  for (const path of fitted) {
    for (const factor of [step, 1 / step]) {
      const tried = changed(weights, path, factor)
      const value = worth(tried)
      if (value.all <= best.all + noise) continue
      weights = tried
      best = value
      better = true
      console.log(JSON.stringify({ path, value: valueAt(weights, path), ...best }))
      break
    }
  }
}
console.log(JSON.stringify(weights, undefined, 2))

function worth(tried: Weights): Record<string, number> & { all: number } {
  const parts: Record<string, number> = {}
  for (const { folder, judged, index } of sets) {
    const { ndcg10, loss } = judgedQuality(judged, withWeights(index, tried))
    parts[folder] = (ndcg10 ?? 0) - loss
  }
  const { mrr, anyHit3 } = shopFloorQuality(experts, needs, tried)
  parts.shopFloor = (mrr + anyHit3) / 2
  return { ...parts, all: Object.values(parts).reduce((sum, part) => sum + part, 0) }
}

function withWeights(index: MemoryIndex, tried: Weights): MemoryIndex {
  return { ...index, weights: tried }
}

function changed(from: Weights, path: string, factor: number): Weights {
  const copy = structuredClone(from)
  const keys = path.split('.')
  const last = keys.pop()!
  const holder = keys.reduce((value: unknown, key) => (value as Record<string, unknown>)[key], copy) as Record<string, number>
  holder[last] = Number((holder[last]! * factor).toPrecision(3))
  return copy
}

function valueAt(from: Weights, path: string): unknown {
  return path.split('.').reduce((value: unknown, key) => (value as Record<string, unknown>)[key], from)
}
