import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Guest, type MatchEvent, type NamedGuest, type Pair, roundsIn } from '../../match-event.ts'
import type { MatchableNeed } from '../../matcher.ts'
import { isEnded } from '../../need-life.ts'
import { type Act, ask, refreshSlot, reply, type Work, words } from '../act.ts'
import { matchable } from '../matchable.ts'
import { allGuests, eventIn, eventSlot, eventToRun, isOver, planSlot, tellGuest } from './sides.ts'

/** How many experts are suggested for a need, or for an enterprise that brought none. */
const perNeed = 3

/** For each enterprise that comes, the experts among the guests who fit what it brought; whoever works on a need already comes first, and nobody is in two pairs of a round, or after the last. Nothing is told yet. */
export async function suggestPairs(act: Act, eventId: string): Promise<void> {
  const event = await eventIn(act, eventId, ['open'])
  const experts = await allGuests(act, eventId, 'expert', ['in'])
  const enterprises = await allGuests(act, eventId, 'enterprise', ['in'])
  if (experts.length === 0 || enterprises.length === 0) throw new DomainError('conflict', 'event_nobody_to_pair')
  const known = await act.tx.events.pairs(eventId, ['suggested', 'planned', 'dropped'])
  const taken = takenIn(known)
  const most = roundsIn(event)
  const needs = (await act.tx.events.needs(eventId)).filter(({ state }) => !isEnded(state))
  const pairs: Pair[] = []
  for (const guest of enterprises) {
    const free = (expertId: string) => freeRound(taken, guest.enterpriseId ?? '', expertId, most)
    const met = new Set(known.flatMap((pair) => (pair.enterpriseId === guest.enterpriseId ? [pair.expertId] : [])))
    const only = new Set(experts.flatMap(({ expertId }) => (expertId && !met.has(expertId) && free(expertId) ? [expertId] : [])))
    const brought = needs.filter(({ enterpriseId }) => enterpriseId === guest.enterpriseId)
    for (const pair of await fittingPairs(act, event, guest, brought, only)) {
      const round = free(pair.expertId)
      if (round === undefined) continue
      take(taken, pair, round)
      pairs.push({ ...pair, ...(hasRounds(event) && { round }) })
    }
  }
  const found = await act.tx.events.addPairs(pairs)
  await reply(act, { view: 'event_say', text: 'event_pairs_found', facts: { n: String(found) }, eventId })
  await showPairs(act, eventId, 0)
}

/** Where enterprises are gone to, nobody moves from table to table. */
function hasRounds({ kind }: MatchEvent): boolean {
  return kind !== 'enterprises'
}

type Two = Pick<Pair, 'enterpriseId' | 'expertId'>

function takenIn(pairs: readonly Pair[]): Set<string> {
  const taken = new Set<string>()
  for (const pair of pairs) if (pair.round !== undefined) take(taken, pair, pair.round)
  return taken
}

function take(taken: Set<string>, { enterpriseId, expertId }: Two, round: number): void {
  for (const who of [enterpriseId, expertId]) taken.add(`${who} ${round}`)
}

/** The first round in which neither is taken. */
function freeRound(taken: ReadonlySet<string>, enterpriseId: string, expertId: string, most: number): number | undefined {
  for (let round = 1; round <= most; round++) if (!taken.has(`${enterpriseId} ${round}`) && !taken.has(`${expertId} ${round}`)) return round
  return undefined
}

async function fittingPairs(
  act: Act,
  event: MatchEvent,
  guest: NamedGuest,
  brought: readonly { needId: string }[],
  only: ReadonlySet<string>,
): Promise<Pair[]> {
  const enterpriseId = guest.enterpriseId ?? ''
  const pairs: Pair[] = []
  const add = (expertId: string, needId?: string) => {
    if (!pairs.some((pair) => pair.expertId === expertId))
      pairs.push({ id: newId(), eventId: event.id, enterpriseId, expertId, needId, state: 'suggested', at: act.now })
  }
  for (const { needId } of brought) {
    const need = await act.tx.needs.find(needId)
    const claim = await act.tx.claims.live(needId)
    if (claim && only.has(claim.expertId)) add(claim.expertId, needId)
    if (need) for (const expertId of await fitting(act, await matchable(act, need), only)) add(expertId, needId)
  }
  const said = guest.wish ?? (brought.length === 0 ? (await act.tx.directory.enterprise(enterpriseId))?.products : undefined)
  if (said) for (const expertId of await fitting(act, { title: said, description: '', targets: '', enterpriseId }, only)) add(expertId)
  return pairs
}

