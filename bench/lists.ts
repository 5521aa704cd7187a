/**
 * How quickly the first page of each list is drawn with 10,000 needs, on the embedded database and, where TEST_DATABASE_URL names a server, on PostgreSQL.
 * Milliseconds of the whole transaction that a card is made in. npm run bench:lists
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Reader } from '../src/bot/cards/card.ts'
import { myCard, openCard } from '../src/bot/cards/lists.ts'
import { choiceCard, chooserCard, listCard } from '../src/bot/features/lists/cards.ts'
import { wordsIn } from '../src/bot/words.ts'
import type { ListAsk } from '../src/domain/lists.ts'
import type { Person } from '../src/domain/person.ts'
import type { Tx } from '../src/domain/store.ts'
import { createLog } from '../src/log.ts'
import { type Database, openDatabase } from '../src/store/client.ts'
import { createStore } from '../src/store/index.ts'
import { fill } from './lists-data.ts'
import { quantile } from './measures.ts'

const now = new Date('2026-11-25T02:00:00Z')
const rounds = 40
const size = 8

const asks: [string, ListAsk][] = [
  ['问题清单', { kind: 'problems', filter: {} }],
  ['责任清单', { kind: 'duties', filter: {} }],
  ['落实清单', { kind: 'results', filter: {} }],
  ['逾期', { kind: 'duties', filter: { overdue: true } }],
  ['问题清单 第3镇', { kind: 'problems', filter: { township: '第3镇' } }],
  ['责任清单 干部7', { kind: 'duties', filter: { officerId: 'officer7' } }],
  ['落实清单 研究院4', { kind: 'results', filter: { instituteId: 'inst4' } }],
  ['问题清单 超过90天', { kind: 'problems', filter: { olderThan: 90 } }],
]

async function measure(database: Database): Promise<void> {
  await fill(database.prisma, now)
  const store = createStore(database.prisma, () => now)
  const card =
    (draw: (reader: Reader, name: string) => Promise<unknown>, ask: ListAsk = asks[0]![1], who: Partial<Person> = { roles: ['staff'] }) =>
    async (tx: Tx) => {
      const person: Person = { id: 'nobody', name: '', lang: 'zh', roles: [], townships: [], sample: false, ...who }
      const name = names.get(ask) ?? (await tx.lists.keep(ask))
      names.set(ask, name)
      const nothing = async () => new Uint8Array()
      const running = async () => ({ version: '', since: now, platforms: [], database: 'embedded' as const })
      const office = { web: () => '', tables: nothing, workbook: nothing, picture: nothing, letter: nothing, running }
      return draw({ tx, now, person, words: wordsIn('zh'), office }, name)
    }
  const names = new Map<ListAsk, string>()
  const expert = { id: 'pexpert3', expertId: 'expert3' }
  const steps: [string, (tx: Tx) => Promise<unknown>][] = [
    ...asks.map(([name, ask]): [string, (tx: Tx) => Promise<unknown>] => [
      name,
      card((reader, kept) => listCard(reader, { view: 'list', name: kept, page: 0 }), ask),
    ]),
    ['清单', card((reader, name) => chooserCard(reader, { view: 'lists', name }))],
    ['按乡镇', card((reader, name) => choiceCard(reader, { view: 'list_by', name, by: 'township' }))],
    ['待认领, staff', card((reader) => openCard(reader, 0))],
    ['待认领, expert', card((reader) => openCard(reader, 0), undefined, expert)],
    ['我的, officer', card(myCard, undefined, { id: 'officer3', roles: ['officer'] })],
    ['我的, expert', card(myCard, undefined, expert)],
    ['我的, enterprise', card(myCard, undefined, { id: 'contact5', enterpriseId: 'ent5' })],
    ['room for a claim', (tx) => tx.invitations.loadOf('expert3')],
  ]
  for (const [name, step] of steps) {
    const times: number[] = []
    for (let i = 0; i < rounds + 3; i++) {
      const began = performance.now()
      await store.transaction(step)
      if (i >= 3) times.push(performance.now() - began)
    }
    say(name, `p50 ${quantile(times, 0.5).toFixed(1)} ms`, `p95 ${quantile(times, 0.95).toFixed(1)} ms`)
  }
  for (const [name, step] of slow) {
    const began = performance.now()
    const { length } = await store.transaction(step)
    say(name, `${length} rows`, `${Math.round(performance.now() - began)} ms`)
  }
}

const past = { now, past: new Date('2026-06-30T15:59:59.999Z') }
const slow: [string, (tx: Tx) => Promise<{ length: number }>][] = [
  ['问题清单 截至 6月30日', async (tx) => ({ length: (await tx.lists.page(asks[0]![1], past, 0, size)).total })],
  ['ledgers as of', (tx) => tx.lists.asOf(past.past)],
  ['all rows of 落实清单', (tx) => tx.lists.all(asks[2]![1], { now })],
]

function say(...cells: string[]): void {
  process.stdout.write(`  ${cells.join(' | ')}\n`)
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function main(): Promise<void> {
  const log = createLog('warn')
  const folder = await mkdtemp(join(tmpdir(), 'bench-lists-'))
  process.stdout.write('PGlite\n')
  const embedded = await openDatabase({ folder, log })
  await measure(embedded).finally(() => embedded.close())
  await rm(folder, { recursive: true, force: true })
  if (!process.env.TEST_DATABASE_URL) return say('PostgreSQL: TEST_DATABASE_URL is not set')
  const name = `shibaiqian_bench_${randomBytes(4).toString('hex')}`
  await onServer(`CREATE DATABASE "${name}"`)
  const url = new URL(process.env.TEST_DATABASE_URL)
  url.pathname = `/${name}`
  process.stdout.write('PostgreSQL\n')
  try {
    const server = await openDatabase({ url: url.toString(), folder, log })
    await measure(server).finally(() => server.close())
  } finally {
    await onServer(`DROP DATABASE "${name}" WITH (FORCE)`)
  }
}

await main()
