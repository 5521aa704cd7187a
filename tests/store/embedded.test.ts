import fs from 'node:fs'
import { cp, readdir, rm } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { type Database, openDatabase } from '../../src/store/client.ts'
import { lockFolder } from '../../src/store/folder-lock.ts'
import { startChild } from '../support/child.ts'
import { temporaryFolder } from '../support/folder.ts'

const log = createLog('silent')

async function open(folder: string): Promise<Database> {
  const database = await openDatabase({ folder, log })
  onTestFinished(() => database.close())
  return database
}

function keysOf({ prisma }: Database): Promise<string[]> {
  return prisma.setting.findMany({ orderBy: { key: 'asc' } }).then((rows) => rows.map(({ key }) => key))
}

const onLinux = process.platform === 'linux'

/** Calls back with the path of each file that is synced. The name behind a descriptor stands in /proc, so this needs Linux. */
function watchSyncs(onSync: (path: string) => void): () => void {
  const { fsyncSync, fdatasyncSync } = fs
  const watching = (sync: (fd: number) => void) => (fd: number) => {
    sync(fd)
    if (fs.fstatSync(fd).isFile()) onSync(fs.readlinkSync(`/proc/self/fd/${fd}`))
  }
  const replace = (functions: Partial<typeof fs>) => {
    Object.assign(fs, functions)
    syncBuiltinESMExports()
  }
  replace({ fsyncSync: watching(fsyncSync), fdatasyncSync: watching(fdatasyncSync) })
  return () => replace({ fsyncSync, fdatasyncSync })
}

/** A data folder as the first start leaves it; making one takes seconds. */
let made: string
let keysAtFirst: string[]
let leftOver: string[]
const syncedAtFirst = new Set<string>()

beforeAll(async () => {
  made = fs.mkdtempSync(join(tmpdir(), 'shibaiqian-test-'))
  // As a start leaves it that was killed while it made the cluster.
  fs.mkdirSync(join(made, 'database.unfinished'))
  fs.writeFileSync(join(made, 'database.unfinished', 'PG_VERSION'), '18\n')
  const stop = onLinux ? watchSyncs((path) => syncedAtFirst.add(path.replace('.unfinished', ''))) : () => {}
  const database = await openDatabase({ folder: made, log })
  keysAtFirst = await keysOf(database)
  await database.close()
  stop()
  leftOver = fs.readdirSync(made).filter((name) => name.endsWith('.unfinished'))
  return () => rm(made, { recursive: true })
})

async function copyOfMade(): Promise<string> {
  const folder = join(await temporaryFolder(), 'data')
  await cp(made, folder, { recursive: true })
  return folder
}

test('begins anew where the first start was killed while it made the cluster', () => {
  expect(keysAtFirst).toEqual([])
  expect(leftOver).toEqual([])
})

test('keeps what was written, for one process at a time', async () => {
  const folder = await copyOfMade()
  const first = await open(folder)
  expect(first.kind).toBe('embedded')
  await first.prisma.setting.create({ data: { key: 'a', value: '' } })
  await expect(openDatabase({ folder, log })).rejects.toThrow(`The data folder ${folder} is in use by process ${process.pid}.`)
  await Promise.all([first.close(), first.close()])
  expect(await keysOf(await open(folder))).toEqual(['a'])
})

test('has the settings that keep it small and safe', async () => {
  const { prisma } = await open(await copyOfMade())
  const settings =
    await prisma.$queryRaw`SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'shared_buffers') ORDER BY name`
  expect(settings).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'full_page_writes', setting: 'on' },
    { name: 'shared_buffers', setting: String((16 * 1024) / 8) },
  ])
})

test('lets the folder go when it can not be opened', async () => {
  const folder = await temporaryFolder()
  fs.mkdirSync(join(folder, 'database'))
  fs.writeFileSync(join(folder, 'database', 'PG_VERSION'), '99\n')
  await expect(openDatabase({ folder, log })).rejects.toThrow()
  await (await lockFolder(folder)).release()
})

test('loses no committed row by kill -9', async () => {
  const folder = await copyOfMade()
  const writer = startChild('store/write-child.ts', folder)
  let committed = 0
  while (committed < 50) committed = Number(await writer.line())
  await writer.kill('SIGKILL')
  const keys = await keysOf(await open(folder))
  expect(keys).toEqual(expect.arrayContaining(Array.from({ length: committed }, (_, i) => `row ${i + 1}`)))
})

test('does without a checkpointer: maintain() keeps the log of changes short', async () => {
  const folder = await copyOfMade()
  const database = await open(folder)
  const segments = async () => (await readdir(join(folder, 'database', 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name)).length
  await database.prisma.$executeRaw`CREATE TABLE big AS SELECT repeat('x', 1000) AS text FROM generate_series(1, 90000)`
  expect(await segments()).toBeGreaterThan(5)
  await database.maintain()
  expect(await segments()).toBeLessThanOrEqual(4)
})

test.skipIf(!onLinux)('loses no committed row by a power cut: each commit is synced before it is reported', async () => {
  const folder = await copyOfMade()
  // What a disk promises to hold after a power cut: each file as it was when it was last synced.
  const onDisk = await copyOfMade()
  const synced: string[] = []
  const stop = watchSyncs((path) => {
    const name = relative(folder, path)
    synced.push(name)
    fs.copyFileSync(path, join(onDisk, name))
  })
  onTestFinished(stop)
  const { prisma } = await open(folder)
  for (let n = 1; n <= 3; n++) {
    synced.length = 0
    await prisma.$transaction(async (tx) => {
      await tx.setting.create({ data: { key: `${n}a`, value: '' } })
      await tx.setting.create({ data: { key: `${n}b`, value: '' } })
    })
    expect(synced).toEqual([expect.stringContaining('pg_wal/')])
  }
  synced.length = 0
  await prisma.setting.findMany()
  expect(synced).toEqual([])
  stop()
  expect(await keysOf(await open(onDisk))).toEqual(['1a', '1b', '2a', '2b', '3a', '3b'])
})

test.skipIf(!onLinux)('has a new cluster on disk, whole, before it is used', () => {
  const files = fs.readdirSync(join(made, 'database'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const names = files.map((entry) => join(entry.parentPath, entry.name))
  expect(names.length).toBeGreaterThan(500)
  expect(names.filter((name) => !syncedAtFirst.has(name))).toEqual([])
})
