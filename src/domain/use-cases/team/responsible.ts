import { isoDayAt } from '../../calendar/days.ts'
import { isOnLeave } from '../../leave.ts'
import type { Need } from '../../need.ts'
import type { Notice } from '../../notices.ts'
import { priorities } from '../../notices.ts'
import type { Person } from '../../person.ts'
import { placeOf, tell, type Work } from '../act.ts'
import { standInFor } from '../clocks/leave.ts'

/** The officer of a need, and who acts for them now. Nobody where the officer has left; `acting` lacks where nobody stands in. */
export async function officerOf({ tx, now }: Pick<Work, 'tx' | 'now'>, need: Need): Promise<{ officer?: Person; acting?: Person }> {
  const officer = need.officerId ? await tx.people.find(need.officerId) : undefined
  if (!officer?.roles.includes('officer')) return {}
  return { officer, acting: await standInFor({ tx }, officer, now) }
}

/** Themselves, and the officers this person stands in for now, by id. */
export async function answeredFor({ tx, now }: Pick<Work, 'tx' | 'now'>, person: Person): Promise<Map<string, Person>> {
  const today = isoDayAt(now)
  const found = new Map([[person.id, person]])
  for (const officer of await tx.people.withRoles(['officer']))
    if (isOnLeave(officer, today) && (await standInFor({ tx }, officer, now))?.id === person.id) found.set(officer.id, officer)
  return found
}

/** Who is written to on behalf of the bureau: the officer of the need or who stands in, else the officers of the township, else staff; the first who can be reached. */
export async function officersFor(work: Work, need: Need): Promise<string[]> {
  const { acting } = await officerOf(work, need)
  const today = isoDayAt(work.now)
  const enterprise = need.enterpriseId ? await work.tx.directory.enterprise(need.enterpriseId) : undefined
  const officers = await work.tx.people.withRoles(['officer'])
  const near = officers.filter((one) => enterprise?.township && one.townships.includes(enterprise.township) && !isOnLeave(one, today))
  const staff = await work.tx.people.withRoles(['staff', 'admin'])
  const groups = [acting ? [acting] : [], near, staff].map((people) => people.map(({ id }) => id)).filter((ids) => ids.length > 0)
  for (const ids of groups) if (await someReached(work, ids)) return ids
  return groups[0] ?? []
}

async function someReached(work: Work, ids: string[]): Promise<boolean> {
  for (const id of ids) if (await placeOf(work, id)) return true
  return false
}

type Delivery = Parameters<typeof tell>[3]

/** Tells whoever answers for the need on the bureau's side, except one person; who stands in learns once for each leave why it comes to them. */
export async function tellOfficers(work: Work, need: Need, notice: Notice, delivery: Delivery = {}, except?: string): Promise<void> {
  const { officer, acting } = await officerOf(work, need)
  for (const id of await officersFor(work, need)) {
    if (id === except) continue
    if (officer && acting?.id === id) await sayWhy(work, need, officer, id)
    await tell(work, id, notice, delivery)
  }
}

/** “Wang Min is away; you stand in”: to who acts for somebody else, once for each need and leave. */
export async function sayWhy(work: Work, need: Need, officer: Person, standInId: string): Promise<void> {
  if (officer.id === standInId) return
  const address = await placeOf(work, standInId)
  if (!address || !officer.away) return
  const key = `stand-in:${need.id}:${officer.id}:${standInId}:${officer.away.from}`
  const facts = { number: need.number ?? '', title: need.title, name: officer.name }
  const notice: Notice = { view: 'say', text: 'you_stand_in', needId: need.id, facts }
  await work.tx.mail.put({ key, address, mode: 'message', notice, priority: priorities.normal, dueAt: work.now })
}
