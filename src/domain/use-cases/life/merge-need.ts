import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { type Act, needOf, record, refresh, reply, standingOf } from '../act.ts'
import { moveNeed } from '../move-need.ts'
import type { Go } from './go.ts'
import { tellOthers } from './tell-others.ts'
import { windUp } from './wind-up.ts'

/** A duplicate goes into the need it repeats. Its words and files stay with it; the other has on record where they are. */
export const mergeNeed: Go = async (act, need, { by, given }) => {
  const found = await other(act, need, given.into ?? '')
  const into = await needOf(act.tx, found.id)
  checkOther(need, into)
  const facts = { into: into.number ?? '' }
  await tellOthers(act, need, 'merged_told', { facts, reserves: true })
  await moveNeed(act, need, 'merge', {
    by,
    patch: { mergedIntoId: into.id, closedAt: act.now, pausedFrom: undefined, reviewOn: undefined },
    note: into.number,
    also: () => windUp(act, need.id, 'merged'),
  })
  await record(act, { needId: into.id, event: 'merged_in', note: need.number })
  await tellOthers(act, into, 'merged_in_told', { facts: { from: need.number ?? '' }, except: need.posterId })
  await reply(act, { view: 'say', text: 'merged', needId: into.id, facts: { number: need.number ?? '', ...facts } })
  await refresh(act, need.id)
  await refresh(act, into.id)
}

/** The number of the need to merge into, as it is written; `invalid` with the reason where it can't be that one. */
export async function checkInto(act: Act, need: Need, text: string): Promise<string> {
  const into = await other(act, need, text)
  checkOther(need, into)
  return into.number ?? ''
}

async function other(act: Act, need: Need, text: string): Promise<Need> {
  const number = text.normalize('NFKC').match(/\d{4}-\d{4,}/)?.[0]
  if (!number) throw new DomainError('invalid', 'merge_which')
  if (number === need.number) throw new DomainError('invalid', 'merge_same', { number })
  const into = await act.tx.needs.byNumber(number)
  const standing = into && (await standingOf(act.tx, into, act.actor))
  // what is not for one's eyes is answered like what is not there
  if (!into || (!standing?.poster && !standing?.staff)) throw new DomainError('invalid', 'merge_unknown', { number })
  return into
}

function checkOther(need: Need, into: Need): void {
  const facts = { number: into.number ?? '', state: into.state }
  if (into.id === need.id) throw new DomainError('invalid', 'merge_same', facts)
  if (into.mergedIntoId === need.id) throw new DomainError('invalid', 'merge_circle', facts)
  if (isEnded(into.state)) throw new DomainError('invalid', 'merge_ended', facts)
  if (into.state === 'draft') throw new DomainError('invalid', 'merge_draft', facts)
  if (into.enterpriseId !== need.enterpriseId) throw new DomainError('invalid', 'merge_other_enterprise', facts)
}
