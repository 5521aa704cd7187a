import { type Act, ask, permit, reply, words } from '../act.ts'
import { beginDraft, type Said } from '../draft-need.ts'
import { keepWords, keptWords } from '../kept-words.ts'

const longest = 100

/** What was asked for; without a name nothing: all instruments. */
export async function questionOf(work: Pick<Act, 'tx'>, name: string): Promise<string> {
  return name === '' ? '' : keptWords(work, 'equipment', name)
}

/** Instruments by words; without words all. */
export async function findEquipment(act: Act, question: string): Promise<void> {
  permit(act, 'find_equipment')
  const said = question.trim().slice(0, longest)
  await reply(
    act,
    { view: 'equipment_found', ask: said === '' ? '' : await keepWords(act, 'equipment', said), page: 0 },
    { mode: 'fresh', slot: 'equipment' },
  )
}

export async function turnEquipment(act: Act, name: string, page: number): Promise<void> {
  await questionOf(act, name)
  await reply(act, { view: 'equipment_found', ask: name, page }, { mode: 'update', slot: 'equipment' })
}

/** Nobody has it: the enterprise says what shall be tested, and it becomes a need. */
export async function askForTestingNeed(act: Act, name: string): Promise<void> {
  permit(act, 'ask_for_test')
  await ask(act, { kind: 'equipment_need', query: await questionOf(act, name) })
}

export async function beginTestingNeed(act: Act, query: string, said: Said): Promise<void> {
  permit(act, 'ask_for_test')
  await act.tx.dialogs.clear(act.address)
  const lead = act.actor.lang === 'zh' ? `需要检测（${query}）：` : `Testing wanted (${query}): `
  await beginDraft(act, { ...said, text: lead + words(said.text, 2000) })
  const draft = await act.tx.needs.draftOf(act.actor.id)
  if (draft) await act.tx.needs.update(draft.id, { type: 'testing', fixed: [...new Set([...draft.fixed, 'type' as const])] })
}
