import type { Invitation, Need } from '../../need.ts'
import type { TeamMember } from '../../team.ts'
import { type Act, tell, type Work } from '../act.ts'
import { volunteer } from '../volunteer.ts'

/**
 * The claim of a need has ended, and with it the places of those who worked beside it: experts become reserves. Returns the invitations of those who had claimed it jointly,
 * who are to be asked before anybody else to go on as the lead.
 */
export async function endTeam(work: Work | Act, need: Need): Promise<Invitation[]> {
  const leads: Invitation[] = []
  for (const member of await work.tx.teams.ofNeed(need.id)) {
    const was = member.state
    if (!(await work.tx.teams.move(member.id, ['in', 'proposed'], was === 'in' ? 'left' : 'refused', { leftAt: work.now }))) continue
    if (was !== 'in' || !member.expertId) continue
    const reserve = await asReserve(work, need, member.expertId)
    if (reserve && member.role === 'joint') leads.push(reserve)
    await tellEnded(work, need, member, reserve !== undefined)
  }
  return leads
}

/** Their invitation, made or changed so that they are next in line; undefined where they or the enterprise have said no. */
async function asReserve(work: Work | Act, need: Need, expertId: string): Promise<Invitation | undefined> {
  const mine = await work.tx.invitations.of(need.id, expertId)
  if (!mine) await work.tx.invitations.add(volunteer(work, need.id, expertId, 'reserve'))
  else await work.tx.invitations.move(mine.id, ['asked', 'passed', 'expired', 'reserve'], 'reserve', {})
  const now = await work.tx.invitations.of(need.id, expertId)
  return now?.state === 'reserve' ? now : undefined
}

async function tellEnded(work: Work | Act, need: Need, member: TeamMember, reserve: boolean): Promise<void> {
  const person = member.expertId ? await work.tx.people.ofExpert(member.expertId) : undefined
  const text = member.role === 'joint' && reserve ? 'team_ended_joint' : 'team_ended'
  await tell(work, person?.id, { view: 'say', text, needId: need.id, facts: { number: need.number ?? '' } })
}
