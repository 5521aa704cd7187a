import type { Dialog } from '../domain/notices.ts'
import type { InviteCode, Person } from '../domain/person.ts'
import type { Codes, Dialogs, People, Verifications } from '../domain/store.ts'
import { type Db, json, toAccount, toPerson, toVerification } from './rows.ts'

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
      await db.$executeRaw`SELECT pg_advisory_xact_lock(20260001)`
      return (await db.person.count({ where: { roles: { has: 'admin' } satisfies { has: Person['roles'][number] }, sample: false } })) === 0
    },
  }
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

export function codes(db: Db): Codes {
  return {
    async create(hash, code, at) {
      await db.code.create({ data: { hash, ...code, createdAt: at } })
    },
    async use(hash, personId, at) {
      const { count } = await db.code.updateMany({
        where: { hash, usedAt: null, expiresAt: { gt: at } },
        data: { usedAt: at, usedById: personId },
      })
      if (count === 0) return undefined
      const row = await db.code.findUniqueOrThrow({ where: { hash } })
      return {
        kind: row.kind as InviteCode['kind'],
        enterpriseId: row.enterpriseId ?? undefined,
        personId: row.personId ?? undefined,
        createdById: row.createdById,
        expiresAt: row.expiresAt,
      }
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
