import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openInMemory, poolOn } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { sayWhatIsSkipped, serverDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/folder.ts'

sayWhatIsSkipped()

type Place = { pool: pg.Pool; close(): Promise<void> }

async function memory(): Promise<Place> {
  const database = await openInMemory()
  const pool = poolOn(database)
  return { pool, close: () => pool.end().then(() => database.close()) }
}

async function server(): Promise<Place> {
  const database = (await serverDatabase())!
  const pool = new pg.Pool({ connectionString: database.url })
  pool.on('error', () => {})
  return { pool, close: () => pool.end().then(database.drop) }
}

const places = [{ name: 'PGlite', make: memory }, ...(process.env.TEST_DATABASE_URL ? [{ name: 'PostgreSQL', make: server }] : [])]

async function migrations(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, sql] of Object.entries(files)) await add(folder, name, sql)
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}

async function add(folder: string, name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

describe.each(places)('migrating on $name', ({ make }) => {
  let place: Place
  let pool: pg.Pool
  beforeAll(async () => {
    place = await make()
    pool = place.pool
  })
  beforeEach(async () => {
    await pool.query("SET client_min_messages = 'warning'; DROP SCHEMA public CASCADE; CREATE SCHEMA public")
  })
  afterAll(() => place.close())

  async function recorded(): Promise<string[]> {
    const { rows } = await pool.query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name')
    return rows.map((row) => row.migration_name)
  }

  test('applies in the order of the names, each once', async () => {
    const folder = await migrations({
      '2_second': 'ALTER TABLE thing ADD COLUMN size int;',
      '1_first':
        "CREATE TABLE thing (name text); CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END $$; SELECT ';'",
    })
    expect(await migrate(pool, folder)).toEqual(['1_first', '2_second'])
    expect(await migrate(pool, folder)).toEqual([])
    await add(folder, '3_third', 'INSERT INTO thing VALUES ($$a$$, two())')
    expect(await migrate(pool, folder)).toEqual(['3_third'])
    expect((await pool.query('SELECT * FROM thing')).rows).toEqual([{ name: 'a', size: 2 }])
    expect(await recorded()).toEqual(['1_first', '2_second', '3_third'])
  })

  test('keeps nothing of a migration that fails, and takes it when it is mended', async () => {
    const folder = await migrations({ '1_first': 'CREATE TABLE one (id int)', '2_bad': 'CREATE TABLE two (id int); SELECT 1/0' })
    await expect(migrate(pool, folder)).rejects.toThrow('The database migration 2_bad failed; nothing of it was kept: division by zero')
    expect(await recorded()).toEqual(['1_first'])
    await add(folder, '2_bad', 'CREATE TABLE two (id int)')
    expect(await migrate(pool, folder)).toEqual(['2_bad'])
  })

  test('refuses a database whose migrations are not ours', async () => {
    const folder = await migrations({ '1_first': 'SELECT 1\n' })
    await migrate(pool, folder)
    await add(folder, '1_first', 'SELECT 1\r\n')
    expect(await migrate(pool, folder)).toEqual([])
    await add(folder, '1_first', 'SELECT 2\n')
    await expect(migrate(pool, folder)).rejects.toThrow('The database migration 1_first was changed')
    await expect(migrate(pool, await migrations({}))).rejects.toThrow('1_first, which this version does not know')
  })

  test('refuses a database that a migration by other means left half done, until that is resolved', async () => {
    const folder = await migrations({ '1_first': 'CREATE TABLE one (id int)' })
    await migrate(pool, await migrations({}))
    await pool.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '1_first')")
    await expect(migrate(pool, folder)).rejects.toThrow('1_first was begun and never finished')
    await pool.query('UPDATE _prisma_migrations SET rolled_back_at = now()')
    expect(await migrate(pool, folder)).toEqual(['1_first'])
  })

  test('lets several begin at once', async () => {
    const folder = await migrations({
      '1_first': 'CREATE TABLE one (id int); SELECT pg_sleep(0.1)',
      '2_second': 'CREATE TABLE two (id int)',
    })
    const applied = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)])
    expect(applied.flat().sort()).toEqual(['1_first', '2_second'])
  })
})
