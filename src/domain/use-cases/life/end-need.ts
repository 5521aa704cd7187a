import type { Need } from '../../need.ts'
import type { Capacity, Given, Way } from '../../need-life.ts'
import { type Act, refresh, reply } from '../act.ts'
import { moveNeed } from '../move-need.ts'
import type { Go } from './go.ts'
import { tellOthers } from './tell-others.ts'
import { windUp } from './wind-up.ts'

/** It could not be solved: the poster says why, or staff with what the enterprise said when it was called. */
export const giveUp: Go = async (act, need, { by, given }) => {
  await tellOthers(act, need, 'unsolved_told', { facts: { reason: given.reason ?? '' }, reserves: true })
  await end(act, need, 'give_up', by, given)
  await reply(act, { view: 'say', text: 'unsolved', needId: need.id, facts: { number: need.number ?? '' } })
}

/** Nobody claimed it: a result, which is reported as one. */
export const endUnclaimed: Go = async (act, need, { by, given }) => {
  await tellOthers(act, need, 'unclaimed_told', { facts: { reason: given.reason ?? '' } })
  await end(act, need, 'nobody', by, given)
  await reply(act, { view: 'say', text: 'unclaimed', needId: need.id, facts: { number: need.number ?? '' } })
}

/** Solved, on the enterprise's word to staff: why it did not press itself, and what it said when it was called, stand on record. */
export const confirmFor: Go = async (act, need, { by, given }) => {
  await tellOthers(act, need, 'confirmed_for_told', { facts: { call: given.call ?? '' } })
  await end(act, need, 'confirm_for', by, given)
  await reply(act, { view: 'say', text: 'confirmed_for', needId: need.id, facts: { number: need.number ?? '' } })
}

async function end(act: Act, need: Need, way: Way, by: readonly Capacity[], { reason, call }: Given): Promise<void> {
  await moveNeed(act, need, way, {
    by,
    patch: { closedAt: act.now, endReason: reason, endCall: call, pausedFrom: undefined, reviewOn: undefined },
    note: [reason, call].filter(Boolean).join('；'),
    also: () => windUp(act, need.id, way === 'confirm_for' ? 'confirmed' : 'unsolved'),
  })
  await refresh(act, need.id)
}
