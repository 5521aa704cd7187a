import { createHash } from 'node:crypto'
import type { DirectoryBook } from '../domain/store.ts'
import { loadDirectory } from './directory-load.ts'
import { removeSample } from './directory-sample.ts'
import { type Db, toEnterprise, toExpert, toInstitute, withExpert } from './rows.ts'

/** The id of a directory entry follows from its key, so that loading it again changes it and adds nothing. */
export function idOf(kind: string, key: string): string {
  return createHash('sha256').update(`${kind}:${key}`).digest('base64url').slice(0, 16)
}

export function directory(db: Db): DirectoryBook {
  return {
    async expert(id) {
      const row = await db.expert.findUnique({ where: { id }, include: withExpert })
      return row ? toExpert(row) : undefined
    },
    async experts() {
      return (await db.expert.findMany({ where: { erasedAt: null }, include: withExpert, orderBy: { id: 'asc' } })).map(toExpert)
    },
    async expertsNamed(name) {
      const bare = name.replace(/(教授|老师|研究员|博士|工程师|先生|女士)$/u, '').trim()
      const rows = await db.expert.findMany({
        where: { name: { in: [name.trim(), bare] }, erasedAt: null },
        include: withExpert,
        orderBy: { id: 'asc' },
      })
      return rows.map(toExpert)
    },
    async setAway(expertId, away) {
      await db.expert.update({ where: { id: expertId }, data: { awayFrom: away?.from ?? null, awayUntil: away?.until ?? null } })
    },
    async institute(id) {
      const row = await db.institute.findUnique({ where: { id } })
      return row ? toInstitute(row) : undefined
    },
    async enterprise(id) {
      const row = await db.enterprise.findUnique({ where: { id } })
      return row ? toEnterprise(row) : undefined
    },
    async enterprisesLike(name, limit) {
      const core = name.replace(/(有限责任公司|股份有限公司|有限公司|公司|集团|厂)$/u, '')
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Enterprise" WHERE "name" = ${name} OR (length(${core}) >= 2 AND strpos("name", ${core}) > 0)
        ORDER BY ("name" = ${name}) DESC, length("name"), "name" LIMIT ${limit}`
      const found = await db.enterprise.findMany({ where: { id: { in: rows.map((row) => row.id) } } })
      const byId = new Map(found.map((row) => [row.id, toEnterprise(row)]))
      return rows.flatMap((row) => byId.get(row.id) ?? [])
    },
    async createEnterprise(enterprise) {
      await db.enterprise.createMany({ data: [enterprise], skipDuplicates: true })
    },
    async verifyEnterprise(id, at) {
      return (await db.enterprise.updateMany({ where: { id, verifiedAt: null }, data: { verifiedAt: at } })).count === 1
    },
    load: (entries, options) => loadDirectory(db, entries, options),
    removeSample: () => removeSample(db),
    async isEmpty() {
      return (await db.expert.count()) + (await db.enterprise.count()) + (await db.person.count()) === 0
    },
  }
}
