import type { MemoryIndex } from './memory-index.ts'
import type { Query } from './query.ts'
import { weights } from './weights.ts'

/** What was found, by expert and by document. `found` is the mass of the need's terms that an expert has anywhere. */
export type Evidence = { score: Float64Array; found: Float64Array; documentScore: Float64Array }

/**
 * Scores all experts for a need. More of the need's own terms in an expert's documents never lowers that expert: length is counted in
 * terms that the need lacks, and rarity in experts.
 */
export function rank(index: MemoryIndex, query: Query): Evidence {
  const sums = addUp(index, query)
  const documentScore = Float64Array.from(sums.document, (sum, d) => {
    const length = index.documentLength[d]! - sums.documentTerms[d]!
    return sum === 0 ? 0 : (sum * weights.kinds[index.documents[d]!.kind]) / (query.norm * shorten(length, weights.documentLength))
  })
  const score = Float64Array.from(sums.expert, (sum, e) => {
    if (sum === 0) return 0
    const whole = sum / (query.norm * shorten(index.expertLength[e]! - sums.expertTerms[e]!, weights.expertLength))
    return (
      weights.wholeExpert * whole +
      (1 - weights.wholeExpert) * combine(documentScore.subarray(index.firstDocument[e], index.firstDocument[e + 1]))
    )
  })
  return { score, found: sums.found, documentScore }
}

type Sums = {
  document: Float64Array
  documentTerms: Uint32Array
  expert: Float64Array
  expertTerms: Uint32Array
  found: Float64Array
}

function addUp(index: MemoryIndex, query: Query): Sums {
  const documents = index.documents.length
  const experts = index.experts.length
  const sums: Sums = {
    document: new Float64Array(documents),
    documentTerms: new Uint32Array(documents),
    expert: new Float64Array(experts),
    expertTerms: new Uint32Array(experts),
    found: new Float64Array(experts),
  }
  const kindWeights = Float64Array.from(index.documents, (document) => weights.kinds[document.kind])
  for (const term of query.terms) if (term.id >= 0) addTerm(index, sums, kindWeights, term)
  return sums
}

function addTerm(index: MemoryIndex, sums: Sums, kindWeights: Float64Array, { id, weight, mass }: Query['terms'][number]): void {
  const { postingDocument, postingWeight, expertOf } = index
  const end = index.firstPosting[id + 1]!
  let expert = -1
  let best = 0
  for (let p = index.firstPosting[id]!; p < end; p++) {
    const document = postingDocument[p]!
    const strength = postingWeight[p]!
    sums.document[document]! += weight * strength
    sums.documentTerms[document]!++
    if (expertOf[document] !== expert) {
      if (expert >= 0) sums.expert[expert]! += weight * best
      expert = expertOf[document]!
      sums.expertTerms[expert]!++
      sums.found[expert]! += mass
      best = 0
    }
    best = Math.max(best, strength * kindWeights[document]!)
  }
  if (expert >= 0) sums.expert[expert]! += weight * best
}

function shorten(length: number, { base, power }: { base: number; power: number }): number {
  return (base + length) ** power
}

/** The best document counts fully, each next one less: a long list of weak ones stays below one strong one. */
function combine(scores: Float64Array): number {
  if (scores.length === 1) return scores[0]!
  let sum = 0
  let share = 1
  for (const score of scores.slice().sort().reverse()) {
    if (score === 0 || share < 0.001) break
    sum += share * score
    share *= weights.nextDocument
  }
  return sum
}
