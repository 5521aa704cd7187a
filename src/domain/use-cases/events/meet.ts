import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  enterpriseGoesOn,
  goesOn,
  type LaterWord,
  laterWords,
  type MatchEvent,
  type Pair,
  type PairSide,
  type PairWord,
  pairWords,
} from '../../match-event.ts'
import { isStaff, type Person } from '../../person.ts'
import { type Act, ask, needOf, permit, record, refresh, refreshSlot, reply, standingOf, words } from '../act.ts'
import { askMet } from '../ask-experts.ts'
import { beginDraft, type Said } from '../draft-need.ts'
import { showPair } from './pair.ts'
import { eventIn, hasBegun, pairSlot } from './sides.ts'

/** Whose word a person's is about a pair: their own side's, or the office's. */
export function pairSideOf(person: Person, pair: Pair): PairSide | undefined {
  if (person.expertId === pair.expertId) return 'expert'
  if (person.enterpriseId === pair.enterpriseId) return 'enterprise'
  return isStaff(person) ? 'office' : undefined
}

/** A planned pair of an event that has begun or will; the event is held. */
async function pairFor(act: Act, pairId: string): Promise<{ pair: Pair; event: MatchEvent; side: PairSide }> {
  const pair = await act.tx.events.pair(pairId)
  const side = pair && pairSideOf(act.actor, pair)
  permit(act, 'say_met', side !== undefined && side !== 'office' && 'self')
  const event = pair && (await act.tx.events.hold(pair.eventId))
  if (!pair || !event || !side) throw new DomainError('not_found', 'no_such_event')
  if (pair.state !== 'planned' || event.state === 'cancelled') throw new DomainError('conflict', 'event_pair_over')
  return { pair, event, side }
}

/** The card of a pair: to the bureau, and to either side while they are to meet, or did. */
export async function openPair(act: Act, pairId: string): Promise<void> {
  const pair = await act.tx.events.pair(pairId)
  const side = pair && pairSideOf(act.actor, pair)
  permit(act, 'say_met', side !== undefined && side !== 'office' && 'self')
  if (!side) throw new DomainError('not_found', 'no_such_event')
  if (side !== 'office' && pair.state !== 'planned') throw new DomainError('conflict', 'event_pair_over')
  await showPair(act, pairId)
}

/** “见了，继续谈”: by either side or the office; a later word takes the place of an earlier one. Where the enterprise goes on about a need, its expert is asked to take it. */
export async function sayMet(act: Act, pairId: string, said: string): Promise<void> {
  const { pair, event, side } = await pairFor(act, pairId)
  if (!(pairWords as readonly string[]).includes(said)) throw new DomainError('invalid', 'old_button')
  if (!hasBegun(event, act.now)) throw new DomainError('conflict', 'event_not_held_yet')
  const word = said as PairWord
  await act.tx.events.sayPair(pairId, side, word)
  if (pair.needId && pair[`${side}Word`] !== word) {
    await record(act, {
      needId: pair.needId,
      event: word === 'missed' ? 'event_missed' : word === 'on' ? 'event_goes_on' : 'event_met',
      note: pairId,
    })
    const { enterpriseWord, expertWord }: Pair = { ...pair, [`${side}Word`]: word }
    if (word === 'on' && enterpriseWord === 'on') await askMet(act, await needOf(act.tx, pair.needId), pair.expertId, expertWord === 'on')
    await refresh(act, pair.needId)
  }
  await refreshSlot(act, pairSlot(pairId), { view: 'event_pair', pairId })
  await showPair(act, pairId)
}

/** Whatever nobody has said of yet counts as met, by the office's word. */
export async function sayRestMet(act: Act, eventId: string): Promise<void> {
  const event = await eventIn(act, eventId, ['open', 'done'])
  if (!hasBegun(event, act.now)) throw new DomainError('conflict', 'event_not_held_yet')
  for (const pair of await act.tx.events.pairs(eventId, ['planned']))
    if (!pair.officeWord && !pair.enterpriseWord && !pair.expertWord) {
      await act.tx.events.sayPair(pair.id, 'office', 'met')
      if (pair.needId) await record(act, { needId: pair.needId, event: 'event_met', note: pair.id })
      await refreshSlot(act, pairSlot(pair.id), { view: 'event_pair', pairId: pair.id })
    }
  await reply(act, { view: 'event_pairs', eventId, page: 0 }, { mode: 'update', slot: `event_pairs:${eventId}` })
}

export async function askForNote(act: Act, pairId: string): Promise<void> {
  await pairFor(act, pairId)
  permit(act, 'run_event')
  await ask(act, { kind: 'event_note', pairId })
}

/** What the office saw or heard of it, in a sentence. */
export async function setNote(act: Act, pairId: string, text: string): Promise<void> {
  await pairFor(act, pairId)
  permit(act, 'run_event')
  await act.tx.events.notePair(pairId, words(text, 500))
  await act.tx.dialogs.clear(act.address)
  await showPair(act, pairId)
}

/** What was spoken of becomes a need of the enterprise. */
export async function askForArisen(act: Act, pairId: string): Promise<void> {
  const { side, pair } = await pairFor(act, pairId)
  permit(act, 'raise_need', side === 'enterprise' && 'self')
  if (pair.needId) throw new DomainError('conflict', 'event_need_there')
  await ask(act, { kind: 'event_need', pairId })
}

export async function beginArisen(act: Act, pairId: string, said: Said): Promise<void> {
  const { pair, side } = await pairFor(act, pairId)
  permit(act, 'raise_need', side === 'enterprise' && 'self')
  words(said.text)
  await act.tx.dialogs.clear(act.address)
  const needId = newId()
  await beginDraft(act, said, { id: needId })
  await act.tx.events.addNeed(pair.eventId, needId, 'arose', act.now)
  await act.tx.events.aboutNeed(pairId, needId)
  await record(act, { needId, event: 'event_arose', note: pair.eventId })
}

/** 专家进企业: the visit that the pair was is written down as one, by whoever works on the need; its day and who came are known. */
export async function noteVisit(act: Act, pairId: string): Promise<void> {
  const { pair, event } = await pairFor(act, pairId)
  const need = pair.needId ? await needOf(act.tx, pair.needId) : undefined
  if (!need?.number || !event.day) throw new DomainError('conflict', 'event_visit_needs_need')
  const { staff, claimer, member } = await standingOf(act.tx, need, act.actor)
  permit(act, 'note_visit', (staff || claimer || member) && 'worked')
  if (event.day > isoDayAt(act.now)) throw new DomainError('conflict', 'event_not_held_yet')
  const expert = await act.tx.directory.expert(pair.expertId)
  await ask(act, { kind: 'visit_found', needId: need.id, visitId: newId(), day: event.day, who: expert?.name ?? act.actor.name })
}

/** What became of it, some weeks later: by the enterprise, or by the office that called. */
export async function sayLater(act: Act, pairId: string, said: string): Promise<void> {
  const { side, pair } = await pairFor(act, pairId)
  permit(act, 'say_later', side === 'enterprise' && 'self')
  if (!(laterWords as readonly string[]).includes(said)) throw new DomainError('invalid', 'old_button')
  if (!(side === 'office' ? goesOn(pair) : enterpriseGoesOn(pair))) throw new DomainError('conflict', 'event_pair_over')
  await act.tx.events.sayLater(pairId, said as LaterWord, act.now)
  await refreshSlot(act, pairSlot(pairId), { view: 'event_pair', pairId })
  await showPair(act, pairId)
}
