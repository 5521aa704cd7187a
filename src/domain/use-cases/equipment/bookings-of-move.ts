import { type Booking, held } from '../../equipment.ts'
import type { Need } from '../../need.ts'
import { isEnded } from '../../need-life.ts'
import { record, type Work } from '../act.ts'
import type { AfterMove, AfterUndo } from '../after-move.ts'
import { tellAllOf } from './tell.ts'

/** A need that ends unsolved wants no instrument any more: what has not begun is called off, both sides hear of it, and calendars lose it. A solved one keeps its bookings. */
export const bookingsOfMove: AfterMove = async (work, need) => {
  const now = await work.tx.needs.find(need.id)
  if (!now || !isEnded(now.state) || now.state === 'confirmed') return
  for (const booking of await work.tx.equipment.bookingsOfNeed(need.id))
    if ((held as readonly string[]).includes(booking.state) && booking.startsAt > work.now) await callOff(work, need, booking)
}

/** What was called off by a press that is taken back stands again, unless its hours are somebody else's by now. */
export const bookingsOfUndo: AfterUndo = async (work, need, event) => {
  const history = await work.tx.needs.history(need.id)
  const undone = history.findLastIndex((entry) => entry.event === event && entry.to !== undefined)
  const ended = new Set(history.slice(undone + 1).flatMap((entry) => (entry.event === 'equipment_ended' && entry.note ? [entry.note] : [])))
  for (const id of ended) await putBack(work, need, id)
}

async function callOff(work: Work, need: Need, booking: Booking): Promise<void> {
  const sequence = booking.sequence + 1
  const patch = { sequence, reason: undefined, ...(booking.fileSequence !== undefined && { fileSequence: sequence }) }
  if (!(await work.tx.equipment.moveBooking(booking.id, [booking.state], booking.sequence, 'cancelled', patch))) return
  await record(work, { needId: need.id, event: 'equipment_ended', note: booking.id })
  await tellAllOf(work, { ...booking, ...patch, state: 'cancelled' })
}

async function putBack(work: Work, need: Need, bookingId: string): Promise<void> {
  const first = await work.tx.equipment.booking(bookingId)
  const equipment = first && (await work.tx.equipment.hold(first.equipmentId))
  const booking = equipment && (await work.tx.equipment.booking(bookingId))
  if (booking?.state !== 'cancelled' || equipment?.state !== 'available' || booking.startsAt <= work.now) return
  if ((await work.tx.equipment.overlapping(equipment.id, booking.startsAt, booking.endsAt, booking.id)).length > 0) return
  const sequence = booking.sequence + 1
  const state = booking.answeredAt ? 'agreed' : 'asked'
  const patch = { sequence, ...(booking.fileSequence !== undefined && { fileSequence: sequence }) }
  if (!(await work.tx.equipment.moveBooking(booking.id, ['cancelled'], booking.sequence, state, patch))) return
  await record(work, { needId: need.id, event: 'equipment_back', note: booking.id })
  await tellAllOf(work, { ...booking, ...patch, state })
}
