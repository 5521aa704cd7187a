/**
 * How long the whole program takes to write to 1,000 people on Telegram, against a server of its own process that enforces 30 messages a second and
 * one a second in a chat; and how long something urgent takes that comes in the middle. On the embedded database and, where TEST_DATABASE_URL names a
 * server, on PostgreSQL. npm run bench:fan-out [recipients]
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type App, createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { priorities } from '../src/domain/notices.ts'
import { createLog } from '../src/log.ts'

const recipients = Number(process.argv[2] ?? 1000)
const perSecond = 30
/** Not one of the recipients. */
const urgentChat = recipients + 1

type Counted = { chat: number; at: number; refused: boolean }

async function server(): Promise<{ apiRoot: string; token: string; counted: Counted[]; stop(): void }> {
  const path = fileURLToPath(new URL('./fan-out-server.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', path, String(urgentChat)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const counted: Counted[] = []
  const first = await new Promise<{ apiRoot: string; token: string }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line)
      if ('apiRoot' in said) resolve(said)
      else counted.push(said)
    })
  })
  return { ...first, counted, stop: () => child.kill() }
}

async function put(app: App, key: string, chat: number, priority: number): Promise<void> {
  const notice = { view: 'say', text: 'trouble', facts: { id: key } } as const
  await app.store.transaction((tx) =>
    tx.mail.put({ key, address: `telegram:${chat}`, mode: 'message', notice, priority, dueAt: new Date() }),
  )
}

async function measure(env: Record<string, string>): Promise<void> {
  const telegram = await server()
  const config = readConfig({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    LOCAL_CHAT: 'off',
    SAMPLE_DIRECTORY: 'off',
    PORT: '0',
    ...env,
  })
  const app = await createApp(config, createLog('warn'))
  for (let chat = 1; chat <= recipients; chat++) await put(app, `digest:${chat}`, chat, priorities.bulk)
  const taken = (): Counted[] => telegram.counted.filter(({ refused }) => !refused)
  const began = process.cpuUsage()
  await app.start()
  while (taken().length < recipients / 2) await delay(5)
  const asked = performance.now()
  await put(app, 'claim', urgentChat, priorities.urgent)
  while (!taken().some(({ chat }) => chat === urgentChat)) await delay(1)
  const urgent = performance.now() - asked
  for (let left = 1; left > 0; ) {
    await delay(200)
    const { due = 0, sending = 0 } = await app.store.outbox.counts()
    left = due + sending
  }
  const { user, system } = process.cpuUsage(began)
  await app.stop()
  telegram.stop()
  report(taken(), telegram.counted.length - taken().length, urgent, (user + system) / 1000)
}

function report(taken: Counted[], refused: number, urgent: number, cpuMs: number): void {
  const seconds = (taken.at(-1)!.at - taken[0]!.at) / 1000
  const ideal = taken.length / perSecond
  const busiest = Math.max(...taken.map(({ at }, n) => taken.slice(n).filter((later) => later.at < at + 1000).length))
  const chats = new Set(taken.map(({ chat }) => chat)).size
  const cells = [
    `${taken.length} messages to ${chats} chats in ${seconds.toFixed(1)} s`,
    `${ideal.toFixed(1)} s at ${perSecond}/s`,
    `${((seconds / ideal - 1) * 100).toFixed(1)} % more`,
    `${refused} answers 429`,
    `at most ${busiest} in a second`,
    `urgent after ${Math.round(urgent)} ms`,
    `${(cpuMs / taken.length).toFixed(1)} ms of CPU a message`,
  ]
  process.stdout.write(`  ${cells.join(' | ')}\n`)
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

process.stdout.write('PGlite\n')
const folder = await mkdtemp(join(tmpdir(), 'bench-fan-out-'))
await measure({ DATA_DIR: folder })
await rm(folder, { recursive: true, force: true })
if (process.env.TEST_DATABASE_URL) {
  process.stdout.write('PostgreSQL\n')
  const name = `shibaiqian_bench_${randomBytes(4).toString('hex')}`
  await onServer(`CREATE DATABASE "${name}"`)
  const url = new URL(process.env.TEST_DATABASE_URL)
  url.pathname = `/${name}`
  await measure({ DATABASE_URL: url.toString() })
  await onServer(`DROP DATABASE "${name}" WITH (FORCE)`)
} else process.stdout.write('PostgreSQL: TEST_DATABASE_URL is not set\n')
