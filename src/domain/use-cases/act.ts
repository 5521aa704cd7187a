import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Matcher } from '../matcher.ts'
import type { Claim, HistoryEntry, Invitation, Need } from '../need.ts'
import type { Capacity } from '../need-life.ts'
import { type Dialog, type Mode, type Notice, needSlot, phoneSlot, priorities } from '../notices.ts'
import { isStaff, type Person, type Role } from '../person.ts'
import type { Retention } from '../retention.ts'
import { checkRight, type Found } from '../rights.ts'
import type { Action } from '../rights-table.ts'
import type { Tx } from '../store.ts'
import { wind } from './clocks/wind.ts'

/** What an office can set about how needs are handled. */
export type Rules = {
  /** How many experts are asked at once. */
  inviteAtOnce: number
  /** Time an expert has to answer a need of normal urgency before the next one is asked: 24 are one working day. */
  answerHours: number
  /** Makes the first administrator; absent: nobody can become one by code. */
  adminCode?: string
  /** The embedding model whose vectors matching reads, if any. */
  embedder?: string
  /** Where matters of defence or state secrets are to be brought instead, in words; absent: the usual line. */
  defenceDesk?: string
  /** How many days an office keeps what otherwise than usual. */
  retention?: Retention
  /** The platforms that run now; accounts elsewhere can't be written to. */
  platforms: readonly string[]
}

/** One thing done: the transaction it happens in, when, and by which rules. The clock acts without a person. */
export type Work = { tx: Tx; now: Date; matcher(): Promise<Matcher>; rules: Rules }

/** Somebody does something, from the private address of one of their accounts. */
export type Act = Work & { actor: Person; address: string; platform: string }

/** `dueAt`: not before then. */
type Delivery = { mode?: Mode; slot?: string; priority?: number; dueAt?: Date }

/** Puts a notice in the post for one address. */
export async function post(work: Work, address: string, notice: Notice, delivery: Delivery = {}): Promise<void> {
  const mode = delivery.mode ?? 'message'
  const slot = delivery.slot ?? (notice.view === 'need' ? needSlot(notice.needId) : undefined)
  const { priority = priorities.normal, dueAt = work.now } = delivery
  await work.tx.mail.put({ key: newId(), address, slot, mode, notice, priority, dueAt })
}

/** Answers the person who acts, where they act. */
export async function reply(act: Act, notice: Notice, delivery: Delivery = {}): Promise<void> {
  await post(act, act.address, notice, delivery)
}

/** Asks the person who acts for words: their next message is the answer, also after a restart. */
export async function ask(act: Act, dialog: Dialog): Promise<void> {
  await act.tx.dialogs.set(act.address, dialog, act.now)
  await reply(act, { view: 'prompt', dialog })
}

/** Tells a person where they were last seen; false where they have no chat account that can be written to. */
export async function tell(work: Work, personId: string | undefined, notice: Notice, delivery: Delivery = {}): Promise<boolean> {
  const address = await placeOf(work, personId)
  if (!address) return false
  await post(work, address, notice, delivery)
  return true
}

/** Where a person can be written to now, if anywhere. */
export async function placeOf(work: Work, personId: string | undefined): Promise<string | undefined> {
  if (!personId) return undefined
  const accounts = await work.tx.people.accounts(personId)
  return accounts.find((account) => account.reachable && work.rules.platforms.includes(account.platform))?.address
}

/** Tells everybody with one of these roles. */
export async function tellStaff(work: Work, roles: Role[], notice: Notice, delivery: Delivery = {}): Promise<void> {
  for (const person of await work.tx.people.withRoles(roles)) await tell(work, person.id, notice, delivery)
}

/** What every act on a need ends with: its clocks are set, and every card of it that stands anywhere is brought up to date in place. */
export async function refresh(work: Work, needId: string): Promise<void> {
  await work.tx.needs.settleHistory({ needId, at: work.now, event: 'settled' })
  await wind(work, needId)
  await refreshSlot(work, needSlot(needId), { view: 'need', needId })
  for (const { expertId, byOfficer } of await work.tx.invitations.ofNeed(needId))
    if (byOfficer) await refreshSlot(work, phoneSlot(needId, expertId), { view: 'by_phone', needId, expertId })
}

/** Brings the card of one slot up to date wherever it stands. */
export async function refreshSlot(work: Work, slot: string, notice: Notice): Promise<void> {
  for (const address of await work.tx.mail.placesOf(slot)) await post(work, address, notice, { mode: 'update', slot })
}

