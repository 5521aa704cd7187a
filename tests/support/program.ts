/** The program as a process of its own, as people start it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { eventually } from '../platforms/contract.ts'

const root = new URL('../../', import.meta.url)
export const tsx = import.meta.resolve('tsx')

/** Nothing of the environment of whoever runs the tests but what a program needs to start. */
export function environment(settings: Record<string, string>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...settings }
}

export type Program = {
  /** Of the process that ended; null where it runs, or was killed. */
  code(): number | null
  /** Resolves with the exit code and the signal. */
  exited: Promise<unknown[]>
  kill(signal: NodeJS.Signals): Promise<unknown[]>
  /** What it wrote so far: to standard output, and to its log. */
  out(): string
  err(): string
  /** Resolves with what `found` finds in its output, as soon as it does; rejects with its log where that never comes. */
  says<T>(found: (out: string) => T | null | undefined): Promise<T>
}

/** `src/main.ts` in a process of its own, killed after the test at the latest. `first`: modules that are loaded before it. */
export function startMain(folder: string, settings: Record<string, string>, first: readonly string[] = []): Program {
  const loaded = [...first, tsx].flatMap((module) => ['--import', module])
  const child = spawn(process.execPath, [...loaded, new URL('src/main.ts', root).pathname], {
    cwd: folder,
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const exited = once(child, 'exit')
  return {
    code: () => child.exitCode,
    exited,
    kill(signal) {
      child.kill(signal)
      return exited
    },
    out: () => out,
    err: () => err,
    says: (found) =>
      eventually(() => {
        const said = found(out)
        if (said === null || said === undefined) throw new Error(`not started: ${err}`)
        return said
      }, 120_000),
  }
}

/** With the local chat, on a port of its own. */
export async function start(folder: string, settings: Record<string, string> = {}) {
  const program = startMain(folder, { DATA_DIR: join(folder, 'data'), PORT: '0', LOCAL_CHAT: 'on', ...settings })
  return { ...program, address: () => program.says((out) => /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0]) }
}
