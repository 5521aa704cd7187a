import type { Equipment } from '../../directory.ts'
import type { Booking } from '../../equipment.ts'
import type { Notice } from '../../notices.ts'
import { type Act, placeOf, refreshSlot, reply, tell, type Work } from '../act.ts'

type Delivery = Parameters<typeof tell>[3]

export function bookingSlot(bookingId: string): string {
  return `booking:${bookingId}`
}

/** Who speaks for an instrument: the managers of its institute who can be written to, else staff. */
export async function keepersOf(work: Work, { instituteId }: Pick<Equipment, 'instituteId'>): Promise<string[]> {
  const reached: string[] = []
  for (const { id } of await work.tx.people.managersOf(instituteId)) if (await placeOf(work, id)) reached.push(id)
  return reached.length > 0 ? reached : (await work.tx.people.withRoles(['staff', 'admin'])).map(({ id }) => id)
}

/** Tells those who speak for the instrument, but for whoever acts. */
export async function tellKeepers(work: Work | Act, equipment: Equipment, notice: Notice, delivery: Delivery = {}): Promise<void> {
  for (const id of await keepersOf(work, equipment)) if (!('actor' in work) || id !== work.actor.id) await tell(work, id, notice, delivery)
}

/** The booking as it stands now, to whoever made it; a calendar that has it is brought up to date. */
export async function tellBooker(work: Work | Act, booking: Booking): Promise<void> {
  if ('actor' in work && booking.byId === work.actor.id) return
  await tell(work, booking.byId, { view: 'booking', bookingId: booking.id }, { mode: 'fresh', slot: bookingSlot(booking.id) })
  if (booking.fileSequence === booking.sequence) await tell(work, booking.byId, fileOf(booking))
}

function fileOf({ id, sequence }: Booking): Notice {
  return { view: 'booking_file', bookingId: id, sequence }
}

/** The same, for what happens to a booking by something else: whoever acts may be neither side. */
export async function tellAllOf(work: Work | Act, booking: Booking): Promise<void> {
  const equipment = await work.tx.equipment.find(booking.equipmentId)
  if (!equipment) return
  const card: Notice = { view: 'booking', bookingId: booking.id }
  const people = new Set([...(booking.byId ? [booking.byId] : []), ...(await keepersOf(work, equipment))])
  for (const id of people) {
    await tell(work, id, card, { mode: 'fresh', slot: bookingSlot(booking.id) })
    if (booking.fileSequence === booking.sequence) await tell(work, id, fileOf(booking))
  }
  await refreshSlot(work, bookingSlot(booking.id), card)
}

/** Both sides see it as it stands, whoever acts anew; calendars that have it follow. */
export async function tellBoth(act: Act, equipment: Equipment, booking: Booking): Promise<void> {
  const card: Notice = { view: 'booking', bookingId: booking.id }
  const fresh = { mode: 'fresh', slot: bookingSlot(booking.id) } as const
  await refreshSlot(act, bookingSlot(booking.id), card)
  await tellBooker(act, booking)
  await tellKeepers(act, equipment, card, fresh)
  const sendsFile = booking.fileSequence === booking.sequence
  if (sendsFile) await tellKeepers(act, equipment, fileOf(booking))
  await reply(act, card, fresh)
  if (sendsFile) await reply(act, fileOf(booking))
}
