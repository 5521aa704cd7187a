import { isoDayAt } from '../../calendar/days.ts'
import type { Equipment } from '../../directory.ts'
import { type EquipmentField, equipmentFields, firstEquipmentFields } from '../../equipment.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { isStaff } from '../../person.ts'
import { asManager } from '../../rights.ts'
import { instituteCalled } from '../../shares.ts'
import { dayFromAnswer, momentFromAnswer } from '../../understand/index.ts'
import { pastDayFromAnswer } from '../../understand/past-day.ts'
import { sumFromProfile } from '../../understand/profile-numbers.ts'
import { type Act, ask, permit, refreshSlot, reply, words } from '../act.ts'
import { tellBooker } from './tell.ts'

export function equipmentSlot(equipmentId: string): string {
  return `equipment:${equipmentId}`
}

/** Held, and to be changed by this person; `forbidden` otherwise. */
export async function ownEquipment(act: Pick<Act, 'tx' | 'actor'>, equipmentId: string): Promise<Equipment> {
  const equipment = await act.tx.equipment.hold(equipmentId)
  if (!equipment) throw new DomainError('not_found', 'equipment_gone')
  permit(act, 'edit_equipment', ...asManager(act.actor, equipment.instituteId))
  return equipment
}

/** “添加设备”: for one's own institute; staff name it. */
export async function askForEquipment(act: Act, name = ''): Promise<void> {
  permit(act, 'edit_equipment', act.actor.managesId !== undefined && 'institute')
  if (!isStaff(act.actor) || (act.actor.managesId && name === ''))
    return ask(act, { kind: 'equipment_new', instituteId: act.actor.managesId! })
  const institute = instituteCalled(name, await act.tx.institutes.all())
  if (!institute) throw new DomainError('invalid', 'equipment_which_institute')
  await ask(act, { kind: 'equipment_new', instituteId: institute.id })
}

/** The name makes the entry, so that nothing of the answers that follow is lost. */
export async function addEquipment(act: Act, instituteId: string, text: string): Promise<void> {
  permit(act, 'edit_equipment', ...asManager(act.actor, instituteId))
  const id = newId()
  await act.tx.equipment.add({ id, instituteId, name: words(text, 60), fields: [], keywords: [], state: 'available', sample: false })
  await askNextField(act, id)
}

export async function askForEquipmentField(act: Act, equipmentId: string, field: string): Promise<void> {
  await ownEquipment(act, equipmentId)
  if (!equipmentFields.some(({ key }) => key === field)) throw new DomainError('invalid', 'old_button')
  await ask(act, { kind: 'equipment_part', equipmentId, field: field as EquipmentField })
}

async function askNextField(act: Act, equipmentId: string, after?: EquipmentField): Promise<void> {
  const next = firstEquipmentFields[after === undefined ? 0 : firstEquipmentFields.indexOf(after as never) + 1]
  if (next) return ask(act, { kind: 'equipment_part', equipmentId, field: next, first: true })
  await act.tx.dialogs.clear(act.address)
  await showEquipment(act, equipmentId)
}

export async function skipEquipmentField(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'equipment_part' || !dialog.first) throw new DomainError('invalid', 'old_button')
  await askNextField(act, dialog.equipmentId, dialog.field)
}

export async function stopEquipmentFields(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'equipment_part') throw new DomainError('invalid', 'old_button')
  await act.tx.dialogs.clear(act.address)
  await showEquipment(act, dialog.equipmentId)
}

export async function setEquipmentField(act: Act, equipmentId: string, field: EquipmentField, text: string, first?: true): Promise<void> {
  await ownEquipment(act, equipmentId)
  const clears = !first && field !== 'name' && /^(?:无|清空|没有|none|empty)$/iu.test(text.trim())
  const value = clears ? (field === 'keywords' ? [] : undefined) : valueFrom(act, field, text)
  if (!(await act.tx.equipment.update(equipmentId, { [field]: value }))) throw new DomainError('conflict', 'equipment_code_taken')
  await refreshSlot(act, equipmentSlot(equipmentId), { view: 'equipment', equipmentId })
  if (first) return askNextField(act, equipmentId, field)
  await act.tx.dialogs.clear(act.address)
  await showEquipment(act, equipmentId)
}

