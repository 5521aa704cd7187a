/**
 * What an import of 10,000 enterprises and of 10,000 experts costs, as .xlsx and as CSV: reading, dry run, writing, what the matcher needs afterwards, taking it back; and the
 * export of them all. On the embedded database and, where TEST_DATABASE_URL names a server, on PostgreSQL. Goal: dry run and writing under 30 s each.
 * npm run bench:import
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { creditCheckCharacter } from '../src/domain/credit-code.ts'
import { writeCsv } from '../src/domain/exchange/csv.ts'
import type { PlainTable } from '../src/domain/exchange/raw.ts'
import type { ImportRun } from '../src/domain/exchange/run.ts'
import { newId } from '../src/domain/ids.ts'
import type { Matcher } from '../src/domain/matcher.ts'
import { carry } from '../src/domain/use-cases/exchange/carry.ts'
import { createLog } from '../src/log.ts'
import { createMatcherKeeper } from '../src/matcher-keeper.ts'
import { readWorkbook } from '../src/reports/read-workbook.ts'
import { makeTables } from '../src/reports/tables.ts'
import { openDatabase } from '../src/store/client.ts'
import { createStore } from '../src/store/index.ts'

const many = 10_000
const at = new Date('2026-11-30T02:00:00Z')
const server = process.env.TEST_DATABASE_URL

function enterprises(round: number): PlainTable {
  const rows = Array.from({ length: many }, (_, i) => {
    const first = `91330100${String(i + 1).padStart(9, '0')}`
    return [
      ...[
        `云溪第${i + 1}精密制造有限公司`,
        first + creditCheckCharacter(first),
        `第${i % 12}镇`,
        'C34 通用设备制造业',
        '民营',
        String(500 + (i % 900)),
        '2012-05-18',
      ],
      ...[String(20 + (i % 400) + round), '是', `轴承、齿轮与减速机零件 ${i}`, `联系人${i}`, `139${String(i).padStart(8, '0')}`],
    ]
  })
  const headings = [
    '企业名称',
    '统一社会信用代码',
    '镇街',
    '行业代码',
    '企业性质',
    '注册资本（万元）',
    '成立日期',
    '职工人数',
    '规上',
    '主营产品',
    '联系人',
    '联系电话',
  ]
  return { name: '企业', headings, widths: [], rows }
}

function experts(round: number): PlainTable {
  const rows = Array.from({ length: many }, (_, i) => [
    ...[`专家${i}`, `第${i % 20}研究院`, '纺织学院', i % 3 ? '教授' : '副教授', '博士', '新材料', '棉织物后整理；轧光工艺；柔软助剂'],
    ...[
      `长期从事第 ${i} 类棉织物后整理、轧光与压光工艺研究，解决布面极光、手感发硬等问题，第 ${round} 版。`,
      `138${String(i).padStart(8, '0')}`,
      `e${i}@example.edu.cn`,
    ],
  ])
  return {
    name: '专家',
    headings: ['姓名', '单位', '院系', '职称', '学历', '技术领域', '研究方向', '简介', '手机', '邮箱'],
    widths: [],
    rows,
  }
}

const institutes: PlainTable = {
  name: '研究院',
  headings: ['研究院名称', '简称', '所属高校'],
  widths: [],
  rows: Array.from({ length: 20 }, (_, i) => [`第${i}研究院`, `${i}院`, '云溪大学']),
}

async function measure(name: string, url: string | undefined, folder: string): Promise<void> {
  const database = await openDatabase({ url, folder, log: createLog('silent') })
  const store = createStore(database.prisma, () => at)
  const keeper = createMatcherKeeper()
  const work = (tx: Parameters<Parameters<typeof store.transaction>[0]>[0]) => ({
    tx,
    now: at,
    matcher: (): Promise<Matcher> => keeper.at(tx),
    rules: { inviteAtOnce: 3, answerHours: 24, platforms: [] },
  })
  const carrying = { store, work, now: () => at, readWorkbook }
  const say = (what: string, began: number) =>
    process.stdout.write(
      `${name}  ${what}: ${((performance.now() - began) / 1000).toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
    )

  async function step(id: string, what: string): Promise<ImportRun> {
    const began = performance.now()
    const run = await store.transaction((tx) => tx.exchange.find(id))
    if (run) await carry(carrying, run)
    say(what, began)
    return (await store.transaction((tx) => tx.exchange.find(id))) as ImportRun
  }

  async function bring(what: string, file: string, bytes: Uint8Array, undo: boolean): Promise<void> {
    const id = newId()
    await store.transaction(async (tx) => {
      const fileId = await tx.files.put({ name: file, mime: 'x', bytes }, at)
      await tx.exchange.create({
        ...{ id, lang: 'zh', fileId, fileName: file, sha256: createHash('sha256').update(bytes).digest('hex'), source: 'file', chosen: {} },
        ...{ state: 'reading', report: {}, done: 0, total: 0, soundOnly: false, at },
      })
    })
    const shown = await step(id, `${what}: reading and dry run`)
    process.stdout.write(`  ${JSON.stringify(shown.report.counts ?? shown.report)}\n`)
    await store.transaction((tx) => tx.exchange.move(id, ['shown'], 'writing', { soundOnly: true }))
    if ((await step(id, `${what}: writing`)).state !== 'written') throw new Error('not written')
    const began = performance.now()
    await store.transaction((tx) => keeper.at(tx))
    say(`${what}: the matcher follows`, began)
    if (!undo) return
    await store.transaction((tx) => tx.exchange.move(id, ['written'], 'undoing', {}))
    if ((await step(id, `${what}: taking back`)).state !== 'undone') throw new Error('not undone')
  }

  try {
    await store.transaction((tx) => keeper.at(tx))
    const about = { author: 'x', at }
    await bring('20 institutes', 'a.xlsx', await makeTables([institutes], about), false)
    await bring('10,000 enterprises with contacts, xlsx, new', 'b.xlsx', await makeTables([enterprises(0)], about), false)
    await bring('10,000 experts, xlsx, new', 'c.xlsx', await makeTables([experts(0)], about), false)
    const csv = (table: PlainTable) => new TextEncoder().encode(writeCsv([table.headings, ...table.rows]))
    await bring('10,000 enterprises, csv, changed', '企业.csv', csv(enterprises(1)), true)
    await bring('10,000 experts, csv, changed', '专家.csv', csv(experts(1)), true)
  } finally {
    await database.close()
  }
}

async function onServer(address: string): Promise<void> {
  const name = `shibaiqian_bench_${randomBytes(4).toString('hex')}`
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query(`CREATE DATABASE "${name}"`)
  const url = new URL(address)
  url.pathname = `/${name}`
  try {
    await measure('PostgreSQL', url.toString(), '')
  } finally {
    await client.query(`DROP DATABASE "${name}" WITH (FORCE)`)
    await client.end()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-import-'))
try {
  await measure('PGlite', undefined, folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}
if (server) await onServer(server)
else process.stdout.write('PostgreSQL: skipped, TEST_DATABASE_URL is not set\n')
