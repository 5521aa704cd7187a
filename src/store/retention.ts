import type { Privacy } from '../domain/privacy.ts'
import type { Db } from './rows.ts'

/** How each kind of row goes. Deciding and deleting is one statement: two programs delete each row once. */
export function retentionOn(db: Db): Pick<Privacy, 'expire' | 'draftsToTell' | 'draftsToForget'> {
  return {
    async expire(kind, before, limit) {
      switch (kind) {
        case 'inbox':
          return db.$executeRaw`DELETE FROM "Inbox" WHERE "id" IN (SELECT "id" FROM "Inbox" WHERE "state" IN ('done', 'failed') AND "dueAt" < ${before} LIMIT ${limit})`
        case 'outbox':
          await db.alarm.deleteMany({ where: { endedAt: { lt: before } } })
          return db.$executeRaw`DELETE FROM "Outbox" WHERE "id" IN (
            SELECT "id" FROM "Outbox" WHERE "state" IN ('sent', 'dropped', 'failed', 'uncertain') AND "dueAt" < ${before} LIMIT ${limit})`
        case 'dialogs':
          return db.$executeRaw`DELETE FROM "Dialog" WHERE "address" IN (SELECT "address" FROM "Dialog" WHERE "updatedAt" < ${before} LIMIT ${limit})`
        case 'reads':
          return db.$executeRaw`DELETE FROM "ReadLog" WHERE "id" IN (SELECT "id" FROM "ReadLog" WHERE "at" < ${before} LIMIT ${limit})`
        case 'refusals':
          return db.$executeRaw`DELETE FROM "Refusal" WHERE "id" IN (SELECT "id" FROM "Refusal" WHERE "at" < ${before} LIMIT ${limit})`
        case 'codes':
          return db.$executeRaw`DELETE FROM "Code" WHERE "hash" IN (SELECT "hash" FROM "Code" WHERE LEAST("usedAt", "expiresAt") < ${before} LIMIT ${limit})`
        case 'imports':
          return db.$executeRaw`DELETE FROM "ImportRow" WHERE "runId" IN (
            SELECT run."id" FROM "ImportRun" run WHERE run."at" < ${before}
              AND EXISTS (SELECT 1 FROM "ImportRow" own WHERE own."runId" = run."id") LIMIT ${limit})`
        case 'desk': {
          const links = await db.$executeRaw`
            DELETE FROM "WebLink" WHERE "hash" IN (SELECT "hash" FROM "WebLink" WHERE "expiresAt" < ${before} LIMIT ${limit})`
          const sessions = await db.$executeRaw`
            DELETE FROM "WebSession" WHERE "hash" IN (SELECT "hash" FROM "WebSession" WHERE "expiresAt" < ${before} LIMIT ${limit})`
          return links + sessions
        }
      }
    },
    async draftsToTell(before, at, limit) {
      return db.$queryRaw`
        UPDATE "Need" SET "forgetToldAt" = ${at} WHERE "id" IN (
          SELECT "id" FROM "Need" WHERE "number" IS NULL AND "state" = 'draft' AND "touchedAt" < ${before}
            AND ("forgetToldAt" IS NULL OR "forgetToldAt" < "touchedAt") LIMIT ${limit})
        RETURNING "id", "posterId", "title"`
    },
    async draftsToForget(before, told, limit) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Need" WHERE "number" IS NULL AND "touchedAt" < ${before}
          AND (("state" = 'draft' AND "forgetToldAt" > "touchedAt" AND "forgetToldAt" <= ${told}) OR "state" = 'withdrawn') LIMIT ${limit}`
      return rows.map(({ id }) => id)
    },
  }
}
