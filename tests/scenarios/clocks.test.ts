import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textsIn } from '../../src/bot/texts/index.ts'
import type { Tx } from '../../src/domain/store.ts'
import { extendMatter } from '../../src/domain/use-cases/clocks/extend.ts'
import { idOf } from '../../src/store/directory.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { adminCode, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

/** Turns the clock to this hour of Shanghai, and does and sends what is due. */
async function at(hour: string): Promise<void> {
  t.clock.set(`${hour}:00+08:00`)
  await t.later(0)
}

async function published(words = millNeed) {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  const fabric = await t.someone('expert:fabric')
  const officer = await t.someone('officer:wang')
  const chief = await t.someone('officer:chen')
  await mill.say(words)
  await mill.press('发布')
  return { mill, rolling, finish, fabric, officer, chief }
}

async function claimed() {
  const all = await published()
  await all.rolling.press('认领')
  await all.rolling.press('以后再说')
  return all
}

async function inProgress() {
  const all = await claimed()
  await all.rolling.press('已联系上，开始对接')
  return all
}

/** The manager of the textile institute, with an account. */
function manager(): Promise<FakePerson> {
  return t.someone('manager:textile')
}

/** How many cards stand with these words, those not counted that have made way for a newer one. */
function seen(person: FakePerson, words: string | RegExp): number {
  return person.chat().filter(({ card }) => wordsOf(card).match(words) && !card.text.includes(textsIn('zh').need.moved)).length
}

