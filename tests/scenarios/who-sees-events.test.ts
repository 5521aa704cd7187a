/** Whatever happens at matchmaking events, nobody is shown what they may not see: random worlds with events against rules written anew by hand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actAtEvent, lookAtAllEvents, lookAtEvent } from '../support/sees/event-deeds.ts'
import { checkNow, nothingSeen, one } from '../support/sees/look.ts'
import { play } from '../support/sees/people.ts'

const number = fc.noBias(fc.nat(997))
const steps = fc.array(
  fc.record({ verb: fc.constant(''), who: number, on: number, also: number, look: fc.boolean(), odd: fc.nat(9).map((n) => n === 0) }),
  { minLength: 54, maxLength: 56 },
)
const worlds = fc.array(fc.constantFrom('public', 'matched', 'private'), { minLength: 4, maxLength: 4 })

test('over random worlds, no card of an event and nothing that comes of it says what somebody may not see', async () => {
  const seen = nothingSeen()
  const ways = new Set<string>()
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (visibilities, walk) => {
      const p = await play(visibilities)
      try {
        // what publishing sent is held against the needs as they were published
        await checkNow(p, 'published', seen)
        for (const [i, step] of walk.entries()) {
          const way = await actAtEvent(p, step, i)
          ways.add(way)
          await checkNow(p, `${i} ${way}`, seen)
          if (step.look) await lookAtEvent(p, one(p.cast, step.who + step.on), step, seen)
          p.t.clock.forward(70_000)
        }
        await lookAtAllEvents(p, seen)
        expect(seen.leaks.map((leak) => JSON.stringify(leak))).toEqual([])
        const planned = await p.prisma.eventPair.findMany({ where: { state: 'planned' } })
        if (planned.length > 0) seen.events.add('planned')
        if (planned.some(({ enterpriseWord, expertWord }) => enterpriseWord || expertWord)) seen.events.add('met')
        if ((await p.prisma.eventNeed.count()) > 0) seen.events.add('brought')
      } finally {
        await p.t.stop()
      }
    }),
    { numRuns: Number(process.env.SEES_RUNS ?? 1), seed: Number(process.env.SEES_SEED ?? 5), endOnFailure: true },
  )
  if (process.env.SEES_SAY)
    process.stdout.write(`${JSON.stringify({ marks: seen.marks, outputs: seen.outputs, ways: [...ways], came: [...seen.events] })}\n`)
  // a walk is worth something only if it gets about
  expect([...seen.events].sort()).toEqual(['brought', 'met', 'planned'])
  expect(seen.marks).toBeGreaterThan(400)
}, 600_000)
