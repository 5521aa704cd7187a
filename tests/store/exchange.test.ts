import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/exchange/entries.ts'
import { type Exporting, exportTable } from '../../src/domain/exchange/export.ts'
import { wholeOf } from '../../src/domain/exchange/plan.ts'
import type { ImportRun } from '../../src/domain/exchange/run.ts'
import { kinds, type Values } from '../../src/domain/exchange/table.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Store, Tx } from '../../src/domain/store.ts'
import type { Work } from '../../src/domain/use-cases/act.ts'
import { carry } from '../../src/domain/use-cases/exchange/carry.ts'
import { readWorkbook } from '../../src/reports/read-workbook.ts'
import { makeTables } from '../../src/reports/tables.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { directoryWorld } from '../support/exchange-world.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-30T02:00:00Z')
const exporting: Exporting = { lang: 'zh', contacts: true, state: (code) => code }

async function exported(store: Store) {
  const snapshot = await store.transaction((tx) => tx.exchange.snapshot(kinds))
  return kinds.map((kind) => exportTable(kind, snapshot, exporting))
}

function workOn(tx: Tx): Work {
  return { tx, now: at, matcher: () => Promise.reject(new Error('not here')), rules: { inviteAtOnce: 0, answerHours: 0, platforms: [] } }
}

async function run(store: Store, id: string): Promise<ImportRun> {
  const before = await store.transaction((tx) => tx.exchange.find(id))
  if (before) await carry({ store, work: workOn, now: () => at, readWorkbook }, before)
  return (await store.transaction((tx) => tx.exchange.find(id))) as ImportRun
}

async function bring(store: Store, bytes: Uint8Array, when = at): Promise<string> {
  const id = newId()
  await store.transaction(async (tx) => {
    const fileId = await tx.files.put({ name: 'all.xlsx', mime: 'x', bytes }, at)
    const file = { id, fileId, fileName: 'all.xlsx', sha256: id, source: 'file', lang: 'zh' } as const
    await tx.exchange.create({ ...file, chosen: {}, state: 'reading', report: {}, done: 0, total: 0, soundOnly: false, at: when })
  })
  return id
}

describe.each(engines)('what is exported and imported, on $name', ({ open }) => {
  let here: TestDatabase
  let there: TestDatabase
  beforeEach(async () => {
    here = await open()
    there = await open()
  })
  afterEach(async () => {
    await here.close()
    await there.close()
  })

  test('is the same elsewhere, and gone once it is taken back', async () => {
    const [one, two] = [createStore(here.prisma, () => at), createStore(there.prisma, () => at)]
    const size = (world: Snapshot) => Object.values(world).flat().length
    const [world] = fc.sample(directoryWorld, { numRuns: 12, seed: 7 }).toSorted((a, b) => size(b) - size(a))
    await one.transaction(async (tx) => {
      for (const kind of kinds)
        for (const { id, ...values } of world?.[kind] ?? [])
          await tx.exchange.insert(kind, [{ id, values: wholeOf(kind, values as Values) }], at)
    })
    const tables = await exported(one)
    expect(tables.flatMap(({ rows }) => rows).length).toBeGreaterThan(5)
    const id = await bring(two, await makeTables(tables, { author: 'x', at }))
    const shown = await run(two, id)
    expect(shown).toMatchObject({ state: 'shown' })
    await two.transaction((tx) => tx.exchange.move(id, ['shown'], 'writing'))
    expect(await run(two, id)).toMatchObject({ state: 'written' })
    expect(await exported(two)).toEqual(tables)
    await two.transaction((tx) => tx.exchange.move(id, ['written'], 'undoing'))
    expect(await run(two, id)).toMatchObject({ state: 'undone', report: { left: 0 } })
    expect((await exported(two)).flatMap(({ rows }) => rows)).toEqual([])
  })

  test('one program at a time carries a run, and goes on where another ended', async () => {
    const store = createStore(here.prisma, () => at)
    const id = await bring(store, new Uint8Array([1]))
    const later = (s: number) => new Date(at.getTime() + s * 1000)
    expect(await store.transaction((tx) => tx.exchange.take(at, later(60)))).toMatchObject({ id })
    await bring(store, new Uint8Array([2]), later(1))
    expect(await store.transaction((tx) => tx.exchange.take(later(30), later(90)))).toBeUndefined()
    expect(await store.transaction((tx) => tx.exchange.take(later(61), later(90)))).toMatchObject({ id })
  })
})
