import type { Directory } from '../src/domain/directory-file.ts'
import type { MatchableExpert, MatchableNeed } from '../src/domain/matcher.ts'
import { createMatcher } from '../src/matching/index.ts'
import { quantile } from './measures.ts'

/** Milliseconds to load a directory of `size` experts and to name three for a need; memory is what the matcher keeps, in MB. */
export type Speed = { loadMs: number; p50Ms: number; p95Ms: number; memoryMb: number }

export function measureSpeed(sample: Directory, size: number): Speed {
  const experts = grow(sample, size)
  const needs = sample.pastNeeds.map(
    (past): MatchableNeed => ({ title: past.title, description: past.description, targets: '', field: past.field }),
  )
  const matcher = createMatcher()
  const before = memory()
  const start = performance.now()
  matcher.load({ experts, needs: needs.map((need, i) => ({ id: String(i), need })) })
  const loadMs = performance.now() - start
  const memoryMb = memory() - before
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    for (const need of needs) {
      const began = performance.now()
      matcher.experts(need, { exclude: new Set(), load: new Map(), limit: 3 })
      if (round > 0) times.push(performance.now() - began)
    }
  }
  return {
    loadMs: rounded(loadMs),
    p50Ms: rounded(quantile(times, 0.5)),
    p95Ms: rounded(quantile(times, 0.95)),
    memoryMb: Math.round(memoryMb),
  }
}

/** The sample's experts, and more of their kind: each has the profile of one and the achievements of others. */
function grow({ experts }: Directory, size: number): MatchableExpert[] {
  return Array.from({ length: size }, (_, i) => {
    const own = experts[i % experts.length]!
    const turn = Math.floor(i / experts.length)
    const others = turn === 0 ? [own] : [1, 2, 3].map((k) => experts[(i * (k + 1) + turn * 7) % experts.length]!)
    return {
      id: `${own.key}-${turn}`,
      instituteId: own.institute,
      fields: own.fields,
      keywords: own.keywords,
      profile: turn === 0 ? own.profile : `${own.profile}\n${others[0]!.profile}`,
      achievements: others.flatMap((other) => other.achievements).map(({ key, title, summary }) => ({ id: key, title, summary })),
      solved: [],
    }
  })
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

function rounded(value: number): number {
  return Number(value.toFixed(2))
}
