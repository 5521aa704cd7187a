import { DateTime } from 'luxon'
import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Challenge } from '../../challenge.ts'
import type { Need } from '../../need.ts'
import type { Work } from '../act.ts'
import type { Owed } from '../clocks/owed.ts'
import { closingAt } from './answers.ts'
import { scoredStates } from './score.ts'

/** Working days for each step. */
const terms = { consent: 3, choose: 5, no_bids: 3, opinion: 3, review: 5, score: 10 }

/** What somebody owes on a challenge: consent, a choice, an opinion, a milestone, its review, the score. */
export async function owedOnChallenge(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const challenge = await work.tx.challenges.find(need.id)
  if (!challenge) return []
  const { state, at, closesAt } = challenge
  const owed = (kind: string, waitOn: Owed['waitOn'], since: Date, days: number): Owed => {
    return { kind, ref: '', waitOn, since, dueAt: calendar.addWorkingDays(since, days) }
  }
  if (state === 'proposed' && need.state === 'open') return [owed('challenge_consent', 'poster', at, terms.consent)]
  if (state === 'failed' && need.state === 'challenge') return [owed('no_bids', 'officer', closesAt, terms.no_bids)]
  if (state === 'closed' && need.state === 'challenge')
    return [owed('choose', 'poster', closesAt, terms.choose), ...(await opinions(work, need, calendar))]
  if (state !== 'chosen') return []
  if (scoredStates.includes(need.state) && challenge.score === undefined)
    return [owed('score', 'staff', need.closedAt ?? work.now, terms.score)]
  return ['claimed', 'in_progress'].includes(need.state) ? milestones(work, need, challenge, calendar) : []
}

async function opinions(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  const applications = await work.tx.applications.ofNeed(need.id)
  const given = await work.tx.applications.opinions(need.id)
  const owed: Owed[] = []
  for (const { expertId, at } of await work.tx.challenges.panel(need.id)) {
    const person = await work.tx.people.ofExpert(expertId)
    const missing = applications.some(({ id }) => !given.some((one) => one.applicationId === id && one.expertId === expertId))
    if (!person || !missing) continue
    const dueAt = calendar.addWorkingDays(at, terms.opinion)
    owed.push({ kind: 'opinion', ref: expertId, waitOn: 'person', onId: person.id, since: at, dueAt })
  }
  return owed
}

/** Done ones wait for the enterprise. Of the others the next one is owed, and every one whose day has passed. */
async function milestones(work: Work, need: Need, challenge: Challenge, calendar: WorkingCalendar): Promise<Owed[]> {
  const all = await work.tx.milestones.ofNeed(need.id)
  const today = DateTime.fromJSDate(work.now, { zone: 'Asia/Shanghai' }).toISODate() ?? ''
  const pending = all.filter(({ state }) => state === 'pending').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const since = challenge.chosenAt ?? challenge.at
  return [
    ...all.flatMap(({ id, state, doneAt }): Owed[] =>
      state === 'done' && doneAt
        ? [{ kind: 'milestone_review', ref: id, waitOn: 'poster', since: doneAt, dueAt: calendar.addWorkingDays(doneAt, terms.review) }]
        : [],
    ),
    ...pending
      .filter(({ dueOn }, i) => i === 0 || dueOn < today)
      .map(({ id, dueOn }): Owed => ({ kind: 'milestone', ref: id, waitOn: 'claimer', since, dueAt: closingAt(dueOn) })),
  ]
}
