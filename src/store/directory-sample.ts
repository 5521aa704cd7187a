import type { Db } from './rows.ts'

/**
 * Removes the sample: its experts, enterprises, institutes and people, the needs its enterprises posted, and what was said in
 * its chats. A real need that a sample expert had claimed is open again.
 */
export async function removeSample(db: Db): Promise<Record<string, number>> {
  await db.$executeRaw`SELECT set_config('shibaiqian.removing_sample', 'on', true)`
  const claimed = await db.claim.findMany({ where: { endedAt: null, expert: { sample: true }, need: { enterprise: { sample: false } } } })
  for (const { needId } of claimed) {
    await db.need.update({ where: { id: needId }, data: { state: 'open', claimedAt: null, acceptedAt: null } })
    await db.history.create({ data: { needId, at: new Date(), event: 'release', to: 'open', note: 'sample' } })
  }
  // what is owed on the needs that stay is looked at again at the next tick
  const changed = [{ step: { lt: 2 } }, { needId: { in: claimed.map(({ needId }) => needId) } }]
  await db.matter.updateMany({ where: { endedAt: null, OR: changed }, data: { nextAt: new Date() } })
  const left = { state: 'left', leftAt: new Date() }
  const samples = (await db.expert.findMany({ where: { sample: true }, select: { id: true } })).map(({ id }) => id)
  const ofThem = [{ expertId: { in: samples } }, { needId: { in: claimed.map(({ needId }) => needId) } }]
  await db.teamMember.updateMany({ where: { state: { in: ['proposed', 'in'] }, OR: ofThem }, data: left })
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
  const people = await db.person.deleteMany({ where: { sample: true } })
  const experts = await db.expert.deleteMany({ where: { sample: true } })
  const enterprises = await db.enterprise.deleteMany({ where: { sample: true } })
  const institutes = await db.institute.deleteMany({ where: { sample: true, experts: { none: {} } } })
  return { needs: needs.count, people: people.count, experts: experts.count, enterprises: enterprises.count, institutes: institutes.count }
}
