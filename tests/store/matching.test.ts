import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Invitation, Need } from '../../src/domain/need.ts'
import type { MatchChange, NeedPatch, Tx } from '../../src/domain/store.ts'
import { idOf } from '../../src/store/directory.ts'
import type { Prisma } from '../../src/store/generated/client.ts'
import { createStore } from '../../src/store/index.ts'
import { hours } from '../support/clock.ts'
import { type Engine, engines, sayWhatIsSkipped } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'
import { quiet } from '../support/quiet.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-23T02:00:00Z')
const expertId = (key: string) => idOf('expert', key)
const expertChange = (key: string): MatchChange => ({ kind: 'expert', id: expertId(key) })
const needChange = (id: string): MatchChange => ({ kind: 'need', id })
const achievement = { key: 'glare', title: '低光泽轧光整理', summary: '弹性辊轧光，布面极光明显减轻。', year: 2024 }
const directory = {
  ...smallDirectory,
  experts: smallDirectory.experts.map((expert) => (expert.key === 'rolling' ? { ...expert, achievements: [achievement] } : expert)),
}

function need(more: Partial<Need> = {}): Need {
  return {
    id: newId(),
    state: 'open',
    number: `2026-${String(++count).padStart(4, '0')}`,
    enterpriseId: idOf('enterprise', 'mill'),
    posterId: idOf('person', 'contact:mill'),
    track: 'full',
    lang: 'zh',
    title: '布面有极光',
    fixed: [],
    type: 'upgrade',
    urgency: 'normal',
    targets: [],
    visibility: 'public',
    answers: [],
    similar: [],
    achievements: [],
    ranking: [],
    createdAt: at,
    touchedAt: at,
    publishedAt: at,
    ...more,
  }
}
let count = 0

function invitation(needId: string, key: string, more: Partial<Invitation> = {}): Invitation {
  return {
    ...{ id: newId(), needId, expertId: expertId(key), state: 'asked', rank: 1, confidence: 'good', reasons: [], byOfficer: false },
    ...{ askedAt: at, dueAt: at, ...more },
  }
}

/** A database with the small directory, and what the tests do with it. */
async function openWith(open: Engine['open']) {
  const database = await open()
  const store = createStore(database.prisma, () => at)
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(work)
  const load = (entries: Directory) => inTx((tx) => tx.directory.load(entries, { sample: false, accounts: true, at }))
  await load(directory)

  /** Somebody who follows the list of changes, as a process does. */
  async function reader() {
    let { settled } = await inTx((tx) => tx.matching.head())
    const read = async (): Promise<MatchChange[]> => {
      const found = await inTx((tx) => tx.matching.changesSince(settled))
      if (!found) throw new Error('too far behind')
      settled = found.settled
      return found.changes
    }
    /** Reads until nothing comes any more: while others write on the same server, what was read may be handed out again. */
    const rest = async () => {
      for (const end = Date.now() + 10_000; Date.now() < end; ) if ((await read()).length === 0) return
      throw new Error('the same changes come again and again')
    }
    await rest()
    return { read, rest, settled: () => settled }
  }

  const made = async (more: Partial<Need> = {}) => {
    const one = need(more)
    await inTx(async (tx) => {
      await tx.needs.create(one)
      await tx.needs.addPart({ id: newId(), needId: one.id, messageRef: `fake:${one.id}`, text: '压光后布面发亮', at })
    })
    return one
  }

  const edit = (key: string, data: Prisma.ExpertUpdateInput) => database.prisma.expert.update({ where: { id: expertId(key) }, data })

  return { database, prisma: database.prisma, inTx, load, reader, made, edit }
}
type Opened = Awaited<ReturnType<typeof openWith>>

