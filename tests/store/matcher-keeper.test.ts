import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { newId } from '../../src/domain/ids.ts'
import { expertTexts, vectorKey } from '../../src/domain/matchable-texts.ts'
import type { MatchableNeed, Matcher, MatchOptions } from '../../src/domain/matcher.ts'
import type { Matching, Tx } from '../../src/domain/store.ts'
import { createMatcherKeeper, type MatcherKeeper } from '../../src/matcher-keeper.ts'
import { idOf } from '../../src/store/directory.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import { quiet } from '../support/quiet.ts'

sayWhatIsSkipped()

const at = new Date('2026-11-23T02:00:00Z')
const expertId = (key: string) => idOf('expert', key)
const options: MatchOptions = { exclude: new Set(), load: new Map(), limit: 20 }
const read = (title: string, description = ''): MatchableNeed => ({ title, description, targets: '' })
const cloth = read('布面有极光', millNeed)
const casting = read('压铸件砂眼气孔', '铝合金压铸件有砂眼、气孔，良率低。')
const sewage = read('印染废水 COD 超标', '印染废水膜分离深度处理，COD 降不下来。')
/** Of what nobody in the directory knows anything. */
const tea = read('茶叶萎凋', '春茶萎凋时间难掌握，叶片红变，茶多酚损失大。')

const keysBy = new Map(smallDirectory.experts.map(({ key }) => [expertId(key), key]))
const first = (matcher: Matcher, need: MatchableNeed) => matcher.ranking(need, 1).map(({ expertId }) => keysBy.get(expertId) ?? expertId)
const named = (matcher: Matcher, need: MatchableNeed) =>
  matcher.experts(need, options).map(({ expertId }) => keysBy.get(expertId) ?? expertId)

/** All that a matcher says of these needs. */
const opinion = (matcher: Matcher) =>
  [cloth, casting, sewage, tea].map((need) => ({
    ranking: matcher.ranking(need, 20),
    named: matcher.experts(need, options),
    similar: matcher.similarNeeds(need, new Set(), 10),
    achievements: matcher.achievements(need, 10),
  }))

/** The transaction with some of the matching read otherwise. */
function tapped(tx: Tx, taps: (matching: Matching) => Partial<Matching>): Tx {
  return { ...tx, matching: { ...tx.matching, ...taps(tx.matching) } }
}

