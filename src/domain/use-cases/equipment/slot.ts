import { isoDayAt } from '../../calendar/days.ts'
import type { Equipment } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { isOpenAt, openHoursOf, type Slot, slotOf } from '../../slots.ts'
import { momentFromAnswer } from '../../understand/index.ts'
import type { Work } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'

const mostDaysAhead = 183
const [shortest, longest] = [15 * 60_000, 24 * 3_600_000]

/** The time that words ask for; `invalid` says what is wrong with them. */
export function slotFrom(text: string, equipment: Equipment, now: Date): Slot {
  const moment = momentFromAnswer(text, now)
  if ('problem' in moment) throw new DomainError('invalid', `booking_${moment.problem}`)
  const slot = slotOf(moment, openHoursOf(equipment.openHours))
  if (!slot) throw new DomainError('invalid', 'booking_which_hours')
  return slot
}

/** What the instrument itself has against it: out of use, under repair, a time that is over, too far, too long, or outside its hours. */
export async function checkSlot({ tx, now }: Pick<Work, 'tx' | 'now'>, equipment: Equipment, slot: Slot): Promise<void> {
  if (equipment.state === 'retired') throw new DomainError('conflict', 'booking_retired')
  if (equipment.state === 'repair') throw new DomainError('conflict', 'booking_repair')
  const length = slot.endsAt.getTime() - slot.startsAt.getTime()
  if (slot.startsAt <= now) throw new DomainError('invalid', 'booking_past')
  if (slot.startsAt.getTime() - now.getTime() > mostDaysAhead * 86_400_000) throw new DomainError('invalid', 'booking_too_far')
  if (length < shortest || length > longest) throw new DomainError('invalid', 'booking_length')
  const open = openHoursOf(equipment.openHours)
  const { isWorkingDay } = await calendarOf({ tx })
  if (open && !isOpenAt(slot, open, isWorkingDay)) throw new DomainError('invalid', 'booking_closed', { hours: equipment.openHours ?? '' })
}

/** Whether its calibration will have ended by then; it is said, and the two sides decide. */
export function isUncalibrated({ calibratedUntil }: Equipment, at: Date): boolean {
  return calibratedUntil !== undefined && calibratedUntil < isoDayAt(at)
}
