import { isoDayAt } from '../../../domain/calendar/days.ts'
import { nameOf } from '../../../domain/code-lists.ts'
import type { Equipment } from '../../../domain/directory.ts'
import type { Booking } from '../../../domain/equipment.ts'
import { equipmentStates } from '../../../domain/profile-codes.ts'
import type { Tx } from '../../../domain/store.ts'
import type { Reader } from '../../cards/card.ts'
import type { Words } from '../../words.ts'

/** 12月2日（周三）14:00–17:00, Wed 2 Dec, 14:00–17:00. */
export function slotWords(words: Words, { startsAt, endsAt }: Pick<Booking, 'startsAt' | 'endsAt'>): string {
  const clock = (at: Date) => words.shortTime(at).slice(-5)
  return `${words.date(startsAt)}${words.lang === 'zh' ? '' : ', '}${clock(startsAt)}–${clock(endsAt)}`
}

export function stateWords(words: Words, { state }: Equipment): string {
  return nameOf(equipmentStates, state, words.lang)
}

/** 扫描电镜 SU8010 — 南桥轻纺院, and what stands in the way of booking it. */
export async function equipmentLine({ tx, words, now }: Reader, one: Equipment): Promise<string> {
  const institute = await tx.directory.institute(one.instituteId)
  const marks = [one.state === 'available' ? '' : stateWords(words, one), isOverdue(one, now) ? words.t.equipment.uncalibrated : '']
  return [[one.name, one.model].filter(Boolean).join(' '), institute?.short, marks.filter(Boolean).join(words.t.list)]
    .filter(Boolean)
    .join(' · ')
}

export function isOverdue({ calibratedUntil }: Equipment, now: Date): boolean {
  return calibratedUntil !== undefined && calibratedUntil < isoDayAt(now)
}

/** One line: when, which instrument, how it stands. */
export async function bookingLine(tx: Tx, words: Words, booking: Booking): Promise<string> {
  const equipment = await tx.equipment.find(booking.equipmentId)
  return `${slotWords(words, booking)} ${equipment?.name ?? words.t.empty} — ${words.t.equipment.states[booking.state]}`
}

/** What an entry of a need's history says of a booking, by its id. */
export async function bookingNote(tx: Tx, words: Words, bookingId: string): Promise<string | undefined> {
  const booking = await tx.equipment.booking(bookingId)
  const equipment = booking && (await tx.equipment.find(booking.equipmentId))
  return booking && [equipment?.name, slotWords(words, booking)].filter(Boolean).join(words.t.list)
}

export function logWords(words: Words, { hours, samples, result, fee }: Booking): string {
  const t = words.t.equipment
  const parts = [
    hours === undefined ? '' : t.hours(hours),
    samples === undefined ? '' : t.samples(samples),
    fee === undefined ? '' : fee === 0 ? t.free : t.fee(fee.toLocaleString('en-US')),
    result ?? '',
  ]
  return parts.filter(Boolean).join(words.t.semicolon)
}
