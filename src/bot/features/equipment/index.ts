import { isoDayAt } from '../../../domain/calendar/days.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { EquipmentDialog, EquipmentNotice } from '../../../domain/notices.ts'
import { isStaff, type Person } from '../../../domain/person.ts'
import { asManager, hasRight } from '../../../domain/rights.ts'
import { permit, reply } from '../../../domain/use-cases/act.ts'
import {
  agreeToBooking,
  askForOtherSlot,
  askForSlot,
  askWhyCancelBooking,
  askWhyRefuse,
  cancelBooking,
  moveSlot,
  pickSlot,
  refuseBooking,
  requestSlot,
  saySlot,
  showBooking,
} from '../../../domain/use-cases/equipment/book.ts'
import { askForTestingNeed, beginTestingNeed, findEquipment, turnEquipment } from '../../../domain/use-cases/equipment/find.ts'
import { findForNeed, mayEquip, needToEquip } from '../../../domain/use-cases/equipment/for-need.ts'
import {
  addEquipment,
  askForEquipment,
  askForEquipmentField,
  bringBack,
  ownEquipment,
  retireEquipment,
  setEquipmentField,
  setRepair,
  showEquipment,
  showEquipmentOf,
  skipEquipmentField,
  stopEquipmentFields,
} from '../../../domain/use-cases/equipment/keep.ts'
import { askForUse, logNoUse, logPlainUse, logUse, sendUse, showUse } from '../../../domain/use-cases/equipment/log-use.ts'
import { button, pageIn, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import {
  bookingCard,
  bookingsField,
  fileCard,
  purposePrompt,
  slotOfId,
  soonCard,
  takenCard,
  usedCard,
  waitsCard,
  whenPrompt,
} from './booking-cards.ts'
import {
  calibrationCard,
  equipmentCard,
  equipmentFieldsCard,
  equipmentOfCard,
  foundCard,
  needEquipmentCard,
  partPrompt,
  retiredCard,
} from './equipment-cards.ts'
import { bookingLine } from './lines.ts'
import { useCard, useFileCard } from './use-cards.ts'

const asking =
  /^(?:(?:请问)?(?:哪里|哪儿|哪家|哪个(?:研究院|学校|单位))有|(?:有没有地方|哪里)(?:能|可以)(?:借|租|用)(?:到)?|where (?:is|can i (?:find|use|book)) (?:there )?(?:an? |the )?|who has (?:an? )?)\s*(.+?)(?:可以用|能用|可以借|吗|呢|用)?\s*[?？]?$/iu
/** People and results are asked for elsewhere. */
const notInstruments =
  /专家|教授|老师|的人|研究生|博士|企业|公司|成果|专利|需求|研究院|expert|professor|somebody|anybody|company|enterprise|need/iu

function known(person: Person): boolean {
  return hasRight(person, 'find_equipment')
}

const find: CommandReader = (text, actor) => {
  if (!known(actor)) return undefined
  const plain = /^(?:(?:找|查|借|约|预约)?(?:共享)?(?:设备|仪器)|(?:find |shared )?(?:equipment|instruments?))(?:[\s:：]+(.+))?$/iu.exec(
    text,
  )
  if (plain) return (act) => findEquipment(act, plain[1] ?? '')
  const asked = asking.exec(text)
  return asked?.[1] && !notInstruments.test(asked[1]) ? (act) => findEquipment(act, asked[1] ?? '') : undefined
}

const add: CommandReader = (text, actor) => {
  if (!actor.managesId && !isStaff(actor)) return undefined
  const found = /^(?:(?:添加|新增|登记)(?:设备|仪器)|add (?:equipment|an? instrument))(?:[\s:：]+(.+))?$/iu.exec(text)
  return found ? (act) => askForEquipment(act, found[1]?.trim()) : undefined
}

const use: CommandReader = (text, actor) => {
  if (!actor.managesId && !isStaff(actor)) return undefined
  const found = /^(?:设备使用(?:情况|统计)?|equipment use)(?:[\s:：]*(20\d\d)年?)?$/iu.exec(text)
  return found ? (act) => showUse(act, found[1] ? Number(found[1]) : Number(isoDayAt(act.now).slice(0, 4))) : undefined
}

function numbered(id: string): [head: string, page: number] {
  const found = /^([\w-]*)_(\d{1,4})$/.exec(id)
  if (!found) throw new DomainError('invalid', 'old_button')
  return [found[1] ?? '', Number(found[2])]
}

async function my({ tx, words, person, now }: Reader) {
  const t = words.t.equipment
  const own = await tx.equipment.coming({ personId: person.id }, now, 8)
  const kept = person.managesId ? await tx.equipment.coming({ instituteId: person.managesId }, now, 8) : []
  const lines: string[] = []
  const buttons: Button[] = []
  const waiting = kept.filter(({ state, side, byId }) => state === 'asked' && side === 'user' && byId !== person.id)
  for (const [title, bookings] of [
    [t.myAsked, waiting],
    [t.myCarry, own],
  ] as const) {
    if (bookings.length > 0) lines.push(`${title}${words.t.colon}`)
    for (const booking of bookings) {
      const line = await bookingLine(tx, words, booking)
      lines.push(`• ${line}`)
      buttons.push(button(shorter(line, 40), 'booking', booking.id))
    }
  }
  return { lines, buttons }
}

/** Instruments that institutes share, their bookings and the log of their use. */
export const equipment: Feature<EquipmentNotice, EquipmentDialog> = {
  ...nothing,
  cards: {
    equipment_found: foundCard,
    equipment: equipmentCard,
    equipment_of: equipmentOfCard,
    equipment_fields: equipmentFieldsCard,
    need_equipment: needEquipmentCard,
    booking: bookingCard,
    slot_taken: takenCard,
    booking_file: fileCard,
    booking_soon: soonCard,
    booking_used: usedCard,
    booking_waits: waitsCard,
    calibration_soon: calibrationCard,
    equipment_retired: retiredCard,
    equipment_use: useCard,
    equipment_use_file: useFileCard,
  },
  presses: {
    equipment: (act, id) => showEquipment(act, id),
    equipment_for: async (act, id) => {
      await needToEquip(act, unpair(id).needId)
      await showEquipment(act, unpair(id).rest, unpair(id).needId)
    },
    equipment_found: (act, id) => turnEquipment(act, ...numbered(id)),
    equipment_of: (act, id) => showEquipmentOf(act, unpair(id).needId, pageIn(unpair(id).rest)),
    equipment_need: askForTestingNeed,
    need_equipment: findForNeed,
    equipment_add: async (act, instituteId) => {
      permit(act, 'edit_equipment', ...asManager(act.actor, instituteId))
      const { name } = (await act.tx.directory.institute(instituteId)) ?? {}
      await askForEquipment(act, act.actor.managesId === instituteId ? '' : name)
    },
    equipment_edit: async (act, id) => reply(act, { view: 'equipment_fields', equipmentId: (await ownEquipment(act, id)).id }),
    equipment_part: (act, id) => askForEquipmentField(act, unpair(id).needId, unpair(id).rest),
    equipment_skip: skipEquipmentField,
    equipment_stop: stopEquipmentFields,
    equipment_repair: (act, id) => setRepair(act, id, true),
    equipment_repaired: (act, id) => setRepair(act, id, false),
    equipment_retire: retireEquipment,
    equipment_back: bringBack,
    book: (act, id) => askForSlot(act, id),
    book_for: (act, id) => askForSlot(act, unpair(id).rest, unpair(id).needId),
    slot: (act, id) => {
      const { startsAt, endsAt } = slotOfId(unpair(id).rest)
      return pickSlot(act, unpair(id).needId, startsAt, endsAt)
    },
    booking: showBooking,
    booking_yes: (act, id) => agreeToBooking(act, unpair(id).needId, Number.parseInt(unpair(id).rest, 10)),
    booking_other: askForOtherSlot,
    booking_refuse: askWhyRefuse,
    booking_cancel: askWhyCancelBooking,
    use_log: askForUse,
    use_plain: logPlainUse,
    use_none: logNoUse,
    equipment_use: (act, id) => showUse(act, Number(numbered(id)[0]), numbered(id)[1], true),
    equipment_use_file: (act, id) => sendUse(act, Number(id)),
  },
  answers: {
    equipment_new: (act, { instituteId }, said) => addEquipment(act, instituteId, said.text),
    equipment_part: (act, { equipmentId, field, first }, said) => setEquipmentField(act, equipmentId, field, said.text, first),
    equipment_need: (act, { query }, said) => beginTestingNeed(act, query, said),
    booking_when: (act, { equipmentId, of, purpose }, said) => saySlot(act, equipmentId, said.text, { of, purpose }),
    booking_purpose: (act, { equipmentId, of, startsAt, endsAt }, said) =>
      requestSlot(act, equipmentId, { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, said.text, of),
    booking_other: (act, { bookingId }, said) => moveSlot(act, bookingId, said.text),
    booking_refuse: (act, { bookingId }, said) => refuseBooking(act, bookingId, said.text),
    booking_cancel: (act, { bookingId }, said) => cancelBooking(act, bookingId, said.text),
    booking_use: (act, { bookingId }, said) => logUse(act, bookingId, said.text),
  },
  prompts: { equipment_part: partPrompt, booking_when: whenPrompt, booking_purpose: purposePrompt },
  commands: [add, use, find],
  moreButtons: async ({ words }, { need, standing }) =>
    mayEquip(need, standing) ? [button(words.t.buttons.need_equipment, 'need_equipment', need.id)] : [],
  needFields: async (reader, facts, whole) => (whole ? [await bookingsField(reader, facts)] : []),
  help: async ({ words: { t }, person }) => [
    ...(known(person) ? t.equipment.help : []),
    ...(person.managesId || isStaff(person) ? t.equipment.helpKeeper : []),
  ],
  my,
}
