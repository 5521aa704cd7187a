import { DomainError } from '../../errors.ts'
import { type InstituteField, instituteFields } from '../../institutes.ts'
import { asManager } from '../../rights.ts'
import { instituteCalled } from '../../shares.ts'
import { type Act, ask, permit, refreshSlot, reply, words } from '../act.ts'

export function instituteSlot(instituteId: string): string {
  return `institute:${instituteId}`
}

/** `forbidden` where this person may not change it. */
export async function ownInstitute(act: Pick<Act, 'tx' | 'actor'>, instituteId: string): Promise<void> {
  if (!(await act.tx.directory.institute(instituteId))) throw new DomainError('not_found', 'no_such_entry')
  permit(act, 'edit_institute', ...asManager(act.actor, instituteId))
}

/** The one that is called so; without a name one's own, or all to choose from. */
export async function showInstitute(act: Act, name = ''): Promise<void> {
  const own = name === '' ? act.actor.managesId : undefined
  if (own) return showInstituteById(act, own)
  const all = name === '' ? [] : await act.tx.institutes.all()
  const found = instituteCalled(name, all)
  if (found) return showInstituteById(act, found.id)
  if (name !== '') await reply(act, { view: 'say', text: 'institute_unclear', facts: { said: name } })
  await showInstitutes(act, 0)
}

export async function showInstitutes(act: Act, page: number): Promise<void> {
  await reply(act, { view: 'institutes', page }, { mode: 'update', slot: 'institutes' })
}

export async function showInstituteById(act: Act, instituteId: string): Promise<void> {
  await reply(act, { view: 'institute', instituteId }, { mode: 'fresh', slot: instituteSlot(instituteId) })
}

export async function askForInstituteField(act: Act, instituteId: string, field: string): Promise<void> {
  await ownInstitute(act, instituteId)
  if (!instituteFields.some(({ key }) => key === field)) throw new DomainError('invalid', 'old_button')
  await ask(act, { kind: 'institute_part', instituteId, field: field as InstituteField })
}

export async function setInstituteField(act: Act, instituteId: string, field: InstituteField, text: string): Promise<void> {
  await ownInstitute(act, instituteId)
  const most = instituteFields.find(({ key }) => key === field)?.most ?? 120
  const value = /^(?:无|清空|none|empty)$/iu.test(text.trim()) ? undefined : words(text, most)
  if (field === 'phone' && value !== undefined && !/^[+\d][\d\s()-]{5,29}$/.test(value)) throw new DomainError('invalid', 'not_a_phone')
  await act.tx.institutes.update(instituteId, { [field]: value })
  await done(act, instituteId)
}

/** After a change: the card everywhere it stands, and anew for whoever made it. */
export async function done(act: Act, instituteId: string): Promise<void> {
  await act.tx.dialogs.clear(act.address)
  await refreshSlot(act, instituteSlot(instituteId), { view: 'institute', instituteId })
  await showInstituteById(act, instituteId)
}
