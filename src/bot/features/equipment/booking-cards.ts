import type { Equipment } from '../../../domain/directory.ts'
import { type Booking, type BookingSide, held } from '../../../domain/equipment.ts'
import { DomainError } from '../../../domain/errors.ts'
import { icsOf } from '../../../domain/ics.ts'
import type { Need } from '../../../domain/need.ts'
import { isEnded } from '../../../domain/need-life.ts'
import type { EquipmentDialog, EquipmentNotice } from '../../../domain/notices.ts'
import { checkRight } from '../../../domain/rights.ts'
import { freeSlots, openHoursOf, usualHours } from '../../../domain/slots.ts'
import { standingOf } from '../../../domain/use-cases/act.ts'
import { calendarOf } from '../../../domain/use-cases/clocks/calendar-of.ts'
import { bookingSide, mayCall } from '../../../domain/use-cases/equipment/rights.ts'
import { isUncalibrated } from '../../../domain/use-cases/equipment/slot.ts'
import { asSide, sideOf } from '../../../domain/use-cases/work/sides.ts'
import { button, calendarFile, type Draft, fieldsOf, pair, type Reader, rows } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { bookingLine, logWords, slotWords } from './lines.ts'

const offered = 3
const lookAheadMs = 28 * 86_400_000

type Party = { booking: Booking; equipment: Equipment; side: BookingSide | undefined }

/** Its two sides, and those who work on the need it is for. */
async function partyTo({ tx, person }: Reader, bookingId: string): Promise<Party> {
  const booking = await tx.equipment.booking(bookingId)
  const equipment = booking && (await tx.equipment.find(booking.equipmentId))
  if (!booking || !equipment) throw new DomainError('not_found', 'no_such_entry')
  const side = bookingSide(person, booking, equipment)
  const need = !side && booking.needId ? await tx.needs.find(booking.needId) : undefined
  const party = need && sideOf(need, await standingOf(tx, need, person))
  checkRight(person, 'see_booking', [side === 'user' && 'self', side === 'institute' && 'institute', ...asSide(party)])
  return { booking, equipment, side }
}

/** A booking as it stands: what is awaited of whom; once it is agreed, whom to call. */
export async function bookingCard(reader: Reader, { bookingId }: { bookingId: string }): Promise<Draft> {
  const { tx, words } = reader
  const { equipment: t } = words.t
  const { booking, equipment, side } = await partyTo(reader, bookingId)
  const by = booking.byId ? await tx.people.find(booking.byId) : undefined
  const enterprise = by?.enterpriseId ? await tx.directory.enterprise(by.enterpriseId) : undefined
  const institute = await tx.directory.institute(equipment.instituteId)
  const need = booking.needId ? await tx.needs.find(booking.needId) : undefined
  const call = mayCall(reader.person, booking, equipment)
  return {
    title: t.bookingTitle([equipment.name, equipment.model].filter(Boolean).join(' ')),
    text: statusOf(reader, booking, equipment, side, need),
    fields: fieldsOf([
      [t.when, slotWords(words, booking)],
      [t.institute, [institute?.short, equipment.place].filter(Boolean).join(' ')],
      [t.who, [enterprise?.name, by?.name].filter(Boolean).join(' ') || words.t.empty],
      [t.purpose, booking.purpose],
      [t.need, need?.number],
      [t.fields.fee, equipment.fee],
      [t.contact, call ? await contactOf(reader, equipment) : undefined],
      [t.phone, call && side === 'institute' ? by?.phone : undefined],
      [t.reason, booking.reason],
      [t.log, logWords(words, booking)],
    ]),
    buttons: rows(bookingButtons(reader, booking, equipment, side), 2),
  }
}

/** Of the instrument, or the manager of its institute. */
async function contactOf({ tx }: Reader, { contactName, contactPhone, instituteId }: Equipment): Promise<string | undefined> {
  if (contactName || contactPhone) return [contactName, contactPhone].filter(Boolean).join(' ')
  const [manager] = await tx.people.managersOf(instituteId)
  return manager && [manager.name, manager.phone].filter(Boolean).join(' ')
}