describe.each(engines)('what shows up in the list of changes on $name', ({ open }) => {
  let o: Opened
  beforeAll(async () => {
    o = await openWith(open)
  })
  afterAll(() => o.database.close())

  const update = (id: string, patch: NeedPatch) => o.inTx((tx) => tx.needs.update(id, patch))

  test.each<[string, (id: string) => Promise<unknown>, 'need' | { expert: string }]>([
    ['an edit of an expert', () => o.edit('water', { profile: '膜' }), { expert: 'water' }],
    ['an expert who goes on leave', () => o.edit('water', { awayFrom: '2026-11-01', awayUntil: '2026-12-01' }), { expert: 'water' }],
    [
      'a new achievement',
      () => o.prisma.achievement.create({ data: { id: 'new-achievement', expertId: expertId('finish'), title: '柔软', summary: '好' } }),
      { expert: 'finish' },
    ],
    [
      'an edit of an achievement',
      () => o.prisma.achievement.updateMany({ where: { expertId: expertId('rolling') }, data: { summary: '极光没有了。' } }),
      { expert: 'rolling' },
    ],
    [
      'an achievement that is gone',
      () => o.prisma.achievement.deleteMany({ where: { expertId: expertId('rolling') } }),
      { expert: 'rolling' },
    ],
    ['an expert who is gone', () => o.prisma.expert.delete({ where: { id: expertId('casting') } }), { expert: 'casting' }],
    ['a new title of a published need', (id) => update(id, { title: '布面发亮' }), 'need'],
    ['a new field of a published need', (id) => update(id, { field: '40' }), 'need'],
    ['another visibility of a published need', (id) => update(id, { visibility: 'private' }), 'need'],
    ['an answer in a published need', (id) => update(id, { answers: [{ key: 'tried', text: '换过柔软剂' }] }), 'need'],
    ['other targets of a published need', (id) => update(id, { targets: [{ name: '极光', value: '4级' }] }), 'need'],
    [
      'words added to a published need',
      (id) => o.inTx((tx) => tx.needs.addPart({ id: newId(), needId: id, messageRef: `fake:b-${id}`, text: '是府绸', at })),
      'need',
    ],
    [
      'an edit of a message of a published need',
      (id) => o.inTx(async (tx) => tx.needs.editPart((await tx.needs.parts(id))[0]!.id, '压光后布面发亮，手感发硬')),
      'need',
    ],
    ['a need that is withdrawn', (id) => o.inTx((tx) => tx.needs.move(id, ['open'], 'withdrawn', {})), 'need'],
    ['a need that is gone', (id) => o.prisma.need.delete({ where: { id } }), 'need'],
  ])('%s, once', async (_name, change, of) => {
    const { id } = await o.made()
    const { read, rest } = await o.reader()
    await change(id)
    expect(await read()).toEqual([of === 'need' ? needChange(id) : expertChange(of.expert)])
    await rest()
  })
})

