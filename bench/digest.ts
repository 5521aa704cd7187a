/**
 * What everything costs that one weekly plan needs of the figures, with 100,000 needs: on the embedded database and, where TEST_DATABASE_URL names a server, on
 * PostgreSQL. Each part is a transaction of its own in a process that does nothing else; memory and processor time are that process's: with the embedded database in it, without
 * the server. On a busy machine the processor time is what tells.
 * npm run bench:digest
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Period, periodAt, previous, yearBefore, yearSoFar } from '../src/domain/reports/period.ts'
import type { Tx } from '../src/domain/store.ts'
import { createLog } from '../src/log.ts'
import { openDatabase } from '../src/store/client.ts'
import { createStore } from '../src/store/index.ts'
import { fill } from './digest-data.ts'

const now = new Date('2026-11-27T02:00:00Z')

function weeksUpTo(last: Period, count: number): Period[] {
  const weeks = [last]
  while (weeks.length < count) weeks.unshift(previous(weeks[0] as Period))
  return weeks
}

async function measure(
  tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  log: (name: string, ms: number, processor: number) => void,
): Promise<void> {
  const week = periodAt('week', now)
  const timed = async (name: string, work: (tx: Tx) => Promise<unknown>) => {
    const [began, used] = [performance.now(), process.cpuUsage()]
    await tx(work)
    const { user, system } = process.cpuUsage(used)
    log(name, performance.now() - began, (user + system) / 1000)
  }
  const spans = [week, previous(week), yearBefore(week), yearSoFar(week), ...weeksUpTo(week, 12)]
  await timed('count: week, previous, year before, year so far, 12 weeks', ({ figures }) => figures.count(spans))
  await timed('byInstitute', ({ figures }) => figures.byInstitute(week))
  await timed('byTownship', ({ figures }) => figures.byTownship(week))
  await timed('speed', ({ figures }) => figures.speed(week))
  await timed('quality', ({ figures }) => figures.quality(week))
  await timed('nobody', ({ figures }) => figures.nobody(week))
}

async function measureYear(tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<void> {
  const year = periodAt('year', now)
  for (const [name, work] of [
    ['byInstitute', ({ figures }: Tx) => figures.byInstitute(year)],
    ['byTownship', ({ figures }: Tx) => figures.byTownship(year)],
    ['speed', ({ figures }: Tx) => figures.speed(year)],
    ['quality', ({ figures }: Tx) => figures.quality(year)],
    ['nobody', ({ figures }: Tx) => figures.nobody(year)],
    ['a page of the rows of matched', ({ figures }: Tx) => figures.rows('matched', year, {}, 0, 10)],
  ] as const) {
    const began = performance.now()
    await tx(work as (tx: Tx) => Promise<unknown>)
    say(`  the whole year: ${name}`, `${Math.round(performance.now() - began)} ms`)
  }
}

const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`

function say(...cells: string[]): void {
  process.stdout.write(`  ${cells.join(' | ')}\n`)
}

type Place = { folder: string; url?: string }

async function open(place: Place) {
  const database = await openDatabase({ ...place, log: createLog('warn') })
  return { database, store: createStore(database.prisma, () => now) }
}

async function fillDatabase(place: Place): Promise<void> {
  const { database } = await open(place)
  await fill(database.prisma, now)
  await database.prisma.$executeRawUnsafe('VACUUM (ANALYZE)')
  await database.close()
}

async function measureDatabase(place: Place): Promise<void> {
  const { database, store } = await open(place)
  await store.transaction((tx) => tx.needs.byNumber('2026-000001'))
  const before = process.memoryUsage()
  let heap = 0
  const tx = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(work)
  for (const round of ['first', 'again']) {
    const all = { ms: 0, processor: 0 }
    await measure(tx, (name, ms, processor) => {
      all.ms += ms
      all.processor += processor
      heap = Math.max(heap, process.memoryUsage().heapUsed)
      say(`${round}: ${name}`, `${Math.round(ms)} ms`, `${Math.round(processor)} ms of processor here`)
    })
    say(`${round}: everything`, `${Math.round(all.ms)} ms`, `${Math.round(all.processor)} ms of processor here`)
  }
  // the embedded database runs on this thread: only the system knows how much was resident meanwhile
  const resident = process.resourceUsage().maxRSS * 1024
  say(`resident ${mib(before.rss)} when open, ${mib(resident)} at most`, `heap ${mib(before.heapUsed)}, ${mib(heap)} at most`)
  await measureYear(tx)
  await database.close()
}

/** In a process of its own, so that what filling takes is not measured. */
function apart(step: 'fill' | 'measure', place: Place): void {
  const began = performance.now()
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), step, place.folder, ...(place.url ? [place.url] : [])]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${step} failed`)
  if (step === 'fill') say(`filled in ${Math.round((performance.now() - began) / 1000)} s`)
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-digest-'))
  try {
    process.stdout.write('PGlite\n')
    apart('fill', { folder })
    apart('measure', { folder })
    if (!process.env.TEST_DATABASE_URL) return say('PostgreSQL: TEST_DATABASE_URL is not set')
    const name = `shibaiqian_bench_${randomBytes(4).toString('hex')}`
    await onServer(`CREATE DATABASE "${name}"`)
    const url = new URL(process.env.TEST_DATABASE_URL)
    url.pathname = `/${name}`
    try {
      process.stdout.write('PostgreSQL\n')
      apart('fill', { folder, url: url.toString() })
      apart('measure', { folder, url: url.toString() })
    } finally {
      await onServer(`DROP DATABASE "${name}" WITH (FORCE)`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const [, , step, folder, url] = process.argv
if (step === 'fill') await fillDatabase({ folder: folder as string, url })
else if (step === 'measure') await measureDatabase({ folder: folder as string, url })
else await main()
