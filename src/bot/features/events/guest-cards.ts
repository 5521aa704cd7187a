import { guestStates, type NamedGuest } from '../../../domain/match-event.ts'
import type { EventsNotice } from '../../../domain/notices.ts'
import { checkRight } from '../../../domain/rights.ts'
import { isOver, peopleOf } from '../../../domain/use-cases/events/sides.ts'
import { button, type Draft, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import { eventOf } from './event-cards.ts'
import { whyWords } from './lines.ts'

const page = 8

/** One side of an event for who runs it: who will be told and why, then who comes; who has no account is to be called. */
export async function guestsCard(
  reader: Reader,
  { eventId, side, page: at }: Extract<EventsNotice, { view: 'event_guests' }>,
): Promise<Draft> {
  const { tx, words, person } = reader
  const { matchEvents: t, buttons: b } = words.t
  checkRight(person, 'run_event')
  const event = await eventOf(reader, eventId)
  const shown = event.state === 'draft' ? (['listed', 'skipped'] as const) : guestStates
  const { found, total } = await tx.events.guests(eventId, side, shown, at * page, page)
  const lines: string[] = []
  for (const [i, guest] of found.entries()) lines.push(`${at * page + i + 1}. ${await guestLine(reader, guest)}`)
  const mayTurn = (guest: NamedGuest) =>
    event.state === 'draft' || (event.state === 'open' && !isOver(event, reader.now) && (guest.state === 'in' || guest.state === 'waiting'))
  const buttons = found.flatMap((guest, i) =>
    mayTurn(guest) ? [button(`${at * page + i + 1}. ${shorter(guest.name, 16)}`, 'event_guest', `${guest.id}${at}`)] : [],
  )
  const how = buttons.length === 0 ? [] : [event.state === 'draft' ? t.turnListed : t.turnIn]
  const mark = side === 'expert' ? 'x' : 'e'
  return {
    title: `${event.title} · ${t.guests[side](total)}`,
    text: total === 0 ? t.noGuests : [...lines, ...how].join('\n'),
    buttons: [
      ...rows(buttons, 2),
      ...turns(words, 'event_guests', (n) => pair(eventId, `${mark}${n}`), at, Math.ceil(total / page)),
      [button(b.event_show, 'event', eventId)],
    ],
  }
}

async function guestLine(reader: Reader, guest: NamedGuest): Promise<string> {
  const { words } = reader
  const t = words.t.matchEvents
  const call = await toCall(reader, guest)
  const about = [guest.wish ?? whyWords(words, guest.why), call].filter(Boolean).join(words.t.semicolon)
  return `${guest.name} — ${t.guestStates[guest.state]}${about ? words.t.aside(about) : ''}`
}

/** How to reach a guest who has no chat account; nothing where they have one. */
export async function toCall({ tx, words }: Reader, guest: NamedGuest): Promise<string | undefined> {
  const t = words.t.matchEvents
  const people = await peopleOf({ tx }, guest)
  for (const { id } of people) if ((await tx.people.accounts(id)).some(({ reachable }) => reachable)) return undefined
  const expert = guest.expertId ? await tx.directory.expert(guest.expertId) : undefined
  const phone = expert?.phone ?? people.find((one) => one.phone)?.phone
  return phone ? t.callOf(phone) : t.call
}
