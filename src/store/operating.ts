import type { Health } from '../bot/traffic.ts'
import type { Alarm, AlarmKind } from '../domain/alarms.ts'
import { newId } from '../domain/ids.ts'
import { priorities } from '../domain/notices.ts'
import type { Operating } from '../domain/operating.ts'
import type { PrismaClient, Alarm as Row } from './generated/client.ts'
import { readMigrations } from './migrate.ts'
import type { Db } from './rows.ts'

/** What whoever watches the program asks of the database, outside all transactions. */
export function health(prisma: PrismaClient): Health {
  let own: Promise<string[]> | undefined
  return {
    async answers() {
      own ??= readMigrations().then((migrations) => migrations.map(({ name }) => name))
      const names = await own
      const rows = await prisma.$queryRaw<{ now: Date; applied: number }[]>`
        SELECT clock_timestamp() AS now, count(*)::int AS applied FROM "_prisma_migrations"
        WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL AND "migration_name" = ANY(${names})`
      return { now: rows[0]?.now ?? new Date(Number.NaN), lacking: names.length - (rows[0]?.applied ?? 0) }
    },
  }
}

type Waiting = { due: number; failed: number; oldest: Date | null }

export function operating(db: Db): Operating {
  return {
    async raise({ kind, subject, facts, times, nextAt }, at, since) {
      const said = JSON.stringify(facts)
      const back = await db.$queryRaw<{ id: string }[]>`
        UPDATE "Alarm" SET "endedAt" = NULL, "seenAt" = ${at}, "count" = "count" + ${times}, "facts" = ${said}::jsonb
        WHERE "id" = (SELECT "id" FROM "Alarm" a WHERE "kind" = ${kind} AND "subject" = ${subject} AND "endedAt" > ${since} AND "told" > 0
          AND NOT EXISTS (SELECT 1 FROM "Alarm" o WHERE o."kind" = a."kind" AND o."subject" = a."subject" AND o."endedAt" IS NULL)
          ORDER BY "endedAt" DESC LIMIT 1) RETURNING "id"`
      if (back[0]) return back[0].id
      const rows = await db.$queryRaw<{ id: string; made: boolean }[]>`
        INSERT INTO "Alarm" ("id", "kind", "subject", "openedAt", "seenAt", "count", "facts", "nextAt")
        VALUES (${newId()}, ${kind}, ${subject}, ${at}, ${at}, ${times}, ${said}::jsonb, ${nextAt})
        ON CONFLICT ("kind", "subject") WHERE "endedAt" IS NULL
        DO UPDATE SET "seenAt" = GREATEST("Alarm"."seenAt", EXCLUDED."seenAt"), "count" = "Alarm"."count" + EXCLUDED."count", "facts" = EXCLUDED."facts"
        RETURNING "id", (xmax = 0) AS made`
      return rows[0]?.made ? rows[0].id : undefined
    },
    async alarm(id) {
      const row = await db.alarm.findUnique({ where: { id } })
      return row ? toAlarm(row) : undefined
    },
    async open() {
      return (await db.alarm.findMany({ where: { endedAt: null }, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] })).map(toAlarm)
    },
    async told({ id, told }, nextAt) {
      const { count } = await db.alarm.updateMany({
        where: { id, told, endedAt: null, quietAt: null },
        data: { told: told + 1, nextAt },
      })
      return count === 1
    },
    async quiet(id, quietAt) {
      await db.alarm.updateMany({ where: { id, endedAt: null, quietAt: null }, data: { quietAt } })
    },
    async end({ id, seenAt }, endedAt, told) {
      const data = { endedAt, ...(told ? { overAt: endedAt } : {}) }
      return (await db.alarm.updateMany({ where: { id, seenAt, endedAt: null }, data })).count === 1
    },
    async queues(now, platforms) {
      const [inbox] = await db.$queryRaw<Waiting[]>`
        SELECT count(*) FILTER (WHERE "state" = 'due')::int AS due, count(*) FILTER (WHERE "state" = 'failed')::int AS failed,
        min("dueAt") FILTER (WHERE "state" = 'due' AND "dueAt" <= ${now}) AS oldest FROM "Inbox" WHERE "state" IN ('due', 'failed')`
      const rows = await db.$queryRaw<{ state: string; count: number; oldest: Date | null }[]>`
        SELECT "state", count(*)::int AS count, min("dueAt") FILTER (WHERE "state" = 'due' AND "dueAt" <= ${now} AND "priority" < ${priorities.bulk}
        AND "platform" = ANY(${[...platforms]})) AS oldest
        FROM "Outbox" WHERE "state" IN ('due', 'sending', 'failed', 'uncertain') GROUP BY "state"`
      const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
      const oldest = rows.find((row) => row.state === 'due')?.oldest
      return {
        inbox: { due: inbox?.due ?? 0, failed: inbox?.failed ?? 0, ...(inbox?.oldest ? { oldest: inbox.oldest } : {}) },
        outbox: {
          ...{ due: of('due'), sending: of('sending'), failed: of('failed'), uncertain: of('uncertain') },
          ...(oldest ? { oldest } : {}),
        },
      }
    },
    async needs() {
      const rows = await db.$queryRaw<
        { state: string; count: number }[]
      >`SELECT "state", count(*)::int AS count FROM "Need" GROUP BY "state"`
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
    },
  }
}

function toAlarm({ kind, facts, quietAt, endedAt, overAt, ...row }: Row): Alarm {
  return {
    ...row,
    kind: kind as AlarmKind,
    facts: facts as Record<string, string>,
    quiet: quietAt !== null,
    ...(endedAt ? { endedAt } : {}),
    ...(overAt ? { overAt } : {}),
  }
}
