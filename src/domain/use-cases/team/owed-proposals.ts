import type { WorkingCalendar } from '../../calendar/working-calendar.ts'
import type { Need } from '../../need.ts'
import type { TeamMember } from '../../team.ts'
import { termOf } from '../../terms.ts'
import type { Work } from '../act.ts'
import type { Owed } from '../clocks/owed.ts'
import { latest } from '../clocks/stages.ts'

/** Whose yes a proposal waits for: the claimer's where the expert asks, the expert's where the claimer asks; of a private need then the enterprise's. */
export async function decider({ tx }: Pick<Work, 'tx'>, member: TeamMember): Promise<'poster' | 'claimer' | 'expert'> {
  if (member.answeredAt) return 'poster'
  const own = member.expertId ? await tx.people.ofExpert(member.expertId) : undefined
  return own !== undefined && own.id === member.addedById ? 'claimer' : 'expert'
}

/** Everybody who asks, or is asked, to join a team waits for one answer. */
export async function proposals(work: Work, need: Need, calendar: WorkingCalendar): Promise<Owed[]> {
  if (need.state !== 'claimed' && need.state !== 'in_progress') return []
  const owed: Owed[] = []
  const proposed = (await work.tx.teams.ofNeed(need.id)).filter(({ state }) => state === 'proposed')
  const resumed = proposed.length > 0 ? await work.tx.matters.resumedAt(need.id) : undefined
  for (const member of proposed) {
    const since = latest(member.answeredAt ?? member.at, resumed)
    const term = { kind: 'join', ref: member.id, since, dueAt: calendar.addWorkingDays(since, termOf('join', need)) }
    owed.push({ ...term, ...(await onWhom(work, member)) })
  }
  return owed
}

async function onWhom(work: Work, member: TeamMember): Promise<Pick<Owed, 'waitOn' | 'onId'>> {
  const who = await decider(work, member)
  if (who !== 'expert') return { waitOn: who }
  const person = member.expertId ? await work.tx.people.ofExpert(member.expertId) : undefined
  // an expert who is not in any chat is phoned
  return person ? { waitOn: 'person', onId: person.id } : { waitOn: 'officer' }
}
