import type { Guest, GuestState } from '../../match-event.ts'
import type { Notice } from '../../notices.ts'
import { refreshSlot, type tell, type Work } from '../act.ts'
import { allGuests, eventSlot, planSlot, tellGuest } from './sides.ts'

type Delivery = Parameters<typeof tell>[3]

/** Tells everybody of both sides in these states. */
export async function tellGuests(
  work: Work,
  eventId: string,
  states: readonly GuestState[],
  notice: Notice,
  delivery: Delivery = {},
): Promise<void> {
  for (const side of ['enterprise', 'expert'] as const)
    for (const guest of await allGuests(work, eventId, side, states)) await tellGuest(work, guest, notice, delivery)
}

/** Another time or place: who comes, or waits, sees it anew, and calendars follow. */
export async function tellOfChange(work: Work, eventId: string): Promise<void> {
  const event = await work.tx.events.find(eventId)
  if (!event) return
  const fresh = { mode: 'fresh', slot: eventSlot(eventId) } as const
  await tellGuests(work, eventId, ['in', 'waiting'], { view: 'event', eventId, news: 'moved' }, fresh)
  await tellGuests(work, eventId, ['in'], { view: 'event_ics', eventId, sequence: event.sequence })
  await refreshSlot(work, planSlot(eventId), { view: 'event_plan', eventId })
}

/** Free places go to those who have waited longest, and the event is brought up to date wherever it stands; it is held. */
export async function fillPlaces(work: Work, eventId: string): Promise<void> {
  const { events } = work.tx
  const event = await events.find(eventId)
  const lucky: Guest[] = []
  while (event?.state === 'open' && (await hasRoom(work, eventId, event.places))) {
    const next = await events.nextWaiting(eventId)
    if (!next) break
    await events.moveGuest(next.id, ['waiting'], 'in', {})
    lucky.push(next)
  }
  await refreshSlot(work, eventSlot(eventId), { view: 'event', eventId })
  for (const guest of lucky) {
    await tellGuest(work, guest, { view: 'event', eventId, news: 'place' }, { mode: 'fresh', slot: eventSlot(eventId) })
    await tellGuest(work, guest, { view: 'event_ics', eventId, sequence: event?.sequence ?? 0 })
  }
}

/** Whether another enterprise has a place. */
export async function hasRoom({ tx }: Pick<Work, 'tx'>, eventId: string, places: number | undefined): Promise<boolean> {
  return places === undefined || (await tx.events.guests(eventId, 'enterprise', ['in'], 0, 0)).total < places
}
