import type { NeedPart } from '../domain/need.ts'
import type { Needs } from '../domain/store.ts'
import type { Prisma } from './generated/client.ts'
import { turnLedger } from './ledger.ts'
import { type Db, fromNeed, json, toHistory, toInvitation, toNeed } from './rows.ts'

export function needs(db: Db): Needs {
  return {
    async find(id) {
      const row = await db.need.findUnique({ where: { id } })
      return row ? toNeed(row) : undefined
    },
    async hold(id) {
      await db.$queryRaw`SELECT 1 FROM "Need" WHERE "id" = ${id} FOR UPDATE`
      const row = await db.need.findUnique({ where: { id } })
      return row ? toNeed(row) : undefined
    },
    async byNumber(number) {
      const row = await db.need.findUnique({ where: { number } })
      return row ? toNeed(row) : undefined
    },
    async create(need) {
      const { id, state, createdAt, ...rest } = need
      await db.need.create({ data: { id, state, createdAt, ...fromNeed(rest) } as Prisma.NeedUncheckedCreateInput })
    },
    async update(id, patch) {
      await db.need.update({ where: { id }, data: fromNeed(patch) })
    },
    async move(id, from, to, patch) {
      const { count } = await db.need.updateMany({ where: { id, state: { in: [...from] } }, data: { ...fromNeed(patch), state: to } })
      return count === 1
    },
    async nextNumber(year) {
      const key = `need:${year}`
      const rows = await db.$queryRaw<{ value: number }[]>`
        INSERT INTO "Counter" ("key", "value") VALUES (${key}, 1)
        ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + 1 RETURNING "value"`
      return `${year}-${String(rows[0]?.value).padStart(4, '0')}`
    },
    async ofPoster(personId, limit) {
      const where = { posterId: personId, NOT: { state: 'withdrawn', number: null } }
      return (await db.need.findMany({ where, orderBy: [{ touchedAt: 'desc' }, { id: 'asc' }], take: limit })).map(toNeed)
    },
    async partsOf(needId) {
      return (await db.need.findMany({ where: { splitFromId: needId }, orderBy: [{ number: 'asc' }, { id: 'asc' }] })).map(toNeed)
    },
    async draftOf(personId) {
      const row = await db.need.findFirst({
        where: { posterId: personId, state: 'draft' },
        orderBy: [{ touchedAt: 'desc' }, { id: 'asc' }],
      })
      return row ? toNeed(row) : undefined
    },
    async inState(states, skip, limit) {
      const where = { state: { in: [...states] } }
      const rows = await db.need.findMany({ where, orderBy: [{ publishedAt: 'desc' }, { id: 'asc' }], skip, take: limit })
      return { needs: rows.map(toNeed), total: await db.need.count({ where }) }
    },
    async ofExpert(expertId) {
      const rows = await db.invitation.findMany({
        where: { expertId },
        include: { need: true },
        orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
        take: 100,
      })
      return rows.map(({ need, ...invitation }) => ({ need: toNeed(need), invitation: toInvitation(invitation) }))
    },
    async parts(needId) {
      const rows = await db.needPart.findMany({ where: { needId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] })
      return rows.map(toPart)
    },
    async partOf(messageRef) {
      const row = await db.needPart.findUnique({ where: { messageRef } })
      return row ? toPart(row) : undefined
    },
    async addPart(part) {
      const position = await db.needPart.count({ where: { needId: part.needId } })
      await db.needPart.createMany({ data: [{ ...part, position }], skipDuplicates: true })
    },
    async editPart(id, text) {
      await db.needPart.update({ where: { id }, data: { text } })
    },
    ...filesAndHistory(db),
  }
}

export function toPart(row: { id: string; needId: string; messageRef: string; text: string; at: Date }): NeedPart {
  return { id: row.id, needId: row.needId, messageRef: row.messageRef, text: row.text, at: row.at }
}

function changedJson(changed: Awaited<ReturnType<typeof turnLedger>>) {
  return changed && { before: json(changed.before), after: json(changed.after) }
}

function filesAndHistory(db: Db): Pick<Needs, 'files' | 'addFile' | 'addHistory' | 'settleHistory' | 'history'> {
  return {
    async files(needId) {
      const rows = await db.needFile.findMany({
        where: { needId },
        include: { file: { select: { name: true, mime: true, size: true } } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      })
      return rows.map((row) => ({
        id: row.id,
        fileId: row.fileId,
        kind: row.kind as 'picture' | 'file',
        ofId: row.ofId ?? undefined,
        ...row.file,
      }))
    },
    async addFile(needId, { fileId, kind, byId, ofId, at }) {
      const id = `${needId}:${fileId}`
      await db.needFile.upsert({ where: { id }, create: { id, needId, fileId, kind, byId, ofId, at }, update: {} })
    },
    async addHistory(entry) {
      await db.history.create({ data: { ...entry, ...changedJson(await turnLedger(db, entry.needId)) } })
    },
    async settleHistory(entry) {
      const { number } = await db.need.findUniqueOrThrow({ where: { id: entry.needId }, select: { number: true } })
      // a draft is nobody's business but its writer's
      if (number === null) return
      const changed = await turnLedger(db, entry.needId)
      if (changed) await db.history.create({ data: { ...entry, ...changedJson(changed) } })
    },
    async history(needId) {
      const rows = await db.history.findMany({ where: { needId }, orderBy: { id: 'asc' } })
      const ids = [...new Set(rows.flatMap((row) => (row.actorId ? [row.actorId] : [])))]
      const names = new Map(
        (await db.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })).map((p) => [p.id, p.name]),
      )
      return rows.map((row) => ({ ...toHistory(row), actorName: row.actorId ? names.get(row.actorId) : undefined }))
    },
  }
}
