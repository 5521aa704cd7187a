import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { Equipment } from '../../directory.ts'
import type { Booking } from '../../equipment.ts'
import type { Notice } from '../../notices.ts'
import type { Person } from '../../person.ts'
import { tell, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { presentFor } from '../clocks/leave.ts'
import type { Due } from '../due.ts'
import { officersFor } from '../team/responsible.ts'
import { bookingSlot, keepersOf } from './tell.ts'

/** Working days until whoever keeps the instrument is reminded of a time that was asked for, and until the bureau hears of it. */
const remindAfter = 1
const callAfter = 2
const batch = 500

/** Who keeps an instrument and does not answer is reminded once; then the officer of the need it is for, of the institute, or staff hear of it, once. Another time asked for begins anew. */
export const chaseBookings: Due = async (store, work, now, failed) => {
  const due = await store.transaction(async (tx) => {
    const calendar = await calendarOf({ tx })
    return (await tx.equipment.unanswered(now, batch)).flatMap((booking) => {
      const { askedAt, answerRemindedAt } = booking
      if (!answerRemindedAt) return calendar.addWorkingDays(askedAt, remindAfter) <= now ? [{ booking, call: false }] : []
      const last = [calendar.addWorkingDays(askedAt, callAfter), calendar.addWorkingDays(answerRemindedAt, callAfter - remindAfter)]
      return last.every((at) => at <= now) ? [{ booking, call: true }] : []
    })
  })
  for (const { booking, call } of due)
    await store.transaction((tx) => (call ? callOffice(work(tx), booking) : remindKeepers(work(tx), booking))).catch(failed)
}

async function remindKeepers(work: Work, { id, sequence, equipmentId }: Booking): Promise<void> {
  const equipment = await work.tx.equipment.find(equipmentId)
  if (!equipment || !(await work.tx.equipment.answerReminded(id, sequence, work.now))) return
  await tellPresent(work, await keepersOf(work, equipment), { view: 'booking_waits', bookingId: id, sequence })
}

async function callOffice(work: Work, booking: Booking): Promise<void> {
  const equipment = await work.tx.equipment.find(booking.equipmentId)
  if (!equipment || !(await work.tx.equipment.answerCalled(booking.id, booking.sequence, work.now))) return
  const { id, sequence } = booking
  await tellPresent(work, await officeOf(work, booking, equipment), { view: 'booking_waits', bookingId: id, sequence, office: true })
}

/** The officer of the need, else those linked to the institute, else staff. */
async function officeOf(work: Work, { needId }: Booking, { instituteId }: Equipment): Promise<string[]> {
  const need = needId ? await work.tx.needs.find(needId) : undefined
  if (need) return officersFor(work, need)
  const linked = (await work.tx.teams.links()).filter(({ kind, ref }) => kind === 'institute' && ref === instituteId)
  const officers = (await work.tx.people.withRoles(['officer'])).filter(({ id }) => linked.some(({ personId }) => personId === id))
  return (officers.length > 0 ? officers : await work.tx.people.withRoles(['staff', 'admin'])).map(({ id }) => id)
}

async function tellPresent(work: Work, ids: readonly string[], notice: Extract<Notice, { view: 'booking_waits' }>): Promise<void> {
  const people: Person[] = []
  for (const id of ids) {
    const person = await work.tx.people.find(id)
    if (person) people.push(person)
  }
  for (const person of await presentFor(work, people, work.now)) {
    const dueAt = quietUntil(work.now, person.quiet ?? defaultQuietHours)
    await tell(work, person.id, notice, { mode: 'fresh', slot: bookingSlot(notice.bookingId), dueAt })
  }
}
