import { difference, type Ledger, type LedgerPatch } from '../domain/ledger.ts'
import { type Db, json, toNeed } from './rows.ts'

/** The ledger of a need as its rows stand now. */
export async function readLedger(db: Db, needId: string): Promise<Ledger> {
  const row = await db.need.findUniqueOrThrow({ where: { id: needId } })
  const claim = await db.claim.findFirst({
    where: { needId, OR: [{ endedAt: null }, ...(row.state === 'confirmed' ? [{ ended: 'confirmed' }] : [])] },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    select: { expertId: true },
  })
  const members = await db.teamMember.findMany({
    where: { needId, state: 'in', expertId: { not: null } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { expertId: true },
  })
  const need = toNeed(row)
  const iso = (at: Date | undefined) => at?.toISOString() ?? null
  return {
    number: need.number ?? null,
    state: need.state,
    title: need.title,
    field: need.field ?? null,
    type: need.type,
    urgency: need.urgency,
    visibility: need.visibility,
    track: need.track,
    enterpriseId: need.enterpriseId ?? null,
    posterId: need.posterId ?? null,
    officerId: need.officerId ?? null,
    expertId: claim?.expertId ?? null,
    members: members.flatMap(({ expertId }) => (expertId ? [expertId] : [])),
    budget: need.budget ?? null,
    deadline: need.deadline ?? null,
    publishedAt: iso(need.publishedAt),
    claimedAt: iso(need.claimedAt),
    acceptedAt: iso(need.acceptedAt),
    solvedAt: iso(need.solvedAt),
    closedAt: iso(need.closedAt),
    result: need.result ?? null,
    reviewOn: need.reviewOn ?? null,
    endReason: need.endReason ?? null,
    endCall: need.endCall ?? null,
    mergedIntoId: need.mergedIntoId ?? null,
  }
}

/** What has changed since the last history entry; from now on that is what the entry to be written leaves behind. */
export async function turnLedger(db: Db, needId: string): Promise<{ before: LedgerPatch; after: LedgerPatch } | undefined> {
  const { facts } = await db.need.findUniqueOrThrow({ where: { id: needId }, select: { facts: true } })
  const now = await readLedger(db, needId)
  const changed = difference(facts as LedgerPatch, now)
  if (changed) await db.need.update({ where: { id: needId }, data: { facts: json(now) } })
  return changed
}
