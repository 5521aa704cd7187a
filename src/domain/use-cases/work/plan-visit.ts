import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import type { Notice } from '../../notices.ts'
import { isStaff } from '../../person.ts'
import { type Moment, momentFromAnswer } from '../../understand/index.ts'
import { planned, type Visit, type VisitSide } from '../../visit.ts'
import {
  type Act,
  ask,
  needOf,
  permit,
  placeOf,
  post,
  record,
  refresh,
  refreshSlot,
  reply,
  type Standing,
  standingOf,
  type Work,
  words,
} from '../act.ts'
import { tellStep } from '../team/tell-step.ts'
import { asSide, peopleOf, sideOf, tellSides, visitSlot, workOn } from './sides.ts'

/** How far ahead a visit can be planned. */
const mostDaysAhead = 366
const nobody = /^(?:没有?人?|没人去?|无人?|不知道|待定|还没定|[-—–/。.\s]*|no ?body|no ?one|none|n\/a|tbd)$/i

/** When it shall be, from the words of an answer; `invalid` says which of three things is wrong with them. */
export function visitMoment(text: string, now: Date): Moment {
  const moment = momentFromAnswer(text, now)
  if ('problem' in moment) throw new DomainError('invalid', `visit_${moment.problem}`)
  if (Date.parse(moment.day) - now.getTime() > mostDaysAhead * 86_400_000) throw new DomainError('invalid', 'visit_too_far')
  return moment
}

/** Who comes, in words; a visit with nobody is none, and a time is no person: `otherwise` says where that belongs. */
export function visitors(text: string, now: Date, otherwise: 'visit_who_not_when' | 'visited_who_not_when'): string {
  const who = text.trim()
  if (nobody.test(who)) throw new DomainError('invalid', 'visit_nobody')
  const moment = momentFromAnswer(who, now)
  if (!('problem' in moment) || moment.problem !== 'unclear') throw new DomainError('invalid', otherwise)
  return words(who, 200)
}

/** “Let us visit”: asks when. */
export async function askForVisit(act: Act, needId: string): Promise<void> {
  await workOn(act, needId)
  await ask(act, { kind: 'visit_when', needId })
}

/** When it shall be; then the visiting side is asked who comes, while the enterprise asks for its expert. */
export async function sayWhen(act: Act, needId: string, text: string): Promise<void> {
  const { side } = await workOn(act, needId)
  const moment = visitMoment(text, act.now)
  if (side === 'team') return ask(act, { kind: 'visit_who', needId, moment })
  const claim = await act.tx.claims.live(needId)
  const expert = claim && (await act.tx.directory.expert(claim.expertId))
  await proposeVisit(act, needId, moment, expert?.name ?? '')
}

/** A visit is proposed; the other side agrees or names another time. */
export async function proposeVisit(act: Act, needId: string, moment: Moment, who: string): Promise<void> {
  const { need, side } = await workOn(act, needId)
  await act.tx.dialogs.clear(act.address)
  const visit: Visit = {
    ...{ id: newId(), needId, ...moment, who: visitors(who, act.now, 'visit_who_not_when'), side, state: 'proposed', byId: act.actor.id },
    ...{ sequence: 0, proposedAt: act.now, createdAt: act.now },
  }
  await act.tx.visits.add(visit)
  await record(act, { needId, event: 'visit_proposed', note: visit.id })
  await showAnew(act, need, visit)
  await refresh(act, needId)
}

async function showAnew(act: Act, need: Need, visit: Visit): Promise<void> {
  const fresh = { mode: 'fresh', slot: visitSlot(visit.id) } as const
  await tellSides(act, need, visit, { view: 'visit', visitId: visit.id }, fresh)
  await reply(act, { view: 'visit', visitId: visit.id }, fresh)
}

type Found = { visit: Visit; need: Need; standing: Standing; side: VisitSide }

/** The visit that is still to come, its need held, and the actor's side. `sequence`: as it stood on the card that was pressed. */
export async function plannedVisit(act: Act, visitId: string, sequence?: number): Promise<Found> {
  const found = await visitOf(act, visitId)
  if (!(planned as readonly string[]).includes(found.visit.state)) throw new DomainError('conflict', 'visit_over')
  if (sequence !== undefined && sequence !== found.visit.sequence) throw new DomainError('conflict', 'visit_changed')
  return found
}

/** Any visit, its need held, and the actor's side. */
export async function visitOf(act: Act, visitId: string): Promise<Found> {
  const found = await act.tx.visits.find(visitId)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const need = await needOf(act.tx, found.needId)
  const standing = await standingOf(act.tx, need, act.actor)
  const side = sideOf(need, standing)
  permit(act, 'work_on', ...asSide(side))
  if (!side) throw new DomainError('not_found', 'no_such_entry')
  // read again: the need is held now
  return { visit: (await act.tx.visits.find(visitId)) as Visit, need, standing, side }
}

/** Whether this side's word is awaited. Staff give it for an enterprise that can't be written to and was called. */
export async function answersFor(work: Work, need: Need, visit: Visit, side: VisitSide, standing: Standing): Promise<boolean> {
  if (visit.state !== 'proposed') return false
  if (visit.side !== side) return true
  return visit.side === 'team' && standing.staff && (await placeOf(work, need.posterId)) === undefined
}

