/** Whatever happens, nobody is shown what they may not see: every card, file and button of random worlds against rules written anew by hand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, type Deed, leading, shows, verbs } from '../support/sees/deeds.ts'
import { ask, checkNow, look, nothingSeen, one, type Seen, show } from '../support/sees/look.ts'
import { type Play, play, type Someone } from '../support/sees/people.ts'

const number = fc.noBias(fc.nat(997))
/** Either somebody does something, or looks at something, their own or not. */
const steps = fc.array(
  fc.record({
    verb: fc.constantFrom(...Object.keys(verbs)),
    who: number,
    on: number,
    also: number,
    look: fc.boolean(),
    odd: fc.constantFrom(false, false, true),
  }),
  { minLength: 32, maxLength: 40 },
)
const worlds = fc.array(fc.constantFrom('public', 'matched', 'private'), { minLength: 4, maxLength: 4 })

test('over random worlds, nothing that is shown to somebody holds what they may not see', async () => {
  const seen = nothingSeen()
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (visibilities, walk) => {
      const p = await play(visibilities)
      try {
        // what publishing sent is held against the needs as they were published
        await checkNow(p, 'published', seen)
        for (const [i, step] of walk.entries()) {
          await act(p, await leading(p, step))
          await checkNow(p, `${i} ${step.verb}`, seen)
          if (step.look) await look(p, step, seen)
          p.t.clock.forward(70_000)
        }
        await lookAtAll(p, walk, seen)
        expect(seen.leaks.map((leak) => JSON.stringify(leak))).toEqual([])
        for (const { event } of await p.prisma.history.findMany({ select: { event: true } })) seen.events.add(event)
      } finally {
        await p.t.stop()
      }
    }),
    { numRuns: Number(process.env.SEES_RUNS ?? 1), seed: Number(process.env.SEES_SEED ?? 5), endOnFailure: true },
  )
  if (process.env.SEES_SAY)
    process.stdout.write(`${JSON.stringify({ marks: seen.marks, outputs: seen.outputs, events: [...seen.events] })}\n`)
  // a walk is worth something only if it gets about, and much is shown on it
  expect(seen.marks).toBeGreaterThan(800)
  expect(seen.events.size).toBeGreaterThan(10)
}, 300_000)

/** At the end everybody but staff, who see everything, asks for much of what there is. */
async function lookAtAll(p: Play, walk: readonly Deed[], seen: Seen): Promise<void> {
  for (const [i, someone] of p.cast.filter(({ side }) => side !== 'staff').entries()) {
    for (const words of ownAsks[someone.side]) await ask(p, someone, words, seen)
    for (const [j, { on, also }] of walk.slice(0, 10).entries())
      await show(p, someone, one(Object.keys(shows), i + 7 * j + also), on + j, also, seen)
  }
}

const ownAsks: Record<Someone['side'], string[]> = {
  enterprise: ['我的', '待认领', '本周', '需求 2026-0001', '需求 2026-0003'],
  expert: ['我的', '待认领', '揭榜', '本周', '需求 2026-0002', '需求 2026-0004'],
  manager: ['我的', '问题清单', '责任清单', '落实清单', '导出表格', '本周', '考核', '需求 2026-0001'],
  staff: [],
  stranger: ['我的', '需求 2026-0001'],
}
