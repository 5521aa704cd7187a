import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { EventsDialog, EventsNotice } from '../../../domain/notices.ts'
import { hasRight } from '../../../domain/rights.ts'
import { type Act, permit, reply } from '../../../domain/use-cases/act.ts'
import { announceEvent, askWhyCancelEvent, cancelEvent, finishEvent } from '../../../domain/use-cases/events/announce.ts'
import { showGuests, turnGuest } from '../../../domain/use-cases/events/fit.ts'
import {
  askForArisen,
  askForNote,
  beginArisen,
  noteVisit,
  openPair,
  sayLater,
  sayMet,
  sayRestMet,
  setNote,
} from '../../../domain/use-cases/events/meet.ts'
import { addPairNamed, askForPair, planPairs, showPairs, suggestPairs, turnPair } from '../../../domain/use-cases/events/pair.ts'
import { addEvent, askForEvent, askForPart, setKind, setPart, showEvent, skipPart } from '../../../domain/use-cases/events/set-up.ts'
import { eventFor, partyOf, planSlot } from '../../../domain/use-cases/events/sides.ts'
import { askForWish, askWhoComes, bringNeed, decline, setWish, signUp, signUpFor } from '../../../domain/use-cases/events/sign-up.ts'
import { button, pageIn, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { eventCard, eventsCard, icsCard, partPrompt, partsCard, sayCard } from './event-cards.ts'
import { guestsCard } from './guest-cards.ts'
import { eventLine, eventWhen } from './lines.ts'
import { pairCard, pairsCard, planCard } from './pair-cards.ts'
import { fileCard, sumCard } from './sum-cards.ts'

async function list(act: Act, page: number, past?: true, mode: 'fresh' | 'update' = 'update'): Promise<void> {
  permit(act, 'see_event')
  await reply(act, { view: 'events', page, ...(past && { past }) }, { mode, slot: 'events' })
}

const listing: CommandReader = (text, actor) =>
  hasRight(actor, 'see_event') &&
  /^(?:(?:近期|看|查看|最近的?|有什么|有哪些)?(?:对接)?活动|对接会|校企直通车|专家进企业|events?)$/iu.test(text)
    ? (act) => list(act, 0, undefined, 'fresh')
    : undefined

const past: CommandReader = (text, actor) =>
  hasRight(actor, 'see_event') && /^(?:办过的活动|往期活动|过去的活动|past events)$/iu.test(text)
    ? (act) => list(act, 0, true, 'fresh')
    : undefined

const running: CommandReader = (text, actor) => {
  if (!hasRight(actor, 'run_event')) return undefined
  const found = /^(?:(?:办|新建|发起|组织|创建)(?:一场|一个|个)?(?:对接)?活动|new event|run an event)(?:[\s:：]+(.+))?$/iu.exec(text)
  return found ? (act) => askForEvent(act, found[1] ?? '') : undefined
}

async function my({ tx, words, person, now }: Reader) {
  const t = words.t.matchEvents
  const own = await tx.events.comingOf(partyOf(person) ?? {}, isoDayAt(now), 5)
  if (own.length === 0) return { lines: [], buttons: [] }
  const lines = own.map(({ event, guest }) => `• ${eventLine(words, event)} ${guest.state === 'in' ? t.inMark : t.waitingMark}`)
  return {
    lines: [`${t.myTitle}${words.t.colon}`, ...lines],
    buttons: own.map(({ event }) => button(shorter(event.title, 30), 'event', event.id)),
  }
}

/** The events a need was brought to, or arose at: who was there may say whose it is. */
async function eventsField({ tx, words }: Reader, { need }: NeedFacts): Promise<[string, string | undefined]> {
  const lines = (await tx.events.ofNeed(need.id)).map(({ event }) => [eventWhen(words, event), event.title].filter(Boolean).join(' '))
  return [words.t.labels.event, lines.join('\n') || undefined]
}

/** Matchmaking events: announced to who fits, signed up for, paired, held, followed up. */
export const events: Feature<EventsNotice, EventsDialog> = {
  ...nothing,
  cards: {
    events: eventsCard,
    event: eventCard,
    event_say: sayCard,
    event_parts: partsCard,
    event_guests: guestsCard,
    event_pairs: pairsCard,
    event_pair: pairCard,
    event_plan: planCard,
    event_sum: sumCard,
    event_file: fileCard,
    event_ics: icsCard,
  },
  presses: {
    events: (act, id) => list(act, pageIn(id)),
    events_past: (act, id) => list(act, pageIn(id), true),
    event: async (act, id) => showEvent(act, (await eventFor(act, id)).id),
    event_join: signUp,
    event_decline: decline,
    event_wish: askForWish,
    event_bring: (act, id) => bringNeed(act, unpair(id).needId, unpair(id).rest),
    event_plan: async (act, id) => {
      await eventFor(act, id)
      permit(act, 'join_event')
      await reply(act, { view: 'event_plan', eventId: id }, { mode: 'fresh', slot: planSlot(id) })
    },
    event_announce: announceEvent,
    event_edit: async (act, id) => {
      permit(act, 'run_event')
      await reply(act, { view: 'event_parts', eventId: (await eventFor(act, id)).id })
    },
    event_part: (act, id) => askForPart(act, unpair(id).needId, unpair(id).rest),
    event_skip: skipPart,
    event_kind: (act, id) => setKind(act, unpair(id).needId, unpair(id).rest),
    event_guests: (act, id) => {
      const { needId, rest } = unpair(id)
      return showGuests(act, needId, rest.startsWith('x') ? 'expert' : 'enterprise', pageIn(rest.slice(1)))
    },
    event_guest: (act, id) => turnGuest(act, unpair(id).needId, pageIn(unpair(id).rest)),
    event_for: askWhoComes,
    event_match: suggestPairs,
    event_pairs: (act, id) => showPairs(act, unpair(id).needId, pageIn(unpair(id).rest)),
    event_pair_turn: (act, id) => turnPair(act, unpair(id).needId, pageIn(unpair(id).rest)),
    event_pair_add: askForPair,
    event_pair: openPair,
    event_confirm: planPairs,
    event_met: (act, id) => sayMet(act, unpair(id).needId, unpair(id).rest),
    event_rest: sayRestMet,
    event_note: askForNote,
    event_need: askForArisen,
    event_visit: noteVisit,
    event_later: (act, id) => sayLater(act, unpair(id).needId, unpair(id).rest),
    event_finish: finishEvent,
    event_cancel: askWhyCancelEvent,
    event_sum: async (act, id) => {
      permit(act, 'run_event')
      await reply(act, { view: 'event_sum', eventId: (await eventFor(act, id)).id }, { mode: 'fresh', slot: `event_sum:${id}` })
    },
    event_file: async (act, id) => {
      permit(act, 'run_event')
      await reply(act, { view: 'event_file', eventId: (await eventFor(act, id)).id })
    },
  },
  answers: {
    event_new: (act, _, said) => addEvent(act, said.text),
    event_part: (act, { eventId, part, first }, said) => setPart(act, eventId, part, said.text, first),
    event_cancel: (act, { eventId }, said) => cancelEvent(act, eventId, said.text),
    event_wish: (act, { eventId }, said) => setWish(act, eventId, said.text),
    event_for: (act, { eventId }, said) => signUpFor(act, eventId, said.text),
    event_pair: (act, { eventId }, said) => addPairNamed(act, eventId, said.text),
    event_note: (act, { pairId }, said) => setNote(act, pairId, said.text),
    event_need: (act, { pairId }, said) => beginArisen(act, pairId, said),
  },
  takesSentences: ['event_wish', 'event_note', 'event_need'],
  prompts: { event_part: partPrompt },
  commands: [running, past, listing],
  needFields: async (reader, facts, whole) => (whole && facts.named ? [await eventsField(reader, facts)] : []),
  help: async ({ words: { t }, person }) => [
    ...(hasRight(person, 'see_event') ? t.matchEvents.help : []),
    ...(hasRight(person, 'run_event') ? t.matchEvents.helpStaff : []),
  ],
  my,
}
