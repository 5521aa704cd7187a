import { newId } from '../domain/ids.ts'
import { type CodeOut, type InviteCode, mostWrongCodes, wrongCodeMs } from '../domain/person.ts'
import type { Codes } from '../domain/store.ts'
import type { Db } from './rows.ts'

export function codes(db: Db): Codes {
  return {
    async create(hash, code, at) {
      await db.code.create({ data: { hash, id: newId(), ...code, createdAt: at } })
    },
    async out(now, byId, skip, take) {
      const where = { ...usable(now), kind: { not: 'link' }, ...(byId && { createdById: byId }) }
      const rows = await db.code.findMany({ where, include: withEnterprise, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], skip, take })
      return { codes: await withMakers(db, rows), total: await db.code.count({ where }) }
    },
    async find(id) {
      const row = await db.code.findUnique({ where: { id }, include: withEnterprise })
      return row ? (await withMakers(db, [row]))[0] : undefined
    },
    async withdraw(id, at) {
      return (await db.code.updateMany({ where: { id, ...usable(at) }, data: { withdrawnAt: at } })).count === 1
    },
    async expose(hash, at) {
      if ((await db.code.updateMany({ where: { hash, ...usable(at) }, data: { withdrawnAt: at } })).count === 0) return undefined
      return toCode(await db.code.findUniqueOrThrow({ where: { hash } }))
    },
    async slowedUntil(address, now) {
      const rows = await db.$queryRaw<{ wrong: number; since: Date }[]>`
        INSERT INTO "CodeTry" ("address", "wrong", "since") VALUES (${address}, 0, ${now})
        ON CONFLICT ("address") DO UPDATE SET "address" = EXCLUDED."address" RETURNING "wrong", "since"`
      const until = new Date((rows[0]?.since ?? now).getTime() + wrongCodeMs)
      return (rows[0]?.wrong ?? 0) >= mostWrongCodes && until > now ? until : undefined
    },
    async noteWrong(address, now) {
      const before = new Date(now.getTime() - wrongCodeMs)
      await db.$executeRaw`
        INSERT INTO "CodeTry" ("address", "wrong", "since") VALUES (${address}, 1, ${now})
        ON CONFLICT ("address") DO UPDATE SET "wrong" = CASE WHEN "CodeTry"."since" <= ${before} THEN 1 ELSE "CodeTry"."wrong" + 1 END, "since" = EXCLUDED."since"`
    },
    async use(hash, personId, at) {
      const { count } = await db.code.updateMany({
        where: { hash, ...usable(at) },
        data: { usedAt: at, usedById: personId },
      })
      if (count === 0) return undefined
      return toCode(await db.code.findUniqueOrThrow({ where: { hash } }))
    },
  }
}

function usable(at: Date) {
  return { usedAt: null, withdrawnAt: null, expiresAt: { gt: at } }
}

const withEnterprise = { enterprise: { select: { name: true } } } as const

type CodeRow = Awaited<ReturnType<Db['code']['findUniqueOrThrow']>>

function toCode(row: CodeRow): InviteCode {
  return {
    kind: row.kind as InviteCode['kind'],
    enterpriseId: row.enterpriseId ?? undefined,
    personId: row.personId ?? undefined,
    createdById: row.createdById,
    expiresAt: row.expiresAt,
  }
}

async function withMakers(db: Db, rows: (CodeRow & { enterprise: { name: string } | null })[]): Promise<CodeOut[]> {
  const makers = await db.person.findMany({
    where: { id: { in: rows.map(({ createdById }) => createdById) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(makers.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    ...toCode(row),
    id: row.id,
    createdAt: row.createdAt,
    enterprise: row.enterprise?.name,
    createdBy: nameOf.get(row.createdById),
  }))
}
