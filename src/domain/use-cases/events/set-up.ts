import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  type EventKind,
  type EventPart,
  type EventPatch,
  eventKinds,
  eventParts,
  firstEventParts,
  type MatchEvent,
} from '../../match-event.ts'
import { dayFromAnswer, momentFromAnswer } from '../../understand/index.ts'
import { codesIn } from '../../understand/profile-answer.ts'
import { type Act, ask, permit, refreshSlot, reply, words } from '../act.ts'
import { townshipCalled } from '../enterprise/profile.ts'
import { listFitting } from './fit.ts'
import { eventIn, eventSlot } from './sides.ts'
import { fillPlaces, tellOfChange } from './tell.ts'

/** “办活动”: the title first, where none was said with it. */
export async function askForEvent(act: Act, title = ''): Promise<void> {
  permit(act, 'run_event')
  if (title.trim() !== '') return addEvent(act, title)
  await ask(act, { kind: 'event_new' })
}

/** The title makes the event, so that nothing of the answers that follow is lost. */
export async function addEvent(act: Act, text: string): Promise<void> {
  permit(act, 'run_event')
  const title = words(text, 60)
  const event: MatchEvent = {
    ...{ id: newId(), kind: kindIn(title), title, about: '', fields: [], place: '' },
    ...{ state: 'draft', byId: act.actor.id, sequence: 0, createdAt: act.now },
  }
  await act.tx.events.add(event)
  await askNext(act, event.id, 'title')
}

function kindIn(title: string): EventKind {
  if (/进企业|入企|进厂|走企业|into enterprises/iu.test(title)) return 'enterprises'
  return /直通车|进高校|进校园|进院所|express/iu.test(title) ? 'express' : 'meeting'
}

async function askNext(act: Act, eventId: string, after: EventPart): Promise<void> {
  const next = firstEventParts[firstEventParts.indexOf(after as never) + 1]
  if (next) return ask(act, { kind: 'event_part', eventId, part: next, first: true })
  await act.tx.dialogs.clear(act.address)
  await showEvent(act, eventId)
}

export async function askForPart(act: Act, eventId: string, part: string): Promise<void> {
  await eventIn(act, eventId, ['draft', 'open'])
  if (!(eventParts as readonly string[]).includes(part)) throw new DomainError('invalid', 'old_button')
  await ask(act, { kind: 'event_part', eventId, part: part as EventPart })
}

export async function skipPart(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'event_part' || !dialog.first) throw new DomainError('invalid', 'old_button')
  await askNext(act, dialog.eventId, dialog.part)
}

/** One part of it. Who has signed up hears of another time or place; more places let those in who wait. */
export async function setPart(act: Act, eventId: string, part: EventPart, text: string, first?: true): Promise<void> {
  const event = await eventIn(act, eventId, ['draft', 'open'])
  const patch = await patchOf(act, event, part, text)
  const moved = event.state === 'open' && (part === 'when' || part === 'place')
  await act.tx.events.update(eventId, patch, moved)
  if (part === 'when' && event.askedAt) await act.tx.events.askAnew(eventId)
  await act.tx.dialogs.clear(act.address)
  if (event.state === 'draft') await listAnew(act, eventId)
  await fillPlaces(act, eventId)
  if (moved) await tellOfChange(act, eventId)
  if (first) return askNext(act, eventId, part)
  await showEvent(act, eventId)
}

export async function setKind(act: Act, eventId: string, kind: string): Promise<void> {
  await eventIn(act, eventId, ['draft', 'open'])
  if (!(eventKinds as readonly string[]).includes(kind)) throw new DomainError('invalid', 'old_button')
  await act.tx.events.update(eventId, { kind: kind as EventKind }, false)
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  await showEvent(act, eventId)
}

/** Whoever fits what it is about now stands on the list of those who will be told. */
async function listAnew(act: Act, eventId: string): Promise<void> {
  const event = await act.tx.events.find(eventId)
  if (event && event.about !== '') await listFitting(act, event)
}

const none = /^(?:无|清空|没有|不限|不限制|全区|当天|none|empty|no limit|any|whole district)$/iu

async function patchOf(act: Act, event: MatchEvent, part: EventPart, text: string): Promise<EventPatch> {
  const said = words(text, 500)
  switch (part) {
    case 'title':
      return { title: words(said, 60) }
    case 'about':
      return { about: said }
    case 'when':
      return whenFrom(act, event, said)
    case 'place':
      return { place: words(said, 100) }
    case 'places':
      return { places: none.test(said) ? undefined : placesFrom(said) }
    case 'signUp':
      return { signUpUntil: none.test(said) ? undefined : signUpFrom(act, event, said) }
    case 'township':
      return { township: none.test(said) ? undefined : townshipCalled(said, await act.tx.enterprises.townships()) }
    case 'fields':
      return { fields: none.test(said) ? [] : fieldsFrom(said) }
  }
}

/** When it is; a last day to sign up that would be after it falls. */
function whenFrom(act: Act, event: MatchEvent, said: string): EventPatch {
  const moment = momentFromAnswer(said, act.now)
  if ('problem' in moment) throw new DomainError('invalid', `event_when_${moment.problem}`)
  const { day, time, half, until } = moment
  const late = event.signUpUntil !== undefined && event.signUpUntil > day
  return { day, time, half, until, ...(late && { signUpUntil: undefined }) }
}

function placesFrom(said: string): number {
  const count = Number(/\d{1,4}/.exec(said.normalize('NFKC'))?.[0])
  if (!(count >= 1)) throw new DomainError('invalid', 'event_places')
  return count
}

function signUpFrom(act: Act, { day }: MatchEvent, said: string): string {
  const read = dayFromAnswer(said, act.now)
  if ('problem' in read) throw new DomainError('invalid', `event_when_${read.problem}`)
  if (read.day < isoDayAt(act.now)) throw new DomainError('invalid', 'event_when_past')
  if (day && read.day > day) throw new DomainError('invalid', 'event_sign_up_late')
  return read.day
}

function fieldsFrom(said: string): MatchEvent['fields'] {
  const found = codesIn('fields', said) as MatchEvent['fields']
  if (found.length === 0) throw new DomainError('invalid', 'event_fields')
  return found
}

export async function showEvent(act: Act, eventId: string): Promise<void> {
  await reply(act, { view: 'event', eventId }, { mode: 'fresh', slot: eventSlot(eventId) })
}
