import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import type { Dialog, HeldWords } from '../../notices.ts'
import { needSlot } from '../../notices.ts'
import { isStaff } from '../../person.ts'
import { defenceIn } from '../../understand/defence.ts'
import { type Act, refreshSlot, reply, tellStaff } from '../act.ts'
import type { Said } from '../draft-need.ts'

/** Dialogs that ask for a name, a number or a time: what is said there is no need. Whoever takes a need back because it is secret must not be kept from it. */
const namesOnly: readonly Dialog['kind'][] = [
  'enterprise_name',
  'expert_name',
  'staff_code',
  'recommend',
  'phone',
  'quiet',
  'leave',
  'digest_time',
  'withdraw',
]

/**
 * What is about defence or state secrets goes no further: true where it was turned away, or its writer is asked first. Staff may speak of such matters, but
 * not write them into a need.
 */
export async function holdBack(act: Act, said: Said, dialog: Dialog | undefined, edit = false): Promise<boolean> {
  if (dialog && namesOnly.includes(dialog.kind)) return false
  if (isStaff(act.actor) && !edit && !(dialog && 'needId' in dialog)) return false
  const found = defenceIn(said.text)
  if (!found) return false
  const held = [...(dialog?.kind === 'defence' ? dialog.held : []), { ...said, at: said.at.toISOString(), edit }]
  const then = dialog?.kind === 'defence' ? dialog.then : dialog
  if (found === 'sure') await turnAway(act, held, then)
  else await askAgain(act, held, then)
  return true
}

/** Asked once more, with what was said meanwhile kept beside it. */
export async function askAgain(act: Act, held: HeldWords[], then: Dialog | undefined): Promise<void> {
  await act.tx.dialogs.set(act.address, { kind: 'defence', held, then }, act.now)
  // the words themselves stay out of the post
  await reply(act, { view: 'defence' }, { mode: 'fresh', slot: 'defence' })
}

/** “Yes, it is.” Nothing that was written is kept: the draft it belongs to, its files, what waits for an answer. */
export async function isDefence(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'defence') throw new DomainError('invalid', 'old_button')
  await turnAway(act, dialog.held, dialog.then)
}

/** “No, it isn't.” What was held is returned, to be heard as if nothing had been asked. */
export async function isNotDefence(act: Act): Promise<HeldWords[]> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'defence') throw new DomainError('invalid', 'old_button')
  if (dialog.then) await act.tx.dialogs.set(act.address, dialog.then, act.now)
  else await act.tx.dialogs.clear(act.address)
  return dialog.held
}

async function turnAway(act: Act, held: readonly HeldWords[], then: Dialog | undefined): Promise<void> {
  const draft = await draftOf(act, held, then)
  const messages = held.map(({ messageRef }) => messageRef)
  if (draft) {
    const parts = (await act.tx.needs.parts(draft.id)).map(({ messageRef }) => messageRef)
    const answers = draft.answers.flatMap(({ messageRef }) => messageRef ?? [])
    messages.push(...parts, ...answers)
    await act.tx.privacy.forgetDraft(draft.id)
    await refreshSlot(act, needSlot(draft.id), { view: 'need', needId: draft.id })
  }
  await act.tx.privacy.forgetFiles(held.flatMap(({ files }) => files.map(({ fileId }) => fileId)))
  await act.tx.privacy.hideMessages(messages)
  await act.tx.dialogs.clear(act.address)
  await act.tx.privacy.refused(act.actor.id, act.now)
  await reply(act, { view: 'say', text: 'defence_refused', facts: { desk: act.rules.defenceDesk ?? '' } })
  await tellStaff(act, ['head', 'admin'], { view: 'say', text: 'defence_told', facts: { name: act.actor.name } })
}

/** The draft that the words belong to, if it is not published yet. */
async function draftOf(act: Act, held: readonly HeldWords[], then: Dialog | undefined): Promise<Need | undefined> {
  const found: (Need | undefined)[] = []
  for (const { messageRef, edit } of held) {
    const part = edit ? await act.tx.needs.partOf(messageRef) : undefined
    if (part) found.push(await act.tx.needs.find(part.needId))
  }
  if (found.length === 0 && then && 'needId' in then) found.push(await act.tx.needs.find(then.needId))
  if (found.length === 0) found.push(await act.tx.needs.draftOf(act.actor.id))
  return found.find((need) => need?.state === 'draft' && need.number === undefined && need.posterId === act.actor.id)
}
