import { planned } from '../domain/visit.ts'
import { turnLedger } from './ledger.ts'
import { type Db, json } from './rows.ts'

/**
 * Removes the sample: its experts, enterprises, institutes, instruments and people, the needs its enterprises posted, and what was said in
 * its chats. A real need that a sample expert had claimed is open again.
 */
export async function removeSample(db: Db): Promise<Record<string, number>> {
  await db.$executeRaw`SELECT set_config('shibaiqian.removing_sample', 'on', true)`
  const touched = await realNeedsTouched(db)
  await releaseRealNeeds(db)
  // what is owed on the needs that stay is looked at again at the next tick
  const changed = [{ step: { lt: 2 } }, { needId: { in: touched } }]
  await db.matter.updateMany({ where: { endedAt: null, OR: changed }, data: { nextAt: new Date() } })
  const addresses = (await db.account.findMany({ where: { person: { sample: true } }, select: { address: true } })).map(
    (row) => row.address,
  )
  await db.outbox.deleteMany({ where: { address: { in: addresses } } })
  await db.slot.deleteMany({ where: { address: { in: addresses } } })
  await db.dialog.deleteMany({ where: { address: { in: addresses } } })
  await db.inbox.deleteMany({ where: { chat: { in: addresses } } })
  await db.transcriptEntry.deleteMany({ where: { chat: { in: addresses } } })
  const needs = await db.need.deleteMany({ where: { OR: [{ enterprise: { sample: true } }, { poster: { sample: true } }] } })
  await db.file.deleteMany({ where: { needs: { none: {} } } })
  await db.booking.deleteMany({ where: { by: { sample: true } } })
  await db.$executeRaw`
    WITH gone AS (
      SELECT "id" FROM "Institute" WHERE "sample" UNION SELECT "id" FROM "Expert" WHERE "sample" UNION SELECT "id" FROM "Enterprise" WHERE "sample"
      UNION SELECT "id" FROM "Equipment" WHERE "sample" UNION SELECT "id" FROM "Person" WHERE "sample")
    DELETE FROM "LoadedEntry" WHERE "ref" IN (SELECT "id" FROM gone) OR "ofId" IN (SELECT "id" FROM gone)`
  const equipment = await db.equipment.deleteMany({ where: { sample: true } })
  const people = await db.person.deleteMany({ where: { sample: true } })
  const experts = await db.expert.deleteMany({ where: { sample: true } })
  const enterprises = await db.enterprise.deleteMany({ where: { sample: true } })
  const institutes = await db.institute.deleteMany({ where: { sample: true, experts: { none: {} } } })
  for (const needId of touched) await onRecord(db, needId, { event: 'settled' })
  return {
    needs: needs.count,
    people: people.count,
    experts: experts.count,
    enterprises: enterprises.count,
    institutes: institutes.count,
    equipment: equipment.count,
  }
}

async function sampleExperts(db: Db): Promise<string[]> {
  return (await db.expert.findMany({ where: { sample: true }, select: { id: true } })).map(({ id }) => id)
}

/** Real needs that name somebody of the sample: an expert who claimed or works on it, or an officer. */
async function realNeedsTouched(db: Db): Promise<string[]> {
  const sample = { sample: true }
  const experts = await sampleExperts(db)
  const needs = await db.need.findMany({
    where: {
      enterprise: { sample: false },
      number: { not: null },
      OR: [{ claims: { some: { expert: sample } } }, { officer: sample }, { members: { some: { expertId: { in: experts } } } }],
    },
    select: { id: true },
  })
  return needs.map(({ id }) => id)
}

/** Experts of the sample leave the teams they are in, and of a claim that ends the whole team does. */
async function partTeam(db: Db, who: { needId: string } | { expertId: { in: string[] } }): Promise<void> {
  await db.teamMember.updateMany({ where: { ...who, state: { in: ['proposed', 'in'] } }, data: { state: 'left', leftAt: new Date() } })
}

const freed = { state: 'open', claimedAt: null, acceptedAt: null, solvedAt: null, pausedFrom: null, reviewOn: null }

/** Experts of the sample apply for nothing any more and judge nothing. */
async function leaveChallenges(db: Db, experts: string[]): Promise<void> {
  const theirs = { expertId: { in: experts } }
  await db.application.updateMany({ where: { ...theirs, state: 'chosen' }, data: { state: 'released' } })
  await db.application.updateMany({ where: { ...theirs, state: { in: ['draft', 'submitted'] } }, data: { state: 'ended' } })
  await db.opinion.deleteMany({ where: theirs })
  await db.panelist.deleteMany({ where: theirs })
}

async function releaseRealNeeds(db: Db): Promise<void> {
  const gone = await sampleExperts(db)
  await partTeam(db, { expertId: { in: gone } })
  await leaveChallenges(db, gone)
  const live = { endedAt: null, expert: { sample: true }, need: { enterprise: { sample: false } } }
  for (const { id, needId, need } of await db.claim.findMany({ where: live, include: { need: { select: { state: true } } } })) {
    await db.claim.update({ where: { id }, data: { endedAt: new Date(), ended: 'released' } })
    await db.need.update({ where: { id: needId }, data: freed })
    await partTeam(db, { needId })
    await db.visit.updateMany({ where: { needId, state: { in: [...planned] } }, data: { state: 'cancelled', sequence: { increment: 1 } } })
    await db.challenge.updateMany({ where: { needId, state: 'chosen' }, data: { state: 'released' } })
    await onRecord(db, needId, { event: 'release', from: need.state, to: 'open', note: 'sample' })
  }
}

/** An entry with what changed; none where nothing did. */
async function onRecord(db: Db, needId: string, entry: { event: string; from?: string; to?: string; note?: string }): Promise<void> {
  const changed = await turnLedger(db, needId)
  if (changed)
    await db.history.create({ data: { needId, at: new Date(), ...entry, before: json(changed.before), after: json(changed.after) } })
}
