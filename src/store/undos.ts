import type { Undo, Undos } from '../domain/undo.ts'
import { Prisma, type Undo as Row } from './generated/client.ts'
import { bare, type Db, json } from './rows.ts'

/** What the events of a need's life write into its row. */
const needColumns = {
  state: true,
  posterId: true,
  officerId: true,
  publishedAt: true,
  claimedAt: true,
  acceptedAt: true,
  solvedAt: true,
  closedAt: true,
  result: true,
  reached: true,
  pausedFrom: true,
  reviewOn: true,
  endReason: true,
  endCall: true,
  mergedIntoId: true,
} as const
const invitationColumns = {
  id: true,
  state: true,
  byOfficer: true,
  passReason: true,
  askedAt: true,
  dueAt: true,
  answeredAt: true,
} as const
const claimColumns = { id: true, endedAt: true, ended: true } as const
const memberColumns = { id: true, state: true, answeredAt: true, leftAt: true } as const

/** The rows of a need as they stand now. */
async function readRows(db: Db, needId: string) {
  return {
    need: await db.need.findUniqueOrThrow({ where: { id: needId }, select: needColumns }),
    invitations: await db.invitation.findMany({ where: { needId }, select: invitationColumns }),
    claims: await db.claim.findMany({ where: { needId }, select: claimColumns }),
    members: await db.teamMember.findMany({ where: { needId }, select: memberColumns }),
  }
}

/** As they are kept: times as ISO text. */
type Kept = Awaited<ReturnType<typeof readRows>>

export function undos(db: Db): Undos {
  const others = (needId: string, ids: { id: string }[]) => ({ needId, id: { notIn: ids.map(({ id }) => id) } })
  return {
    async keep(act) {
      const { _max } = await db.history.aggregate({ where: { needId: act.needId }, _max: { id: true } })
      await db.undo.create({ data: { ...act, historyId: _max.id ?? 0n, before: json(await readRows(db, act.needId)) } })
    },
    async find(id) {
      const row = await db.undo.findUnique({ where: { id } })
      return row ? toUndo(row) : undefined
    },
    async possible(needId, actorId, since) {
      const row = await db.undo.findFirst({ where: { needId, actorId, usedAt: null, at: { gt: since } }, orderBy: { historyId: 'desc' } })
      const undo = row ? toUndo(row) : undefined
      return undo && (await this.isLast(undo)) ? undo : undefined
    },
    async isLast({ needId, actorId, historyId, at }) {
      const newer = await db.undo.count({ where: { needId, historyId: { gt: historyId } } })
      if (newer > 0) return false
      const rows = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM "History" WHERE "needId" = ${needId} AND "id" > ${historyId}
        AND NOT ("at" = ${at} AND COALESCE("actorId", ${actorId}) = ${actorId})
        AND NOT (COALESCE("actorId", '') = ${actorId} AND "to" IS NULL) LIMIT 1`
      return rows.length === 0
    },
    async use(id, at) {
      return (await db.undo.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } })).count === 1
    },
    async restore(id, at) {
      const { needId, before } = await db.undo.findUniqueOrThrow({ where: { id } })
      const { need, invitations, claims, members } = before as unknown as Kept
      await db.need.update({ where: { id: needId }, data: { ...need, reached: need.reached ?? Prisma.DbNull, touchedAt: at } })
      await db.invitation.updateMany({
        where: { ...others(needId, invitations), state: { in: ['asked', 'claimed', 'reserve'] } },
        data: { state: 'closed' },
      })
      for (const { id, ...data } of invitations) await db.invitation.update({ where: { id }, data })
      // first those that came since: a need has one live claim at most
      await db.claim.updateMany({ where: others(needId, claims), data: { endedAt: at, ended: 'undone' } })
      for (const { id, ...data } of claims) await db.claim.update({ where: { id }, data })
      await db.teamMember.updateMany({ where: others(needId, members), data: { state: 'left', leftAt: at } })
      for (const { id, ...data } of members) await db.teamMember.update({ where: { id }, data })
    },
    async before(at, limit) {
      return (await db.undo.findMany({ where: { at: { lt: at } }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: limit })).map(toUndo)
    },
    async forget(id) {
      await db.undo.deleteMany({ where: { id } })
    },
  }
}

function toUndo({ before: _, ...row }: Row): Undo {
  return bare(row) as Undo
}
