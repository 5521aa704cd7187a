import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bureauDirectory, claimed, confirmed, copies } from '../support/cast.ts'
import { days, hours, minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  // a Monday, 10:00
  t = await testApp({ directory: bureauDirectory, digests: true })
})
afterEach(() => t.stop())

async function signed(head: FakePerson, key: string) {
  await head.pressRaw('report', key)
  await head.press('签发')
  await head.press('确认签发')
}

describe('signing', () => {
  test('a report signed after the next one is due still goes to its readers, once', async () => {
    const head = await t.someone('officer:liu')
    const staff = await t.someone('officer:chen')
    await confirmed(t)
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    // the draft of December is there by now
    t.clock.set('2027-01-05T02:00:00Z')
    await t.later(0)
    await signed(head, 'monthly_2026-11')
    await t.later(minutes)
    await t.later(days)
    expect(copies(staff, /^月汇报 · 2026年11月$/)).toHaveLength(1)
    expect(copies(staff, /^月汇报 · 2026年12月/)).toHaveLength(0)
  })

  test('a head on leave who signs nevertheless has signed', async () => {
    const head = await t.someone('officer:liu')
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    await t.prisma.person.updateMany({ where: { name: '刘局' }, data: { awayFrom: '2026-12-01', awayUntil: '2026-12-05' } })
    await signed(head, 'monthly_2026-11')
    expect(wordsOf(head.last())).toContain('已签发')
  })

  test('who can not sign is told at the first press, and is offered no button that refuses them', async () => {
    await t.someone('officer:liu')
    const staff = await t.someone('officer:chen')
    const officer = await t.someone('officer:wang')
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    await officer.say('月报 2026-11')
    expect(wordsOf(officer.last())).not.toContain('[改“总体情况”]')
    expect(wordsOf(officer.last())).not.toContain('[签发]')
    await staff.say('月报 2026-11')
    expect(wordsOf(staff.last())).toContain('[改“总体情况”]')
    expect(wordsOf(staff.last())).not.toContain('[签发]')
    await staff.pressRaw('report_sign', 'monthly_2026-11')
    expect(wordsOf(staff.last())).toContain('报告由负责人签发')
  })

  test('an old button to sign says that it is signed', async () => {
    const head = await t.someone('officer:liu')
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    await signed(head, 'monthly_2026-11')
    await head.pressRaw('report_sign', 'monthly_2026-11')
    expect(wordsOf(head.last())).toContain('已经签发')
  })

  test('what was reworded after they looked is shown before it is signed', async () => {
    const head = await t.someone('officer:liu')
    const staff = await t.someone('officer:chen')
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    await head.pressRaw('report', 'monthly_2026-11')
    await head.press('签发')
    await staff.say('月报 2026-11')
    await staff.press('改“总体情况”')
    await staff.say('本月工作平稳。')
    await head.press('确认签发')
    expect((await t.read((tx) => tx.reports.find('monthly:2026-11')))?.state).toBe('draft')
    expect(wordsOf(head.last())).toContain('刚刚改过')
    await signed(head, 'monthly_2026-11')
    expect((await t.read((tx) => tx.reports.find('monthly:2026-11')))?.state).toBe('signed')
  })
})

