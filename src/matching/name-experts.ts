import type { Confidence, Factors, Match, MatchableNeed, MatchOptions } from '../domain/matcher.ts'
import { explain } from './explain.ts'
import { type Circumstances, factorsOf, loadOf, mayBeNamed, scoreOf } from './factors.ts'
import type { MemoryIndex } from './memory-index.ts'
import { readNeed } from './query.ts'
import { type Evidence, rank } from './ranker.ts'
import type { Weights } from './weights.ts'

type Candidate = { expert: number; factors: Factors; score: number; likely: number }

/** What else is known that bears on an answer. */
export type Surroundings = { alike: ReadonlyMap<string, number>; expertsOf: ReadonlyMap<string, number> }

/** Who is asked: free, likely enough to help; each with at least one reason. */
export function nameExperts(index: MemoryIndex, need: MatchableNeed, options: MatchOptions, around: Surroundings): Match[] {
  const query = readNeed(need, index)
  const evidence = rank(index, query)
  const matches: Match[] = []
  for (const { expert, factors, score, likely } of candidates(index, evidence, { need, options, ...around })) {
    if (matches.length >= options.limit) break
    const confidence = confidenceOf(likely, index.weights.confidence)
    if (!confidence) continue
    const reasons = explain(index, query, evidence, expert, need)
    if (reasons[0]?.kind !== 'terms' && reasons[0]?.kind !== 'bridges') continue
    const known = index.experts[expert]!.expert
    const load = loadOf(known, options)
    if (load.open > 0) reasons.push({ kind: 'load', ...load })
    matches.push({ expertId: known.id, score, likely, confidence, reasons, factors })
  }
  return matches
}

/** The likeliest of who may be named, best first; ids break ties. */
function candidates(index: MemoryIndex, { score }: Evidence, circumstances: Circumstances): Candidate[] {
  const first = bestOf(index, score, index.weights.candidates, circumstances)
  const top = score.reduce((a, b) => Math.max(a, b), 0)
  return first
    .map((expert): Candidate => {
      const factors = factorsOf(index.experts[expert]!.expert, score[expert]!, index, circumstances)
      return { expert, factors, score: scoreOf(factors), likely: likelihood(index.weights.confidence, factors, top) }
    })
    .sort((a, b) => b.score - a.score || (index.experts[a.expert]!.expert.id < index.experts[b.expert]!.expert.id ? -1 : 1))
}

/** Numbers of the experts with most evidence who may be named; the order is by evidence, then by id. */
export function bestOf(index: MemoryIndex, score: Float64Array, most: number, circumstances?: Circumstances): number[] {
  const found: number[] = []
  const before = (a: number, b: number) => score[b]! - score[a]! || (index.experts[a]!.expert.id < index.experts[b]!.expert.id ? -1 : 1)
  for (let e = 0; e < score.length; e++) {
    if (score[e] === 0) continue
    if (found.length === most && before(e, found.at(-1)!) > 0) continue
    if (circumstances && !mayBeNamed(index.experts[e]!.expert, circumstances)) continue
    let low = 0
    let high = found.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(e, found[middle]!) < 0) high = middle
      else low = middle + 1
    }
    found.splice(low, 0, e)
    if (found.length > most) found.pop()
  }
  return found
}

/** What the probability is made from: the logarithm of the evidence with what the expert said of such needs, and the evidence beside the best one's. */
export function signsOf({ evidence, field, passes }: Factors, top: number): number[] {
  return [1, Math.log(evidence * field * passes), top > 0 ? evidence / top : 0]
}

function likelihood({ base, evidence, beside }: Weights['confidence'], factors: Factors, top: number): number {
  const signs = signsOf(factors, top)
  const sum = [base, evidence, beside].reduce((all, weight, i) => all + weight * signs[i]!, 0)
  return 1 / (1 + Math.exp(-sum))
}

function confidenceOf(likely: number, { strong, good, possible }: Weights['confidence']): Confidence | undefined {
  if (likely >= strong) return 'strong'
  if (likely >= good) return 'good'
  return likely >= possible ? 'possible' : undefined
}
