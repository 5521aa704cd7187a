import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import type { GuardedPatch } from '../../src/domain/profile-store.ts'
import type { Tx } from '../../src/domain/store.ts'
import { idOf } from '../../src/store/directory.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-23T02:00:00Z')
const expertId = idOf('expert', 'rolling')
const dayMs = 86_400_000

describe.each(engines)('profiles on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at }))
  })
  afterAll(() => database.close())

  const propose = (patch: GuardedPatch) => (tx: Tx) =>
    tx.profiles.propose({ id: newId(), expertId, patch, byId: 'somebody', at, state: 'pending' })

  /** The same at once in three transactions: how many won. */
  async function winners(work: (tx: Tx) => Promise<boolean>): Promise<number> {
    return (await Promise.all([1, 2, 3].map(() => store.transaction(work)))).filter(Boolean).length
  }

  test('of proposals at once one waits, the others are replaced; it is decided once', async () => {
    await Promise.all(['a', 'b', 'c'].map((title) => store.transaction(propose({ title }))))
    const waiting = await store.transaction((tx) => tx.profiles.allWaiting(10))
    expect(waiting).toHaveLength(1)
    expect(await store.transaction((tx) => tx.profiles.waiting(expertId))).toEqual(waiting[0])
    expect(await winners((tx) => tx.profiles.decide(waiting[0]!.id, 'approved', 'chen', at))).toBe(1)
    expect(await store.transaction((tx) => tx.profiles.change(waiting[0]!.id))).toMatchObject({ state: 'approved', decidedById: 'chen' })
    expect(await store.transaction((tx) => tx.profiles.waiting(expertId))).toBeUndefined()
  })

  test('an offer is settled once and its words are gone then; it is no proposal', async () => {
    const offer = { id: newId(), expertId, byId: 'me', patch: { email: 'a@b.cn' }, achievements: ['one'] }
    await store.transaction((tx) => tx.profiles.putOffer(offer, at))
    const second = { ...offer, id: newId() }
    await store.transaction((tx) => tx.profiles.putOffer(second, at))
    expect(await store.transaction((tx) => tx.profiles.offer(offer.id))).toBeUndefined()
    expect(await store.transaction((tx) => tx.profiles.offer(second.id))).toEqual(second)
    expect(await store.transaction((tx) => tx.profiles.change(second.id))).toBeUndefined()
    expect(await winners((tx) => tx.profiles.settleOffer(second.id, 'taken', at))).toBe(1)
    expect(JSON.stringify(await database.prisma.profileChange.findUnique({ where: { id: second.id } }))).not.toContain('a@b.cn')
  })

  test('a key with undefined clears, others stay', async () => {
    await store.transaction((tx) => tx.profiles.update(expertId, { monthlyCap: 2, homepage: 'https://a.cn', papers: ['one'] }))
    await store.transaction((tx) => tx.profiles.update(expertId, { homepage: undefined }))
    const { more } = (await store.transaction((tx) => tx.directory.expert(expertId)))!
    expect(more).toMatchObject({ monthlyCap: 2, homepage: undefined, papers: ['one'] })
    expect(await store.transaction((tx) => tx.profiles.monthly(at))).toEqual(new Map([[expertId, { taken: 0, cap: 2 }]]))
  })

  test('who is due is asked once, and is unchecked until they say so', async () => {
    const person = { id: newId(), name: '沈岚', expertId, lang: 'zh', createdAt: at }
    await database.prisma.person.updateMany({ where: { expertId }, data: { expertId: null } })
    await database.prisma.person.create({ data: { ...person, roles: [], townships: [] } })
    await database.prisma.account.create({ data: { address: 'fake:x', platform: 'fake', name: 'x', personId: person.id, lastSeenAt: at } })
    const later = new Date(at.getTime() + 200 * dayMs)
    const before = new Date(later.getTime() - 182 * dayMs)
    const due = (today: string) => store.transaction((tx) => tx.profiles.toCheck(before, today, 10))
    expect((await due('2027-06-11')).filter((one) => one.expertId === expertId)).toHaveLength(1)
    await store.transaction((tx) => tx.profiles.update(expertId, { mutedUntil: '2027-06-11' }))
    expect((await due('2027-06-11')).filter((one) => one.expertId === expertId)).toHaveLength(0)
    expect((await due('2027-06-12')).filter((one) => one.expertId === expertId)).toHaveLength(1)
    expect(await winners((tx) => tx.profiles.markAsked(expertId, before, later))).toBe(1)
    expect(await due('2027-06-12')).not.toContainEqual({ expertId, personId: person.id })
    const month = new Date(later.getTime() + 31 * dayMs)
    const unchecked = () => store.transaction((tx) => tx.profiles.unchecked(idOf('institute', 'textile'), month, 0, 10))
    expect((await unchecked()).experts.map(({ id }) => id)).toEqual([expertId])
    await store.transaction((tx) => tx.profiles.check(expertId, month))
    expect((await unchecked()).total).toBe(0)
  })
})
