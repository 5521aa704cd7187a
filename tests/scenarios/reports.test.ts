import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bureauDirectory } from '../support/cast.ts'
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

function copies(person: FakePerson, title: string) {
  return person.chat().filter((shown) => shown.card.title?.startsWith(title))
}

/** 沈岚 works on the need of the mill. */
async function atWork() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  return { mill, rolling }
}

async function confirmed() {
  const { mill, rolling } = await atWork()
  await rolling.press('已联系上，开始对接')
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级，手感达标')
  await mill.press('确认已解决')
  return { mill, rolling }
}

describe('the weekly plan', () => {
  test('comes once on Monday at nine, to staff, with what is due and whose it is, and last week in figures', async () => {
    const staff = await t.someone('officer:chen')
    const officer = await t.someone('officer:wang')
    await atWork()
    t.clock.set('2026-11-30T00:59:30Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(0)
    await t.later(minutes)
    await t.later(minutes)
    await t.restart()
    await t.later(hours)
    expect(copies(staff, '周计划')).toHaveLength(1)
    expect(copies(officer, '周计划')).toHaveLength(1)
    const text = wordsOf(staff.card('周计划'))
    expect(text).toContain('2026年第49周（11月30日—12月6日）')
    expect(text).toContain('2026-0001')
    expect(text).toContain('等沈岚首次联系企业')
    expect(text).toContain('联络员 王敏')
    expect(text).toContain('发布需求：1 项，比前一周多 1 项')
    expect(staff.card('周计划').attachments?.[0]?.kind).toBe('picture')
  })

  test('on a holiday it waits for the first working day', async () => {
    const staff = await t.someone('officer:chen')
    // 元旦 of 2027 is a Friday; 春节 of 2026 took the whole week of Monday 16 February and Monday 23 February
    t.clock.set('2026-02-16T02:00:00Z')
    await t.prisma.setting.updateMany({ where: { key: 'installed_at' }, data: { value: '2026-01-01T00:00:00.000Z' } })
    await t.prisma.person.updateMany({ data: { createdAt: new Date('2026-01-01T00:00:00Z') } })
    await t.later(0)
    await t.later(7 * days)
    const before = copies(staff, '周计划').length
    t.clock.set('2026-02-24T01:00:00Z')
    await t.later(0)
    const titles = copies(staff, '周计划').map(({ card }) => card.title)
    expect(titles.length - before).toBe(1)
    expect(titles.at(-1)).toContain('2026年第9周')
  })

  test('an hour missed is made up for, once, and only for the latest week', async () => {
    const staff = await t.someone('officer:chen')
    t.clock.set('2026-12-22T06:00:00Z')
    await t.later(0)
    await t.later(hours)
    expect(copies(staff, '周计划')).toHaveLength(1)
    expect(wordsOf(staff.card('周计划'))).toContain('2026年第52周')
    expect(wordsOf(staff.card('周计划'))).toContain('没有新动静')
  })

  test('two programs send one copy to each', async () => {
    const staff = await t.someone('officer:chen')
    const twin = await t.twin()
    t.clock.set('2026-11-30T01:00:00Z')
    await Promise.all([t.app.tick(), twin.tick()])
    await t.app.idle()
    await twin.idle()
    expect(copies(staff, '周计划')).toHaveLength(1)
    await twin.stop()
  })

  test('says what became of the plan of the week before', async () => {
    const staff = await t.someone('officer:chen')
    const { rolling } = await atWork()
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    await rolling.press('已联系上，开始对接')
    await t.later(7 * days)
    expect(wordsOf(staff.card('第50周'))).toContain('上周计划 1 件，全部完成')
  })
})

describe('what a person chooses', () => {
  test('mute, another time, nothing when there is nothing', async () => {
    const staff = await t.someone('officer:chen')
    const officer = await t.someone('officer:wang')
    await staff.say('订阅设置')
    expect(wordsOf(staff.last())).toContain('周计划：每周一 09:00')
    await staff.press('周计划')
    await staff.press('改时间')
    await staff.say('周五下午4点')
    expect(wordsOf(staff.last())).toContain('每周五 16:00')
    await officer.say('订阅设置')
    await officer.press('周计划')
    await officer.press('不再发')
    t.clock.set('2026-11-27T07:59:00Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(0)
    await t.later(minutes)
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(1)
    t.clock.set('2026-12-04T08:00:00Z')
    await t.later(0)
    await t.later(hours)
    expect(copies(staff, '周计划')).toHaveLength(2)
    expect(copies(officer, '周计划')).toHaveLength(0)
    await staff.say('订阅设置')
    await staff.press('周计划')
    await staff.press('没有内容就不发')
    t.clock.set('2026-12-11T08:00:00Z')
    await t.later(0)
    expect(copies(staff, '周计划')).toHaveLength(2)
  })

  test('a time nobody understands is asked again, and the settings stay', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('订阅设置')
    await staff.press('周计划')
    await staff.press('改时间')
    await staff.say('随便吧')
    expect(wordsOf(staff.last())).toContain('没看懂这个时间')
    await staff.say('取消')
    await staff.say('订阅设置')
    expect(wordsOf(staff.last())).toContain('每周一 09:00')
  })

  test('a head has the week on one screen, and the plan by a press', async () => {
    const head = await t.someone('officer:liu')
    await atWork()
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    expect(copies(head, '周计划')).toHaveLength(0)
    expect(wordsOf(head.card('一屏看全局'))).toContain('逾期的事 1 件')
    await head.press('看周计划')
    expect(copies(head, '周计划')).toHaveLength(1)
  })
})

describe('one’s own week', () => {
  test('an expert reads what fits and what is owed; an enterprise where its needs are; a manager the institute', async () => {
    const manager = await t.someone('manager:textile')
    const finish = await t.someone('expert:finish')
    const { mill, rolling } = await atWork()
    t.clock.set('2026-11-30T01:00:00Z')
    await t.later(0)
    expect(wordsOf(rolling.card('您的一周'))).toContain('2026-0001')
    expect(wordsOf(rolling.card('您的一周'))).toContain('请首次联系企业')
    expect(wordsOf(finish.card('您的一周'))).toContain('这周没有等您办的事')
    expect(wordsOf(mill.card('您的需求进展'))).toContain('正在等沈岚教授')
    const text = wordsOf(manager.card('江畔理工大学轻纺研究院'))
    expect(text).toContain('专家认领 1 项')
    expect(text).not.toContain('布面')
    for (const person of [mill, rolling, manager]) expect(copies(person, '周计划')).toHaveLength(0)
  })

  test('who is no staff is shown their own week, never the bureau’s', async () => {
    const { mill, rolling } = await atWork()
    await mill.say('/week')
    expect(mill.last().title).toContain('您的需求进展')
    await rolling.say('周报 2026-W47')
    expect(rolling.last().title).toContain('您的一周')
    await rolling.pressRaw('report', 'weekly_2026-W48')
    expect(wordsOf(rolling.last())).toContain('只有科技局工作人员')
    await rolling.pressRaw('figure', '2026-W48_3_0')
    expect(wordsOf(rolling.last())).toContain('只有科技局工作人员')
    await rolling.pressRaw('digest', 'weekly')
    expect(wordsOf(rolling.last())).toContain('不是发给您的')
  })
})

describe('the monthly report', () => {
  test('draft to the head, reworded, signed, sent; nothing changes afterwards', async () => {
    const head = await t.someone('officer:liu')
    const staff = await t.someone('officer:chen')
    await confirmed()
    // 1 December 2026 is a Tuesday
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    expect(copies(staff, '月汇报')).toHaveLength(0)
    const draft = wordsOf(head.card(/月汇报 · /))
    expect(draft).toContain('2026年11月（草稿，待签发）')
    expect(draft).toContain('专家认领：1 项')
    await head.press('改“问题和困难”')
    await head.say('企业普遍反映检测费用偏高。')
    expect(wordsOf(head.card(/月汇报 · /))).toContain('检测费用偏高')
    await staff.say('月报 2026-11')
    await staff.pressRaw('report_sign', 'monthly_2026-11')
    expect(wordsOf(staff.last())).toContain('报告由负责人签发')
    await head.press('签发')
    await head.press('确认签发')
    await t.later(minutes)
    await t.later(minutes)
    // the draft they had looked at says the same now, where it stood
    expect(copies(staff, '月汇报').filter(({ edits }) => edits === 0)).toHaveLength(1)
    const sent = wordsOf(staff.card(/月汇报 · 2026年11月$/m))
    expect(sent).toContain('刘局 12月1日（周二） 签发')
    expect(sent).toContain('检测费用偏高')
    await head.say('月报 2026-11')
    expect(wordsOf(head.last())).not.toContain('[签发]')
    const before = await t.read((tx) => tx.reports.find('monthly:2026-11'))
    await head.pressRaw('report_recount', 'monthly_2026-11')
    expect(wordsOf(head.last())).toContain('已经签发')
    expect(await t.read((tx) => tx.reports.find('monthly:2026-11'))).toEqual(before)
  })

  test('a draft nobody signs is brought up again', async () => {
    const head = await t.someone('officer:liu')
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    const first = copies(head, '月汇报').length
    await t.later(days)
    expect(copies(head, '月汇报').length).toBe(first)
    await t.later(days)
    await t.later(hours)
    expect(copies(head, '月汇报').length).toBe(first + 1)
  })

  test('a number that changed later is corrected in the next issue', async () => {
    const head = await t.someone('officer:liu')
    await confirmed()
    t.clock.set('2026-12-01T01:00:00Z')
    await t.later(0)
    await head.press('签发')
    await head.press('确认签发')
    // an outcome of November that is only known in December
    await t.prisma.outcome.updateMany({ where: { kind: 'solved' }, data: { state: 'withdrawn', endedAt: t.clock.now() } })
    t.clock.set('2027-01-04T01:00:00Z')
    await t.later(0)
    expect(wordsOf(head.card(/月汇报 · 2026年12月/))).toContain('2026年11月“已解决”原报 1 项，更正为 0 项')
  })

  test('the Word and Excel files of it', async () => {
    const head = await t.someone('officer:liu')
    await confirmed()
    await head.say('本月')
    expect(head.last().title).toContain('实时数据')
    await head.press('Word 文件')
    expect(head.last().attachments?.[0]?.name).toContain('“十百千”行动2026年11月工作汇报.docx')
    await head.press('Excel 明细')
    expect(head.last().attachments?.[0]?.name).toMatch(/\.xlsx$/)
    await head.say('本月')
    await head.press('数字明细')
    await head.press(/^专家认领/)
    expect(wordsOf(head.last())).toContain('2026-0001')
  })
})

describe('the quarterly circular', () => {
  test('goes to staff and managers once it is signed', async () => {
    const head = await t.someone('officer:liu')
    const manager = await t.someone('manager:textile')
    await confirmed()
    t.clock.set('2027-01-04T01:00:00Z')
    await t.later(0)
    await manager.say('季报 2026-Q4')
    expect(wordsOf(manager.last())).toContain('没有找到这份报告')
    await head.pressRaw('report', 'quarterly_2026-Q4')
    await head.press('签发')
    await head.press('确认签发')
    await t.later(minutes)
    const text = wordsOf(manager.card('季通报'))
    expect(text).toContain('江畔轻纺院：认领 1，解决 1')
    expect(text).toContain('柳荫街道：发布 1')
    expect(text).not.toContain('[数字明细]')
  })
})

test('reports say who they reached and whom not', async () => {
  const staff = await t.someone('officer:chen')
  const officer = await t.someone('officer:wang')
  t.platform.block(officer.address)
  t.clock.set('2026-11-30T01:00:00Z')
  await t.later(0)
  const states = await t.read((tx) => tx.reports.deliveries('weekly:2026-W49'))
  expect(Object.fromEntries(states.map(({ name, state }) => [name, state]))).toEqual({ 陈科长: 'sent', 王敏: 'failed', 刘局: 'muted' })
  await staff.pressRaw('report_sent', 'weekly_2026-W49')
  expect(wordsOf(staff.last())).toContain('王敏：没有送到')
})

test('a copy that can not be delivered goes to another account; without one, somebody is asked to call', async () => {
  const head = await t.someone('officer:liu')
  const staff = await t.someone('officer:chen')
  const officer = await t.someone('officer:wang')
  const tablet = t.platform.person('tablet', '王敏')
  const { id } = await t.prisma.person.findFirstOrThrow({ where: { name: '王敏' } })
  await t.prisma.account.create({
    data: { address: tablet.address, platform: 'fake', name: '王敏', personId: id, lastSeenAt: new Date('2026-01-01T00:00:00Z') },
  })
  t.platform.block(officer.address)
  t.platform.block(staff.address)
  t.clock.set('2026-11-30T01:00:00Z')
  await t.later(0)
  expect(copies(tablet, '周计划')).toHaveLength(1)
  const states = await t.read((tx) => tx.reports.deliveries('weekly:2026-W49'))
  expect(Object.fromEntries(states.map(({ name, state }) => [name, state]))).toMatchObject({ 王敏: 'sent', 陈科长: 'failed' })
  expect(wordsOf(head.card('送达情况'))).toContain('陈科长：没有送到')
})

test('in English', async () => {
  const staff = await t.someone('officer:chen')
  await t.prisma.person.updateMany({ where: { name: '陈科长' }, data: { lang: 'en' } })
  await atWork()
  await staff.say('this week')
  expect(staff.last().title).toMatch(
    /^Weekly plan · Week 48 of 2026 \(23 Nov – 29 Nov\) \(live numbers of Mon 23 Nov 10:00, not an issued report\)$/,
  )
  await staff.say('preview weekly')
  const text = wordsOf(staff.last())
  expect(text).toContain('沈岚 to make first contact with the enterprise')
  expect(text).toContain('Needs published：1, up 1 on the week before')
  await staff.say('digests')
  expect(wordsOf(staff.last())).toContain('Weekly plan: Mon 09:00')
  await staff.press('Weekly plan')
  await staff.press('Change the time')
  await staff.say('Friday 4pm')
  expect(wordsOf(staff.last())).toContain('Fri 16:00')
})

test('an officer finds their own matters first', async () => {
  const officer = await t.someone('officer:wang')
  await atWork()
  await officer.say('预览周报')
  expect(wordsOf(officer.last())).toContain('您负责的（1 件）：\n1. 2026-0001')
})

test('a button of a report that was never made, or of no figure there is, is answered', async () => {
  const staff = await t.someone('officer:chen')
  await staff.pressRaw('report_numbers', 'weekly_2026-W99')
  expect(wordsOf(staff.last())).toContain('没有找到这份报告')
  await staff.pressRaw('figure', '2026-W48_99_0')
  expect(wordsOf(staff.last())).toContain('已经过时')
  await staff.say('周报 2027-W40')
  expect(wordsOf(staff.last())).toContain('还没有开始')
  await staff.say('送达情况')
  expect(wordsOf(staff.last())).toContain('还没有发出过报告')
})
