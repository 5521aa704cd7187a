import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { clientOn } from '../../src/store/client.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'
import { migrate } from '../../src/store/migrate.ts'
import { fakeClock, minutes } from '../support/clock.ts'
import { sayWhatIsSkipped, serverDatabase } from '../support/database.ts'
import { createFakePlatform, type FakePlatform } from '../support/fake-platform.ts'
import { districtInParts } from '../support/year/district.ts'

sayWhatIsSkipped()

type Replica = { app: App; platform: FakePlatform; errors: string[]; stop(): Promise<void> }

/** Several programs on one server, each with connections and a platform of its own; time is the same for all. */
async function replicas(names: string[]) {
  const server = await serverDatabase()
  if (!server) throw new Error('TEST_DATABASE_URL is not set')
  const clock = fakeClock('2026-10-31T02:00:00Z')
  const { prisma, close } = clientAs(server.url, 'looks on')
  const pool = new pg.Pool({ connectionString: server.url })
  await migrate(pool)
  await pool.end()
  const all: Replica[] = []
  for (const name of names) all.push(await replica(server.url, name, clock))
  const first = all[0] as Replica
  for (const part of districtInParts())
    await first.app.store.transaction((tx) => tx.directory.load(part, { sample: false, accounts: true, at: clock.now() }))
  await prisma.$executeRaw`UPDATE "Account" SET "platform" = 'fake', "address" = 'fake:' || "personId"`
  await prisma.$executeRaw`TRUNCATE "Newcomer"`
  await openNeeds(prisma, clock.now())
  const stop = async () => {
    for (const one of all) await one.stop()
    await close()
    await server.drop()
  }
  return { all, clock, prisma, stop }
}

