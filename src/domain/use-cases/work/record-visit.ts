import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { isEnded, may } from '../../need-life.ts'
import { pastDayFromAnswer } from '../../understand/index.ts'
import { planned, type Visit } from '../../visit.ts'
import { type Act, ask, needOf, permit, record, refresh, reply, standingOf, words } from '../act.ts'
import { tellWorker } from '../ask-experts.ts'
import { attach, type Said } from '../draft-need.ts'
import { reportSolved } from '../follow-need.ts'
import { moveNeed } from '../move-need.ts'
import { tellStep } from '../team/tell-step.ts'
import { showEverywhere, visitOf, visitors } from './plan-visit.ts'
import { sideOf, tellSides, visitSlot } from './sides.ts'

/** A visit on the way to its record: what was said so far. Its id is given before, so that photos can belong to it at once. */
export type VisitMade = { needId: string; visitId: string; day: string; who: string }

/** Whoever came notes a visit; a need may have ended meanwhile, what was seen is kept all the same. */
async function visitedBy(act: Act, needId: string) {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  permit(act, 'note_visit', sideOf(need, standing) === 'team' && 'worked')
  if (need.number === undefined) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return { need, standing }
}

/** A visit that was not planned: first, which day it was. */
export async function noteUnplanned(act: Act, needId: string): Promise<void> {
  await visitedBy(act, needId)
  await ask(act, { kind: 'visit_day', needId, visitId: newId() })
}

/** A planned visit was made: who came after all. Noted before its day, it was made today. */
export async function notePlanned(act: Act, visitId: string): Promise<void> {
  const visit = await act.tx.visits.find(visitId)
  if (!visit) throw new DomainError('not_found', 'no_such_entry')
  await visitedBy(act, visit.needId)
  if (visit.state === 'done') throw new DomainError('conflict', 'visit_noted_already')
  if (visit.state === 'cancelled') throw new DomainError('conflict', 'visit_over')
  const today = isoDayAt(act.now)
  await ask(act, { kind: 'visit_came', needId: visit.needId, visitId, day: visit.day < today ? visit.day : today, who: visit.who })
}

export async function sayVisitDay(act: Act, needId: string, visitId: string, text: string): Promise<void> {
  const past = pastDayFromAnswer(text, act.now)
  if ('problem' in past) throw new DomainError('invalid', `visited_${past.problem}`)
  await ask(act, { kind: 'visit_came', needId, visitId, day: past.day, who: act.actor.name })
}

export async function sayWhoCame(act: Act, made: VisitMade, text: string): Promise<void> {
  await ask(act, { kind: 'visit_found', ...made, who: visitors(text, act.now, 'visited_who_not_when') })
}

/** What was found, with photos where there are some; from then on the visit is on record. */
export async function sayFound(act: Act, made: VisitMade, said: Said): Promise<void> {
  const { need, standing } = await visitedBy(act, made.needId)
  if (said.text.trim() === '') {
    await attach(act, made.needId, said, made.visitId)
    return reply(act, { view: 'say', text: 'visit_photo_kept' })
  }
  const found = words(said.text, 2000)
  // a visit is contact: before anything of it is written, so that the start can be taken back by itself
  if (standing.claimer && need.acceptedAt && may('start', need.state, ['claimer'])) await moveNeed(act, need, 'start', { by: ['claimer'] })
  await attach(act, made.needId, said, made.visitId)
  const visit = await keep(act, made, found)
  await record(act, { needId: need.id, event: 'visit_done', note: visit.id })
  await tellStep(act, need, 'visit_done')
  await tellSides(act, need, visit, { view: 'visit', visitId: visit.id }, { mode: 'fresh', slot: visitSlot(visit.id) })
  await act.tx.dialogs.set(act.address, { kind: 'visit_more', needId: need.id, visitId: visit.id }, act.now)
  await reply(act, { view: 'visit', visitId: visit.id }, { mode: 'fresh', slot: visitSlot(visit.id) })
  await refresh(act, need.id)
}

/** The event on that day that the need was brought to, or arose at. */
async function eventOn({ tx }: Act, needId: string, day: string): Promise<string | undefined> {
  return (await tx.events.ofNeed(needId)).find(({ event }) => event.day === day)?.event.id
}

async function keep(act: Act, { needId, visitId, day, who }: VisitMade, found: string): Promise<Visit> {
  const eventId = await eventOn(act, needId, day)
  const done = { day, who, found, doneById: act.actor.id, doneAt: act.now, ...(eventId && { eventId }) }
  const known = await act.tx.visits.find(visitId)
  if (known) {
    const hour = known.day === day ? {} : { time: undefined, half: undefined, until: undefined }
    if (!(await act.tx.visits.move(visitId, planned, known.sequence, 'done', { ...done, ...hour })))
      throw new DomainError('conflict', 'visit_noted_already')
    return { ...known, ...hour, ...done, state: 'done' }
  }
  const visit: Visit = {
    ...{ id: visitId, needId, ...done, side: 'team', state: 'done', byId: act.actor.id },
    ...{ sequence: 0, proposedAt: act.now, createdAt: act.now },
  }
  if (!(await act.tx.visits.add(visit))) throw new DomainError('conflict', 'visit_noted_already')
  return visit
}

/** Solved there or not: said once. By the expert it is the report that the enterprise confirms; by others the expert is asked for that. */
export async function sayOnSite(act: Act, visitId: string, solved: boolean): Promise<void> {
  const { visit, need, standing, side } = await visitOf(act, visitId)
  permit(act, 'note_visit', side === 'team' && 'worked')
  if (!(await act.tx.visits.sayOnSite(visitId, solved))) throw new DomainError('conflict', 'visit_said_already')
  await record(act, { needId: need.id, event: solved ? 'visit_solved' : 'visit_unsolved', note: visitId })
  await showEverywhere(act, visitId)
  if (solved && standing.claimer && may('solve', need.state, ['claimer'])) return reportSolved(act, need.id, visit.found ?? '')
  if (solved && may('solve', need.state, ['claimer']))
    await tellWorker(act, need, { view: 'say', text: 'visit_solved_there', needId: need.id, facts: { number: need.number ?? '' } })
  await refresh(act, need.id)
}

/** More photos or opinions for a visit on record, from either side, also after the need has ended. */
export async function askForMore(act: Act, visitId: string): Promise<void> {
  const { visit, need } = await visitOf(act, visitId)
  if (visit.state !== 'done') throw new DomainError('conflict', 'visit_over')
  await ask(act, { kind: 'visit_more', needId: need.id, visitId })
}

export async function addToVisit(act: Act, visitId: string, said: Said): Promise<void> {
  const { need } = await visitOf(act, visitId)
  await attach(act, need.id, said, visitId)
  const text = said.text.trim()
  if (text !== '') {
    await act.tx.visits.suggest(visitId, words(text, 2000))
    await act.tx.dialogs.clear(act.address)
  }
  await record(act, { needId: need.id, event: text === '' ? 'visit_photos' : 'visit_suggestions', note: visitId })
  const ended = isEnded(need.state) ? 'visit_added_after_end' : 'visit_added'
  await reply(act, { view: 'say', text: ended, needId: need.id, facts: { number: need.number ?? '' } })
  await showEverywhere(act, visitId)
  await refresh(act, need.id)
}
