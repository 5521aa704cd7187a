import { endOfDay, type ListRow, type Proof, waitsOn } from '../domain/lists.ts'
import type { NeedState } from '../domain/need.ts'
import { isEnded } from '../domain/need-life.ts'
import { Prisma } from './generated/client.ts'
import { type Beside, besideOf } from './lists-beside.ts'
import { ledgersOf, type Scope, struckOff } from './lists-sql.ts'
import type { Db } from './rows.ts'

type Text = string | null
type Raw = Record<'id' | 'number' | 'title' | 'state' | 'urgency' | 'visibility' | 'enterprise', string> &
  Record<'field' | 'township' | 'cluster' | 'industry' | 'deadline' | 'result' | 'endReason' | 'endCall' | 'mergedInto' | 'waitOn', Text> &
  Record<'contactId' | 'contact' | 'contactPhone' | 'officerId' | 'officer' | 'officerPhone', Text> &
  Record<'publishedAt' | 'claimedAt' | 'solvedAt' | 'closedAt' | 'waitSince' | 'dueAt', Date | null> & {
    createdAt: Date
    struck: boolean
    unnamed: boolean
    budgetMin: number | null
    budgetMax: number | null
    expertId?: Text
    members?: string[]
  }

/** The rows of these needs, in the order of the ids. What happened later than the moment told of is left out. */
export async function rowsOf(db: Db, scope: Scope, ids: string[]): Promise<ListRow[]> {
  if (ids.length === 0) return []
  const found = await db.$queryRaw<Raw[]>`
    SELECT n."id", n."number", n."title", n."state", n."urgency", n."visibility", n."field", n."deadline", n."result", n."endReason", n."endCall",
      n."waitOn", n."waitSince", n."dueAt", n."createdAt", n."publishedAt", n."claimedAt", n."solvedAt", n."closedAt", n."budgetMin", n."budgetMax",
      ${struckOff} AS "struck", (SELECT u."unnamed" FROM "Need" u WHERE u."id" = n."id") AS "unnamed", o."number" AS "mergedInto", e."name" AS "enterprise", e."township", e."cluster", e."industryName" AS "industry",
      k."id" AS "contactId", k."name" AS "contact", k."phone" AS "contactPhone", p."id" AS "officerId", p."name" AS "officer", p."phone" AS "officerPhone"
      ${scope.past ? Prisma.sql`, n."expertId", n."members"` : Prisma.empty}
    FROM ${ledgersOf(scope, ids)} n JOIN "Enterprise" e ON e."id" = n."enterpriseId"
      LEFT JOIN "Person" k ON k."id" = n."posterId" LEFT JOIN "Person" p ON p."id" = n."officerId" LEFT JOIN "Need" o ON o."id" = n."mergedIntoId"
    WHERE n."id" = ANY(${ids})`
  const beside = await besideOf(db, scope, ids, found)
  const byId = new Map(found.map((raw) => [raw.id, toRow(raw, beside(raw.id), scope)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function toRow(raw: Raw, beside: Beside, { at }: Scope): ListRow {
  const state = raw.state as NeedState
  const some = <T>(value: T | null) => value ?? undefined
  const closed = isEnded(state)
  const raisedAt = raw.publishedAt ?? raw.createdAt
  const budget = raw.budgetMin === null && raw.budgetMax === null ? undefined : { min: some(raw.budgetMin), max: some(raw.budgetMax) }
  const endedAt = closed ? (raw.closedAt ?? raisedAt) : undefined
  return {
    needId: raw.id,
    ...{ number: raw.number, title: raw.title, state, raisedAt, endedAt, budget },
    urgency: raw.urgency as ListRow['urgency'],
    visibility: raw.visibility as ListRow['visibility'],
    unnamed: raw.unnamed,
    field: some(raw.field) as ListRow['field'],
    enterprise: {
      name: raw.enterprise,
      township: some(raw.township),
      cluster: some(raw.cluster) as ListRow['enterprise']['cluster'],
      industry: some(raw.industry),
    },
    contact: named(raw.contactId, raw.contact, raw.contactPhone),
    officer: named(raw.officerId, raw.officer, raw.officerPhone),
    ...beside,
    ...waiting(raw, beside.contactedAt, state, at),
    deadline: some(raw.deadline),
    claimedAt: some(raw.claimedAt),
    solvedAt: some(raw.solvedAt),
    confirmedAt: state === 'confirmed' ? endedAt : undefined,
    struckOff: raw.struck && endedAt ? { at: endedAt, proof: proofOf(raw, state) } : undefined,
    awaitsProof: state === 'solved' || (closed && !raw.struck),
    result: some(raw.result),
    endReason: some(raw.endReason),
  }
}

function named(id: string | null, name: string | null, phone: string | null) {
  return id && name ? { id, name, phone: phone ?? undefined } : undefined
}

function waiting(raw: Raw, contactedAt: Date | undefined, state: NeedState, at: Date): Pick<ListRow, 'wait' | 'overdueSince'> {
  if (isEnded(state)) return {}
  const on = (raw.waitOn as NonNullable<ListRow['wait']>['on'] | null) ?? waitsOn[state] ?? 'officer'
  const stage = { claimed: raw.claimedAt, in_progress: contactedAt ?? raw.claimedAt, solved: raw.solvedAt }[state as 'claimed']
  const since = raw.waitSince ?? stage ?? raw.publishedAt ?? raw.createdAt
  const hoped = raw.deadline && state !== 'solved' && state !== 'paused' ? new Date(endOfDay(raw.deadline).getTime() + 1) : undefined
  const terms = [raw.dueAt, hoped].filter((term): term is Date => term instanceof Date && term <= at)
  const overdueSince = terms.sort((a, b) => a.getTime() - b.getTime())[0]
  return { wait: { on, since, until: raw.dueAt ?? undefined }, overdueSince }
}

function proofOf({ endReason, endCall, mergedInto }: Raw, state: NeedState): Proof {
  if (state === 'merged') return { kind: 'merged', words: mergedInto ?? undefined }
  if (state === 'split') return { kind: 'split' }
  if (state !== 'confirmed') return { kind: 'reason', words: endReason ?? undefined }
  return endCall ? { kind: 'call', words: endCall } : { kind: 'enterprise' }
}
