import { DomainError } from '../../errors.ts'
import type { Need, NeedState } from '../../need.ts'
import type { Notice } from '../../notices.ts'
import type { Found } from '../../rights.ts'
import type { Visit, VisitSide } from '../../visit.ts'
import { type Act, needOf, permit, placeOf, post, type Standing, standingOf, type Work } from '../act.ts'
import { officersFor } from '../team/responsible.ts'

const atWork: readonly NeedState[] = ['claimed', 'in_progress', 'solved']

/** What somebody is to the work on a need, if anything; the expert who worked on it to its end still is. Both sides of a private need are so only once the enterprise has accepted. */
export function sideOf(need: Need, standing: Standing): VisitSide | undefined {
  if (standing.poster) return 'enterprise'
  const worked = standing.invitation?.state === 'claimed'
  if ((standing.claimer || standing.member || worked) && need.acceptedAt) return 'team'
  return standing.staff ? 'team' : undefined
}

/** A side in the table of rights; the bureau’s people are of the team by their role. */
export function asSide(side: VisitSide | undefined): Found {
  return [side === 'enterprise' && 'poster', side === 'team' && 'worked']
}

/** Whether this person may plan visits and set tasks now. An officer visits an enterprise also while nobody has claimed its need. */
export function mayWork(need: Need, standing: Standing): boolean {
  if (!sideOf(need, standing)) return false
  return atWork.includes(need.state) ? need.acceptedAt !== undefined || standing.staff : need.state === 'open' && standing.staff
}

/** The need, held, and the side of whoever acts; `forbidden` or `conflict` where they may not work on it now. */
export async function workOn(act: Act, needId: string): Promise<{ need: Need; standing: Standing; side: VisitSide }> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  const side = sideOf(need, standing)
  permit(act, 'work_on', ...asSide(side))
  if (!side) throw new DomainError('not_found', 'no_such_need')
  if (mayWork(need, standing)) return { need, standing, side }
  if (atWork.includes(need.state)) throw new DomainError('conflict', 'not_yet_accepted')
  throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
}

/** Whoever works on the need with the claimer, and whoever of the bureau takes part in the visit: by person. */
export async function teamOf({ tx }: Pick<Work, 'tx'>, needId: string, ...others: (string | undefined)[]): Promise<string[]> {
  const claim = await tx.claims.live(needId)
  const members = (await tx.teams.ofNeed(needId)).flatMap(({ state, expertId }) => (state === 'in' && expertId ? [expertId] : []))
  const ids: (string | undefined)[] = [...others]
  for (const expertId of [claim?.expertId, ...members]) if (expertId) ids.push((await tx.people.ofExpert(expertId))?.id)
  return [...new Set(ids.filter((id) => id !== undefined))]
}

/** The people of one side of a visit. */
export async function peopleOf(work: Pick<Work, 'tx'>, need: Need, visit: Visit, side: VisitSide): Promise<string[]> {
  if (side === 'enterprise') return need.posterId ? [need.posterId] : []
  const own = visit.side === 'team' ? visit.byId : undefined
  return teamOf(work, need.id, own === need.posterId ? undefined : own, visit.agreedById === need.posterId ? undefined : visit.agreedById)
}

/** The card of a visit in a chat. */
export function visitSlot(visitId: string): string {
  return `visit:${visitId}`
}

/** Shows something to everybody of both sides but whoever acts; a side that can't be written to is called by the officers. */
export async function tellSides(
  work: Work | Act,
  need: Need,
  visit: Visit,
  notice: Notice,
  delivery: { mode?: 'fresh' | 'message'; slot?: string } = {},
): Promise<void> {
  const actor = 'actor' in work ? work.actor.id : undefined
  for (const side of ['enterprise', 'team'] as const) {
    const people = await peopleOf(work, need, visit, side)
    let reached = people.includes(actor ?? '')
    for (const id of people) {
      const place = id === actor ? undefined : await placeOf(work, id)
      if (!place) continue
      reached = true
      await post(work, place, notice, delivery)
    }
    if (reached) continue
    for (const id of await officersFor(work, need)) {
      const place = id === actor ? undefined : await placeOf(work, id)
      if (place) await post(work, place, notice, delivery)
    }
  }
}
