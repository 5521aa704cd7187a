import type { Directory } from '../src/domain/directory-file.ts'
import type { MatchableExpert, MatchableNeed } from '../src/domain/matcher.ts'
import { createMatcher } from '../src/matching/index.ts'
import { quantile } from './measures.ts'

/**
 * Milliseconds to load a directory and to name three experts for a need, and for one edit of an expert; `memoryMb` is what the matcher keeps beside
 * the texts themselves, without the thesaurus.
 */
export type Speed = {
  experts: number
  documents: number
  loadMs: number
  p50Ms: number
  p95Ms: number
  editP95Ms: number
  memoryMb: number
}

export function measureSpeed(experts: MatchableExpert[], needs: MatchableNeed[], rounds: number): Speed {
  const matcher = createMatcher()
  matcher.experts(needs[0]!, { exclude: new Set(), load: new Map(), limit: 3 })
  const before = memory()
  const start = performance.now()
  matcher.load({ experts, needs: [] })
  const loadMs = performance.now() - start
  const memoryMb = memory() - before
  const times = timed(rounds, needs, (need) => matcher.experts(need, { exclude: new Set(), load: new Map(), limit: 3 }))
  const edited = Array.from({ length: 40 }, (_, i) => experts[(i * 7919) % experts.length]!)
  const edits = timed(2, edited, (expert) =>
    matcher.putExpert(expert.id, { ...expert, profile: `${expert.profile}，近期开展压光机改造。` }),
  )
  const documents = experts.reduce((sum, expert) => sum + 1 + expert.achievements.length, 0)
  return {
    ...{ experts: experts.length, documents, loadMs: Math.round(loadMs), memoryMb: Math.round(memoryMb) },
    ...{
      p50Ms: rounded(quantile(times, 0.5)),
      p95Ms: rounded(quantile(times, 0.95)),
      editP50Ms: rounded(quantile(edits, 0.5)),
      editP95Ms: rounded(quantile(edits, 0.95)),
    },
  }
}

/** Times of all but the first round, in which the machine warms up. */
function timed<T>(rounds: number, list: T[], work: (one: T) => void): number[] {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const one of list) {
      const began = performance.now()
      work(one)
      if (round > 0) times.push(performance.now() - began)
    }
  }
  return times
}

/** Experts of the sample, and more of their kind: each has the profile of one and achievements of others, `perExpert` of them. */
export function grow({ experts }: Directory, size: number, perExpert = 3): MatchableExpert[] {
  return Array.from({ length: size }, (_, i) => {
    const own = experts[i % experts.length]!
    const turn = Math.floor(i / experts.length)
    const others = Array.from(
      { length: perExpert },
      (_, k) => experts[turn === 0 && k === 0 ? i : (i * (k + 2) + turn * 7 + k) % experts.length]!,
    )
    const achievements = others.map((other, k) => other.achievements[(k + turn) % Math.max(1, other.achievements.length)])
    return {
      id: `${own.key}-${turn}`,
      instituteId: own.institute,
      fields: own.fields,
      keywords: own.keywords,
      profile: turn === 0 ? own.profile : `${own.profile}\n${others[0]!.profile}`,
      achievements: achievements.flatMap((a, k) => (a ? [{ id: `${a.key}-${turn}-${k}`, title: a.title, summary: a.summary }] : [])),
      solved: [],
    }
  })
}

export function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

function rounded(value: number): number {
  return Number(value.toFixed(2))
}
