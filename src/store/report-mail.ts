import type { Addressee, Choice, DeliveryState, DigestKind } from '../domain/reports/report.ts'
import { Prisma } from './generated/client.ts'
import { sampleOnly } from './lists-sql.ts'
import { bare, type Db } from './rows.ts'

/** Whom a kind is for. */
const audience: Record<DigestKind, Prisma.Sql> = {
  weekly: Prisma.sql`p."roles" && ARRAY['officer', 'staff', 'head', 'admin']`,
  monthly: Prisma.sql`p."roles" && ARRAY['officer', 'staff', 'head', 'admin']`,
  quarterly: Prisma.sql`(p."roles" && ARRAY['officer', 'staff', 'head', 'admin'] OR p."managesId" IS NOT NULL)`,
  head: Prisma.sql`'head' = ANY(p."roles")`,
  expert: Prisma.sql`p."expertId" IS NOT NULL`,
  institute: Prisma.sql`p."managesId" IS NOT NULL`,
  // those with something under way, or that came to an end within the fortnight
  enterprise: Prisma.sql`EXISTS (SELECT 1 FROM "Need" n WHERE n."posterId" = p."id" AND n."number" IS NOT NULL
    AND (n."closedAt" IS NULL OR n."closedAt" > now.at - interval '14 days'))`,
}

type Row = { personId: string; createdAt: Date; muted: boolean | null; day: number | null; time: string | null; skipEmpty: boolean | null }

/** Demo people are written to only where there are no others. */
export async function addressees(db: Db, kind: DigestKind, key: string, at: Date): Promise<Addressee[]> {
  const sample = await sampleOnly(db)
  const rows = await db.$queryRaw<Row[]>`
    SELECT p."id" AS "personId", p."createdAt", c."muted", c."day", c."time", c."skipEmpty"
    FROM "Person" p CROSS JOIN (SELECT ${at}::timestamptz AS at) now
    LEFT JOIN "DigestChoice" c ON c."personId" = p."id" AND c."kind" = ${kind}
    WHERE ${audience[kind]} AND (NOT p."sample" OR ${sample})
      AND NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d."digestKey" = ${key} AND d."personId" = p."id")
    ORDER BY p."id"`
  return rows.map(({ personId, createdAt, ...choice }) => ({ personId, createdAt, choice: bare(choice) as Choice }))
}

type Sent = Omit<DeliveryState, 'state' | 'tries'> & { out: string | null; tries: number | null }

export async function deliveries(db: Db, key: string): Promise<DeliveryState[]> {
  const rows = await db.$queryRaw<Sent[]>`
    SELECT d."digestKey", d."personId", d."how", d."parcel", d."at", p."name", o."state" AS "out", o."tries", o."error", o."sentAt"
    FROM "Delivery" d JOIN "Person" p ON p."id" = d."personId" LEFT JOIN "Outbox" o ON o."key" = d."parcel"
    WHERE d."digestKey" = ${key} ORDER BY p."name", p."id"`
  return rows.map(
    ({ out, ...row }) =>
      ({ ...bare(row), how: row.how, state: (out ?? row.how) as DeliveryState['state'], tries: row.tries ?? 0 }) as DeliveryState,
  )
}
