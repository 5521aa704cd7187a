import type { Challenge } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { type Act, record, refresh, reply, standingOf, tell, words } from '../act.ts'
import { askExperts } from '../ask-experts.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { allowed } from '../follow-need.ts'
import { moveNeed } from '../move-need.ts'
import { callOffChallenge } from './after-move.ts'
import { closingOf } from './answers.ts'
import { factsOf, tellAudience, tellOfficers } from './audience.ts'

/** The closing date may be put off until it has come, and again when nobody had applied by then. */
export async function mayExtend(act: Act, needId: string): Promise<{ need: Need; challenge: Challenge }> {
  const need = await allowed(act, needId, 'call_off')
  const challenge = await act.tx.challenges.find(needId)
  if (!challenge || !['open', 'failed'].includes(challenge.state)) throw new DomainError('conflict', 'extension_late')
  if (challenge.state === 'open' && challenge.closesAt <= act.now) throw new DomainError('conflict', 'extension_late')
  return { need, challenge }
}

export async function extendChallenge(act: Act, needId: string, said: string): Promise<void> {
  const { need, challenge } = await mayExtend(act, needId)
  const closing = closingOf(words(said, 200), act.now, await calendarOf(act))
  if (closing.at <= challenge.closesAt) throw new DomainError('invalid', 'extension_is_none')
  if (!(await act.tx.challenges.move(needId, ['open', 'failed'], 'open', { closesAt: closing.at, at: act.now })))
    throw new DomainError('conflict', 'extension_late')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'challenge_extended', note: closing.at.toISOString() })
  const facts = { ...factsOf(need), until: closing.at.toISOString() }
  await tellAudience(act, needId, 'challenge_extended', facts)
  if (need.posterId !== act.actor.id) await tell(act, need.posterId, { view: 'say', text: 'challenge_extended', facts, needId })
  await tellOfficers(act, need, 'challenge_extended', facts, act.actor.id)
  await reply(act, { view: 'say', text: 'challenge_extended', facts, needId })
  await refresh(act, needId)
}

/** Until somebody is chosen; the search for an expert goes on. */
export async function callOff(act: Act, needId: string, said: string): Promise<void> {
  const need = await allowed(act, needId, 'call_off')
  const reason = words(said, 1000)
  const { capacities } = await standingOf(act.tx, need, act.actor)
  // before the move, after which it would be called off without the reason
  await callOffChallenge(act, need, reason)
  await moveNeed(act, need, 'call_off', { by: capacities, note: reason })
  const facts = { ...factsOf(need), reason }
  if (need.posterId !== act.actor.id) await tell(act, need.posterId, { view: 'say', text: 'challenge_called_off_own', facts, needId })
  await tellOfficers(act, need, 'challenge_called_off_own', facts, act.actor.id)
  await reply(act, { view: 'say', text: 'challenge_called_off_own', facts, needId })
  await askExperts(act, { ...need, state: 'open' }, { tellNobody: false })
  await refresh(act, needId)
}
