/** What came of matching: figures for staff, and labels to learn from. */

import type { Need } from '../domain/need.ts'
import type { Matching, MatchingFigures, MatchLabel } from '../domain/store.ts'
import type { Db } from './rows.ts'

export async function figures(db: Db, since: Date): Promise<Awaited<ReturnType<Matching['figures']>>> {
  const sample = (await db.enterprise.count({ where: { sample: false } })) === 0
  const needs = await db.need.findMany({
    where: { publishedAt: { gte: since }, enterprise: { sample } },
    select: {
      field: true,
      publishedAt: true,
      ranking: true,
      claims: {
        where: { OR: [{ ended: null }, { ended: { not: 'undone' } }] },
        select: { at: true, ended: true, expertId: true },
        orderBy: { at: 'asc' },
      },
      history: { where: { event: { in: ['asked', 'nobody_fits'] } }, select: { event: true }, orderBy: { id: 'asc' }, take: 1 },
    },
  })
  const rows = needs.map((need) => {
    const claim = need.claims[0]
    const solver = need.claims.find(({ ended }) => ended === 'confirmed')?.expertId
    const ranking = need.ranking as Need['ranking']
    return {
      field: need.field ?? '',
      nobody: need.history[0]?.event === 'nobody_fits',
      hours: claim && need.publishedAt ? (claim.at.getTime() - need.publishedAt.getTime()) / 3_600_000 : undefined,
      solved: solver !== undefined && ranking.length > 0,
      place: ranking.findIndex(({ expertId }) => expertId === solver),
    }
  })
  const fields = [...new Set(rows.map(({ field }) => field))].sort()
  return { sample, all: summed(rows), byField: new Map(fields.map((field) => [field, summed(rows.filter((row) => row.field === field))])) }
}

type Row = { nobody: boolean; hours?: number; solved: boolean; place: number }

function summed(rows: Row[]): MatchingFigures {
  const count = (holds: (row: Row) => boolean) => rows.filter(holds).length
  const hours = rows.flatMap((row) => row.hours ?? []).sort((a, b) => a - b)
  const within = (most: number) => count(({ solved, place }) => solved && place >= 0 && place < most)
  return {
    published: rows.length,
    foundNobody: count(({ nobody }) => nobody),
    claimed: hours.length,
    medianHoursToClaim: median(hours),
    solved: count(({ solved }) => solved),
    first: within(1),
    firstThree: within(3),
    firstTen: within(10),
  }
}

function median(sorted: number[]): number | undefined {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : sorted.length === 0 ? undefined : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Needs with a number and somebody who claimed, solved or declined them, the oldest first; of the sample only where there are no others. */
export async function labels(db: Db): Promise<MatchLabel[]> {
  const sample = (await db.enterprise.count({ where: { sample: false } })) === 0
  const needs = await db.need.findMany({
    where: {
      publishedAt: { not: null },
      enterprise: { sample },
      OR: [{ claims: { some: {} } }, { invitations: { some: { passReason: 'not_my_field' } } }],
    },
    select: {
      id: true,
      publishedAt: true,
      claims: { select: { expertId: true, ended: true } },
      invitations: { where: { state: 'passed', passReason: 'not_my_field' }, select: { expertId: true } },
    },
    orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
  })
  return needs.map(({ id, publishedAt, claims, invitations }) => ({
    needId: id,
    publishedAt: publishedAt!,
    solvers: claims.filter(({ ended }) => ended === 'confirmed').map(({ expertId }) => expertId),
    // who gave it back or was declined is no proof of fit
    claimers: claims.filter(({ ended }) => ended === null).map(({ expertId }) => expertId),
    notTheirs: invitations.map(({ expertId }) => expertId),
  }))
}
