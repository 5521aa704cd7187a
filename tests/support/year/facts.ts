import type { FigureKey, FigureValues } from '../../../src/domain/reports/figures.ts'
import { figures } from '../../../src/domain/reports/figures.ts'
import type { Entry, NeedRow, Rows } from './rows.ts'

/** What docs/figures.md says, once more and row by row, for the test of the year. It shares no line with the program’s SQL. */

export type Fact = {
  figure: Exclude<FigureKey, 'visited'>
  need: NeedRow
  township: string
  /** ISO day of Shanghai. */
  on: string
  value: number
  parts: { institute: string; value: number }[]
}

export type Span = { from: string; until: string }

/** Shanghai is eight hours ahead, all year. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

export function isIn(span: Span, at: Date | null | undefined): at is Date {
  return at != null && span.from <= dayOf(at) && dayOf(at) <= span.until
}

/** The history without what was taken back within its minute: an undo takes back the last entry of what it names. */
export function standing(entries: readonly Entry[]): Entry[] {
  const left: Entry[] = []
  for (const entry of entries) {
    if (entry.event !== 'undo') {
      left.push(entry)
      continue
    }
    // “it happened again” opens the need with the same press
    const names = entry.note === 'reopen' ? ['reopen', 'follow_up_again'] : [entry.note ?? '']
    for (const name of names) {
      const at = left.findLastIndex(({ event }) => event === name)
      const taken = left[at]
      if (taken && entry.at.getTime() - taken.at.getTime() <= 60_000) left.splice(at, 1)
    }
    // whoever was asked by a publication that did not happen was not asked
    if (entry.note === 'publish') for (let i = left.length - 1; i >= 0; i--) if (left[i]?.event === 'asked') left.splice(i, 1)
  }
  return left
}

/** Drafts, duplicates, wholes that were split and the parts of a split that was taken back are no needs of their own. */
export function isNeed({ state, splitFromId, endReason }: NeedRow): boolean {
  if (state === 'draft' || state === 'merged' || state === 'split') return false
  return !(state === 'withdrawn' && splitFromId && endReason === null)
}

export function claimsOf(rows: Rows, { id }: NeedRow) {
  return (rows.claims.get(id) ?? []).filter(({ ended }) => ended !== 'undone')
}

/** The first expert asked, or who took it up unasked before. */
export function matchOf(rows: Rows, need: NeedRow): { at: Date; expertId: string } | undefined {
  const asked = standing(rows.entries.get(need.id) ?? []).find(({ event }) => event === 'asked')
  const claim = claimsOf(rows, need)[0]
  if (asked && (!claim || asked.at <= claim.at)) return { at: asked.at, expertId: asked.note ?? '' }
  return claim && { at: claim.at, expertId: claim.expertId }
}

export function factsOf(rows: Rows): Fact[] {
  return rows.needs.flatMap((need) => [...factsOfLife(rows, need), ...factsOfVisits(rows, need), ...factsOfOutcomes(rows, need)])
}

function factsOfLife(rows: Rows, need: NeedRow): Fact[] {
  if (!isNeed(need)) return []
  const township = rows.enterprises.get(need.enterpriseId ?? '')?.township ?? ''
  const submitted = standing(rows.entries.get(need.id) ?? []).findLast(({ event }) => event === 'submit')
  const claim = claimsOf(rows, need)[0]
  const match = matchOf(rows, need)
  const moments = [
    ['learnt', submitted?.at ?? need.publishedAt, claim?.expertId],
    ['published', need.publishedAt, claim?.expertId],
    ['matched', match?.at, match?.expertId],
    ['claimed', claim?.at, claim?.expertId],
  ] as const
  return moments.flatMap(([figure, at, expertId]) => {
    const institute = rows.instituteOf.get(expertId ?? '') ?? ''
    return at ? [{ figure, need, township, on: dayOf(at), value: 1, parts: [{ institute, value: 1 }] }] : []
  })
}

function factsOfVisits(rows: Rows, need: NeedRow): Fact[] {
  const township = rows.enterprises.get(need.enterpriseId ?? '')?.township ?? ''
  return (rows.visits.get(need.id) ?? []).map(({ day, doneAt, createdAt }) => {
    const noted = doneAt ?? createdAt
    const had = claimsOf(rows, need).findLast(
      ({ at, endedAt, ended }) => at <= noted && (endedAt === null || endedAt >= noted || ended === 'confirmed'),
    )
    const institute = rows.instituteOf.get(had?.expertId ?? '') ?? ''
    return { figure: 'visits', need, township, on: day, value: 1, parts: [{ institute, value: 1 }] }
  })
}

type Outcome = NonNullable<ReturnType<Rows['outcomes']['get']>>[number]

function worthOf({ kind, subkind, amount, count }: Outcome): [Fact['figure'], number][] {
  if (kind === 'agreement') return [['agreements', 1], ...money('agreementAmount', amount)]
  if (kind === 'tech_contract') return [['contracts', 1], ...money('contractValue', amount)]
  if (kind === 'patent') return [[subkind === 'granted' ? 'patentsGranted' : 'patents', 1]]
  if (kind === 'training') return [['trained', count ?? 1]]
  const simple: Record<string, Fact['figure']> = {
    ...{ solved: 'solved', solved_on_site: 'solvedOnSite', incubated: 'incubated', joint_centre: 'centres' },
  }
  return simple[kind] ? [[simple[kind], 1]] : []
}

function money(figure: Fact['figure'], amount: number | null): [Fact['figure'], number][] {
  return amount ? [[figure, amount]] : []
}

function factsOfOutcomes(rows: Rows, need: NeedRow): Fact[] {
  const township = rows.enterprises.get(need.enterpriseId ?? '')?.township ?? ''
  const counting = (rows.outcomes.get(need.id) ?? []).filter(({ settledAt, endedAt }) => settledAt && !endedAt)
  return counting.flatMap((outcome) =>
    worthOf(outcome).map(([figure, value]) => {
      const shares = outcome.shares.map(({ instituteId, share }) => ({ institute: instituteId, value: value * share }))
      return { figure, need, township, on: outcome.on, value, parts: shares.length > 0 ? shares : [{ institute: '', value }] }
    }),
  )
}

export type Of = { institute?: string; township?: string }

/** The figures of a span: sums of facts, but each enterprise that was visited once. */
export function count(facts: readonly Fact[], { from, until }: Span, of: Of = {}): FigureValues {
  const values = Object.fromEntries(figures.map(({ key }) => [key, 0])) as FigureValues
  const visited = new Set<string | null>()
  for (const { figure, need, township, on, value, parts } of facts) {
    if (on < from || on > until || (of.township !== undefined && of.township !== township)) continue
    const own =
      of.institute === undefined ? value : sum(parts.filter(({ institute }) => institute === of.institute).map((part) => part.value))
    values[figure] += own
    if (figure === 'visits' && own > 0) visited.add(need.enterpriseId)
  }
  return { ...values, visited: visited.size }
}

export function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}
