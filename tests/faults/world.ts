/** What surrounds the program: a database, strict fakes of Telegram and Slack, and people in both. It outlives every death of the program. */

import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { createLog } from '../../src/log.ts'
import { type Database, openDatabase } from '../../src/store/client.ts'
import { idOf } from '../../src/store/directory.ts'
import { createStore } from '../../src/store/index.ts'
import { smallDirectory } from '../support/directory.ts'
import { FakeSlack } from '../support/fake-slack.ts'
import { FakeTelegram } from '../support/fake-telegram.ts'
import { temporaryFolder } from '../support/folder.ts'
import { muteAll } from '../support/test-app.ts'
import { onSlack, onTelegram, type Somebody } from './people.ts'
import { type Program, startProgram } from './program.ts'

export type World = {
  telegram: FakeTelegram
  slack: FakeSlack
  people: Map<string, Somebody>
  /** Starts the program, listening on this port or on its usual one. */
  start(settings?: Record<string, string>): Program
  /** Where Slack and a webhook of Telegram find it. */
  port: number
  /** The program's clock from now on, in milliseconds ahead of where it was at the beginning. */
  moveClock(ms: number): Promise<void>
  now(): Date
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>
}

export type Options = {
  /** postgresql://…; without it the embedded database. */
  url?: string
  /** Where the embedded database lives; else a folder of its own. */
  folder?: string
  /** Telegram brings updates to a webhook. */
  webhook?: boolean
  directory?: Directory
  /** Who is where; the others of the directory have no account. */
  telegram: string[]
  slack: string[]
}

/** A Wednesday at ten in the morning: nobody sleeps, nothing weekly is due. */
const begin = Date.parse('2026-11-25T02:00:00Z')

/** Experts who never have their hands full, so that no claim is refused for that. */
const roomy: Directory = { ...smallDirectory, experts: smallDirectory.experts.map((expert) => ({ ...expert, cap: 20 })) }

export async function openWorld(options: Options): Promise<World> {
  const folder = options.folder ?? (await temporaryFolder())
  const atBegin = begin - Date.now()
  let moved = 0
  const now = () => new Date(Date.now() + atBegin + moved)
  const clock = join(await temporaryFolder(), 'clock')
  const moveClock = async (ms: number) => {
    moved = ms
    await writeFile(clock, String(atBegin + ms))
  }
  await moveClock(0)
  const telegram = await FakeTelegram.start()
  telegram.now = () => now().getTime()
  // while the program is dead Slack goes on trying
  const slack = await FakeSlack.start({ now, retryMs: Array.from({ length: 300 }, () => 200) })
  onTestFinished(async () => void (await Promise.all([telegram.stop(), slack.stop()])))
  const people = new Map<string, Somebody>()
  for (const [at, key] of options.telegram.entries()) people.set(key, onTelegram(telegram, 101 + at, key))
  for (const [at, key] of options.slack.entries()) people.set(key, onSlack(slack, `U0MAN${String(101 + at)}`, key))
  const port = await freePort()
  slack.deliverTo(`http://127.0.0.1:${port}`)
  const where = { DATA_DIR: join(folder, 'data'), ...(options.url ? { DATABASE_URL: options.url } : {}) }
  const settings = {
    ...where,
    LOCAL_CHAT: 'off',
    SAMPLE_DIRECTORY: 'off',
    LOG_LEVEL: 'debug',
    PORT: String(port),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ...(options.webhook
      ? { TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: 'secret_of_the_fault_harness' }
      : {}),
  }
  const withDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ folder: where.DATA_DIR, ...(options.url ? { url: options.url } : {}), log: createLog('silent') })
    return work(database).finally(() => database.close())
  }
  await withDatabase((database) => fill(database, options.directory ?? roomy, [...people.values()], now()))
  const start = (more: Record<string, string> = {}) => startProgram({ ...settings, ...more }, folder, clock)
  return { telegram, slack, people, start, port, moveClock, now, withDatabase }
}

/** The directory, with the accounts of these people; digests are switched off, so that chats are about what they do. */
async function fill({ prisma }: Database, directory: Directory, people: Somebody[], at: Date): Promise<void> {
  await createStore(prisma, () => at).transaction((tx) => tx.directory.load(directory, { sample: false, accounts: true, at }))
  await prisma.account.deleteMany()
  await prisma.account.createMany({
    data: people.map(({ key, address }) => ({
      address,
      platform: address.split(':')[0] as string,
      name: key,
      personId: idOf('person', key),
      lastSeenAt: at,
    })),
  })
  await muteAll(prisma)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
