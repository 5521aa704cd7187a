import { isoDayAt } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import { DomainError } from '../../errors.ts'
import type { Guest, GuestSide, GuestState, MatchEvent, NamedGuest } from '../../match-event.ts'
import type { Notice } from '../../notices.ts'
import { isStaff, type Person } from '../../person.ts'
import { rolesWith } from '../../rights.ts'
import { type Act, permit, placeOf, post, tell, tellStaff, type Work } from '../act.ts'

export function eventSlot(eventId: string): string {
  return `event:${eventId}`
}

/** The card of one's own order of meetings at an event. */
export function planSlot(eventId: string): string {
  return `event_plan:${eventId}`
}

export function pairSlot(pairId: string): string {
  return `event_pair:${pairId}`
}

/** What was never announced, and be it given up, is there for the bureau alone. */
export function mayKnow(person: Person, { announcedAt }: MatchEvent): boolean {
  return announcedAt !== undefined || isStaff(person)
}

/** The event, held. */
export async function eventFor(act: Pick<Act, 'tx' | 'actor'>, id: string): Promise<MatchEvent> {
  permit(act, 'see_event')
  const event = await act.tx.events.hold(id)
  if (!event || !mayKnow(act.actor, event)) throw new DomainError('not_found', 'no_such_event')
  return event
}

/** The event to run, held. */
export async function eventToRun(act: Pick<Act, 'tx' | 'actor'>, id: string): Promise<MatchEvent> {
  permit(act, 'run_event')
  return eventFor(act, id)
}

/** The same, in one of these states. */
export async function eventIn(act: Pick<Act, 'tx' | 'actor'>, id: string, states: readonly MatchEvent['state'][]): Promise<MatchEvent> {
  const event = await eventToRun(act, id)
  if (!states.includes(event.state)) throw new DomainError('conflict', `event_is_${event.state}`)
  return event
}

/** The guest this person speaks for, if there is one at this event. */
export async function ownGuest({ tx, actor }: Pick<Act, 'tx' | 'actor'>, eventId: string): Promise<Guest | undefined> {
  const of = partyOf(actor)
  return of && tx.events.guestOf(eventId, of)
}

/** As what somebody can be a guest, or a guest is one: experts for themselves, contacts for their enterprise. */
export function partyOf({ expertId, enterpriseId }: Pick<Guest, 'expertId' | 'enterpriseId'>) {
  if (expertId) return { expertId }
  return enterpriseId ? { enterpriseId } : undefined
}

const everybody = 100_000

/** All guests of one side in these states, by name. */
export async function allGuests(
  { tx }: Pick<Act, 'tx'>,
  eventId: string,
  side: GuestSide,
  states: readonly GuestState[],
): Promise<NamedGuest[]> {
  return (await tx.events.guests(eventId, side, states, 0, everybody)).found
}

/** Those who speak for a guest: the expert, or the contacts of the enterprise, whoever answered first. */
export async function peopleOf(
  { tx }: Pick<Work, 'tx'>,
  { expertId, enterpriseId, personId }: Pick<Guest, 'expertId' | 'enterpriseId'> & { personId?: string },
): Promise<Person[]> {
  if (expertId) return [await tx.people.ofExpert(expertId)].filter((one) => one !== undefined)
  const contacts = enterpriseId ? await tx.people.ofEnterprise(enterpriseId) : []
  const answered = contacts.filter(({ id }) => id === personId)
  return answered.length > 0 ? answered : contacts
}

type Delivery = Parameters<typeof tell>[3]

/** Tells who speaks for a guest, but whoever acts, and not at night; false where none of them can be written to. */
export async function tellGuest(
  work: Work | Act,
  guest: Parameters<typeof peopleOf>[1],
  notice: Notice,
  delivery: Delivery = {},
): Promise<boolean> {
  let reached = false
  for (const { id, quiet } of await peopleOf(work, guest)) {
    const place = await placeOf(work, id)
    if (!place) continue
    reached = true
    if ('actor' in work && work.actor.id === id) continue
    await post(work, place, notice, { ...delivery, dueAt: quietUntil(work.now, quiet ?? defaultQuietHours) })
  }
  return reached
}

/** Who runs it hears: who made it while they are of the bureau and can be written to, else staff. */
export async function tellRunner(work: Work, { byId }: MatchEvent, notice: Notice, delivery: Delivery = {}): Promise<void> {
  const runner = await work.tx.people.find(byId)
  if (runner && isStaff(runner) && (await tell(work, byId, notice, delivery))) return
  await tellStaff(
    work,
    rolesWith('run_event').filter((role) => role !== 'officer'),
    notice,
    delivery,
  )
}

/** Its day has passed, or people were asked already what came of it: who comes and whom they meet doesn't change any more. */
export function isOver({ state, day, askedAt }: MatchEvent, now: Date): boolean {
  return state !== 'draft' && (askedAt !== undefined || (day !== undefined && day < isoDayAt(now)))
}

/** Its day has come: who met can be said. */
export function hasBegun({ day }: MatchEvent, now: Date): boolean {
  return day !== undefined && day <= isoDayAt(now)
}

/** Until the last day to sign up is over. */
export function mayStillJoin(event: MatchEvent, now: Date): boolean {
  const until = event.signUpUntil ?? event.day
  return event.state === 'open' && !isOver(event, now) && until !== undefined && isoDayAt(now) <= until
}
