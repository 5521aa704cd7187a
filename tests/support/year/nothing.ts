import type { DigestKind } from '../../../src/domain/reports/report.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { before, momentAt, type Period, plusDays } from './days.ts'
import { count, factsOf } from './facts.ts'
import { nothingRead, readRows } from './rows.ts'
import { reportsOf } from './snapshot.ts'

type Reader = { id: string; expertId: string | null; managesId: string | null }

/** Whether a reader’s copy has nothing to tell: no number, nothing owed, nothing asked. */
export async function hasNothing(prisma: PrismaClient, kind: DigestKind, period: Period, reader: Reader, now: Date): Promise<boolean> {
  if (kind === 'enterprise') return false
  if (kind === 'expert') return (await expertOwes(prisma, period, reader)) === 0
  if (kind === 'institute') return instituteRests(prisma, period, reader, now)
  const report = (await reportsOf(prisma)).find(({ key }) => key === `${kind === 'head' ? 'weekly' : kind}:${period.key}`)
  if (!report) throw new Error(`no report for ${kind} ${period.key}`)
  if (kind === 'head' && (await reportsOf(prisma)).some(({ state }) => state === 'draft')) return false
  if (kind !== 'head' && Object.keys((report.comments ?? {}) as object).length > 0) return false
  const { values, corrections, plan, kept, endings } = report.figures
  const numbers = [...Object.values(values), ...Object.values(endings), kept?.planned ?? 0, plan?.overdueTotal ?? 0, plan?.dueTotal ?? 0]
  return numbers.every((value) => value === 0) && corrections.length === 0
}

async function expertOwes(prisma: PrismaClient, { until }: Period, { id, expertId }: Reader): Promise<number> {
  const asked = await prisma.invitation.count({ where: { expertId: expertId ?? '', state: 'asked', need: { state: 'open' } } })
  const claims = await prisma.claim.findMany({ where: { expertId: expertId ?? '', endedAt: null } })
  const matters = await prisma.matter.findMany({ where: { endedAt: null, dueAt: { lt: momentAt(plusDays(until, 1), '00:00') } } })
  const needs = new Set(claims.map(({ needId }) => needId))
  const mine = matters.filter((one) => (one.waitOn === 'person' && one.onId === id) || (one.waitOn === 'claimer' && needs.has(one.needId)))
  return asked + mine.length
}

async function instituteRests(prisma: PrismaClient, period: Period, { managesId }: Reader, now: Date): Promise<boolean> {
  const rows = await readRows(prisma, nothingRead())
  const values = count(factsOf(rows), before('week', period), { institute: managesId ?? '' })
  const theirs = new Set(
    [...rows.claims.values()]
      .flat()
      .filter((one) => !one.endedAt && rows.instituteOf.get(one.expertId) === managesId)
      .map(({ needId }) => needId),
  )
  const late = rows.matters.filter((one) => !one.endedAt && one.dueAt <= now && one.waitOn === 'claimer' && theirs.has(one.needId))
  return late.length === 0 && Object.values(values).every((value) => value === 0)
}
