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

export async function start(folder: string, settings: Record<string, string> = {}) {
  const env = environment({ DATA_DIR: join(folder, 'data'), PORT: '0', LOCAL_CHAT: 'on', ...settings })
  const child = spawn(process.execPath, ['--import', tsx, new URL('src/main.ts', root).pathname], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const exited = once(child, 'exit')
  const address = () =>
    eventually(() => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out)
      if (!found) throw new Error(`not started: ${err}`)
      return found[0]
    }, 120_000)
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return { address, exited, kill, err: () => err, out: () => out }
}
