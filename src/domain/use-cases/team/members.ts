import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Need, waitsForAcceptance } from '../../need.ts'
import type { MemberRole, TeamMember } from '../../team.ts'
import { type Act, needOf, permit, placeOf, record, refresh, relationsIn, reply, standingOf, tell, words } from '../act.ts'
import { hasConflict, tellWorker } from '../ask-experts.ts'
import { decider } from './owed-proposals.ts'
import { tellOfficers } from './responsible.ts'

const atWork = ['claimed', 'in_progress']

/** Whether this person decides on it now; an officer does for an expert whom no message reaches. */
export async function decides(act: Act, need: Need, member: TeamMember): Promise<boolean> {
  const standing = await standingOf(act.tx, need, act.actor)
  const who = await decider(act, member)
  if (who === 'poster') return standing.poster
  if (who === 'claimer') return standing.claimer
  if (member.expertId !== undefined && member.expertId === act.actor.expertId) return true
  const own = member.expertId ? await act.tx.people.ofExpert(member.expertId) : undefined
  return standing.staff && (await placeOf(act, own?.id)) === undefined
}

/** The need, where somebody may come into its team now. */
async function openToMembers(act: Act, needId: string): Promise<Need> {
  const need = await needOf(act.tx, needId)
  if (!atWork.includes(need.state)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  if (!need.acceptedAt) throw new DomainError('conflict', 'not_yet_accepted')
  return need
}

/** “Let me work with you”, or “let us answer for it jointly”: the claimer is asked. */
export async function askToJoin(act: Act, needId: string, role: 'member' | 'joint'): Promise<void> {
  const need = await openToMembers(act, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  const { claimer, member } = standing
  const { expertId } = act.actor
  permit(act, 'join_team', ...relationsIn(standing))
  if (!expertId) throw new DomainError('not_found', 'no_such_need')
  if (claimer || member) throw new DomainError('conflict', 'in_team_already')
  const added = await propose(act, need, expertId, role)
  await tellWorker(act, need, { view: 'member', memberId: added.id })
  await reply(act, { view: 'say', text: role === 'joint' ? 'joint_asked' : 'join_asked', needId, facts: { number: need.number ?? '' } })
  await refresh(act, needId)
}

/** The need, where this person is the one who takes members in. */
export async function mayAddMember(act: Act, needId: string): Promise<Need> {
  const need = await openToMembers(act, needId)
  permit(act, 'lead_team', ...relationsIn(await standingOf(act.tx, need, act.actor)))
  return need
}

/** `何平`: an expert of the directory, who is asked; `研究生 张三`: in at once, no account needed. */
export async function addMemberNamed(act: Act, needId: string, text: string): Promise<void> {
  const need = await mayAddMember(act, needId)
  const name = words(text, 60)
  const student = /^(?:研究生|博士生|硕士生|学生|postgraduate|student)[\s:：]*(.+)$/iu.exec(name)?.[1]?.trim()
  if (student) return addPostgraduate(act, need, student)
  const found = await act.tx.directory.expertsNamed(name)
  if (found.length === 0) throw new DomainError('invalid', 'no_such_member', { name })
  if (found.length === 1 && found[0]) return addMember(act, needId, found[0].id)
  await reply(act, { view: 'pick_expert_for', needId, event: 'add_member', ids: found.slice(0, 8).map(({ id }) => id), name })
}

async function addPostgraduate(act: Act, need: Need, name: string): Promise<void> {
  const known = await act.tx.teams.ofNeed(need.id)
  if (known.some((one) => one.role === 'postgraduate' && one.name === name)) throw new DomainError('invalid', 'member_already', { name })
  const member: TeamMember = { ...blank(act, need.id), name, role: 'postgraduate', state: 'in', answeredAt: act.now }
  await act.tx.teams.add(member)
  await act.tx.dialogs.clear(act.address)
  await welcomed(act, need, member)
  await reply(act, { view: 'say', text: 'member_in', needId: need.id, facts: { name, number: need.number ?? '' } })
  await refresh(act, need.id)
}

/** The claimer asks an expert of the directory to join. */
export async function addMember(act: Act, needId: string, expertId: string): Promise<void> {
  const need = await mayAddMember(act, needId)
  const claim = await act.tx.claims.live(needId)
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (claim?.expertId === expertId) throw new DomainError('invalid', 'member_is_claimer', { name: expert.name })
  const member = await propose(act, need, expertId, 'member')
  await act.tx.dialogs.clear(act.address)
  const reached = await tell(act, expert.personId, { view: 'member', memberId: member.id }, slotOf(member))
  if (!reached) await tellOfficers(act, need, { view: 'member', memberId: member.id }, slotOf(member))
  await reply(act, { view: 'say', text: reached ? 'member_asked' : 'member_asked_by_phone', needId, facts: { name: expert.name } })
  await refresh(act, needId)
}

async function propose(act: Act, need: Need, expertId: string, role: MemberRole): Promise<TeamMember> {
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  await checkConflict(act, need, expertId, expert.name)
  if ((await act.tx.invitations.of(need.id, expertId))?.state === 'declined')
    throw new DomainError('invalid', 'declined_by_enterprise', { name: expert.name })
  if (role === 'joint') await checkInstitute(act, need, expertId)
  const member: TeamMember = { ...blank(act, need.id), expertId, name: expert.name, role, state: 'proposed' }
  if (!(await act.tx.teams.add(member))) throw new DomainError('invalid', 'member_already', { name: expert.name })
  await record(act, { needId: need.id, event: role === 'joint' ? 'joint_proposed' : 'member_proposed', note: expert.name })
  return member
}

function blank(act: Act, needId: string) {
  return { id: newId(), needId, addedById: act.actor.id, at: act.now }
}

async function checkConflict(act: Act, need: Need, expertId: string, name: string): Promise<void> {
  if (!(await hasConflict(act, need, expertId))) return
  if (act.actor.expertId === expertId) throw new DomainError('forbidden', 'conflict_of_interest')
  throw new DomainError('invalid', 'recommend_without_conflict', { name })
}

/** A joint claim is of another institute than the claimer's, and each institute answers once. */
async function checkInstitute(act: Act, need: Need, expertId: string): Promise<void> {
  const claim = await act.tx.claims.live(need.id)
  const joint = (await act.tx.teams.ofNeed(need.id)).filter(({ role }) => role === 'joint')
  const mine = await act.tx.directory.expert(expertId)
  for (const id of [claim?.expertId, ...joint.map((one) => one.expertId)]) {
    const other = id && id !== expertId ? await act.tx.directory.expert(id) : undefined
    if (other && other.institute.id === mine?.institute.id)
      throw new DomainError('conflict', 'institute_answers_already', { institute: other.institute.short })
  }
}

/** [同意加入] [暂不需要], [加入] [不参加]: one press of whoever it waits for. */
export async function decideMember(act: Act, memberId: string, yes: boolean): Promise<void> {
  const found = await act.tx.teams.find(memberId)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const need = await needOf(act.tx, found.needId)
  const member = (await act.tx.teams.find(memberId)) ?? found
  if (member.state !== 'proposed') throw new DomainError('conflict', 'already_decided')
  permit(act, 'decide_member', (await decides(act, need, member)) && 'awaited')
  if (!yes) return refuse(act, need, member)
  await openToMembers(act, need.id)
  if (member.expertId) await checkConflict(act, need, member.expertId, member.name)
  if (waitsForAcceptance(need) && !member.answeredAt) return askEnterprise(act, need, member)
  await act.tx.teams.move(member.id, ['proposed'], 'in', { answeredAt: act.now })
  await welcomed(act, need, member)
  await showDecision(act, need, member)
}

/** Nobody sees a private need whole without the enterprise's word. */
async function askEnterprise(act: Act, need: Need, member: TeamMember): Promise<void> {
  await act.tx.teams.move(member.id, ['proposed'], 'proposed', { answeredAt: act.now })
  await tell(act, need.posterId, { view: 'member', memberId: member.id }, slotOf(member))
  await showDecision(act, need, member)
}

async function refuse(act: Act, need: Need, member: TeamMember): Promise<void> {
  const who = await decider(act, member)
  await act.tx.teams.move(member.id, ['proposed'], 'refused', { answeredAt: act.now })
  await record(act, { needId: need.id, event: 'member_refused', note: member.name })
  const facts = { number: need.number ?? '', name: member.name }
  const own = member.expertId ? await act.tx.people.ofExpert(member.expertId) : undefined
  if (who !== 'expert') await tell(act, own?.id, { view: 'say', text: 'join_refused', facts })
  else await tellWorker(act, need, { view: 'say', text: 'member_declined', needId: need.id, facts })
  await showDecision(act, need, member)
}

async function showDecision(act: Act, need: Need, member: TeamMember): Promise<void> {
  await reply(act, { view: 'member', memberId: member.id }, slotOf(member))
  await refresh(act, need.id)
}

async function welcomed(act: Act, need: Need, member: TeamMember): Promise<void> {
  await record(act, { needId: need.id, event: member.role === 'joint' ? 'joint_in' : 'member_in', note: member.name })
  const facts = { number: need.number ?? '', name: member.name }
  await tell(act, need.posterId, { view: 'say', text: 'member_in', needId: need.id, facts })
  if (!member.expertId) return
  const own = await act.tx.people.ofExpert(member.expertId)
  await tell(act, own?.id, { view: 'need', needId: need.id }, { mode: 'fresh' })
  const claim = await act.tx.claims.live(need.id)
  const claimer = claim && (await act.tx.people.ofExpert(claim.expertId))
  if (claimer && claimer.id !== act.actor.id) await tell(act, claimer.id, { view: 'say', text: 'member_in', needId: need.id, facts })
}

function slotOf(member: TeamMember): { mode: 'update'; slot: string } {
  return { mode: 'update', slot: `member:${member.id}` }
}

/** A member leaves by themselves, or the claimer takes one out. */
export async function endMember(act: Act, memberId: string): Promise<void> {
  const found = await act.tx.teams.find(memberId)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const need = await needOf(act.tx, found.needId)
  const own = found.expertId !== undefined && found.expertId === act.actor.expertId
  permit(act, 'end_member', own && 'self', ...relationsIn(await standingOf(act.tx, need, act.actor)))
  if (!(await act.tx.teams.move(memberId, ['in', 'proposed'], 'left', { leftAt: act.now })))
    throw new DomainError('conflict', 'not_in_team')
  await record(act, { needId: need.id, event: own ? 'member_left' : 'member_out', note: found.name })
  const facts = { number: need.number ?? '', name: found.name }
  const person = found.expertId ? await act.tx.people.ofExpert(found.expertId) : undefined
  if (own) await tellWorker(act, need, { view: 'say', text: 'member_left', needId: need.id, facts })
  else await tell(act, person?.id, { view: 'say', text: 'member_out', facts })
  await reply(act, { view: 'say', text: own ? 'you_left' : 'member_taken_out', needId: need.id, facts })
  await refresh(act, need.id)
}

/** `退出团队` on the card of the need. */
export async function leaveTeam(act: Act, needId: string): Promise<void> {
  const mine = (await act.tx.teams.ofNeed(needId)).find(({ expertId }) => expertId !== undefined && expertId === act.actor.expertId)
  if (!mine) throw new DomainError('conflict', 'not_in_team')
  await endMember(act, mine.id)
}
