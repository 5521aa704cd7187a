import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Guest, MatchEvent } from '../../match-event.ts'
import { fold, tidy } from '../../understand/fold.ts'
import { type Act, reply, type Work } from '../act.ts'
import { matchOptions } from '../ask-experts.ts'
import { eventIn, isOver } from './sides.ts'
import { leave } from './sign-up.ts'

/** How many are told of an event by themselves; everybody else finds it in the list of events. */
const mostExperts = 60
const mostEnterprises = 100
/** A live need this much like what the event is about (matcher.ts, 0..1) makes its enterprise fit. */
const leastAlike = 0.2
const mostAlike = 200

/** Who fits what the event is about stands on its list; who was taken off stays off. */
export async function listFitting(work: Work, event: MatchEvent): Promise<void> {
  const guests = [...(await fittingExperts(work, event)), ...(await fittingEnterprises(work, event))]
  const base = { eventId: event.id, state: 'listed', at: work.now } as const
  await work.tx.events.list(
    event.id,
    guests.map((guest) => ({ id: newId(), ...base, ...guest })),
  )
}

type Listed = Pick<Guest, 'expertId' | 'enterpriseId' | 'why'>

/** Whom the matcher names for its words, however many needs they carry, but for leave and mutes; then those of its fields. */
async function fittingExperts(work: Work, { about, fields }: MatchEvent): Promise<Listed[]> {
  const matcher = await work.matcher()
  const { today } = await matchOptions(work, new Set(), mostExperts)
  const need = { title: about, description: '', targets: '', ...(fields[0] && { field: fields[0] }) }
  const named = matcher.experts(need, { exclude: new Set(), load: new Map(), today, limit: mostExperts })
  const known = new Set(named.map(({ expertId }) => expertId))
  const listed: Listed[] = named.map(({ expertId, reasons }) => ({ expertId, why: { reasons } }))
  for (const { id, fields: own, more, away } of await work.tx.directory.experts()) {
    const field = fields.find((code) => own.includes(code) || more.topics.includes(code))
    const isOff =
      today !== undefined && ((more.mutedUntil && today <= more.mutedUntil) || (away && away.from <= today && today <= away.until))
    if (field && !isOff && !known.has(id)) listed.push({ expertId: id, why: { field } })
  }
  return listed.slice(0, mostExperts)
}

/** Those with a live need like it, with products it speaks of, or with a live need of its fields. */
async function fittingEnterprises(work: Work, { about, fields, township }: MatchEvent): Promise<Listed[]> {
  const matcher = await work.matcher()
  const alike = matcher.similarNeeds({ title: about, description: '', targets: '' }, new Set(), mostAlike)
  const needIds = alike.filter((one) => one.alike >= leastAlike).map(({ needId }) => needId)
  return work.tx.events.fitting({ needIds, fields, terms: termsOf(about), township }, mostEnterprises)
}

/** The stretches between punctuation and 的/与/和, folded: what products may be called. */
function termsOf(about: string): string[] {
  const parts = fold(tidy(about)).text.split(/[\s、，,;；。.()（）“”"'：:/|]+|的|与|和|及|等/u)
  return [...new Set(parts.filter((part) => part.length >= 2))].slice(0, 20)
}

/** Before it is announced: takes somebody off the list, or puts them back. Afterwards: whoever has signed up does not come after all. */
export async function turnGuest(act: Act, guestId: string, page: number): Promise<void> {
  const guest = await act.tx.events.guest(guestId)
  if (!guest) throw new DomainError('not_found', 'no_such_event')
  const event = await eventIn(act, guest.eventId, ['draft', 'open'])
  if (event.state === 'open') {
    if (isOver(event, act.now)) throw new DomainError('conflict', 'event_is_done')
    await leave(act, event, guest)
  } else if (!(await act.tx.events.moveGuest(guestId, ['listed'], 'skipped', {})))
    await act.tx.events.moveGuest(guestId, ['skipped'], 'listed', {})
  await showGuests(act, guest.eventId, guest.expertId ? 'expert' : 'enterprise', page, 'update')
}

export async function showGuests(
  act: Act,
  eventId: string,
  side: 'enterprise' | 'expert',
  page: number,
  mode: 'fresh' | 'update' = 'fresh',
): Promise<void> {
  await eventIn(act, eventId, ['draft', 'open', 'done', 'cancelled'])
  await reply(act, { view: 'event_guests', eventId, side, page }, { mode, slot: `event_guests:${eventId}:${side}` })
}
