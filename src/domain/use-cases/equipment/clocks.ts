import { dayNumber, isoDayAt, isoOfDay, momentOn, splitMoment } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { Booking } from '../../equipment.ts'
import type { Person } from '../../person.ts'
import { tell, type Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { presentFor } from '../clocks/leave.ts'
import type { Due } from '../due.ts'
import { bookingSlot, keepersOf, tellKeepers } from './tell.ts'

const hourMs = 3_600_000
/** On the day before, at this hour of Shanghai. */
const reminderHour = 9
const calibrationDays = 30
const batch = 500

/** Both sides are reminded on the day before an agreed booking, once for each time it is moved; who agreed later than that needs no reminder. */
export const remindBookings: Due = async (store, work, now, failed) => {
  const { day, ms } = splitMoment(now)
  if (ms < reminderHour * hourMs) return
  const due = await store.transaction((tx) => tx.equipment.toRemind(momentOn(day + 1, 0), momentOn(day + 2, 0)))
  const reminderAt = momentOn(day, reminderHour * hourMs)
  for (const booking of due)
    if (booking.answeredAt && booking.answeredAt < reminderAt) await store.transaction((tx) => remind(work(tx), booking)).catch(failed)
}

async function remind(work: Work, { id, sequence, equipmentId, byId }: Booking): Promise<void> {
  if (!(await work.tx.equipment.reminded(id, sequence))) return
  const equipment = await work.tx.equipment.find(equipmentId)
  if (!equipment) return
  const people: Person[] = []
  for (const one of new Set([...(byId ? [byId] : []), ...(await keepersOf(work, equipment))])) {
    const person = await work.tx.people.find(one)
    if (person) people.push(person)
  }
  for (const person of await presentFor(work, people, work.now)) {
    const dueAt = quietUntil(work.now, person.quiet ?? defaultQuietHours)
    await tell(work, person.id, { view: 'booking_soon', bookingId: id, sequence }, { mode: 'fresh', slot: bookingSlot(id), dueAt })
  }
}

/** After the time, whoever keeps the instrument is asked once what came of it. */
export const askAboutUse: Due = async (store, work, now, failed) => {
  const due = await store.transaction((tx) => tx.equipment.toLog(now, batch))
  for (const { id, equipmentId } of due)
    await store
      .transaction(async (tx) => {
        const equipment = await tx.equipment.find(equipmentId)
        if (!equipment || !(await tx.equipment.useAsked(id, now))) return
        const dueAt = quietUntil(now, defaultQuietHours)
        await tellKeepers(work(tx), equipment, { view: 'booking_used', bookingId: id }, { mode: 'fresh', slot: bookingSlot(id), dueAt })
      })
      .catch(failed)
}

/** 30 days before its calibration ends, in working hours, whoever keeps the instrument hears of it once for each end. */
export const warnOfCalibration: Due = async (store, work, now, failed) => {
  const today = dayNumber(isoDayAt(now)) ?? Number.NaN
  const due = await store.transaction(async (tx) => {
    const opens = (await calendarOf({ tx })).nextWorkingMoment(now)
    if (opens.getTime() !== now.getTime()) return []
    return tx.equipment.toCalibrate(isoOfDay(today), isoOfDay(today + calibrationDays), batch)
  })
  for (const equipment of due)
    await store
      .transaction(async (tx) => {
        const until = equipment.calibratedUntil
        if (!until || !(await tx.equipment.calibrationWarned(equipment.id, until))) return
        await tellKeepers(work(tx), equipment, { view: 'calibration_soon', equipmentId: equipment.id, until })
      })
      .catch(failed)
}
