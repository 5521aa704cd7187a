/** The program as an office runs it: `src/main.ts` in a process of its own, which can be killed at any instant. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

export type Program = {
  process: ChildProcess
  /** Resolves when it says that it runs; rejects with what it wrote where it ends before. */
  started: Promise<void>
  /** Resolves with the exit code; null where it was killed. */
  exited: Promise<number | null>
  kill(signal: NodeJS.Signals): Promise<number | null>
  /** What it wrote to its log so far. */
  log(): string
}

const main = new URL('../../src/main.ts', import.meta.url).pathname
const movedClock = new URL('moved-clock.mjs', import.meta.url).href
const tsx = import.meta.resolve('tsx')

/** `clock`: the file that says how far its clock runs ahead. */
export function startProgram(env: Record<string, string>, folder: string, clock: string): Program {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, ['--import', movedClock, '--import', tsx, main], {
    cwd: folder,
    env: { PATH, HOME, TMPDIR, MOVED_CLOCK: clock, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk) => (log += chunk))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const started = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('is running') && resolve())
    exited.then(() => reject(new Error(`the program ended: ${log.slice(-3000)}`)))
  })
  // whoever kills it before it has started does not wait for that
  started.catch(() => undefined)
  onTestFinished(() => void child.kill('SIGKILL'))
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return { process: child, started, exited, kill, log: () => log }
}
