import { kinds, type MemoryIndex } from './memory-index.ts'
import { weightSteps } from './postings.ts'
import type { Query } from './query.ts'
import { addLikeness } from './vectors.ts'
import { channels, type Weights } from './weights.ts'

/** What was found, by number of expert and of document. */
export type Evidence = { score: Float64Array; documentScore: Float64Array }

/**
 * Scores all experts for a need. More of the need's own terms in an expert's documents never lowers that expert: length is counted in
 * terms that the need lacks, and rarity in experts.
 */
export function rank(index: MemoryIndex, query: Query): Evidence {
  const { weights } = index
  const documents = index.documents.length
  const experts = index.experts.length
  const documentScore = new Float64Array(documents)
  const whole = new Float64Array(experts)
  const kindWeight = kinds.map((kind) => weights.kinds[kind])
  channels.forEach((channel, c) => {
    // the expansion is made of terms, so its lengths are theirs
    const length = channel === 'expansion' ? 1 : c
    const sums = addUp(index, query, c, kindWeight)
    const share = weights.channels[channel] / query.norms[c]!
    const ofDocument = shortening(weights.documentLength[channel])
    for (let d = 0; d < documents; d++) {
      if (sums.document[d] === 0) continue
      const lacking = index.documentLength[3 * d + length]! - sums.documentTerms[d]!
      documentScore[d]! += share * kindWeight[index.kindOf[d]!]! * sums.document[d]! * ofDocument(lacking)
    }
    const ofExpert = shortening(weights.expertLength[channel])
    for (let e = 0; e < experts; e++) {
      if (sums.expert[e] === 0) continue
      const lacking = index.expertLength[3 * e + length]! - sums.expertTerms[e]!
      whole[e]! += share * sums.expert[e]! * ofExpert(lacking)
    }
  })
  if (query.vector) addLikeness(index, query.vector, documentScore)
  const score = new Float64Array(experts)
  let sum = 0
  for (let e = 0; e < experts; e++) {
    const known = index.experts[e]
    if (!known || (whole[e] === 0 && !query.vector)) continue
    const single = combine(documentScore, known.documents, weights)
    score[e] = weights.wholeExpert * whole[e]! + (1 - weights.wholeExpert) * single
    // whole numbers, so that the sum is the same in whatever order experts are kept
    sum += Math.round(score[e]! * exactly)
  }
  const { experts: more, mean } = weights.commonPrior
  const common = ((sum / exactly + more * mean) / (index.known + more)) ** weights.commonness
  for (let e = 0; e < experts; e++) score[e]! /= common
  return { score, documentScore }
}

/** What a text is worth that has so many terms the need lacks; worked out once for each number. */
function shortening({ base, power }: { base: number; power: number }): (lacking: number) => number {
  const known = new Float64Array(2048)
  return (lacking) => {
    if (lacking >= known.length) return (base + lacking) ** -power
    known[lacking] ||= (base + lacking) ** -power
    return known[lacking]!
  }
}

const exactly = 2 ** 32

type Sums = { document: Float64Array; documentTerms: Uint32Array; expert: Float64Array; expertTerms: Uint32Array }

function addUp(index: MemoryIndex, query: Query, channel: number, kindWeight: number[]): Sums {
  const sums: Sums = {
    document: new Float64Array(index.documents.length),
    documentTerms: new Uint32Array(index.documents.length),
    expert: new Float64Array(index.experts.length),
    expertTerms: new Uint32Array(index.experts.length),
  }
  // whole numbers, so that it does not matter in which order an expert's documents come
  const kindSteps = kindWeight.map((weight) => Math.round(weight * 100))
  const best = new Uint32Array(index.experts.length)
  const rest = new Uint32Array(index.experts.length)
  const touched = new Uint32Array(index.experts.length)
  const { pool, start, size } = index.postings
  const { expertOf, kindOf } = index
  const { again } = index.weights
  for (const { id, worth, channel: own } of query.terms) {
    if (id < 0 || own !== channel) continue
    const end = start[id]! + size[id]!
    let experts = 0
    for (let at = start[id]!; at < end; at++) {
      const entry = pool[at]!
      const d = entry >>> 7
      const steps = entry & weightSteps
      sums.document[d]! += (worth * steps) / weightSteps
      sums.documentTerms[d]!++
      const e = expertOf[d]!
      const counted = steps * kindSteps[kindOf[d]!]!
      if (best[e] === 0) touched[experts++] = e
      if (counted > best[e]!) {
        rest[e]! += best[e]!
        best[e] = counted
      } else rest[e]! += counted
    }
    for (let i = 0; i < experts; i++) {
      const e = touched[i]!
      sums.expert[e]! += (worth * (best[e]! + again * Math.min(rest[e]!, best[e]!))) / (weightSteps * 100)
      sums.expertTerms[e]!++
      best[e] = 0
      rest[e] = 0
    }
  }
  return sums
}

/** The best document counts fully, each next one less, and few count: a long list of weak ones stays below one strong one. */
function combine(scores: Float64Array, documents: number[], weights: Weights): number {
  const best: number[] = []
  for (const d of documents) {
    const score = scores[d]!
    if (score === 0 || (best.length === weights.documentsCounted && score <= best.at(-1)!)) continue
    let at = best.length
    while (at > 0 && best[at - 1]! < score) at--
    best.splice(at, 0, score)
    if (best.length > weights.documentsCounted) best.pop()
  }
  return best.reduce((sum, score, i) => sum + score * weights.nextDocument ** i, 0)
}