describe.each(engines)('the keeper of the matcher on $name', ({ name, open }) => {
  let database: Awaited<ReturnType<typeof open>>
  let store: ReturnType<typeof createStore>
  beforeEach(async () => {
    database = await open()
    store = createStore(database.prisma, () => at)
    await load(smallDirectory)
  })
  afterEach(() => database.close())

  const load = (directory: Directory) => store.transaction((tx) => tx.directory.load(directory, { sample: false, accounts: true, at }))
  const profile = (key: string, words: string) =>
    database.prisma.expert.update({ where: { id: expertId(key) }, data: { profile: words, keywords: [words.slice(0, 10)] } })
  const matcherOf = (keeper: MatcherKeeper) => store.transaction((tx) => keeper.at(tx))

  /** A keeper, and how often it has read everything and how often one expert. */
  function counted(embedder?: string) {
    const keeper = createMatcherKeeper(embedder)
    const counts = { experts: 0, expert: 0, needs: 0 }
    const counting =
      <A extends unknown[], R>(what: keyof typeof counts, call: (...args: A) => R) =>
      (...args: A) => {
        counts[what]++
        return call(...args)
      }
    const count = (tx: Tx) =>
      tapped(tx, ({ experts, needs, expert }) => ({
        experts: counting('experts', experts),
        needs: counting('needs', needs),
        expert: counting('expert', expert),
      }))
    const at = async () => {
      await quiet(database.prisma)
      return store.transaction((tx) => keeper.at(count(tx)))
    }
    return { at, counts }
  }

  async function publish(title: string, text: string): Promise<string> {
    const id = newId()
    const posterId = idOf('person', 'contact:mill')
    const enterpriseId = idOf('enterprise', 'mill')
    const rest = { fixed: [], type: 'upgrade', urgency: 'normal', targets: [], visibility: 'public', answers: [] } as const
    await store.transaction(async (tx) => {
      await tx.needs.create({
        ...{ id, title, posterId, enterpriseId, state: 'open', track: 'full', lang: 'zh', createdAt: at, touchedAt: at, publishedAt: at },
        ...{ ...rest, fixed: [], targets: [], answers: [], similar: [], achievements: [], ranking: [] },
        number: await tx.needs.nextNumber(2026),
      })
      await tx.needs.addPart({ id: newId(), needId: id, messageRef: `fake:${id}`, text, at })
    })
    return id
  }

  test('everything is read once, and then only what has changed', async () => {
    const { at: now, counts } = counted()
    const matcher = await now()
    expect(counts).toEqual({ experts: 1, expert: 0, needs: 1 })
    for (let i = 0; i < 3; i++) expect(await now()).toBe(matcher)
    expect(counts).toEqual({ experts: 1, expert: 0, needs: 1 })
    await profile('water', '茶叶萎凋、揉捻与发酵')
    await profile('water', '茶叶萎凋、揉捻、发酵与烘干')
    await profile('casting', '压铸模具')
    await now()
    expect(counts).toEqual({ experts: 1, expert: 2, needs: 1 })
    await publish('布面有极光', millNeed)
    await now()
    expect(counts).toMatchObject({ experts: 1, needs: 1 })
    // the whole directory written anew: as many entries as it has, and still not everything at once
    await load(smallDirectory)
    await now()
    expect(counts).toMatchObject({ experts: 1, needs: 1 })
    expect(counts.expert).toBeLessThanOrEqual(2 + smallDirectory.experts.length)
  })

  test('a changed expert is ranked by the new words at once after the commit, and not before', async () => {
    const keeper = createMatcherKeeper()
    expect(named(await matcherOf(keeper), tea)).toEqual([])
    await store.transaction(async (tx) => {
      const words = { profile: '春茶萎凋时间与茶多酚的关系，叶片红变的原因。', keywords: ['茶叶', '萎凋'] }
      const experts = smallDirectory.experts.map((expert) => (expert.key === 'water' ? { ...expert, ...words } : expert))
      await tx.directory.load({ ...smallDirectory, experts }, { sample: false, accounts: true, at })
      expect(named(await keeper.at(tx), tea)).toEqual([])
    })
    const matcher = await matcherOf(keeper)
    expect(first(matcher, tea)).toEqual(['water'])
    expect(named(matcher, tea)).toEqual(['water'])
    expect(named(matcher, sewage)).not.toContain('water')
  })

  test('what a transaction that is taken back had written is not known', async () => {
    const keeper = createMatcherKeeper()
    const before = opinion(await matcherOf(keeper))
    const failing = store.transaction(async (tx) => {
      const experts = smallDirectory.experts.map((expert) => ({ ...expert, profile: '茶叶萎凋', keywords: ['茶叶'] }))
      await tx.directory.load({ ...smallDirectory, experts }, { sample: false, accounts: true, at })
      await keeper.at(tx)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(opinion(await matcherOf(keeper))).toEqual(before)
  })

  test('not even where the keeper first read in that transaction', async () => {
    const keeper = createMatcherKeeper()
    const failing = store.transaction(async (tx) => {
      const experts = smallDirectory.experts.map((expert) => ({ ...expert, profile: '茶叶萎凋', keywords: ['茶叶'] }))
      await tx.directory.load({ ...smallDirectory, experts }, { sample: false, accounts: true, at })
      await keeper.at(tx)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(opinion(await matcherOf(keeper))).toEqual(opinion(await matcherOf(createMatcherKeeper())))
  })

  test('an expert who is gone is forgotten, and so are an achievement and a withdrawn need', async () => {
    const glare = { key: 'glare', title: '布面极光控制', summary: '压光后布面极光明显减轻，手感柔软。' }
    const experts = smallDirectory.experts.map((expert) => (expert.key === 'finish' ? { ...expert, achievements: [glare] } : expert))
    await load({ ...smallDirectory, experts })
    const needId = await publish('布面有极光', millNeed)
    const keeper = createMatcherKeeper()
    let matcher = await matcherOf(keeper)
    expect(named(matcher, casting)).toEqual(['casting'])
    expect(matcher.achievements(cloth, 3).map(({ title }) => title)).toEqual(['布面极光控制'])
    expect(matcher.similarNeeds(cloth, new Set(), 3).map((one) => one.needId)).toEqual([needId])
    await database.prisma.expert.delete({ where: { id: expertId('casting') } })
    await database.prisma.achievement.deleteMany()
    await store.transaction((tx) => tx.needs.move(needId, ['open'], 'withdrawn', {}))
    matcher = await matcherOf(keeper)
    expect(matcher.ranking(casting, 20).map((one) => one.expertId)).not.toContain(expertId('casting'))
    expect(named(matcher, casting)).toEqual([])
    expect(matcher.achievements(cloth, 3)).toEqual([])
    expect(matcher.similarNeeds(cloth, new Set(), 3)).toEqual([])
    expect(opinion(matcher)).toEqual(opinion(await matcherOf(createMatcherKeeper())))
  })

  /** Nobody is sure enough any more to be named. */
  const nobodyIsSure = { confidence: { strong: 1.1, good: 1.1, possible: 1.1 } }

  test('adopted weights count from the next time on, and the defaults when they are taken back', async () => {
    const { at: now, counts } = counted()
    expect(named(await now(), casting)).toEqual(['casting'])
    await store.transaction(async (tx) => {
      await tx.matching.adoptWeights(nobodyIsSure)
    })
    expect(named(await now(), casting)).toEqual([])
    expect(counts.experts).toBe(2)
    await now()
    expect(counts.experts).toBe(2)
    // a process that begins only now reads them too
    expect(named(await matcherOf(createMatcherKeeper()), casting)).toEqual([])
    await store.transaction((tx) => tx.matching.adoptWeights({}))
    expect(named(await now(), casting)).toEqual(['casting'])
  })

  test('a reading that failed half-way is made up for', async () => {
    const keeper = createMatcherKeeper()
    await matcherOf(keeper)
    await profile('water', '茶叶萎凋时间与茶多酚损失')
    await store.transaction((tx) => tx.matching.adoptWeights(nobodyIsSure))
    const broken = (which: 'experts' | 'expert') =>
      store.transaction((tx) => keeper.at(tapped(tx, () => ({ [which]: () => Promise.reject(new Error('connection lost')) }))))
    await expect(broken('experts')).rejects.toThrow('connection lost')
    expect(named(await matcherOf(keeper), casting)).toEqual([])
    expect(first(await matcherOf(keeper), tea)).toEqual(['water'])
    await store.transaction((tx) => tx.matching.adoptWeights({}))
    await matcherOf(keeper)
    await profile('casting', '茶叶揉捻')
    await profile('finish', '茶叶萎凋时间、叶片红变')
    await expect(broken('expert')).rejects.toThrow('connection lost')
    expect(opinion(await matcherOf(keeper))).toEqual(opinion(await matcherOf(createMatcherKeeper())))
  })

  test('a process that missed more than is kept reads everything again', async () => {
    const { at: now, counts } = counted()
    await now()
    for (const words of ['一', '二', '三', '春茶萎凋时间与茶多酚损失']) await profile('water', words)
    await quiet(database.prisma)
    await store.transaction((tx) => tx.matching.forgetChanges(1))
    expect(first(await now(), tea)).toEqual(['water'])
    expect(counts.experts).toBe(2)
    await profile('water', '印染废水')
    await now()
    expect(counts.experts).toBe(2)
  })

  test('on a server where transactions are counted anew, as when a backup is restored, it goes on following', async () => {
    await database.prisma.$executeRaw`UPDATE "MatchChange" SET "xid" = "xid" + 1000000000`
    const { at: now, counts } = counted()
    await now()
    for (const words of ['一', '春茶萎凋时间与茶多酚损失']) {
      await profile('water', words)
      await now()
    }
    expect(first(await now(), tea)).toEqual(['water'])
    expect(counts).toEqual({ experts: 1, expert: 2, needs: 1 })
    await quiet(database.prisma)
    await store.transaction((tx) => tx.matching.forgetChanges(0))
    expect(await database.prisma.matchChange.count()).toBe(0)
    await now()
    await profile('water', '印染废水膜分离')
    await now()
    await now()
    expect(counts.experts).toBeLessThanOrEqual(2)
    expect(counts.expert).toBeLessThanOrEqual(3)
  })

  test('nor does it read everything each time there because something was forgotten where the backup was made', async () => {
    await quiet(database.prisma)
    await store.transaction((tx) => tx.matching.forgetChanges(1))
    await database.prisma.$executeRaw`UPDATE "MatchChange" SET "xid" = "xid" + 1000000000`
    await database.prisma.$executeRaw`UPDATE "Setting" SET "value" = ("value"::bigint + 1000000000)::text WHERE "key" LIKE '%forgotten'`
    const { at: now, counts } = counted()
    for (let i = 0; i < 4; i++) await now()
    expect(counts.experts).toBeLessThanOrEqual(2)
  })

  test('tidying up forgets nothing that a process which is at work still needs', async () => {
    const keeper = createMatcherKeeper()
    await matcherOf(keeper)
    await profile('water', '春茶萎凋时间与茶多酚损失')
    await store.transaction((tx) => createMatcherKeeper().tidy(tx))
    expect(first(await matcherOf(keeper), tea)).toEqual(['water'])
  })

  test('two processes agree with each other and with one that has just begun, whatever happened in between', async () => {
    const [one, two] = [createMatcherKeeper(), createMatcherKeeper()]
    let seed = 11
    const next = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % most
    }
    const texts = [millNeed, casting.description, sewage.description, tea.description, '', '布面疵点检测', '压铸模具 die casting']
    const keys = smallDirectory.experts.map(({ key }) => key)
    const needs: string[] = []
    const happenings: (() => Promise<unknown>)[] = [
      () => profile(keys[next(keys.length)]!, texts[next(texts.length)]!).catch(() => {}),
      () => database.prisma.expert.deleteMany({ where: { id: expertId(keys[next(keys.length)]!) } }),
      () => load(smallDirectory),
      () =>
        database.prisma.achievement.createMany({
          data: { id: newId(), expertId: expertId('rolling'), title: texts[next(4)]!.slice(0, 20), summary: texts[next(4)]! },
        }),
      async () => needs.push(await publish(`需求${next(9)}`, texts[next(4)]!)),
      async () => {
        const id = needs[next(needs.length || 1)]
        if (id) await store.transaction((tx) => tx.needs.move(id, ['open'], 'withdrawn', {}))
      },
      () => store.transaction((tx) => tx.matching.adoptWeights({ generic: next(3) / 10 })),
    ]
    for (let step = 0; step < 60; step++) {
      await happenings[next(happenings.length)]!().catch(async () => load(smallDirectory))
      if (next(2) === 0) await matcherOf(one)
      if (next(4) === 0) await matcherOf(two)
      if (step % 15 !== 14) continue
      const [a, b, fresh] = [await matcherOf(one), await matcherOf(two), await matcherOf(createMatcherKeeper())]
      expect(opinion(a), `step ${step}`).toEqual(opinion(fresh))
      expect(opinion(b), `step ${step}`).toEqual(opinion(fresh))
    }
  })

  test('asked by many at once it reads once, and everybody gets the same', async () => {
    const { at: now, counts } = counted()
    const matchers = await Promise.all(Array.from({ length: 6 }, now))
    expect(new Set(matchers).size).toBe(1)
    expect(counts.experts).toBe(1)
    await profile('water', '春茶萎凋时间与茶多酚损失')
    for (const matcher of await Promise.all(Array.from({ length: 6 }, now))) expect(first(matcher, tea)).toEqual(['water'])
    expect(counts.experts).toBe(1)
  })

  test.runIf(name === 'PostgreSQL')('while two others write, each change is known as soon as it is committed', async () => {
    const keeper = createMatcherKeeper()
    await matcherOf(keeper)
    const [a, b] = [await database.pool.connect(), await database.pool.connect()]
    const write = (client: typeof a, key: string, words: string) =>
      client.query('UPDATE "Expert" SET "profile" = $2, "keywords" = \'{}\' WHERE "id" = $1', [expertId(key), words])
    try {
      await a.query('BEGIN')
      await b.query('BEGIN')
      await write(a, 'water', '春茶萎凋时间与茶多酚损失，叶片红变')
      await write(b, 'casting', '机床')
      expect(first(await matcherOf(keeper), casting)).toEqual(['casting'])
      await b.query('COMMIT')
      expect(named(await matcherOf(keeper), casting)).toEqual([])
      expect(named(await matcherOf(keeper), tea)).toEqual([])
      await a.query('COMMIT')
      expect(first(await matcherOf(keeper), tea)).toEqual(['water'])
    } finally {
      a.release()
      b.release()
    }
  })

  test('vectors that are made later are read when the expert is touched', async () => {
    const keeper = createMatcherKeeper('test:2')
    const alike = { ...sewage, vector: Float32Array.of(1, 0) }
    const worth = async (one: MatcherKeeper, need: MatchableNeed) =>
      (await matcherOf(one)).ranking(need, 20).find((entry) => entry.expertId === expertId('water'))?.score ?? 0
    const before = await worth(keeper, alike)
    await store.transaction(async (tx) => {
      for (const expert of await tx.matching.experts()) {
        const vector = expert.id === expertId('water') ? Float32Array.of(1, 0) : Float32Array.of(0, 1)
        await tx.matching.putVectors('test:2', new Map([[vectorKey(expertTexts(expert)[0]!), vector]]))
      }
    })
    expect(await worth(keeper, alike)).toBe(before)
    await store.transaction((tx) => tx.matching.touch([...keysBy.keys()].map((id) => ({ kind: 'expert', id }))))
    expect(await worth(keeper, alike)).toBeGreaterThan(before)
    // where another model is used, or none, these say nothing
    for (const other of [createMatcherKeeper('other:2'), createMatcherKeeper()]) expect(await worth(other, alike)).toBe(before)
  })
})
