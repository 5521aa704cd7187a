import type { Claim, Need } from '../../need.ts'
import { type Act, refresh, reply } from '../act.ts'
import { askAgain, askExperts } from '../ask-experts.ts'
import { moveNeed } from '../move-need.ts'
import type { Go } from './go.ts'
import { tellOthers } from './tell-others.ts'

/** An ended need is open again: who worked on it last is asked first, then whoever the ranking names. What it had come to stays in the history. */
export const reopenNeed: Go = async (act, need, { by, given }) => {
  const last = await act.tx.claims.last(need.id)
  await tellOthers(act, need, 'reopened_told', { facts: { reason: given.reason ?? '' } })
  await moveNeed(act, need, 'reopen', {
    by,
    patch: {
      claimedAt: undefined,
      acceptedAt: undefined,
      solvedAt: undefined,
      closedAt: undefined,
      result: undefined,
      reached: undefined,
      endReason: undefined,
      endCall: undefined,
    },
    note: given.reason,
    async also() {
      if (last?.ended === 'confirmed') await act.tx.claims.endedAs(last.id, 'reopened')
      // who worked on it beside the claimer has no place in what comes now
      await act.tx.teams.dissolve(need.id, act.now, { all: true })
    },
  })
  await askLastFirst(act, { ...need, state: 'open' }, last)
  await reply(act, { view: 'say', text: 'reopened', needId: need.id, facts: { number: need.number ?? '' } })
  await refresh(act, need.id)
}

/** Whose invitation is still that of the claimer had it when it ended: who gave it back or was declined is not asked again. */
async function askLastFirst(act: Act, need: Need, last: Claim | undefined): Promise<void> {
  for (const invitation of await act.tx.invitations.ofNeed(need.id)) {
    if (invitation.state !== 'claimed') continue
    const asked = invitation.expertId === last?.expertId && (await askAgain(act, need, invitation, 'claimed'))
    if (!asked) await act.tx.invitations.move(invitation.id, ['claimed'], 'closed', {})
  }
  await askExperts(act, need)
}