function statusOf({ words, now }: Reader, booking: Booking, equipment: Equipment, side: BookingSide | undefined, need?: Need): string {
  const t = words.t.equipment
  const isOver = booking.startsAt <= now
  const status = () => {
    if (booking.state === 'cancelled' && equipment.state === 'retired' && !booking.reason) return t.offRetired
    if (booking.state === 'cancelled' && !booking.reason && need && isEnded(need.state) && need.state !== 'confirmed')
      return t.offNeed(need.number ?? '')
    if (booking.state !== 'asked') return t.told[booking.state]
    if (isOver) return t.lapsed
    if (booking.side === 'user') return side === 'institute' ? t.askInstitute : t.waitsInstitute
    return side === 'user' ? t.askUser : t.waitsUser
  }
  const warns = (held as readonly string[]).includes(booking.state) && isUncalibrated(equipment, booking.startsAt)
  return [status(), ...(warns ? [t.uncalibratedThen(words.day(equipment.calibratedUntil ?? ''))] : [])].join('\n')
}

/** What this reader can press about a booking now. */
function bookingButtons(reader: Reader, booking: Booking, equipment: Equipment, side: BookingSide | undefined): Button[] {
  const { words, now } = reader
  const b = words.t.buttons
  if (!side || !(held as readonly string[]).includes(booking.state)) return []
  if (booking.startsAt <= now) return booking.state === 'agreed' && side === 'institute' ? useButtons(reader, booking) : []
  const own: Button[] = []
  if (booking.state === 'asked' && side !== booking.side)
    own.push(button(b.booking_yes, 'booking_yes', pair(booking.id, String(booking.sequence)), 'primary'))
  own.push(button(b.booking_other, 'booking_other', booking.id))
  if (booking.state === 'asked' && side === 'institute') own.push(button(b.booking_refuse, 'booking_refuse', booking.id, 'danger'))
  else own.push(button(b.booking_cancel, 'booking_cancel', booking.id, 'danger'))
  own.push(button(b.equipment_show, 'equipment', equipment.id))
  return own
}

function useButtons({ words }: Reader, { id }: Booking): Button[] {
  const b = words.t.buttons
  return [button(b.use_log, 'use_log', id, 'primary'), button(b.use_plain, 'use_plain', id), button(b.use_none, 'use_none', id)]
}

/** After the time, once. Nothing where it was said meanwhile. */
export async function usedCard(reader: Reader, { bookingId }: { bookingId: string }): Promise<Draft | undefined> {
  const booking = await reader.tx.equipment.booking(bookingId)
  if (booking?.state !== 'agreed') return undefined
  const card = await bookingCard(reader, { bookingId })
  return { ...card, text: reader.words.t.equipment.usedAsk, buttons: rows(useButtons(reader, booking), 2) }
}

/** On the day before; nothing where it has been changed since. */
export async function soonCard(
  reader: Reader,
  { bookingId, sequence }: Extract<EquipmentNotice, { view: 'booking_soon' }>,
): Promise<Draft | undefined> {
  const booking = await reader.tx.equipment.booking(bookingId)
  if (booking?.state !== 'agreed' || booking.sequence !== sequence || booking.startsAt <= reader.now) return undefined
  const card = await bookingCard(reader, { bookingId })
  return { ...card, text: reader.words.t.equipment.soon(slotWords(reader.words, booking)) }
}

/** It waits for an answer; nothing where it was answered or changed since. */
export async function waitsCard(
  reader: Reader,
  { bookingId, sequence, office }: Extract<EquipmentNotice, { view: 'booking_waits' }>,
): Promise<Draft | undefined> {
  const { tx, words, now } = reader
  const booking = await tx.equipment.booking(bookingId)
  if (booking?.state !== 'asked' || booking.sequence !== sequence || booking.startsAt <= now) return undefined
  const card = await bookingCard(reader, { bookingId })
  const since = words.dateTime(booking.askedAt)
  return { ...card, text: office ? words.t.equipment.waitsOffice(since) : words.t.equipment.waitsKeeper(since) }
}

