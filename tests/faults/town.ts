/** The usual people of these tests, at work until it is over. */
import type { Chance } from './chance.ts'
import { type Acknowledged, enterpriseActs, expertActs, nothingYet } from './deeds.ts'
import type { World } from './world.ts'

export const usual = {
  telegram: ['contact:mill', 'expert:finish', 'expert:softener', 'officer:wang'],
  slack: ['contact:foundry', 'expert:rolling', 'expert:fabric'],
}

/** `over` ends what they do, and gives what was acknowledged to them. */
export function peopleAtWork(world: World, chance: Chance, patienceMs = 60_000): { over(): Promise<Acknowledged> } {
  const ended = new AbortController()
  const acknowledged = nothingYet()
  const play = { acknowledged, chance, signal: ended.signal, patienceMs }
  const acts = [...world.people.entries()].flatMap(([key, somebody]) => {
    if (key.startsWith('contact:')) return [enterpriseActs(somebody, play)]
    return key.startsWith('expert:') ? [expertActs(somebody, play)] : []
  })
  return {
    async over() {
      ended.abort()
      await Promise.all(acts)
      return acknowledged
    },
  }
}
