/** The deliverer on a real database, with a clock that only its own pauses turn: the work itself takes no time. */
import { describe, expect, test } from 'vitest'
import { createDeliverer, type Deliverer } from '../../src/bot/deliver.ts'
import { DeliveryError, type DeliveryProblem, type Pace, type Platform } from '../../src/bot/platform.ts'
import { createSenders } from '../../src/bot/senders.ts'
import type { BotStore, Outbox } from '../../src/bot/traffic.ts'
import { priorities } from '../../src/domain/notices.ts'
import { createLog } from '../../src/log.ts'
import { createStore } from '../../src/store/index.ts'
import { type FakeClock, fakeClock, seconds } from '../support/clock.ts'
import { engines, freshDatabase, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'

sayWhatIsSkipped()

type Went = { to: string; at: number }
type Rig = {
  database: TestDatabase
  clock: FakeClock
  store: BotStore
  went: Went[]
  /** Puts a parcel in the post now. */
  put(to: string, priority?: number): Promise<void>
  deliverer(...platforms: Platform[]): Deliverer
  platform(name: string, pace: Pace, before?: (to: string) => DeliveryProblem | undefined | Promise<undefined>): Platform
  /** Drains until nothing waits any more. */
  run(deliverer: Deliverer): Promise<void>
}

const telegramPace: Pace = { perSecond: 30, privateGapMs: 1000, groupGapMs: 3000 }

async function openRig(open = freshDatabase): Promise<Rig> {
  const database = await open()
  const clock = fakeClock('2026-11-30T02:00:00Z')
  const bare = createStore(database.prisma, clock.now)
  let busy = 0
  const settled = async (work: Promise<void>) => work.finally(() => busy--)
  const outbox: Outbox = {
    ...bare.outbox,
    async take(id, now) {
      busy++
      const mine = await bare.outbox.take(id, now)
      if (!mine) busy--
      return mine
    },
    sent: (...args) => settled(bare.outbox.sent(...args)),
    putOff: (...args) => settled(bare.outbox.putOff(...args)),
  }
  const store = { ...bare, outbox }
  const went: Went[] = []
  let count = 0
  const never = async () => {
    throw new Error('not in this test')
  }
  return {
    database,
    clock,
    store,
    went,
    async put(address, priority = priorities.bulk) {
      const notice = { view: 'say', text: 'trouble', facts: { id: 'x' } } as const
      const parcel = { key: `parcel ${++count}`, address, mode: 'message', notice, priority, dueAt: clock.now() } as const
      await store.transaction((tx) => tx.mail.put(parcel))
    },
    platform: (name, pace, before) => ({
      name,
      pace,
      maxFileBytes: 0,
      sendsOnce: false,
      start: never,
      edit: never,
      fetch: never,
      stop: never,
      async send(to) {
        const problem = await before?.(to)
        if (problem) throw new DeliveryError(problem, 'told to fail')
        went.push({ to, at: clock.now().getTime() })
        return `${name}:m${++count}`
      },
    }),
    deliverer: (...platforms) =>
      createDeliverer({
        store,
        platforms: new Map(platforms.map((platform) => [platform.name, platform])),
        clock,
        log: createLog('silent'),
        office: { web: () => '', tables: never, workbook: never, picture: never, letter: never, running: never },
        onTrouble: async () => undefined,
        onUnreachable: async () => undefined,
        atSending: async () => 'now',
        pause: async (ms) => {
          if (busy === 0) clock.forward(Math.max(1, ms))
          await new Promise((resolve) => setImmediate(resolve))
        },
      }),
    async run(deliverer) {
      for (let wait = await deliverer.drain(); wait !== undefined; wait = await deliverer.drain()) clock.forward(Math.max(1, wait))
    },
  }
}

function busiest(went: Went[]): number {
  return Math.max(...went.map(({ at }, n) => went.slice(n).filter((later) => later.at - at < 1000).length))
}

test('a fan-out goes as fast as the platform allows and no faster, to each once', async () => {
  const rig = await openRig()
  for (let n = 0; n < 120; n++) await rig.put(`telegram:${n}`)
  await rig.run(rig.deliverer(rig.platform('telegram', telegramPace)))
  expect(new Set(rig.went.map(({ to }) => to)).size).toBe(120)
  expect(rig.went).toHaveLength(120)
  expect(busiest(rig.went)).toBe(30)
  expect(rig.went.at(-1)!.at - rig.went[0]!.at).toBeLessThan(4 * seconds * 1.05)
  await rig.database.close()
})

test('messages to one person keep a second apart while others go on', async () => {
  const rig = await openRig()
  for (let n = 0; n < 4; n++) await rig.put('telegram:1')
  for (let n = 2; n < 40; n++) await rig.put(`telegram:${n}`)
  await rig.run(rig.deliverer(rig.platform('telegram', telegramPace)))
  const times = rig.went.filter(({ to }) => to === 'telegram:1').map(({ at }) => at)
  expect(times).toHaveLength(4)
  for (const [n, at] of times.slice(1).entries()) expect(at - times[n]!).toBeGreaterThanOrEqual(1000)
  const last = rig.went.filter(({ to }) => to !== 'telegram:1').at(-1)!
  expect(last.at).toBeLessThan(times[2]!)
  await rig.database.close()
})

test('something urgent overtakes a digest that is going out', async () => {
  const rig = await openRig()
  for (let n = 0; n < 60; n++) await rig.put(`telegram:${n}`)
  let asked: number | undefined
  const platform = rig.platform('telegram', telegramPace, async () => {
    if (rig.went.length !== 20 || asked !== undefined) return undefined
    asked = rig.clock.now().getTime()
    await rig.put('telegram:urgent', priorities.urgent)
  })
  await rig.run(rig.deliverer(platform))
  const at = rig.went.findIndex(({ to }) => to === 'telegram:urgent')
  expect(at).toBeLessThanOrEqual(26)
  expect(rig.went[at]!.at - asked!).toBeLessThan(200)
  expect(rig.went).toHaveLength(61)
  await rig.database.close()
})

test('a platform that is slow, or asks for a pause, holds up no other', async () => {
  const rig = await openRig()
  for (let n = 0; n < 150; n++) await rig.put(`telegram:${n}`)
  for (let n = 0; n < 20; n++) await rig.put(`other:${n}`)
  let refused = 0
  const telegram = rig.platform('telegram', telegramPace, () =>
    rig.went.length >= 5 && refused++ === 0 ? { kind: 'retry', afterMs: 30 * seconds, all: true } : undefined,
  )
  await rig.run(rig.deliverer(telegram, rig.platform('other', { ...telegramPace, perSecond: 20 })))
  const of = (name: string) => rig.went.filter(({ to }) => to.startsWith(name)).map(({ at }) => at)
  const [others, telegrams] = [of('other'), of('telegram')]
  expect([others.length, telegrams.length]).toEqual([20, 150])
  expect(others.at(-1)! - others[0]!).toBeLessThan(1.1 * seconds)
  const gaps = telegrams.slice(1).map((at, n) => at - telegrams[n]!)
  expect(gaps.filter((gap) => gap > 25 * seconds)).toHaveLength(1)
  await rig.database.close()
})

describe.each(engines)('on $name', ({ open }) => {
  test('two programs that empty one outbox at the same time send each parcel once', async () => {
    const rig = await openRig(open)
    for (let n = 0; n < 60; n++) await rig.put(`telegram:${n % 40}`)
    const pace: Pace = { perSecond: 1000, privateGapMs: 0, groupGapMs: 0 }
    const programs = [1, 2, 3].map(() => rig.deliverer(rig.platform('telegram', pace)))
    await Promise.all(programs.map((program) => rig.run(program)))
    expect(rig.went).toHaveLength(60)
    expect(await rig.store.outbox.counts()).toEqual({ sent: 60 })
    await rig.database.close()
  })

  test('one program sends for a platform; when it dies another does within ten seconds, when it leaves at once', async () => {
    const { store, clock, database } = await openRig(open)
    const [first, second] = [1, 2].map(() => createSenders(store.leases, ['telegram', 'slack'], clock))
    const both = ['telegram', 'slack']
    expect([await first!.mine(), await second!.mine()]).toEqual([both, []])
    for (let n = 0; n < 30; n++) {
      clock.forward(seconds)
      expect([await first!.mine(), await second!.mine()]).toEqual([both, []])
    }
    clock.forward(10 * seconds)
    expect(await second!.mine()).toEqual(both)
    expect(await first!.mine()).toEqual([])
    await second!.leave()
    expect(await first!.mine()).toEqual([])
    clock.forward(1.5 * seconds)
    expect(await first!.mine()).toEqual(both)
    await database.close()
  })

  test('of many that start at once one has it', async () => {
    const { store, clock, database } = await openRig(open)
    const programs = Array.from({ length: 6 }, () => createSenders(store.leases, ['telegram'], clock))
    const had = await Promise.all(programs.map((program) => program.mine()))
    expect(had.flat()).toEqual(['telegram'])
    await database.close()
  })

  test('of one person the first parcel is due, urgent ones before others; who is just being written to waits', async () => {
    const { store, clock, put, database } = await openRig(open)
    await put('telegram:1')
    await put('telegram:1', priorities.urgent)
    await put('telegram:2')
    await put('telegram:3', priorities.normal)
    await put('slack:1', priorities.urgent)
    const due = async () => (await store.outbox.due(clock.now(), 'telegram', 10)).map(({ address, key }) => `${address} ${key}`)
    expect(await due()).toEqual(['telegram:1 parcel 2', 'telegram:3 parcel 4', 'telegram:2 parcel 3'])
    const [first] = await store.outbox.due(clock.now(), 'telegram', 1)
    await store.outbox.take(first!.id, clock.now())
    expect(await due()).toEqual(['telegram:3 parcel 4', 'telegram:2 parcel 3'])
    await store.outbox.putOff(first!.id, new Date(clock.now().getTime() + 5 * seconds), 'retry')
    expect(await due()).toEqual(['telegram:3 parcel 4', 'telegram:2 parcel 3'])
    await database.close()
  })
})
