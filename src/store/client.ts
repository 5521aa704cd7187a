import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Log } from '../log.ts'
import { maintain, openCluster, poolOn } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'
import { PrismaClient } from './generated/client.ts'
import { migrate } from './migrate.ts'

export type DatabaseOptions = {
  /** postgresql://user:password@host:port/database; without it the embedded database is used. */
  url?: string
  /** Where the embedded database lives; made when it isn't there. */
  folder: string
  /** How many connections to PostgreSQL at most; 10 where not given. The embedded database has one. */
  connections?: number
  log: Log
}

export type Database = {
  prisma: PrismaClient
  kind: 'embedded' | 'postgresql'
  /** What the embedded database needs once a day (vacuum, checkpoint); PostgreSQL looks after itself. */
  maintain(): Promise<void>
  /** How many requests wait for a connection. */
  waiting?(): number
  /** Waits for what is under way. Can be called twice. */
  close(): Promise<void>
}

/** An open transaction holds the only connection of the embedded database: the others wait in line longer than Prisma's 2 s. */
const transactionOptions = { maxWait: 30_000, timeout: 20_000 }

/** Opens the database with all migrations applied. Throws an Error with one clear line where that can't be. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url ? openServer(options.url, options) : openEmbedded(options)
}

/** The client every part of the program and every test uses, on a pool that the caller closes after it. */
export function clientOn(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions })
}

async function openEmbedded({ folder, log }: DatabaseOptions): Promise<Database> {
  const whole = resolve(folder)
  await mkdir(whole, { recursive: true })
  const closers: (() => Promise<void>)[] = []
  const lock = await lockFolder(whole)
  closers.unshift(() => lock.release())
  try {
    const cluster = await openCluster(join(whole, 'database'))
    closers.unshift(() => cluster.close())
    const pool = poolOn(cluster)
    closers.unshift(() => pool.end())
    logApplied(log, await migrate(pool))
    const prisma = clientOn(pool)
    closers.unshift(() => prisma.$disconnect())
    return {
      prisma,
      kind: 'embedded',
      waiting: () => pool.waitingCount,
      maintain: () => maintain(pool),
      close: once(() => runAll(closers)),
    }
  } catch (error) {
    await runAll(closers)
    throw error
  }
}

async function openServer(url: string, { connections = 10, log }: DatabaseOptions): Promise<Database> {
  const address = readAddress(url)
  const pool = serverPool(address, connections, (error) => log.warn({ error: error.message }, 'an idle database connection broke'))
  try {
    await reach(pool, address)
    logApplied(log, await migrate(pool))
  } catch (error) {
    await pool.end()
    throw explained(error, address)
  }
  const prisma = clientOn(pool)
  const closers = [() => prisma.$disconnect(), () => pool.end()]
  return { prisma, kind: 'postgresql', waiting: () => pool.waitingCount, maintain: async () => {}, close: once(() => runAll(closers)) }
}

/** Connections to a server; `onBroken` hears of those that break while nobody uses them. */
export function serverPool(address: URL, connections: number, onBroken: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: address.toString(),
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Prisma's adapter writes times in UTC without saying so.
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'") as unknown as undefined,
  })
  pool.on('error', onBroken)
  return pool
}

export function readAddress(url: string): URL {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Error(
      'DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database (signs such as @ / # in the password are written %40 %2F %23).',
    )
  }
  const address = new URL(url)
  const schema = address.searchParams.get('schema') ?? 'public'
  if (schema !== 'public')
    throw new Error(`DATABASE_URL asks for the schema "${schema}", but only "public" is supported. Use a database of its own instead.`)
  address.searchParams.delete('schema')
  return address
}

async function reach(pool: pg.Pool, address: URL): Promise<void> {
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    const name = `${address.hostname}:${address.port || 5432}${address.pathname}`
    throw new Error(`The PostgreSQL database ${name} can't be used: ${reason(error)}. Check DATABASE_URL, and that the server is up.`)
  }
}

function explained(error: unknown, address: URL): unknown {
  if ((error as { code?: string }).code !== '42501') return error
  const user = decodeURIComponent(address.username)
  return new Error(
    `The PostgreSQL user ${user} may not make tables in ${address.pathname.slice(1)}. As its owner: GRANT ALL ON SCHEMA public TO "${user}"`,
  )
}

/** Without the address, which may hold the password. */
export function reason(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: Error[] }
  if (code === 'ECONNREFUSED') return 'nothing answers there (connection refused)'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'that host is not known'
  if (code === '28P01') return 'the server refused this user or password'
  if (code === '3D000') return 'there is no such database on that server'
  return message || errors?.[0]?.message || String(code)
}

function logApplied(log: Log, names: string[]): void {
  if (names.length > 0) log.info({ migrations: names }, 'database brought up to date')
}

async function runAll(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await step()
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => {
    closing ??= close()
    return closing
  }
}
