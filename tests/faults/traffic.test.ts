/** Updates that come twice, late, or before their turn; platforms that refuse, break down, hang, or cut the connection after the message was taken. */
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { pause, print } from './moments.ts'
import { settle } from './settle.ts'
import { peopleAtWork, usual } from './town.ts'
import { makeTrouble } from './troubles.ts'
import { openWorld } from './world.ts'

const seconds = Number(process.env.FAULT_SECONDS ?? 40)
const seed = Number(process.env.FAULT_SEED ?? 7)

test(
  'whatever goes wrong between it and the platforms, nothing is lost, and what may have arrived twice is on record',
  async () => {
    const world = await openWorld({ ...usual, webhook: true })
    const chance = chanceOf(seed)
    const calm = new AbortController()
    const program = world.start()
    await program.started
    const trouble = makeTrouble(world, chance, calm.signal)
    const people = peopleAtWork(world, chance, 10_000)
    await pause(seconds * 1000)
    calm.abort()
    const made = await trouble
    const acknowledged = await people.over()
    expect(program.code()).toBeNull()
    expect(await program.kill('SIGTERM')).toBe(0)
    await settle(world)
    const figures = await judge(world, acknowledged)
    print(`trouble on the way for ${seconds} s, embedded database`, { ...figures, made })
    expect(figures.claims).toBeGreaterThan(0)
  },
  180_000 + seconds * 1000,
)
