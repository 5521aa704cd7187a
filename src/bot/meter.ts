/** What the bot counts and times of its work, for whoever keeps it running: by platform and kind, never by person or need. */

export type EventOutcome = 'recorded' | 'repeat' | 'too_much' | 'handled' | 'refused' | 'put_off' | 'failed'
export type DeliveryOutcome = 'sent' | 'dropped' | 'rested' | 'retry' | 'unreachable' | 'rejected' | 'uncertain'

/**
 * record: from receipt until it is written down. handle: from then until it was handled. wait: from when a parcel was due until it was sent. send: one
 * call of the platform. match: looking for experts. tick: all that the clock makes due.
 */
export const stages = ['record', 'handle', 'wait', 'send', 'match', 'tick'] as const
export type Stage = (typeof stages)[number]

export interface Meter {
  event(platform: string, outcome: EventOutcome): void
  delivery(platform: string, outcome: DeliveryOutcome): void
  took(stage: Stage, ms: number): void
  /** The platform said that we write too fast. */
  limited(platform: string): void
}

/** Counts nothing. */
export const noMeter: Meter = { event() {}, delivery() {}, took() {}, limited() {} }
