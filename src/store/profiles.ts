import type { AchievementPatch, ProfileChange, ProfileOffer, ProfilePatch, Profiles } from '../domain/profile-store.ts'
import { Prisma, type ProfileChange as Row } from './generated/client.ts'
import { type Db, json, toAchievement, toExpert, withExpert } from './rows.ts'

/** A waiting change, decided or replaced; an offer is kept in the same table in states of its own. */
const pending = 'pending'
const offered = 'offered'

export function profiles(db: Db): Profiles {
  return { ...entries(db), ...changes(db), ...offers(db), ...checks(db), ...achievements(db) }
}

function entries(db: Db): Pick<Profiles, 'hold' | 'update' | 'check' | 'monthly' | 'subscribers' | 'ofInstitute'> {
  return {
    async hold(expertId) {
      await db.$queryRaw`SELECT 1 FROM "Expert" WHERE "id" = ${expertId} FOR UPDATE`
      const row = await db.expert.findUnique({ where: { id: expertId }, include: withExpert })
      return row ? toExpert(row) : undefined
    },
    async update(expertId, patch) {
      await db.expert.update({ where: { id: expertId }, data: nulled(patch) })
    },
    async check(expertId, at) {
      await db.expert.update({ where: { id: expertId }, data: { checkedAt: at } })
    },
    async monthly(since) {
      const capped = await db.expert.findMany({ where: { monthlyCap: { not: null } }, select: { id: true, monthlyCap: true } })
      if (capped.length === 0) return new Map()
      const taken = await db.claim.groupBy({
        by: ['expertId'],
        // what was taken back within its minute was none
        where: { at: { gte: since }, expertId: { in: capped.map(({ id }) => id) }, OR: [{ ended: null }, { ended: { not: 'undone' } }] },
        _count: { _all: true },
      })
      const counts = new Map(taken.map((row) => [row.expertId, row._count._all]))
      return new Map(capped.map(({ id, monthlyCap }) => [id, { taken: counts.get(id) ?? 0, cap: monthlyCap as number }]))
    },
    async subscribers(field) {
      const rows = await db.expert.findMany({ where: { topics: { has: field } }, select: { id: true }, orderBy: { id: 'asc' } })
      return rows.map(({ id }) => id)
    },
    async ofInstitute(instituteId, skip, limit) {
      const rows = await db.expert.findMany({
        ...{ where: { instituteId }, include: withExpert, orderBy: [{ name: 'asc' }, { id: 'asc' }], skip, take: limit },
      })
      return { experts: rows.map(toExpert), total: await db.expert.count({ where: { instituteId } }) }
    },
  }
}

/** A key with undefined clears: null, or false and the empty list where the column has no null. */
function nulled(patch: ProfilePatch | AchievementPatch): object {
  return Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value === undefined ? null : value]))
}

function changes(db: Db): Pick<Profiles, 'propose' | 'change' | 'waiting' | 'allWaiting' | 'decide'> {
  const ofExperts = { kind: 'expert', state: { not: { startsWith: offered } } }
  return {
    async propose({ id, expertId, patch, byId, at, state }) {
      // under this lock, so that of two at once one takes the other's place
      await db.$queryRaw`SELECT 1 FROM "Expert" WHERE "id" = ${expertId} FOR UPDATE`
      await db.profileChange.updateMany({ where: { kind: 'expert', ref: expertId, state: pending }, data: { state: 'replaced' } })
      await db.profileChange.create({ data: { id, kind: 'expert', ref: expertId, patch: json(patch), byId, at, state } })
    },
    async change(id) {
      const row = await db.profileChange.findFirst({ where: { id, ...ofExperts } })
      return row ? toChange(row) : undefined
    },
    async waiting(expertId) {
      const row = await db.profileChange.findFirst({ where: { kind: 'expert', ref: expertId, state: pending } })
      return row ? toChange(row) : undefined
    },
    async allWaiting(limit) {
      const rows = await db.profileChange.findMany({
        ...{ where: { kind: 'expert', state: pending }, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: limit },
      })
      return rows.map(toChange)
    },
    async decide(id, state, byId, at) {
      const data = { state, decidedById: byId, decidedAt: at }
      return (await db.profileChange.updateMany({ where: { id, kind: 'expert', state: pending }, data })).count === 1
    },
  }
}

function toChange({ id, ref, patch, byId, at, state, decidedById }: Row): ProfileChange {
  return {
    ...{ id, expertId: ref, patch: patch as ProfileChange['patch'], byId, at, state: state as ProfileChange['state'] },
    decidedById: decidedById ?? undefined,
  }
}