describe('a weekly plan', () => {
  test('wanted on a weekend comes on the last worked day before, in the week it plans', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('订阅设置')
    await staff.press('周计划')
    await staff.press('改时间')
    await staff.say('周六 10:00')
    t.clock.set('2026-11-27T01:59:00Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(0)
    await t.later(minutes)
    expect(copies(staff, /^周计划 · 2026年第48周/)).toHaveLength(1)
    t.clock.set('2026-11-30T03:00:00Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(1)
  })

  test('says what became of the last one even where no figure moved', async () => {
    const staff = await t.someone('officer:chen')
    await claimed(t)
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    await t.prisma.matter.updateMany({ data: { endedAt: t.clock.now() } })
    await t.prisma.need.updateMany({ data: { state: 'withdrawn', closedAt: t.clock.now() } })
    await t.later(7 * days)
    expect(wordsOf(staff.card('第50周'))).toContain('上周计划 1 件，全部完成')
  })
})

describe('corrections', () => {
  test('what December told is put right in January', async () => {
    const head = await t.someone('officer:liu')
    t.clock.set('2026-12-10T02:00:00Z')
    await confirmed(t)
    t.clock.set('2027-01-04T01:00:00Z')
    await t.later(0)
    await signed(head, 'monthly_2026-12')
    await t.prisma.outcome.updateMany({ where: { kind: 'solved' }, data: { state: 'withdrawn', endedAt: t.clock.now() } })
    t.clock.set('2027-02-01T01:00:00Z')
    await t.later(0)
    expect(wordsOf(head.card(/^月汇报 · 2027年1月/))).toContain('2026年12月“已解决”原报 1 项，更正为 0 项')
  })

  test('numbers of demo data are not put right once there are real ones', async () => {
    const staff = await t.someone('officer:chen')
    const { mill } = await confirmed(t)
    await t.prisma.enterprise.updateMany({ data: { sample: true } })
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    expect(copies(staff, /第49周.*示例数据/)).toHaveLength(1)
    await t.prisma.enterprise.updateMany({ where: { needs: { none: {} } }, data: { sample: false } })
    await t.later(7 * days)
    const text = wordsOf(staff.card('第50周'))
    expect(text).not.toContain('示例数据')
    expect(text).not.toContain('更正')
    expect(mill).toBeDefined()
  })
})

test('a year that no calendar has is answered', async () => {
  const staff = await t.someone('officer:chen')
  for (const said of ['周报 0000-W01', '月报 0000-01', '季报 0000-Q1', '月报 0001-01']) {
    await staff.say(said)
    expect(wordsOf(staff.last())).toMatch(/没看懂是哪一期|没有找到这份报告/)
  }
})

test('at the turn of the year, who got the last report of the old one', async () => {
  const staff = await t.someone('officer:chen')
  t.clock.set('2026-12-28T01:00:00Z')
  await t.later(0)
  t.clock.set('2027-01-02T01:00:00Z')
  await staff.say('送达情况')
  expect(staff.last().title).toContain('周计划 2026年第53周')
})

test('a head who wants nothing where there is nothing hears of a draft that waits', async () => {
  const head = await t.someone('officer:liu')
  await head.say('订阅设置')
  await head.press('一屏看全局')
  await head.press('没有内容就不发')
  t.clock.set('2026-12-07T01:00:00Z')
  await t.later(0)
  await t.later(hours)
  expect(wordsOf(head.card('一屏看全局'))).toContain('有 1 份报告等您签发')
})

describe('the words', () => {
  test('an office where nothing goes on yet is not told so three times', async () => {
    const head = await t.someone('officer:liu')
    await head.say('本周')
    expect(wordsOf(head.last()).match(/没有逾期|在办/g)).toHaveLength(1)
    await head.say('本月')
    expect(wordsOf(head.last())).toContain('目前没有在办的需求。')
    expect(wordsOf(head.last())).not.toContain('均在办理期限内')
  })

  test('the numbers on a head’s screen say which week they are of', async () => {
    const head = await t.someone('officer:liu')
    await confirmed(t)
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    expect(wordsOf(head.card('一屏看全局'))).toContain('下面的数字是2026年第48周（11月23日—11月29日）的')
  })

  test('one field is named as one, and what is cut is said to be', async () => {
    const head = await t.someone('officer:liu')
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    await t.prisma.need.updateMany({ data: { state: 'unclaimed' } })
    await head.say('本月')
    expect(wordsOf(head.last())).toContain('领域有 1 项需求没有找到合适的专家')
    expect(wordsOf(head.last())).not.toContain('等领域')
    const need = await t.prisma.need.findFirstOrThrow()
    const others = Array.from({ length: 9 }, (_, i) => ({ ...need, id: `need-${i}`, number: `2026-10${i}`, state: 'open' }))
    await t.prisma.need.createMany({ data: others as never })
    await mill.say('本周')
    expect(wordsOf(mill.last())).toContain('……另有 1 项，发“我的”查看。')
  })

  test('what is switched off says how to get it again; what is signed says when it goes out', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('订阅设置')
    expect(wordsOf(staff.last())).toContain('月汇报：每月签发后发出，不早于月初首个工作日 09:00')
    await staff.press('月汇报')
    await staff.press('不再发')
    expect(wordsOf(staff.last())).toContain('“月汇报”现在不发给您。想收到，请点“打开”。')
  })

  test('a week that is over has no plan from what is owed now; an enterprise reads that a term has passed', async () => {
    const staff = await t.someone('officer:chen')
    const { mill } = await claimed(t)
    t.clock.set('2026-11-30T01:00:00Z')
    await staff.say('上周')
    expect(staff.last().title).toContain('第48周')
    expect(wordsOf(staff.last())).not.toContain('本周待办')
    await mill.say('本周')
    expect(wordsOf(mill.last())).toContain('正在等沈岚教授，11月25日（周三）的期限已过')
    await t.prisma.person.updateMany({ where: { name: '陈科长' }, data: { lang: 'en' } })
    await staff.say('this month')
    expect(wordsOf(staff.last())).toContain('November 2026: needs learnt of 1, needs published 1')
  })
})
