import { DomainError } from '../../errors.ts'
import { describe, type Need } from '../../need.ts'
import { type ReachedTarget, reachedTargets } from '../../reached.ts'
import type { Tx } from '../../store.ts'
import { reachedFromAnswer, rowOf, type TargetRow } from '../../target-row.ts'
import { type Act, needOf, permit, record, refresh, reply, standingOf, words } from '../act.ts'
import { sideOf } from './sides.ts'

/** The targets of a need as rows. */
export async function rowsOf(tx: Tx, need: Need): Promise<TargetRow[]> {
  const text = describe(need, await tx.needs.parts(need.id))
  return need.targets.map((target) => rowOf(target, text))
}

/** What was reached, as far as a sentence says it, and whether it says so of every target. */
export async function reachedIn(tx: Tx, need: Need, text: string): Promise<{ reached: ReachedTarget[]; all: boolean }> {
  const rows = await rowsOf(tx, need)
  const reached = reachedTargets(rows, reachedFromAnswer(text, rows))
  return { reached, all: reached.length === rows.length }
}

/** The solver says item by item what was reached; what was said of the others before stands. The whole answer is in the history. */
export async function sayReached(act: Act, needId: string, text: string): Promise<void> {
  const need = await needOf(act.tx, needId)
  permit(act, 'say_reached', sideOf(need, await standingOf(act.tx, need, act.actor)) === 'team' && 'worked')
  if (need.state !== 'solved' && need.state !== 'confirmed') throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  const answer = words(text, 2000)
  const { reached } = await reachedIn(act.tx, need, answer)
  if (reached.length === 0) throw new DomainError('invalid', 'reached_unclear')
  const said = new Set(reached.map(({ name, wanted }) => `${name} ${wanted}`))
  const before = (need.reached ?? []).filter(({ name, wanted }) => !said.has(`${name} ${wanted}`))
  await act.tx.needs.update(needId, { reached: [...before, ...reached] })
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'reached', note: answer })
  await reply(act, { view: 'say', text: 'reached_kept', needId })
  await refresh(act, needId)
}
