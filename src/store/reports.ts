import type { CaseStory } from '../domain/case-card.ts'
import { momentsOf } from '../domain/reports/period.ts'
import { type Choice, type DigestKind, type Report, type Reports, sections } from '../domain/reports/report.ts'
import type { Prisma } from './generated/client.ts'
import { sampleOnly } from './lists-sql.ts'
import { addressees, deliveries } from './report-mail.ts'
import { lateOf, owedBy, plan } from './report-plan.ts'
import { bare, type Db, json } from './rows.ts'

export function reports(db: Db): Reports {
  return {
    async add({ figures, ...report }) {
      return (await db.report.createMany({ data: [{ ...report, figures: json(figures) }], skipDuplicates: true })).count === 1
    },
    async find(key) {
      return toReport(await db.report.findUnique({ where: { key } }))
    },
    async signed(kind, size, before) {
      const where = { kind, state: 'signed', ...(before && { period: { lt: before } }) }
      const rows = await db.report.findMany({ where, orderBy: { period: 'desc' }, take: size })
      return rows.reverse().flatMap((row) => toReport(row) ?? [])
    },
    async drafts() {
      const rows = await db.report.findMany({ where: { state: 'draft' }, orderBy: [{ at: 'asc' }, { key: 'asc' }] })
      return rows.flatMap((row) => toReport(row) ?? [])
    },
    ...ofDrafts(db),
    plan: (now, until, size) => plan(db, now, until, size),
    owedBy: (who, until) => owedBy(db, who, until),
    lateOf: (instituteId, now) => lateOf(db, instituteId, now),
    async over(matterIds, by) {
      const rows = await db.matter.findMany({ where: { id: { in: [...matterIds] }, endedAt: { lte: by } }, select: { id: true } })
      return new Set(rows.map(({ id }) => id))
    },
    async endings(span) {
      const { from, to } = momentsOf(span)
      const within = { closedAt: { gte: from, lt: to }, enterprise: { sample: await sampleOnly(db) } }
      const count = (state: string) => db.need.count({ where: { state, ...within } })
      return { unclaimed: await count('unclaimed'), unsolved: await count('unsolved') }
    },
    async stories(span, limit) {
      const { from, to } = momentsOf(span)
      const sample = await sampleOnly(db)
      const where = {
        state: { in: ['named', 'anonymous'] },
        need: { closedAt: { gte: from, lt: to }, state: 'confirmed', enterprise: { sample } },
      }
      const rows = await db.caseCard.findMany({ where, orderBy: [{ need: { closedAt: 'desc' } }, { needId: 'asc' }], take: limit })
      return rows.flatMap(({ story }) => (story ? [story as unknown as CaseStory] : []))
    },
    addressees: (kind, key, now) => addressees(db, kind, key, now),
    async deliver(rows, at) {
      const data = rows.map((row) => ({ ...row, at }))
      const written = await db.delivery.createManyAndReturn({ data, skipDuplicates: true, select: { personId: true } })
      return new Set(written.map(({ personId }) => personId))
    },
    async redirect(digestKey, personId, parcel) {
      await db.delivery.updateMany({ where: { digestKey, personId }, data: { parcel } })
    },
    deliveries: (key) => deliveries(db, key),
    ...choices(db),
  }
}

/** Undefined for a digest of another shape, from before there were these reports. */
function toReport(row: Prisma.ReportGetPayload<object> | null): Report | undefined {
  if (!row || !(row.figures as { values?: unknown }).values) return undefined
  const comments = Object.fromEntries(sections.flatMap((one) => textOf(row.comments, one)))
  return { ...(bare(row) as unknown as Report), comments }
}

function textOf(comments: Prisma.JsonValue, section: string): [string, string][] {
  const text = (comments as Record<string, unknown> | null)?.[section]
  return typeof text === 'string' ? [[section, text]] : []
}

function ofDrafts(db: Db): Pick<Reports, 'reword' | 'recount' | 'sign' | 'remind'> {
  const change = async (where: Prisma.ReportWhereInput, data: Prisma.ReportUpdateManyMutationInput) =>
    (await db.report.updateMany({ where: { ...where, state: 'draft' }, data })).count === 1
  return {
    async reword(key, section, text) {
      const patch = JSON.stringify({ [section]: text })
      const changed =
        await db.$executeRaw`UPDATE "Report" SET "comments" = "comments" || ${patch}::jsonb WHERE "key" = ${key} AND "state" = 'draft'`
      return changed === 1
    },
    recount: (key, figures, at) => change({ key }, { figures: json(figures), at }),
    sign: (key, read, signedById, signedAt) =>
      change({ key, at: read.at, comments: { equals: json(read.comments) } }, { state: 'signed', signedById, signedAt }),
    remind: (key, last, remindedAt) => change({ key, remindedAt: last ?? null }, { remindedAt }),
  }
}

function choices(db: Db): Pick<Reports, 'choices' | 'choose'> {
  return {
    async choices(personId) {
      const rows = await db.digestChoice.findMany({ where: { personId } })
      return Object.fromEntries(rows.map((row) => [row.kind as DigestKind, toChoice(row)]))
    },
    async choose(personId, kind, patch) {
      const key = { personId, kind }
      await db.digestChoice.upsert({ where: { personId_kind: key }, create: { ...key, ...patch }, update: patch })
    },
  }
}

function toChoice({ muted, day, time, skipEmpty }: Prisma.DigestChoiceGetPayload<object>): Choice {
  return bare({ muted, day, time, skipEmpty })
}
