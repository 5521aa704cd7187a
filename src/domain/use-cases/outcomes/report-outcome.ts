import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import type { Outcome, OutcomeDraft, Side } from '../../outcome.ts'
import type { Share } from '../../shares.ts'
import type { Tx } from '../../store.ts'
import { type Act, permit, record, refresh, refreshSlot, reply, tell, type Work, words } from '../act.ts'
import { mayHaveOutcomes, outcomeSlot, ownSide, partyTo, relationsOfSides, tellSide, waitsFor } from './sides.ts'

/** What was told becomes an outcome. Who reports it has said yes for their side; the other side is asked. */
export async function reportOutcome(act: Act, needId: string, draft: OutcomeDraft, shares: Share[]): Promise<void> {
  const { need, sides } = await partyTo(act, needId)
  if (!mayHaveOutcomes(need)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  await act.tx.dialogs.clear(act.address)
  const side = ownSide(sides)
  const { id, kind, replacesId, skipped: _, files: __, on, ...facts } = draft
  if (on === undefined) throw new DomainError('invalid', 'old_button')
  const outcome: Outcome = {
    ...{
      id,
      needId,
      kind,
      on,
      ...facts,
      replacesId,
      note: '',
      automatic: false,
      byId: act.actor.id,
      at: act.now,
      state: 'reported',
      shares,
    },
    ...(side === 'poster' && { posterYes: true, posterAt: act.now }),
    ...(side === 'expert' && { expertYes: true, expertAt: act.now }),
  }
  const others = (await act.tx.outcomes.ofNeed(needId)).filter(({ id, state }) => id !== replacesId && state !== 'withdrawn')
  const same = others.find((other) => isSame(other, outcome) || (replacesId !== undefined && other.replacesId === replacesId))
  if (same) {
    await reply(act, { view: 'say', text: 'outcome_twice', needId })
    return reply(act, { view: 'outcome', outcomeId: same.id }, { mode: 'fresh', slot: outcomeSlot(same.id) })
  }
  await act.tx.outcomes.add(outcome)
  await record(act, { needId, event: kind === 'agreement' ? 'agree' : 'outcome', note: id })
  await replace(act, outcome)
  await reply(act, { view: 'outcome', outcomeId: id }, { mode: 'fresh', slot: outcomeSlot(id) })
  await askSides(act, need, outcome)
  await refresh(act, needId)
}

/** The outcome it corrects, the one that corrected, and so on. */
export async function correctedBy(tx: Tx, { replacesId }: Pick<Outcome, 'replacesId'>): Promise<string[]> {
  const ids: string[] = []
  for (let id = replacesId; id !== undefined; id = (await tx.outcomes.find(id))?.replacesId) ids.push(id)
  return ids
}

/** What it corrects is taken back at once, unless that counts: then when this one does. */
async function replace(act: Act, { replacesId, needId }: Outcome): Promise<void> {
  const old = replacesId ? await act.tx.outcomes.find(replacesId) : undefined
  if (!old || old.needId !== needId || old.state === 'confirmed') return
  if (await act.tx.outcomes.withdraw(old.id, act.now)) await record(act, { needId, event: 'outcome_withdrawn', note: old.id })
  await show(act, old.id)
}

async function askSides(act: Act, need: Need, outcome: Outcome): Promise<void> {
  for (const side of waitsFor(outcome)) await tellSide(act, need, side, { view: 'outcome', outcomeId: outcome.id }, outcomeSlot(outcome.id))
}

function isSame(a: Outcome, b: Outcome): boolean {
  const keys = ['kind', 'subkind', 'on', 'amount', 'count', 'sessions', 'evidence'] as const
  return keys.every((key) => a[key] === b[key])
}

/** The cards of an outcome, wherever they stand. */
export async function show(work: Work, outcomeId: string): Promise<void> {
  await refreshSlot(work, outcomeSlot(outcomeId), { view: 'outcome', outcomeId })
}

async function outcomeOf(act: Act, outcomeId: string) {
  const found = await act.tx.outcomes.find(outcomeId)
  if (!found) throw new DomainError('not_found', 'no_such_entry')
  const { need, sides } = await partyTo(act, found.needId)
  // read again: the need is held now
  return { outcome: (await act.tx.outcomes.find(outcomeId)) as Outcome, need, sides }
}

/** “That is so.” With the second side's word it counts. */
export async function agreeToOutcome(act: Act, outcomeId: string): Promise<void> {
  const { outcome, need, sides } = await outcomeOf(act, outcomeId)
  const side = ownSide(sides)
  permit(act, 'agree_outcome', ...relationsOfSides(sides))
  if (!side) throw new DomainError('not_found', 'no_such_entry')
  await sayYes(act, need, outcome, side)
}

/** Whether an officer may note the word of a side that was called. */
export async function mayCallFor(act: Act, outcomeId: string, side: Side): Promise<Need> {
  const { outcome, need } = await outcomeOf(act, outcomeId)
  permit(act, 'call_outcome')
  if (!waitsFor(outcome).includes(side)) throw new DomainError('conflict', 'outcome_settled')
  return need
}

/** An officer called: the side says it is so, and what it said is kept. */
export async function agreeByCall(act: Act, outcomeId: string, side: Side, text: string): Promise<void> {
  const need = await mayCallFor(act, outcomeId, side)
  const said = words(text, 1000)
  await act.tx.dialogs.clear(act.address)
  const outcome = (await act.tx.outcomes.find(outcomeId)) as Outcome
  await sayYes(act, need, outcome, side, { byId: act.actor.id, said })
}

async function sayYes(act: Act, need: Need, outcome: Outcome, side: Side, call?: { byId: string; said: string }): Promise<void> {
  if (!(await act.tx.outcomes.agree(outcome.id, side, act.now, call))) throw new DomainError('conflict', 'outcome_settled')
  await record(act, { needId: need.id, event: call ? `outcome_call_${side}` : 'outcome_yes', note: outcome.id })
  if (await act.tx.outcomes.settle(outcome.id, act.now)) await begins(act, need, outcome)
  await show(act, outcome.id)
  await reply(act, { view: 'say', text: 'outcome_thanks', needId: need.id })
  await refresh(act, need.id)
}

/** It counts from now on; what it corrects does no more. */
async function begins(act: Act, need: Need, outcome: Outcome): Promise<void> {
  await record(act, { needId: need.id, event: 'outcome_confirmed', note: outcome.id })
  for (const id of await correctedBy(act.tx, outcome)) {
    if (!(await act.tx.outcomes.withdraw(id, act.now))) continue
    await record(act, { needId: need.id, event: 'outcome_withdrawn', note: id })
    await show(act, id)
  }
}

/** Whether this person may say it is not so: a side that has not said yes, or staff for one. */
export async function mayDispute(act: Act, outcomeId: string): Promise<string> {
  const { outcome, need, sides } = await outcomeOf(act, outcomeId)
  permit(act, 'dispute_outcome', ...relationsOfSides(sides))
  const side = ownSide(sides)
  const waits = waitsFor(outcome)
  if (waits.length === 0 || (side && !waits.includes(side))) throw new DomainError('conflict', 'outcome_settled')
  return need.id
}

/** “That is not so”, with the reason: whoever reported it corrects it or takes it back. */
export async function disputeOutcome(act: Act, outcomeId: string, text: string): Promise<void> {
  await mayDispute(act, outcomeId)
  const { outcome, need } = await outcomeOf(act, outcomeId)
  const reason = words(text, 1000)
  await act.tx.dialogs.clear(act.address)
  if (!(await act.tx.outcomes.dispute(outcomeId, reason))) throw new DomainError('conflict', 'outcome_settled')
  await record(act, { needId: need.id, event: 'outcome_disputed', note: outcomeId })
  await show(act, outcomeId)
  await tellReporter(act, need, outcome)
  await reply(act, { view: 'say', text: 'outcome_dispute_sent', needId: need.id })
  await refresh(act, need.id)
}

async function tellReporter(act: Act, need: Need, { id, byId, posterYes }: Outcome): Promise<void> {
  const notice = { view: 'outcome', outcomeId: id } as const
  const reporter = await act.tx.people.find(byId)
  const delivery = { mode: 'fresh' as const, slot: outcomeSlot(id) }
  if (reporter && (await tell(act, reporter.id, notice, delivery))) return
  await tellSide(act, need, posterYes ? 'poster' : 'expert', notice, outcomeSlot(id))
}

/** Who may correct or take back an outcome: who reported it, somebody of their side, or staff. What confirmation recorded goes with the confirmation. */
export async function mayCorrect(act: Act, outcomeId: string): Promise<{ outcome: Outcome; need: Need }> {
  const { outcome, need, sides } = await outcomeOf(act, outcomeId)
  const side = ownSide(sides)
  const own = outcome.byId === act.actor.id || (side === 'poster' ? outcome.posterYes : side === 'expert' && outcome.expertYes)
  permit(act, 'correct_outcome', own && 'author')
  if (outcome.automatic || outcome.state === 'withdrawn') throw new DomainError('conflict', 'outcome_settled')
  return { outcome, need }
}

/** Takes back what was reported and does not count yet. */
export async function withdrawOutcome(act: Act, outcomeId: string): Promise<void> {
  const { outcome, need } = await mayCorrect(act, outcomeId)
  if (outcome.state === 'confirmed' || !(await act.tx.outcomes.withdraw(outcomeId, act.now)))
    throw new DomainError('conflict', 'outcome_settled')
  await record(act, { needId: need.id, event: 'outcome_withdrawn', note: outcomeId })
  await show(act, outcomeId)
  await reply(act, { view: 'say', text: 'outcome_withdrawn', needId: need.id })
  await refresh(act, need.id)
}
