import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Need } from '../../src/domain/need.ts'
import { readSample } from '../../src/sample.ts'
import { createStore } from '../../src/store/index.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { fold, known } from '../support/ledger.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-23T02:00:00Z')
const refused = /append-only/

describe.each(engines)('the history on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.close())

  const store = () => createStore(database.prisma, () => at)
  const need: Need = {
    id: 'need000000000001',
    state: 'open',
    number: '2026-0001',
    track: 'full',
    lang: 'zh',
    title: '极光',
    fixed: [],
    type: 'other',
    urgency: 'normal',
    targets: [],
    visibility: 'matched',
    answers: [],
    similar: [],
    achievements: [],
    ranking: [],
    createdAt: at,
    touchedAt: at,
  }

  async function withOneEntry(): Promise<void> {
    await store().transaction(async (tx) => {
      await tx.needs.create(need)
      await tx.needs.addHistory({ needId: need.id, at, event: 'publish', from: 'draft', to: 'open' })
    })
  }

  test('refuses to be changed, shortened or emptied', async () => {
    await withOneEntry()
    const { prisma } = database
    await expect(prisma.history.updateMany({ data: { event: 'never' } })).rejects.toThrow(refused)
    await expect(prisma.history.deleteMany()).rejects.toThrow(refused)
    await expect(prisma.$executeRaw`TRUNCATE "History"`).rejects.toThrow(refused)
    await expect(prisma.$executeRaw`TRUNCATE "Need" CASCADE`).rejects.toThrow(refused)
    await expect(prisma.need.delete({ where: { id: need.id } })).rejects.toThrow(refused)
    expect(await prisma.history.findMany({ select: { event: true } })).toEqual([{ event: 'publish' }])
  })

  test('each entry has what changed since the one before, and only that', async () => {
    await withOneEntry()
    await store().transaction(async (tx) => {
      await tx.needs.update(need.id, { title: '布面极光', budget: { min: 20, max: 30 } })
      await tx.needs.addHistory({ needId: need.id, at, event: 'edited' })
      await tx.needs.addHistory({ needId: need.id, at, event: 'progress' })
      await tx.needs.settleHistory({ needId: need.id, at, event: 'settled' })
    })
    const [first, edited, progress, ...none] = await store().transaction((tx) => tx.needs.history(need.id))
    expect(first?.after).toMatchObject({ state: 'open', number: '2026-0001', title: '极光' })
    expect(edited).toMatchObject({ before: { title: '极光', budget: null }, after: { title: '布面极光', budget: { min: 20, max: 30 } } })
    expect(Object.keys(edited?.after ?? {}).sort()).toEqual(['budget', 'title'])
    expect([progress?.before, progress?.after, none]).toEqual([undefined, undefined, []])
    expect(known(Object.assign({}, first?.after, edited?.after))).toEqual(known(await readLedger(database.prisma, need.id)))
  })

  test('removing the sample takes the histories of its needs with it, and only these', async () => {
    await withOneEntry()
    const { prisma } = database
    await store().transaction(async (tx) => tx.directory.load(await readSample(), { sample: true, accounts: true, at }))
    const enterprise = await prisma.enterprise.findFirstOrThrow({ where: { sample: true } })
    await store().transaction(async (tx) => {
      await tx.needs.create({ ...need, id: 'need000000000002', number: '2026-0002', enterpriseId: enterprise.id })
      await tx.needs.addHistory({ needId: 'need000000000002', at, event: 'publish', from: 'draft', to: 'open' })
    })
    await store().transaction((tx) => tx.directory.removeSample())
    expect(await prisma.need.findMany({ select: { number: true } })).toEqual([{ number: '2026-0001' }])
    expect(await prisma.history.count()).toBe(1)
    // the permission ended with that transaction
    await expect(prisma.history.deleteMany()).rejects.toThrow(refused)
  })

  test('a real need that a sample expert had claimed is open again, and its history folds to what it is', async () => {
    const { prisma } = database
    await store().transaction(async (tx) => tx.directory.load(await readSample(), { sample: true, accounts: true, at }))
    const expert = await prisma.expert.findFirstOrThrow({ where: { sample: true } })
    await prisma.enterprise.create({ data: { id: 'enterprise000001', name: '真实企业' } })
    await store().transaction(async (tx) => {
      await tx.needs.create({ ...need, enterpriseId: 'enterprise000001' })
      await tx.needs.addHistory({ needId: need.id, at, event: 'publish', from: 'draft', to: 'open' })
      await tx.claims.take({ id: 'claim00000000001', needId: need.id, expertId: expert.id, at }, { claimedAt: at })
      await tx.needs.addHistory({ needId: need.id, at, event: 'claim', from: 'open', to: 'claimed' })
      await tx.needs.move(need.id, ['claimed'], 'paused', { pausedFrom: 'claimed', reviewOn: '2026-12-15' })
      await tx.needs.addHistory({ needId: need.id, at, event: 'pause', from: 'claimed', to: 'paused' })
    })
    const visit = {
      id: 'visit00000000001',
      needId: need.id,
      day: '2026-12-10',
      who: '何平',
      state: 'agreed',
      byId: 'nobody',
      createdAt: at,
    }
    await prisma.visit.create({ data: visit })
    await prisma.challenge.create({
      data: {
        needId: need.id,
        bounty: 20,
        conditions: '',
        closesAt: at,
        state: 'chosen',
        byId: 'nobody',
        at,
        chosenId: 'application00001',
      },
    })
    const application = { needId: need.id, instituteId: expert.instituteId, approach: '', team: '', cost: 18, weeks: 8, byId: 'nobody', at }
    await prisma.application.create({ data: { ...application, id: 'application00001', expertId: expert.id, state: 'chosen' } })
    await prisma.panelist.create({ data: { needId: need.id, expertId: expert.id, at } })
    await store().transaction((tx) => tx.directory.removeSample())
    expect(await prisma.visit.findFirst()).toMatchObject({ state: 'cancelled' })
    expect(await prisma.challenge.findFirst({ include: { applications: true, panel: true } })).toMatchObject({
      ...{ state: 'released', panel: [] },
      applications: [{ state: 'released' }],
    })
    expect(await prisma.need.findFirst()).toMatchObject({ state: 'open', pausedFrom: null, reviewOn: null })
    const entries = await store().transaction((tx) => tx.needs.history(need.id))
    expect(known(fold(entries))).toEqual(known(await readLedger(prisma, need.id)))
    expect(entries.at(-1)).toMatchObject({ event: 'release', from: 'paused', to: 'open' })
  })
})
