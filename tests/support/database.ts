import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { test } from 'vitest'
import { clientOn } from '../../src/store/client.ts'
import { openInMemory, poolOn } from '../../src/store/embedded.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'
import { migrate, readMigrations } from '../../src/store/migrate.ts'

export type TestDatabase = { prisma: PrismaClient; pool: pg.Pool; close(): Promise<void> }
export type Engine = { name: string; open(): Promise<TestDatabase> }

/** PGlite instances of this test file that are empty again. */
const idle: PGlite[] = []

/** An empty database in memory with all migrations applied. Closing it makes it empty again for the next one of this file. */
export async function freshDatabase(): Promise<TestDatabase> {
  const database = idle.pop() ?? (await openInMemory(await migratedDump()))
  const pool = poolOn(database)
  const prisma = clientOn(pool)
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
    await emptyTables(database)
    idle.push(database)
  }
  return { prisma, pool, close }
}

/** Four times as quick as TRUNCATE; the rows of a test are few. */
async function emptyTables(database: PGlite): Promise<void> {
  const named = async (sql: string) => (await database.query<{ name: string }>(sql)).rows.map(({ name }) => name)
  const tables = await named(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  )
  const sequences = await named("SELECT quote_ident(sequencename) AS name FROM pg_sequences WHERE schemaname = 'public'")
  await database.exec(
    [
      'ROLLBACK',
      'SET session_replication_role = replica',
      ...tables.map((name) => `DELETE FROM ${name}`),
      ...sequences.map((name) => `ALTER SEQUENCE ${name} RESTART`),
      'RESET session_replication_role',
    ].join(';'),
  )
}

/** Making a cluster takes seconds, so a migrated one is kept between runs until a migration changes. */
async function migratedDump(): Promise<Blob> {
  const folder = new URL('../../node_modules/.cache/shibaiqian/', import.meta.url)
  const key = createHash('sha256').update(JSON.stringify([await readMigrations(), await pgliteVersion()]))
  const file = new URL(`migrated-${key.digest('hex').slice(0, 16)}.tar`, folder)
  if (existsSync(file)) return new Blob([await readFile(file)])
  const database = await openInMemory()
  const pool = poolOn(database)
  await migrate(pool)
  await pool.end()
  const dump = await database.dumpDataDir('none')
  await database.close()
  await mkdir(folder, { recursive: true })
  const unfinished = new URL(`${randomBytes(4).toString('hex')}.tmp`, folder)
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()))
  await rename(unfinished, file)
  return dump
}

async function pgliteVersion(): Promise<string> {
  const file = fileURLToPath(import.meta.resolve('@electric-sql/pglite')).replace(/dist.*$/, 'package.json')
  return JSON.parse(await readFile(file, 'utf8')).version
}

/** Address of a PostgreSQL server the tests may make databases on. */
const server = process.env.TEST_DATABASE_URL

export type ServerDatabase = { url: string; drop(): Promise<void> }

/** A new empty database on the server, without tables; undefined where TEST_DATABASE_URL is not set. */
export async function serverDatabase(): Promise<ServerDatabase | undefined> {
  if (!server) return undefined
  const name = `shibaiqian_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `CREATE DATABASE "${name}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function freshServerDatabase(): Promise<TestDatabase> {
  const database = await serverDatabase()
  if (!database) throw new Error('TEST_DATABASE_URL is not set')
  const pool = new pg.Pool({
    connectionString: database.url,
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'") as unknown as undefined,
  })
  // dropping the database cuts connections that are just being closed
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await migrate(pool)
  const prisma = clientOn(pool)
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
    await database.drop()
  }
  return { prisma, pool, close }
}

/** What a suite of the store runs on: `describe.each(engines)('… on $name', ({ open }) => …)`. PostgreSQL only where there is one. */
export const engines: Engine[] = [
  { name: 'PGlite', open: freshDatabase },
  ...(server ? [{ name: 'PostgreSQL', open: freshServerDatabase }] : []),
]

/** To be called by a file that uses `engines`, so that a run without PostgreSQL says so. */
export function sayWhatIsSkipped(): void {
  if (!server) test.skip('PostgreSQL: skipped, TEST_DATABASE_URL is not set', () => {})
}
