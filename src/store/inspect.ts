/** Looks at a database without changing it: no migration is applied, no folder made. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { clientOn, readAddress, reason, serverPool } from './client.ts'
import { openCluster, poolOn } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'
import type { PrismaClient } from './generated/client.ts'
import { readMigrations } from './migrate.ts'

export type Inspected =
  /** Made at the first start. */
  | { kind: 'none' }
  /** Another process has it: the program runs. */
  | { kind: 'locked' }
  | { kind: 'unreached'; why: string }
  | { kind: 'open'; facts: DatabaseFacts; prisma: PrismaClient; close(): Promise<void> }

export type DatabaseFacts = {
  version: string
  /** Of this version of the program. */
  pending: string[]
  /** Of a newer one. */
  unknown: string[]
  mayWrite: boolean
  bytes: number
  now: Date
}

export async function inspect({ url, folder }: { url?: string; folder: string }): Promise<Inspected> {
  return url ? inspectServer(url) : inspectFolder(resolve(folder))
}

async function inspectServer(url: string): Promise<Inspected> {
  let address: URL
  try {
    address = readAddress(url)
  } catch (error) {
    return { kind: 'unreached', why: error instanceof Error ? error.message : '' }
  }
  const pool = serverPool(address, 2, () => undefined)
  try {
    return await opened(pool, [])
  } catch (error) {
    await pool.end()
    return { kind: 'unreached', why: reason(error) }
  }
}

async function inspectFolder(folder: string): Promise<Inspected> {
  if (!existsSync(join(folder, 'database'))) return { kind: 'none' }
  let lock: Awaited<ReturnType<typeof lockFolder>>
  try {
    lock = await lockFolder(folder)
  } catch (error) {
    // what the system refuses has a code; that somebody else has it does not
    const { code } = error as { code?: string }
    return code ? { kind: 'unreached', why: code } : { kind: 'locked' }
  }
  try {
    const cluster = await openCluster(join(folder, 'database'))
    return await opened(poolOn(cluster), [() => cluster.close(), () => lock.release()])
  } catch (error) {
    await lock.release()
    return { kind: 'unreached', why: error instanceof Error ? error.message : String(error) }
  }
}

async function opened(pool: pg.Pool, closers: (() => Promise<void>)[]): Promise<Inspected> {
  const facts = await factsOf(pool)
  const prisma = clientOn(pool)
  const close = async () => {
    for (const step of [() => prisma.$disconnect(), () => pool.end(), ...closers]) await step()
  }
  return { kind: 'open', facts, prisma, close }
}

async function factsOf(pool: pg.Pool): Promise<DatabaseFacts> {
  const { rows } = await pool.query<{ version: string; create: boolean; bytes: string; now: Date; table: boolean }>(`
    SELECT current_setting('server_version') AS version, has_schema_privilege('public', 'CREATE') AS create,
    pg_database_size(current_database())::text AS bytes, clock_timestamp() AS now, to_regclass('_prisma_migrations') IS NOT NULL AS table`)
  const [row] = rows
  if (!row) throw new Error('no answer')
  const applied = row.table
    ? (
        await pool.query<{ name: string }>(
          'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
        )
      ).rows
    : []
  const own = (await readMigrations()).map(({ name }) => name)
  const names = applied.map(({ name }) => name)
  return {
    version: row.version,
    pending: own.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !own.includes(name)),
    mayWrite: row.create,
    bytes: Number(row.bytes),
    now: row.now,
  }
}

/** What only a database that is up to date can be asked. */
export type Contents = { groups: string[]; deadLeases: number; stuckSending: number }

export async function contentsOf(prisma: PrismaClient, now: Date): Promise<Contents> {
  const long = new Date(now.getTime() - 10 * 60_000)
  const groups = await prisma.need.findMany({
    where: { originAddress: { not: null } },
    distinct: ['originAddress'],
    orderBy: { createdAt: 'desc' },
    take: 20,
    select: { originAddress: true },
  })
  return {
    groups: groups.flatMap(({ originAddress }) => originAddress ?? []),
    deadLeases: await prisma.lease.count({ where: { holder: { not: '' }, until: { lt: long } } }),
    stuckSending: await prisma.outbox.count({ where: { state: 'sending', sendingSince: { lt: long } } }),
  }
}
