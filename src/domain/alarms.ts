/**
 * What administrators are told of without having asked. Anything may raise an alarm (`use-cases/operating/alarms.ts: raiseAlarm`, outside a transaction
 * `Raise`); the database opens one of each kind and subject at a time, says it once whoever ticks, repeats it quietly, and says when it is over.
 */
import { defaultQuietHours, quietUntil } from './calendar/quiet-hours.ts'

/**
 * - `wakes`: people lose the service meanwhile; it is said at night as well. Anything else waits for the morning.
 * - `by`: what it is. `event`: something that can't be undone; it stands until it was told and has not happened again for a while, and its end is no news.
 *   `state`: raised anew at every tick that finds it; over when no program has found it for some minutes. `held`: over only when it is settled.
 */
type KindOfAlarm = { wakes: boolean; by: 'event' | 'state' | 'held' }

export const alarmKinds = {
  delivery_failed: { wakes: false, by: 'event' },
  event_failed: { wakes: false, by: 'event' },
  inbox_late: { wakes: true, by: 'state' },
  outbox_late: { wakes: true, by: 'state' },
  token_refused: { wakes: true, by: 'state' },
  receiving_failed: { wakes: true, by: 'state' },
  database_errors: { wakes: true, by: 'state' },
  disk_low: { wakes: true, by: 'state' },
  backup_failed: { wakes: false, by: 'held' },
  backup_old: { wakes: false, by: 'state' },
  clock_wrong: { wakes: false, by: 'state' },
  tick_failing: { wakes: false, by: 'state' },
  memory_high: { wakes: false, by: 'state' },
} as const satisfies Record<string, KindOfAlarm>

export type AlarmKind = keyof typeof alarmKinds

/** `subject`: which one, where there may be several (a platform, a step). `facts` fill the gaps of its words: numbers and names of ours, nothing of people. */
export type Raised = { kind: AlarmKind; subject?: string; facts?: Record<string, string>; times?: number }

/** Raises one from outside a transaction. Never throws: what can't be written down is logged. */
export type Raise = (alarm: Raised) => Promise<void>
/** Says that what was wrong is mended. Never throws. */
export type Settle = (kind: AlarmKind, subject?: string) => Promise<void>

export type Alarm = {
  id: string
  kind: AlarmKind
  subject: string
  openedAt: Date
  seenAt: Date
  count: number
  facts: Record<string, string>
  /** How often administrators were told. */
  told: number
  nextAt: Date
  quiet: boolean
  endedAt?: Date
  /** When administrators last heard that it is over. */
  overAt?: Date
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Repeated after 1 hour, 6 more, then daily; the last counts on. */
const pausesMs = [hourMs, 6 * hourMs, 24 * hourMs] as const

/** When an alarm that was told so often is told next. */
export function nextTelling(kind: AlarmKind, told: number, now: Date): Date {
  const pause = told === 0 ? 0 : (pausesMs[Math.min(told, pausesMs.length) - 1] as number)
  const at = new Date(now.getTime() + pause)
  return alarmKinds[kind].wakes ? at : quietUntil(at, defaultQuietHours)
}

/** Less than the first pause: what does not happen again is not told again. */
const eventMs = 55 * minuteMs
/** More than one tick, so that one that came late ends nothing. */
const stateMs = 3 * minuteMs

/** Whether it is over by itself. */
export function isOver(alarm: Alarm, now: Date): boolean {
  const { by } = alarmKinds[alarm.kind]
  const since = now.getTime() - alarm.seenAt.getTime()
  if (by === 'event') return alarm.told > 0 && since > eventMs
  return by === 'state' && since > stateMs
}

/** What comes back within this time is the same alarm: its pauses go on, and its end is told again only after as long. */
export const sameMs = hourMs

/** Clocks that differ by more are wrong. */
export const mostSkewMs = minuteMs

/** What is late by so much is an alarm. */
export const lateMs = 5 * minuteMs
