import type { PrivacyDialog } from '../../../domain/notices.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import type { Said } from '../../../domain/use-cases/draft-need.ts'
import { askAgain, holdBack, isDefence, isNotDefence } from '../../../domain/use-cases/privacy/refuse-defence.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import { onEdit, onMessage } from '../../conversation.ts'

/** Asked where the words only sound so. */
export function defenceCard({ words }: Reader): Draft {
  const b = words.t.buttons
  return {
    text: words.t.privacy.defence,
    buttons: [[button(b.defence_no, 'defence_no', 'x', 'primary'), button(b.defence_yes, 'defence_yes', 'x')]],
  }
}

const yes = /^(?:是的?|对|涉及|有的?|yes|y|it is|yes,? it is)[。.!！]?$/iu
const no = /^(?:不是|不涉及|否|没有?|不|no|n|it is not|no,? it is not)[。.!！]?$/iu

/** In words: yes, no, or more of the same. */
export async function answerDefence(act: Act, dialog: Extract<PrivacyDialog, { kind: 'defence' }>, said: Said): Promise<void> {
  const text = said.text.trim()
  if (yes.test(text)) return isDefence(act)
  if (no.test(text)) return goOn(act)
  if (await holdBack(act, said, dialog)) return
  await askAgain(act, [...dialog.held, { ...said, at: said.at.toISOString(), edit: false }], dialog.then)
}

/** It is not: what was said is heard now, in its order. */
export async function goOn(act: Act): Promise<void> {
  const where = { chat: { address: act.address, kind: 'private' as const }, toBot: true, refused: false }
  for (const { edit, at, ...held } of await isNotDefence(act)) {
    if (edit) await onEdit(act, held.messageRef, held.text, true, true)
    else await onMessage({ ...act, isNew: false }, { ...held, at: new Date(at) }, where, true)
  }
}
