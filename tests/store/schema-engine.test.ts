import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/store/client.ts'
import { serverDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/folder.ts'

// A PGlite starts in each of these commands.
vi.setConfig({ testTimeout: 90_000 })

const root = fileURLToPath(new URL('../..', import.meta.url))

function prisma(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const { DATABASE_URL: _, ...inherited } = process.env
    const child = execFile(
      process.execPath,
      [join(root, 'node_modules/prisma/build/index.js'), ...args],
      { cwd: root, env: { ...inherited, CHECKPOINT_DISABLE: '1', ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}

const schema = 'datasource db {\n  provider = "postgresql"\n}\n\nmodel Thing {\n  id Int @id\n  name String?\n}\n'

async function project(sql: string): Promise<{ migrations: string; schema: string }> {
  const folder = await temporaryFolder()
  const migrations = join(folder, 'migrations')
  await mkdir(join(migrations, '1_first'), { recursive: true })
  await writeFile(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  await writeFile(join(migrations, '1_first', 'migration.sql'), sql)
  await writeFile(join(folder, 'schema.prisma'), schema)
  return { migrations, schema: join(folder, 'schema.prisma') }
}

async function check(sql: string, ...more: string[]) {
  const { migrations, schema } = await project(sql)
  return prisma(['migrate', 'diff', '--from-migrations', migrations, '--to-schema', schema, '--exit-code', ...more])
}

test('a difference is told, as SQL too, without a server and without a download', async () => {
  // What Prisma can't say (a partial index, a function) stands in migrations without counting as a difference.
  const different = await check(
    `CREATE TABLE "Thing" ("id" INTEGER NOT NULL PRIMARY KEY);
     CREATE UNIQUE INDEX large ON "Thing" ("id") WHERE "id" > 5;
     CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM ';'; RETURN 2; END $$;`,
    '--script',
  )
  expect(different.output).toContain('-- AlterTable\nALTER TABLE "Thing" ADD COLUMN     "name" TEXT;\n')
  expect(different.output.match(/^-- /gm)).toHaveLength(1)
  expect(different.code).toBe(2)
})

test('an error is no success: it is told and the exit code is 1', async () => {
  const broken = await check('CREATE TABL x')
  expect(broken.output).toContain('syntax error at or near "TABL"')
  expect(broken.code).toBe(1)
})

test.skipIf(!process.env.TEST_DATABASE_URL)(
  "Prisma's own commands and our migrations at start agree about a database on PostgreSQL",
  async () => {
    const server = (await serverDatabase())!
    onTestFinished(server.drop)
    const ours = { DATABASE_URL: server.url }
    expect(await prisma(['migrate', 'status'], ours)).toMatchObject({
      code: 1,
      output: expect.stringContaining('have not yet been applied'),
    })
    const database = await openDatabase({ url: server.url, folder: '', log: createLog('silent') })
    await database.close()
    expect(await prisma(['migrate', 'status'], ours)).toMatchObject({
      code: 0,
      output: expect.stringContaining('Database schema is up to date!'),
    })
    expect(await prisma(['migrate', 'deploy'], ours)).toMatchObject({
      code: 0,
      output: expect.stringContaining('No pending migrations to apply'),
    })
  },
)