function offers(db: Db): Pick<Profiles, 'putOffer' | 'offer' | 'narrowOffer' | 'settleOffer'> {
  return {
    async putOffer({ id, expertId, byId, patch, achievements }, at) {
      await db.profileChange.deleteMany({ where: { kind: 'expert', ref: expertId, byId, state: offered } })
      const data = { id, kind: 'expert', ref: expertId, byId, at, state: offered, patch: json({ patch, achievements }) }
      await db.profileChange.create({ data })
    },
    async offer(id) {
      const row = await db.profileChange.findFirst({ where: { id, kind: 'expert', state: offered } })
      if (!row) return undefined
      return { id, expertId: row.ref, byId: row.byId, ...(row.patch as unknown as Pick<ProfileOffer, 'patch' | 'achievements'>) }
    },
    async narrowOffer({ id, patch, achievements }) {
      await db.profileChange.updateMany({ where: { id, state: offered }, data: { patch: json({ patch, achievements }) } })
    },
    async settleOffer(id, how, at) {
      // what it said stands in the profile now, or nowhere
      const data = { state: `${offered}_${how}`, decidedAt: at, patch: {} }
      return (await db.profileChange.updateMany({ where: { id, kind: 'expert', state: offered }, data })).count === 1
    },
  }
}

const asked = Prisma.sql`COALESCE(GREATEST(e."checkedAt", e."checkAskedAt"), p."createdAt")`

function checks(db: Db): Pick<Profiles, 'toCheck' | 'checksSince' | 'markAsked' | 'unchecked'> {
  return {
    toCheck(before, today, limit) {
      return db.$queryRaw`
        SELECT e."id" AS "expertId", p."id" AS "personId" FROM "Expert" e JOIN "Person" p ON p."expertId" = e."id"
        WHERE ${asked} < ${before} AND (e."mutedUntil" IS NULL OR e."mutedUntil" < ${today})
          AND NOT (e."awayFrom" IS NOT NULL AND e."awayFrom" <= ${today} AND ${today} <= e."awayUntil")
          AND EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p."id" AND a."reachable")
        ORDER BY ${asked}, e."id" LIMIT ${limit}`
    },
    async checksSince(since) {
      return {
        asked: await db.expert.count({ where: { checkAskedAt: { gte: since } } }),
        experts: await db.expert.count({ where: { person: { accounts: { some: { reachable: true } } } } }),
      }
    },
    async markAsked(expertId, before, at) {
      const rows = await db.$queryRaw<unknown[]>`
        UPDATE "Expert" SET "checkAskedAt" = ${at}
        WHERE "id" = ${expertId} AND COALESCE(GREATEST("checkedAt", "checkAskedAt"), '-infinity') < ${before} RETURNING 1`
      return rows.length === 1
    },
    async unchecked(instituteId, askedBefore, skip, limit) {
      const rows = await db.$queryRaw<{ id: string; total: number }[]>`
        SELECT "id", (count(*) OVER ())::int AS "total" FROM "Expert"
        WHERE "erasedAt" IS NULL AND "checkAskedAt" < ${askedBefore} AND ("checkedAt" IS NULL OR "checkedAt" < "checkAskedAt")
          ${instituteId === undefined ? Prisma.empty : Prisma.sql`AND "instituteId" = ${instituteId}`}
        ORDER BY "checkedAt" NULLS FIRST, "name", "id" OFFSET ${skip} LIMIT ${limit}`
      const found = await db.expert.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, include: withExpert })
      const byId = new Map(found.map((row) => [row.id, toExpert(row)]))
      return { experts: rows.flatMap(({ id }) => byId.get(id) ?? []), total: rows[0]?.total ?? 0 }
    },
  }
}

type OfAchievements = 'achievement' | 'achievementsOf' | 'addAchievement' | 'updateAchievement' | 'removeAchievement'

function achievements(db: Db): Pick<Profiles, OfAchievements> {
  return {
    async achievement(id) {
      const row = await db.achievement.findUnique({ where: { id } })
      return row ? toAchievement(row) : undefined
    },
    async achievementsOf(expertId) {
      return (await db.achievement.findMany({ where: { expertId }, orderBy: [{ title: 'asc' }, { id: 'asc' }] })).map(toAchievement)
    },
    async addAchievement({ id, expertId, title, summary }, at) {
      await db.achievement.create({ data: { id, expertId, title, summary, updatedAt: at } })
    },
    async updateAchievement(id, patch, at) {
      await db.achievement.update({ where: { id }, data: { ...nulled(patch), updatedAt: at } })
    },
    async removeAchievement(id) {
      return (await db.achievement.deleteMany({ where: { id } })).count === 1
    },
  }
}
