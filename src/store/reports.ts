import type { Reports, WeekFigures } from '../domain/store.ts'
import { type Db, json } from './rows.ts'

const live = ['open', 'challenge', 'claimed', 'in_progress', 'solved', 'paused']

export function reports(db: Db): Reports {
  return {
    async add({ key, kind, figures, at }) {
      return (await db.report.createMany({ data: [{ key, kind, figures: json(figures), at }], skipDuplicates: true })).count === 1
    },
    async find(key) {
      const row = await db.report.findUnique({ where: { key } })
      return row ? { figures: row.figures, at: row.at } : undefined
    },
    async week(from, to, now) {
      const sample = (await db.enterprise.count({ where: { sample: false } })) === 0
      const need = { enterprise: { sample } }
      const within = { gte: from, lt: to }
      // what was taken back within its minute did not happen
      const events = async (event: string[]) =>
        (await db.history.count({ where: { event: { in: event }, at: within, need } })) -
        (await db.history.count({ where: { event: 'undo', note: { in: event }, at: within, need } }))
      return {
        sample,
        published: await db.need.count({ where: { publishedAt: within, ...need } }),
        claimed: await events(['claim', 'assign', 'choose']),
        solved: await events(['solve', 'reply']),
        confirmed: await events(['confirm', 'confirm_for']),
        unclaimed: await events(['nobody']),
        unsolved: await events(['give_up']),
        openNow: await db.need.count({ where: { state: { in: live }, ...need } }),
        overdue: await overdue(db, sample, now),
        institutes: await institutes(db, sample, from, to),
      }
    },
  }
}

/** Needs that are open though every expert asked is past their date, or nobody is being asked. */
async function overdue(db: Db, sample: boolean, now: Date): Promise<WeekFigures['overdue']> {
  const rows = await db.need.findMany({
    where: { state: 'open', enterprise: { sample }, invitations: { none: { state: 'asked', dueAt: { gte: now } } } },
    orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  return rows.map((row) => ({
    needId: row.id,
    number: row.number ?? '',
    title: row.title,
    since: (row.publishedAt ?? row.createdAt).toISOString(),
  }))
}

async function institutes(db: Db, sample: boolean, from: Date, to: Date): Promise<WeekFigures['institutes']> {
  return db.$queryRaw<WeekFigures['institutes']>`
    SELECT i."short" AS name,
      (SELECT count(*)::int FROM "Invitation" v JOIN "Expert" e ON e."id" = v."expertId" JOIN "Need" n ON n."id" = v."needId" JOIN "Enterprise" p ON p."id" = n."enterpriseId"
        WHERE e."instituteId" = i."id" AND v."askedAt" >= ${from} AND v."askedAt" < ${to} AND p."sample" = ${sample}) AS asked,
      (SELECT count(*)::int FROM "Claim" c JOIN "Expert" e ON e."id" = c."expertId" JOIN "Need" n ON n."id" = c."needId" JOIN "Enterprise" p ON p."id" = n."enterpriseId"
        WHERE e."instituteId" = i."id" AND c."at" >= ${from} AND c."at" < ${to} AND p."sample" = ${sample}) AS claimed,
      (SELECT count(*)::int FROM "Need" n JOIN "Claim" c ON c."needId" = n."id" AND (c."endedAt" IS NULL OR c."ended" = 'confirmed') JOIN "Expert" e ON e."id" = c."expertId"
        JOIN "Enterprise" p ON p."id" = n."enterpriseId"
        WHERE e."instituteId" = i."id" AND n."solvedAt" >= ${from} AND n."solvedAt" < ${to} AND p."sample" = ${sample}) AS solved,
      (SELECT count(*)::int FROM "Claim" c JOIN "Expert" e ON e."id" = c."expertId" JOIN "Need" n ON n."id" = c."needId" JOIN "Enterprise" p ON p."id" = n."enterpriseId"
        WHERE e."instituteId" = i."id" AND c."endedAt" IS NULL AND p."sample" = ${sample}) AS carrying
    FROM "Institute" i ORDER BY claimed DESC, asked DESC, i."name"`
}
