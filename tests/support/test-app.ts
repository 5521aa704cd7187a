import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Directory } from '../../src/domain/directory-file.ts'
import { digestKinds } from '../../src/domain/reports/report.ts'
import type { Tx } from '../../src/domain/store.ts'
import { createLog } from '../../src/log.ts'
import type { Machine } from '../../src/operating/machine.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'
import { type FakeClock, fakeClock } from './clock.ts'
import { freshDatabase } from './database.ts'
import { smallDirectory } from './directory.ts'
import { createFakePlatform, type FakePerson, type FakePlatform, wordsOf } from './fake-platform.ts'

export type TestApp = {
  app: App
  clock: FakeClock
  platform: FakePlatform
  prisma: PrismaClient
  log: string[]
  /** Turns the clock, does what became due, and sends it. */
  later(ms: number): Promise<void>
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Kills the program where it stands and starts another on the same database. */
  restart(): Promise<void>
  /** The program once more on the same database, as two processes on one server. */
  twin(): Promise<App>
  stop(): Promise<void>
  /** Somebody of the directory who has an account here: `contact:mill`, `expert:rolling`, `officer:wang`. */
  someone(key: string): Promise<FakePerson>
}

/** Plenty of everything, and no backups to look after. */
export const calmMachine: Machine = {
  disk: async () => ({ free: 50 * 1024 ** 3, total: 100 * 1024 ** 3 }),
  memory: () => 0.1,
  backup: async () => undefined,
}

export const adminCode = 'correct-horse-battery'

/** The whole app on a real database, a fake platform and a clock that stands still; the small directory is loaded and linked. */
export async function testApp(
  options: {
    directory?: Directory
    at?: string
    env?: Record<string, string>
    open?: typeof freshDatabase
    /** Digests come by themselves, as they do; otherwise everybody of the directory has switched them off, so that chats are about what the test is about. */
    digests?: true
    /** The web server listens, on a port of its own. */
    listen?: true
    machine?: Machine
  } = {},
): Promise<TestApp> {
  const clock = fakeClock(options.at ?? '2026-11-23T02:00:00Z')
  const database = await (options.open ?? freshDatabase)()
  const log: string[] = []
  const config = readConfig({
    ADMIN_CODE: adminCode,
    SAMPLE_DIRECTORY: 'off',
    LOCAL_CHAT: 'off',
    PORT: '0',
    EVENTS_PER_MINUTE: '100000',
    ...options.env,
  })
  let app!: App
  const platform = createFakePlatform(clock.now, async () => app.idle())

  async function open(): Promise<App> {
    const prisma = database.prisma
    // the database outlives the app, as it does when a process is killed
    const kept = { prisma, kind: 'embedded' as const, maintain: async () => {}, close: async () => {} }
    const opened = await createApp(config, createLog('trace', { write: (line: string) => void log.push(line) }, config.secrets), {
      clock,
      database: kept,
      platforms: [platform],
      listen: options.listen,
      machine: options.machine ?? calmMachine,
      quiet: true,
    })
    await opened.start()
    return opened
  }
  app = await open()
  await app.store.transaction((tx) =>
    tx.directory.load(options.directory ?? smallDirectory, { sample: false, accounts: true, at: clock.now() }),
  )
  await database.prisma.account.deleteMany()
  if (!options.digests) await muteAll(database.prisma)

  return {
    get app() {
      return app
    },
    clock,
    platform,
    prisma: database.prisma,
    log,
    async later(ms) {
      clock.forward(ms)
      await app.tick()
      await app.idle()
    },
    read: (work) => app.store.transaction(work),
    async restart() {
      await app.stop()
      app = await open()
      await app.idle()
    },
    twin: open,
    async stop() {
      await app.stop()
      await database.close()
    },
    async someone(key) {
      const { idOf } = await import('../../src/store/directory.ts')
      const person = await database.prisma.person.findUniqueOrThrow({ where: { id: idOf('person', key) } })
      const someone = platform.person(key.replace(':', '-'), person.name, person.lang as 'zh' | 'en')
      const account = { address: someone.address, platform: 'fake', name: person.name, personId: person.id, lastSeenAt: clock.now() }
      await database.prisma.account.upsert({ where: { address: someone.address }, create: account, update: {} })
      return someone
    },
  }
}

/** Everybody of the directory switches their digests off. */
export async function muteAll(prisma: PrismaClient): Promise<void> {
  const people = await prisma.person.findMany({ select: { id: true } })
  await prisma.digestChoice.createMany({
    data: people.flatMap(({ id: personId }) => digestKinds.map((kind) => ({ personId, kind, muted: true }))),
  })
}

export { wordsOf }
