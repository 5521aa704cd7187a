import { asks, type Deed, idFor, needAt, shows } from './deeds.ts'
import { atEvents, emptyWorld, marksIn, may, readWorld, type World, type Written } from './oracle.ts'
import { allWords } from './outputs.ts'
import type { Play, Someone } from './people.ts'

/** What was seen of a walk. `world`: as it is since the last deed; looking at things changes nothing that matters here. */
export type Seen = { outputs: number; marks: number; events: Set<string>; leaks: object[]; world: World }

export const nothingSeen = (): Seen => ({ outputs: 0, marks: 0, events: new Set(), leaks: [], world: emptyWorld })

/** The world as it is now, and what was sent since, held against the rules. */
export async function checkNow(p: Play, step: string, seen: Seen): Promise<void> {
  seen.world = await readWorld(p.prisma)
  await check(p, step, seen)
}

export async function check(p: Play, step: string, seen: Seen): Promise<void> {
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
    for (const wrong of atEvents(world, person, card, words, p.written))
      seen.leaks.push({ step, to: address, wrong, words: words.slice(0, 400) })
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

export const one = <T>(list: readonly T[], n: number) => list[n % list.length] as T

export async function look(p: Play, { who, on, also }: Deed, seen: Seen): Promise<void> {
  const someone = one(p.cast, who + also)
  if (on % 3 === 0) await ask(p, someone, one(asks, also), seen)
  else await show(p, someone, one(Object.keys(shows), also), on, also, seen)
}

export async function ask(p: Play, { person, key }: Someone, words: string, seen: Seen): Promise<void> {
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await person.say(words)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await check(p, `${key} asks ${words}`, seen)
}

export async function show(p: Play, { person, key }: Someone, verb: string, on: number, also: number, seen: Seen): Promise<void> {
  const need = await needAt(p, on)
  const id = need && (await idFor(p, shows[verb] ?? 'need', need, also))
  if (!id) return
  await person.pressRaw(verb, id)
  await p.prisma.dialog.deleteMany({ where: { address: person.address } })
  await check(p, `${key} presses ${verb} of ${need.number}`, seen)
}
