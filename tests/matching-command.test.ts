/** The matching command as people run it: a process of its own on a real data folder. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createLog } from '../src/log.ts'
import { openDatabase } from '../src/store/client.ts'
import { createStore } from '../src/store/index.ts'
import { temporaryFolder } from './support/folder.ts'

const run = promisify(execFile)
const root = new URL('../', import.meta.url)
const tsx = import.meta.resolve('tsx')

/** Runs a program of src in the folder, on its data, as package.json has it run. */
async function program(
  name: 'matching' | 'directory',
  folder: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { PATH, HOME, TMPDIR } = process.env
  const options = { cwd: folder, env: { PATH, HOME, TMPDIR, DATA_DIR: join(folder, 'data') } }
  try {
    const { stdout, stderr } = await run(
      process.execPath,
      ['--disable-warning=DeprecationWarning', '--import', tsx, new URL(`src/${name}.ts`, root).pathname, ...args],
      options,
    )
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

test('a verb that is none, or none at all, prints how it is used, and nothing is opened', async () => {
  const folder = await temporaryFolder()
  for (const args of [[], ['bogus']])
    expect(await program('matching', folder, ...args)).toEqual({
      code: 1,
      out: '',
      err: 'usage: npm run matching -- learn | figures | forget\n',
    })
  expect(existsSync(join(folder, 'data'))).toBe(false)
}, 400_000)

test('a malformed setting stops it with one line that names it', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, '.env'), 'PORT=many\n')
  expect(await program('matching', folder, 'figures')).toEqual({ code: 1, out: '', err: 'PORT must be a whole number from 0 to 65535\n' })
}, 400_000)

test('with too short a history `learn` says so and changes nothing; `figures` prints what there is; `forget` goes back', async () => {
  const folder = await temporaryFolder()
  const own = join(folder, 'own')
  await cp(new URL('sample', root), own, { recursive: true })
  const file = join(own, 'past-needs.json')
  await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8')).slice(0, 5)))
  expect((await program('directory', folder, 'load', own)).out).toContain('pastNeeds: 5')

  const learnt = await program('matching', folder, 'learn')
  expect(learnt).toMatchObject({ code: 0, err: '' })
  expect(learnt.out).toMatch(/^5 needs with a known outcome; learning begins at \d+\. Nothing was changed\.\n$/)
  expect(await adopted(folder)).toBeUndefined()

  const figures = await program('matching', folder, 'figures')
  expect(figures).toMatchObject({ code: 0, err: '' })
  const lines = figures.out.trimEnd().split('\n')
  const read = new Map(lines.map((line) => [line.slice(0, line.indexOf(': ')), JSON.parse(line.slice(line.indexOf(': ') + 2))]))
  expect(read.get('all')).toMatchObject({ published: 5, claimed: 5, foundNobody: 0 })
  const byField = [...read].filter(([field]) => field !== 'all')
  expect(byField.length).toBeGreaterThan(0)
  expect(byField.reduce((sum, [, { published }]) => sum + published, 0)).toBe(5)

  expect(await program('matching', folder, 'forget')).toEqual({ code: 0, out: 'The default weights are in use again.\n', err: '' })
}, 400_000)

/** What stands in the database as learnt weights. */
async function adopted(folder: string): Promise<unknown> {
  const database = await openDatabase({ folder: join(folder, 'data'), log: createLog('silent') })
  try {
    return await createStore(database.prisma, () => new Date()).transaction((tx) => tx.matching.weights())
  } finally {
    await database.close()
  }
}
