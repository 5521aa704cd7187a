/** What the matcher reads, from the rows it stands in. */
import type { MatchableExpert, MatchableNeed } from '../domain/matcher.ts'
import { matchableProfile } from '../domain/profile-text.ts'
import { matchableOf } from '../domain/use-cases/matchable.ts'
import { toPart } from './needs.ts'
import { type Db, toExpert, toNeed, withExpert } from './rows.ts'

/** Of these experts, or of all; in order of id. */
export async function matchableExperts(db: Db, ids?: string[]): Promise<MatchableExpert[]> {
  const where = { erasedAt: null, ...(ids ? { id: { in: ids } } : {}) }
  const rows = await db.expert.findMany({ where, include: withExpert, orderBy: { id: 'asc' } })
  const of = ids ? { expertId: { in: ids } } : {}
  const ended = await db.claim.findMany({
    // what was taken back within its minute says nothing of anybody
    where: { ...of, ended: { not: null, notIn: ['undone'] } },
    select: { expertId: true, ended: true, need: { include: { parts: { orderBy: { position: 'asc' } } } } },
    orderBy: { id: 'asc' },
  })
  const passes = await db.invitation.findMany({
    where: { ...of, state: 'passed', passReason: 'not_my_field' },
    select: { expertId: true, needId: true },
    orderBy: { id: 'asc' },
  })
  const claimsOf = groupBy(ended)
  const passesOf = groupBy(passes)
  return rows.map((row): MatchableExpert => {
    const expert = toExpert(row)
    const { id, institute, fields, keywords, achievements, languages, conflicts, away } = expert
    const { topics, mutedUntil } = expert.more
    const profile = matchableProfile(expert)
    const claims = claimsOf.get(id) ?? []
    const confirmed = claims.filter((claim) => claim.ended === 'confirmed')
    return {
      ...{ id, instituteId: institute.id, fields, keywords, profile, achievements, languages, conflicts, away, topics, mutedUntil },
      solved: confirmed.flatMap((claim) => solvedOf(claim.need)),
      declined: (passesOf.get(id) ?? []).map(({ needId }) => needId),
      record: { ended: claims.length, solved: confirmed.length },
    }
  })
}

function groupBy<T extends { expertId: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.expertId)
    if (group) group.push(row)
    else groups.set(row.expertId, [row])
  }
  return groups
}

type NeedRow = Parameters<typeof toNeed>[0] & { parts: Parameters<typeof toPart>[0][] }

/** A private need gives nothing away, not even that somebody solved it; of one for matched experts the title is known anyhow. */
function solvedOf(row: NeedRow): MatchableExpert['solved'] {
  const need = toNeed(row)
  if (!need.number || need.visibility === 'private') return []
  if (need.visibility !== 'public') return [{ needId: need.id, label: need.number, text: need.title }]
  const read = readable(() => matchableOf(need, row.parts.map(toPart)))
  return read ? [{ needId: need.id, label: `${need.number} ${need.title}`, text: `${need.title}\n${read.description}` }] : []
}

/** Of these needs, or of all, those that have a number and are neither waiting nor withdrawn. */
export async function matchableNeeds(db: Db, ids?: string[]): Promise<{ id: string; need: MatchableNeed }[]> {
  const rows = await db.need.findMany({
    where: { ...(ids ? { id: { in: ids } } : {}), number: { not: null }, state: { notIn: ['draft', 'withdrawn', 'waiting'] } },
    include: { parts: { orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ parts, ...row }) => {
    const need = readable(() => matchableOf(toNeed(row), parts.map(toPart)))
    return need ? [{ id: row.id, need }] : []
  })
}

/** A row that can't be read is left out: one broken entry must not keep everybody from being matched. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
