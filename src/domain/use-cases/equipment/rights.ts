/** Who may do what with instruments and their bookings. Everybody known may find and read them. */
import type { Equipment } from '../../directory.ts'
import type { Booking, BookingSide } from '../../equipment.ts'
import { isStaff, type Person } from '../../person.ts'
import { hasRight } from '../../rights.ts'

/** The manager of its institute, and staff. */
export function mayEditEquipment(person: Person, equipment: Pick<Equipment, 'instituteId'>): boolean {
  return hasRight(person, 'edit_equipment', [person.managesId === equipment.instituteId && 'institute'])
}

/** Verified contacts of enterprises, experts, managers and staff. */
export function mayBook(person: Person): boolean {
  return hasRight(person, 'find_equipment')
}

/** Whose part somebody has in a booking; staff speak for the institute, unless it is their own booking. */
export function bookingSide(person: Person, booking: Booking, equipment: Pick<Equipment, 'instituteId'>): BookingSide | undefined {
  if (booking.byId === person.id) return 'user'
  return mayEditEquipment(person, equipment) ? 'institute' : undefined
}

/** Telephones pass only once a booking is agreed, between its two sides. */
export function mayCall(person: Person, booking: Booking | undefined, equipment: Pick<Equipment, 'instituteId'>): boolean {
  if (!booking || !['agreed', 'used', 'unused'].includes(booking.state)) return false
  return bookingSide(person, booking, equipment) !== undefined
}

/** Whose figures of use somebody reads: staff all, a manager those of the own institute. */
export function useSeen(person: Person): 'all' | { instituteId: string } | undefined {
  if (isStaff(person)) return 'all'
  return person.managesId ? { instituteId: person.managesId } : undefined
}
