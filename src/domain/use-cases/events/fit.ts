import { isoDayAt } from '../../calendar/days.ts'
import type { ClusterCode } from '../../code-lists.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Guest, MatchEvent } from '../../match-event.ts'
import type { Reason } from '../../matcher.ts'
import { fold, tidy } from '../../understand/fold.ts'
import { type Act, reply, type Work } from '../act.ts'
import { eventIn, isOver } from './sides.ts'
import { leave } from './sign-up.ts'

/** How many are told of an event by themselves; everybody else finds it in the list of events. */
const mostExperts = 60
const mostEnterprises = 100
/** A live need this much like what the event is about (matcher.ts, 0..1) makes its enterprise fit. */
const leastAlike = 0.2
const mostAlike = 200
/** Whose institutes say what clusters an event is for. */
const firstExperts = 6
const mostParts = 12

/** Who fits what the event is about stands on its list; who was taken off stays off. */
export async function listFitting(work: Work, event: MatchEvent): Promise<void> {
  const experts = await fittingExperts(work, event)
  const guests = [...experts, ...(await fittingEnterprises(work, event, experts))]
  const base = { eventId: event.id, state: 'listed', at: work.now } as const
  await work.tx.events.list(
    event.id,
    guests.map((guest) => ({ id: newId(), ...base, ...guest })),
  )
}

type Listed = Pick<Guest, 'expertId' | 'enterpriseId' | 'why'>

/** Whom the matcher names for what it is about, however many needs they carry, but for leave and mutes; then those of its fields. */
async function fittingExperts(work: Work, event: MatchEvent): Promise<Listed[]> {
  const { fields } = event
  const today = isoDayAt(work.now)
  const named = await namedFor(work, event, today)
  const listed: Listed[] = [...named].map(([expertId, reasons]) => ({ expertId, why: { reasons } }))
  for (const { id, fields: own, more, away } of await work.tx.directory.experts()) {
    const field = fields.find((code) => own.includes(code) || more.topics.includes(code))
    const isOff =
      (more.mutedUntil !== undefined && today <= more.mutedUntil) || (away !== undefined && away.from <= today && today <= away.until)
    if (field && !isOff && !named.has(id)) listed.push({ expertId: id, why: { field } })
  }
  return listed.slice(0, mostExperts)
}

/** A topic names several matters, each of which has its own experts: those for all of it first, then those for each. */
async function namedFor(work: Work, { about, fields }: MatchEvent, today: string): Promise<Map<string, Reason[]>> {
  const matcher = await work.matcher()
  const parts = about.split(/[、，,;；。\n]+/u).filter((part) => part.trim().length >= 2)
  const found = new Map<string, Reason[]>()
  for (const title of [about, ...parts.slice(0, mostParts)]) {
    const need = { title, description: '', targets: '', ...(fields[0] && { field: fields[0] }) }
    for (const { expertId, reasons } of matcher.experts(need, {
      exclude: new Set(found.keys()),
      load: new Map(),
      today,
      limit: mostExperts,
    }))
      found.set(expertId, reasons)
  }
  return found
}

/** Those with a live need like it, with products it speaks of, of the clusters its experts serve, or with a live need of its fields. */
async function fittingEnterprises(work: Work, { about, fields, township }: MatchEvent, experts: readonly Listed[]): Promise<Listed[]> {
  const matcher = await work.matcher()
  const alike = matcher.similarNeeds({ title: about, description: '', targets: '' }, new Set(), mostAlike)
  const needIds = alike.filter((one) => one.alike >= leastAlike).map(({ needId }) => needId)
  const clusters = await clustersOf(work, experts)
  return work.tx.events.fitting({ needIds, fields, terms: termsOf(about), clusters, township }, mostEnterprises)
}

/** The clusters that the institutes of more than half of the experts named first serve. */
async function clustersOf({ tx }: Work, experts: readonly Listed[]): Promise<ClusterCode[]> {
  const first = experts.filter(({ why }) => why?.reasons).slice(0, firstExperts)
  const count = new Map<ClusterCode, number>()
  for (const { expertId } of first)
    for (const code of (await tx.directory.expert(expertId ?? ''))?.institute.clusters ?? []) count.set(code, (count.get(code) ?? 0) + 1)
  return [...count].flatMap(([code, n]) => (n * 2 > first.length ? code : []))
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
