import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Guest, MatchEvent } from '../../match-event.ts'
import { isEnded } from '../../need-life.ts'
import { type Act, ask, needOf, permit, record, refresh, refreshSlot, reply, words } from '../act.ts'
import { dropPairsOf } from './pair.ts'
import { eventFor, eventSlot, eventToRun, isOver, mayStillJoin, ownGuest, partyOf, planSlot, tellGuest, tellRunner } from './sides.ts'
import { fillPlaces, hasRoom } from './tell.ts'

const mostNeeds = 10

async function openEvent(act: Act, eventId: string): Promise<MatchEvent> {
  const event = await eventFor(act, eventId)
  if (event.state !== 'open') throw new DomainError('conflict', `event_is_${event.state}`)
  return event
}

async function comingEvent(act: Act, eventId: string): Promise<MatchEvent> {
  const event = await openEvent(act, eventId)
  if (isOver(event, act.now)) throw new DomainError('conflict', 'event_is_done')
  return event
}

/** “报名”: in, or waiting where there is no place. Twice is once. */
export async function signUp(act: Act, eventId: string): Promise<void> {
  permit(act, 'join_event')
  const event = await openEvent(act, eventId)
  if (!mayStillJoin(event, act.now)) throw new DomainError('conflict', 'event_sign_up_over')
  const guest = await takePlace(act, event, partyOf(act.actor) ?? {}, act.actor.id)
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  await reply(act, { view: 'event', eventId, news: 'joined' }, { mode: 'fresh', slot: eventSlot(eventId) })
  if (guest.state === 'in') await reply(act, { view: 'event_ics', eventId, sequence: event.sequence })
}

/** The event is held, so that two don't take the last place. */
async function takePlace(
  act: Act,
  event: MatchEvent,
  of: Pick<Guest, 'expertId' | 'enterpriseId'>,
  personId: string | undefined,
): Promise<Guest> {
  const { events } = act.tx
  const known = await events.guestOf(event.id, of as { enterpriseId: string } | { expertId: string })
  if (known?.state === 'in' || known?.state === 'waiting') return known
  const state = of.expertId || (await hasRoom(act, event.id, event.places)) ? 'in' : 'waiting'
  const guest: Guest = { id: newId(), eventId: event.id, ...of, state, personId, at: act.now }
  if (await events.addGuest(guest)) return guest
  if (!known) throw new DomainError('conflict', 'event_is_open')
  await events.moveGuest(known.id, [known.state], state, { personId, at: act.now })
  return { ...known, state }
}

/** “不参加”: nothing more is sent about it. Who had signed up leaves their place, and their meetings, to others. */
export async function decline(act: Act, eventId: string): Promise<void> {
  permit(act, 'join_event')
  const event = await comingEvent(act, eventId)
  const guest = await ownGuest(act, eventId)
  if (!guest) {
    await act.tx.events.addGuest({ id: newId(), eventId, ...partyOf(act.actor), state: 'declined', personId: act.actor.id, at: act.now })
  } else await leave(act, event, guest)
  await reply(act, { view: 'event', eventId, news: 'declined' }, { mode: 'fresh', slot: eventSlot(eventId) })
}

/** The place and the meetings of a guest who does not come go to others. */
export async function leave(act: Act, event: MatchEvent, guest: Guest): Promise<void> {
  const came = guest.state === 'in' || guest.state === 'waiting'
  if (guest.state === 'declined' || guest.state === 'out') return
  await act.tx.events.moveGuest(guest.id, [guest.state], came ? 'out' : 'declined', { at: act.now })
  if (!came) return
  const dropped = await dropPairsOf(act, event, guest)
  await fillPlaces(act, event.id)
  if (dropped > 0) {
    const name = await nameOf(act, guest)
    await tellRunner(act, event, { view: 'event_say', text: 'event_guest_left', facts: { name, n: String(dropped) }, eventId: event.id })
  }
}

async function nameOf({ tx }: Act, { expertId, enterpriseId }: Guest): Promise<string> {
  const one = expertId ? await tx.directory.expert(expertId) : await tx.directory.enterprise(enterpriseId ?? '')
  return one?.name ?? ''
}

/** What they hope for, or bring, in a sentence. */
export async function askForWish(act: Act, eventId: string): Promise<void> {
  await comingEvent(act, eventId)
  await joined(act, eventId)
  await ask(act, { kind: 'event_wish', eventId })
}

