import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { type Act, ask, needOf, permit, record, refresh, reply, standingOf } from '../act.ts'
import { attach, beginDraft, type Said } from '../draft-need.ts'
import { asSide, sideOf } from './sides.ts'

const most = 8

/** The needs that a file somebody sends without a word may belong to: the latest first, ended ones too. */
export async function needsOfPerson({ tx, actor }: Pick<Act, 'tx'> & { actor: Act['actor'] }): Promise<Need[]> {
  const own = (await tx.needs.ofPoster(actor.id, most)).filter(({ number }) => number !== undefined)
  const carried = actor.expertId ? await tx.needs.ofExpert(actor.expertId) : []
  const worked = carried.filter(({ need, invitation }) => invitation.state === 'claimed' && need.acceptedAt).map(({ need }) => need)
  return [...own, ...worked].toSorted((a, b) => b.touchedAt.getTime() - a.touchedAt.getTime()).slice(0, most)
}

/** Files came that belong to nothing yet: they are kept, and it is asked which need they are for. False where there is none. */
export async function offerNeeds(act: Act, said: Said): Promise<boolean> {
  if ((await needsOfPerson(act)).length === 0) return false
  await ask(act, { kind: 'place_files', files: said.files })
  return true
}

/** More files for the same place; words with them are a need of their own, which takes them along. */
export async function moreFiles(act: Act, files: Said['files'], said: Said): Promise<void> {
  const all = [...files, ...said.files]
  if (said.text.trim() !== '' && act.actor.enterpriseId) {
    await act.tx.dialogs.clear(act.address)
    return beginDraft(act, { ...said, files: all })
  }
  await ask(act, { kind: 'place_files', files: all })
}

/** Puts them with this need. */
export async function placeFiles(act: Act, needId: string): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'place_files') throw new DomainError('invalid', 'old_button')
  const need = await needOf(act.tx, needId)
  permit(act, 'work_on', ...asSide(sideOf(need, await standingOf(act.tx, need, act.actor))))
  await attach(act, needId, { messageRef: '', text: '', files: dialog.files, at: act.now })
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: 'added' })
  const text = isEnded(need.state) ? 'added_after_end' : 'added'
  await reply(act, { view: 'say', text, needId, facts: { number: need.number ?? '' } })
  await refresh(act, needId)
}