/** The other side agrees: both get the calendar file. */
export async function agreeToVisit(act: Act, visitId: string, sequence: number): Promise<void> {
  const { visit, need, standing, side } = await plannedVisit(act, visitId, sequence)
  if (visit.state === 'agreed') throw new DomainError('conflict', 'visit_agreed_already')
  permit(act, 'agree_visit', (await answersFor(act, need, visit, side, standing)) && 'awaited')
  const patch = { agreedById: act.actor.id, agreedAt: act.now, fileSequence: visit.sequence }
  if (!(await act.tx.visits.move(visitId, ['proposed'], sequence, 'agreed', patch))) throw new DomainError('conflict', 'visit_changed')
  await record(act, { needId: need.id, event: 'visit_agreed', note: visitId })
  await tellStep(act, need, 'visit_agreed')
  await showEverywhere(act, visitId)
  await sendFile(act, need, { ...visit, ...patch, state: 'agreed' })
  await refresh(act, need.id)
}

/** Another time: whoever names it proposes, the other side answers. */
export async function askForOtherTime(act: Act, visitId: string): Promise<void> {
  const { need } = await plannedVisit(act, visitId)
  await ask(act, { kind: 'visit_other', needId: need.id, visitId })
}

export async function moveVisit(act: Act, visitId: string, text: string): Promise<void> {
  const { visit, need, side } = await plannedVisit(act, visitId)
  const moment = visitMoment(text, act.now)
  await act.tx.dialogs.clear(act.address)
  const when = { day: moment.day, time: moment.time, half: moment.half, until: moment.until }
  const patch = { ...when, side, byId: act.actor.id, agreedById: undefined, agreedAt: undefined, proposedAt: act.now }
  const sequence = visit.sequence + 1
  if (!(await act.tx.visits.move(visitId, planned, visit.sequence, 'proposed', { ...patch, sequence })))
    throw new DomainError('conflict', 'visit_changed')
  await record(act, { needId: need.id, event: 'visit_moved', note: visitId })
  await showAnew(act, need, { ...visit, ...patch, sequence, state: 'proposed' })
  await refresh(act, need.id)
}

/** Nobody comes after all; calendars that have it lose it. */
export async function askWhyCancel(act: Act, visitId: string): Promise<void> {
  const { need } = await plannedVisit(act, visitId)
  await ask(act, { kind: 'visit_cancel', needId: need.id, visitId })
}

export async function cancelVisit(act: Act, visitId: string, text: string): Promise<void> {
  const { visit, need } = await plannedVisit(act, visitId)
  await act.tx.dialogs.clear(act.address)
  const reason = words(text, 500)
  await callOff(act, need, visit, reason, 'visit_cancelled')
  await reply(act, { view: 'visit', visitId }, { mode: 'fresh', slot: visitSlot(visitId) })
  await refresh(act, need.id)
}

/** Takes a planned visit off, whatever the cause, and tells both sides. */
export async function callOff(work: Work | Act, need: Need, visit: Visit, reason: string | undefined, event: string): Promise<void> {
  const sequence = visit.sequence + 1
  const patch = { sequence, reason, ...(visit.fileSequence !== undefined && { fileSequence: sequence }) }
  if (!(await work.tx.visits.move(visit.id, planned, visit.sequence, 'cancelled', patch))) return
  await record(work, { needId: need.id, event, note: visit.id })
  const off = { ...visit, ...patch, state: 'cancelled' } as const
  await tellSides(work, need, off, { view: 'visit', visitId: visit.id }, { mode: 'fresh', slot: visitSlot(visit.id) })
  await showEverywhere(work, visit.id)
  if (visit.fileSequence !== undefined) await sendFile(work, need, off)
}

/** A visit that was called off with its need stands again, as the need does. */
export async function putBack(work: Work | Act, need: Need, visit: Visit): Promise<void> {
  const sequence = visit.sequence + 1
  const state = visit.agreedAt ? 'agreed' : 'proposed'
  const patch = { sequence, reason: undefined, ...(visit.fileSequence !== undefined && { fileSequence: sequence }) }
  if (!(await work.tx.visits.move(visit.id, ['cancelled'], visit.sequence, state, patch))) return
  await record(work, { needId: need.id, event: 'visit_back', note: visit.id })
  const back = { ...visit, ...patch, state } as const
  await tellSides(work, need, back, { view: 'visit', visitId: visit.id }, { mode: 'fresh', slot: visitSlot(visit.id) })
  await showEverywhere(work, visit.id)
  if (state === 'agreed') await sendFile(work, need, back)
}

async function sendFile(work: Work | Act, need: Need, visit: Visit): Promise<void> {
  const notice = { view: 'visit_file', visitId: visit.id, sequence: visit.sequence } as const
  await tellSides(work, need, visit, notice)
  if ('actor' in work) await reply(work, notice)
  if (visit.state === 'cancelled') await tellThoseWhoLeft(work, need, visit, notice)
}

/** Whoever worked on the need until now has the visit in their calendar too; the bureau hears of it as one of the sides or in a side's place. */
async function tellThoseWhoLeft(work: Work | Act, need: Need, visit: Visit, notice: Notice): Promise<void> {
  const own = 'actor' in work ? [work.actor.id] : []
  const told = [...own, ...(await peopleOf(work, need, visit, 'enterprise')), ...(await peopleOf(work, need, visit, 'team'))]
  for (const address of await work.tx.mail.placesOf(visitSlot(visit.id))) {
    const account = await work.tx.people.account(address)
    const person = account && !told.includes(account.personId) ? await work.tx.people.find(account.personId) : undefined
    if (person && !isStaff(person)) await post(work, address, notice)
  }
}

export async function showEverywhere(work: Work, visitId: string): Promise<void> {
  await refreshSlot(work, visitSlot(visitId), { view: 'visit', visitId })
}

/** Whether anything of a visit can still be answered or changed. */
export function isOpen(need: Need, visit: Visit): boolean {
  return !isEnded(need.state) && (planned as readonly string[]).includes(visit.state)
}
