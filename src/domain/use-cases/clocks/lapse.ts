import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { refresh, tell, type Work } from '../act.ts'
import { moveNeed } from '../move-need.ts'
import { askNextInLine } from '../reopen.ts'
import { endTeam } from '../team/end-team.ts'
import { tellOfficers } from '../team/responsible.ts'

/**
 * The claim lease has run out, one warning and its working day included: the claim ends, the next in line are asked, and the enterprise, the expert and
 * the officers are told. The need itself goes on.
 */
export async function lapse(work: Work, need: Need): Promise<void> {
  const claim = await work.tx.claims.live(need.id)
  if (!claim || !(await work.tx.claims.end(claim.id, work.now, 'lapsed'))) return
  const invitation = await work.tx.invitations.of(need.id, claim.expertId)
  if (invitation) await work.tx.invitations.move(invitation.id, ['claimed'], 'lapsed', { answeredAt: work.now })
  const leads = await endTeam(work, need)
  const patch = { claimedAt: undefined, acceptedAt: undefined }
  const state = await moveNeed(work, need, 'lapse', { by: ['clock'], patch, note: claim.expertId })
  await tellEverybody(work, need, claim.expertId)
  await askNextInLine(work, { ...need, ...patch, state }, leads)
  await refresh(work, need.id)
}

async function tellEverybody(work: Work, need: Need, expertId: string): Promise<void> {
  const expert = await work.tx.directory.expert(expertId)
  const facts = { number: need.number ?? '', title: need.title, expert: expert?.name ?? '' }
  const urgent = { priority: priorities.urgent }
  await tell(work, need.posterId, { view: 'say', text: 'lapsed_enterprise', facts, needId: need.id }, urgent)
  await tell(work, expert?.personId, { view: 'say', text: 'lapsed_expert', facts, needId: need.id })
  await tellOfficers(work, need, { view: 'say', text: 'lapsed_officer', facts, needId: need.id })
}
