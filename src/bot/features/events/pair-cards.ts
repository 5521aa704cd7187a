import { masked } from '../../../domain/case-card.ts'
import { DomainError } from '../../../domain/errors.ts'
import {
  enterpriseGoesOn,
  goesOn,
  hasMet,
  laterWords,
  type MatchEvent,
  type NamedPair,
  type Pair,
  type PairSide,
  pairWords,
  roundMinutes,
} from '../../../domain/match-event.ts'
import type { Need } from '../../../domain/need.ts'
import { isEnded } from '../../../domain/need-life.ts'
import type { EventsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { pairSideOf } from '../../../domain/use-cases/events/meet.ts'
import { hasBegun, partyOf } from '../../../domain/use-cases/events/sides.ts'
import { button, type Draft, fieldsOf, pair as join, type Reader, rows, shorter, showButton, turns } from '../../cards/card.ts'
import { needFacts, sight } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { eventOf } from './event-cards.ts'
import { eventWhen } from './lines.ts'

const page = 8

/** When a round begins, where the event's hour is known. */
function roundWords({ words }: Reader, { time }: MatchEvent, round: number | undefined): string {
  if (round === undefined) return ''
  const t = words.t.matchEvents
  if (!time) return t.round(round)
  const start = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + (round - 1) * roundMinutes
  const clock = (minutes: number) => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${t.round(round)} ${clock(start)}–${clock(start + roundMinutes)}`
}

/** All pairs, for who runs it: before the event to be turned on and off, afterwards to note what came of each. */
export async function pairsCard(reader: Reader, { eventId, page: at }: Extract<EventsNotice, { view: 'event_pairs' }>): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { matchEvents: t, buttons: b } = words.t
  checkRight(person, 'run_event')
  const event = await eventOf(reader, eventId)
  const isHeld = hasBegun(event, now)
  const all = await tx.events.pairs(eventId, isHeld ? ['suggested', 'planned'] : ['suggested', 'planned', 'dropped'])
  const shown = all.slice(at * page, (at + 1) * page)
  const lines: string[] = []
  for (const [i, pair] of shown.entries()) lines.push(`${at * page + i + 1}. ${await pairLine(reader, event, pair)}`)
  const buttons = shown.map((pair, i) => {
    const label = `${at * page + i + 1}. ${shorter(`${pair.enterprise}×${pair.expert}`, 18)}`
    return isHeld || event.state !== 'open'
      ? button(label, 'event_pair', pair.id)
      : button(label, 'event_pair_turn', join(pair.id, String(at)))
  })
  const isNew = all.some(({ state }) => state === 'suggested')
  const isUnsaid = isHeld && all.some((pair) => pair.state === 'planned' && hasMet(pair) === undefined)
  const open = event.state === 'open'
  return {
    title: t.pairsTitle(all.filter(({ state }) => state !== 'dropped').length),
    text: all.length === 0 ? t.noPairs : [...lines, isHeld ? t.pairsAfter : t.pairsHow].join('\n'),
    buttons: [
      ...(open && isNew ? [[button(b.event_confirm, 'event_confirm', eventId, 'primary')]] : []),
      ...rows(buttons, 2),
      ...turns(words, 'event_pairs', (n) => join(eventId, String(n)), at, Math.ceil(all.length / page)),
      ...(isUnsaid && open ? [[button(b.event_rest, 'event_rest', eventId)]] : []),
      [
        ...(open && !isHeld ? [button(b.event_match, 'event_match', eventId)] : []),
        ...(event.state === 'cancelled' ? [] : [button(b.event_pair_add, 'event_pair_add', eventId)]),
        button(b.event_show, 'event', eventId),
      ],
    ],
  }
}

async function pairLine(reader: Reader, event: MatchEvent, pair: NamedPair): Promise<string> {
  const { words, tx } = reader
  const t = words.t.matchEvents
  const need = pair.needId ? await tx.needs.find(pair.needId) : undefined
  if (need) reader.reads?.('card', [need.id])
  const state = pair.state === 'planned' ? roundWords(reader, event, pair.round) : pair.state === 'dropped' ? t.dropped : t.suggested
  const word = pair.officeWord ?? (goesOn(pair) ? 'on' : (pair.enterpriseWord ?? pair.expertWord))
  const isHeld = event.askedAt !== undefined
  const said = word ? t.pairWords[word] : isHeld && pair.state === 'planned' ? t.unsaid : ''
  return [t.pairLine(pair.enterprise, pair.expert), need && [need.number, shorter(need.title, 24)].join(' '), state, said]
    .filter(Boolean)
    .join(' · ')
}

/** What a pair is to speak of, as far as this reader may see it. */
async function aboutOf(reader: Reader, { needId, eventId, enterpriseId }: Pair): Promise<{ about?: string; show?: Button }> {
  const { tx, words, person } = reader
  const need = needId ? await tx.needs.find(needId) : undefined
  if (!need) {
    const wish = (await tx.events.guestOf(eventId, { enterpriseId }))?.wish
    return { about: wish && (isStaff(person) || person.enterpriseId === enterpriseId ? wish : masked(wish, [], '')) }
  }
  const facts = await needFacts(reader, need)
  const seen = sight(facts, person.expertId !== undefined)
  const isLive = need.number !== undefined && need.state !== 'waiting' && !isEnded(need.state)
  if (seen === 'nothing' && isLive && person.enterpriseId === enterpriseId) {
    reader.reads?.('card', [need.id])
    return { about: [need.number, need.title].join(' ') }
  }
  // whose it is stands on the same card
  if (need.unnamed && !facts.named) return {}
  if (seen === 'nothing')
    return isLive && need.visibility === 'private' && need.field ? { about: words.t.matchEvents.privateNeed(words.field(need.field)) } : {}
  if (!facts.standing.poster) reader.reads?.('card', [need.id])
  return { about: [need.number, facts.need.title].filter(Boolean).join(' '), show: showButton(words, facts.need, true) }
}

/** Two who are to meet, for either of them and for the bureau: afterwards whether they did, and later what became of it. */
export async function pairCard(
  reader: Reader,
  { pairId, later }: Extract<EventsNotice, { view: 'event_pair' }>,
): Promise<Draft | undefined> {
  const { tx, words, person, now } = reader
  const t = words.t.matchEvents
  const pair = await tx.events.pair(pairId)
  const side = pair && pairSideOf(person, pair)
  checkRight(person, 'say_met', [side !== undefined && side !== 'office' && 'self'])
  const event = pair && (await tx.events.find(pair.eventId))
  if (!pair || !event || !side) throw new DomainError('not_found', 'no_such_event')
  if (side !== 'office' && pair.state !== 'planned') return { text: words.t.errors.event_pair_over() }
  if (later && (pair.later || !enterpriseGoesOn(pair))) return undefined
  const [expert, enterprise] = [await tx.directory.expert(pair.expertId), await tx.directory.enterprise(pair.enterpriseId)]
  const { about, show } = await aboutOf(reader, pair)
  const names = { enterprise: enterprise?.name ?? '', expert: expert ? words.expert(expert) : '' }
  const isHeld = hasBegun(event, now)
  const own = side === 'office' ? undefined : pair[`${side}Word`]
  const word = (value: keyof typeof t.pairWords | undefined) => value && t.pairWords[value]
  const wordsSaid: [string, string | undefined][] =
    side === 'office'
      ? (['enterprise', 'expert', 'office'] as const).map((who) => [t.word[who], word(pair[`${who}Word`])])
      : [[t.ownWord, word(own)]]
  return {
    title: t.pairLine(names.enterprise, names.expert),
    text: statusOf(reader, event, pair, side, names, later),
    fields: fieldsOf([
      [words.t.labels.event, [event.title, eventWhen(words, event)].join(' · ')],
      [t.parts.place, isHeld ? undefined : event.place],
      [t.parts.when, isHeld ? undefined : roundWords(reader, event, pair.round)],
      [t.about, about ?? t.noNeed],
      ...wordsSaid,
      [t.later, side === 'expert' ? undefined : pair.later && t.laterWords[pair.later]],
      [t.note, isStaff(person) ? pair.note : undefined],
    ]),
    buttons: [
      ...(await pairButtons(reader, event, pair, side)),
      [...(show ? [show] : []), button(words.t.buttons.event_show, 'event', event.id)],
    ],
  }
}

/** Whether this side is, or was, asked what became of it weeks later. */
function isFollowed(pair: Pair, side: PairSide): boolean {
  if (pair.followedAt === undefined || side === 'expert') return false
  return side === 'office' ? goesOn(pair) : enterpriseGoesOn(pair)
}

function statusOf(
  { words, now }: Reader,
  event: MatchEvent,
  pair: Pair,
  side: PairSide,
  names: { enterprise: string; expert: string },
  later?: true,
): string {
  const t = words.t.matchEvents
  const isHeld = hasBegun(event, now)
  if (pair.state !== 'planned' || event.state === 'cancelled') return t.dropped
  const other = side === 'expert' ? names.enterprise : names.expert
  const day = event.day ? words.day(event.day) : ''
  if (later || (isFollowed(pair, side) && !pair.later))
    return side === 'office' ? t.laterAskOffice(day, t.pairLine(names.enterprise, names.expert)) : t.laterAsk(day, other)
  if (!isHeld) return t.pairSoon
  if (side === 'office') return pair.enterpriseWord === 'on' && pair.expertWord === 'on' ? t.pairBothOn : t.pairAskOffice
  if (pair[`${side}Word`] === undefined) return t.pairAsk(other)
  if (pair.enterpriseWord === 'on' && pair.expertWord === 'on') return [t.pairSaid, t.pairBothOn].join('\n')
  return side === 'enterprise' && pair.enterpriseWord === 'on' && !pair.needId ? [t.pairSaid, t.pairOn].join('\n') : t.pairSaid
}

async function worksOn({ tx, person }: Pick<Reader, 'tx' | 'person'>, need: Need): Promise<boolean> {
  const { claimer, member } = await standingOf(tx, need, person)
  return hasRight(person, 'note_visit', [(claimer || member) && 'worked'])
}

async function pairButtons({ words, now, person, tx }: Reader, event: MatchEvent, pair: Pair, side: PairSide): Promise<Button[][]> {
  const { matchEvents: t, buttons: b } = words.t
  const isHeld = hasBegun(event, now)
  if (!isHeld || pair.state !== 'planned' || event.state === 'cancelled') return []
  const own = pair[`${side}Word`]
  const met = pairWords.map((word) => button(`${own === word ? '✓ ' : ''}${t.pairWords[word]}`, 'event_met', join(pair.id, word)))
  const after = laterWords.map((word) =>
    button(`${pair.later === word ? '✓ ' : ''}${t.laterWords[word]}`, 'event_later', join(pair.id, word)),
  )
  const need = pair.needId ? await tx.needs.find(pair.needId) : undefined
  const mayNote = event.kind === 'enterprises' && need?.number !== undefined && (await worksOn({ tx, person }, need))
  const more = [
    ...(side === 'enterprise' && !pair.needId && pair.enterpriseWord === 'on'
      ? [button(b.event_need, 'event_need', pair.id, 'primary')]
      : []),
    ...(mayNote ? [button(b.event_visit, 'event_visit', pair.id)] : []),
    ...(isStaff(person) ? [button(b.event_note, 'event_note', pair.id)] : []),
  ]
  return [...(isFollowed(pair, side) ? [after] : []), ...rows(met, 2), ...(more.length > 0 ? [more] : [])]
}

/** One's own order of meetings. */
export async function planCard(reader: Reader, { eventId }: { eventId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { matchEvents: t, buttons: b } = words.t
  const event = await eventOf(reader, eventId)
  const of = partyOf(person) ?? {}
  const pairs = event.state === 'cancelled' ? [] : await tx.events.pairsOf(eventId, of)
  const lines: string[] = []
  for (const [i, pair] of pairs.entries()) {
    const expert = await tx.directory.expert(pair.expertId)
    const other = person.expertId ? pair.enterprise : expert ? words.expert(expert) : pair.expert
    const { about } = await aboutOf(reader, pair)
    lines.push(`${i + 1}. ${[roundWords(reader, event, pair.round), other, about].filter(Boolean).join(' · ')}`)
  }
  const buttons = pairs.map((pair, i) =>
    button(`${i + 1}. ${shorter(person.expertId ? pair.enterprise : pair.expert, 18)}`, 'event_pair', pair.id),
  )
  return {
    title: t.planTitle(event.title),
    text:
      lines.length === 0
        ? event.state === 'cancelled'
          ? t.cancelled
          : t.planNone
        : [[eventWhen(words, event), event.place].filter(Boolean).join(' · '), ...lines, t.planHow].join('\n'),
    buttons: [...rows(buttons, 2), [button(b.event_show, 'event', eventId)]],
  }
}
