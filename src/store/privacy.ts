import { newId } from '../domain/ids.ts'
import type { Privacy, Read } from '../domain/privacy.ts'
import { erase } from './erase.ts'
import { Prisma } from './generated/client.ts'
import { dataOf } from './personal-data.ts'
import { retentionOn } from './retention.ts'
import { bare, type Db, json } from './rows.ts'

const hour = 3_600_000

export function privacy(db: Db): Privacy {
  const forgets = forgetting(db)
  return {
    ...forgets,
    ...reading(db),
    ...consents(db),
    ...retentionOn(db),
    dataOf: (personId) => dataOf(db, personId),
    erase: (personId, at) => erase(db, personId, at, forgets),
  }
}

function forgetting(db: Db): Pick<Privacy, 'refused' | 'forgetDraft' | 'hideMessages' | 'forgetFiles'> {
  async function forgetFiles(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await db.file.deleteMany({ where: { id: { in: [...ids] }, needs: { none: {} } } })
  }
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
      await forgetFiles(files.map(({ fileId }) => fileId))
      return true
    },
    async hideMessages(messages) {
      const ids = messages.flatMap((message) => Number(/^local:m-(\d{1,9})$/.exec(message)?.[1]) || [])
      if (ids.length === 0) return
      for (const { id, body } of await db.transcriptEntry.findMany({ where: { id: { in: ids } } })) {
        const said = body as { kind?: string; rev?: number; files?: { id: string }[] }
        if (said.kind !== 'said') continue
        await forgetFiles((said.files ?? []).map((file) => file.id))
        await db.transcriptEntry.update({
          where: { id },
          data: { body: json({ ...said, text: '…', files: [], rev: (said.rev ?? 0) + 1 }) },
        })
      }
    },
    forgetFiles,
  }
}

function consents(db: Db): Pick<Privacy, 'consentOf' | 'askConsent' | 'consent' | 'withdrawConsent'> {
  return {
    async consentOf(personId) {
      const row = await db.consent.findFirst({ where: { personId }, orderBy: { version: 'desc' } })
      return row ? bare(row) : undefined
    },
    async askConsent(personId, version, askedAt) {
      await db.consent.createMany({ data: [{ personId, version, askedAt }], skipDuplicates: true })
    },
    async consent(personId, version, at) {
      await db.consent.updateMany({ where: { personId, version, at: null }, data: { at } })
    },
    async withdrawConsent(personId, withdrawnAt) {
      await db.consent.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt } })
    },
  }
}

function reading(db: Db): Pick<Privacy, 'logReads' | 'readsOf'> {
  return {
    async logReads(needIds, { personId, as, kind, at }, onlyPrivate) {
      if (needIds.length === 0) return
      const since = new Date(at.getTime() - hour)
      await db.$executeRaw`
        INSERT INTO "ReadLog" ("needId", "personId", "as", "kind", "at", "hour")
        SELECT n."id", ${personId}, ${as}, ${kind}, ${at}, ${Math.floor(at.getTime() / hour)}::int FROM "Need" n
        WHERE n."id" = ANY(${[...new Set(needIds)]}) AND n."posterId" IS DISTINCT FROM ${personId} AND (NOT ${onlyPrivate} OR n."visibility" = 'private')
          AND NOT EXISTS (SELECT 1 FROM "ReadLog" r WHERE r."needId" = n."id" AND r."personId" = ${personId} AND r."kind" = ${kind} AND r."at" > ${since})
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
