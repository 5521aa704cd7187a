import { newId } from '../domain/ids.ts'
import type { Privacy, Read } from '../domain/privacy.ts'
import { Prisma } from './generated/client.ts'
import { type Db, json } from './rows.ts'

const hour = 3_600_000

export function privacy(db: Db): Privacy {
  return { ...forgetting(db), ...reading(db) }
}

function forgetting(db: Db): Pick<Privacy, 'refused' | 'forgetDraft' | 'hideMessages' | 'forgetFiles'> {
  return {
    async refused(personId, at) {
      await db.refusal.create({ data: { id: newId(), personId, at } })
    },
    async forgetDraft(needId) {
      const mine = await db.$queryRaw<unknown[]>`SELECT 1 FROM "Need" WHERE "id" = ${needId} AND "number" IS NULL FOR UPDATE`
      if (mine.length === 0) return false
      const files = await db.needFile.findMany({ where: { needId }, select: { fileId: true } })
      // the history of what was never published may go with it (history_stays in the migrations)
      await db.$executeRaw`SELECT set_config('shibaiqian.forgetting', ${needId}, true)`
      await db.history.deleteMany({ where: { needId } })
      await db.need.delete({ where: { id: needId } })
      await this.forgetFiles(files.map(({ fileId }) => fileId))
      return true
    },
    async hideMessages(messages) {
      const ids = messages.flatMap((message) => Number(/^local:m-(\d{1,9})$/.exec(message)?.[1]) || [])
      if (ids.length === 0) return
      for (const { id, body } of await db.transcriptEntry.findMany({ where: { id: { in: ids } } })) {
        const said = body as { kind?: string; rev?: number; files?: { id: string }[] }
        if (said.kind !== 'said') continue
        await this.forgetFiles((said.files ?? []).map((file) => file.id))
        await db.transcriptEntry.update({
          where: { id },
          data: { body: json({ ...said, text: '…', files: [], rev: (said.rev ?? 0) + 1 }) },
        })
      }
    },
    async forgetFiles(ids) {
      if (ids.length > 0) await db.file.deleteMany({ where: { id: { in: [...ids] }, needs: { none: {} } } })
    },
  }
}

function reading(db: Db): Pick<Privacy, 'logReads' | 'readsOf'> {
  return {
    async logReads(needIds, { personId, as, kind, at }) {
      if (needIds.length === 0) return
      const since = new Date(at.getTime() - hour)
      await db.$executeRaw`
        INSERT INTO "ReadLog" ("needId", "personId", "as", "kind", "at", "hour")
        SELECT n, ${personId}, ${as}, ${kind}, ${at}, ${Math.floor(at.getTime() / hour)}::int FROM unnest(${[...new Set(needIds)]}::text[]) n
        WHERE NOT EXISTS (SELECT 1 FROM "ReadLog" r WHERE r."needId" = n AND r."personId" = ${personId} AND r."kind" = ${kind} AND r."at" > ${since})
        ON CONFLICT ("needId", "personId", "kind", "hour") DO NOTHING`
    },
    async readsOf(needId, page, size) {
      const total = await db.readLog.count({ where: { needId } })
      const at = Math.min(Math.max(0, Math.trunc(page) || 0), Math.max(0, Math.ceil(total / size) - 1))
      const reads = await db.$queryRaw<Read[]>(Prisma.sql`
        SELECT r."personId", COALESCE(p."name", '') AS "name", r."as", r."kind", r."at" FROM "ReadLog" r LEFT JOIN "Person" p ON p."id" = r."personId"
        WHERE r."needId" = ${needId} ORDER BY r."id" DESC LIMIT ${size} OFFSET ${at * size}`)
      return { reads, total, page: at }
    },
  }
}
