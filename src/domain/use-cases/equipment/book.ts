import type { Equipment } from '../../directory.ts'
import { type Booking, type BookingSide, held } from '../../equipment.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { asManager, hasRight } from '../../rights.ts'
import type { Slot } from '../../slots.ts'
import { type Act, ask, permit, record, refresh, reply, standingOf, words } from '../act.ts'
import { asSide, sideOf } from '../work/sides.ts'
import { needToEquip } from './for-need.ts'
import { bookingSide } from './rights.ts'
import { checkSlot, slotFrom } from './slot.ts'
import { bookingSlot, tellBoth } from './tell.ts'

/** `of`: the need it is for. */
type Wanted = { of?: string; purpose?: string }

async function bookable(act: Act, equipmentId: string): Promise<Equipment> {
  permit(act, 'find_equipment')
  const equipment = await act.tx.equipment.hold(equipmentId)
  if (!equipment) throw new DomainError('not_found', 'equipment_gone')
  if (equipment.state !== 'available') throw new DomainError('conflict', `booking_${equipment.state}`)
  return equipment
}

export async function askForSlot(act: Act, equipmentId: string, needId?: string): Promise<void> {
  await bookable(act, equipmentId)
  if (needId) await needToEquip(act, needId)
  await ask(act, { kind: 'booking_when', equipmentId, ...(needId && { of: needId }) })
}

/** When; then what for. Taken hours are answered with what is free. */
export async function saySlot(act: Act, equipmentId: string, text: string, wanted: Wanted): Promise<void> {
  const equipment = await bookable(act, equipmentId)
  const slot = slotFrom(text, equipment, act.now)
  await checkSlot(act, equipment, slot)
  await goOn(act, equipment, slot, wanted)
}

/** One of the free times that were offered; what was said so far stands in the dialog. */
export async function pickSlot(act: Act, equipmentId: string, startsAt: Date, endsAt: Date): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  const moved = dialog?.kind === 'booking_other' ? await act.tx.equipment.booking(dialog.bookingId) : undefined
  if (moved?.equipmentId === equipmentId) return moveTo(act, moved.id, { startsAt, endsAt })
  const wanted: Wanted =
    dialog?.kind === 'booking_when' && dialog.equipmentId === equipmentId ? { of: dialog.of, purpose: dialog.purpose } : {}
  const equipment = await bookable(act, equipmentId)
  await checkSlot(act, equipment, { startsAt, endsAt })
  await goOn(act, equipment, { startsAt, endsAt }, wanted)
}

async function goOn(act: Act, equipment: Equipment, slot: Slot, { of, purpose }: Wanted): Promise<void> {
  const isTaken = (await act.tx.equipment.overlapping(equipment.id, slot.startsAt, slot.endsAt)).length > 0
  if (isTaken) return sayTaken(act, equipment.id, slot, { of, purpose })
  if (purpose !== undefined) return requestSlot(act, equipment.id, slot, purpose, of)
  const times = { startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString() }
  await ask(act, { kind: 'booking_purpose', equipmentId: equipment.id, ...times, ...(of && { of }) })
}

async function sayTaken(act: Act, equipmentId: string, { startsAt, endsAt }: Slot, { of, purpose }: Wanted): Promise<void> {
  const kept = { ...(of && { of }), ...(purpose !== undefined && { purpose }) }
  await act.tx.dialogs.set(act.address, { kind: 'booking_when', equipmentId, ...kept }, act.now)
  await reply(act, { view: 'slot_taken', equipmentId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })
}

/**
 * Asks for the time. The instrument's row is held from here to the end of the transaction, so that of two who ask for the same hours at once one has them and the
 * other reads what is free. A manager's own booking is agreed at once.
 */
