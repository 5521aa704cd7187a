/** When the program dies: at any time, or just as it does something. */
import type { Chance } from './chance.ts'
import type { World } from './world.ts'

/** Resolves at a moment for a fault; after `longestMs` at the latest. */
export async function someMoment(world: World, chance: Chance, longestMs = 12_000): Promise<void> {
  if (chance.percent(30)) return void (await pause(chance.number(longestMs / 2)))
  const calls = callsOf(world) + 1 + chance.number(12)
  const until = performance.now() + longestMs
  while (callsOf(world) < calls && performance.now() < until) await pause(2)
  await pause(chance.number(30))
}

/** What the program asked of the platforms so far, but for looking whether anything came in. */
export function callsOf({ telegram, slack }: World): number {
  return telegram.calls.filter(({ method }) => method !== 'getUpdates').length + slack.calls.length
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

/** A line among those of the test runner, to be kept in docs/reliability.md. */
export function print(what: string, figures: object): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`)
}
