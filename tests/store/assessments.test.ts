import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proposed, usualBounds } from '../../src/domain/assessment/indicators.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Tx } from '../../src/domain/store.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-23T02:00:00Z')
const span = { from: '2026-01-01', until: '2026-12-31' }
const draft = (year: number) => ({ year, indicators: [...proposed], bounds: usualBounds, at })

describe.each(engines)('assessments on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => at)
    await store.transaction((tx) => tx.directory.load(smallDirectory, { sample: false, accounts: true, at }))
  })
  afterAll(() => database.close())

  /** The same at once in three transactions: how many won. */
  async function winners(work: (tx: Tx) => Promise<boolean>): Promise<number> {
    return (await Promise.all([1, 2, 3].map(() => store.transaction(work)))).filter(Boolean).length
  }

  test('each step of a year is taken once, in its order, and weights stand once it is on show', async () => {
    expect(await winners((tx) => tx.assessments.add(draft(2026)))).toBe(1)
    expect(await winners((tx) => tx.assessments.move(2026, 'public', 'signed', {}))).toBe(0)
    expect(await winners((tx) => tx.assessments.move(2026, 'draft', 'open', { openedAt: at, openedById: 'head' }))).toBe(1)
    expect(await store.transaction((tx) => tx.assessments.weigh(2026, proposed.slice(0, 2)))).toBe(true)
    const shown = { span, sample: false, institutes: [], experts: [] }
    expect(await winners((tx) => tx.assessments.move(2026, 'open', 'public', { shownAt: at, shownUntil: '2026-11-30', shown }))).toBe(1)
    expect(await store.transaction((tx) => tx.assessments.weigh(2026, [...proposed]))).toBe(false)
    expect(
      await winners((tx) => tx.assessments.move(2026, 'public', 'signed', { signedAt: at, result: { standings: [], experts: [] } })),
    ).toBe(1)
    expect(await store.transaction((tx) => tx.assessments.find(2026))).toEqual({
      ...draft(2026),
      ...{
        indicators: proposed.slice(0, 2),
        state: 'signed',
        openedAt: at,
        openedById: 'head',
        shownAt: at,
        shownUntil: '2026-11-30',
        shown,
      },
      ...{ signedAt: at, result: { standings: [], experts: [] } },
    })
  })

  test('an indicator is objected to once by an institute, and answered once', async () => {
    const said = (instituteId: string) => ({ id: newId(), year: 2026, instituteId, indicator: 'patents', byId: 'm', text: 'no', at })
    expect(await winners((tx) => tx.assessments.object(said('a')))).toBe(1)
    expect(await winners((tx) => tx.assessments.object(said('b')))).toBe(1)
    const [first] = await store.transaction((tx) => tx.assessments.objections(2026))
    const answer = { state: 'accepted' as const, value: 2.5, answer: 'so it is', answeredById: 's', answeredAt: at }
    expect(await winners((tx) => tx.assessments.answer(first!.id, answer))).toBe(1)
    expect(await store.transaction((tx) => tx.assessments.objection(first!.id))).toEqual({ ...first, ...answer })
  })

  test('whoever holds a year decides on it alone', async () => {
    await store.transaction((tx) => tx.assessments.add(draft(2027)))
    const seen = await Promise.all(
      [1, 2].map(() =>
        store.transaction(async (tx) => {
          const held = await tx.assessments.hold(2027)
          await tx.assessments.weigh(2027, (held?.indicators ?? []).slice(1))
          return held?.indicators.length ?? 0
        }),
      ),
    )
    expect(seen.toSorted()).toEqual([proposed.length - 1, proposed.length])
  })

  test('words and answers agree with what reports count, and outcomes are of the expert who had the need', async () => {
    const mill = await database.prisma.enterprise.findFirstOrThrow({ where: { township: '柳荫街道' } })
    const poster = await database.prisma.person.findFirstOrThrow({ where: { enterpriseId: mill.id } })
    const [rolling, casting] = await Promise.all(
      ['沈岚', '丁涛'].map((name) => database.prisma.expert.findFirstOrThrow({ where: { name } })),
    )
    const needId = newId()
    const base = {
      id: needId,
      number: '2026-0001',
      state: 'confirmed',
      enterpriseId: mill.id,
      posterId: poster.id,
      createdAt: at,
      touchedAt: at,
    }
    await database.prisma.need.create({ data: { ...base, publishedAt: at, closedAt: at } })
    const claim = (expertId: string, minutes: number, ended: string) => ({
      ...{ id: newId(), needId, expertId, ended },
      ...{ at: new Date(at.getTime() + minutes * 60_000), endedAt: new Date(at.getTime() + (minutes + 5) * 60_000) },
    })
    await database.prisma.claim.createMany({ data: [claim(casting!.id, 0, 'released'), claim(rolling!.id, 10, 'confirmed')] })
    const invitation = (expertId: string, state: string, rank: number) => ({
      ...{ id: newId(), needId, expertId, state, rank, confidence: 'high', reasons: [], askedAt: at, dueAt: at },
    })
    await database.prisma.invitation.createMany({ data: [invitation(rolling!.id, 'claimed', 1), invitation(casting!.id, 'expired', 2)] })
    for (const event of ['dispute', 'confirm'])
      await store.transaction((tx) => tx.needs.addHistory({ needId, at, event, actorId: poster.id }))
    const outcome = { needId, kind: 'agreement', on: '2026-11-23', byId: 'x', at, state: 'confirmed', settledAt: at }
    await database.prisma.outcome.createMany({
      data: [
        { ...outcome, id: newId() },
        { ...outcome, id: newId(), state: 'reported', settledAt: null },
      ],
    })
    await store.transaction(async (tx) => {
      const answered = await tx.assessments.answered(span)
      expect(answered.map(({ good, instituteId }) => [good, instituteId]).toSorted()).toEqual(
        [
          [true, rolling!.instituteId],
          [false, casting!.instituteId],
        ].toSorted(),
      )
      const words = await tx.assessments.satisfied(span)
      const { said, satisfied } = await tx.figures.quality(span, { instituteId: rolling!.instituteId })
      expect([words.length, words.filter(({ good }) => good).length]).toEqual([said, satisfied])
      expect([said, satisfied]).toEqual([2, 1])
      expect(words.every(({ instituteId }) => instituteId === rolling!.instituteId)).toBe(true)
      expect(await tx.assessments.experts(span, 10)).toEqual([
        { id: rolling!.id, name: '沈岚', institute: '江畔轻纺院', outcomes: 1, rank: 1 },
      ])
    })
  })
})