async function state(): Promise<string | undefined> {
  return (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state
}

function away(key: string, from: string, until: string, substituteId?: string) {
  return t.prisma.person.update({ where: { id: idOf('person', key) }, data: { awayFrom: from, awayUntil: until, substituteId } })
}

describe('what waits for whom stands on the card', () => {
  test('from the asking of experts to the confirmation, with since when and until when', async () => {
    const { mill, rolling } = await published()
    expect(wordsOf(mill.card('当前状态'))).toContain(
      '等待：等 3 位受邀专家答复，自 11月23日（周一）10:00 起，应在 11月26日（周四）10:00 前',
    )
    expect(wordsOf(rolling.card('有个难题'))).toContain('等待：等您答复')
    await rolling.press('认领')
    expect(wordsOf(mill.card('当前状态'))).toContain('等沈岚教授首次联系企业，自 11月23日（周一）10:00 起，应在 11月25日（周三）10:00 前')
    expect(wordsOf(mill.card('专家的联系方式'))).toContain('请在 11月25日（周三）10:00 前约好第一次沟通')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    expect(wordsOf(mill.card('当前状态'))).toContain('等沈岚教授记下进展，自 11月23日（周一）10:00 起，应在 12月7日（周一）10:00 前')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    expect(wordsOf(mill.card('当前状态'))).toContain('等您确认是否解决')
    expect(wordsOf(rolling.card('当前状态'))).toContain('等企业确认是否解决')
    const row = await t.prisma.need.findFirstOrThrow()
    expect([row.waitOn, row.dueAt?.toISOString()]).toEqual(['poster', '2026-11-26T02:00:00.000Z'])
    await mill.press('确认已解决')
    expect(wordsOf(mill.card('当前状态'))).not.toContain('等待：')
    expect(await t.prisma.matter.count({ where: { endedAt: null } })).toBe(0)
    expect(await t.prisma.need.findFirstOrThrow()).toMatchObject({ waitOn: null, waitSince: null, dueAt: null })
  })

  test('overdue says so in words of working time; who may see only the title learns nothing', async () => {
    const { mill, officer, finish } = await inProgress()
    await at('2026-12-09T10:30')
    await mill.press('记一笔进展')
    await mill.say('还在等布样')
    expect(wordsOf(mill.card('当前状态'))).toContain('应在 12月7日（周一）10:00 前（已超 2 个工作日）')
    await officer.say('需求 2026-0001')
    expect(wordsOf(officer.last())).toContain('等沈岚教授记下进展')
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('等待：')
  })

  test('without accounts the officer is asked to call, and with nobody asked finds somebody', async () => {
    const mill = await t.someone('contact:mill')
    const officer = await t.someone('officer:wang')
    await mill.say(millNeed)
    await mill.press('发布')
    await at('2026-11-24T14:00')
    expect(wordsOf(officer.card('请打个电话：需求 2026-0001'))).toContain('19900001111')
    expect(seen(officer, '请打个电话：需求 2026-0001')).toBe(3)
    expect(seen(officer, '沈岚教授应在 11月26日（周四）10:00 前答复，但在这里收不到消息')).toBe(1)
    await officer.press('对方愿意，代为认领')
    expect(await state()).toBe('claimed')
    expect(wordsOf(officer.card('这件事有了新进展'))).toBeDefined()
    expect(wordsOf(mill.card('当前状态'))).toMatch(/等.{2}教授首次联系企业/)
  })
})

describe('reminders', () => {
  test('at half time, and at the end in its place; a press on it does the thing, and the card says that it is over', async () => {
    const { rolling } = await claimed()
    await at('2026-11-24T09:59')
    expect(seen(rolling, '提醒：需求')).toBe(0)
    await at('2026-11-24T10:00')
    expect(wordsOf(rolling.last())).toContain('提醒：需求 2026-0001\n您认领了需求')
    expect(wordsOf(rolling.last())).toContain('请在 11月25日（周三）10:00 前联系企业')
    await at('2026-11-24T16:00')
    await at('2026-11-25T09:59')
    expect(seen(rolling, '提醒：需求')).toBe(1)
    await at('2026-11-25T10:00')
    expect(wordsOf(rolling.last())).toContain('再过一个工作日（11月26日（周四）10:00 前）仍未联系，就转给下一位专家')
    for (const label of ['已联系上，开始对接', '查看需求', '退回']) expect(wordsOf(rolling.last())).toContain(`[${label}]`)
    await rolling.press('已联系上，开始对接')
    expect(await state()).toBe('in_progress')
    expect(seen(rolling, '这件事有了新进展')).toBe(1)
    await at('2026-11-26T10:00')
    expect(await state()).toBe('in_progress')
  })

  test('the enterprise is reminded to confirm and to answer, an officer when nobody is asked any more', async () => {
    const { mill, rolling, officer, finish, fabric } = await inProgress()
    await rolling.press('提问')
    await rolling.say('坯布克重多少？')
    await at('2026-11-23T14:00')
    expect(wordsOf(mill.last())).toContain('专家就需求')
    await mill.press('回答')
    await mill.say('每平米 135 克')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    await at('2026-11-26T14:00')
    expect(wordsOf(mill.last())).toMatch(/已到期：需求 2026-0001\n期限已到/)
    expect(wordsOf(mill.last())).toContain('[确认已解决] [还没解决]')
    await mill.press('还没解决')
    await mill.say('手感偏硬')
    await rolling.press('退回')
    await rolling.say('做不了')
    for (const expert of [finish, fabric]) {
      await expert.press('婉拒')
      await expert.press('近期没有时间')
    }
    await t.prisma.invitation.updateMany({ where: { state: 'asked' }, data: { state: 'closed' } })
    await officer.say('需求 2026-0001')
    await at('2026-12-01T10:00')
    await at('2026-12-04T10:00')
    expect(wordsOf(officer.last())).toMatch(/(提醒|已到期)：需求 2026-0001/)
    expect(wordsOf(officer.last())).toContain('现在没有专家在看')
  })

  test('not in quiet hours: it waits for their end, other messages do not wait for it, and it is dropped when the thing was done meanwhile', async () => {
    const { rolling, mill } = await claimed()
    await rolling.say('免打扰 9:30-11:00')
    await at('2026-11-24T10:00')
    expect(seen(rolling, '提醒：需求')).toBe(0)
    await mill.press('记一笔进展')
    await mill.say('布样明天寄出')
    expect(seen(rolling, '布样明天寄出')).toBe(1)
    await at('2026-11-24T10:59')
    expect(seen(rolling, '提醒：需求')).toBe(0)
    await at('2026-11-24T11:00')
    expect(seen(rolling, '提醒：需求')).toBe(1)
    await at('2026-11-25T10:00')
    await rolling.press('已联系上，开始对接')
    await at('2026-11-25T11:00')
    expect(seen(rolling, '最后提醒')).toBe(0)
  })

  test('quiet hours that were set after a reminder was put in the post still hold', async () => {
    const { rolling } = await claimed()
    t.clock.set('2026-11-24T10:00:00+08:00')
    await t.app.tick()
    await t.prisma.person.update({ where: { id: idOf('person', 'expert:rolling') }, data: { quietFrom: '09:00', quietUntil: '13:00' } })
    await t.app.idle()
    expect(seen(rolling, '提醒：需求')).toBe(0)
    await at('2026-11-24T13:00')
    expect(seen(rolling, '提醒：需求')).toBe(1)
  })

  test('on leave it goes to the substitute, along the chain; without one to the next rung, also when they leave while it is in the post', async () => {
    const { rolling, finish, fabric } = await claimed()
    const su = await manager()
    await away('expert:rolling', '2026-11-24', '2026-11-24', idOf('person', 'expert:finish'))
    await away('expert:finish', '2026-11-20', '2026-11-24', idOf('person', 'expert:fabric'))
    await at('2026-11-24T10:00')
    expect([seen(rolling, '提醒：需求'), seen(finish, '提醒：需求')]).toEqual([0, 0])
    expect(wordsOf(fabric.last())).toContain('沈岚不在岗，这条提醒转给您')
    await rolling.say('免打扰 9:00-12:00')
    await at('2026-11-25T10:00')
    await t.prisma.expert.update({
      where: { id: idOf('expert', 'rolling') },
      data: { awayFrom: '2026-11-25', awayUntil: '2026-12-30' },
    })
    await t.prisma.person.update({ where: { id: idOf('person', 'expert:rolling') }, data: { substituteId: null } })
    await at('2026-11-25T12:00')
    expect(seen(rolling, '最后提醒')).toBe(0)
    expect(wordsOf(su.last())).toContain('沈岚教授应在 11月25日（周三）10:00 前首次联系企业，但正在休假，没有人代')
  })

  test('where the account can not be written to any more, the officer is asked to call, once', async () => {
    const { rolling, officer } = await claimed()
    t.platform.block(rolling.address)
    await at('2026-11-24T10:00')
    expect(wordsOf(officer.last())).toContain('请打个电话：需求 2026-0001\n沈岚教授应在 11月25日（周三）10:00 前首次联系企业')
    await t.later(60_000)
    expect(seen(officer, '请打个电话')).toBe(1)
  })

  test('staff put a term off: nobody is reminded before the new one, and an act begins it anew', async () => {
    const { rolling } = await inProgress()
    const [matter] = await t.prisma.matter.findMany({ where: { endedAt: null } })
    const work = (tx: Tx) => ({ tx, now: t.clock.now(), rules: { inviteAtOnce: 3, answerHours: 72, platforms: ['fake'] }, matcher: never })
    const until = new Date('2026-12-16T10:00:00+08:00')
    await expect(t.read((tx) => extendMatter(work(tx), matter?.id as string, t.clock.now()))).rejects.toThrow('extend_past')
    await t.read((tx) => extendMatter(work(tx), matter?.id as string, until, '等设备到货'))
    await t.app.idle()
    expect(wordsOf(rolling.card('当前状态'))).toContain('应在 12月16日（周三）10:00 前')
    await at('2026-12-07T10:00')
    await at('2026-12-15T10:00')
    expect(seen(rolling, /提醒：需求|已到期：需求/)).toBe(0)
    await at('2026-12-16T10:00')
    expect(seen(rolling, '已到期：需求')).toBe(1)
    await rolling.press('记一笔进展')
    await rolling.say('设备到了')
    expect(wordsOf(rolling.card('当前状态'))).toContain('应在 12月30日（周三）10:00 前')
    await expect(t.read((tx) => extendMatter(work(tx), matter?.id as string, until))).rejects.toThrow('reminder_over')
  })
})

test('needs from before there were clocks get theirs at the next tick', async () => {
  const { mill } = await inProgress()
  await t.prisma.matter.deleteMany()
  await t.prisma.need.updateMany({ data: { waitOn: null, waitSince: null, dueAt: null } })
  await at('2026-11-24T10:00')
  expect((await t.prisma.need.findFirstOrThrow()).waitOn).toBe('claimer')
  await mill.say('需求 2026-0001')
  expect(wordsOf(mill.last())).toContain('等沈岚教授记下进展，自 11月23日（周一）10:00 起')
})

async function never(): Promise<never> {
  throw new Error('nobody is matched here')
}

describe('the ladder', () => {
  test('rung by rung in working days: expert, manager of the institute, officer, head; only the expert’s own acts count, and nothing is ever closed', async () => {
    const { rolling, mill, officer, chief } = await inProgress()
    const su = await manager()
    await at('2026-11-30T10:00')
    expect(seen(rolling, '提醒：需求')).toBe(1)
    await mill.press('记一笔进展')
    await mill.say('我们等着')
    await at('2026-12-07T10:00')
    expect(wordsOf(rolling.last())).toContain('[记一笔进展]')
    expect([seen(su, '请过问'), seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([0, 0, 0])
    await at('2026-12-08T10:00')
    expect([seen(su, '请过问'), seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([1, 0, 0])
    expect(wordsOf(su.last())).toContain('贵院沈岚教授应在 12月7日（周一）10:00 前记下进展，至今没有消息')
    expect(wordsOf(su.last())).toContain('逾期：已超 1 个工作日')
    await t.restart()
    await at('2026-12-09T10:00')
    expect([seen(su, '请过问'), seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([1, 1, 0])
    await at('2026-12-10T10:00')
    expect([seen(su, '请过问'), seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([1, 1, 1])
    for (const day of ['11', '18', '28']) await at(`2026-12-${day}T10:00`)
    expect(await state()).toBe('in_progress')
    expect([seen(rolling, /提醒：需求|已到期：需求/), seen(su, '请过问'), seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([
      1, 1, 1, 1,
    ])
    await rolling.press('记一笔进展')
    await rolling.say('样品做出来了')
    expect(seen(chief, '这件事有了新进展')).toBe(1)
    expect(seen(rolling, /提醒：需求|已到期：需求/)).toBe(0)
  })

  test('what the program slept through is said once, and the rungs keep their working day between them', async () => {
    const { rolling, officer, chief } = await inProgress()
    await at('2026-12-14T10:00')
    await t.later(60_000)
    await t.later(60_000)
    expect(seen(rolling, '已到期：需求')).toBe(1)
    expect(seen(rolling, '提醒：需求')).toBe(0)
    expect([seen(officer, '请过问'), seen(chief, '请过问')]).toEqual([0, 0])
    await at('2026-12-16T10:01')
    await at('2026-12-17T10:02')
    expect(seen(officer, '请过问')).toBe(1)
  })
})

describe('the claim lease', () => {
  test('a visit that is planned is contact enough until its day is over', async () => {
    const { rolling } = await claimed()
    const needId = (await t.prisma.need.findFirstOrThrow()).id
    const visit = { needId, day: '2026-11-27', state: 'agreed', byId: idOf('person', 'expert:rolling'), createdAt: t.clock.now() }
    await t.prisma.visit.create({ data: { id: 'visit', ...visit } })
    await at('2026-11-24T10:00')
    await at('2026-11-25T10:00')
    await at('2026-11-26T10:00')
    expect(await state()).toBe('claimed')
    expect(seen(rolling, '最后提醒')).toBe(0)
    await at('2026-11-27T17:00')
    expect(seen(rolling, '最后提醒')).toBe(1)
    await at('2026-11-30T17:00')
    expect(await state()).toBe('open')
  })

  test('no contact: one warning, a working day, then the next in line is asked and everybody is told', async () => {
    const { mill, rolling, finish, officer } = await claimed()
    await at('2026-11-24T10:00')
    await at('2026-11-25T10:00')
    expect(seen(rolling, '最后提醒：需求')).toBe(1)
    await at('2026-11-26T09:59')
    expect(await state()).toBe('claimed')
    await at('2026-11-26T10:00')
    expect(await state()).toBe('open')
    expect(wordsOf(mill.card('没有在期限内与您联系'))).toContain('2026-0001')
    expect(wordsOf(rolling.card('已转给下一位专家'))).toContain('2026-0001')
    expect(wordsOf(officer.card('认领后没有按期联系企业'))).toContain('沈岚')
    expect(wordsOf(finish.last())).toContain('有个难题想请您看看')
    const id = (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('到期未联系')
    await finish.press('认领')
    expect(wordsOf(mill.card('何平教授（江畔轻纺院）已认领'))).toContain('2026-0001')
    await mill.press('历史记录')
    expect(wordsOf(mill.card('历史记录'))).toContain('逾期未联系，收回')
  })

  test('an expert who waits for the enterprise’s answer does not lose the need; the enterprise is reminded instead', async () => {
    const { rolling, mill } = await claimed()
    await rolling.press('提问')
    await rolling.say('坯布克重多少？')
    for (const day of ['24', '25', '26', '27']) await at(`2026-11-${day}T10:00`)
    expect(await state()).toBe('claimed')
    expect(seen(mill, '已到期：需求')).toBe(1)
    await mill.press('回答')
    await mill.say('135 克')
    await at('2026-11-30T10:00')
    expect(await state()).toBe('claimed')
    expect(wordsOf(mill.card('当前状态'))).toContain('自 11月27日（周五）10:00 起，应在 12月1日（周二）10:00 前')
  })

  test('of a private need: the enterprise is first reminded to accept, and the expert’s time runs from then', async () => {
    const { mill, rolling } = await published()
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await rolling.press('认领')
    await rolling.press('以后再说')
    await at('2026-11-24T10:00')
    expect(wordsOf(mill.last())).toContain('[同意对接] [换一位专家]')
    await at('2026-11-27T10:00')
    expect(await state()).toBe('claimed')
    await mill.press('同意对接')
    expect(wordsOf(mill.card('当前状态'))).toContain('应在 12月1日（周二）10:00 前')
  })
})

test('through Spring Festival 2026 with its make-up days, and a restart between', async () => {
  await t.stop()
  t = await testApp({ at: '2026-02-13T10:00:00+08:00' })
  const { mill, rolling, finish, fabric, officer, chief } = await published()
  expect(wordsOf(mill.card('2026-0001'))).toContain('请他们在 2月25日（周三）10:00 前答复')
  await rolling.press('认领')
  await rolling.press('以后再说')
  await at('2026-02-14T10:00')
  expect(seen(rolling, '提醒：需求')).toBe(1)
  await t.restart()
  const before = [mill, rolling, finish, fabric, officer, chief].map((person) => seen(person, /提醒|已到期|请过问/))
  for (let day = 15; day <= 23; day++) for (const hour of ['09:00', '14:00', '20:00']) await at(`2026-02-${day}T${hour}`)
  expect([mill, rolling, finish, fabric, officer, chief].map((person) => seen(person, /提醒|已到期|请过问/))).toEqual(before)
  expect(wordsOf(rolling.card('当前状态'))).toContain('应在 2月24日（周二）10:00 前')
  await at('2026-02-24T10:00')
  expect(wordsOf(rolling.last())).toContain('再过一个工作日（2月25日（周三）10:00 前）')
  await rolling.press('已联系上，开始对接')
  // ten working days, the Saturday of 28 February among them
  expect(wordsOf(mill.card('当前状态'))).toContain('应在 3月9日（周一）10:00 前')
})

describe('years whose make-up days are not known', () => {
  test('administrators hear of it once a year, also after a restart; an import ends it and counts the terms again', async () => {
    const admin = t.platform.person('admin', '高工')
    await admin.start()
    await admin.press('我在科技局工作')
    await admin.say(adminCode)
    await at('2026-11-30T10:00')
    expect(seen(admin, '调休安排还没有导入')).toBe(0)
    await at('2026-12-01T10:00')
    await t.restart()
    await at('2026-12-02T10:00')
    expect(seen(admin, '2027 年的调休安排还没有导入')).toBe(1)
    const { mill } = await inProgress()
    await at('2026-12-30T17:00')
    const { rolling } = { rolling: await t.someone('expert:rolling') }
    await rolling.press('记一笔进展')
    await rolling.say('继续')
    expect(wordsOf(mill.card('当前状态'))).toContain('应在 1月14日（周四）17:00 前')
    const off = [
      { name: '元旦', from: '2027-01-01', until: '2027-01-03' },
      ...['春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'].map((name, i) => ({ name, from: `2027-0${i + 3}-01` })),
    ]
    await t.read(async (tx) => {
      await tx.holidays.put({ year: 2027, source: '测试', off, work: ['2027-01-09'] }, t.clock.now())
      await tx.matters.wake(t.clock.now())
    })
    await t.later(60_000)
    expect((await t.prisma.need.findFirstOrThrow()).dueAt?.toISOString()).toBe('2027-01-13T09:00:00.000Z')
    await at('2027-01-04T10:00')
    expect(seen(admin, '调休安排还没有导入')).toBe(1)
  })

  test('as soon as a term runs into one, whatever the month', async () => {
    const admin = t.platform.person('admin', '高工')
    await admin.start()
    await admin.press('我在科技局工作')
    await admin.say(adminCode)
    await inProgress()
    await t.prisma.matter.updateMany({ where: { endedAt: null }, data: { dueAt: new Date('2028-03-01T02:00:00Z') } })
    await t.later(60_000)
    await t.later(60_000)
    expect([seen(admin, '2027 年的调休'), seen(admin, '2028 年的调休'), seen(admin, '2026 年的调休')]).toEqual([1, 1, 0])
  })
})

describe('quiet hours by command', () => {
  test('shown, set in words, asked back when in doubt, turned off and back to the default', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('免打扰')
    expect(wordsOf(mill.last())).toContain('免打扰时段：21:00–08:00（默认）')
    await mill.say('免打扰 22:00-7:00')
    expect(wordsOf(mill.last())).toContain('免打扰时段：22:00–07:00。')
    await mill.say('免打扰 10点到7点')
    expect(wordsOf(mill.last())).toContain('几点到几点不要提醒您')
    await mill.say('半天吧')
    expect(wordsOf(mill.last())).toContain('没看懂这个时段')
    await mill.say('晚上十点到早上七点半')
    expect(wordsOf(mill.last())).toContain('免打扰时段：22:00–07:30。')
    await mill.say('免打扰 关闭')
    expect(wordsOf(mill.last())).toContain('没有设免打扰')
    await mill.say('免打扰 默认')
    expect(wordsOf(mill.last())).toContain('（默认）')
    await mill.say('帮助')
    expect(wordsOf(mill.last())).toContain('免打扰 22:00-7:00')
    await mill.say('免打扰模式下的空调外机噪音大，希望降到40分贝以下，预算二十万')
    expect(wordsOf(mill.last())).not.toContain('几点到几点')
  })

  test('in English; a need about quiet machines is no command', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('语言')
    await mill.say('quiet 22:00-07:00')
    expect(wordsOf(mill.last())).toContain('Quiet hours: 22:00–07:00.')
    await mill.say('quiet 10 to 7')
    expect(wordsOf(mill.last())).toContain('From when to when shall I not remind you?')
    await mill.say('/cancel')
    await mill.say('quiet fans for our coolers, at most 40 dB')
    expect(wordsOf(mill.last())).not.toMatch(/Quiet hours|From when to when/)
  })
})

test('in English: reminder, last reminder, the claim lapses', async () => {
  const { mill, rolling, officer } = await claimed()
  for (const person of [mill, rolling, officer]) await person.say('语言')
  await at('2026-11-24T10:00')
  expect(wordsOf(rolling.last())).toContain('Reminder: need 2026-0001')
  expect(wordsOf(rolling.last())).toContain('get in touch with the enterprise by Wed 25 Nov 10:00')
  await at('2026-11-25T10:00')
  expect(wordsOf(rolling.last())).toContain('Last reminder: need 2026-0001')
  expect(wordsOf(rolling.last())).toContain('by Thu 26 Nov 10:00')
  await mill.say('/my')
  await mill.press(/2026-0001/)
  expect(wordsOf(mill.last())).toContain('For 沈岚 to make first contact with the enterprise, since Mon 23 Nov 10:00, due Wed 25 Nov 10:00')
  await at('2026-11-26T10:00')
  expect(wordsOf(mill.card('did not get in touch with you in time'))).toContain('2026-0001')
  expect(wordsOf(rolling.card('gone to the next expert'))).toContain('2026-0001')
  expect(wordsOf(officer.card('did not get in touch in time'))).toContain('沈岚')
})

sayWhatIsSkipped()

test.each(engines)('two programs tick at once, and every step is taken once, on $name', async ({ open }) => {
  await t.stop()
  t = await testApp({ open })
  const { mill, rolling, finish, officer } = await claimed()
  const twin = await t.twin()
  for (const day of ['24', '25', '26']) {
    t.clock.set(`2026-11-${day}T10:00:00+08:00`)
    await Promise.all([t.app.tick(), twin.tick()])
    await Promise.all([t.app.idle(), twin.idle()])
  }
  // half time and the end, and that it is over: one parcel each
  const reminders = await t.prisma.outbox.findMany({ where: { slot: { startsWith: 'matter:' } }, orderBy: { id: 'asc' } })
  expect(reminders.map(({ mode, notice }) => [mode, (notice as { step: number }).step])).toEqual([
    ['fresh', 1],
    ['fresh', 2],
    ['update', 0],
  ])
  expect(seen(rolling, '需求 2026-0001 到期没有记下首次联系')).toBe(1)
  expect(seen(mill, '没有在期限内与您联系')).toBe(1)
  expect(seen(officer, '认领后没有按期联系企业')).toBe(1)
  expect(seen(finish, '有个难题想请您看看')).toBe(1)
  expect(await t.prisma.history.count({ where: { event: 'lapse' } })).toBe(1)
  await twin.stop()
})