function valueFrom(act: Act, field: EquipmentField, text: string): string | number | string[] {
  const { kind, most } = equipmentFields.find(({ key }) => key === field)!
  const said = words(text, most)
  if (kind === 'list')
    return [
      ...new Set(
        said
          .split(/[、，,;；\n]+/u)
          .map((word) => word.trim())
          .filter(Boolean),
      ),
    ].slice(0, 20)
  if (kind === 'phone' && !/^[+\d][\d\s()-]{5,29}$/.test(said)) throw new DomainError('invalid', 'not_a_phone')
  if (kind === 'money') {
    const sum = sumFromProfile(said)
    if (sum === undefined) throw new DomainError('invalid', 'profile_money')
    return sum
  }
  return kind === 'day' ? dayFrom(said, act.now) : said
}

/** A day before or behind; the end of calibration may have passed. */
function dayFrom(text: string, now: Date): string {
  const whole = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text.normalize('NFKC').replace(/\s/gu, ''))
  const iso = whole && `${whole[1]}-${whole[2]!.padStart(2, '0')}-${whole[3]!.padStart(2, '0')}`
  if (iso && Number.isFinite(Date.parse(iso)) && isoDayAt(new Date(`${iso}T12:00:00+08:00`)) === iso) return iso
  const said = iso
    ? undefined
    : [momentFromAnswer(text, now), dayFromAnswer(text, now), pastDayFromAnswer(text, now)].find((one) => 'day' in one)
  if (!said || !('day' in said)) throw new DomainError('invalid', 'profile_day')
  return said.day
}

export async function showEquipment(act: Act, equipmentId: string, needId?: string): Promise<void> {
  await reply(act, { view: 'equipment', equipmentId, ...(needId && { needId }) }, { mode: 'fresh', slot: equipmentSlot(equipmentId) })
}

export async function showEquipmentOf(act: Act, instituteId: string, page: number): Promise<void> {
  if (!(await act.tx.directory.institute(instituteId))) throw new DomainError('not_found', 'no_such_entry')
  await reply(act, { view: 'equipment_of', instituteId, page }, { mode: 'update', slot: `instruments:${instituteId}` })
}

/** Under repair: nothing new can be booked, and what is booked stays until the manager says otherwise. */
export async function setRepair(act: Act, equipmentId: string, repair: boolean): Promise<void> {
  await ownEquipment(act, equipmentId)
  const [from, to] = repair ? (['available', 'repair'] as const) : (['repair', 'available'] as const)
  if (!(await act.tx.equipment.setState(equipmentId, [from], to))) throw new DomainError('conflict', 'equipment_state')
  await refreshSlot(act, equipmentSlot(equipmentId), { view: 'equipment', equipmentId })
  await showEquipment(act, equipmentId)
}

/** Out of use: whoever has booked it from now on is told, and the manager how many. What was logged stays. */
export async function retireEquipment(act: Act, equipmentId: string): Promise<void> {
  await ownEquipment(act, equipmentId)
  if (!(await act.tx.equipment.setState(equipmentId, ['available', 'repair'], 'retired')))
    throw new DomainError('conflict', 'equipment_state')
  const coming = await act.tx.equipment.coming({ equipmentId }, act.now, 1_000)
  let told = 0
  for (const booking of coming) {
    const sequence = booking.sequence + 1
    const patch = {
      sequence,
      answeredById: act.actor.id,
      answeredAt: act.now,
      ...(booking.fileSequence !== undefined && { fileSequence: sequence }),
    }
    if (
      !(await act.tx.equipment.moveBooking(booking.id, ['asked', 'agreed'], booking.sequence, 'cancelled', { ...patch, reason: undefined }))
    )
      continue
    await tellBooker(act, { ...booking, ...patch, state: 'cancelled' })
    told++
  }
  await refreshSlot(act, equipmentSlot(equipmentId), { view: 'equipment', equipmentId })
  await reply(act, { view: 'equipment_retired', equipmentId, told })
}

export async function bringBack(act: Act, equipmentId: string): Promise<void> {
  await ownEquipment(act, equipmentId)
  if (!(await act.tx.equipment.setState(equipmentId, ['retired'], 'available'))) throw new DomainError('conflict', 'equipment_state')
  await showEquipment(act, equipmentId)
}
