/** A PostgreSQL server of the test's own, which can be stopped at any instant and started again. Needs the server's programs on this machine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { pause } from './moments.ts'
import { freePort } from './world.ts'

export type OwnPostgres = { url: string; stop(): Promise<void>; start(): Promise<void> }

/** Where the programs lie; undefined where there are none. */
export function postgresPrograms(): string | undefined {
  const versions = '/usr/lib/postgresql'
  const debian = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : []
  const onPath = (process.env.PATH ?? '').split(':')
  return [...debian, ...onPath].find((folder) => existsSync(join(folder, 'initdb')))
}

/** The server refuses to run as root: there it runs as the user `postgres`. */
function whoRunsIt(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export async function ownPostgres(programs: string): Promise<OwnPostgres> {
  const who = whoRunsIt()
  const folder = join(await temporaryFolder(), '..', `shibaiqian-server-${process.pid}`)
  await mkdir(folder)
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid)
  const data = join(folder, 'data')
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...who,
    cwd: '/',
    stdio: 'ignore',
  })
  const port = await freePort()
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((one) => ['-c', one])
    server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...who, cwd: '/', stdio: 'ignore' })
    for (let left = 200; !(await answers(url)); left -= 1) {
      if (left === 0) throw new Error('the PostgreSQL server does not start')
      await pause(50)
    }
  }
  const stop = async (): Promise<void> => {
    if (!server || server.exitCode !== null) return
    const exited = once(server, 'exit')
    // at once: connections are cut, transactions die, and the next start recovers
    server.kill('SIGQUIT')
    await exited
  }
  await start()
  onTestFinished(async () => {
    await stop()
    execFileSync('rm', ['-rf', folder])
  })
  return { url, start, stop }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
