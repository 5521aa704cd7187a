import { fields, nameOf } from '../../../domain/code-lists.ts'
import type { Equipment } from '../../../domain/directory.ts'
import { equipmentFields, firstEquipmentFields } from '../../../domain/equipment.ts'
import { DomainError } from '../../../domain/errors.ts'
import { termsOf } from '../../../domain/instruments.ts'
import type { EquipmentDialog, EquipmentNotice } from '../../../domain/notices.ts'
import { asManager, checkRight, hasRight } from '../../../domain/rights.ts'
import { rights } from '../../../domain/rights-table.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { questionOf } from '../../../domain/use-cases/equipment/find.ts'
import { mayEquip, termsOfNeed } from '../../../domain/use-cases/equipment/for-need.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter, showButton, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { equipmentLine, isOverdue, slotWords, stateWords } from './lines.ts'

const page = 6

async function listed(reader: Reader, found: Equipment[], from: number, needId?: string): Promise<{ text: string; buttons: Button[] }> {
  const lines: string[] = []
  for (const [i, one] of found.entries()) lines.push(`${from + i + 1}. ${await equipmentLine(reader, one)}`)
  const buttons = found.map((one, i) => {
    const label = `${from + i + 1}. ${shorter(one.name, 20)}`
    return needId ? button(label, 'equipment_for', pair(needId, one.id)) : button(label, 'equipment', one.id)
  })
  return { text: lines.join('\n'), buttons }
}

/** What was found; where nothing was, the next step. */
export async function foundCard(reader: Reader, { ask, page: at }: Extract<EquipmentNotice, { view: 'equipment_found' }>): Promise<Draft> {
  const { tx, words, person } = reader
  const { equipment: t, buttons: b } = words.t
  checkRight(person, 'find_equipment')
  const question = await questionOf({ tx }, ask)
  const { found, total } = await tx.equipment.search(question === '' ? [] : termsOf(question), at * page, page)
  if (total === 0 && question === '') return { text: t.noneAtAll }
  if (total === 0)
    return {
      text: person.enterpriseId ? t.noneAsk(question) : t.none(question),
      buttons: [
        ...(person.enterpriseId ? [[button(b.equipment_need, 'equipment_need', ask, 'primary')]] : []),
        [button(b.equipment_all, 'equipment_found', '_0')],
      ],
    }
  const { text, buttons } = await listed(reader, found, at * page)
  return {
    title: question === '' ? t.all(total) : t.found(question, total),
    text,
    buttons: [...rows(buttons, 2), ...turns(words, 'equipment_found', (n) => `${ask}_${n}`, at, Math.ceil(total / page))],
  }
}

export async function equipmentOfCard(
  reader: Reader,
  { instituteId, page: at }: Extract<EquipmentNotice, { view: 'equipment_of' }>,
): Promise<Draft> {
  const { tx, words, person } = reader
  const { equipment: t, buttons: b } = words.t
  const institute = await tx.directory.institute(instituteId)
  const { found, total } = await tx.equipment.ofInstitute(instituteId, at * page, page)
  const { text, buttons } = await listed(reader, found, at * page)
  const may = hasRight(person, 'edit_equipment', asManager(person, instituteId))
  return {
    title: t.of(institute?.short ?? '', total),
    text: text || t.noneAtAll,
    buttons: [
      ...rows(buttons, 2),
      ...turns(words, 'equipment_of', (n) => `${instituteId}${n}`, at, Math.ceil(total / page)),
      ...(may ? [[button(b.equipment_add, 'equipment_add', instituteId)]] : []),
    ],
  }
}

/** One instrument; who keeps it also has its code, value and what is booked. Telephones stand on an agreed booking alone. */
export async function equipmentCard(
  reader: Reader,
  { equipmentId, needId }: Extract<EquipmentNotice, { view: 'equipment' }>,
): Promise<Draft> {
  const { tx, words, person, now } = reader
  const { equipment: t } = words.t
  const one = await tx.equipment.find(equipmentId)
  if (!one) throw new DomainError('not_found', 'equipment_gone')
  const institute = await tx.directory.institute(one.instituteId)
  const keeps = hasRight(person, 'edit_equipment', asManager(person, one.instituteId))
  const calibrated = one.calibratedUntil && `${words.day(one.calibratedUntil)}${isOverdue(one, now) ? words.t.aside(t.uncalibrated) : ''}`
  const coming = keeps ? await tx.equipment.coming({ equipmentId }, now, 5) : []
  const entries: [string, string | undefined][] = [
    [t.institute, institute?.name],
    [t.state, stateWords(words, one)],
    [t.fields.model, [one.model, one.make].filter(Boolean).join(' · ')],
    [t.fields.place, one.place],
    [t.fields.specs, one.specs],
    [t.fields.services, one.services],
    [t.fields.fee, one.fee],
    [t.fields.openHours, one.openHours],
    [t.fields.calibratedUntil, calibrated],
    [t.fieldNames, one.fields.map((code) => nameOf(fields, code, words.lang)).join(words.t.list)],
    ...(keeps
      ? ([
          [t.fields.code, one.code],
          [t.fields.value, one.value === undefined ? undefined : t.value(one.value)],
          [t.fields.keywords, one.keywords.join(words.t.list)],
          [t.fields.contactName, [one.contactName, one.contactPhone].filter(Boolean).join(' ')],
          [t.coming, coming.map((booking) => `${slotWords(words, booking)} ${t.states[booking.state]}`).join('\n')],
        ] as [string, string | undefined][])
      : []),
  ]
  return { title: one.name, text: '', fields: fieldsOf(entries), buttons: equipmentButtons(reader, one, keeps, needId) }
}

