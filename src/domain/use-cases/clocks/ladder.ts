import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Matter, Rung } from '../../matter.ts'
import type { Need } from '../../need.ts'
import type { Person } from '../../person.ts'
import { placeOf, type Work } from '../act.ts'
import { yetToApply } from '../challenge/audience.ts'
import { decidersOf } from '../onboard.ts'
import { officerOf, officersFor } from '../team/responsible.ts'
import { presentFor } from './leave.ts'
import { halfTime } from './wind.ts'

/** How far reminding has come. After the end it climbs one rung a working day. */
export const steps = { begun: 0, half: 1, end: 2, manager: 3, officer: 4, head: 5 } as const

/** What the silence of an expert who was asked leads to is the next expert (`expireInvitations`), and a challenge closes; neither is a ladder. */
function climbs(matter: Matter): boolean {
  return matter.kind !== 'answer' && !isForMany(matter)
}

/** Many may do it and none of them must: nobody stands in for another, is called or is reported upward. */
export function isForMany({ kind }: Matter): boolean {
  return kind === 'applications'
}

/** The step that is due at this moment, if any. What was missed while the program was off is passed over, but nobody is skipped on the ladder. */
export function stepDue(matter: Matter, calendar: WorkingCalendar, now: Date): number | undefined {
  if (matter.step >= steps.end) return matter.step < steps.head ? matter.step + 1 : undefined
  if (now >= matter.dueAt) return climbs(matter) ? steps.end : undefined
  const half = halfTime(calendar, matter)
  return matter.step === steps.begun && half !== undefined && now >= half ? steps.half : undefined
}

/** When to look at a matter again that has come so far. */
export function lookAgain(matter: Matter, step: number, calendar: WorkingCalendar, now: Date): Date | undefined {
  if (step === steps.begun) return halfTime(calendar, matter) ?? matter.dueAt
  if (step === steps.half) return climbs(matter) ? matter.dueAt : undefined
  return step < steps.head ? calendar.addWorkingDays(now, 1) : undefined
}

const climbing: Record<Matter['waitOn'], readonly Rung[]> = {
  claimer: ['owner', 'manager', 'officer', 'head'],
  poster: ['owner', 'officer', 'head'],
  person: ['owner', 'officer', 'head'],
  experts: ['owner', 'officer'],
  officer: ['owner', 'head'],
  staff: ['owner', 'head'],
}

/** To whom a step belongs; undefined where this ladder has no such rung. */
export function rungOf(step: number, matter: Matter): Rung | undefined {
  const rung: Rung = step <= steps.end ? 'owner' : step === steps.manager ? 'manager' : step === steps.officer ? 'officer' : 'head'
  return climbing[matter.waitOn].includes(rung) ? rung : undefined
}

/**
 * Who is reminded on a rung, that day: those of it, or who stands in for them. Whoever owes it without a chat account is called by an officer; where all of a
 * rung are on leave, it is the next rung's; where a rung has nobody, nobody is.
 */
export async function remindedOn(work: Work, need: Need, matter: Matter, from: Rung, at: Date): Promise<{ to: Rung; people: Person[] }> {
  if (isForMany(matter)) return { to: from, people: await reachable(work, await yetToApply(work, need)) }
  const ladder = climbing[matter.waitOn]
  let start = Math.max(ladder.indexOf(from === 'officer_call' ? 'officer' : from), 0)
  let call = from === 'officer_call'
  const nobody = (await reachable(work, await peopleOn(work, need, matter, ladder[start] ?? from))).length === 0
  if (nobody && from !== 'owner') return { to: from, people: [] }
  if (nobody) {
    call = ladder.includes('officer')
    start = call ? ladder.indexOf('officer') : start + 1
  }
  for (const rung of ladder.slice(start)) {
    const people = await reachable(work, await presentFor(work, await peopleOn(work, need, matter, rung), at))
    if (people.length > 0) return { to: call && rung === 'officer' ? 'officer_call' : rung, people }
  }
  return { to: from, people: [] }
}

async function reachable(work: Work, people: Person[]): Promise<Person[]> {
  const found = []
  for (const person of people) if (await placeOf(work, person.id)) found.push(person)
  return found
}

async function peopleOn(work: Work, need: Need, matter: Matter, rung: Rung): Promise<Person[]> {
  const { people } = work.tx
  switch (rung) {
    case 'owner':
      return owners(work, need, matter)
    case 'manager': {
      const claim = await work.tx.claims.live(need.id)
      const expert = claim && (await work.tx.directory.expert(claim.expertId))
      return expert ? people.managersOf(expert.institute.id) : []
    }
    case 'head': {
      const heads = await people.withRoles(['head'])
      return heads.length > 0 ? heads : people.withRoles(['staff', 'admin'])
    }
    default: {
      const { officer } = await officerOf(work, need)
      return named(work, officer && (await placeOf(work, officer.id)) ? [officer.id] : await officersFor(work, need))
    }
  }
}

async function owners(work: Work, need: Need, matter: Matter): Promise<Person[]> {
  const { people, claims } = work.tx
  switch (matter.waitOn) {
    case 'claimer':
      return named(work, [(await people.ofExpert((await claims.live(need.id))?.expertId ?? ''))?.id])
    case 'experts':
      return named(work, [(await people.ofExpert(matter.ref))?.id])
    case 'poster':
      return named(work, [need.posterId])
    case 'person':
      return named(work, [matter.onId])
    case 'officer':
      return peopleOn(work, need, matter, 'officer')
    case 'staff':
      return people.withRoles(decidersOf('enterprise'))
  }
}

async function named(work: Work, ids: (string | undefined)[]): Promise<Person[]> {
  const found = []
  for (const id of ids) found.push(id === undefined ? undefined : await work.tx.people.find(id))
  return found.filter((person) => person !== undefined)
}
