import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import { planned, type Visit } from '../../src/domain/visit.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'

sayWhatIsSkipped()

const start = new Date('2026-11-23T02:00:00Z')

describe.each(engines)('visits and tasks on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  let needId: string

  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => start)
    needId = newId()
    await database.prisma.need.create({
      data: { id: needId, number: '2026-0001', state: 'in_progress', createdAt: start, touchedAt: start },
    })
  })
  afterAll(() => database.close())

  async function added(more: Partial<Visit> = {}): Promise<string> {
    const id = newId()
    const plain = { id, needId, day: '2026-12-02', who: '沈岚', side: 'team', state: 'proposed', byId: 'someone' } as const
    const visit: Visit = { ...plain, sequence: 0, proposedAt: start, createdAt: start, ...more }
    expect(await store.transaction((tx) => tx.visits.add(visit))).toBe(true)
    expect(await store.transaction((tx) => tx.visits.add(visit))).toBe(false)
    return id
  }

  const atOnce = async (one: () => Promise<boolean>) => (await Promise.all([1, 2, 3].map(one))).filter(Boolean).length
  const found = (id: string) => store.transaction(async (tx) => (await tx.visits.find(id)) as Visit)

  test('it is agreed to once, as it stands and not as it stood', async () => {
    const id = await added()
    const move = (sequence: number) =>
      store.transaction((tx) => tx.visits.move(id, ['proposed'], sequence, 'agreed', { agreedById: 'x', agreedAt: start }))
    expect(await move(1)).toBe(false)
    expect(await atOnce(() => move(0))).toBe(1)
    await store.transaction((tx) => tx.visits.move(id, planned, 0, 'proposed', { agreedById: undefined, agreedAt: undefined, sequence: 1 }))
    expect(await found(id)).toMatchObject({ state: 'proposed', sequence: 1, agreedAt: undefined })
  })

  test('each time it is set is reminded of once, only while it is agreed and its need lives', async () => {
    const id = await added({ state: 'agreed', agreedAt: start, day: '2026-12-09' })
    const due = () => store.transaction(async (tx) => (await tx.visits.toRemind('2026-12-08', '2026-12-09')).map((visit) => visit.id))
    expect(await due()).toEqual([id])
    expect(await atOnce(() => store.transaction((tx) => tx.visits.reminded(id, 0)))).toBe(1)
    expect(await due()).toEqual([])
    await store.transaction((tx) => tx.visits.move(id, ['agreed'], 0, 'agreed', { sequence: 1 }))
    expect(await due()).toEqual([id])
    await database.prisma.need.update({ where: { id: needId }, data: { state: 'withdrawn' } })
    expect(await due()).toEqual([])
    await database.prisma.need.update({ where: { id: needId }, data: { state: 'in_progress' } })
  })

  test('solved there is said once; opinions add up; of a visit not yet made neither is kept', async () => {
    const planned = await added()
    await store.transaction((tx) => tx.visits.suggest(planned, 'too early'))
    expect(await store.transaction((tx) => tx.visits.sayOnSite(planned, true))).toBe(false)
    expect((await found(planned)).suggestions).toBeUndefined()
    const id = await added({ state: 'done' })
    expect(await atOnce(() => store.transaction((tx) => tx.visits.sayOnSite(id, true)))).toBe(1)
    for (const text of ["a 'quoted' one", '第二条']) await store.transaction((tx) => tx.visits.suggest(id, text))
    expect(await found(id)).toMatchObject({ solvedOnSite: true, suggestions: "a 'quoted' one\n第二条" })
  })

  test('a task is finished or dropped once', async () => {
    const id = newId()
    const task = { id, needId, text: 'x', ownerId: 'p', ownerName: '周工', dueOn: '2026-11-27', byId: 'q', at: start, dropped: false }
    await store.transaction((tx) => tx.tasks.add(task))
    expect((await store.transaction((tx) => tx.tasks.openOf('p'))).map((one) => one.id)).toEqual([id])
    expect(await atOnce(() => store.transaction((tx) => tx.tasks.finish(id, 'p', start)))).toBe(1)
    expect(await store.transaction((tx) => tx.tasks.drop(id))).toBe(false)
    expect(await store.transaction((tx) => tx.tasks.openOf('p'))).toEqual([])
  })
})
