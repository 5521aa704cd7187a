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
  const documentScore = sums.document
  for (let d = 0; d < documentScore.length; d++) {
    if (documentScore[d] === 0) continue
    const length = index.documentLength[d]! - sums.documentTerms[d]!
    documentScore[d]! *= index.kindWeight[d]! / (query.norm * shorten(length, weights.documentLength))
  }
  const score = sums.expert
  for (let e = 0; e < score.length; e++) {
    if (score[e] === 0) continue
    const whole = score[e]! / (query.norm * shorten(index.expertLength[e]! - sums.expertTerms[e]!, weights.expertLength))
    const single = combine(documentScore, index.firstDocument[e]!, index.firstDocument[e + 1]!)
    score[e] = weights.wholeExpert * whole + (1 - weights.wholeExpert) * single
  }
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
  for (const term of query.terms) if (term.id >= 0) addTerm(index, sums, term)
  return sums
}

function addTerm(index: MemoryIndex, sums: Sums, { id, weight, mass }: Query['terms'][number]): void {
  const { postingDocument, postingWeight, expertOf, kindWeight } = index
  const end = index.firstPosting[id + 1]!
  let expert = -1
  let best = 0
  for (let p = index.firstPosting[id]!; p < end; p++) {
    const document = postingDocument[p]!
    const strength = postingWeight[p]!
    const owner = expertOf[document]!
    sums.document[document]! += weight * strength
    sums.documentTerms[document]!++
    if (owner !== expert) {
      if (expert >= 0) sums.expert[expert]! += weight * best
      expert = owner
      sums.expertTerms[owner]!++
      sums.found[owner]! += mass
      best = 0
    }
    const counted = strength * kindWeight[document]!
    if (counted > best) best = counted
  }
  if (expert >= 0) sums.expert[expert]! += weight * best
}

function shorten(length: number, { base, power }: { base: number; power: number }): number {
  return (base + length) ** power
}

/** The best document counts fully, each next one less, and few count: a long list of weak ones stays below one strong one. */
function combine(scores: Float64Array, first: number, end: number): number {
  let sum = 0
  let share = 1
  let below = Number.POSITIVE_INFINITY
  for (let left = weights.documentsCounted; left > 0; ) {
    let best = 0
    let times = 0
    for (let d = first; d < end; d++) {
      const score = scores[d]!
      if (score >= below || score < best) continue
      times = score === best ? times + 1 : 1
      best = score
    }
    if (best === 0) break
    for (; times > 0 && left > 0; times--, left--) {
      sum += share * best
      share *= weights.nextDocument
    }
    below = best
  }
  return sum
}
