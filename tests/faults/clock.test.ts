/** The clock of the machine is set while the program runs: hours ahead, and back. */
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { print, someMoment } from './moments.ts'
import { settle } from './settle.ts'
import { peopleAtWork, usual } from './town.ts'
import { openWorld } from './world.ts'

const hours = 3_600_000

test('a clock that jumps ahead and back loses nothing and says nothing twice', async () => {
  const world = await openWorld(usual)
  const chance = chanceOf(11)
  const program = world.start()
  await program.started
  const people = peopleAtWork(world, chance)
  for (const moved of [2, 1, 26, 25, -1]) {
    await someMoment(world, chance)
    await world.moveClock(moved * hours)
  }
  await someMoment(world, chance)
  const acknowledged = await people.over()
  expect(await program.kill('SIGTERM')).toBe(0)
  await settle(world, 30 * hours)
  const figures = await judge(world, acknowledged)
  print('the clock set five times, embedded database', figures)
  expect(figures.claims).toBeGreaterThan(0)
}, 300_000)
