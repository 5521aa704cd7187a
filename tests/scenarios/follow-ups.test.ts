import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

/** The moment in Shanghai. */
async function at(when: string) {
  t.clock.set(`${when}:00+08:00`)
  await t.later(0)
}

/** Confirmed on Monday 23 November 2026. */
async function confirmed() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  await rolling.press('已联系上，开始对接')
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级，手感达标')
  await mill.press('确认已解决')
  const needId = (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
  return { mill, rolling, officer, needId }
}

const days = (needId: string) => t.read(async (tx) => (await tx.followUps.ofNeed(needId)).map(({ dueOn }) => dueOn))
const asked = (chat: { card: Parameters<typeof wordsOf>[0] }[]) => chat.filter(({ card }) => wordsOf(card).includes('现在怎么样？'))

describe('3, 6 and 12 months after the end', () => {
  test('the enterprise is asked in working hours of the day, once, also when the program was started anew', async () => {
    const { mill, needId } = await confirmed()
    expect(await days(needId)).toEqual(['2027-02-23', '2027-05-23', '2027-11-23'])
    await at('2027-02-23T08:59')
    expect(asked(mill.chat())).toHaveLength(0)
    await at('2027-02-23T09:00')
    expect(wordsOf(mill.last())).toContain('回访：需求 2026-0001 解决 3 个月了')
    expect(wordsOf(mill.last())).toContain('[效果稳定] [有新成效]')
    await t.restart()
    await at('2027-02-23T09:01')
    await at('2027-02-24T10:00')
    expect(asked(mill.chat())).toHaveLength(1)
  })

  test('on a day off it is asked on the next working day at nine', async () => {
    const { mill } = await confirmed()
    await at('2027-02-23T09:00')
    await mill.press('效果稳定')
    // 23 May 2027 is a Sunday
    await at('2027-05-23T10:00')
    expect(asked(mill.chat())).toHaveLength(0)
    await at('2027-05-24T09:00')
    expect(wordsOf(mill.last())).toContain('解决 6 个月了')
  })

  test('“it still works well” is noted with thanks; answered twice, and by an old button, nothing happens again', async () => {
    const { mill, needId, rolling } = await confirmed()
    await at('2027-02-23T09:00')
    await rolling.pressRaw('follow_fine', `${needId}3`)
    expect(wordsOf(rolling.last())).toContain('这一步只有当事人能做')
    await mill.pressRaw('follow_fine', `${needId}6`)
    expect(wordsOf(mill.last())).toContain('已经结束')
    await mill.press('效果稳定')
    expect(wordsOf(mill.card('回访：需求'))).toContain('企业说：效果稳定。')
    expect(wordsOf(mill.last())).toContain('谢谢您告诉我们')
    await mill.pressRaw('follow_again', `${needId}3`)
    expect(wordsOf(mill.last())).toContain('已经答过了')
    await mill.say('需求 2026-0001')
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toContain('回访：效果稳定（3 个月）')
  })

  test('“more has come of it” leads to the outcome', async () => {
    const { mill, rolling } = await confirmed()
    await at('2027-02-23T09:00')
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('有 1 条需求的回访等您答复')
    await mill.press('有新成效')
    await mill.press('新产品/新工艺')
    await mill.press('今天')
    await mill.say('低温轧光新工艺')
    expect(wordsOf(rolling.last())).toContain('成效：新产品/新工艺')
    await rolling.press('属实')
    const counted = await t.read((tx) => tx.outcomes.counted({ by: 'on', from: '2027-02-01', until: '2027-02-28', asOf: t.clock.now() }))
    expect(counted.map(({ kind }) => kind)).toEqual(['product'])
  })

  test('“the problem is back” opens the need again: who solved it is asked first, what counted does no more, later follow-ups are dropped', async () => {
    const { mill, rolling, officer, needId } = await confirmed()
    await at('2027-02-23T09:00')
    await mill.press('又出问题了')
    expect(wordsOf(mill.last())).toContain('出了什么问题？')
    await mill.say('换季后又出现极光')
    expect(wordsOf(mill.card('已重新打开'))).toContain('2026-0001')
    expect(wordsOf(rolling.last())).toContain('有个难题想请您看看')
    await officer.say('需求 2026-0001')
    await officer.press('历史记录')
    await officer.press('更早')
    expect(wordsOf(officer.last())).toContain('换季后又出现极光')
    expect(await t.read(async (tx) => (await tx.needs.find(needId))?.state)).toBe('open')
    expect(await t.read((tx) => tx.outcomes.counted({ by: 'settled', asOf: t.clock.now() }))).toEqual([])
    expect(await t.read((tx) => tx.outcomes.counted({ by: 'settled', asOf: new Date('2027-02-01T00:00:00Z') }))).toHaveLength(1)
    expect(await days(needId)).toEqual(['2027-02-23'])
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    await rolling.press('已解决')
    await rolling.say('增加一道预缩')
    await mill.press('确认已解决')
    expect(await days(needId)).toEqual(['2027-05-23', '2027-08-23', '2028-02-23'])
    expect(await t.read((tx) => tx.outcomes.counted({ by: 'settled', asOf: t.clock.now() }))).toHaveLength(1)
  })

  test('silence: one reminder after five working days, then the officer is asked to call, and notes what was said', async () => {
    const { mill, officer } = await confirmed()
    await at('2027-02-23T09:00')
    await at('2027-03-02T08:00')
    expect(asked(mill.chat())).toHaveLength(1)
    const before = mill.chat().length
    await at('2027-03-02T16:59')
    await at('2027-03-02T17:00')
    await at('2027-03-03T09:00')
    expect(mill.chat().length).toBe(before + 1)
    expect(officer.chat().some(({ card }) => wordsOf(card).includes('请给周工打个电话'))).toBe(false)
    await at('2027-03-09T17:00')
    await at('2027-03-10T09:00')
    await at('2027-03-11T09:00')
    expect(mill.chat().length).toBe(before + 1)
    expect(wordsOf(officer.card('请给周工打个电话（19900003001）'))).toContain('[又出问题了]')
    await officer.press('效果稳定')
    expect(wordsOf(officer.last())).toContain('电话里企业怎么说的？')
    await officer.say('周工说大货一直稳定')
    expect(wordsOf(mill.card('企业说：效果稳定'))).toContain('周工说大货一直稳定')
  })

  test('an enterprise that can’t be written to is called at once', async () => {
    const { officer } = await confirmed()
    await t.prisma.account.deleteMany({ where: { person: { name: '周工' } } })
    await at('2027-02-23T09:00')
    expect(wordsOf(officer.card('请给周工打个电话'))).toContain('[又出问题了]')
    await officer.press('又出问题了')
    await officer.say('周工说又发硬了')
    expect(wordsOf(officer.card('已重新打开'))).toContain('2026-0001')
  })
})

test('in English', async () => {
  const { mill } = await confirmed()
  await mill.say('/lang')
  await at('2027-02-23T09:00')
  expect(wordsOf(mill.last())).toContain('Need 2026-0001, 3 months after it was solved')
  await mill.press('It still works well')
  expect(wordsOf(mill.last())).toContain('thank you for telling us')
})