describe.each(engines)('on $name', ({ name, open }) => {
  let o: Opened
  beforeEach(async () => {
    o = await openWith(open)
  })
  afterEach(() => o.database.close())

  const onServer = test.runIf(name === 'PostgreSQL')

  /** A need that an expert solved. */
  const solved = async (key: string, more: Partial<Need> = {}) => {
    const one = await o.made({ state: 'confirmed', ...more })
    await o.inTx((tx) => tx.invitations.add(invitation(one.id, key, { state: 'claimed' })))
    await o.prisma.claim.create({
      data: { id: newId(), needId: one.id, expertId: expertId(key), at, endedAt: at, ended: 'confirmed' },
    })
    return one
  }

  describe('the list of changes', () => {
    test('many edits of one expert show up once', async () => {
      const { read } = await o.reader()
      for (const profile of ['一', '二', '三']) await o.edit('water', { profile })
      expect(await read()).toEqual([expertChange('water')])
    })

    test('a draft may be written and edited without anybody hearing of it, until it is published', async () => {
      const { read, rest } = await o.reader()
      const draft = await o.made({ state: 'draft', number: undefined, publishedAt: undefined })
      await o.inTx(async (tx) => {
        await tx.needs.update(draft.id, { title: '布面发亮', field: '40', answers: [{ key: 'tried', text: '换过柔软剂' }] })
        await tx.needs.editPart((await tx.needs.parts(draft.id))[0]!.id, '别的')
        await tx.needs.addPart({ id: newId(), needId: draft.id, messageRef: `fake:b-${draft.id}`, text: '再说几句', at })
      })
      expect(await read()).toEqual([])
      await o.inTx((tx) => tx.needs.move(draft.id, ['draft'], 'open', { number: '2026-7001', publishedAt: at }))
      expect(await read()).toEqual([needChange(draft.id)])
      await rest()
      // what matching does not read
      await o.inTx((tx) => tx.needs.update(draft.id, { deadline: '2026-12-31', touchedAt: new Date(at.getTime() + hours) }))
      expect(await read()).toEqual([])
    })

    test('a claim shows up when it ends, whatever its end, and what was solved changes with the need', async () => {
      for (const how of ['released', 'declined', 'withdrawn', 'confirmed'] as const) {
        const one = await o.made()
        const claim = { id: newId(), needId: one.id, expertId: expertId('rolling'), at }
        await o.inTx((tx) => tx.claims.take(claim, {}))
        const { read, rest } = await o.reader()
        await o.inTx((tx) => tx.claims.setFirstStep(claim.id, '先寄布样'))
        expect(await read()).toEqual([])
        await o.inTx((tx) => tx.claims.end(claim.id, at, how))
        expect(await read()).toEqual([expertChange('rolling')])
        await rest()
        await o.inTx((tx) => tx.needs.update(one.id, { visibility: 'private' }))
        const both = how === 'confirmed' ? [needChange(one.id), expertChange('rolling')] : [needChange(one.id)]
        expect(await read()).toEqual(both)
      }
    })

    test('“not my field” shows up once; being asked and not answering does not', async () => {
      const { id } = await o.made()
      const asked = invitation(id, 'water')
      const { read, rest } = await o.reader()
      await o.inTx((tx) => tx.invitations.add(asked))
      await o.inTx((tx) => tx.invitations.move(asked.id, ['asked'], 'expired', {}))
      expect(await read()).toEqual([])
      await o.inTx((tx) => tx.invitations.move(asked.id, ['expired'], 'asked', {}))
      await o.inTx((tx) => tx.invitations.move(asked.id, ['asked'], 'passed', { passReason: 'not_my_field', answeredAt: at }))
      expect(await read()).toEqual([expertChange('water')])
      await rest()
    })

    test('adopted weights and what is touched show up once', async () => {
      const { read, rest } = await o.reader()
      await o.inTx((tx) => tx.matching.adoptWeights({ generic: 0.2 }))
      expect((await read()).map(({ kind }) => kind)).toEqual(['weights'])
      await rest()
      await o.inTx((tx) => tx.matching.touch([expertChange('water'), expertChange('water')]))
      expect(await read()).toEqual([expertChange('water')])
    })

    test('a transaction is not handed its own changes, others are, and afterwards everybody is', async () => {
      const first = await o.reader()
      const second = await o.reader()
      await o.edit('water', { cap: 2 })
      await o.inTx(async (tx) => {
        await tx.matching.touch([expertChange('casting')])
        const found = await tx.matching.changesSince(first.settled())
        expect(found?.changes).toEqual([expertChange('water')])
        const again = await tx.matching.changesSince(found?.settled as bigint)
        expect(again?.changes).not.toContainEqual(expertChange('casting'))
      })
      for (const { read, rest } of [first, second]) {
        expect(await read()).toEqual(expect.arrayContaining([expertChange('water'), expertChange('casting')]))
        await rest()
      }
    })

    test('one expert changed by another and by this transaction comes when it has ended', async () => {
      const { settled } = await o.reader()
      const mark = settled()
      await o.edit('water', { cap: 2 })
      const later = await o.inTx(async (tx) => {
        await tx.matching.touch([expertChange('water')])
        const found = await tx.matching.changesSince(mark)
        expect(found?.changes).toEqual([])
        return found?.settled
      })
      const found = await o.inTx((tx) => tx.matching.changesSince(later as bigint))
      expect(found?.changes).toEqual([expertChange('water')])
    })

    test('a transaction that is taken back leaves nothing', async () => {
      const { read } = await o.reader()
      const failing = o.inTx(async (tx) => {
        await tx.matching.touch([expertChange('casting')])
        await tx.matching.adoptWeights({ generic: 0.2 })
        await tx.needs.create(need())
        throw new Error('on purpose')
      })
      await expect(failing).rejects.toThrow('on purpose')
      expect(await read()).toEqual([])
      await o.edit('water', { cap: 2 })
      expect(await read()).toEqual([expertChange('water')])
      expect(await o.inTx((tx) => tx.matching.weights())).toBeUndefined()
    })

    /** Two connections that write at the same time. */
    async function two(work: (a: pg.PoolClient, b: pg.PoolClient) => Promise<void>): Promise<void> {
      const a = await o.database.pool.connect()
      const b = await o.database.pool.connect()
      try {
        await a.query('BEGIN')
        await b.query('BEGIN')
        await work(a, b)
      } finally {
        a.release()
        b.release()
      }
    }
    const editBy = (client: pg.PoolClient, key: string) =>
      client.query('UPDATE "Expert" SET "cap" = "cap" + 1 WHERE "id" = $1', [expertId(key)])

    onServer('of two transactions at once the one with the smaller number may end last: nothing is missed', async () => {
      const { read } = await o.reader()
      await two(async (a, b) => {
        await editBy(a, 'water')
        await editBy(b, 'casting')
        await b.query('COMMIT')
        expect(await read()).toEqual([expertChange('casting')])
        await a.query('COMMIT')
      })
      expect(await read()).toContainEqual(expertChange('water'))
    })

    onServer('also where the one that began to write first has the larger number', async () => {
      const { read } = await o.reader()
      await two(async (a, b) => {
        // b is known to the database before a is, yet a gets its number first
        await b.query(`INSERT INTO "Setting" ("key", "value") VALUES ('b', '')`)
        await editBy(a, 'water')
        await editBy(b, 'casting')
        await b.query('COMMIT')
        expect(await read()).toEqual([expertChange('casting')])
        await a.query('COMMIT')
      })
      expect(await read()).toContainEqual(expertChange('water'))
    })

    onServer('nor is anything missed by whoever begins to read while both are under way', async () => {
      let late: Awaited<ReturnType<Opened['reader']>> | undefined
      await two(async (a, b) => {
        await b.query(`INSERT INTO "Setting" ("key", "value") VALUES ('b', '')`)
        await editBy(a, 'water')
        await editBy(b, 'casting')
        await b.query('COMMIT')
        late = await o.reader()
        await a.query('COMMIT')
      })
      expect(await late?.read()).toContainEqual(expertChange('water'))
    })

    onServer('however transactions overlap, a reader hears of every change', async () => {
      const { read, rest } = await o.reader()
      const heard = new Set<string>()
      const listen = async () => {
        for (const { id } of await read()) heard.add(id)
      }
      const keys = directory.experts.map(({ key }) => key)
      const clients = await Promise.all(keys.map(() => o.database.pool.connect()))
      let seed = 7
      const next = (most: number) => {
        seed = (seed * 48_271) % 2_147_483_647
        return seed % most
      }
      try {
        for (let round = 0; round < 30; round++) {
          heard.clear()
          // each connection begins, is known, edits its own expert and ends, in an order that is shuffled anew each time
          const steps = keys.map((key, i) => [
            () => clients[i]!.query('BEGIN'),
            () => clients[i]!.query(`INSERT INTO "Setting" ("key", "value") VALUES ($1, '')`, [`${round}-${key}`]),
            () => editBy(clients[i]!, key),
            () => clients[i]!.query('COMMIT'),
          ])
          while (steps.some((left) => left.length > 0)) {
            await steps[next(steps.length)]!.shift()?.()
            if (next(3) === 0) await listen()
          }
          await listen()
          expect([...heard].sort(), `round ${round}`).toEqual(keys.map(expertId).sort())
          await rest()
        }
      } finally {
        for (const client of clients) client.release()
      }
    })

    test('who is too far behind is told so; who is not goes on', async () => {
      const behind = await o.reader()
      for (let cap = 1; cap <= 6; cap++) await o.edit('water', { cap })
      const near = await o.reader()
      await o.edit('casting', { cap: 5 })
      await quiet(o.prisma)
      await o.inTx((tx) => tx.matching.forgetChanges(3))
      expect(await o.prisma.matchChange.count()).toBe(3)
      expect(await o.inTx((tx) => tx.matching.changesSince(behind.settled()))).toBeUndefined()
      expect(await near.read()).toEqual([expertChange('casting')])
      const fresh = await o.reader()
      await o.edit('water', { cap: 9 })
      expect(await fresh.read()).toEqual([expertChange('water')])
    })

    test('also who read everything before there was any change', async () => {
      await o.prisma.matchChange.deleteMany()
      await o.prisma.$executeRaw`ALTER SEQUENCE "MatchChange_id_seq" RESTART`
      const { settled } = await o.inTx((tx) => tx.matching.head())
      for (const key of ['water', 'casting', 'finish', 'fabric']) await o.edit(key, { cap: 9 })
      await quiet(o.prisma)
      await o.inTx((tx) => tx.matching.forgetChanges(2))
      expect(await o.inTx((tx) => tx.matching.changesSince(settled))).toBeUndefined()
    })
  })

  describe('what the matcher reads', () => {
    test('an expert whole: languages, conflicts, leave, achievements, record, and of what needs they said it is not theirs', async () => {
      const conflicted = {
        languages: ['zh', 'en'] as ('zh' | 'en')[],
        conflicts: ['mill'],
        away: { from: '2026-11-01', until: '2026-11-30' },
      }
      const changed = {
        ...directory,
        experts: directory.experts.map((expert) => (expert.key === 'rolling' ? { ...expert, ...conflicted } : expert)),
      }
      await o.load(changed)
      const done = await solved('rolling')
      const refused = await o.made()
      await o.inTx((tx) => tx.invitations.add(invitation(refused.id, 'rolling', { state: 'passed', passReason: 'not_my_field' })))
      const other = await o.made()
      await o.inTx((tx) => tx.invitations.add(invitation(other.id, 'rolling', { state: 'passed', passReason: 'no_time' })))
      await o.prisma.claim.create({
        data: { id: newId(), needId: other.id, expertId: expertId('rolling'), at, endedAt: at, ended: 'released' },
      })
      const known = await o.inTx((tx) => tx.matching.expert(expertId('rolling')))
      expect(known).toMatchObject({
        id: expertId('rolling'),
        instituteId: idOf('institute', 'textile'),
        languages: ['zh', 'en'],
        conflicts: [idOf('enterprise', 'mill')],
        away: { from: '2026-11-01', until: '2026-11-30' },
        achievements: [{ title: achievement.title, summary: achievement.summary }],
        declined: [refused.id],
        record: { ended: 2, solved: 1 },
      })
      expect(known?.solved.map(({ needId }) => needId)).toEqual([done.id])
      const all = await o.inTx((tx) => tx.matching.experts())
      expect(all.find(({ id }) => id === known?.id)).toEqual(known)
      expect(all).toHaveLength(directory.experts.length)
      // loaded again without leave, the expert is back
      await o.load(directory)
      expect(await o.inTx((tx) => tx.matching.expert(expertId('rolling')))).toMatchObject({ away: undefined, conflicts: [], languages: [] })
      expect(await o.inTx((tx) => tx.matching.expert('nobody'))).toBeUndefined()
    })

    test('of a solved need as much as anybody may know', async () => {
      const open = await solved('casting', { visibility: 'public' })
      const matched = await solved('casting', { visibility: 'matched', title: '只有标题' })
      await solved('casting', { visibility: 'private', title: '秘密' })
      const known = await o.inTx((tx) => tx.matching.expert(expertId('casting')))
      const byNeed = new Map(known?.solved.map((one) => [one.needId, one]))
      expect(byNeed.size).toBe(2)
      expect(byNeed.get(open.id)).toMatchObject({ label: `${open.number} ${open.title}`, text: expect.stringContaining('压光后布面发亮') })
      expect(byNeed.get(matched.id)).toEqual({ needId: matched.id, label: matched.number, text: '只有标题' })
      expect(known?.record).toEqual({ ended: 3, solved: 3 })
    })

    test('needs that have a number and neither wait nor are withdrawn', async () => {
      const open = await o.made({ targets: [{ name: '极光', value: '4级以上' }], field: '40', lang: 'en' })
      for (const state of ['draft', 'waiting', 'withdrawn'] as const) {
        const other = await o.made(state === 'draft' ? { state, number: undefined } : { state })
        expect(await o.inTx((tx) => tx.matching.need(other.id))).toBeUndefined()
      }
      const read = await o.inTx((tx) => tx.matching.need(open.id))
      expect(read).toMatchObject({ title: open.title, field: '40', lang: 'en', enterpriseId: open.enterpriseId })
      expect(read?.description).toContain('压光后布面发亮')
      expect(read?.targets).toContain('极光 4级以上')
      expect(await o.inTx((tx) => tx.matching.needs())).toEqual([{ id: open.id, need: read }])
    })

    test('how often the experts of each institute were asked since a day', async () => {
      const first = await o.made()
      const second = await o.made()
      const earlier = new Date(at.getTime() - 100 * hours)
      await o.inTx(async (tx) => {
        await tx.invitations.add(invitation(first.id, 'rolling'))
        await tx.invitations.add(invitation(first.id, 'finish'))
        await tx.invitations.add(invitation(first.id, 'casting'))
        await tx.invitations.add(invitation(second.id, 'casting', { askedAt: earlier }))
      })
      const [textile, machine] = [idOf('institute', 'textile'), idOf('institute', 'machine')]
      expect(await o.inTx((tx) => tx.matching.asked(at))).toEqual(
        new Map([
          [textile, 2],
          [machine, 1],
        ]),
      )
      expect((await o.inTx((tx) => tx.matching.asked(earlier))).get(machine)).toBe(2)
    })
  })

  describe('newcomers', () => {
    const settleAll = () =>
      o.inTx(async (tx) => {
        for (const newcomer of await tx.matching.newcomers(1_000)) await tx.matching.settleNewcomer(newcomer)
      })

    test('are the experts and achievements that came, experts first, until they are settled', async () => {
      const first = await o.inTx((tx) => tx.matching.newcomers(100))
      expect(first.map(({ kind }) => kind)).toEqual([...directory.experts.map(() => 'expert'), 'achievement'])
      expect(first.at(-1)?.expertId).toBe(expertId('rolling'))
      expect(await o.inTx((tx) => tx.matching.newcomers(2))).toEqual(first.slice(0, 2))
      await settleAll()
      expect(await o.inTx((tx) => tx.matching.newcomers(100))).toEqual([])
      await o.prisma.expert.updateMany({ data: { profile: '改过' } })
      expect(await o.inTx((tx) => tx.matching.newcomers(100))).toEqual([])
    })

    test('one of a transaction that is taken back is none', async () => {
      await settleAll()
      const more = { ...directory, experts: [...directory.experts, { ...directory.experts[0]!, key: 'new-one', achievements: [] }] }
      const failing = o.inTx(async (tx) => {
        await tx.directory.load(more, { sample: false, accounts: true, at })
        throw new Error('on purpose')
      })
      await expect(failing).rejects.toThrow('on purpose')
      expect(await o.inTx((tx) => tx.matching.newcomers(100))).toEqual([])
    })

    test('the same directory loaded again brings none; a new entry brings itself alone', async () => {
      await settleAll()
      await o.load(directory)
      expect(await o.inTx((tx) => tx.matching.newcomers(100))).toEqual([])
      const second = { ...achievement, key: 'second', title: '又一项' }
      const experts = directory.experts.map((expert) =>
        expert.key === 'rolling' ? { ...expert, achievements: [achievement, second] } : expert,
      )
      await o.load({ ...directory, experts })
      expect(await o.inTx((tx) => tx.matching.newcomers(100))).toEqual([
        { kind: 'achievement', ref: idOf('achievement', 'rolling/second'), expertId: expertId('rolling') },
      ])
    })

    test('are suggested to a need once', async () => {
      const [first, second] = [await o.made(), await o.made()]
      const newcomer = { kind: 'expert' as const, ref: expertId('water'), expertId: expertId('water') }
      const suggest = (id: string, one: Parameters<Tx['matching']['suggest']>[1] = newcomer) =>
        o.inTx((tx) => tx.matching.suggest(id, one, at))
      expect(await suggest(first.id)).toBe(true)
      expect(await suggest(first.id)).toBe(false)
      expect(await suggest(second.id)).toBe(true)
      expect(await suggest(first.id, { ...newcomer, kind: 'achievement' })).toBe(true)
      const atOnce = await Promise.all(Array.from({ length: 8 }, () => suggest(second.id, { ...newcomer, kind: 'achievement' })))
      expect(atOnce.filter(Boolean)).toHaveLength(1)
    })
  })

  describe('what came of matching', () => {
    const ranked = (...keys: string[]) => keys.map((key, i) => ({ expertId: expertId(key), score: 1 - i / 10 }))
    const claimed = (needId: string, key: string, after: number, ended?: string) =>
      o.prisma.claim.create({
        data: {
          ...{ id: newId(), needId, expertId: expertId(key), at: new Date(at.getTime() + after * hours) },
          ...(ended ? { ended, endedAt: new Date(at.getTime() + 100 * hours) } : {}),
        },
      })
    const happened = (needId: string, ...events: string[]) =>
      o.inTx(async (tx) => {
        for (const event of events) await tx.needs.addHistory({ needId, event, at })
      })

    test('figures: by field, where the solver stood, how long a claim took, and who found nobody', async () => {
      const first = await o.made({ field: '40', state: 'confirmed', ranking: ranked('rolling', 'finish') })
      await claimed(first.id, 'rolling', 2, 'confirmed')
      await happened(first.id, 'publish', 'asked')
      const third = await o.made({ field: '40', state: 'confirmed', ranking: ranked('rolling', 'finish', 'fabric', 'water') })
      // the first who claimed gave it back
      await claimed(third.id, 'rolling', 4, 'released')
      await claimed(third.id, 'fabric', 50, 'confirmed')
      await happened(third.id, 'publish', 'asked')
      const fourth = await o.made({ field: '80', state: 'confirmed', ranking: ranked('rolling', 'finish', 'fabric', 'water') })
      await claimed(fourth.id, 'water', 9, 'confirmed')
      const unranked = await o.made({ field: '80', state: 'confirmed', ranking: ranked('rolling') })
      await claimed(unranked.id, 'casting', 30, 'confirmed')
      const nobody = await o.made({ ranking: [] })
      await happened(nobody.id, 'publish', 'nobody_fits')
      // somebody was found first, and nobody only afterwards
      const left = await o.made({ ranking: ranked('rolling') })
      await happened(left.id, 'asked', 'nobody_left', 'nobody_fits')
      await o.made({ publishedAt: new Date(at.getTime() - hours) })
      await o.made({ state: 'draft', number: undefined, publishedAt: undefined })
      const { sample, all, byField } = await o.inTx((tx) => tx.matching.figures(at))
      expect(sample).toBe(false)
      expect(all).toEqual({
        ...{ published: 6, foundNobody: 1, claimed: 4, medianHoursToClaim: 6.5 },
        ...{ solved: 4, first: 1, firstThree: 2, firstTen: 3 },
      })
      expect([...byField.keys()]).toEqual(['', '40', '80'])
      expect(byField.get('40')).toEqual({
        ...{ published: 2, foundNobody: 0, claimed: 2, medianHoursToClaim: 3 },
        ...{ solved: 2, first: 1, firstThree: 2, firstTen: 2 },
      })
      expect(byField.get('')).toMatchObject({ published: 2, foundNobody: 1, claimed: 0, medianHoursToClaim: undefined, solved: 0 })
      // an hour earlier one more was published
      expect((await o.inTx((tx) => tx.matching.figures(new Date(at.getTime() - hours)))).all.published).toBe(7)
    })

    test('figures of the sample count only where there is nothing else, and say so', async () => {
      await o.made()
      await o.prisma.enterprise.updateMany({ data: { sample: true } })
      expect(await o.inTx((tx) => tx.matching.figures(at))).toMatchObject({ sample: true, all: { published: 1 } })
      await o.prisma.enterprise.updateMany({ where: { id: idOf('enterprise', 'foundry') }, data: { sample: false } })
      expect(await o.inTx((tx) => tx.matching.figures(at))).toMatchObject({ sample: false, all: { published: 0 } })
    })

    test('labels: who solved, who works on it, who said it is not theirs; oldest first', async () => {
      const late = await o.made({ publishedAt: new Date(at.getTime() + hours) })
      await claimed(late.id, 'finish', 1)
      const early = await o.made({ state: 'confirmed' })
      await claimed(early.id, 'rolling', 1, 'released')
      await claimed(early.id, 'fabric', 2, 'confirmed')
      await o.inTx(async (tx) => {
        await tx.invitations.add(invitation(early.id, 'water', { state: 'passed', passReason: 'not_my_field' }))
        await tx.invitations.add(invitation(early.id, 'casting', { state: 'passed', passReason: 'no_time' }))
      })
      await o.made()
      expect(await o.inTx((tx) => tx.matching.labels())).toEqual([
        { needId: early.id, publishedAt: at, solvers: [expertId('fabric')], claimers: [], notTheirs: [expertId('water')] },
        { needId: late.id, publishedAt: late.publishedAt, solvers: [], claimers: [expertId('finish')], notTheirs: [] },
      ])
    })

    test('weights are what was adopted last', async () => {
      expect(await o.inTx((tx) => tx.matching.weights())).toBeUndefined()
      await o.inTx((tx) => tx.matching.adoptWeights({ generic: 0.25, need: { title: 3 } }))
      expect(await o.inTx((tx) => tx.matching.weights())).toEqual({ generic: 0.25, need: { title: 3 } })
      await o.inTx((tx) => tx.matching.adoptWeights({}))
      expect(await o.inTx((tx) => tx.matching.weights())).toEqual({})
    })
  })

  describe('vectors', () => {
    test('come back bit by bit, each under its embedder, and only those that are there', async () => {
      const one = Float32Array.from([0.25, -1, 1 / 3, Number.MIN_VALUE, 3.4e38, 0])
      // a part of a larger buffer, as embedders hand them out
      const two = new Float32Array([9, 9, 0.1, -0.2, 9]).subarray(2, 4)
      await o.inTx((tx) =>
        tx.matching.putVectors(
          'one:6',
          new Map([
            ['a', one],
            ['b', two],
          ]),
        ),
      )
      await o.inTx((tx) => tx.matching.putVectors('other:1', new Map([['a', Float32Array.of(7)]])))
      const found = await o.inTx((tx) => tx.matching.vectors('one:6', ['a', 'b', 'c']))
      expect([...found.keys()].sort()).toEqual(['a', 'b'])
      expect(found.get('a')).toEqual(one)
      expect(found.get('b')).toEqual(Float32Array.of(0.1, -0.2))
      expect(await o.inTx((tx) => tx.matching.vectors('other:1', ['a', 'b']))).toEqual(new Map([['a', Float32Array.of(7)]]))
      expect(await o.inTx((tx) => tx.matching.vectors('nobody', ['a']))).toEqual(new Map())
      expect(await o.inTx((tx) => tx.matching.vectors('one:6', []))).toEqual(new Map())
    })

    test('put a second time, also by two at once, nothing breaks', async () => {
      const put = () => o.inTx((tx) => tx.matching.putVectors('one:1', new Map([['a', Float32Array.of(1)]])))
      await Promise.all([put(), put(), put()])
      expect(await o.inTx((tx) => tx.matching.vectors('one:1', ['a']))).toEqual(new Map([['a', Float32Array.of(1)]]))
    })

    test('are found for more texts at once than a query has room for', async () => {
      await o.inTx((tx) => tx.matching.putVectors('one:1', new Map([['k39999', Float32Array.of(1)]])))
      const keys = Array.from({ length: 40_000 }, (_, i) => `k${i}`)
      expect((await o.inTx((tx) => tx.matching.vectors('one:1', keys))).size).toBe(1)
    })
  })
})