export async function requestSlot(act: Act, equipmentId: string, slot: Slot, purpose: string, needId?: string): Promise<void> {
  const equipment = await bookable(act, equipmentId)
  await checkSlot(act, equipment, slot)
  if (needId) await needToEquip(act, needId)
  const told = words(purpose, 500)
  if ((await act.tx.equipment.overlapping(equipmentId, slot.startsAt, slot.endsAt)).length > 0)
    return sayTaken(act, equipmentId, slot, { of: needId, purpose: told })
  await act.tx.dialogs.clear(act.address)
  const own = act.actor.managesId === equipment.instituteId
  const booking: Booking = {
    ...{
      id: newId(),
      equipmentId,
      ...(needId && { needId }),
      byId: act.actor.id,
      ...slot,
      purpose: told,
      side: 'user',
      sequence: 0,
      askedAt: act.now,
    },
    ...(own ? { state: 'agreed', answeredById: act.actor.id, answeredAt: act.now, fileSequence: 0 } : { state: 'asked' }),
  }
  await act.tx.equipment.addBooking(booking)
  await onNeed(act, booking, own ? 'equipment_agreed' : 'equipment_asked')
  await tellBoth(act, equipment, booking)
}

/** It stands in the history of the need it is for, and on its card. */
async function onNeed(act: Act, { id, needId }: Booking, event: string): Promise<void> {
  if (!needId) return
  await record(act, { needId, event, note: id })
  await refresh(act, needId)
}

type Found = { booking: Booking; equipment: Equipment; side: BookingSide }

/** A booking whose time has not come, its instrument held, and the actor's side. `sequence`: as it stood on the card that was pressed. */
export async function openBooking(act: Act, bookingId: string, sequence?: number): Promise<Found> {
  const first = await act.tx.equipment.booking(bookingId)
  const equipment = first && (await act.tx.equipment.hold(first.equipmentId))
  // read again: the instrument is held now
  const booking = equipment && (await act.tx.equipment.booking(bookingId))
  if (!booking || !equipment) throw new DomainError('not_found', 'no_such_entry')
  const side = bookingSide(act.actor, booking, equipment)
  permit(act, 'change_booking', side === 'user' && 'self', side === 'institute' && 'institute')
  if (!side) throw new DomainError('not_found', 'no_such_entry')
  if (!(held as readonly string[]).includes(booking.state)) throw new DomainError('conflict', 'booking_over')
  if (sequence !== undefined && sequence !== booking.sequence) throw new DomainError('conflict', 'booking_changed')
  if (booking.startsAt <= act.now) throw new DomainError('conflict', 'booking_begun')
  return { booking, equipment, side }
}

/** The other side agrees: both get the calendar file, and each other's telephone. */
export async function agreeToBooking(act: Act, bookingId: string, sequence: number): Promise<void> {
  const { booking, equipment, side } = await openBooking(act, bookingId, sequence)
  if (booking.state === 'agreed') throw new DomainError('conflict', 'booking_agreed_already')
  permit(act, 'answer_booking', (side !== booking.side || speaksForBoth(act, booking, equipment)) && 'awaited')
  if (equipment.state !== 'available') throw new DomainError('conflict', `booking_${equipment.state}`)
  const patch = { answeredById: act.actor.id, answeredAt: act.now, fileSequence: booking.sequence }
  await put(act, booking, 'agreed', patch)
  await onNeed(act, booking, 'equipment_agreed')
  await tellBoth(act, equipment, { ...booking, ...patch, state: 'agreed' })
}

/** Whoever books and keeps the instrument, too: staff, or a manager at the own institute. */
function speaksForBoth(act: Act, booking: Booking, equipment: Equipment): boolean {
  return (
    booking.byId === act.actor.id &&
    booking.side === 'user' &&
    hasRight(act.actor, 'edit_equipment', asManager(act.actor, equipment.instituteId))
  )
}

async function put(
  act: Act,
  booking: Booking,
  to: Booking['state'],
  patch: Parameters<typeof act.tx.equipment.moveBooking>[4],
): Promise<void> {
  if (!(await act.tx.equipment.moveBooking(booking.id, held, booking.sequence, to, patch)))
    throw new DomainError('conflict', 'booking_changed')
}

