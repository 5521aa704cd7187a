import type { Booking, UseLog } from '../../equipment.ts'
import { DomainError } from '../../errors.ts'
import { fold, tidy } from '../../understand/fold.ts'
import { type Act, ask, permit, record, refresh, refreshSlot, reply } from '../act.ts'
import { bookingSlot } from './tell.ts'

const free = /免费|不收费|未收费|\bfree\b|\bno (?:fee|charge)\b/iu
const hourWords = /(\d+(?:\.\d+)?) ?(?:个?小时|个?钟头|h(?:ours?|rs?)?(?![a-z]))/iu
const minuteWords = /(\d+) ?(?:分钟|min(?:utes?)?(?![a-z]))/iu
const sampleWords =
  /(\d+) ?(?:个|件|份|只|块|片)?(?:样品|样本|试样|样|samples?)|(?:样品|试样|samples?)[:： ]?(\d+) ?(?:个|件|份|只|块|片)?/iu
const feeWords =
  /(?:费用|收费|cny|rmb|¥|fee)?[:： ]*(\d+(?:\.\d+)?) ?(?:元|块钱?|yuan|cny|rmb)|(?:费用|收费|cny|rmb|¥|fee)[:： ]*(\d+(?:\.\d+)?)(?![\d.])/iu

/** “3小时，5个样，断口为韧窝，600元”: what is neither time, samples nor fee is the result. Not said: hours are those booked. */
export function useFrom(text: string, booking: Pick<Booking, 'startsAt' | 'endsAt'>): UseLog {
  const said = tidy(text).slice(0, 500)
  let rest = fold(said).text.length === said.length ? said.normalize('NFKC') : said
  const take = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(rest)
    if (!found) return undefined
    rest = rest.replace(found[0], ' ')
    return Number(found[1] ?? found[2])
  }
  const [hours, minutes, samples, fee] = [take(hourWords), take(minuteWords), take(sampleWords), take(feeWords)]
  const isFree = free.test(rest)
  const result = rest
    .replace(free, ' ')
    .replace(/(?:用时|用了|共|样品|结果|费用|收费|results?|used)[:： ]*(?=[\s,，;；。]|$)|^(?:用时|用了|共)/giu, ' ')
    .split(/[\s]*[,，;；。\n]+[\s]*/u)
    .map((part) => part.replace(/^(?:结果|results?)[:： ]*/iu, '').trim())
    .filter(Boolean)
    .join('，')
  const booked = (booking.endsAt.getTime() - booking.startsAt.getTime()) / 3_600_000
  const worked = hours === undefined && minutes === undefined ? booked : (hours ?? 0) + (minutes ?? 0) / 60
  if (worked > 240 || (samples ?? 0) > 100_000 || (fee ?? 0) > 10_000_000) throw new DomainError('invalid', 'use_absurd')
  return {
    hours: Math.round(worked * 100) / 100,
    ...(samples !== undefined && { samples }),
    ...(fee !== undefined ? { fee } : isFree && { fee: 0 }),
    ...(result && { result: result.slice(0, 200) }),
  }
}

/** A booking that is over and of which nothing was said; only the institute says it. */
async function toLog(act: Act, bookingId: string): Promise<Booking> {
  const first = await act.tx.equipment.booking(bookingId)
  const equipment = first && (await act.tx.equipment.hold(first.equipmentId))
  const booking = equipment && (await act.tx.equipment.booking(bookingId))
  if (!booking || !equipment) throw new DomainError('not_found', 'no_such_entry')
  permit(act, 'log_use', act.actor.managesId === equipment.instituteId && 'institute')
  if (booking.state !== 'agreed') throw new DomainError('conflict', 'use_logged')
  if (booking.startsAt > act.now) throw new DomainError('conflict', 'use_early')
  return booking
}

export async function askForUse(act: Act, bookingId: string): Promise<void> {
  await toLog(act, bookingId)
  await ask(act, { kind: 'booking_use', bookingId })
}

export async function logUse(act: Act, bookingId: string, text: string): Promise<void> {
  const booking = await toLog(act, bookingId)
  await settle(act, booking, 'used', useFrom(text, booking))
}

/** Used as booked, and nothing more to say. */
export async function logPlainUse(act: Act, bookingId: string): Promise<void> {
  const booking = await toLog(act, bookingId)
  await settle(act, booking, 'used', useFrom('', booking))
}

export async function logNoUse(act: Act, bookingId: string): Promise<void> {
  await settle(act, await toLog(act, bookingId), 'unused', {})
}

async function settle(act: Act, booking: Booking, to: 'used' | 'unused', log: UseLog): Promise<void> {
  const patch = { ...log, loggedById: act.actor.id, loggedAt: act.now }
  if (!(await act.tx.equipment.moveBooking(booking.id, ['agreed'], booking.sequence, to, patch)))
    throw new DomainError('conflict', 'use_logged')
  await act.tx.dialogs.clear(act.address)
  const { id, needId } = booking
  if (needId) {
    await record(act, { needId, event: `equipment_${to}`, note: id })
    await refresh(act, needId)
  }
  await refreshSlot(act, bookingSlot(id), { view: 'booking', bookingId: id })
  await reply(act, { view: 'booking', bookingId: id }, { mode: 'fresh', slot: bookingSlot(id) })
}

/** By instrument and month of a year. */
export async function showUse(act: Act, year: number, page = 0, turned = false): Promise<void> {
  permit(act, 'see_use')
  if (!(year >= 2000 && year <= 2100)) throw new DomainError('invalid', 'old_button')
  await reply(act, { view: 'equipment_use', year, page }, { mode: turned ? 'update' : 'fresh', slot: 'equipment_use' })
}

export async function sendUse(act: Act, year: number): Promise<void> {
  permit(act, 'see_use')
  if (!(year >= 2000 && year <= 2100)) throw new DomainError('invalid', 'old_button')
  await reply(act, { view: 'equipment_use_file', year })
}
