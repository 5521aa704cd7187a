import type { ResearchTeam } from '../domain/directory.ts'
import type { Institutes } from '../domain/institutes.ts'
import { bare, type Db, toInstitute } from './rows.ts'

export function institutes(db: Db): Institutes {
  return {
    async find(id) {
      const row = await db.institute.findUnique({ where: { id } })
      if (!row) return undefined
      const { township, address, homepage, summary, phone, updatedAt } = bare(row)
      const own = { expert: { instituteId: id } }
      const latest = await db.achievement.findMany({
        where: own,
        orderBy: [{ year: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
        take: 5,
      })
      const inUse = { instituteId: id, state: { not: 'retired' } }
      const first = await db.equipment.findMany({
        where: inUse,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: 6,
        select: { id: true, name: true },
      })
      return {
        ...toInstitute(row),
        profile: { township, address, homepage, summary, phone, updatedAt },
        experts: await db.expert.count({ where: { instituteId: id } }),
        achievements: {
          count: await db.achievement.count({ where: own }),
          latest: latest.map(({ title, year }) => ({ title, ...(year !== null && { year }) })),
        },
        equipment: { count: await db.equipment.count({ where: inUse }), first },
      }
    },
    async all() {
      return (await db.institute.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toInstitute)
    },
    async update(id, patch) {
      await db.institute.updateMany({
        where: { id },
        data: Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? null])),
      })
    },
    async teams(instituteId) {
      return (await db.researchTeam.findMany({ where: { instituteId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(
        (row) => bare(row) as ResearchTeam,
      )
    },
    async team(id) {
      const row = await db.researchTeam.findUnique({ where: { id } })
      return row ? (bare(row) as ResearchTeam) : undefined
    },
    async holdTeam(id) {
      await db.$queryRaw`SELECT "id" FROM "ResearchTeam" WHERE "id" = ${id} FOR UPDATE`
      const row = await db.researchTeam.findUnique({ where: { id } })
      return row ? (bare(row) as ResearchTeam) : undefined
    },
    async addTeam(team) {
      return (await db.researchTeam.createMany({ data: [team], skipDuplicates: true })).count === 1
    },
    async renameTeam(id, name) {
      const changed = await db.$executeRaw`UPDATE "ResearchTeam" AS "t" SET "name" = ${name} WHERE "t"."id" = ${id}
        AND NOT EXISTS (SELECT 1 FROM "ResearchTeam" AS "o" WHERE "o"."instituteId" = "t"."instituteId" AND "o"."name" = ${name} AND "o"."id" <> "t"."id")`
      return changed === 1
    },
    async updateTeam(id, patch) {
      await db.researchTeam.updateMany({
        where: { id },
        data: Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value ?? null])),
      })
    },
    async removeTeam(id) {
      return (await db.researchTeam.deleteMany({ where: { id } })).count === 1
    },
  }
}