export async function askForOtherSlot(act: Act, bookingId: string): Promise<void> {
  await openBooking(act, bookingId)
  await ask(act, { kind: 'booking_other', bookingId })
}

/** Another time: whoever names it proposes, the other side answers. */
export async function moveSlot(act: Act, bookingId: string, text: string): Promise<void> {
  const { equipment } = await openBooking(act, bookingId)
  await moveTo(act, bookingId, slotFrom(text, equipment, act.now))
}

async function moveTo(act: Act, bookingId: string, slot: Slot): Promise<void> {
  const { booking, equipment, side } = await openBooking(act, bookingId)
  await checkSlot(act, equipment, slot)
  const taken = await act.tx.equipment.overlapping(equipment.id, slot.startsAt, slot.endsAt, booking.id)
  if (taken.length > 0) {
    const times = { startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString() }
    return reply(act, { view: 'slot_taken', equipmentId: equipment.id, ...times })
  }
  await act.tx.dialogs.clear(act.address)
  const sequence = booking.sequence + 1
  const anew = { askedAt: act.now, answerRemindedAt: undefined, answerCalledAt: undefined }
  const patch = { ...slot, ...anew, side, sequence, answeredById: undefined, answeredAt: undefined }
  await put(act, booking, 'asked', patch)
  await onNeed(act, booking, 'equipment_moved')
  await tellBoth(act, equipment, { ...booking, ...patch, state: 'asked' })
}

export async function askWhyRefuse(act: Act, bookingId: string): Promise<void> {
  const { side, booking } = await openBooking(act, bookingId)
  permit(act, 'refuse_booking', side === 'institute' && 'institute')
  if (side !== 'institute' || booking.state !== 'asked') throw new DomainError('invalid', 'old_button')
  await ask(act, { kind: 'booking_refuse', bookingId })
}

/** The institute can't have it; why is read by whoever asked. */
export async function refuseBooking(act: Act, bookingId: string, text: string): Promise<void> {
  const { side } = await openBooking(act, bookingId)
  permit(act, 'refuse_booking', side === 'institute' && 'institute')
  if (side !== 'institute') throw new DomainError('invalid', 'old_button')
  await end(act, bookingId, 'refused', words(text, 300))
}

export async function askWhyCancelBooking(act: Act, bookingId: string): Promise<void> {
  await openBooking(act, bookingId)
  await ask(act, { kind: 'booking_cancel', bookingId })
}

export async function cancelBooking(act: Act, bookingId: string, text: string): Promise<void> {
  await end(act, bookingId, 'cancelled', words(text, 300))
}

async function end(act: Act, bookingId: string, to: 'refused' | 'cancelled', reason: string): Promise<void> {
  const { booking, equipment } = await openBooking(act, bookingId)
  await act.tx.dialogs.clear(act.address)
  const sequence = booking.sequence + 1
  const patch = {
    reason,
    sequence,
    answeredById: act.actor.id,
    answeredAt: act.now,
    ...(booking.fileSequence !== undefined && { fileSequence: sequence }),
  }
  await put(act, booking, to, patch)
  await onNeed(act, booking, `equipment_${to}`)
  await tellBoth(act, equipment, { ...booking, ...patch, state: to })
}

/** For its two sides, and those who work on the need it is for. */
export async function showBooking(act: Act, bookingId: string): Promise<void> {
  const booking = await act.tx.equipment.booking(bookingId)
  const equipment = booking && (await act.tx.equipment.find(booking.equipmentId))
  if (!booking || !equipment) throw new DomainError('not_found', 'no_such_entry')
  const side = bookingSide(act.actor, booking, equipment)
  const need = booking.needId ? await act.tx.needs.find(booking.needId) : undefined
  const party = need && sideOf(need, await standingOf(act.tx, need, act.actor))
  permit(act, 'see_booking', side === 'user' && 'self', side === 'institute' && 'institute', ...asSide(party))
  await reply(act, { view: 'booking', bookingId }, { mode: 'fresh', slot: bookingSlot(bookingId) })
}
