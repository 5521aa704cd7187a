/** The PostgreSQL server is stopped in the middle of everything and comes back; the program goes on. */
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { pause, print, someMoment } from './moments.ts'
import { ownPostgres, postgresPrograms } from './own-postgres.ts'
import { settle } from './settle.ts'
import { peopleAtWork, usual } from './town.ts'
import { openWorld } from './world.ts'

const stops = Number(process.env.FAULT_STOPS ?? 5)
const programs = postgresPrograms()

test.skipIf(!programs)(
  `the PostgreSQL server stopped ${stops} times at random moments: nothing is lost or doubled, and the program goes on (skipped where no server's programs are installed)`,
  async () => {
    const server = await ownPostgres(programs as string)
    const world = await openWorld({ ...usual, url: server.url })
    const chance = chanceOf(5)
    const program = world.start()
    await program.started
    const people = peopleAtWork(world, chance)
    for (let stop = 0; stop < stops; stop += 1) {
      await someMoment(world, chance)
      await server.stop()
      await pause(chance.number(3000))
      await server.start()
    }
    await someMoment(world, chance)
    const acknowledged = await people.over()
    expect(program.code()).toBeNull()
    expect(await program.kill('SIGTERM')).toBe(0)
    await settle(world)
    const figures = await judge(world, acknowledged)
    print(`PostgreSQL stopped ${stops} times`, figures)
    expect(figures.claims).toBeGreaterThan(0)
  },
  120_000 + stops * 40_000,
)
