/** A fan-out whose program is killed, by real processes, over real HTTP. */
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { priorities } from '../../src/domain/notices.ts'
import { createLog } from '../../src/log.ts'
import { type Database, openDatabase } from '../../src/store/client.ts'
import { createStore } from '../../src/store/index.ts'
import { eventually } from '../platforms/contract.ts'
import { startChild } from '../support/child.ts'
import { sayWhatIsSkipped, serverDatabase } from '../support/database.ts'
import { FakeTelegram } from '../support/fake-telegram.ts'
import { Flood } from '../support/fake-telegram-rules.ts'
import { temporaryFolder } from '../support/folder.ts'

sayWhatIsSkipped()

// processes start, and send at Telegram's pace
vi.setConfig({ testTimeout: 300_000 })

const recipients = 100
const chats = Array.from({ length: recipients }, (_, n) => n + 1)

async function openTelegram(): Promise<FakeTelegram> {
  const telegram = await FakeTelegram.start()
  onTestFinished(() => telegram.stop())
  for (const id of chats) telegram.user(id, `u${id}`)
  return telegram
}

async function serverOrSkip(skip: (why: string) => never): Promise<string> {
  const server = await serverDatabase()
  if (!server) return skip('TEST_DATABASE_URL is not set')
  onTestFinished(() => server.drop())
  return server.url
}

type Where = { DATA_DIR: string; DATABASE_URL?: string }

async function withDatabase<T>(where: Where, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({
    folder: where.DATA_DIR,
    ...(where.DATABASE_URL ? { url: where.DATABASE_URL } : {}),
    log: createLog('silent'),
  })
  return work(database).finally(() => database.close())
}

async function putDigest(where: Where): Promise<void> {
  await withDatabase(where, async ({ prisma }) => {
    const dueAt = new Date(Date.now() - 60_000)
    const store = createStore(prisma, () => dueAt)
    const notice = { view: 'say', text: 'trouble', facts: { id: 'digest' } } as const
    await store.transaction(async (tx) => {
      for (const id of chats)
        await tx.mail.put({ key: `digest ${id}`, address: `telegram:${id}`, mode: 'message', notice, priority: priorities.bulk, dueAt })
    })
  })
}

/** Of each recipient: how many messages arrived, and what the row says. */
async function outcome(where: Where, telegram: FakeTelegram): Promise<{ arrived: number; state: string }[]> {
  const rows = await withDatabase(where, ({ prisma }) => prisma.outbox.findMany({ where: { key: { startsWith: 'digest ' } } }))
  expect(rows).toHaveLength(recipients)
  return rows.map(({ address, state }) => ({ arrived: telegram.chat(Number(address.split(':')[1])).byBot().length, state }))
}

const arrived = (telegram: FakeTelegram): number => chats.filter((id) => telegram.chat(id).byBot().length > 0).length

describe.each(['the embedded database', 'PostgreSQL'])('on %s', (engine) => {
  test('a program killed in the middle of a fan-out and started again writes to each once, or says of whom it is not known', async ({
    skip,
  }) => {
    const where: Where = { DATA_DIR: await temporaryFolder() }
    if (engine === 'PostgreSQL') where.DATABASE_URL = await serverOrSkip(skip)
    const telegram = await openTelegram()
    await putDigest(where)
    const settings = JSON.stringify({ ...where, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot })
    // some time later each: what died with its program is settled after two minutes on PostgreSQL, where others may live
    for (const [ahead, until] of [
      [0, 20],
      [5, 50],
    ] as const) {
      const program = startChild('scenarios/fan-out-child.ts', settings, String(ahead))
      expect(await program.line()).toBe('started')
      await eventually(() => expect(arrived(telegram)).toBeGreaterThanOrEqual(until), 120_000)
      await program.kill('SIGKILL')
      expect(arrived(telegram)).toBeLessThan(recipients)
    }
    // one more that was sent when the program died, and not yet written down
    await withDatabase(where, async ({ prisma }) => {
      const { id } = await prisma.outbox.findFirstOrThrow({ where: { state: 'sent' } })
      await prisma.outbox.update({ where: { id }, data: { state: 'sending', sendingSince: new Date() } })
    })
    const last = startChild('scenarios/fan-out-child.ts', settings, '10')
    expect([await last.line(), await last.line()]).toEqual(['started', 'done'])
    const all = await outcome(where, telegram)
    const known = all.filter(({ state }) => state === 'sent')
    const unknown = all.filter(({ state }) => state === 'uncertain')
    expect(known.every((one) => one.arrived === 1)).toBe(true)
    expect(unknown.every((one) => one.arrived <= 1)).toBe(true)
    expect(unknown.length).toBeGreaterThanOrEqual(1)
    expect(unknown.length).toBeLessThan(20)
    expect(known.length + unknown.length).toBe(recipients)
  })
})

test('two programs on one PostgreSQL write to each recipient once, and together keep to the limits of Telegram', async ({ skip }) => {
  const where: Where = { DATA_DIR: await temporaryFolder(), DATABASE_URL: await serverOrSkip(skip) }
  const telegram = await openTelegram()
  let refused = 0
  const limits = new Flood(Date.now, true)
  telegram.flood = Object.assign(Object.create(limits) as Flood, {
    check(chat: number) {
      try {
        limits.check(chat)
      } catch (error) {
        refused += 1
        throw error
      }
    },
  })
  await putDigest(where)
  const settings = JSON.stringify({ ...where, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot })
  const programs = [1, 2].map(() => startChild('scenarios/fan-out-child.ts', settings))
  for (const program of programs) expect([await program.line(), await program.line()]).toEqual(['started', 'done'])
  expect((await outcome(where, telegram)).filter((one) => one.state !== 'sent' || one.arrived !== 1)).toEqual([])
  expect(refused).toBe(0)
})