function clientAs(url: string, name: string) {
  const pool = new pg.Pool({
    ...{ connectionString: url, application_name: name, max: 6 },
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'") as unknown as undefined,
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const prisma = clientOn(pool)
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
  }
  return { prisma, close }
}

async function replica(url: string, name: string, clock: ReturnType<typeof fakeClock>): Promise<Replica> {
  const errors: string[] = []
  const log = createLog('error', { write: (line: string) => void errors.push(line) })
  const { prisma, close } = clientAs(url, name)
  const platform = createFakePlatform(clock.now, async () => {})
  const database = { prisma, kind: 'postgresql' as const, maintain: async () => {}, close }
  const config = readConfig({ SAMPLE_DIRECTORY: 'off', LOCAL_CHAT: 'off' })
  const app = await createApp(config, log, { clock, database, platforms: [platform], quiet: true })
  await app.start()
  return { app, platform, errors, stop: () => app.stop() }
}

/** So that enterprises have a week to be told of. Nobody is reminded of anything. */
async function openNeeds(prisma: PrismaClient, at: Date): Promise<void> {
  const contacts = await prisma.person.findMany({ where: { enterpriseId: { not: null } }, orderBy: { id: 'asc' }, take: 120 })
  const data = contacts.map(({ id, enterpriseId }, i) => ({
    ...{ id: `open${String(i).padStart(12, '0')}`, number: `2026-${1000 + i}`, state: 'open', enterpriseId, posterId: id },
    ...{ title: `需求${i}`, waitOn: 'staff', waitSince: at, dueAt: new Date('2027-06-01'), createdAt: at, touchedAt: at, publishedAt: at },
    officerId: null,
  }))
  await prisma.need.createMany({ data })
}

/** One report, and one copy and one parcel for everybody it is for. */
async function checkOnce(prisma: PrismaClient, week: string): Promise<void> {
  expect(await prisma.report.count({ where: { key: `weekly:${week}` } })).toBe(1)
  const rows = await prisma.delivery.findMany({ where: { digestKey: { endsWith: `:${week}` } } })
  const counted = Object.fromEntries(
    ['weekly', 'head', 'expert', 'institute', 'enterprise'].map((kind) => [kind, ofKind(rows, kind).length]),
  )
  expect(counted).toEqual({ weekly: 7, head: 1, expert: 100, institute: 10, enterprise: 120 })
  const parcels = await prisma.outbox.findMany({ where: { key: { in: rows.flatMap(({ parcel }) => parcel ?? []) } } })
  // the head has the week on one screen instead of the plan
  expect(rows.filter(({ how }) => how !== 'send').map(({ how }) => how)).toEqual(['muted'])
  expect(new Set(parcels.map(({ key }) => key)).size).toBe(rows.length - 1)
  const posted = await prisma.outbox.count({ where: { OR: [noticeOf('key', `weekly:${week}`), noticeOf('period', week)] } })
  expect(posted).toBe(rows.length - 1)
}

function ofKind(rows: { digestKey: string }[], kind: string) {
  return rows.filter(({ digestKey }) => digestKey.startsWith(`${kind}:`))
}

function noticeOf(name: string, value: string) {
  return { notice: { path: [name], equals: value } }
}

describe.skipIf(!process.env.TEST_DATABASE_URL)('programs that tick at the same moment', () => {
  test('make one report, and one copy for each of hundreds, week after week; each is sent once', async () => {
    const { all, clock, prisma, stop } = await replicas(['one', 'two', 'three'])
    try {
      for (const [monday, week] of [
        ['2026-11-02', '2026-W45'],
        ['2026-11-09', '2026-W46'],
        ['2026-11-16', '2026-W47'],
        ['2026-11-23', '2026-W48'],
      ] as const) {
        clock.set(`${monday}T01:00:00Z`)
        await Promise.all(all.map(({ app }) => app.tick()))
        await checkOnce(prisma, week)
        clock.forward(minutes)
        await Promise.all(all.map(({ app }) => app.tick()))
        await checkOnce(prisma, week)
      }
      await Promise.all(all.map(({ app }) => app.idle()))
      expect(await prisma.outbox.count({ where: { state: { not: 'sent' } } })).toBe(0)
      const sent = all.reduce((sum, { platform }) => sum + platform.sends, 0)
      expect(sent).toBe(await prisma.outbox.count())
      expect(all.flatMap(({ errors }) => errors)).toEqual([])
    } finally {
      await stop()
    }
  }, 240_000)

  test('and where one of them dies halfway, the others leave nobody out', async () => {
    const { all, clock, prisma, stop } = await replicas(['lives', 'dies'])
    try {
      const [lives, dies] = all as [Replica, Replica]
      await prisma.$executeRawUnsafe(dying)
      await prisma.$executeRawUnsafe('CREATE TRIGGER dying BEFORE INSERT ON "Delivery" FOR EACH ROW EXECUTE FUNCTION die_halfway()')
      clock.set('2026-11-02T01:00:00Z')
      await dies.app.tick()
      expect(dies.errors.length).toBeGreaterThan(0)
      const halfway = await prisma.delivery.count({ where: { digestKey: 'enterprise:2026-W45' } })
      expect([halfway > 0, halfway < 120]).toEqual([true, true])
      await lives.app.tick()
      await checkOnce(prisma, '2026-W45')
      clock.set('2026-11-09T01:00:00Z')
      await Promise.all([dies.app.tick(), lives.app.tick()])
      clock.forward(minutes)
      await Promise.all([dies.app.tick(), lives.app.tick()])
      await checkOnce(prisma, '2026-W46')
      expect(lives.errors).toEqual([])
    } finally {
      await stop()
    }
  }, 240_000)
})

/** Cuts the connection of the program called “dies” in the middle of writing, once it has written a hundred copies of one digest. */
const dying = `CREATE FUNCTION die_halfway() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('application_name') = 'dies' AND (SELECT count(*) FROM "Delivery" WHERE "digestKey" = NEW."digestKey") >= 100
    THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
    RETURN NEW;
  END $$`
