import type { Institute } from '../../directory.ts'
import { type Need, waitsForAcceptance } from '../../need.ts'
import { type Notice, priorities } from '../../notices.ts'
import type { Outcome, Side } from '../../outcome.ts'
import { isStaff, type Person } from '../../person.ts'
import type { Found } from '../../rights.ts'
import type { Tx } from '../../store.ts'
import { needOf, permit, tell, type Work } from '../act.ts'
import { tellOfficers } from '../team/responsible.ts'

/** What somebody is to the outcomes of a need. The expert's side stands also when the need has ended; who gave it back has left it. */
export type SidesOf = { poster: boolean; expert: boolean; staff: boolean }

export async function sidesOf(tx: Tx, need: Need, person: Person): Promise<SidesOf> {
  const staff = isStaff(person)
  if (need.posterId === person.id) return { poster: true, expert: false, staff }
  const live = await tx.claims.live(need.id)
  const expertId = await tx.outcomes.expertOf(need.id)
  const members = await tx.teams.ofNeed(need.id)
  const member = members.some((one) => one.state === 'in' && one.expertId !== undefined && one.expertId === person.expertId)
  const byPhone = staff && live !== undefined && ((await tx.invitations.of(need.id, live.expertId))?.byOfficer ?? false)
  // of a private need that was opened again nobody new sees what came of it before the enterprise has accepted them
  const accepted = live === undefined || !waitsForAcceptance(need) || need.acceptedAt !== undefined
  const worker = accepted && expertId !== undefined && expertId === person.expertId
  return { poster: false, expert: worker || member || byPhone, staff }
}

/** What the sides are in the table of rights. */
export function relationsOfSides({ poster, expert }: SidesOf): Found {
  return [poster && 'poster', expert && 'worked']
}

/** The side somebody speaks for by themselves. */
export function ownSide({ poster, expert }: SidesOf): Side | undefined {
  return poster ? 'poster' : expert ? 'expert' : undefined
}

/** Whether anything can have come of the need: an expert and the enterprise have met. */
export function mayHaveOutcomes(need: Need): boolean {
  if (['in_progress', 'solved', 'confirmed'].includes(need.state)) return true
  return ['claimed', 'paused', 'unsolved', 'withdrawn'].includes(need.state) && need.acceptedAt !== undefined
}

/** The need, held, and what this person is to it; `forbidden` for who is nothing to it. */
export async function partyTo(act: Work & { actor: Person }, needId: string): Promise<{ need: Need; sides: SidesOf }> {
  const { tx, actor } = act
  const need = await needOf(tx, needId)
  const sides = await sidesOf(tx, need, actor)
  permit(act, 'see_outcomes', ...relationsOfSides(sides))
  return { need, sides }
}

/** The institutes of the expert and of those who claimed jointly, each once, the expert's first. */
export async function institutesOf(tx: Tx, needId: string): Promise<Institute[]> {
  const joint = (await tx.teams.ofNeed(needId)).filter(({ state, role }) => state === 'in' && role === 'joint')
  const found = new Map<string, Institute>()
  for (const id of [await tx.outcomes.expertOf(needId), ...joint.map(({ expertId }) => expertId)]) {
    const expert = id ? await tx.directory.expert(id) : undefined
    if (expert) found.set(expert.institute.id, expert.institute)
  }
  return [...found.values()]
}

/** Tells one side; where nobody of it can be written to, its officers, who call. */
export async function tellSide(work: Work, need: Need, side: Side, notice: Notice, slot?: string): Promise<void> {
  const expertId = side === 'expert' ? await work.tx.outcomes.expertOf(need.id) : undefined
  const personId = side === 'poster' ? need.posterId : expertId && (await work.tx.people.ofExpert(expertId))?.id
  const delivery = { priority: priorities.urgent, ...(slot !== undefined && { slot, mode: 'fresh' as const }) }
  if (await tell(work, personId, notice, delivery)) return
  await tellOfficers(work, need, notice, delivery)
}

/** The sides whose word is missing. */
export function waitsFor({ state, posterYes, expertYes }: Outcome): Side[] {
  if (state !== 'reported') return []
  return [...(posterYes ? [] : (['poster'] as const)), ...(expertYes ? [] : (['expert'] as const))]
}

export function outcomeSlot(outcomeId: string): string {
  return `outcome:${outcomeId}`
}