export async function setWish(act: Act, eventId: string, text: string): Promise<void> {
  await comingEvent(act, eventId)
  const guest = await joined(act, eventId)
  const wish = words(text, 300)
  await act.tx.dialogs.clear(act.address)
  await act.tx.events.moveGuest(guest.id, [guest.state], guest.state, { wish })
  await reply(act, { view: 'event', eventId, news: 'wish' }, { mode: 'fresh', slot: eventSlot(eventId) })
}

async function joined(act: Act, eventId: string): Promise<Guest> {
  permit(act, 'join_event')
  const guest = await ownGuest(act, eventId)
  if (guest?.state !== 'in' && guest?.state !== 'waiting') throw new DomainError('conflict', 'event_sign_up_first')
  return guest
}

/** One of the poster's own needs comes along, or stays at home after all: experts who are paired with it will see its title and field. */
export async function bringNeed(act: Act, eventId: string, needId: string): Promise<void> {
  await comingEvent(act, eventId)
  await joined(act, eventId)
  const need = await needOf(act.tx, needId)
  permit(act, 'bring_need', need.posterId === act.actor.id && 'poster')
  if (await act.tx.events.dropNeed(eventId, needId)) {
    await record(act, { needId, event: 'event_left', note: eventId })
    await refreshSlot(act, planSlot(eventId), { view: 'event_plan', eventId })
  } else {
    if (need.number === undefined || isEnded(need.state)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
    if (need.unnamed) throw new DomainError('conflict', 'event_need_unnamed')
    const brought = (await act.tx.events.needs(eventId)).filter(({ enterpriseId }) => enterpriseId === need.enterpriseId)
    if (brought.length >= mostNeeds) throw new DomainError('conflict', 'event_many_needs', { most: String(mostNeeds) })
    await act.tx.events.addNeed(eventId, needId, 'brought', act.now)
    await record(act, { needId, event: 'event_brought', note: eventId })
  }
  await refresh(act, needId)
  await reply(act, { view: 'event', eventId }, { mode: 'update', slot: eventSlot(eventId) })
}

/** Staff sign somebody up who said so on the phone. */
export async function askWhoComes(act: Act, eventId: string): Promise<void> {
  const event = await eventToRun(act, eventId)
  if (event.state !== 'open') throw new DomainError('conflict', `event_is_${event.state}`)
  await ask(act, { kind: 'event_for', eventId })
}

/** A name a line or between commas; whoever is found comes, and the names nobody has are said. */
export async function signUpFor(act: Act, eventId: string, text: string): Promise<void> {
  permit(act, 'run_event')
  const event = await openEvent(act, eventId)
  const names = words(text, 2000)
    .split(/[\n、，,;；]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, 50)
  const guests: Guest[] = []
  const came: string[] = []
  const waiting: string[] = []
  const unknown: string[] = []
  for (const name of names) {
    const found = await sideCalled(act, name)
    if (!found) {
      unknown.push(name)
      continue
    }
    const guest = await takePlace(act, event, found.of, undefined)
    guests.push(guest)
    if (guest.state === 'in') came.push(found.name)
    else waiting.push(found.name)
  }
  await act.tx.dialogs.clear(act.address)
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  // of what is over it is only noted who came
  if (!isOver(event, act.now))
    for (const guest of guests)
      await tellGuest(act, guest, { view: 'event', eventId, news: 'joined_for' }, { mode: 'fresh', slot: eventSlot(eventId) })
  const listed = (all: string[]) => all.join(act.actor.lang === 'zh' ? '、' : ', ')
  const facts = { came: listed(came), waiting: listed(waiting), unknown: listed(unknown) }
  await reply(act, { view: 'event_say', text: 'event_signed_up_for', facts, eventId })
}

/** One expert of exactly that name, or one enterprise whose name is like it; undefined where it is nobody or several. */
export async function sideCalled(
  { tx }: Pick<Act, 'tx'>,
  name: string,
): Promise<{ of: Pick<Guest, 'expertId' | 'enterpriseId'>; name: string } | undefined> {
  const experts = await tx.directory.expertsNamed(name)
  if (experts.length === 1 && experts[0]) return { of: { expertId: experts[0].id }, name: experts[0].name }
  const enterprises = experts.length === 0 ? await tx.directory.enterprisesLike(name, 2) : []
  const exact = enterprises.find((one) => one.name === name) ?? (enterprises.length === 1 ? enterprises[0] : undefined)
  return exact && { of: { enterpriseId: exact.id }, name: exact.name }
}
