import type { Confidence, Match, MatchableNeed, MatchOptions } from '../domain/matcher.ts'
import { explain } from './explain.ts'
import type { MemoryIndex } from './memory-index.ts'
import { type Query, readNeed } from './query.ts'
import { type Evidence, rank } from './ranker.ts'
import { weights } from './weights.ts'

type Load = { open: number; cap: number }
type Candidate = { expert: number; evidence: number; score: number; load: Load; confidence: Confidence }

/** Who is asked: free, with evidence enough, not far behind the best; each with at least one reason. */
export function nameExperts(index: MemoryIndex, need: MatchableNeed, options: MatchOptions): Match[] {
  const query = readNeed(need, index)
  const evidence = rank(index, query)
  const candidates = free(index, need, options, query, evidence)
  const best = candidates.reduce((most, candidate) => Math.max(most, candidate.evidence), 0)
  const matches: Match[] = []
  for (const candidate of candidates.filter(({ evidence }) => evidence >= best * weights.naming.besideBest).sort(byScore)) {
    if (matches.length >= options.limit) break
    const { expert, score, confidence, load } = candidate
    const reasons = explain(index, query, evidence, expert, need)
    if (reasons[0]?.kind !== 'terms') continue
    if (load.open > 0) reasons.push({ kind: 'load', ...load })
    matches.push({ expertId: index.experts[expert]!.id, score, confidence, reasons })
  }
  return matches
}

/** Experts stand in order of id, so number breaks ties. */
function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.expert - b.expert
}

function free(index: MemoryIndex, need: MatchableNeed, options: MatchOptions, query: Query, found: Evidence): Candidate[] {
  const candidates: Candidate[] = []
  for (let expert = 0; expert < index.experts.length; expert++) {
    if (found.score[expert] === 0) continue
    const { id, fields } = index.experts[expert]!
    const evidence = found.score[expert]! * (need.field && fields.includes(need.field) ? weights.sameField : 1)
    const confidence = confidenceOf(evidence, found.found[expert]!, query)
    if (!confidence || options.exclude.has(id)) continue
    const load = options.load.get(id) ?? { open: 0, cap: 3 }
    if (load.open >= load.cap) continue
    const score = evidence * (1 - (weights.fullLoad * load.open) / load.cap)
    candidates.push({ expert, evidence, score, load, confidence })
  }
  return candidates
}

/** From the evidence and the share of the need that it covers; undefined where nobody should be named on it. */
function confidenceOf(evidence: number, found: number, query: Query): Confidence | undefined {
  if (found < weights.naming.found * query.rarest) return undefined
  const covered = found / query.mass
  return levels.find((level) => evidence >= weights.naming[level].evidence && covered >= weights.naming[level].covered)
}

const levels = ['strong', 'good', 'possible'] as const
