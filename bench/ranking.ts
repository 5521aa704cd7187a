/** The format that `rank` reads and writes, and the bot's own ranker behind it. */
import { z } from 'zod'
import type { MatchableExpert } from '../src/domain/matcher.ts'
import { buildIndex, type MemoryIndex } from '../src/matching/memory-index.ts'
import { readNeed } from '../src/matching/query.ts'
import { rank } from '../src/matching/ranker.ts'

export const Candidate = z.object({
  type: z.literal('candidate'),
  id: z.string().min(1),
  documents: z.array(z.object({ title: z.string().default(''), text: z.string().default('') })),
})
export type Candidate = z.infer<typeof Candidate>

export const Need = z.object({
  type: z.literal('need'),
  id: z.string().min(1),
  title: z.string().default(''),
  description: z.string().default(''),
  among: z.array(z.string()).optional(),
})
export type Need = z.infer<typeof Need>

export const Line = z.discriminatedUnion('type', [Candidate, Need])

/** Candidates are experts whose documents are achievements. */
export function indexCandidates(candidates: Candidate[]): MemoryIndex {
  return buildIndex(
    candidates.map(
      ({ id, documents }): MatchableExpert => ({
        id,
        instituteId: '',
        fields: [],
        keywords: [],
        profile: '',
        achievements: documents.map(({ title, text }, i) => ({ id: String(i), title, summary: text })),
        solved: [],
      }),
    ),
  )
}

/** The score of each candidate asked for, in the order asked. */
export function scoresOf(index: MemoryIndex, need: Need): Map<string, number> {
  const { score } = rank(index, readNeed({ title: need.title, description: need.description, targets: '' }, index))
  const all = new Map(index.experts.map((known, e) => [known!.expert.id, score[e]!]))
  if (!need.among) return all
  return new Map(
    need.among.map((id) => {
      const known = all.get(id)
      if (known === undefined) throw new Error(`no candidate ${JSON.stringify(id)}`)
      return [id, known]
    }),
  )
}
