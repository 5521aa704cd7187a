import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

/** The same place from src/store and from dist/store. */
const ownMigrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The number Prisma's own engine takes its advisory lock under, so that it waits for us and we for it. */
const lockNumber = 72707369

/** Prisma's table as Prisma makes it, so that `prisma migrate status | deploy | resolve` go on working. */
const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null }

/**
 * Brings the database to the state of `prisma/migrations` and returns the names of what was applied. Each migration is one
 * transaction: it is there whole or not at all, even when the process is killed. Several processes may call it at once.
 * Refuses a database that holds a migration we don't have, or have in other words, or one that Prisma's CLI left half done.
 */
export async function migrate(pool: pg.Pool, folder = ownMigrations): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${lockNumber})`)
    await client.query("SET client_min_messages = 'warning'")
    await client.query(table)
    const { rows } = await client.query<Applied>('SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations')
    const pending = comparePending(migrations, rows)
    for (const migration of pending) await apply(client, migration)
    await client.query(`SELECT pg_advisory_unlock(${lockNumber})`)
    await client.query('RESET client_min_messages')
    client.release()
    return pending.map((migration) => migration.name)
  } catch (error) {
    // A closed connection gives the lock back.
    await client.query(`SELECT pg_advisory_unlock_all()`).catch(() => {})
    client.release(true)
    throw error
  }
}

export async function readMigrations(folder = ownMigrations): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      // Line ends as in the repository, whatever git made of them on Windows: the checksum is compared across machines.
      const sql = (await readFile(join(folder, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function comparePending(migrations: Migration[], rows: Applied[]): Migration[] {
  const standing = rows.filter((row) => !row.rolled_back_at)
  for (const row of standing) {
    const name = row.migration_name
    const known = migrations.find((migration) => migration.name === name)
    if (!row.finished_at)
      throw new Error(`The database migration ${name} was begun and never finished. Mend it with "npx prisma migrate resolve".`)
    if (!known)
      throw new Error(
        `The database holds the migration ${name}, which this version does not know: it was used by a newer version. Install that one.`,
      )
    if (known.checksum !== row.checksum)
      throw new Error(`The database migration ${name} was changed after it had been applied to this database. Put it back as it was.`)
  }
  return migrations.filter((migration) => !standing.some((row) => row.migration_name === migration.name))
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw new Error(`The database migration ${name} failed; nothing of it was kept: ${(error as Error).message}`, { cause: error })
  }
}
