import { isoDayAt } from '../domain/calendar/days.ts'
import type { ListAsk, ListMoment } from '../domain/lists.ts'
import { endStates } from '../domain/need-life.ts'
import { Prisma } from './generated/client.ts'
import { needsAsOf } from './lists-as-of.ts'
import type { Db } from './rows.ts'

/** Constants stand in the text of a query: the planner knows them then. */
const zone = Prisma.raw("'Asia/Shanghai'")

/** All that a query of the lists depends on; `at` is the moment told of. */
export type Scope = ListAsk & { at: Date; past: boolean; sample: boolean }

export function scopeOf(ask: ListAsk, { now, past }: ListMoment, sample: boolean): Scope {
  return { ...ask, at: past ?? now, past: past !== undefined, sample }
}

/** Needs of the sample directory are told of only where there are no others. */
export async function sampleOnly(db: Db): Promise<boolean> {
  return (await db.enterprise.findFirst({ where: { sample: false }, select: { id: true } })) === null
}

/** The needs as they stand, or as they stood. `ids`: where only these are looked for. */
export function ledgersOf({ past, at }: Scope, ids?: string[]): Prisma.Sql {
  return past ? needsAsOf(at, ids) : Prisma.sql`"Need"`
}

const ended = Prisma.sql`n."state" IN (${Prisma.raw(endStates.map((state) => `'${state}'`).join(', '))})`
const raisedAt = Prisma.sql`COALESCE(n."publishedAt", n."createdAt")`

/**
 * Ended with proof: confirmed by the enterprise itself, or by staff who noted its word on the phone; ended otherwise for a reason; merged or split.
 * Only the columns of the need are read: this is asked of every row.
 */
export const struckOff = Prisma.sql`(CASE n."state"
  WHEN 'confirmed' THEN COALESCE(n."endReason", '') = '' OR COALESCE(n."endCall", '') <> ''
  WHEN 'merged' THEN n."mergedIntoId" IS NOT NULL
  WHEN 'split' THEN true
  ELSE ${ended} AND COALESCE(n."endReason", '') <> '' END)`

/** Past the term of its stage, or past the day the enterprise hopes for while it isn't solved. */
export function overdue({ at }: Scope): Prisma.Sql {
  return Prisma.sql`(NOT ${ended} AND (COALESCE(n."dueAt" < ${at}, false)
    OR (n."state" NOT IN ('solved', 'paused') AND COALESCE(n."deadline" < ${isoDayAt(at)}, false))))`
}

const term = Prisma.sql`LEAST(n."dueAt", CASE WHEN n."state" NOT IN ('solved', 'paused') THEN (n."deadline"::date + 1)::timestamp AT TIME ZONE ${zone} END)`

/** Overdue ones first, the longest first, then the oldest. */
export function order(scope: Scope): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${overdue(scope)} THEN ${term} END ASC NULLS LAST, ${raisedAt} ASC, n."id" COLLATE "C" ASC`
}

/** Which needs stand on the list that is asked for. */
export function where(scope: Scope): Prisma.Sql {
  const { kind, filter, at, sample } = scope
  const all = [Prisma.sql`n."number" IS NOT NULL`, Prisma.sql`e."sample" = ${sample}`]
  if (kind === 'problems') all.push(Prisma.sql`NOT ${struckOff}`)
  if (kind === 'duties') all.push(Prisma.sql`NOT ${ended}`)
  if (filter.township) all.push(Prisma.sql`e."township" = ${filter.township}`)
  if (filter.industry) all.push(Prisma.sql`e."industryCode" = ${filter.industry}`)
  if (filter.cluster) all.push(Prisma.sql`e."cluster" = ${filter.cluster}`)
  if (filter.officerId) all.push(Prisma.sql`n."officerId" = ${filter.officerId}`)
  if (filter.state) all.push(Prisma.sql`n."state" = ${filter.state}`)
  if (filter.instituteId) all.push(ofInstitute(scope, filter.instituteId))
  if (filter.overdue) all.push(overdue(scope))
  if (filter.olderThan !== undefined) all.push(Prisma.sql`${raisedAt} < ${new Date(at.getTime() - filter.olderThan * 86_400_000)}`)
  if (filter.from) all.push(Prisma.sql`${raisedAt} >= (${filter.from}::date)::timestamp AT TIME ZONE ${zone}`)
  if (filter.until) all.push(Prisma.sql`${raisedAt} < (${filter.until}::date + 1)::timestamp AT TIME ZONE ${zone}`)
  for (const word of wordsOf(filter.text)) all.push(Prisma.sql`strpos(lower(concat_ws(' ', n."number", n."title", e."name")), ${word}) > 0`)
  return Prisma.join(all, ' AND ')
}

/** Each is looked for as it is, not as a pattern. */
function wordsOf(text = ''): string[] {
  return text.trim().toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 8)
}

/** The claim whose expert answers for a need: the live one, or the one that solved it. */
export const answering = Prisma.sql`(c."endedAt" IS NULL OR c."ended" = 'confirmed')`

function ofInstitute({ past }: Scope, instituteId: string): Prisma.Sql {
  const theirs = Prisma.sql`SELECT x."id" FROM "Expert" x WHERE x."instituteId" = ${instituteId}`
  if (past) return Prisma.sql`(n."expertId" IN (${theirs}) OR n."members" && ARRAY(${theirs}))`
  return Prisma.sql`n."id" IN (SELECT c."needId" FROM "Claim" c WHERE ${answering} AND c."expertId" IN (${theirs})
    UNION SELECT m."needId" FROM "TeamMember" m WHERE m."state" = 'in' AND m."expertId" IN (${theirs}))`
}
