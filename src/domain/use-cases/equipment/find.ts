import { createHash } from 'node:crypto'
import { DomainError } from '../../errors.ts'
import { type Act, ask, permit, reply, words } from '../act.ts'
import { beginDraft, type Said } from '../draft-need.ts'

const longest = 100

/** What was asked for, kept once under the hash of itself, so that a button carries 16 characters. */
async function keep({ tx }: Pick<Act, 'tx'>, question: string): Promise<string> {
  const hash = createHash('sha256').update(question).digest('base64url').slice(0, 16)
  await tx.settle(`equipment:${hash}`, question)
  return hash
}

export async function kept({ tx }: Pick<Act, 'tx'>, hash: string): Promise<string> {
  if (hash === '') return ''
  const question = await tx.settle(`equipment:${hash}`, '')
  if (question === '') throw new DomainError('invalid', 'old_button')
  return question
}

/** Instruments by words; without words all. */
export async function findEquipment(act: Act, question: string): Promise<void> {
  permit(act, 'find_equipment')
  const said = question.trim().slice(0, longest)
  await reply(
    act,
    { view: 'equipment_found', ask: said === '' ? '' : await keep(act, said), page: 0 },
    { mode: 'fresh', slot: 'equipment' },
  )
}

export async function turnEquipment(act: Act, hash: string, page: number): Promise<void> {
  await kept(act, hash)
  await reply(act, { view: 'equipment_found', ask: hash, page }, { mode: 'update', slot: 'equipment' })
}

/** Nobody has it: the enterprise says what shall be tested, and it becomes a need. */
export async function askForTestingNeed(act: Act, hash: string): Promise<void> {
  permit(act, 'ask_for_test')
  await ask(act, { kind: 'equipment_need', query: await kept(act, hash) })
}

export async function beginTestingNeed(act: Act, query: string, said: Said): Promise<void> {
  permit(act, 'ask_for_test')
  await act.tx.dialogs.clear(act.address)
  const lead = act.actor.lang === 'zh' ? `需要检测（${query}）：` : `Testing wanted (${query}): `
  await beginDraft(act, { ...said, text: lead + words(said.text, 2000) })
  const draft = await act.tx.needs.draftOf(act.actor.id)
  if (draft) await act.tx.needs.update(draft.id, { type: 'testing', fixed: [...new Set([...draft.fixed, 'type' as const])] })
}
