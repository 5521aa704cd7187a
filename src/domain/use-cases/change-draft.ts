import { fields, needTypes, urgencies, type Visibility, visibilities } from '../code-lists.ts'
import { DomainError } from '../errors.ts'
import { type DraftField, draftFields } from '../need.ts'
import type { NeedPatch } from '../store.ts'
import { budgetFromAnswer, deadlineFromAnswer, targetsFromAnswer } from '../understand/index.ts'
import { type Act, ask, ownNeed, record, refresh, reply, words } from './act.ts'
import { ownDraft } from './draft-need.ts'
import { moveNeed } from './move-need.ts'

/** Sets one part of a draft by hand, in words or by a code of its list. */
export async function changeDraft(act: Act, needId: string, field: DraftField, value: string): Promise<void> {
  const need = await ownDraft(act, needId)
  const fixed = need.fixed.includes(field) ? need.fixed : [...need.fixed, field]
  await act.tx.needs.update(needId, { ...changed(field, value, act.now), fixed, touchedAt: act.now })
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'need', needId }, { mode: 'fresh' })
}

function changed(field: DraftField, value: string, now: Date): NeedPatch {
  const text = words(value, 500)
  const code = <C extends string>(list: readonly { code: C }[]): C => {
    const found = list.find((entry) => entry.code === text)
    if (!found) throw new DomainError('invalid', 'old_button')
    return found.code
  }
  switch (field) {
    case 'title':
      return { title: words(value, 80).replace(/\s+/g, ' ') }
    case 'field':
      return { field: code(fields) }
    case 'type':
      return { type: code(needTypes) }
    case 'urgency':
      return { urgency: code(urgencies) }
    case 'targets': {
      const found = targetsFromAnswer(text)
      return { targets: found.length > 0 ? found : [{ name: '', value: text }] }
    }
    case 'budget': {
      const budget = budgetFromAnswer(text)
      if (!budget && !/不限|面议|没定|未定|open|none/i.test(text)) throw new DomainError('invalid', 'not_a_budget')
      return { budget }
    }
    case 'deadline': {
      const deadline = deadlineFromAnswer(text, now)
      if (!deadline) throw new DomainError('invalid', 'not_a_date')
      return { deadline }
    }
  }
}

/** Choose what to change; a choice of a list is shown as buttons, the rest is asked in words. */
export async function chooseChange(act: Act, needId: string, field: string): Promise<void> {
  await ownDraft(act, needId)
  const chosen = draftFields.find((name) => name === field)
  if (!chosen) throw new DomainError('invalid', 'old_button')
  if (chosen === 'field' || chosen === 'type' || chosen === 'urgency') await reply(act, { view: 'options', needId, field: chosen })
  else await ask(act, { kind: 'draft_change', needId, field: chosen })
}

/** Who may see it; can be widened or narrowed until somebody has claimed it. */
export async function setVisibility(act: Act, needId: string, value: string): Promise<void> {
  const need = await ownNeed(act, needId)
  const visibility = visibilities.find((entry) => entry.code === value)?.code as Visibility | undefined
  if (!visibility) throw new DomainError('invalid', 'old_button')
  if (!['draft', 'waiting', 'open'].includes(need.state)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
  await act.tx.needs.update(needId, { visibility, touchedAt: act.now })
  if (need.state !== 'draft') await record(act, { needId, event: 'visibility', note: visibility })
  await refresh(act, needId)
}

/** Throws a draft away. */
export async function discardDraft(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId)
  await moveNeed(act, need, 'discard', { by: ['poster'], patch: { closedAt: act.now } })
  await refresh(act, needId)
}
