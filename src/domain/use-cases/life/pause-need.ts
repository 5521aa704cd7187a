import type { Invitation, Need } from '../../need.ts'
import { type Act, refresh, reply } from '../act.ts'
import { askExperts } from '../ask-experts.ts'
import { moveNeed } from '../move-need.ts'
import type { Go } from './go.ts'
import { tellOthers } from './tell-others.ts'

/** Rests until it is looked at again. Claim and invitations stay as they are, nobody is asked and nobody's time runs out meanwhile. */
export const pauseNeed: Go = async (act, need, { by, given }) => {
  const { reason = '', review = '' } = given
  await moveNeed(act, need, 'pause', { by, patch: { pausedFrom: need.state, reviewOn: review }, note: reason })
  await tellOthers(act, need, 'paused_told', { facts: { reason, day: review } })
  await reply(act, { view: 'say', text: 'paused', needId: need.id, facts: { number: need.number ?? '', day: review } })
  await refresh(act, need.id)
}

/** On it goes, where it stood. */
export const resumeNeed: Go = async (act, need, { by }) => {
  const to = await moveNeed(act, need, 'resume', {
    by,
    patch: { pausedFrom: undefined, reviewOn: undefined },
    also: () => lengthenTerms(act, need),
  })
  await tellOthers(act, need, 'resumed_told')
  if (to === 'open') await askExperts(act, { ...need, state: 'open' })
  await reply(act, { view: 'say', text: 'resumed', needId: need.id, facts: { number: need.number ?? '' } })
  await refresh(act, need.id)
}

/** Who was asked has as much time left as when it was paused. */
async function lengthenTerms(act: Act, need: Need): Promise<void> {
  const pausedAt = (await act.tx.needs.history(need.id)).findLast(({ event }) => event === 'pause')?.at ?? act.now
  const asked: Invitation[] = (await act.tx.invitations.ofNeed(need.id)).filter(({ state }) => state === 'asked')
  for (const { id, dueAt } of asked) {
    const later = new Date(dueAt.getTime() + act.now.getTime() - pausedAt.getTime())
    await act.tx.invitations.move(id, ['asked'], 'asked', { dueAt: later })
  }
}
