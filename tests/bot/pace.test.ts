import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTurns } from '../../src/bot/pace.ts'

const perSecond = 30
/** What any message takes to the server and back. */
const shortestWay = 20

/** Sends `lags.length` messages one after the other, each counted so late; gives the moments at which the server counted them. */
function simulate(lags: number[]): number[] {
  const turns = createTurns({ perSecond })
  const answers: { at: number; tell(now: number): void }[] = []
  let now = 1_000_000
  return lags.map((lag) => {
    for (let wait = 1; wait > 0; ) {
      for (const answer of answers) if (answer.at <= now) answer.tell(answer.at)
      wait = turns.waitMs(now)
      now += Math.ceil(wait)
    }
    const turn = turns.take(now)
    answers.push({ at: now + lag + shortestWay, tell: (at) => turn.answered(at) })
    return now + lag + shortestWay / 2
  })
}

function busiest(counted: number[], withinMs: number): number {
  const sorted = [...counted].sort((a, b) => a - b)
  return Math.max(...sorted.map((at, n) => sorted.slice(n).filter((later) => later - at < withinMs).length))
}

test('however unevenly messages arrive, no second has more of them than the platform allows', () => {
  // the first one shows the way at its shortest
  const lags = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 60, maxLength: 150 }).map((all) => [0, ...all])
  fc.assert(
    fc.property(lags, (all) => {
      expect(busiest(simulate(all), 1000)).toBeLessThanOrEqual(perSecond)
    }),
  )
})

test('a thousand messages take hardly longer than the platform makes them', () => {
  const counted = simulate(Array.from({ length: 1000 }, (_, n) => (n * 7919) % 23))
  const took = counted.at(-1)! - counted[0]!
  expect(took).toBeGreaterThanOrEqual(32_000)
  expect(took).toBeLessThan(((1000 * 1000) / perSecond) * 1.05)
  expect(busiest(counted, 1000)).toBe(perSecond)
})

test('messages do not come in bursts', () => {
  const counted = simulate(Array.from({ length: 200 }, () => 0))
  expect(busiest(counted, 100)).toBeLessThanOrEqual(4)
})

test('a chat rests between two messages, counted from the answer to the first, and holds nobody else up', () => {
  const turns = createTurns({ perSecond })
  const chat = { id: 'a', gapMs: 1000 }
  turns.take(0, chat).answered(150)
  expect(turns.waitMs(500, 'a')).toBe(650)
  expect(turns.waitMs(500, 'b')).toBe(0)
  expect(turns.waitMs(1150, 'a')).toBe(0)
})

test('what the server asks for is waited out: by one chat, or by all', () => {
  const turns = createTurns({ perSecond })
  turns.hold(5000, 'a')
  expect([turns.waitMs(0, 'a'), turns.waitMs(0, 'b')]).toEqual([5000, 0])
  turns.hold(7000)
  expect([turns.waitMs(0, 'a'), turns.waitMs(0, 'b'), turns.waitMs(7000, 'b')]).toEqual([7000, 7000, 0])
})

test('a clock that is put back an hour stops nothing for an hour', () => {
  const turns = createTurns({ perSecond })
  turns.take(3_600_000, { id: 'a', gapMs: 1000 })
  turns.hold(3_700_000)
  expect(turns.waitMs(0, 'a')).toBe(0)
})
