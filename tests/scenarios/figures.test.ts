import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FigureKey, FigureScope } from '../../src/domain/reports/figures.ts'
import { periodOf, type Span } from '../../src/domain/reports/period.ts'
import { idOf } from '../../src/store/directory.ts'
import { hours } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
/** Monday, 23 November 2026, 10:00 in Shanghai. */
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const week = periodOf('week', '2026-11-23')
const textile = { instituteId: idOf('institute', 'textile') }

/** What is not nothing. */
async function count(scope: FigureScope = {}, span: Span = week) {
  const [values] = await t.read((tx) => tx.figures.count([span], scope))
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== 0)) as Partial<Record<FigureKey, number>>
}

async function published() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  return { mill, rolling }
}

async function visitAndSolve(rolling: FakePerson) {
  await rolling.press('走访')
  await rolling.press('记走访')
  await rolling.press('今天')
  await rolling.press('就是：沈岚')
  await rolling.say('轧点压力不匀，调整后极光消失')
  await rolling.press('当场解决了')
}

async function agree(mill: FakePerson, rolling: FakePerson) {
  await mill.say('需求 2026-0001')
  await mill.press('登记成效')
  await mill.press('合作协议')
  await mill.press('今天')
  await mill.say('20万')
  await mill.press('跳过')
  await rolling.press('属实')
}

describe('a need lived by chat', () => {
  test('shows in each figure from the day on which it came that far, and opens to itself', async () => {
    const { mill, rolling } = await published()
    expect(await count()).toEqual({ learnt: 1, published: 1, matched: 1 })
    await t.later(2 * hours)
    await rolling.press('认领')
    await rolling.press('以后再说')
    expect(await count()).toEqual({ learnt: 1, published: 1, matched: 1, claimed: 1 })
    await t.later(3 * hours)
    await visitAndSolve(rolling)
    expect(await count()).toEqual({ visits: 1, visited: 1, learnt: 1, published: 1, matched: 1, claimed: 1 })
    await agree(mill, rolling)
    await mill.press('确认已解决')
    const all = {
      visits: 1,
      visited: 1,
      learnt: 1,
      published: 1,
      matched: 1,
      claimed: 1,
      solvedOnSite: 1,
      agreements: 1,
      agreementAmount: 20,
    }
    expect(await count()).toEqual(all)
    expect(await count(textile)).toEqual(all)
    expect(await count({ township: '柳荫街道' })).toEqual(all)
    expect(await count({ township: '石桥镇' })).toEqual({})
    expect(await count({}, { from: '2026-11-24', until: '2026-11-30' })).toEqual({})
    for (const key of Object.keys(all) as FigureKey[])
      expect(await t.read((tx) => tx.figures.allRows(key, week)), key).toMatchObject([
        { number: '2026-0001', on: '2026-11-23', value: all[key as 'visits'] },
      ])
    const [outcome] = await t.read((tx) => tx.figures.allRows('agreementAmount', week, textile))
    expect(outcome).toMatchObject({ kind: 'agreement', township: '柳荫街道', value: 20 })
    const speed = await t.read((tx) => tx.figures.speed(week))
    expect(speed.toClaim).toEqual({ count: 1, median: 2, p90: 2 })
    expect(speed.toContact).toEqual({ count: 1, median: 3, p90: 3 })
    expect(speed.toSolution).toEqual({ count: 1, median: 5, p90: 5 })
    expect(await t.read((tx) => tx.figures.quality(week, textile))).toEqual({ ended: 1, solved: 1, said: 1, satisfied: 1 })
    expect(await t.read((tx) => tx.figures.nobody(week))).toMatchObject([{ published: 1, nobody: 0 }])
  })

  test('what was taken back within its minute did not happen', async () => {
    const { rolling } = await published()
    await rolling.press('认领')
    await rolling.press(/撤销/)
    expect(await count()).toEqual({ learnt: 1, published: 1, matched: 1 })
    const other = await t.someone('contact:foundry')
    await other.say('压铸件砂眼气孔多，良率只有八成，想提到九成五')
    await other.press('发布')
    expect(await count()).toEqual({ learnt: 2, published: 2, matched: 2 })
    await other.press(/撤销/)
    expect(await count()).toEqual({ learnt: 1, published: 1, matched: 1 })
  })

  test('a need that is opened again was published and claimed once, and is not solved any more', async () => {
    const { mill, rolling } = await published()
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级，手感达标')
    await mill.press('确认已解决')
    expect(await count()).toMatchObject({ claimed: 1, solved: 1 })
    await t.later(48 * hours)
    await mill.say('需求 2026-0001')
    await mill.press('更多操作')
    await mill.press('重新打开')
    await mill.say('又出现极光了')
    await rolling.press('认领')
    await rolling.press('以后再说')
    expect(await count()).toEqual({ learnt: 1, published: 1, matched: 1, claimed: 1 })
  })
})
