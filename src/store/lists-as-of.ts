import { Prisma } from './generated/client.ts'

/**
 * The ledger of every need as of a moment: what its history entries up to then left behind, laid over each other. Nothing else is read. `ids`: of these needs alone.
 * jsonb_object_agg keeps the last value of a key.
 */
export function rebuilt(moment: Date, ids?: string[]): Prisma.Sql {
  const only = ids ? Prisma.sql`AND h."needId" = ANY(${ids})` : Prisma.empty
  return Prisma.sql`(SELECT h."needId" AS "id", jsonb_object_agg(k."key", k."value" ORDER BY h."id") AS "ledger", min(h."at") AS "createdAt"
    FROM "History" h CROSS JOIN LATERAL jsonb_each(h."after") k WHERE h."at" <= ${moment} ${only} GROUP BY h."needId")`
}

const text = (key: string) => Prisma.sql`l."ledger"->>${key}::text AS ${Prisma.raw(`"${key}"`)}`
const time = (key: string) => Prisma.sql`(l."ledger"->>${key}::text)::timestamptz AS ${Prisma.raw(`"${key}"`)}`

/** The same as rows that have the columns of needs which lists read. The clocks of stages are not in the history: there, none ran. */
export function needsAsOf(moment: Date, ids?: string[]): Prisma.Sql {
  const texts = ['number', 'state', 'title', 'field', 'urgency', 'visibility', 'enterpriseId', 'posterId', 'officerId', 'expertId']
  const more = ['deadline', 'result', 'endReason', 'endCall', 'mergedIntoId']
  const times = ['publishedAt', 'claimedAt', 'solvedAt', 'closedAt']
  return Prisma.sql`(SELECT l."id", l."createdAt", ${Prisma.join([...texts, ...more].map(text))}, ${Prisma.join(times.map(time))},
      (l."ledger"->'budget'->>'min')::float8 AS "budgetMin", (l."ledger"->'budget'->>'max')::float8 AS "budgetMax",
      ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(l."ledger"->'members') WHEN 'array' THEN l."ledger"->'members' ELSE '[]' END)) AS "members",
      NULL::text AS "waitOn", NULL::timestamptz AS "waitSince", NULL::timestamptz AS "dueAt"
    FROM ${rebuilt(moment, ids)} l)`
}
