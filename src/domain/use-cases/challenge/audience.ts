import type { Application } from '../../challenge.ts'
import type { Institute } from '../../directory.ts'
import type { Need } from '../../need.ts'
import type { ChallengeNotice } from '../../notices.ts'
import type { Person } from '../../person.ts'
import { placeOf, post, refreshSlot, tell, type Work } from '../act.ts'
import { hasConflict, matchOptions } from '../ask-experts.ts'
import { matchable } from '../matchable.ts'
import { tellOfficers as tellAnswering } from '../team/responsible.ts'

/** How many experts are told of a challenge by themselves; everybody else finds it in the list. */
const mostExperts = 30

export function challengeSlot(needId: string): string {
  return `challenge:${needId}`
}

export function applicationSlot(applicationId: string): string {
  return `application:${applicationId}`
}

/**
 * Everybody who is told of a challenge, once each: the managers of all institutes, the experts who had been asked (`first`), then those the
 * matcher names and those of the need's field, as many as there is room for. Returns the institutes in which nobody could be reached.
 */
export async function announce(work: Work, need: Need, first: readonly string[]): Promise<Institute[]> {
  const institutes = new Map((await work.tx.challenges.institutes()).map((institute) => [institute.id, institute]))
  const told = new Set<string>(need.posterId ? [need.posterId] : [])
  const announceTo = async (person: Person | undefined, instituteId: string) => {
    const place = await placeOf(work, person?.id)
    if (!person || !place || told.has(person.id)) return
    told.add(person.id)
    institutes.delete(instituteId)
    await post(work, place, { view: 'challenge', needId: need.id }, { mode: 'fresh', slot: challengeSlot(need.id) })
  }
  for (const id of [...institutes.keys()]) for (const manager of await work.tx.people.managersOf(id)) await announceTo(manager, id)
  for (const expertId of await fitting(work, need, first)) {
    const expert = await work.tx.directory.expert(expertId)
    if (expert && !(await hasConflict(work, need, expertId))) await announceTo(await work.tx.people.ofExpert(expertId), expert.institute.id)
  }
  return [...institutes.values()]
}

async function fitting(work: Work, need: Need, first: readonly string[]): Promise<string[]> {
  const matcher = await work.matcher()
  const options = await matchOptions(work, new Set(first), mostExperts)
  const named = matcher.experts(await matchable(work, need), options).map(({ expertId }) => expertId)
  const { field } = need
  const ofField = (await work.tx.directory.experts())
    .filter(({ fields, more }) => field && (fields.includes(field) || more.topics.includes(field)))
    .filter(({ more }) => !(more.mutedUntil && options.today && options.today <= more.mutedUntil))
    .map(({ id }) => id)
  return [...new Set([...first, ...named, ...ofField])].slice(0, Math.max(mostExperts, first.length))
}

/** The institutes this person may apply for: their own, and the one they manage. */
async function institutesOf({ tx }: Pick<Work, 'tx'>, person: Person): Promise<string[]> {
  const expert = person.expertId ? await tx.directory.expert(person.expertId) : undefined
  return [expert?.institute.id, person.managesId].filter((id) => id !== undefined)
}

/** Whom the closing date concerns: who has the challenge in their chat and may apply, and whose institute has not. */
export async function mayStillApply(work: Pick<Work, 'tx'>, need: Need, person: Person): Promise<boolean> {
  const institutes = await institutesOf(work, person)
  if (institutes.length === 0 || person.id === need.posterId) return false
  for (const id of institutes) if (await work.tx.applications.liveOf(need.id, id)) return false
  return !(person.expertId && (await hasConflict(work, need, person.expertId)))
}

export async function yetToApply(work: Work, need: Need): Promise<Person[]> {
  const found = new Map<string, Person>()
  for (const address of await work.tx.mail.placesOf(challengeSlot(need.id))) {
    const account = await work.tx.people.account(address)
    const person = account && (await work.tx.people.find(account.personId))
    if (person && (await mayStillApply(work, need, person))) found.set(person.id, person)
  }
  return [...found.values()]
}

/** Whether this person stands behind one of the applications of this round: who does, judges none. */
export async function isApplicant(tx: Work['tx'], person: Person, needId: string): Promise<boolean> {
  const institutes = await institutesOf({ tx }, person)
  return (await tx.applications.ofNeed(needId)).some(
    ({ byId, expertId, instituteId }) => byId === person.id || expertId === person.expertId || institutes.includes(instituteId),
  )
}

/** Who speaks for an application: its expert, and whoever handed it in. */
export async function applicantsOf(work: Work, { expertId, byId }: Application): Promise<string[]> {
  const expert = await work.tx.people.ofExpert(expertId)
  return [...new Set([...(expert ? [expert.id] : []), byId])]
}

export async function tellApplicants(work: Work, application: Application, text: string, facts: Record<string, string>): Promise<void> {
  const notice: ChallengeNotice = { view: 'challenge_say', text, facts, needId: application.needId }
  for (const person of await applicantsOf(work, application)) await tell(work, person, notice)
}

/** Whoever answers for the need on the bureau's side hears of it, except one person. */
export async function tellOfficers(work: Work, need: Need, text: string, facts: Record<string, string>, except?: string): Promise<void> {
  await tellAnswering(work, need, { view: 'say', text, facts, needId: need.id }, {}, except)
}

/** Everybody in whose chat the challenge stands is told what is new of it, and its card is brought up to date. */
export async function tellAudience(work: Work, needId: string, text: string, facts: Record<string, string>): Promise<void> {
  for (const address of await work.tx.mail.placesOf(challengeSlot(needId)))
    await post(work, address, { view: 'challenge_say', text, facts, needId })
  await refreshChallenge(work, needId)
}

export async function refreshChallenge(work: Work, needId: string): Promise<void> {
  await refreshSlot(work, challengeSlot(needId), { view: 'challenge', needId })
  for (const { id } of await work.tx.applications.ofNeed(needId))
    await refreshSlot(work, applicationSlot(id), { view: 'application', applicationId: id })
}

/** The terms stand in two chats: of whoever wrote them, and of the enterprise that was asked. */
export function termsSlot(needId: string): string {
  return `terms:${needId}`
}

export async function refreshTerms(work: Work, needId: string): Promise<void> {
  await refreshSlot(work, termsSlot(needId), { view: 'challenge_terms', needId })
}

export function factsOf(need: Need): { number: string; title: string } {
  return { number: need.number ?? '', title: need.title }
}
