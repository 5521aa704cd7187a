import { DomainError } from '../errors.ts'
import type { Invitation, Need } from '../need.ts'
import { checkMove } from '../need-life.ts'
import { priorities } from '../notices.ts'
import { isStaff } from '../person.ts'
import { type Act, refresh, standingOf, tell, type Work } from './act.ts'
import { askAgain, askExperts } from './ask-experts.ts'
import { moveNeed } from './move-need.ts'
import { endTeam } from './team/end-team.ts'

/**
 * A claim ends without a solution: given back by the expert, or declined by the enterprise. The need is open again, and
 * the first reserve is asked, else the next experts; everybody concerned is told.
 */
export async function reopen(act: Act, need: Need, event: 'release' | 'decline', note?: string): Promise<void> {
  const claim = await act.tx.claims.live(need.id)
  const { capacities } = await standingOf(act.tx, need, act.actor)
  checkMove(event, need.state, capacities)
  if (!claim) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  const how = event === 'release' ? 'released' : 'declined'
  let leads: Invitation[] = []
  await moveNeed(act, need, event, {
    by: capacities,
    patch: { claimedAt: undefined, acceptedAt: undefined },
    note,
    async also() {
      if (!(await act.tx.claims.end(claim.id, act.now, how))) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
      const invitation = await act.tx.invitations.of(need.id, claim.expertId)
      if (invitation) await act.tx.invitations.move(invitation.id, ['claimed'], how, { answeredAt: act.now })
      leads = await endTeam(act, need)
    },
  })
  const byStaff = event === 'release' && claim.expertId !== act.actor.expertId && isStaff(act.actor)
  const facts = { number: need.number ?? '', reason: note ?? '' }
  if (event === 'release')
    await tell(
      act,
      need.posterId,
      { view: 'say', text: byStaff ? 'released_for_you' : 'released', facts, needId: need.id },
      { priority: priorities.urgent },
    )
  const expert = await act.tx.people.ofExpert(claim.expertId)
  if (byStaff && expert) await tell(act, expert.id, { view: 'say', text: 'released_by_staff', facts, needId: need.id })
  if (event === 'decline' && expert) await tell(act, expert.id, { view: 'say', text: 'declined', facts, needId: need.id })
  await askNextInLine(act, need, leads)
  await refresh(act, need.id)
}

/** Who claimed it jointly is asked before anybody else to go on as the lead; then the first reserve, else whoever the ranking names next. */
export async function askNextInLine(work: Work, need: Need, leads: Invitation[] = []): Promise<void> {
  const open = { ...need, state: 'open' } as const
  let asked = 0
  for (const lead of leads) if (await askAgain(work, open, lead)) asked++
  if (asked === 0) await askExperts(work, open)
}
