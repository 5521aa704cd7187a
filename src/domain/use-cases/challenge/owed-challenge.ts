import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import { type Challenge, scoredStates } from '../../challenge.ts'
import type { Need } from '../../need.ts'
import { type Stage, termOf } from '../../terms.ts'
import type { Work } from '../act.ts'
import type { Owed, OwedSource } from '../clocks/owed.ts'
import { entered, latest } from '../clocks/stages.ts'
import { closingAt } from './answers.ts'

/** What is owed on a challenge: consent, applications by the closing, a choice, opinions, milestones and their review, the score. */
export const owedOnChallenge: OwedSource = async (work, need, calendar) => {
  const challenge = await work.tx.challenges.find(need.id)
  if (!challenge) return []
  const { state, at, closesAt } = challenge
  if (state === 'proposed' && need.state === 'open') return [owed(need, calendar, 'challenge_consent', 'poster', at)]
  if (state === 'chosen') return afterChoice(work, need, challenge, calendar)
  if (need.state !== 'challenge') return []
  if (state === 'open') return [{ kind: 'applications', ref: '', waitOn: 'experts', since: at, dueAt: closesAt }]
  if (state === 'failed') return [owed(need, calendar, 'no_bids', 'officer', closesAt)]
  return [owed(need, calendar, 'choose', 'poster', closesAt), ...(await opinions(work, need, calendar))]
}

function owed(need: Need, calendar: WorkingCalendar, kind: Stage, waitOn: Owed['waitOn'], since: Date): Owed {
  return { kind, ref: '', waitOn, since, dueAt: calendar.addWorkingDays(since, termOf(kind, need)) }
}

async function opinions(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const applications = await work.tx.applications.ofNeed(need.id)
  const given = await work.tx.applications.opinions(need.id)
  const all: Owed[] = []
  for (const { expertId, at } of await work.tx.challenges.panel(need.id)) {
    const person = await work.tx.people.ofExpert(expertId)
    const missing = applications.some(({ id }) => !given.some((one) => one.applicationId === id && one.expertId === expertId))
    if (person && missing) all.push({ ...owed(need, calendar, 'opinion', 'person', at), ref: expertId, onId: person.id })
  }
  return all
}

async function afterChoice(work: Work, need: Need, challenge: Challenge, calendar: WorkingCalendar): Promise<Owed[]> {
  if (scoredStates.includes(need.state))
    return challenge.score === undefined ? [owed(need, calendar, 'score', 'staff', await entered(work, need))] : []
  return need.state === 'claimed' || need.state === 'in_progress' ? milestones(work, need, challenge, calendar) : []
}

/** Done ones wait for the enterprise. Of those to be done the next one is spoken of at half time, the others at their end. */
async function milestones({ tx }: Work, need: Need, { chosenAt, at }: Challenge, calendar: WorkingCalendar): Promise<Owed[]> {
  const all = await tx.milestones.ofNeed(need.id)
  const lastDone = latest(chosenAt ?? at, ...all.map(({ doneAt }) => doneAt))
  const reviews = all.flatMap(({ id, state, doneAt }): Owed[] =>
    state === 'done' && doneAt ? [{ ...owed(need, calendar, 'milestone_review', 'poster', doneAt), ref: id }] : [],
  )
  const pending = all.filter(({ state }) => state === 'pending').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return [
    ...reviews,
    ...pending.map(({ id, dueOn, since }, place): Owed => {
      // sent back after its day it has a working day more
      const dueAt = closingAt(dueOn) > since ? closingAt(dueOn) : calendar.addWorkingDays(since, 1)
      const one = { kind: 'milestone', ref: id, waitOn: 'claimer', dueAt } as const
      return place === 0 ? { ...one, since: latest(since, lastDone) } : { ...one, since, onlyAtEnd: true }
    }),
  ]
}
