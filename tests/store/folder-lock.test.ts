import { mkdir, readdir } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lockFolder } from '../../src/store/folder-lock.ts'
import { type Child, startChild } from '../support/child.ts'
import { temporaryFolder } from '../support/folder.ts'

async function startLockers(count: number): Promise<Child[]> {
  const children = Array.from({ length: count }, () => startChild('store/lock-child.ts'))
  for (const child of children) expect(await child.line()).toBe('ready')
  return children
}

async function lockBy(child: Child, folder: string): Promise<string> {
  child.write(folder)
  return child.line()
}

test('a second one is refused until the first lets go', async () => {
  const folder = await temporaryFolder()
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(
    `The data folder ${folder} is in use by process ${process.pid}. Stop that one first, or give this one a folder of its own with DATA_DIR.`,
  )
  await first.release()
  const second = await lockFolder(folder)
  await second.release()
  expect(await readdir(join(folder, 'lock'))).toEqual([])
})

test('another process is refused, and can go on at once after a kill -9', async () => {
  const folder = await temporaryFolder()
  const [killed, other] = await startLockers(2)
  if (!killed || !other) throw new Error('unreachable')
  expect(await lockBy(killed, folder)).toBe('held')
  expect(await lockBy(other, folder)).toContain(`in use by process ${killed.process.pid}`)
  await killed.kill('SIGKILL')
  const before = performance.now()
  expect(await lockBy(other, folder)).toBe('held')
  expect(performance.now() - before).toBeLessThan(3_000)
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${other.process.pid}`)
})

test('of four processes that start at once on what a killed one left, exactly one wins', async () => {
  const root = await temporaryFolder()
  const folders = Array.from({ length: 15 }, (_, i) => join(root, `${i}`))
  const [killed, ...racers] = await startLockers(5)
  for (const folder of folders) {
    await mkdir(folder)
    expect(await lockBy(killed!, folder)).toBe('held')
  }
  await killed?.kill('SIGKILL')
  for (const folder of folders) {
    const outcomes = await Promise.all(racers.map((racer) => lockBy(racer, folder)))
    const refusals = outcomes.filter((outcome) => outcome !== 'held')
    expect(refusals).toEqual(Array(3).fill(expect.stringMatching(/ is in use by process [1-9]/)))
  }
})

test('of ten that try in one process exactly one wins', async () => {
  const folder = await temporaryFolder()
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a holder too busy to answer still holds', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'lock'))
  const silent = net.createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(join(folder, 'lock', 'silent.sock'), resolve))
  onTestFinished(() => {
    silent.close()
  })
  await expect(lockFolder(folder)).rejects.toThrow('is in use by another process')
})

test('a path too long for a socket is locked all the same', async () => {
  const folder = join(await temporaryFolder(), ...Array.from({ length: 6 }, () => '长路径'.repeat(8)))
  await mkdir(folder, { recursive: true })
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow('is in use by process')
  await lock.release()
  await (await lockFolder(folder)).release()
})

test('two names of one folder are one folder', async () => {
  const folder = await temporaryFolder()
  const lock = await lockFolder(folder)
  await expect(lockFolder(`${folder}/../${folder.split('/').at(-1)}/`)).rejects.toThrow('is in use by')
  await lock.release()
})
