import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { Need } from '../../../domain/need.ts'
import { isEnded, may } from '../../../domain/need-life.ts'
import { isStaff } from '../../../domain/person.ts'
import { answeredFor } from '../../../domain/use-cases/team/responsible.ts'
import { button, type Reader, showButton } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { periodOf } from './leave.ts'

const mostShown = 6

/** For a member, what they can do; for who was asked beside the claimer, ways to take part. */
export async function crewButtons({ tx, words, person }: Reader, { need, standing, claimer }: NeedFacts): Promise<Button[]> {
  const b = words.t.buttons
  if (standing.member && !standing.claimer && !isEnded(need.state)) {
    const noted = ['claimed', 'in_progress', 'solved'].includes(need.state)
    return [...(noted ? [button(b.progress, 'progress', need.id)] : []), button(b.ask, 'ask', need.id)]
  }
  const { capacities } = standing
  const welcome = capacities.some((one) => one === 'invited' || one === 'expert') && !standing.claimer
  if (
    !person.expertId ||
    !welcome ||
    standing.invitation?.state === 'declined' ||
    !need.acceptedAt ||
    !['claimed', 'in_progress'].includes(need.state)
  )
    return []
  const team = await tx.teams.ofNeed(need.id)
  if (team.some(({ expertId }) => expertId === person.expertId)) return []
  const own = await tx.directory.expert(person.expertId)
  const institutes = [claimer?.institute.id]
  for (const { role, expertId } of team)
    if (role === 'joint' && expertId) institutes.push((await tx.directory.expert(expertId))?.institute.id)
  const joint = institutes.includes(own?.institute.id) ? [] : [button(b.joint, 'join_jointly', need.id)]
  return [button(b.join, 'join', need.id), ...joint]
}

/** Seldom needed: stepping in for staff, the team for the claimer, the way out for a member. */
export async function teamMore({ tx, words }: Reader, { need, standing }: NeedFacts): Promise<Button[]> {
  const b = words.t.buttons
  const id = need.id
  const buttons: Button[] = []
  if (standing.claimer && need.acceptedAt && ['claimed', 'in_progress'].includes(need.state)) {
    buttons.push(button(b.addMember, 'add_member', id))
    if ((await tx.teams.ofNeed(id)).length > 0) buttons.push(button(b.crew, 'crew', id))
  }
  if (standing.member && !isEnded(need.state)) buttons.push(button(b.leaveTeam, 'leave_team', id, 'danger'))
  if (!standing.staff || need.state === 'draft' || isEnded(need.state)) return buttons
  if (may('assign', need.state, ['staff'])) buttons.push(button(b.assignExpert, 'assign', id))
  if (may('replace', need.state, ['staff'])) buttons.push(button(b.replaceExpert, 'replace', id))
  if ((await tx.matters.ofNeed(id)).length > 0) buttons.push(button(b.extendTerm, 'extend', id))
  if (need.state !== 'waiting') buttons.push(button(b.handOver, 'hand_over', id))
  return buttons
}

/** For officers what they answer for, for members what they take part in, for managers what their experts carry; and one's leave. */
export async function myTeam(reader: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const { tx, words, person, now } = reader
  const t = words.t.teamwork
  const lines: string[] = []
  const buttons: Button[] = []
  if (isStaff(person)) {
    const { total, overdue } = await tx.teams.answeredBy([...(await answeredFor({ tx, now }, person)).keys()], now, 0, 0)
    if (total > 0) lines.push(t.answeringMy(total, overdue))
    if (total > 0) buttons.push(button(words.t.buttons.answering, 'answering', '0'))
  }
  const section = (title: string, needs: Need[]) => {
    if (needs.length === 0) return
    const shown = needs.slice(0, mostShown)
    lines.push(`${title}${words.t.colon}`, ...shown.map((need) => lineOf(words, need, title === t.managedMy)))
    buttons.push(...shown.filter((need) => title !== t.managedMy || need.visibility !== 'private').map((need) => showButton(words, need)))
  }
  section(t.membersMy, person.expertId ? (await tx.teams.ofExpert(person.expertId)).map(({ need }) => need) : [])
  section(t.managedMy, person.managesId ? await tx.teams.ofInstitute(person.managesId) : [])
  if (person.away && person.away.until >= isoDayAt(now)) {
    const standIn = person.substituteId ? await tx.people.find(person.substituteId) : undefined
    lines.push(t.leaveMy(periodOf(words, person.away), standIn?.name ?? ''))
  }
  return { lines, buttons }
}

/** What a private need is about is not for who only manages an institute. */
function lineOf({ t }: Words, { number, title, state, visibility }: Need, managed: boolean): string {
  return `• ${[number, managed && visibility === 'private' ? t.clocks.hiddenTitle : title].filter(Boolean).join(' ')} — ${t.states[state]}`
}
