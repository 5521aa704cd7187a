/** Lets the program finish what is left, with nothing going wrong any more, and ends it as an office does. */
import { expect } from 'vitest'
import { callsOf, pause } from './moments.ts'
import type { World } from './world.ts'

const minutes = 60_000
/** Nothing moves any more when nobody was called for this long. */
const quietMs = 3_000

/** Some time later, so that what waits for another try is due; returns when nothing is on its way. */
export async function settle(world: World, fromMs = 0): Promise<void> {
  for (let ahead = 10; ; ahead += 20) {
    await world.moveClock(fromMs + ahead * minutes)
    const program = world.start()
    await program.started
    await quiet(world)
    expect(await program.kill('SIGTERM')).toBe(0)
    const left = await world.withDatabase(async ({ prisma }) => {
      const due = { state: 'due', dueAt: { lte: world.now() } }
      return (await prisma.inbox.count({ where: { state: 'due' } })) + (await prisma.outbox.count({ where: due }))
    })
    if (left === 0) return
    if (ahead > 100) throw new Error(`${left} rows are still due; ${program.log().slice(-3000)}`)
  }
}

async function quiet(world: World): Promise<void> {
  const { telegram } = world
  const state = () => `${callsOf(world)} ${telegram.updates.unconfirmed.length}`
  let last = state()
  let since = performance.now()
  while (performance.now() - since < quietMs || telegram.updates.unconfirmed.length > 0) {
    await pause(50)
    if (state() === last) continue
    last = state()
    since = performance.now()
  }
}
