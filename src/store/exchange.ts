import type { Exchange, ImportRun, KeptRow, RunPatch } from '../domain/exchange/run.ts'
import { entries } from './exchange-entries.ts'
import type { ImportRow, ImportRun as Row } from './generated/client.ts'
import { bare, type Db, json } from './rows.ts'

const batch = 1_000
const busy = ['reading', 'writing', 'undoing']

export function exchange(db: Db): Exchange {
  return {
    ...entries(db),
    async create(run) {
      await db.importRun.create({ data: { ...run, chosen: json(run.chosen), report: json(run.report) } })
    },
    async find(id) {
      const row = await db.importRun.findUnique({ where: { id } })
      return row ? toRun(row) : undefined
    },
    async recent(byId, limit) {
      const where = byId === undefined ? {} : { byId }
      return (await db.importRun.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'asc' }], take: limit })).map(toRun)
    },
    async sameFile({ id, sha256 }) {
      const row = await db.importRun.findFirst({ where: { sha256, state: 'written', id: { not: id } }, orderBy: { writtenAt: 'desc' } })
      return row ? toRun(row) : undefined
    },
    async move(id, from, to, patch = {}) {
      return (
        (await db.importRun.updateMany({ where: { id, state: { in: [...from] } }, data: { state: to, heldUntil: null, ...dataOf(patch) } }))
          .count === 1
      )
    },
    async note(id, patch) {
      await db.importRun.update({ where: { id }, data: dataOf(patch) })
    },
    async take(now, until) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        UPDATE "ImportRun" SET "heldUntil" = ${until} WHERE "id" = (
          SELECT "id" FROM "ImportRun" WHERE "state" = ANY(${busy}) AND ("heldUntil" IS NULL OR "heldUntil" <= ${now})
          AND NOT EXISTS (SELECT 1 FROM "ImportRun" o WHERE o."state" = ANY(${busy}) AND o."heldUntil" > ${now})
          ORDER BY "at", "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING "id"`
      return rows[0] && this.find(rows[0].id)
    },
    async hold(id, until) {
      await db.importRun.update({ where: { id }, data: { heldUntil: until ?? null } })
    },
    async releaseAll() {
      await db.importRun.updateMany({ where: { heldUntil: { not: null } }, data: { heldUntil: null } })
    },
    async addRows(runId, rows) {
      for (let at = 0; at < rows.length; at += batch) {
        const data = rows
          .slice(at, at + batch)
          .map((row) => ({ written: false, units: null, before: null, after: null, ref: null, ...row, runId }))
        await db.$executeRaw`INSERT INTO "ImportRow" SELECT * FROM jsonb_populate_recordset(NULL::"ImportRow", ${JSON.stringify(data)}::jsonb)`
      }
    },
    async dropRows(runId) {
      await db.importRow.deleteMany({ where: { runId } })
    },
    async rows(runId, { verdicts, written, limit } = {}) {
      // one value instead of thousands of rows: most of the time would go into handing them over
      const found = await db.$queryRaw<{ all: ImportRow[] | null }[]>`
        SELECT json_agg(to_jsonb(r) - 'runId') AS "all" FROM (
          SELECT * FROM "ImportRow" WHERE "runId" = ${runId} AND (${verdicts === undefined} OR "verdict" = ANY(${[...(verdicts ?? [])]}))
          AND (${written === undefined} OR "written") ORDER BY "n" LIMIT ${limit ?? null}) r`
      return (found[0]?.all ?? []).map(toRow)
    },
    async replan(runId, planned) {
      for (let at = 0; at < planned.length; at += batch) {
        const data = JSON.stringify(planned.slice(at, at + batch))
        await db.$executeRaw`
          UPDATE "ImportRow" t SET "verdict" = r."verdict", "ref" = r."ref", "before" = r."before", "after" = r."after", "problems" = r."problems", "notes" = r."notes"
          FROM jsonb_populate_recordset(NULL::"ImportRow", ${data}::jsonb) r WHERE t."runId" = ${runId} AND t."n" = r."n"`
      }
    },
    async markWritten(runId, ns) {
      await db.$executeRaw`UPDATE "ImportRow" SET "written" = true WHERE "runId" = ${runId} AND "n" = ANY(${[...ns]}::int[])`
    },
    async dropFile(fileId) {
      await db.file.deleteMany({ where: { id: fileId, needs: { none: {} } } })
    },
  }
}

function dataOf({ report, chosen, fileId, ...patch }: RunPatch) {
  return {
    ...patch,
    ...(report && { report: json(report) }),
    ...(chosen && { chosen: json(chosen) }),
    ...(fileId !== undefined && { fileId: fileId || null }),
  }
}

function toRun(row: Row): ImportRun {
  return bare(row) as unknown as ImportRun
}

function toRow(row: ImportRow): KeptRow {
  return bare(row) as unknown as KeptRow
}
