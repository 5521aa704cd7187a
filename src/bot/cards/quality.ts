import { checkRight } from '../../domain/rights.ts'
import type { MatchingFigures } from '../../domain/store.ts'
import { type Draft, fieldsOf, type Reader } from './card.ts'

const yearMs = 365 * 86_400_000

/** For staff: whether those who solved needs had been suggested, and where needs find nobody. */
export async function qualityCard({ tx, words, person, now }: Reader): Promise<Draft> {
  checkRight(person, 'see_quality')
  const { sample, all, byField } = await tx.matching.figures(new Date(now.getTime() - yearMs))
  const q = words.t.quality
  const title = q.title + (sample ? q.sample : '')
  if (all.published === 0) return { title, text: q.nothing }
  const of = (n: number, whole: number) => q.count(n, whole > 0 ? q.share(Math.round((n / whole) * 100)) : '')
  const lines = [...byField].map(([field, f]) =>
    q.fieldLine(field ? words.field(field) : q.noField, f.published, f.foundNobody, f.solved, f.firstThree),
  )
  return {
    title,
    text: [q.period, '', q.byField, ...lines].join('\n'),
    fields: fieldsOf([
      [q.published, q.count(all.published, '')],
      [q.found, of(all.published - all.foundNobody, all.published)],
      [q.claimed, of(all.claimed, all.published)],
      [q.hours, all.medianHoursToClaim === undefined ? undefined : q.time(all.medianHoursToClaim)],
      ...solvedFields(all, q, of),
    ]),
  }
}

function solvedFields(
  all: MatchingFigures,
  q: Reader['words']['t']['quality'],
  of: (n: number, whole: number) => string,
): [string, string | undefined][] {
  if (all.solved === 0) return [[q.solved, q.count(0, '')]]
  return [
    [q.solved, q.count(all.solved, '')],
    [q.first, of(all.first, all.solved)],
    [q.firstThree, of(all.firstThree, all.solved)],
    [q.firstTen, of(all.firstTen, all.solved)],
  ]
}
