/** Whatever happens, nobody is shown what they may not see: every card, file and button of random worlds against rules written anew by hand. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, asks, type Deed, idFor, leading, needAt, shows, verbs } from '../support/sees/deeds.ts'
import { emptyWorld, marksIn, may, readWorld, type World, type Written } from '../support/sees/oracle.ts'
import { allWords } from '../support/sees/outputs.ts'
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
  const seen: Seen = { outputs: 0, marks: 0, events: new Set(), leaks: [], world: emptyWorld }
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (visibilities, walk) => {
      const p = await play(visibilities)
      try {
        for (const [i, step] of walk.entries()) {
          await act(p, await leading(p, step))
          seen.world = await readWorld(p.prisma)
          await check(p, `${i} ${step.verb}`, seen)
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

/** `world`: as it is since the last deed; looking at things changes nothing that matters here. */
type Seen = { outputs: number; marks: number; events: Set<string>; leaks: object[]; world: World }

async function check(p: Play, step: string, seen: Seen): Promise<void> {
  const outputs = p.outputs.take()
  if (outputs.length === 0) return
  const { world } = seen
  for (const { address, card } of outputs) {
    const words = await allWords(card)
    const someone = p.cast.find((one) => one.person.address === address)
    const person = world.people.find(({ id }) => id === someone?.id)
    const marks = marksIn(words)
    seen.outputs++
    seen.marks += marks.length
    const leaked = marks.filter((mark) => !may(world, person, mark, p.written))
    for (const mark of leaked) seen.leaks.push({ step, to: address, mark, ...about(world, p.written.get(mark)), words: near(words, mark) })
  }
}

/** For whoever reads a failure: what the string is, and how its need stands. */
function about(world: World, written: Written | undefined) {
  const need = world.needs.find(({ id }) => id === written?.needId)
  return { kind: written?.kind, need: need && `${need.number} ${need.state} ${need.visibility}` }
}

function near(words: string, mark: string): string {
  const at = words.indexOf(mark)
  return `${words.slice(0, 60)} … ${words.slice(Math.max(0, at - 120), at + 40)}`
}

const one = <T>(list: readonly T[], n: number) => list[n % list.length] as T

async function look(p: Play, { who, on, also }: Deed, seen: Seen): Promise<void> {
  const someone = one(p.cast, who + also)
  if (on % 3 === 0) await ask(p, someone, one(asks, also), seen)
  else await show(p, someone, one(Object.keys(shows), also), on, also, seen)
}

async function ask(p: Play, { person, key }: Someone, words: string, seen: Seen): Promise<void> {
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await person.say(words)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await check(p, `${key} asks ${words}`, seen)
}

async function show(p: Play, { person, key }: Someone, verb: string, on: number, also: number, seen: Seen): Promise<void> {
  const need = await needAt(p, on)
  const id = need && (await idFor(p, shows[verb] ?? 'need', need, also))
  if (!id) return
  await person.pressRaw(verb, id)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await check(p, `${key} presses ${verb} of ${need.number}`, seen)
}

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
