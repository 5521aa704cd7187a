import type { Equipment } from './directory.ts'
import type { EquipmentState } from './profile-codes.ts'

/** What is asked of an instrument; `kind` says how an answer is read. */
export const equipmentFields = [
  { key: 'name', kind: 'text', most: 60 },
  { key: 'model', kind: 'text', most: 60 },
  { key: 'place', kind: 'text', most: 80 },
  { key: 'specs', kind: 'text', most: 500 },
  { key: 'services', kind: 'text', most: 500 },
  { key: 'fee', kind: 'text', most: 200 },
  { key: 'openHours', kind: 'text', most: 120 },
  { key: 'calibratedUntil', kind: 'day', most: 40 },
  { key: 'keywords', kind: 'list', most: 200 },
  { key: 'contactName', kind: 'text', most: 40 },
  { key: 'contactPhone', kind: 'phone', most: 30 },
  { key: 'code', kind: 'text', most: 40 },
  { key: 'make', kind: 'text', most: 60 },
  { key: 'value', kind: 'money', most: 40 },
  { key: 'inUseSince', kind: 'day', most: 40 },
] as const satisfies { key: keyof Equipment; kind: 'text' | 'day' | 'list' | 'phone' | 'money'; most: number }[]
export type EquipmentField = (typeof equipmentFields)[number]['key']

/** What is asked one after the other where an instrument is added; each can be skipped. */
export const firstEquipmentFields = [
  'model',
  'place',
  'specs',
  'services',
  'fee',
  'openHours',
  'calibratedUntil',
] as const satisfies EquipmentField[]

export type BookingState = 'asked' | 'agreed' | 'refused' | 'cancelled' | 'used' | 'unused'
/** user: who needs the instrument. institute: whose it is. */
export type BookingSide = 'user' | 'institute'

/** Some time at an instrument: asked for, agreed by the other side, and logged once it is over. */
export type Booking = {
  id: string
  equipmentId: string
  needId?: string
  /** Absent: the person is gone. */
  byId?: string
  startsAt: Date
  endsAt: Date
  purpose: string
  /** Whose proposal the time is; the other side answers it. */
  side: BookingSide
  state: BookingState
  /** Why it was refused or cancelled. */
  reason?: string
  /** Of the calendar file: grows with each change. */
  sequence: number
  fileSequence?: number
  /** When the time that stands was proposed. */
  askedAt: Date
  /** Of that time: when its keeper was reminded to answer, and when the bureau heard that they don't. */
  answerRemindedAt?: Date
  answerCalledAt?: Date
  answeredById?: string
  answeredAt?: Date
  /** The log of use; the fee in yuan. */
  hours?: number
  samples?: number
  result?: string
  fee?: number
  loggedById?: string
  loggedAt?: Date
}

/** These hold their hours against others. */
export const held = ['asked', 'agreed'] as const satisfies BookingState[]

export type BookingPatch = Partial<Omit<Booking, 'id' | 'equipmentId' | 'needId' | 'byId' | 'state'>>
export type UseLog = Pick<Booking, 'hours' | 'samples' | 'result' | 'fee'>
/** What one instrument was used for in a month; `month` is 2026-11 of Shanghai, the fee in yuan. */
export type MonthOfUse = {
  equipmentId: string
  name: string
  institute: string
  month: string
  times: number
  hours: number
  samples: number
  fee: number
}

export interface EquipmentBook {
  find(id: string): Promise<Equipment | undefined>
  /** The same, held until the transaction ends: whoever writes a booking or a state decides on facts that can't change meanwhile. */
  hold(id: string): Promise<Equipment | undefined>
  add(equipment: Equipment): Promise<void>
  /** False where another of the institute has that number 设备编号. A key with undefined clears. */
  update(id: string, patch: Partial<Omit<Equipment, 'id' | 'instituteId' | 'state' | 'sample'>>): Promise<boolean>
  setState(id: string, from: readonly EquipmentState[], to: EquipmentState): Promise<boolean>
  /** Those not out of use in whose words one of these stands (folded words), the best first; none: all, by name. */
  search(terms: readonly string[], skip: number, limit: number): Promise<{ found: Equipment[]; total: number }>
  /** By name; those out of use last. */
  ofInstitute(instituteId: string, skip: number, limit: number): Promise<{ found: Equipment[]; total: number }>
  booking(id: string): Promise<Booking | undefined>
  addBooking(booking: Booking): Promise<void>
  /** Writes it only while it is in one of these states and at that sequence; false otherwise. A key with undefined clears. */
  moveBooking(id: string, from: readonly BookingState[], sequence: number, to: BookingState, patch: BookingPatch): Promise<boolean>
  /** Those that hold any of this time, the earliest first. */
  overlapping(equipmentId: string, from: Date, until: Date, except?: string): Promise<Booking[]>
  /** Those of a need, the latest first. */
  bookingsOfNeed(needId: string): Promise<Booking[]>
  /** Those that hold time from now on: of one person, and of an institute's instruments. */
  coming(of: { personId: string } | { instituteId: string } | { equipmentId: string }, now: Date, limit: number): Promise<Booking[]>
  /** Agreed ones that begin in this time and nobody was reminded of as they stand. */
  toRemind(from: Date, until: Date): Promise<Booking[]>
  reminded(id: string, sequence: number): Promise<boolean>
  /** Asked for, to come, and not answered by the institute; the office wasn't called. The oldest first. */
  unanswered(now: Date, limit: number): Promise<Booking[]>
  /** False where it was answered or changed, or somebody was reminded before. */
  answerReminded(id: string, sequence: number, at: Date): Promise<boolean>
  answerCalled(id: string, sequence: number, at: Date): Promise<boolean>
  /** Agreed ones that are over and nobody was asked about. */
  toLog(now: Date, limit: number): Promise<Booking[]>
  useAsked(id: string, at: Date): Promise<boolean>
  /** Those in use whose calibration ends in these ISO days and whose manager was not warned of that end. */
  toCalibrate(from: string, until: string, limit: number): Promise<Equipment[]>
  calibrationWarned(id: string, until: string): Promise<boolean>
  /** By instrument and month of what was logged as used in this time. */
  use(from: Date, until: Date, instituteId?: string): Promise<MonthOfUse[]>
}
