/** The program is killed with -9 at random moments, started again, and killed again; FAULT_RUNS says how often (20; nightly 200). */
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { print, someMoment } from './moments.ts'
import { settle } from './settle.ts'
import { peopleAtWork, usual } from './town.ts'
import { openWorld } from './world.ts'

const runs = Number(process.env.FAULT_RUNS ?? 20)
const seed = Number(process.env.FAULT_SEED ?? 7)

test(
  `killed ${runs} times at random moments, nothing that was acknowledged is lost and nothing is doubled`,
  async () => {
    const world = await openWorld(usual)
    const chance = chanceOf(seed)
    const people = peopleAtWork(world, chance)
    for (let run = 0; run < runs; run += 1) {
      const program = world.start()
      // sometimes it dies before it has started
      if (chance.percent(85)) await program.started
      await someMoment(world, chance)
      expect(await program.kill('SIGKILL')).toBeNull()
    }
    const acknowledged = await people.over()
    await settle(world)
    const figures = await judge(world, acknowledged)
    print(`kill -9, embedded database, ${runs} times`, figures)
    expect(figures.needs).toBeGreaterThan(runs / 5)
    expect(figures.claims).toBeGreaterThan(0)
  },
  90_000 + runs * 40_000,
)
