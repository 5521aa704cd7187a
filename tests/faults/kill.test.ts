/** The program is killed with -9 at random moments, started again, and killed again; FAULT_RUNS says how often (20; nightly 200). */
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { enterpriseActs, expertActs, nothingYet, type Play } from './deeds.ts'
import { judge } from './judge.ts'
import { print, someMoment } from './moments.ts'
import { settle } from './settle.ts'
import { openWorld } from './world.ts'

const runs = Number(process.env.FAULT_RUNS ?? 20)
const seed = Number(process.env.FAULT_SEED ?? 7)

test(
  `killed ${runs} times at random moments, nothing that was acknowledged is lost and nothing is doubled`,
  async () => {
    const world = await openWorld({
      telegram: ['contact:mill', 'expert:finish', 'expert:softener', 'officer:wang'],
      slack: ['contact:foundry', 'expert:rolling', 'expert:fabric'],
    })
    const over = new AbortController()
    const chance = chanceOf(seed)
    const play: Play = { acknowledged: nothingYet(), chance, signal: over.signal, patienceMs: 60_000 }
    const somebody = (key: string) => world.people.get(key)!
    const acts = [
      ...['contact:mill', 'contact:foundry'].map((key) => enterpriseActs(somebody(key), play, 100)),
      ...['expert:finish', 'expert:softener', 'expert:rolling', 'expert:fabric'].map((key) => expertActs(somebody(key), play)),
    ]
    for (let run = 0; run < runs; run += 1) {
      const program = world.start()
      // sometimes it dies before it has started
      if (chance.percent(85)) await program.started
      await someMoment(world, chance)
      expect(await program.kill('SIGKILL')).toBeNull()
    }
    over.abort()
    await Promise.all(acts)
    await settle(world)
    const figures = await judge(world, play.acknowledged)
    print(`kill -9, embedded database, ${runs} times`, figures)
    expect(figures.needs).toBeGreaterThan(runs / 5)
    expect(figures.claims).toBeGreaterThan(0)
  },
  60_000 + runs * 30_000,
)
