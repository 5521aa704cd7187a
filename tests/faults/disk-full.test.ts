/** The disk of the embedded database runs full, and is emptied again: on a small file system of its own, which only root can mount. */
import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { chanceOf } from './chance.ts'
import { judge } from './judge.ts'
import { pause, print, someMoment } from './moments.ts'
import type { Program } from './program.ts'
import { settle } from './settle.ts'
import { peopleAtWork, usual } from './town.ts'
import { openWorld, type World } from './world.ts'

const fills = Number(process.env.FAULT_FILLS ?? 4)

test.skipIf(process.getuid?.() !== 0)(
  `the disk full ${fills} times: nothing acknowledged is lost, and it goes on when there is room again (skipped where this is not root)`,
  async () => {
    const folder = await temporaryFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', ['-l', folder]))
    const world = await openWorld({ ...usual, folder })
    const chance = chanceOf(3)
    const keeper = keepRunning(world)
    await keeper.started
    const people = peopleAtWork(world, chance)
    for (let fill = 0; fill < fills; fill += 1) {
      await someMoment(world, chance)
      await fillUp(folder)
      await pause(4000)
      await rm(join(folder, 'filler'))
    }
    await someMoment(world, chance)
    const acknowledged = await people.over()
    const deaths = await keeper.stop()
    await settle(world)
    const figures = await judge(world, acknowledged)
    print(`the disk full ${fills} times, embedded database`, { ...figures, deaths })
    expect(figures.claims).toBeGreaterThan(0)
  },
  120_000 + fills * 60_000,
)

async function fillUp(folder: string): Promise<void> {
  const write = writeFile(join(folder, 'filler'), Buffer.alloc(400 * 1024 * 1024))
  await expect(write).rejects.toThrow(/ENOSPC/)
}

/** Starts the program again when it ends, as a service manager does. */
function keepRunning(world: World): { started: Promise<void>; stop(): Promise<number> } {
  let program: Program = world.start()
  let deaths = 0
  let stopping = false
  const watch = async (): Promise<void> => {
    for (;;) {
      await program.exited
      if (stopping) return
      deaths += 1
      await pause(500)
      program = world.start()
    }
  }
  void watch()
  return {
    started: program.started,
    async stop() {
      await program.started
      stopping = true
      expect(await program.kill('SIGTERM')).toBe(0)
      return deaths
    },
  }
}
