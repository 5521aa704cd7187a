import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import type { MatchEvent } from '../../match-event.ts'
import { priorities } from '../../notices.ts'
import { type Act, ask, refreshSlot, reply, words } from '../act.ts'
import { askGuests } from './clocks.ts'
import { listFitting } from './fit.ts'
import { eventIn, eventSlot, isOver, planSlot, tellGuest } from './sides.ts'
import { tellGuests } from './tell.ts'

/** What must be said of an event before people are told of it. */
export function lacking({ about, day, place }: MatchEvent): ('about' | 'when' | 'place')[] {
  return [...(about === '' ? (['about'] as const) : []), ...(day ? [] : (['when'] as const)), ...(place === '' ? (['place'] as const) : [])]
}

/** Everybody on its list is told, once; who runs it learns whom to call. */
export async function announceEvent(act: Act, eventId: string): Promise<void> {
  const event = await eventIn(act, eventId, ['draft'])
  const [first] = lacking(event)
  if (first) throw new DomainError('conflict', `event_lacks_${first}`)
  if ((event.day ?? '') < isoDayAt(act.now)) throw new DomainError('conflict', 'event_when_past')
  await listFitting(act, event)
  if (!(await act.tx.events.move(eventId, ['draft'], 'open', { announcedAt: act.now }))) throw new DomainError('conflict', 'event_is_open')
  let told = 0
  let toCall = 0
  const card = { mode: 'fresh', slot: eventSlot(eventId), priority: priorities.bulk } as const
  for (const guest of await act.tx.events.announce(eventId, act.now)) {
    if (await tellGuest(act, guest, { view: 'event', eventId }, card)) told++
    else toCall++
  }
  await reply(act, { view: 'event', eventId }, { mode: 'fresh', slot: eventSlot(eventId) })
  await reply(act, { view: 'event_say', text: 'event_announced', facts: { told: String(told), call: String(toCall) }, eventId })
}

async function eventToCancel(act: Act, eventId: string): Promise<MatchEvent> {
  const event = await eventIn(act, eventId, ['draft', 'open'])
  if (isOver(event, act.now)) throw new DomainError('conflict', 'event_is_done')
  return event
}

export async function askWhyCancelEvent(act: Act, eventId: string): Promise<void> {
  await eventToCancel(act, eventId)
  await ask(act, { kind: 'event_cancel', eventId })
}

/** It does not take place; whoever was told and has not declined hears why, and calendars lose it. */
export async function cancelEvent(act: Act, eventId: string, text: string): Promise<void> {
  const event = await eventToCancel(act, eventId)
  const reason = words(text, 300)
  await act.tx.dialogs.clear(act.address)
  await act.tx.events.move(eventId, ['draft', 'open'], 'cancelled', { reason })
  if (event.state === 'open') {
    const fresh = { mode: 'fresh', slot: eventSlot(eventId) } as const
    await tellGuests(act, eventId, ['in', 'waiting', 'asked'], { view: 'event', eventId }, fresh)
    await tellGuests(act, eventId, ['in'], { view: 'event_ics', eventId, sequence: event.sequence + 1 })
  }
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  await refreshSlot(act, planSlot(eventId), { view: 'event_plan', eventId })
  await reply(act, { view: 'event', eventId }, { mode: 'fresh', slot: eventSlot(eventId) })
}

/** It is over and all is noted: what came of it stays to be read. Who met somebody and was not asked yet is asked now. */
export async function finishEvent(act: Act, eventId: string): Promise<void> {
  const event = await eventIn(act, eventId, ['open'])
  if ((event.day ?? '') > isoDayAt(act.now)) throw new DomainError('conflict', 'event_not_held_yet')
  await askGuests(act, event)
  await act.tx.events.move(eventId, ['open'], 'done', { doneAt: act.now })
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  await reply(act, { view: 'event', eventId }, { mode: 'fresh', slot: eventSlot(eventId) })
}
