import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export type Child = {
  process: ChildProcess
  /** The next line it writes; throws when it ends first. */
  line(): Promise<string>
  write(line: string): void
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Runs a TypeScript file of tests/ as a process of its own; it is killed after the test at the latest. */
export function startChild(file: string, ...args: string[]): Child {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  onTestFinished(() => kill('SIGKILL'))
  return {
    process: child,
    line: async () => {
      const { value, done } = await lines.next()
      if (done) throw new Error(`${file} ended early`)
      return value
    },
    write: (line) => child.stdin.write(`${line}\n`),
    kill,
  }
}
