import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import { calendarTimes, icsOf } from '../../../domain/ics.ts'
import { eventParts, firstEventParts, type Guest, type MatchEvent } from '../../../domain/match-event.ts'
import { isEnded } from '../../../domain/need-life.ts'
import type { EventsDialog, EventsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { hasBegun, isOver, mayKnow, mayStillJoin, ownGuest, partyOf } from '../../../domain/use-cases/events/sides.ts'
import { button, calendarFile, type Draft, fieldsOf, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { eventLine, eventWhen, whyWords } from './lines.ts'

const page = 6
const mostNeeds = 8
/** How long an event without an end stands in a calendar. */
const usualMinutes = 180

/** The event as this reader may see it. */
export async function eventOf({ tx, person }: Reader, eventId: string): Promise<MatchEvent> {
  checkRight(person, 'see_event')
  const event = await tx.events.find(eventId)
  if (!event || !mayKnow(person, event)) throw new DomainError('not_found', 'no_such_event')
  return event
}

/** Those that are coming, or were. */
export async function eventsCard(reader: Reader, { page: at, past }: Extract<EventsNotice, { view: 'events' }>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { matchEvents: t, buttons: b } = words.t
  checkRight(person, 'see_event')
  const today = isoDayAt(now)
  const { found, total } = past
    ? await tx.events.past(today, isStaff(person), at * page, page)
    : await tx.events.coming(today, isStaff(person), at * page, page)
  const lines: string[] = []
  for (const [i, event] of found.entries()) {
    const guest = await ownGuest({ tx, actor: person }, event.id)
    const mark = guest?.state === 'in' ? ` ${t.inMark}` : guest?.state === 'waiting' ? ` ${t.waitingMark}` : ''
    lines.push(`${at * page + i + 1}. ${eventLine(words, event)}${mark}`)
  }
  const buttons = found.map((event, i) => button(`${at * page + i + 1}. ${shorter(event.title, 20)}`, 'event', event.id))
  const other = past ? button(b.events, 'events', '0') : button(b.events_past, 'events_past', '0')
  const none = past ? t.nonePast : isStaff(person) ? t.noneStaff : t.none
  return {
    title: past ? t.past(total) : t.list(total),
    text: lines.join('\n') || none,
    buttons: [...rows(buttons, 2), ...turns(words, past ? 'events_past' : 'events', String, at, Math.ceil(total / page)), [other]],
  }
}

/** An event as it stands: for guests whether they come, for the bureau who does. */
export async function eventCard(reader: Reader, { eventId, news }: Extract<EventsNotice, { view: 'event' }>): Promise<Draft> {
  const { tx, words, person } = reader
  const t = words.t.matchEvents
  const event = await eventOf(reader, eventId)
  const guest = await ownGuest({ tx, actor: person }, eventId)
  const runner = await tx.people.find(event.byId)
  const taken = event.places === undefined ? 0 : (await tx.events.guests(eventId, 'enterprise', ['in'], 0, 0)).total
  const text = [news && newsIn(reader, event, guest, news), await statusOf(reader, event, guest)].filter(Boolean).join('\n')
  return {
    title: event.title,
    text,
    fields: fieldsOf([
      [t.kind, t.kinds[event.kind]],
      [t.parts.when, eventWhen(words, event)],
      [t.parts.place, event.place],
      [t.parts.about, event.about],
      [t.parts.township, event.township],
      [t.parts.fields, isStaff(person) ? event.fields.map((code) => words.field(code)).join(words.t.list) : undefined],
      [t.parts.places, event.places === undefined ? undefined : t.places(event.places, taken)],
      [t.parts.signUp, event.signUpUntil && event.state !== 'done' ? words.day(event.signUpUntil) : undefined],
      [t.contact, runner && isStaff(runner) ? runner.name : undefined],
      [t.brought, isStaff(person) ? await broughtWords(reader, eventId) : undefined],
      [t.wish, guest?.wish],
      [t.reason, event.reason],
    ]),
    buttons: isStaff(person) ? await staffButtons(reader, event) : await guestButtons(reader, event, guest),
  }
}

/** The needs that come along or arose, for who runs it. */
async function broughtWords(reader: Reader, eventId: string): Promise<string> {
  const needs = (await reader.tx.events.needs(eventId)).filter(({ number }) => number !== undefined)
  const shown = needs.slice(0, mostNeeds)
  reader.reads?.(
    'card',
    shown.map(({ needId }) => needId),
  )
  const more = needs.length > shown.length ? [`… ${needs.length}`] : []
  return [...shown.map(({ number, title }) => `${number} ${shorter(title, 30)}`), ...more].join('\n')
}

/** Why it is sent; of what is not so any more nothing. */
function newsIn(
  { words }: Reader,
  event: MatchEvent,
  guest: Guest | undefined,
  news: NonNullable<Extract<EventsNotice, { view: 'event' }>['news']>,
) {
  const t = words.t.matchEvents
  if (event.state !== 'open') return undefined
  const isIn = guest?.state === 'in'
  const still = { joined: isIn, joined_for: isIn, place: isIn, soon: isIn, declined: false, wish: isIn || guest?.state === 'waiting' }
  if (news === 'moved' || news === 'over') return t.news[news]
  return still[news] ? t.news[news] : undefined
}

async function statusOf(reader: Reader, event: MatchEvent, guest: Guest | undefined): Promise<string> {
  const { tx, words, person, now } = reader
  const t = words.t.matchEvents
  if (event.state === 'cancelled') return t.cancelled
  if (isStaff(person)) return staffStatus(reader, event)
  if (event.state === 'done') return t.done
  if (isOver(event, now)) return t.over
  if (guest?.state === 'in') return guest.enterpriseId && (await ownNeeds({ tx, person }, event.id)).length > 0 ? t.inBring : t.in
  if (guest?.state === 'waiting') return t.waiting
  if (guest?.state === 'declined' || guest?.state === 'out') return mayStillJoin(event, now) ? t.declined : t.closed
  if (!mayStillJoin(event, now)) return t.closed
  const why = guest && whyWords(words, guest.why)
  return why ? t.fits(why) : t.invite
}

async function staffStatus({ tx, words }: Reader, event: MatchEvent): Promise<string> {
  const t = words.t.matchEvents
  if (event.state !== 'draft') {
    const { enterprises, experts, waiting } = await tx.events.sum(event.id)
    return [...(event.state === 'done' ? [t.done] : []), t.running(enterprises, experts, waiting)].join('\n')
  }
  if (event.about === '') return t.draftEmpty
  const count = async (side: 'enterprise' | 'expert') => (await tx.events.guests(event.id, side, ['listed'], 0, 0)).total
  return t.draft(await count('enterprise'), await count('expert'))
}

async function staffButtons({ tx, words, now }: Reader, event: MatchEvent): Promise<Button[][]> {
  const b = words.t.buttons
  const states = event.state === 'draft' ? (['listed'] as const) : (['in'] as const)
  const count = async (side: 'enterprise' | 'expert') => (await tx.events.guests(event.id, side, states, 0, 0)).total
  const lists = [
    button(b.event_enterprises(await count('enterprise')), 'event_guests', `${event.id}e0`),
    button(b.event_experts(await count('expert')), 'event_guests', `${event.id}x0`),
  ]
  const edit = button(b.event_edit, 'event_edit', event.id)
  const cancel = button(b.event_cancel, 'event_cancel', event.id, 'danger')
  if (event.state === 'draft') return [[button(b.event_announce, 'event_announce', event.id, 'primary')], lists, [edit, cancel]]
  const planned = (await tx.events.pairs(event.id, ['suggested', 'planned'])).length
  const sum = [button(b.event_sum, 'event_sum', event.id), button(b.event_file, 'event_file', event.id)]
  const meetings = button(b.event_pairs(planned), 'event_pairs', `${event.id}0`)
  if (event.state !== 'open') return [lists, [meetings], sum]
  const finish = hasBegun(event, now) ? [button(b.event_finish, 'event_finish', event.id, 'primary')] : []
  return [
    [button(b.event_for, 'event_for', event.id), button(b.event_match, 'event_match', event.id)],
    [...lists, meetings],
    sum,
    [edit, ...finish, ...(isOver(event, now) ? [] : [cancel])],
  ]
}

/** The reader's own live needs, and which of them come along. */
async function ownNeeds({ tx, person }: Pick<Reader, 'tx' | 'person'>, eventId: string) {
  const brought = new Set((await tx.events.needs(eventId)).map(({ needId }) => needId))
  const own = (await tx.needs.ofPoster(person.id, 50)).filter(
    ({ id, number, state, unnamed }) => number && !isEnded(state) && (!unnamed || brought.has(id)),
  )
  return own.slice(0, mostNeeds).map((need) => ({ need, brought: brought.has(need.id) }))
}

async function guestButtons(reader: Reader, event: MatchEvent, guest: Guest | undefined): Promise<Button[][]> {
  const { tx, words, person, now } = reader
  const b = words.t.buttons
  if (event.state !== 'open' || !partyOf(person)) return []
  const plan =
    guest && (await tx.events.pairsOf(event.id, partyOf(guest) ?? {})).length > 0 ? [[button(b.event_plan, 'event_plan', event.id)]] : []
  if (isOver(event, now)) return plan
  if (guest?.state !== 'in' && guest?.state !== 'waiting') {
    if (!mayStillJoin(event, now)) return []
    const no = guest?.state === 'declined' || guest?.state === 'out' ? [] : [button(b.event_decline, 'event_decline', event.id)]
    return [[button(b.event_join, 'event_join', event.id, 'primary'), ...no]]
  }
  const needs = guest.enterpriseId ? await ownNeeds(reader, event.id) : []
  const bring = needs.map(({ need, brought }) =>
    button(brought ? b.event_unbring(need.number ?? '') : b.event_bring(need.number ?? ''), 'event_bring', pair(event.id, need.id)),
  )
  return [
    ...plan,
    ...rows(bring, 2),
    [button(b.event_wish, 'event_wish', event.id), button(b.event_leave, 'event_decline', event.id, 'danger')],
  ]
}

/** What can be changed of it. */
export async function partsCard(reader: Reader, { eventId }: { eventId: string }): Promise<Draft> {
  const { words, person } = reader
  const t = words.t.matchEvents
  checkRight(person, 'run_event')
  const event = await eventOf(reader, eventId)
  const parts = eventParts.map((part) => button(t.parts[part], 'event_part', pair(eventId, part)))
  const kinds = (['meeting', 'enterprises', 'express'] as const).map((kind) =>
    button(`${kind === event.kind ? '✓ ' : ''}${t.kinds[kind]}`, 'event_kind', pair(eventId, kind)),
  )
  return {
    title: event.title,
    text: t.which,
    buttons: [...rows(parts, 3), ...rows(kinds, 2), [button(words.t.buttons.event_show, 'event', eventId)]],
  }
}

export async function partPrompt(reader: Reader, { eventId, part, first }: Extract<EventsDialog, { kind: 'event_part' }>): Promise<Draft> {
  const { words, tx } = reader
  const { matchEvents: t, buttons: b } = words.t
  const event = await tx.events.find(eventId)
  // the title, which the event began with, is not among those that are asked
  const step = first ? t.step(event?.title ?? '', firstEventParts.indexOf(part as never), firstEventParts.length - 1) : ''
  const mayEmpty = part === 'fields' || part === 'township' || part === 'places' || part === 'signUp'
  const buttons = first ? [button(b.skip, 'event_skip', 'x')] : [button(b.cancel, 'cancel', 'x')]
  return { text: `${step}${t.asks[part]}${mayEmpty ? t.howToEmpty : ''}`, buttons: [buttons] }
}

/** A word to who runs it. */
export async function sayCard(reader: Reader, { text, facts, eventId }: Extract<EventsNotice, { view: 'event_say' }>): Promise<Draft> {
  const { words, person } = reader
  checkRight(person, 'run_event')
  return { text: words.say(text, facts), buttons: [[button(words.t.buttons.event_show, 'event', eventId)]] }
}

/** The event as a file for the reader's calendar; of one that has changed since nothing. */
export async function icsCard(
  reader: Reader,
  { eventId, sequence }: Extract<EventsNotice, { view: 'event_ics' }>,
): Promise<Draft | undefined> {
  const { words, now } = reader
  const t = words.t.matchEvents
  const event = await eventOf(reader, eventId)
  if (event.sequence !== sequence || !event.day) return undefined
  const cancelled = event.state === 'cancelled'
  const file = icsOf({
    ...{ uid: `${event.id}@shibaiqian`, stamp: now, title: event.title, sequence, cancelled, place: event.place },
    ...{ ...calendarTimes({ ...event, day: event.day }, usualMinutes), alarmMinutes: 120, description: event.about },
  })
  return { text: cancelled ? t.icsOff : t.icsOn(eventWhen(words, event)), made: calendarFile(t.icsFile, file) }
}
