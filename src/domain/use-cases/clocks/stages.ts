import { dayNumber, momentOn } from '../../calendar/days.ts'
import { closingHour, type WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Claim, Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { type Stage, termOf } from '../../terms.ts'
import type { Work } from '../act.ts'
import type { Owed, OwedSource } from './owed.ts'

const hourMs = 3_600_000

/** What the stage of a need asks of somebody; nothing while somebody else holds it up. */
export const stages: OwedSource = async (work, need, calendar) => {
  switch (need.state) {
    case 'waiting':
      return [owed(need, calendar, 'verify', 'staff', await entered(work, need))]
    case 'open':
      return openStage(work, need, calendar)
    case 'claimed':
      return claimedStage(work, need, calendar)
    case 'in_progress':
      return [owed(need, calendar, 'progress', 'claimer', await lastActOfWorkers(work, need))]
    case 'solved':
      return [owed(need, calendar, 'confirm', 'poster', await entered(work, need))]
    case 'paused':
      return reviewStage(work, need, calendar)
    default:
      return []
  }
}

function owed(need: Need, calendar: WorkingCalendar, kind: Stage, waitOn: Owed['waitOn'], since: Date): Owed {
  return { kind, ref: '', waitOn, since, dueAt: calendar.addWorkingDays(since, termOf(kind, need)) }
}

/** When the need came into the state it is in. */
export async function entered({ tx }: Work, need: Need): Promise<Date> {
  return (await tx.matters.enteredAt(need.id, need.state)) ?? need.touchedAt
}

export function latest(...dates: (Date | undefined)[]): Date {
  return new Date(Math.max(...dates.map((date) => date?.getTime() ?? 0)))
}

/** Each expert who was asked owes an answer; where nobody is, the officer owes the need somebody. */
async function openStage(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const invitations = await work.tx.invitations.ofNeed(need.id)
  const asked = invitations.filter(({ state }) => state === 'asked')
  if (asked.length > 0)
    return asked.map(({ expertId, askedAt, dueAt }) => ({ kind: 'answer', ref: expertId, waitOn: 'experts', since: askedAt, dueAt }))
  const over = invitations.map(({ state, answeredAt, dueAt }) => (state === 'expired' ? dueAt : answeredAt))
  return [owed(need, calendar, 'triage', 'officer', latest(await entered(work, need), ...over))]
}

/**
 * The enterprise of a private need accepts; then the expert gets in touch. While a question of theirs waits for an answer it is not on them, and a visit
 * that is planned is contact enough until its day is over.
 */
async function claimedStage(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const claim = await work.tx.claims.live(need.id)
  if (!claim) return []
  const since = latest(claim.at, await entered(work, need))
  if (!need.acceptedAt) return [owed(need, calendar, 'accept', 'poster', since)]
  const own = (await work.tx.questions.ofNeed(need.id)).filter(({ expertId }) => expertId === claim.expertId)
  if (own.some(({ answer }) => answer === undefined)) return []
  const contact = owed(need, calendar, 'contact', 'claimer', latest(since, need.acceptedAt, ...own.map(({ answeredAt }) => answeredAt)))
  return [{ ...contact, dueAt: latest(contact.dueAt, await endOfVisit(work, need)) }]
}

async function endOfVisit({ tx }: Work, need: Need): Promise<Date | undefined> {
  const days = (await tx.visits.ofNeed(need.id)).filter(({ state }) => state === 'proposed' || state === 'agreed').map(({ day }) => day)
  const last = dayNumber(days.sort().at(-1) ?? '')
  return last === undefined ? undefined : momentOn(last, closingHour * hourMs)
}

/** Only what people do counts: the bot's own doings never do. */
async function lastActOfWorkers(work: Work, need: Need): Promise<Date> {
  const claim = await work.tx.claims.live(need.id)
  const workers = claim ? await workersOf(work, claim) : []
  return latest(await entered(work, need), await work.tx.matters.lastAct(need.id, workers))
}

async function workersOf({ tx }: Work, claim: Claim): Promise<string[]> {
  const members = (await tx.teams.ofNeed(claim.needId)).flatMap(({ state, expertId }) => (state === 'in' && expertId ? [expertId] : []))
  const people = []
  for (const expertId of [claim.expertId, ...members]) people.push((await tx.people.ofExpert(expertId))?.id)
  // for an expert who is reached by phone, staff do what they say
  const invitation = await tx.invitations.of(claim.needId, claim.expertId)
  if (invitation?.byOfficer) people.push(...(await tx.people.withRoles([])).map(({ id }) => id))
  return people.filter((id) => id !== undefined)
}

/** A paused need is looked at again when its day begins. */
async function reviewStage(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const day = dayNumber(need.reviewOn ?? '')
  if (day === undefined) return []
  const since = await entered(work, need)
  const dueAt = latest(since, calendar.nextWorkingMoment(momentOn(day, 0)))
  return [{ kind: 'review', ref: '', waitOn: 'officer', since, dueAt, onlyAtEnd: true }]
}

/** Every question that waits for the enterprise's answer. */
export const questions: OwedSource = async (work, need, calendar) => {
  if (need.state === 'draft' || need.state === 'paused' || isEnded(need.state)) return []
  const open = (await work.tx.questions.ofNeed(need.id)).filter(({ answer }) => answer === undefined)
  const resumed = open.length > 0 ? await work.tx.matters.resumedAt(need.id) : undefined
  return open.map(({ id, askedAt }) => ({ ...owed(need, calendar, 'question', 'poster', latest(askedAt, resumed)), ref: id }))
}
