import type { Clock } from '../../src/domain/clock.ts'

export type FakeClock = Clock & { set(iso: string): void; forward(ms: number): void }

/** A clock that the test turns. */
export function fakeClock(iso: string): FakeClock {
  let time = new Date(iso).getTime()
  return {
    now: () => new Date(time),
    set(next) {
      time = new Date(next).getTime()
    },
    forward(ms) {
      time += ms
    },
  }
}

export const seconds = 1_000
export const minutes = 60 * seconds
export const hours = 60 * minutes
export const days = 24 * hours
