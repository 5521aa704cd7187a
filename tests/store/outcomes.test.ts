import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'

sayWhatIsSkipped()

const day = 24 * 3_600_000
const start = new Date('2026-11-23T02:00:00Z')
const at = (days: number) => new Date(start.getTime() + days * day)

describe.each(engines)('outcomes on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  let needId: string

  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => start)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: false, at: start }))
    const mill = await database.prisma.enterprise.findFirstOrThrow({ where: { township: '柳荫街道' } })
    needId = newId()
    const row = { id: needId, number: '2026-0001', state: 'in_progress', enterpriseId: mill.id, createdAt: start, touchedAt: start }
    await database.prisma.need.create({ data: row })
  })
  afterAll(() => database.close())

  async function reported(more: Partial<Outcome> = {}): Promise<string> {
    const id = newId()
    const plain = { id, needId, kind: 'agreement', on: '2026-11-20', amount: 20, note: '', automatic: false, byId: 'someone', at: start }
    const shares = [
      { instituteId: 'a', share: 0.6 },
      { instituteId: 'b', share: 0.4 },
    ]
    await store.transaction((tx) => tx.outcomes.add({ ...plain, state: 'reported', posterYes: true, posterAt: start, shares, ...more }))
    return id
  }

  async function confirm(id: string, when: Date) {
    await store.transaction((tx) => tx.outcomes.agree(id, 'expert', when))
    await store.transaction((tx) => tx.outcomes.settle(id, when))
  }

  const ids = async (query: object) =>
    (await store.transaction((tx) => tx.outcomes.counted({ by: 'settled', asOf: at(100), ...query }))).map(({ id }) => id)

  test('a side’s yes is taken once, however many press at the same time, and it begins to count once', async () => {
    const id = await reported()
    const said = await Promise.all([1, 2, 3].map(() => store.transaction((tx) => tx.outcomes.agree(id, 'expert', start))))
    expect(said.filter(Boolean)).toHaveLength(1)
    const settled = await Promise.all([1, 2].map(() => store.transaction((tx) => tx.outcomes.settle(id, start))))
    expect(settled.filter(Boolean)).toHaveLength(1)
    expect(await store.transaction((tx) => tx.outcomes.dispute(id, 'late'))).toBe(false)
    await store.transaction((tx) => tx.outcomes.withdraw(id, start))
    expect(await store.transaction((tx) => tx.outcomes.withdraw(id, start))).toBe(false)
  })

  test('without both sides’ word, and when disputed, it never counts', async () => {
    const id = await reported()
    expect(await store.transaction((tx) => tx.outcomes.settle(id, start))).toBe(false)
    await store.transaction((tx) => tx.outcomes.dispute(id, 'not so'))
    expect(await store.transaction((tx) => tx.outcomes.agree(id, 'expert', start))).toBe(false)
    expect(await ids({})).not.toContain(id)
  })

  test('figures of a past moment are those known then, by day of the outcome or of its confirmation', async () => {
    const id = await reported({ on: '2026-10-01', amount: 7 })
    await confirm(id, at(10))
    await store.transaction((tx) => tx.outcomes.withdraw(id, at(20)))
    expect(await ids({ asOf: at(9) })).not.toContain(id)
    expect(await ids({ asOf: at(10) })).toContain(id)
    expect(await ids({ asOf: at(19) })).toContain(id)
    expect(await ids({ asOf: at(20) })).not.toContain(id)
    expect(await ids({ by: 'on', from: '2026-10-01', until: '2026-10-01', asOf: at(15) })).toEqual([id])
    expect(await ids({ by: 'on', from: '2026-10-02', asOf: at(15) })).not.toContain(id)
    // confirmed on 3 December at 10:00 in Shanghai
    expect(await ids({ from: '2026-12-03', until: '2026-12-03', asOf: at(15) })).toEqual([id])
    expect(await ids({ from: '2026-12-04', asOf: at(15) })).toEqual([])
    expect(await ids({ until: '2026-12-02', asOf: at(15) })).not.toContain(id)
  })

  test('by institute, township and kind', async () => {
    const id = await reported({ kind: 'training', on: '2026-09-01', amount: undefined, count: 12, sessions: 1 })
    await confirm(id, at(1))
    expect(await ids({ kind: 'training' })).toEqual([id])
    expect(await ids({ kind: 'training', instituteId: 'a' })).toEqual([id])
    expect(await ids({ kind: 'training', instituteId: 'c' })).toEqual([])
    expect(await ids({ kind: 'training', township: '柳荫街道' })).toEqual([id])
    expect(await ids({ kind: 'training', township: '石桥镇' })).toEqual([])
    expect(await ids({ kind: 'training', sample: true })).toEqual([])
  })

  test('the confirmation of a need is one outcome, whatever happens twice', async () => {
    const solved = { kind: 'solved', automatic: true, state: 'confirmed', settledAt: start } as const
    await reported(solved)
    await expect(reported(solved)).rejects.toThrow()
  })

  test('one number is one outcome', async () => {
    const id = await reported({ kind: 'patent', subkind: 'granted', evidence: 'ZL1' })
    const known = (subkind: string, except: string[] = []) =>
      store.transaction((tx) => tx.outcomes.isKnown({ kind: 'patent', subkind, evidence: 'ZL1' }, except))
    expect([await known('granted'), await known('applied'), await known('granted', [id])]).toEqual([true, false, false])
  })

  test('a follow-up is asked, reminded and answered once', async () => {
    const followUp = { needId, months: 3 }
    await store.transaction((tx) => tx.followUps.plan(needId, [{ months: 3, dueOn: '2027-02-23' }]))
    expect(await store.transaction((tx) => tx.followUps.answer(followUp, 'fine', start))).toBe(false)
    const asked = await Promise.all([1, 2].map(() => store.transaction((tx) => tx.followUps.mark(followUp, 'askedAt', start))))
    expect(asked.filter(Boolean)).toHaveLength(1)
    const answered = await Promise.all([1, 2].map(() => store.transaction((tx) => tx.followUps.answer(followUp, 'fine', start))))
    expect(answered.filter(Boolean)).toHaveLength(1)
    expect(await store.transaction((tx) => tx.followUps.mark(followUp, 'remindedAt', start))).toBe(false)
  })
})
