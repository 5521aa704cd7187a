import type { EnterprisePatch, Enterprises, NameChange, TierStep, WarnDays } from '../domain/enterprises.ts'
import type { ProfileChange, Qualification as QualificationRow } from './generated/client.ts'
import { bare, type Db, json, toEnterprise, toQualification } from './rows.ts'

function toNameChange(row: ProfileChange): NameChange {
  const { id, ref, byId, at, state, decidedById } = bare(row)
  return {
    id,
    enterpriseId: ref,
    name: String((row.patch as { name?: string }).name ?? ''),
    byId,
    at,
    state: state as NameChange['state'],
    decidedById,
  }
}

/** The industry's name has a column of its own; a key with undefined clears. */
function columns(patch: EnterprisePatch) {
  const { industry, ...rest } = patch
  const named = 'industry' in patch ? { industryName: industry ?? null } : {}
  return { ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? null])), ...named }
}

/** What two transactions must not do at once. */
async function alone(db: Db, what: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${what}, 0))`
}

export function enterprises(db: Db): Enterprises {
  return { ...profiles(db), ...qualifications(db), ...ladder(db) }
}

type Profiles = Pick<
  Enterprises,
  'update' | 'setCreditCode' | 'rename' | 'withCode' | 'townships' | 'proposeName' | 'nameChange' | 'pendingNames' | 'decideName'
>

function profiles(db: Db): Profiles {
  return {
    async update(id, patch) {
      await db.enterprise.updateMany({ where: { id }, data: columns(patch) })
    },
    async setCreditCode(id, creditCode) {
      await alone(db, `credit:${creditCode}`)
      if ((await db.enterprise.count({ where: { creditCode, id: { not: id } } })) > 0) return false
      return (await db.enterprise.updateMany({ where: { id }, data: { creditCode } })).count === 1
    },
    async rename(id, name) {
      await alone(db, `name:${name}`)
      if ((await db.enterprise.count({ where: { name, id: { not: id } } })) > 0) return false
      return (await db.enterprise.updateMany({ where: { id }, data: { name } })).count === 1
    },
    async withCode(creditCode) {
      return (await db.enterprise.findUnique({ where: { creditCode }, select: { id: true } }))?.id
    },
    async townships() {
      const rows = await db.$queryRaw<{ name: string }[]>`
        SELECT "name" FROM (
          SELECT "township" AS "name", 1 AS "n" FROM "Enterprise" WHERE "township" IS NOT NULL
          UNION ALL SELECT "township", 0 FROM "Institute" WHERE "township" IS NOT NULL
          UNION ALL SELECT unnest("townships"), 0 FROM "Person"
        ) AS "known" WHERE "name" <> '' GROUP BY "name" ORDER BY sum("n") DESC, "name"`
      return rows.map(({ name }) => name)
    },
    async proposeName({ id, enterpriseId, name, byId, at }) {
      await db.profileChange.updateMany({ where: { kind: 'enterprise', ref: enterpriseId, state: 'pending' }, data: { state: 'replaced' } })
      await db.profileChange.create({ data: { id, kind: 'enterprise', ref: enterpriseId, patch: json({ name }), byId, at } })
    },
    async nameChange(id) {
      const row = await db.profileChange.findUnique({ where: { id } })
      return row?.kind === 'enterprise' ? toNameChange(row) : undefined
    },
    async pendingNames() {
      return (await db.profileChange.findMany({ where: { kind: 'enterprise', state: 'pending' }, orderBy: { at: 'asc' } })).map(
        toNameChange,
      )
    },
    async decideName(id, state, byId, at) {
      const where = { id, kind: 'enterprise', state: 'pending' }
      return (await db.profileChange.updateMany({ where, data: { state, decidedById: byId, decidedAt: at } })).count === 1
    },
  }
}

type Qualifications = Pick<
  Enterprises,
  'qualifications' | 'qualification' | 'putQualification' | 'removeQualification' | 'expiring' | 'toWarn' | 'warned'
>

/** Warned of as it stands so many days before, or later. */
function unwarned(db: Db, days: WarnDays) {
  return {
    OR: [
      { warnedFor: null },
      { warnedFor: { not: { equals: db.qualification.fields.expiresOn } } },
      { warnedDays: null },
      { warnedDays: { gt: days } },
    ],
  }
}

function qualifications(db: Db): Qualifications {
  return {
    async qualifications(enterpriseId) {
      const orderBy = [{ expiresOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] as const
      return (await db.qualification.findMany({ where: { enterpriseId }, orderBy: [...orderBy] })).map(toQualification)
    },
    async qualification(id) {
      const row = await db.qualification.findUnique({ where: { id } })
      return row ? toQualification(row) : undefined
    },
    async putQualification({ id, enterpriseId, kind, name, number, issuedOn, expiresOn }) {
      await db.$queryRaw`SELECT "id" FROM "Enterprise" WHERE "id" = ${enterpriseId} FOR UPDATE`
      const was = await db.qualification.findFirst({ where: { enterpriseId, kind, ...(kind === 'other' && { name: name ?? null }) } })
      const data = {
        kind,
        name: name ?? null,
        number: number ?? was?.number ?? null,
        issuedOn: issuedOn ?? null,
        expiresOn: expiresOn ?? null,
      }
      if (was) await db.qualification.update({ where: { id: was.id }, data })
      else await db.qualification.create({ data: { id, enterpriseId, ...data } })
      return was ? toQualification(was) : undefined
    },
    async removeQualification(id) {
      return (await db.qualification.deleteMany({ where: { id } })).count === 1
    },
    async expiring(from, until, skip, take) {
      const where = { expiresOn: { gte: from, lte: until } }
      const enterprise = { select: { id: true, name: true, township: true } }
      const rows = await db.qualification.findMany({
        where,
        include: { enterprise },
        orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }],
        skip,
        take,
      })
      const found = rows.map(({ enterprise, ...row }) => ({
        qualification: toQualification(row as QualificationRow),
        enterprise: bare(enterprise),
      }))
      return { found, total: await db.qualification.count({ where }) }
    },
    async toWarn(from, until, days, take) {
      const where = { expiresOn: { gte: from, lte: until }, ...unwarned(db, days) }
      return (await db.qualification.findMany({ where, orderBy: [{ expiresOn: 'asc' }, { id: 'asc' }], take })).map(toQualification)
    },
    async warned(id, expiresOn, days) {
      const where = { id, expiresOn, ...unwarned(db, days) }
      return (await db.qualification.updateMany({ where, data: { warnedFor: expiresOn, warnedDays: days } })).count === 1
    },
  }
}

function ladder(db: Db): Pick<Enterprises, 'confirmTier' | 'tierSteps' | 'tierCounts' | 'onTier'> {
  return {
    async confirmTier({ id, enterpriseId, tier, from, on, byId, at }) {
      const where = { id: enterpriseId, tier: from ?? null }
      if (tier === from || (await db.enterprise.updateMany({ where, data: { tier: tier ?? null } })).count === 0) return false
      await db.tierStep.create({ data: { id, enterpriseId, tier, from, on, byId, at } })
      return true
    },
    async tierSteps(enterpriseId) {
      const rows = await db.tierStep.findMany({ where: { enterpriseId }, orderBy: [{ at: 'desc' }, { id: 'asc' }], take: 10 })
      return rows.map((row) => bare(row) as TierStep)
    },
    async tierCounts() {
      const rows = await db.enterprise.groupBy({ by: ['township', 'tier'], _count: true })
      return rows.map(({ township, tier, _count }) => ({ township: township ?? '', tier: tier ?? '', count: _count }))
    },
    async onTier(tier, skip, take) {
      const where = { tier: tier === '' ? null : tier }
      const rows = await db.enterprise.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], skip, take })
      return { found: rows.map(toEnterprise), total: await db.enterprise.count({ where }) }
    },
  }
}