/** The booking as a file for the reader's calendar. */
export async function fileCard(
  reader: Reader,
  { bookingId, sequence }: Extract<EquipmentNotice, { view: 'booking_file' }>,
): Promise<Draft | undefined> {
  const { tx, words, now, person } = reader
  const booking = await tx.equipment.booking(bookingId)
  const equipment = booking && (await tx.equipment.find(booking.equipmentId))
  if (!booking || !equipment || booking.sequence !== sequence || !bookingSide(person, booking, equipment)) return undefined
  const t = words.t.equipment
  const cancelled = booking.state !== 'agreed'
  const institute = await tx.directory.institute(equipment.instituteId)
  const { day, time } = startOf(booking)
  const event = icsOf({
    ...{
      uid: `${booking.id}@shibaiqian`,
      stamp: now,
      title: t.fileTitle(equipment.name),
      start: { day, time },
      sequence,
      cancelled,
      alarmMinutes: 120,
    },
    ...{ minutes: Math.round((booking.endsAt.getTime() - booking.startsAt.getTime()) / 60_000), description: booking.purpose },
    place: [institute?.name, equipment.place].filter(Boolean).join(' '),
  })
  const name = t.fileName(equipment.name.replace(/[\\/:*?"<>|\s]+/gu, '-'))
  return { text: cancelled ? t.fileOff : t.fileOn(slotWords(words, booking)), made: calendarFile(name, event) }
}

/** ISO day and HH:MM in Shanghai, eight hours before UTC all year. */
function startOf({ startsAt }: Booking): { day: string; time: string } {
  const here = new Date(startsAt.getTime() + 8 * 3_600_000).toISOString()
  return { day: here.slice(0, 10), time: here.slice(11, 16) }
}

/** Who asked for hours that are held already reads which, and what is free next. */
export async function takenCard(reader: Reader, notice: Extract<EquipmentNotice, { view: 'slot_taken' }>): Promise<Draft> {
  const { tx, words, now } = reader
  const t = words.t.equipment
  const equipment = await tx.equipment.find(notice.equipmentId)
  if (!equipment) throw new DomainError('not_found', 'equipment_gone')
  const wanted = { startsAt: new Date(notice.startsAt), endsAt: new Date(notice.endsAt) }
  const taken = await tx.equipment.overlapping(equipment.id, wanted.startsAt, wanted.endsAt)
  const near = await tx.equipment.overlapping(equipment.id, now, new Date(wanted.endsAt.getTime() + lookAheadMs))
  const { isWorkingDay } = await calendarOf({ tx })
  const free = freeSlots(wanted, near, openHoursOf(equipment.openHours) ?? usualHours, isWorkingDay, now, offered)
  const held = taken.map((booking) => slotWords(words, booking)).join(words.t.list)
  const buttons = free.map((slot) => button(slotWords(words, slot), 'slot', slotId(equipment.id, slot)))
  return { text: t.taken(held, free.length > 0), buttons: rows([...buttons, button(words.t.buttons.cancel, 'cancel', 'x')], 1) }
}

/** The instrument's 16 characters, then minutes since 1970 to its beginning and its length, in base 36. */
export function slotId(equipmentId: string, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const from = Math.round(startsAt.getTime() / 60_000)
  return pair(equipmentId, `${from.toString(36)}.${Math.round(endsAt.getTime() / 60_000 - from).toString(36)}`)
}

/** `invalid` where it is no such id. */
export function slotOfId(rest: string): { startsAt: Date; endsAt: Date } {
  const [from, length] = rest.split('.').map((part) => Number.parseInt(part, 36))
  if (!from || !length || from > 100_000_000 || length > 1440) throw new DomainError('invalid', 'old_button')
  return { startsAt: new Date(from * 60_000), endsAt: new Date((from + length) * 60_000) }
}

export async function whenPrompt(
  { tx, words, now }: Reader,
  { equipmentId }: Extract<EquipmentDialog, { kind: 'booking_when' }>,
): Promise<Draft> {
  const t = words.t.equipment
  const equipment = await tx.equipment.find(equipmentId)
  const coming = await tx.equipment.coming({ equipmentId }, now, 5)
  const text = [
    t.whenPrompt(equipment?.name ?? ''),
    ...(equipment?.openHours ? [t.openPrompt(equipment.openHours)] : []),
    ...(coming.length > 0 ? [t.heldPrompt(coming.map((booking) => slotWords(words, booking)).join(words.t.list))] : []),
  ]
  return { text: text.join('\n'), buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]] }
}

export async function purposePrompt(
  { words }: Reader,
  { startsAt, endsAt }: Extract<EquipmentDialog, { kind: 'booking_purpose' }>,
): Promise<Draft> {
  const slot = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
  return { text: words.t.equipment.purposePrompt(slotWords(words, slot)), buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]] }
}

/** What is booked for a need, for its two sides and staff. */
export async function bookingsField(reader: Reader, { need, standing }: NeedFacts): Promise<[string, string | undefined]> {
  const { tx, words } = reader
  if (!sideOf(need, standing)) return [words.t.equipment.onNeed, undefined]
  const shown = (await tx.equipment.bookingsOfNeed(need.id)).filter(({ state }) => state !== 'cancelled' && state !== 'refused').slice(0, 4)
  const lines: string[] = []
  for (const booking of shown) lines.push(await bookingLine(tx, words, booking))
  return [words.t.equipment.onNeed, lines.join('\n') || undefined]
}
