import { type ListRow, unsaid } from '../domain/lists.ts'
import { answering, type Scope } from './lists-sql.ts'
import type { Db } from './rows.ts'

/** What stands in other tables about the needs of a list. */
export type Beside = Pick<ListRow, 'expert' | 'members' | 'contactedAt' | 'last' | 'visits' | 'lastVisit' | 'outcomes'>

type Ledger = { id: string; expertId?: string | null; members?: string[] }

/**
 * Each table is read once for all the needs, and put together here: subqueries for each row are slow whenever the database has no statistics yet.
 * What happened after the moment told of is left out.
 */
export async function besideOf(db: Db, scope: Scope, ids: string[], found: Ledger[]): Promise<(needId: string) => Beside> {
  const team = scope.past ? await teamThen(db, found) : await teamNow(db, ids)
  const deeds = await deedsOf(db, scope, ids)
  return (id) => ({ members: [], visits: 0, outcomes: [], ...team.get(id), ...deeds.get(id) })
}

type Team = Map<string, Pick<Beside, 'expert' | 'members'>>
type ExpertRow = { id: string; name: string; title: string; phone: string | null; institute: string }

async function expertsOf(db: Db, ids: string[]): Promise<Map<string, ExpertRow>> {
  const rows = await db.$queryRaw<ExpertRow[]>`
    SELECT x."id", x."name", x."title", COALESCE(p."phone", x."phone") AS "phone", i."short" AS "institute"
    FROM "Expert" x JOIN "Institute" i ON i."id" = x."instituteId" LEFT JOIN "Person" p ON p."expertId" = x."id" WHERE x."id" = ANY(${[...new Set(ids)]})`
  return new Map(rows.map((row) => [row.id, row]))
}

function asExpert(row: ExpertRow | undefined): Pick<Beside, 'expert'> {
  return row ? { expert: { ...row, phone: row.phone ?? undefined } } : {}
}

async function teamNow(db: Db, ids: string[]): Promise<Team> {
  const claims = await db.$queryRaw<{ needId: string; expertId: string }[]>`
    SELECT DISTINCT ON (c."needId") c."needId", c."expertId" FROM "Claim" c WHERE c."needId" = ANY(${ids}) AND ${answering}
    ORDER BY c."needId", c."endedAt" DESC NULLS FIRST, c."id"`
  const members = await db.teamMember.findMany({
    where: { needId: { in: ids }, state: 'in' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { needId: true, name: true, expertId: true },
  })
  const experts = await expertsOf(
    db,
    [...claims, ...members].flatMap(({ expertId }) => expertId ?? []),
  )
  const team: Team = new Map(claims.map(({ needId, expertId }) => [needId, { ...asExpert(experts.get(expertId)), members: [] }]))
  for (const { needId, name, expertId } of members) {
    const entry = team.get(needId) ?? { members: [] }
    entry.members.push({ name, institute: (expertId && experts.get(expertId)?.institute) || '' })
    team.set(needId, entry)
  }
  return team
}

async function teamThen(db: Db, found: Ledger[]): Promise<Team> {
  const experts = await expertsOf(
    db,
    found.flatMap(({ expertId, members = [] }) => [...(expertId ? [expertId] : []), ...members]),
  )
  return new Map(
    found.map(({ id, expertId, members = [] }) => {
      const beside = members.flatMap((member) => experts.get(member) ?? []).map(({ name, institute }) => ({ name, institute }))
      return [id, { ...asExpert(expertId ? experts.get(expertId) : undefined), members: beside }]
    }),
  )
}

async function deedsOf(db: Db, { at }: Scope, ids: string[]): Promise<Map<string, Omit<Beside, 'expert' | 'members'>>> {
  const deeds = new Map<string, Omit<Beside, 'expert' | 'members'>>()
  const of = (id: string) => {
    const entry = deeds.get(id) ?? { visits: 0, outcomes: [] }
    deeds.set(id, entry)
    return entry
  }
  const lasts = await db.$queryRaw<{ needId: string; at: Date; event: string; note: string; by: string | null }[]>`
    SELECT DISTINCT ON (h."needId") h."needId", h."at", h."event", h."note", p."name" AS "by" FROM "History" h LEFT JOIN "Person" p ON p."id" = h."actorId"
    WHERE h."needId" = ANY(${ids}) AND h."at" <= ${at} AND h."note" IS NOT NULL AND h."actorId" IS NOT NULL
      AND h."event" <> ALL(${unsaid}) ORDER BY h."needId", h."id" DESC`
  for (const { needId, by, ...last } of lasts) of(needId).last = { ...last, by: by ?? undefined }
  const starts = await db.$queryRaw<{ needId: string; at: Date }[]>`
    SELECT h."needId", max(h."at") AS "at" FROM "History" h WHERE h."needId" = ANY(${ids}) AND h."event" = 'start' AND h."at" <= ${at} GROUP BY h."needId"`
  for (const { needId, at: contactedAt } of starts) of(needId).contactedAt = contactedAt
  const visits = await db.$queryRaw<{ needId: string; visits: number; lastVisit: string }[]>`
    SELECT v."needId", count(*)::int AS "visits", max(v."day") AS "lastVisit" FROM "Visit" v
    WHERE v."needId" = ANY(${ids}) AND v."state" = 'done' AND v."doneAt" <= ${at} GROUP BY v."needId"`
  for (const { needId, ...rest } of visits) Object.assign(of(needId), rest)
  const outcomes = await db.outcome.findMany({
    where: { needId: { in: ids }, state: { in: ['reported', 'confirmed'] }, at: { lte: at } },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
    select: { needId: true, kind: true, amount: true, count: true, state: true },
  })
  for (const { needId, kind, amount, count, state } of outcomes)
    of(needId).outcomes.push({ kind, amount: amount ?? undefined, count: count ?? undefined, confirmed: state === 'confirmed' })
  return deeds
}