/** Writes what happened into the need's history. */
export async function record(work: Work | Act, entry: Omit<HistoryEntry, 'at' | 'actorId' | 'chat'>): Promise<void> {
  const by = 'actor' in work ? { actorId: work.actor.id, chat: work.platform } : {}
  await work.tx.needs.addHistory({ ...entry, ...by, at: work.now })
}

/** What somebody is to a need: everything their rights on it follow from. */
export type Standing = {
  capacities: Capacity[]
  invitation?: Invitation
  claim?: Claim
  poster: boolean
  /** Works on the need: the expert who claimed it, or staff for an expert who is reached by phone. */
  claimer: boolean
  /** Works on it beside the claimer. */
  member: boolean
  /** Manages an institute with an expert who works on it, or solved it. */
  manages: boolean
  staff: boolean
}

/** What a standing is in the table of rights. */
export function relationsIn({ capacities, poster, claimer, member, manages, invitation }: Standing): Found {
  return [
    poster && 'poster',
    claimer && 'claimer',
    member && 'member',
    invitation !== undefined && 'asked',
    capacities.includes('expert') && 'reader',
    invitation?.state === 'claimed' && 'worked',
    manages && 'institute',
  ]
}

/** `forbidden` where the table of rights (domain/rights-table.ts) gives the actor no right. `found`: what they are to the thing. */
export function permit({ actor }: Pick<Act, 'actor'>, action: Action, ...found: Found): void {
  checkRight(actor, action, found)
}

/** The directory entry the actor is; `forbidden` where they are no expert. */
export function asExpert(act: Pick<Act, 'actor'>): string {
  permit(act, 'act_as_expert')
  return act.actor.expertId as string
}

/** Only an account that staff have verified acts as an expert; `invited` means asked, in whatever state that question is. */
export async function standingOf(tx: Tx, need: Need, person: Person): Promise<Standing> {
  const invitation = person.expertId ? await tx.invitations.of(need.id, person.expertId) : undefined
  const claim = await tx.claims.live(need.id)
  const poster = need.posterId === person.id
  const staff = isStaff(person)
  const claimer = claim !== undefined && (claim.expertId === person.expertId || (staff && (await byPhone(tx, claim))))
  const member =
    person.expertId !== undefined &&
    (await tx.teams.ofNeed(need.id)).some(({ expertId, state }) => state === 'in' && expertId === person.expertId)
  const capacities: Capacity[] = []
  if (poster) capacities.push('poster')
  if (claimer) capacities.push('claimer')
  if (member) capacities.push('member')
  if (invitation) capacities.push('invited')
  if (person.expertId && (need.visibility === 'public' || invitation)) capacities.push('expert')
  if (staff) capacities.push('staff')
  const manages = person.managesId !== undefined && (await institutesOf(tx, need.id, claim)).has(person.managesId)
  return { capacities, invitation, claim, poster, claimer, member, manages, staff }
}

async function institutesOf(tx: Tx, needId: string, claim: Claim | undefined): Promise<Set<string | undefined>> {
  const last = claim ?? (await tx.claims.last(needId))
  const worker = last && (!last.endedAt || last.ended === 'confirmed') ? [last] : []
  const members = (await tx.teams.ofNeed(needId)).filter(({ state }) => state === 'in')
  const found = new Set<string | undefined>()
  for (const { expertId } of [...worker, ...members]) if (expertId) found.add((await tx.directory.expert(expertId))?.institute.id)
  return found
}

async function byPhone(tx: Tx, claim: Claim): Promise<boolean> {
  return (await tx.invitations.of(claim.needId, claim.expertId))?.byOfficer ?? false
}

/** The need to act on, held for this transaction; or `not_found`. */
export async function needOf(tx: Tx, id: string): Promise<Need> {
  const need = await tx.needs.hold(id)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  return need
}

/** A need that has to be this person's own. */
export async function ownNeed(act: Act, id: string, action: Action = 'edit_need'): Promise<Need> {
  const need = await needOf(act.tx, id)
  permit(act, action, need.posterId === act.actor.id && 'poster')
  return need
}

/** The text, tidied; `invalid` where nothing is left of it. */
export function words(text: string, most = 4000): string {
  const tidy = text.trim()
  if (tidy === '') throw new DomainError('invalid', 'empty')
  if (tidy.length > most) throw new DomainError('invalid', 'too_long', { most: String(most) })
  return tidy
}
