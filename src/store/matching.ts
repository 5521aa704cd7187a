import type { MatchChange, Matching, Newcomer } from '../domain/store.ts'
import { figures, labels } from './matching-figures.ts'
import { matchableExperts, matchableNeeds } from './matching-rows.ts'
import type { Db } from './rows.ts'

const weightsKey = 'matching_weights'
/** The newest transaction whose changes were forgotten. */
const forgottenKey = 'match_changes_forgotten'

export function matching(db: Db): Matching {
  return {
    ...changes(db),
    async expert(id) {
      return (await matchableExperts(db, [id]))[0]
    },
    experts: () => matchableExperts(db),
    async need(id) {
      return (await matchableNeeds(db, [id]))[0]?.need
    },
    needs: () => matchableNeeds(db),
    async asked(since) {
      const rows = await db.$queryRaw<{ institute: string; asked: number }[]>`
        SELECT e."instituteId" AS institute, count(*)::int AS asked FROM "Invitation" i JOIN "Expert" e ON e."id" = i."expertId"
        WHERE i."askedAt" >= ${since} GROUP BY e."instituteId"`
      return new Map(rows.map(({ institute, asked }) => [institute, asked]))
    },
    async newcomers(limit) {
      return (await db.newcomer.findMany({ orderBy: [{ kind: 'desc' }, { ref: 'asc' }], take: limit })) as Newcomer[]
    },
    async seeNewcomers(needId, at) {
      await db.$executeRaw`
        INSERT INTO "Suggestion" ("needId", "kind", "ref", "at") SELECT ${needId}, "kind", "ref", ${at} FROM "Newcomer" ON CONFLICT DO NOTHING`
    },
    async suggested(needId, { kind, ref }) {
      return (await db.suggestion.count({ where: { needId, kind, ref } })) > 0
    },
    async settleNewcomer({ kind, ref }) {
      await db.newcomer.deleteMany({ where: { kind, ref } })
    },
    async suggest(needId, { kind, ref }, at) {
      return (await db.suggestion.createMany({ data: [{ needId, kind, ref, at }], skipDuplicates: true })).count === 1
    },
    figures: (since) => figures(db, since),
    labels: () => labels(db),
    async weights() {
      const row = await db.setting.findUnique({ where: { key: weightsKey } })
      return row ? (JSON.parse(row.value) as unknown) : undefined
    },
    async adoptWeights(weights) {
      const value = JSON.stringify(weights)
      await db.setting.upsert({ where: { key: weightsKey }, create: { key: weightsKey, value }, update: { value } })
      await db.$executeRaw`SELECT match_changed('weights', ${weightsKey})::text`
    },
    ...vectors(db),
  }
}

type ChangeRow = { kind: MatchChange['kind']; ref: string; xid: bigint; own: boolean }

/**
 * A mark is the oldest transaction that was under way when the list was read: all before it had ended, so nothing of theirs is still to come, and
 * whatever they wrote was seen. What later ones have written so far is handed out as well, and once more next time, which does no harm. Numbers of rows
 * would not do: they are given in another order than transactions begin or end.
 */
function changes(db: Db): Pick<Matching, 'head' | 'changesSince' | 'forgetChanges' | 'touch'> {
  return {
    async head() {
      await repairAfterRestore(db)
      const rows = await db.$queryRaw<{ settled: bigint }[]>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled`
      const own = await db.$queryRaw<{ kind: MatchChange['kind']; id: string }[]>`
        SELECT DISTINCT "kind", "ref" AS id FROM "MatchChange" WHERE "xid" = pg_current_xact_id_if_assigned()::text::bigint`
      return { settled: rows[0]!.settled, own }
    },
    async changesSince(settled) {
      const forgotten = await db.setting.findUnique({ where: { key: forgottenKey } })
      if (forgotten && BigInt(forgotten.value) >= settled) return undefined
      // one statement, so that mark and rows are of one moment
      const rows = await db.$queryRaw<(ChangeRow & { mark: bigint })[]>`
        SELECT m.mark, c."kind", c."ref", c."xid", c."xid" IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint AS own
        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark) m LEFT JOIN "MatchChange" c ON c."xid" >= ${settled}
        ORDER BY c."id"`
      const found = rows.filter((row) => row.kind !== null)
      const own = new Set(found.filter((row) => row.own).map(nameOf))
      const taken = found.filter((row) => !own.has(nameOf(row)))
      // what this transaction changes too is left for when it has ended, whichever way
      const left = found.filter((row) => own.has(nameOf(row))).map(({ xid }) => xid)
      const mark = [rows[0]!.mark, ...left].reduce((a, b) => (a < b ? a : b))
      const once = new Map(taken.map((row) => [nameOf(row), { kind: row.kind, id: row.ref }]))
      return { settled: mark, changes: [...once.values()] }
    },
    async forgetChanges(keep) {
      const rows = await db.$queryRaw<{ last: bigint | null }[]>`
        WITH gone AS (
          DELETE FROM "MatchChange" WHERE "id" <= (SELECT max("id") FROM "MatchChange") - ${keep}
            AND "xid" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          RETURNING "xid"
        ) SELECT max("xid") AS last FROM gone`
      const last = rows[0]?.last
      if (last === null || last === undefined) return
      const value = String(last)
      const known = await db.setting.findUnique({ where: { key: forgottenKey } })
      if (known && BigInt(known.value) >= last) return
      await db.setting.upsert({ where: { key: forgottenKey }, create: { key: forgottenKey, value }, update: { value } })
    },
    async touch(list) {
      for (const { kind, id } of list) await db.$executeRaw`SELECT match_changed(${kind}, ${id})::text`
    },
  }
}

/**
 * A database restored on another server has rows of transactions that this server has yet to come to: they would be handed out for ever. Everything is read
 * anew after a restore, so they are not needed.
 */
async function repairAfterRestore(db: Db): Promise<void> {
  await db.$executeRaw`
    DELETE FROM "MatchChange" WHERE "xid" >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      AND "xid" IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint`
  await db.$executeRaw`
    DELETE FROM "Setting" WHERE "key" = ${forgottenKey} AND "value"::bigint >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`
}

function nameOf({ kind, ref }: ChangeRow): string {
  return `${kind}:${ref}`
}

function vectors(db: Db): Pick<Matching, 'vectors' | 'putVectors'> {
  return {
    async vectors(embedder, keys) {
      const rows = await db.vector.findMany({ where: { embedder, key: { in: keys } } })
      return new Map(
        rows.map(({ key, bytes }) => [key, new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))]),
      )
    },
    async putVectors(embedder, list) {
      const data = [...list].map(([key, vector]) => ({
        ...{ key, embedder },
        bytes: new Uint8Array(vector.buffer.slice(vector.byteOffset, vector.byteOffset + vector.byteLength) as ArrayBuffer),
      }))
      await db.vector.createMany({ data, skipDuplicates: true })
    },
  }
}
