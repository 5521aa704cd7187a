import type { Equipment } from '../../directory.ts'
import type { Booking, BookingSide } from '../../equipment.ts'
import type { Person } from '../../person.ts'
import { asManager, hasRight } from '../../rights.ts'

/** Whose part somebody has in a booking; staff speak for the institute, unless it is their own booking. */
export function bookingSide(person: Person, booking: Booking, equipment: Pick<Equipment, 'instituteId'>): BookingSide | undefined {
  if (booking.byId === person.id) return 'user'
  return hasRight(person, 'edit_equipment', asManager(person, equipment.instituteId)) ? 'institute' : undefined
}

/** Telephones pass only once a booking is agreed, between its two sides. */
export function mayCall(person: Person, booking: Booking | undefined, equipment: Pick<Equipment, 'instituteId'>): boolean {
  if (!booking || !['agreed', 'used', 'unused'].includes(booking.state)) return false
  return bookingSide(person, booking, equipment) !== undefined
}
