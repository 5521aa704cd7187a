import { DomainError } from '../errors.ts'
import type { Need } from '../need.ts'
import { checkMove, type LifeEvent } from '../need-life.ts'
import { priorities } from '../notices.ts'
import type { NeedPatch } from '../store.ts'
import { type Act, ask, needOf, permit, record, refresh, relationsIn, reply, type Standing, standingOf, tell, words } from './act.ts'
import { tellWorker } from './ask-experts.ts'
import { tellOthers } from './life/tell-others.ts'
import { windUp } from './life/wind-up.ts'
import { moveNeed } from './move-need.ts'
import { reopen } from './reopen.ts'
import { reachedIn } from './work/say-reached.ts'

/** The need and the right to do this to it; `forbidden` or `conflict` otherwise. */
export async function allowed(act: Act, needId: string, event: LifeEvent): Promise<Need> {
  const need = await needOf(act.tx, needId)
  const { capacities } = await standingOf(act.tx, need, act.actor)
  checkMove(event, need.state, capacities)
  if ((event === 'start' || event === 'solve') && !need.acceptedAt) throw new DomainError('conflict', 'not_yet_accepted')
  return need
}

type Rest = { note?: string; also?: () => Promise<void> }

async function move(act: Act, need: Need, event: LifeEvent, patch: NeedPatch, rest: Rest = {}): Promise<void> {
  await moveNeed(act, need, event, { by: ['poster', 'claimer'], patch, ...rest })
}

async function tellClaimer(act: Act, need: Need, text: string, facts: Record<string, string> = {}): Promise<void> {
  await tellWorker(act, need, { view: 'say', text, needId: need.id, facts: { number: need.number ?? '', ...facts } })
}

async function tellPoster(act: Act, need: Need, text: string, facts: Record<string, string> = {}): Promise<void> {
  await tell(
    act,
    need.posterId,
    { view: 'say', text, needId: need.id, facts: { number: need.number ?? '', ...facts } },
    { priority: priorities.urgent },
  )
}

/** The claimer has been in touch: work begins. */
export async function startWork(act: Act, needId: string): Promise<void> {
  const need = await allowed(act, needId, 'start')
  await move(act, need, 'start', {})
  await tellPoster(act, need, 'started')
  await refresh(act, needId)
}

/** The other side's contact, once the claim is accepted; to who claimed jointly as well. */
export async function showContact(act: Act, needId: string): Promise<void> {
  const need = await needOf(act.tx, needId)
  const { poster, claimer } = await standingOf(act.tx, need, act.actor)
  const { expertId } = act.actor
  const team = expertId ? await act.tx.teams.ofNeed(needId) : []
  const joint = team.some((one) => one.state === 'in' && one.role === 'joint' && one.expertId === expertId)
  permit(act, 'see_contact', poster && 'poster', claimer && 'claimer', joint && 'member')
  if (!need.acceptedAt || !(await act.tx.claims.live(needId))) throw new DomainError('conflict', 'no_contact_now')
  await reply(act, { view: 'contact', needId })
}

/** The need and the writer's standing on it; `forbidden` or `conflict` where no progress may be noted. */
export async function mayNote(act: Act, needId: string): Promise<{ need: Need; standing: Standing }> {
  const need = await needOf(act.tx, needId)
  const standing = await standingOf(act.tx, need, act.actor)
  permit(act, 'note_progress', ...relationsIn(standing))
  if (!['claimed', 'in_progress', 'solved'].includes(need.state))
    throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  return { need, standing }
}

/** A line on how it goes, from either side; the other side reads it. */
export async function noteProgress(act: Act, needId: string, text: string): Promise<void> {
  const { need, standing } = await mayNote(act, needId)
  const line = words(text, 2000)
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'progress', note: line })
  // of a claim that is not accepted yet the expert reads the title alone
  const waits = standing.poster && standing.claim !== undefined && !need.acceptedAt
  if (standing.poster && !waits) await tellClaimer(act, need, 'progress_from_enterprise', { text: line })
  if (!standing.poster) await tellPoster(act, need, 'progress_from_expert', { text: line })
  if (!standing.claimer && standing.member) await tellClaimer(act, need, 'progress_from_member', { text: line, name: act.actor.name })
  await reply(act, { view: 'say', text: waits ? 'progress_kept_until' : 'progress_kept', needId })
  await refresh(act, needId)
}

/** The claimer says what was reached; it counts once the enterprise confirms. Of targets that the words leave out it is asked afterwards: nothing waits for it. */
export async function reportSolved(act: Act, needId: string, text: string): Promise<void> {
  const need = await allowed(act, needId, 'solve')
  const result = words(text, 2000)
  const { reached, all } = await reachedIn(act.tx, need, result)
  await move(act, need, 'solve', { solvedAt: act.now, result, reached: reached.length > 0 ? reached : undefined }, { note: result })
  await tellPoster(act, need, 'solved_please_confirm', { text: result })
  await tell(act, need.posterId, { view: 'need', needId }, { mode: 'fresh' })
  await reply(act, { view: 'say', text: 'solved_sent', needId })
  if (!all) await ask(act, { kind: 'reached', needId })
  await refresh(act, needId)
}

/** The enterprise's word: solved. */
export async function confirmSolved(act: Act, needId: string): Promise<void> {
  const need = await allowed(act, needId, 'confirm')
  await tellClaimer(act, need, 'confirmed_thanks')
  await move(act, need, 'confirm', { closedAt: act.now }, { also: () => windUp(act, needId, 'confirmed') })
  await reply(act, { view: 'say', text: 'confirmed_enterprise', needId, facts: { number: need.number ?? '' } })
  await refresh(act, needId)
}

/** The enterprise's word: not solved, and why. */
export async function disputeSolved(act: Act, needId: string, text: string): Promise<void> {
  const need = await allowed(act, needId, 'dispute')
  const reason = words(text, 2000)
  await move(act, need, 'dispute', { solvedAt: undefined }, { note: reason })
  await tellClaimer(act, need, 'disputed', { text: reason })
  await reply(act, { view: 'say', text: 'dispute_sent', needId })
  await refresh(act, needId)
}

/** The claimer gives it back, with a reason. */
export async function releaseNeed(act: Act, needId: string, text: string): Promise<void> {
  const need = await allowed(act, needId, 'release')
  await reopen(act, need, 'release', words(text, 1000))
  await reply(act, { view: 'say', text: 'release_done', needId, facts: { number: need.number ?? '' } })
}

/** The enterprise takes it back; whoever works on it is told. */
export async function withdrawNeed(act: Act, needId: string, text: string): Promise<void> {
  const need = await allowed(act, needId, 'withdraw')
  const reason = words(text, 1000)
  await tellOthers(act, need, 'withdrawn_by_enterprise', { facts: { text: reason } })
  await move(
    act,
    need,
    'withdraw',
    { closedAt: act.now, endReason: reason, pausedFrom: undefined, reviewOn: undefined },
    { note: reason, also: () => windUp(act, needId, 'withdrawn') },
  )
  await reply(act, { view: 'say', text: 'withdrawn', needId, facts: { number: need.number ?? '' } })
  await refresh(act, needId)
}
