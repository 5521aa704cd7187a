import { readLedger } from './ledger.ts'
import { type Db, json } from './rows.ts'

/** A need that was solved before this installation; days as ISO dates. `key` names it for ever. */
export type PastNeed = {
  id: string
  key: string
  number: string
  title: string
  description: string
  field: string
  type: string
  visibility: string
  outcome: string
  enterpriseId: string
  expertId: string
  posterId?: string
  postedAt: string
  claimedAt: string
  solvedAt: string
}

/** Writes it with its claim and its history, as if it had been solved here. */
export async function putPastNeed(db: Db, past: PastNeed): Promise<void> {
  const { id, expertId, enterpriseId, posterId = null } = past
  const [postedAt, claimedAt, solvedAt] = [new Date(past.postedAt), new Date(past.claimedAt), new Date(past.solvedAt)]
  const dates = {
    createdAt: postedAt,
    touchedAt: solvedAt,
    publishedAt: postedAt,
    claimedAt,
    acceptedAt: claimedAt,
    solvedAt,
    closedAt: solvedAt,
  }
  const what = {
    title: past.title,
    field: past.field,
    type: past.type,
    visibility: past.visibility,
    result: past.outcome,
    number: past.number,
  }
  await db.need.create({ data: { id, state: 'confirmed', enterpriseId, posterId, ...what, ...dates } })
  await db.needPart.create({
    data: { id, needId: id, messageRef: `past:${past.key}`, text: past.description, position: 0, at: postedAt },
  })
  const invitation = { id, needId: id, expertId, state: 'claimed', rank: 1, confidence: 'strong', reasons: json([]) }
  await db.invitation.create({ data: { ...invitation, askedAt: postedAt, dueAt: claimedAt, answeredAt: claimedAt } })
  await db.claim.create({ data: { id, needId: id, expertId, at: claimedAt, endedAt: solvedAt, ended: 'confirmed' } })
  await loadPastHistory(db, id, { postedAt, claimedAt, solvedAt }, past.outcome)
  await keepNumber(db, past.number)
}

/** Takes away needs that an import brought in as past: the only entries of the history that go beside the sample's, for they were never lived through here. */
export async function removePastNeeds(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.$executeRaw`SELECT set_config('shibaiqian.removing_sample', 'on', true)`
  await db.need.deleteMany({ where: { id: { in: [...ids] } } })
  await db.$executeRaw`SELECT set_config('shibaiqian.removing_sample', 'off', true)`
}

/** The history of a need solved before this installation: what stood in its ledger after each of the three dates. */
async function loadPastHistory(
  db: Db,
  needId: string,
  at: Record<'postedAt' | 'claimedAt' | 'solvedAt', Date>,
  result: string,
): Promise<void> {
  const last = await readLedger(db, needId)
  const then = { expertId: null, claimedAt: null, acceptedAt: null, solvedAt: null, closedAt: null, result: null }
  const { expertId, claimedAt, acceptedAt, solvedAt, closedAt } = last
  const entries = [
    { at: at.postedAt, event: 'publish', from: 'draft', to: 'open', after: { ...last, ...then, state: 'open' } },
    { at: at.claimedAt, event: 'claim', from: 'open', to: 'claimed', after: { state: 'claimed', expertId, claimedAt, acceptedAt } },
    { at: at.solvedAt, event: 'solve', from: 'in_progress', to: 'solved', note: result, after: { state: 'solved', solvedAt, result } },
    { at: at.solvedAt, event: 'confirm', from: 'solved', to: 'confirmed', after: { state: 'confirmed', closedAt } },
  ]
  await db.history.createMany({ data: entries.map((entry) => ({ needId, ...entry, after: json(entry.after) })) })
  await db.need.update({ where: { id: needId }, data: { facts: json(last) } })
}

/** A number that an earlier need has is never given again. */
async function keepNumber(db: Db, number: string): Promise<void> {
  const [year, count] = number.split('-')
  await db.$executeRaw`INSERT INTO "Counter" ("key", "value") VALUES (${`need:${year}`}, ${Number(count)})
    ON CONFLICT ("key") DO UPDATE SET "value" = GREATEST("Counter"."value", EXCLUDED."value")`
}
