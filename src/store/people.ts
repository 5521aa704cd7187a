import type { Dialog, Notice } from '../domain/notices.ts'
import type { Person } from '../domain/person.ts'
import type { RoleChange } from '../domain/role-change.ts'
import type { Dialogs, People, Verifications } from '../domain/store.ts'
import { bare, type Db, json, toAccount, toPerson, toVerification } from './rows.ts'

/** The lock that administrators are made and removed under. */
const administrators = 20260001

export function people(db: Db): People {
  return {
    async find(id) {
      const row = await db.person.findUnique({ where: { id } })
      return row ? toPerson(row) : undefined
    },
    async account(address) {
      const row = await db.account.findUnique({ where: { address } })
      return row ? toAccount(row) : undefined
    },
    async accounts(personId) {
      const rows = await db.account.findMany({ where: { personId }, orderBy: [{ lastSeenAt: 'desc' }, { address: 'asc' }] })
      return rows.map(toAccount)
    },
    async create(person, at) {
      await db.person.create({ data: { ...person, createdAt: at } })
    },
    async update(id, patch) {
      const { quiet, away, ...rest } = patch
      const hours = 'quiet' in patch ? { quietFrom: quiet?.from, quietUntil: quiet?.until } : {}
      const leave = 'away' in patch ? { awayFrom: away?.from, awayUntil: away?.until } : {}
      const data = Object.fromEntries(
        Object.entries({ ...rest, ...hours, ...leave }).map(([key, value]) => [key, value === undefined ? null : value]),
      )
      await db.person.update({ where: { id }, data })
    },
    async addRole(id, role) {
      return (
        (await db.$executeRaw`UPDATE "Person" SET "roles" = array_append("roles", ${role}) WHERE "id" = ${id} AND NOT (${role} = ANY("roles"))`) ===
        1
      )
    },
    async dropRole(id, role) {
      return (
        (await db.$executeRaw`UPDATE "Person" SET "roles" = array_remove("roles", ${role}) WHERE "id" = ${id} AND ${role} = ANY("roles")`) ===
        1
      )
    },
    async setManages(id, instituteId) {
      const where = {
        id,
        ...(instituteId ? { OR: [{ managesId: null }, { managesId: { not: instituteId } }] } : { managesId: { not: null } }),
      }
      return (await db.person.updateMany({ where, data: { managesId: instituteId ?? null } })).count === 1
    },
    async otherAdministrator(id) {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(${administrators})`
      return (await db.person.count({ where: { id: { not: id }, roles: { has: 'admin' }, sample: false, accounts: { some: {} } } })) > 0
    },
    async named(name, limit) {
      const own = { equals: name, mode: 'insensitive' as const }
      const where = { OR: [{ name: own }, { accounts: { some: { name: own } } }] }
      const rows = await db.person.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 200 })
      return [...rows.filter(hasPart), ...rows.filter((row) => !hasPart(row))].slice(0, limit).map(toPerson)
    },
    async withRights(skip, limit) {
      const where = { OR: [{ roles: { isEmpty: false } }, { managesId: { not: null } }] }
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Person" WHERE cardinality("roles") > 0 OR "managesId" IS NOT NULL
        ORDER BY 'admin' = ANY("roles") DESC, 'head' = ANY("roles") DESC, 'staff' = ANY("roles") DESC, 'officer' = ANY("roles") DESC, "name", "id"
        OFFSET ${skip} LIMIT ${limit}`
      const found = await db.person.findMany({ where: { id: { in: rows.map(({ id }) => id) } } })
      const people = rows.flatMap(({ id }) => found.filter((row) => row.id === id).map(toPerson))
      return { people, total: await db.person.count({ where }) }
    },
    async dropAccount(address, personId) {
      if ((await db.account.deleteMany({ where: { address, personId } })).count === 0) return undefined
      const due = { address, state: 'due' }
      const waiting = await db.outbox.findMany({ where: due, orderBy: { id: 'asc' }, select: { notice: true } })
      await db.outbox.updateMany({ where: due, data: { state: 'failed', error: 'unlinked' } })
      await db.slot.deleteMany({ where: { address } })
      await db.dialog.deleteMany({ where: { address } })
      return waiting.map(({ notice }) => notice as Notice)
    },
    async addChange(change) {
      await db.roleChange.create({ data: change })
    },
    async changes(personId, limit) {
      const rows = await db.roleChange.findMany({ where: { personId }, orderBy: { id: 'desc' }, take: limit })
      return rows.map(({ id: _, ...row }) => bare(row) as RoleChange)
    },
    async putAccount(account) {
      const data = { ...account, reachable: true }
      await db.account.upsert({ where: { address: account.address }, create: data, update: data })
    },
    async withRoles(roles) {
      const rows = await db.person.findMany({
        where: roles.length === 0 ? { roles: { isEmpty: false } } : { roles: { hasSome: roles } },
        orderBy: { id: 'asc' },
      })
      return rows.map(toPerson)
    },
    async ofExpert(expertId) {
      const row = await db.person.findUnique({ where: { expertId } })
      return row ? toPerson(row) : undefined
    },
    async managersOf(instituteId) {
      return (await db.person.findMany({ where: { managesId: instituteId }, orderBy: { id: 'asc' } })).map(toPerson)
    },
    async managers() {
      return (await db.person.findMany({ where: { managesId: { not: null } }, orderBy: { id: 'asc' } })).map(toPerson)
    },
    async ofEnterprise(enterpriseId) {
      return (await db.person.findMany({ where: { enterpriseId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toPerson)
    },
    async roster() {
      const rows = await db.person.findMany({
        where: { sample: true },
        include: {
          enterprise: { select: { name: true } },
          expert: { select: { institute: { select: { name: true } } } },
          manages: { select: { name: true } },
          verifications: { where: { state: 'pending' }, select: { enterprise: { select: { name: true } } } },
        },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => ({
        person: toPerson(row),
        org:
          row.enterprise?.name ??
          row.expert?.institute.name ??
          row.manages?.name ??
          row.verifications[0]?.enterprise?.name ??
          row.post ??
          '',
      }))
    },
    async noAdministratorYet() {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(${administrators})`
      return (await db.person.count({ where: { roles: { has: 'admin' } satisfies { has: Person['roles'][number] }, sample: false } })) === 0
    },
  }
}

/** What is known of who they are. */
function hasPart(row: { roles: string[]; enterpriseId: string | null; expertId: string | null; managesId: string | null }): boolean {
  return row.roles.length > 0 || row.enterpriseId !== null || row.expertId !== null || row.managesId !== null
}

export function verifications(db: Db): Verifications {
  return {
    async find(id) {
      const row = await db.verification.findUnique({ where: { id } })
      return row ? toVerification(row) : undefined
    },
    async pendingOf(personId) {
      return (await db.verification.findMany({ where: { personId, state: 'pending' }, orderBy: { createdAt: 'asc' } })).map(toVerification)
    },
    async pending() {
      return (await db.verification.findMany({ where: { state: 'pending' }, orderBy: { createdAt: 'asc' }, take: 200 })).map(toVerification)
    },
    async create(verification, at) {
      await db.verification.create({ data: { ...verification, createdAt: at } })
    },
    async decide(id, state, byId, at) {
      const { count } = await db.verification.updateMany({
        where: { id, state: 'pending' },
        data: { state, decidedById: byId, decidedAt: at },
      })
      return count === 1
    },
  }
}

export function dialogs(db: Db): Dialogs {
  return {
    async get(address) {
      const row = await db.dialog.findUnique({ where: { address } })
      return row ? (row.state as Dialog) : undefined
    },
    async set(address, dialog, at) {
      const data = { state: json(dialog), updatedAt: at }
      await db.dialog.upsert({ where: { address }, create: { address, ...data }, update: data })
    },
    async clear(address) {
      await db.dialog.deleteMany({ where: { address } })
    },
  }
}