function equipmentButtons({ words, person }: Reader, one: Equipment, keeps: boolean, needId: string | undefined): Button[][] {
  const b = words.t.buttons
  const book = needId ? button(b.book_for, 'book_for', pair(needId, one.id), 'primary') : button(b.book, 'book', one.id, 'primary')
  const own: Button[] = []
  if (keeps) {
    own.push(button(b.equipment_edit, 'equipment_edit', one.id))
    if (one.state === 'available') own.push(button(b.equipment_repair, 'equipment_repair', one.id))
    if (one.state === 'repair') own.push(button(b.equipment_repaired, 'equipment_repaired', one.id))
    if (one.state === 'retired') own.push(button(b.equipment_back, 'equipment_back', one.id))
    else own.push(button(b.equipment_retire, 'equipment_retire', one.id, 'danger'))
  }
  return [
    ...(one.state === 'available' && hasRight(person, 'find_equipment') ? [[book]] : []),
    ...rows(own, 3),
    [button(b.institute_show, 'institute', one.instituteId)],
  ]
}

export async function equipmentFieldsCard({ tx, words, person }: Reader, { equipmentId }: { equipmentId: string }): Promise<Draft> {
  const { equipment: t } = words.t
  const one = await tx.equipment.find(equipmentId)
  if (!one) throw new DomainError('not_found', 'equipment_gone')
  checkRight(person, 'edit_equipment', asManager(person, one.instituteId))
  const buttons = equipmentFields.map(({ key }) => button(t.fields[key], 'equipment_part', pair(equipmentId, key)))
  return { title: one.name, text: t.which, buttons: rows(buttons, 3) }
}

export async function partPrompt(
  reader: Reader,
  { equipmentId, field, first }: Extract<EquipmentDialog, { kind: 'equipment_part' }>,
): Promise<Draft> {
  const { words, tx } = reader
  const { equipment: t, buttons: b } = words.t
  const one = await tx.equipment.find(equipmentId)
  const step = first ? t.step(one?.name ?? '', firstEquipmentFields.indexOf(field as never) + 1, firstEquipmentFields.length) : ''
  const buttons = first
    ? [button(b.skip, 'equipment_skip', 'x'), button(b.equipment_stop, 'equipment_stop', 'x')]
    : [button(b.cancel, 'cancel', 'x')]
  return { text: step + t.asks[field] + (first || field === 'name' ? '' : t.howToEmpty), buttons: [buttons] }
}

/** Instruments that fit the words of a need; the booking is then for it. */
export async function needEquipmentCard(reader: Reader, { needId }: { needId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { equipment: t } = words.t
  const need = await tx.needs.find(needId)
  if (!need || !mayEquip(need, await standingOf(tx, need, person))) throw new DomainError('forbidden', rights.equip_need.refusal)
  const terms = await termsOfNeed(tx, need)
  const { found } = terms.length > 0 ? await tx.equipment.search(terms, 0, page) : { found: [] }
  if (found.length === 0) return { title: t.forNeed(need.number ?? ''), text: t.noneForNeed, buttons: [[showButton(words, need)]] }
  const { text, buttons } = await listed(reader, found, 0, needId)
  return {
    title: t.forNeed(need.number ?? ''),
    text: `${t.forNeedText}\n${text}`,
    buttons: [...rows(buttons, 2), [showButton(words, need)]],
  }
}

export async function calibrationCard(
  reader: Reader,
  { equipmentId, until }: Extract<EquipmentNotice, { view: 'calibration_soon' }>,
): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const one = await tx.equipment.find(equipmentId)
  if (
    !one ||
    one.calibratedUntil !== until ||
    one.state === 'retired' ||
    !hasRight(person, 'edit_equipment', asManager(person, one.instituteId))
  )
    return undefined
  return {
    text: words.t.equipment.calibrationSoon([one.name, one.model].filter(Boolean).join(' '), words.day(until)),
    buttons: [
      [
        button(words.t.buttons.equipment_calibrated, 'equipment_part', pair(equipmentId, 'calibratedUntil')),
        button(words.t.buttons.equipment_show, 'equipment', equipmentId),
      ],
    ],
  }
}

export async function retiredCard(
  { tx, words, person }: Reader,
  { equipmentId, told }: Extract<EquipmentNotice, { view: 'equipment_retired' }>,
): Promise<Draft> {
  const one = await tx.equipment.find(equipmentId)
  if (!one) throw new DomainError('not_found', 'equipment_gone')
  checkRight(person, 'edit_equipment', asManager(person, one.instituteId))
  return { text: words.t.equipment.retired(one.name, told), buttons: [[button(words.t.buttons.equipment_show, 'equipment', equipmentId)]] }
}