/** Experts whom the enterprise must not be brought together with are left out by the matcher. */
async function fitting(act: Act, need: MatchableNeed, only: ReadonlySet<string>): Promise<string[]> {
  const matcher = await act.matcher()
  return matcher.experts(need, { exclude: new Set(), only, load: new Map(), limit: perNeed }).map(({ expertId }) => expertId)
}

export async function askForPair(act: Act, eventId: string): Promise<void> {
  await eventIn(act, eventId, ['open', 'done'])
  await ask(act, { kind: 'event_pair', eventId })
}

/** “绿洲纺织 沈岚”: two guests by name. After the event it is how a meeting that nobody planned is noted. */
export async function addPairNamed(act: Act, eventId: string, text: string): Promise<void> {
  const event = await eventIn(act, eventId, ['open', 'done'])
  const { expert, enterprise } = await guestsNamed(act, eventId, words(text, 200))
  if (await isConflict(act, expert, enterprise)) throw new DomainError('conflict', 'event_pair_conflict')
  const brought = (await act.tx.events.needs(eventId)).filter(
    ({ enterpriseId, state }) => enterpriseId === enterprise.enterpriseId && !isEnded(state),
  )
  const pair: Pair = {
    ...{ id: newId(), eventId, enterpriseId: enterprise.enterpriseId ?? '', expertId: expert.expertId ?? '' },
    ...{ needId: brought.length === 1 ? brought[0]?.needId : undefined, state: 'suggested', at: act.now },
  }
  const isNew = (await act.tx.events.addPairs([pair])) === 1
  const known = (await act.tx.events.pairs(eventId, ['suggested', 'planned', 'dropped'])).find(
    (one) => one.expertId === pair.expertId && one.enterpriseId === pair.enterpriseId,
  )
  if (!isNew && known?.state !== 'dropped') throw new DomainError('conflict', 'event_paired_already')
  if (!isNew && known) await act.tx.events.movePair(known.id, ['dropped'], 'suggested')
  await act.tx.dialogs.clear(act.address)
  // what is noted after the event was no plan that anybody has to hear of
  if (event.askedAt && known) await act.tx.events.movePair(known.id, ['suggested'], 'planned')
  if (event.askedAt && known) return showPair(act, known.id)
  await showPairs(act, eventId, 0)
}

async function guestsNamed(act: Act, eventId: string, said: string): Promise<{ expert: NamedGuest; enterprise: NamedGuest }> {
  const parts = said.split(/[\s、，,;；×xX和与—-]+/u).filter(Boolean)
  const one = (guests: NamedGuest[]) => {
    const found = guests.filter(({ name }) => said.includes(name) || parts.some((part) => part.length >= 2 && name.includes(part)))
    const exact = found.filter(({ name }) => said.includes(name))
    return found.length === 1 ? found[0] : exact.length === 1 ? exact[0] : undefined
  }
  const expert = one(await allGuests(act, eventId, 'expert', ['in']))
  const enterprise = one(await allGuests(act, eventId, 'enterprise', ['in']))
  if (!expert) throw new DomainError('invalid', 'event_pair_which_expert')
  if (!enterprise) throw new DomainError('invalid', 'event_pair_which_enterprise')
  return { expert, enterprise }
}

async function isConflict(act: Act, { expertId }: Guest, { enterpriseId }: Guest): Promise<boolean> {
  const expert = expertId ? await act.tx.directory.expert(expertId) : undefined
  return enterpriseId !== undefined && (expert?.conflicts.includes(enterpriseId) ?? false)
}

