import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { byLoad, chooseOfficer, type Officer } from '../../officer-choice.ts'
import type { Person } from '../../person.ts'
import { type Act, needOf, permit, record, refresh, reply, tell, type Work } from '../act.ts'
import type { Due } from '../due.ts'
import { remember } from '../move-need.ts'

const batch = 200

/**
 * The need gets the officer that the five links lead to, a part of a need that of the whole; returns it as it is then. Without officers it stays without, and
 * staff see it.
 */
export async function appointOfficer(work: Work, need: Need): Promise<Need> {
  const officers = await officersWithLoad(work, need)
  const chosen = chooseOfficer(await linksOf(work, need), officers, await work.tx.teams.links(), isoDayAt(work.now))
  const officer = officers.find(({ id }) => id === need.officerId) ?? officers.find(({ id }) => id === chosen?.officerId)
  if (!officer) return need
  await work.tx.needs.update(need.id, { officerId: officer.id })
  const { tx, now, matcher, rules } = work
  // nobody's act but the system's, whatever press led to it
  await record({ tx, now, matcher, rules }, { needId: need.id, event: 'officer', note: officer.person.name })
  await tellAppointed(work, { ...need, officerId: officer.id }, officer.id)
  return { ...need, officerId: officer.id }
}

/** What of a need the links of officers are held against. The best expert is the first by evidence at publishing; none: whoever has claimed it. */
async function linksOf(work: Work, need: Need) {
  const enterprise = need.enterpriseId ? await work.tx.directory.enterprise(need.enterpriseId) : undefined
  const expertId = need.ranking[0]?.expertId ?? (await work.tx.claims.live(need.id))?.expertId
  const expert = expertId ? await work.tx.directory.expert(expertId) : undefined
  return { enterpriseId: need.enterpriseId, township: enterprise?.township, instituteId: expert?.institute.id, expertId: expert?.id }
}

async function tellAppointed(work: Work, need: Need, officerId: string): Promise<void> {
  const enterprise = need.enterpriseId ? await work.tx.directory.enterprise(need.enterpriseId) : undefined
  const facts = { number: need.number ?? '', title: need.title, enterprise: enterprise?.name ?? '' }
  await tell(work, officerId, { view: 'say', text: 'officer_yours', needId: need.id, facts })
}

export type OfficerWithLoad = Officer & { person: Person }

/** Every officer with how much they carry, without the need in question. */
async function officersWithLoad(work: Pick<Work, 'tx'>, need: Need): Promise<OfficerWithLoad[]> {
  const load = await work.tx.teams.answering()
  return (await work.tx.people.withRoles(['officer'])).map((person) => ({
    id: person.id,
    townships: person.townships,
    away: person.away,
    substituteId: person.substituteId,
    load: (load.get(person.id) ?? 0) - (need.officerId === person.id ? 1 : 0),
    person,
  }))
}

/** To whom a need can be handed: the other officers, those who are there first, by load. */
export async function otherOfficers(work: Pick<Work, 'tx' | 'now'>, need: Need): Promise<OfficerWithLoad[]> {
  const all = (await officersWithLoad(work, need)).filter(({ id }) => id !== need.officerId)
  const known = new Map(all.map((officer) => [officer.id, officer]))
  return byLoad(all, isoDayAt(work.now)).flatMap(({ id }) => known.get(id) ?? [])
}

/** The need, where this person may hand it to another officer. */
export async function mayHandOver(act: Act, needId: string): Promise<Need> {
  permit(act, 'hand_over')
  const need = await needOf(act.tx, needId)
  if (need.state === 'draft' || need.state === 'waiting' || isEnded(need.state))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return need
}

/** Another officer answers from now on; both are told, and the history keeps who did before. */
export async function handToOfficer(act: Act, needId: string, personId: string): Promise<void> {
  const need = await mayHandOver(act, needId)
  const next = await act.tx.people.find(personId)
  if (!next?.roles.includes('officer')) throw new DomainError('invalid', 'no_such_officer', { name: next?.name ?? '' })
  if (need.officerId === personId) throw new DomainError('invalid', 'officer_already', { name: next.name })
  const before = need.officerId
  await remember(act, needId, 'officer')
  await act.tx.needs.update(needId, { officerId: personId, touchedAt: act.now })
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'officer', note: next.name })
  const facts = { number: need.number ?? '', title: need.title, name: next.name }
  if (next.id !== act.actor.id) await tellAppointed(act, need, next.id)
  if (before && before !== act.actor.id) await tell(act, before, { view: 'say', text: 'officer_handed_over', needId, facts })
  await reply(act, { view: 'say', text: 'officer_handed', needId, facts })
  await refresh(act, needId)
}

/** The officer is named in words; several of that name, or none, are asked back. */
export async function handToOfficerNamed(act: Act, needId: string, text: string): Promise<void> {
  const need = await mayHandOver(act, needId)
  const name = text.trim()
  const found = (await otherOfficers(act, need)).filter(({ person }) => person.name === name)
  if (found.length === 1 && found[0]) return handToOfficer(act, needId, found[0].id)
  throw new DomainError('invalid', found.length === 0 ? 'no_such_officer' : 'which_officer', { name })
}

/** Needs whose officer left, or that have had none since before there were officers, get one by the table. */
export const appointMissing: Due = async (store, work, _now, failed) => {
  const ids = await store.transaction(async (tx) => ((await tx.people.withRoles(['officer'])).length > 0 ? tx.teams.unanswered(batch) : []))
  for (const id of ids) await store.transaction((tx) => appointOne(work(tx), id)).catch(failed)
}

async function appointOne(work: Work, needId: string): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  if (!need || isEnded(need.state) || need.state === 'draft' || need.state === 'waiting') return
  const present = need.officerId ? await work.tx.people.find(need.officerId) : undefined
  if (present?.roles.includes('officer')) return
  await appointOfficer(work, need)
  await refresh(work, needId)
}
