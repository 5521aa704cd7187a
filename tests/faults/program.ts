/** The program as an office runs it, with a clock that can be set, and which can be killed at any instant. */
import { startMain } from '../support/program.ts'

export type Program = {
  /** The exit code; null where it runs, or was killed. */
  code(): number | null
  /** Resolves when it says that it runs; rejects with what it wrote where it ends before. */
  started: Promise<void>
  /** Resolves with the exit code; null where it was killed. */
  exited: Promise<number | null>
  kill(signal: NodeJS.Signals): Promise<number | null>
  /** What it wrote to its log so far. */
  log(): string
}

const movedClock = new URL('moved-clock.mjs', import.meta.url).href

/** `clock`: the file that says how far its clock runs ahead. */
export function startProgram(settings: Record<string, string>, folder: string, clock: string): Program {
  const program = startMain(folder, { MOVED_CLOCK: clock, ...settings }, [movedClock])
  const exited = program.exited.then(([code]) => code as number | null)
  const started = Promise.race([
    program.says((out) => (out.includes('is running') ? true : undefined)).then(() => undefined),
    exited.then(() => Promise.reject(new Error(`the program ended: ${program.err().slice(-3000)}`))),
  ])
  // whoever kills it before it has started does not wait for that
  started.catch(() => undefined)
  return {
    code: program.code,
    started,
    exited,
    kill: (signal) => program.kill(signal).then(([code]) => code as number | null),
    log: program.err,
  }
}