/** Off the list, or back on it; of what was planned both sides are told. */
export async function turnPair(act: Act, pairId: string, page: number): Promise<void> {
  const pair = await act.tx.events.pair(pairId)
  if (!pair) throw new DomainError('not_found', 'no_such_event')
  const event = await eventIn(act, pair.eventId, ['open'])
  if (pair.state === 'dropped' && !(await bothCome(act, pair))) throw new DomainError('conflict', 'event_pair_not_in')
  if (pair.state === 'dropped') await act.tx.events.movePair(pairId, ['dropped'], 'suggested')
  else await drop(act, event, pair)
  await showPairs(act, pair.eventId, page, 'update')
}

async function bothCome({ tx }: Act, { eventId, enterpriseId, expertId }: Pair): Promise<boolean> {
  const guests = [await tx.events.guestOf(eventId, { enterpriseId }), await tx.events.guestOf(eventId, { expertId })]
  return guests.every((guest) => guest?.state === 'in')
}

async function drop(act: Act, event: MatchEvent, pair: Pair): Promise<void> {
  if (!(await act.tx.events.movePair(pair.id, ['suggested', 'planned'], 'dropped'))) return
  await act.tx.events.setRound(pair.id, undefined)
  if (pair.state === 'planned' && !event.askedAt) await tellPlan(act, event, [pair])
}

/** The meetings of a guest who does not come; says how many there were. */
export async function dropPairsOf(act: Act, event: MatchEvent, guest: Guest): Promise<number> {
  const own = (pair: Pair) => (guest.expertId ? pair.expertId === guest.expertId : pair.enterpriseId === guest.enterpriseId)
  const pairs = (await act.tx.events.pairs(event.id, ['suggested', 'planned'])).filter(own)
  for (const pair of pairs) await drop(act, event, pair)
  return pairs.filter(({ state }) => state === 'planned').length
}

/** What was suggested is now planned, each in a round of its own where it takes place in rounds, and everybody in it learns whom they meet. */
export async function planPairs(act: Act, eventId: string): Promise<void> {
  const event = await eventIn(act, eventId, ['open'])
  const suggested = await act.tx.events.pairs(eventId, ['suggested'])
  if (suggested.length === 0) throw new DomainError('conflict', 'event_no_pairs')
  await act.tx.events.plan(eventId)
  if (hasRounds(event)) await setRounds(act, eventId)
  if (!isOver(event, act.now)) await tellPlan(act, event, suggested)
  await refreshSlot(act, eventSlot(eventId), { view: 'event', eventId })
  await showPairs(act, eventId, 0)
}

/** Who has a round keeps it; pairs made by hand may come after the last. */
async function setRounds({ tx }: Pick<Work, 'tx'>, eventId: string): Promise<void> {
  const pairs = await tx.events.pairs(eventId, ['planned'])
  const taken = takenIn(pairs)
  for (const pair of pairs.filter(({ round }) => round === undefined)) {
    const round = freeRound(taken, pair.enterpriseId, pair.expertId, Number.POSITIVE_INFINITY) as number
    take(taken, pair, round)
    await tx.events.setRound(pair.id, round)
  }
}

/** Whoever is in one of these pairs sees their own order of meetings as it is now, once. */
async function tellPlan(act: Act, { id: eventId }: MatchEvent, pairs: readonly Pair[]): Promise<void> {
  const fresh = { mode: 'fresh', slot: planSlot(eventId) } as const
  for (const expertId of new Set(pairs.map((pair) => pair.expertId)))
    await tellGuest(act, { expertId }, { view: 'event_plan', eventId }, fresh)
  for (const enterpriseId of new Set(pairs.map((pair) => pair.enterpriseId))) {
    const { personId } = (await act.tx.events.guestOf(eventId, { enterpriseId })) ?? {}
    await tellGuest(act, { enterpriseId, personId }, { view: 'event_plan', eventId }, fresh)
  }
}

export async function showPairs(act: Act, eventId: string, page: number, mode: 'fresh' | 'update' = 'fresh'): Promise<void> {
  await eventToRun(act, eventId)
  await reply(act, { view: 'event_pairs', eventId, page }, { mode, slot: `event_pairs:${eventId}` })
}

export async function showPair(act: Act, pairId: string): Promise<void> {
  await reply(act, { view: 'event_pair', pairId }, { mode: 'fresh', slot: `event_pair:${pairId}` })
}
