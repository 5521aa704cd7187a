import { afterEach, describe, expect, test } from 'vitest'
import type { Directory } from '../../src/domain/directory-file.ts'
import { idOf } from '../../src/store/directory.ts'
import { days, minutes } from '../support/clock.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed } from '../support/directory.ts'
import { noLinks, officer, withOfficers } from '../support/team.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
afterEach(() => t.stop())

const foundryNeed = '铝压铸件有气孔和砂眼，X 光检查合格率只有 82%，希望达到 95%，预算三十万。试过调压射速度，没有改善。'
const wang = officer('wang', '王敏', { townships: ['柳荫街道', '石桥镇'] })
const li = officer('li', '李强')
const zhao = officer('zhao', '赵芳')

async function start(directory: Directory) {
  t = await testApp({ directory })
  const someone = async (key: string) => t.someone(key)
  return { mill: await someone('contact:mill'), rolling: await someone('expert:rolling'), chief: await someone('officer:chen') }
}

async function publish() {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  return mill
}

async function officerNow(number = '2026-0001'): Promise<string | undefined> {
  return (await t.prisma.need.findUniqueOrThrow({ where: { number }, include: { officer: true } })).officer?.name
}

function times(person: { chat(): { card: Parameters<typeof wordsOf>[0] }[] }, words: string): number {
  return person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
}

describe('a published need has an officer by the five links', () => {
  test.each([
    ['who is linked to the enterprise', { enterprises: ['mill'] }, {}],
    ['who is linked to a project of it', { projects: [{ name: '染整线改造', enterprise: 'mill' }] }, {}],
    ['who has its township', {}, { townships: ['柳荫街道'] }],
    ['who is linked to the institute of the best expert', { institutes: ['textile'] }, {}],
    ['who is linked to the best expert', { talents: ['rolling'] }, {}],
  ])('%s', async (_, links, more) => {
    const linked = officer('zhao', '赵芳', { links: { ...noLinks, ...links }, ...more })
    await start(withOfficers(officer('li', '李强', { townships: ['石桥镇'] }), linked))
    await publish()
    expect(await officerNow()).toBe('赵芳')
  })

  test('the enterprise’s officer goes before the township’s; two of one township share by load; nobody linked: who has the least', async () => {
    await start(withOfficers(wang, officer('li', '李强', { townships: ['石桥镇'], links: { ...noLinks, enterprises: ['mill'] } })))
    await publish()
    expect(await officerNow()).toBe('李强')
    const foundry = await t.someone('contact:foundry')
    await foundry.say(foundryNeed)
    await foundry.press('发布')
    expect(await officerNow('2026-0002')).toBe('王敏')
  })

  test('the officer is told at once, both sides see name and phone, the history says it', async () => {
    const { rolling } = await start(withOfficers(wang))
    const officerWang = await t.someone('officer:wang')
    const mill = await publish()
    expect(wordsOf(officerWang.card('由您联系'))).toContain('云溪锦华印染有限公司')
    const card = wordsOf(mill.card('当前状态：待对接'))
    expect(card).toContain(`责任干部：王敏 ${wang.phone}`)
    expect(wordsOf(rolling.last())).not.toContain('责任干部')
    await rolling.press('认领')
    expect(wordsOf(rolling.card('您已认领'))).toContain(`责任干部：王敏 ${wang.phone}`)
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toContain('责任干部（王敏）')
    expect(await officerNow()).toBe('王敏')
  })

  test('no officers at all: none, and staff see that', async () => {
    const { chief } = await start(withOfficers())
    await publish()
    await t.later(minutes)
    expect(await officerNow()).toBeUndefined()
    await chief.say('需求 2026-0001')
    expect(wordsOf(chief.last())).toContain('责任干部：还没有，请科技局安排')
  })

  test('of a contact whom staff have yet to verify, the need gets its officer with that press', async () => {
    const { chief } = await start(withOfficers(wang))
    const officerWang = await t.someone('officer:wang')
    const stranger = t.platform.person('newcomer', '新厂小李')
    await stranger.start()
    await stranger.press('我是企业联系人')
    await stranger.say('云溪恒铸机械有限公司')
    await stranger.say(foundryNeed)
    await stranger.press('发布')
    expect(await officerNow()).toBeUndefined()
    await chief.press('通过')
    expect(await officerNow()).toBe('王敏')
    expect(times(officerWang, '由您联系')).toBe(1)
  })
})

describe('the officer beside the need', () => {
  test('one short message at each milestone, none for what they did themselves', async () => {
    const { rolling } = await start(withOfficers(wang))
    const officerWang = await t.someone('officer:wang')
    const mill = await publish()
    await rolling.press('认领')
    await rolling.press('以后再说')
    expect(wordsOf(officerWang.last())).toContain('专家已认领：沈岚教授（江畔轻纺院）')
    await rolling.press('已联系上，开始对接')
    expect(wordsOf(officerWang.last())).toContain('双方联系上了')
    await rolling.press('记一笔进展')
    const before = officerWang.chat().length
    await rolling.say('试验做完')
    expect(officerWang.chat()).toHaveLength(before)
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    expect(wordsOf(officerWang.last())).toContain('等企业确认')
    await mill.press('还没解决')
    await mill.say('大货还偏硬')
    expect(wordsOf(officerWang.last())).toContain('企业说还没解决：大货还偏硬')
    await officerWang.press('查看需求')
    await officerWang.press('退回')
    const told = times(officerWang, '专家退回')
    await officerWang.say('换一位更合适的')
    expect(times(officerWang, '专家退回')).toBe(told)
    expect(wordsOf(mill.card('收回'))).toContain('换一位更合适的')
  })

  test('handed to another officer by button or by name, both told; a second press, a stranger and an unknown name are answered', async () => {
    const { chief } = await start(withOfficers(wang, li, zhao))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    const mill = await publish()
    await chief.say('需求 2026-0001')
    await chief.press('更多操作')
    await chief.press('转给其他干部')
    expect(wordsOf(chief.last())).toContain('[李强（在办 0）]')
    await chief.press('李强（在办 0）')
    expect(await officerNow()).toBe('李强')
    expect(wordsOf(first.card('已转由李强联系'))).toContain('2026-0001')
    expect(wordsOf(second.card('由您联系'))).toContain('2026-0001')
    await chief.press('李强（在办 0）')
    expect(wordsOf(chief.last())).toContain('本来就由李强联系')
    await chief.press('转给其他干部')
    await chief.say('孙悟空')
    expect(wordsOf(chief.last())).toContain('没有叫“孙悟空”的联络员')
    await chief.say('赵芳')
    expect(await officerNow()).toBe('赵芳')
    const need = await t.prisma.need.findFirstOrThrow()
    await mill.pressRaw('hand_over', need.id)
    expect(wordsOf(mill.last())).toContain('只有科技局工作人员')
    await mill.pressRaw('officer_to', need.id + idOf('person', 'officer:wang'))
    expect(await officerNow()).toBe('赵芳')
    await mill.press('历史记录')
    const history = wordsOf(mill.last())
    for (const name of ['王敏', '李强', '赵芳']) expect(history).toContain(`责任干部（${name}）`)
  })

  test('an officer who left: by the table the need goes to the next, within a minute and once; nothing is lost', async () => {
    await start(withOfficers(wang, officer('li', '李强', { links: { ...noLinks, institutes: ['textile'] } })))
    const next = await t.someone('officer:li')
    await publish()
    await t.prisma.person.delete({ where: { id: idOf('person', 'officer:wang') } })
    expect(await officerNow()).toBeUndefined()
    await t.later(minutes)
    await t.restart()
    await t.later(minutes)
    expect(await officerNow()).toBe('李强')
    expect(times(next, '由您联系')).toBe(1)
    await t.prisma.person.update({ where: { id: idOf('person', 'officer:li') }, data: { roles: [] } })
    await t.prisma.person.create({
      data: { id: idOf('person', 'officer:new'), name: '钱新', roles: ['officer'], townships: [], createdAt: t.clock.now() },
    })
    await t.later(minutes)
    expect(await officerNow()).toBe('钱新')
  })

  test('an officer who left, said in chat: asked back, pressed once; the needs go on by the table, the officer’s rights end, an old card knows', async () => {
    const { chief } = await start(withOfficers(wang, officer('li', '李强', { links: { ...noLinks, institutes: ['textile'] } }), zhao))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    const mill = await publish()
    await chief.say('需求 2026-0001')
    await chief.press('更多操作')
    await chief.press('转给其他干部')
    await second.say('离任 王敏')
    expect(wordsOf(second.last())).toContain('请科技局的同事')
    await chief.say('离任 诸葛亮')
    expect(wordsOf(chief.last())).toContain('没有叫“诸葛亮”的联络员')
    await chief.say('赵芳离任')
    await chief.press('取消')
    await chief.say('离任 王敏')
    expect(wordsOf(chief.last())).toContain('王敏（在办 1）')
    expect(await officerNow()).toBe('王敏')
    await chief.press('王敏已离任')
    expect(wordsOf(chief.last())).toContain('王敏不再是联络员')
    expect(wordsOf(chief.last())).toContain('1 条')
    await t.later(minutes)
    expect(await officerNow()).toBe('李强')
    expect(times(second, '由您联系')).toBe(1)
    await first.say('需求 2026-0001')
    expect(wordsOf(first.last())).not.toContain('试过换柔软剂')
    await chief.press('王敏已离任')
    expect(wordsOf(chief.last())).toContain('已经不是联络员')
    const need = await t.prisma.need.findFirstOrThrow()
    await chief.pressRaw('officer_to', need.id + idOf('person', 'officer:wang'))
    expect(wordsOf(chief.last())).toContain('没有叫“王敏”的联络员')
    expect(await officerNow()).toBe('李强')
    await mill.press('历史记录')
    for (const name of ['王敏', '李强']) expect(wordsOf(mill.last())).toContain(`责任干部（${name}）`)
  })

  test('who stood in and left hears nothing more, neither notices nor reminders', async () => {
    const { chief, rolling } = await start(withOfficers(wang, li))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    await publish()
    await first.say('请假 今天到12月30日 李强代')
    await chief.say('离任 李强')
    await chief.press('李强已离任')
    const before = second.chat().length
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    for (let day = 0; day < 24; day++) await t.later(days)
    expect(second.chat()).toHaveLength(before)
  })

  test('“我的” says how many, the overdue first, and turns pages', async () => {
    const { rolling } = await start(withOfficers(wang))
    const officerWang = await t.someone('officer:wang')
    await publish()
    const foundry = await t.someone('contact:foundry')
    await foundry.say(foundryNeed)
    await foundry.press('发布')
    await rolling.press('认领')
    await officerWang.say('我的')
    expect(wordsOf(officerWang.last())).toContain('您负责的需求：2 条')
    await officerWang.press('我负责的需求')
    expect(wordsOf(officerWang.last())).toContain('您负责的需求（2 条）')
    await t.prisma.need.update({ where: { number: '2026-0002' }, data: { dueAt: new Date('2026-11-01T00:00:00Z') } })
    await officerWang.press('我负责的需求')
    expect(wordsOf(officerWang.last())).toMatch(/您负责的需求（2 条）\n• 【逾期】2026-0002/)
  })
})

describe('leave', () => {
  test('while away, notices go to the substitute with a word why, once; back again, to the officer', async () => {
    const { rolling } = await start(withOfficers(wang, li))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    const mill = await publish()
    await first.say('请假 11月24日到11月26日 李强代')
    expect(wordsOf(first.last())).toContain('已记下：2026年11月24日—2026年11月26日休假')
    expect(wordsOf(first.last())).toContain('这期间由李强代办')
    expect(wordsOf(second.last())).toContain('王敏2026年11月24日—2026年11月26日休假，请您代办')
    await t.later(days)
    const before = first.chat().length
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    expect(first.chat()).toHaveLength(before)
    expect(times(second, '王敏休假，需求 2026-0001')).toBe(1)
    expect(wordsOf(second.last())).toContain('双方联系上了')
    expect(wordsOf(mill.card('正在与您对接'))).toContain(`责任干部：王敏（休假到2026年11月26日，由李强 ${li.phone}代办）`)
    await second.say('我的')
    await second.press('我负责的需求')
    expect(wordsOf(second.last())).toContain('（代王敏）')
    await t.later(3 * days)
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    expect(wordsOf(first.card('专家报告已解决'))).toContain('2026-0001')
    expect(times(second, '专家报告已解决')).toBe(0)
  })

  test('the substitute of the substitute, and where they go round in a circle nobody is bothered, and staff see whose it is', async () => {
    const { chief, rolling } = await start(withOfficers(wang, li, zhao))
    const people = [await t.someone('officer:wang'), await t.someone('officer:li'), await t.someone('officer:zhao')] as const
    await publish()
    await people[0].say('请假 今天到11月30日 李强代')
    await people[1].say('请假 今天到11月30日 赵芳代')
    await rolling.press('认领')
    expect(wordsOf(people[2].last())).toContain('专家已认领')
    await people[2].say('请假 今天到11月30日 王敏代')
    const counts = people.map((one) => one.chat().length)
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    expect(people.map((one) => one.chat().length)).toEqual(counts)
    await chief.say('需求 2026-0001')
    expect(wordsOf(chief.last())).toContain('责任干部：王敏')
  })

  test('a need published while the township’s officer is away is the substitute’s from the start', async () => {
    await start(withOfficers(wang, li))
    await (await t.someone('officer:wang')).say('请假 今天 李强代')
    await publish()
    expect(await officerNow()).toBe('李强')
  })

  test.each([
    ['请假 2月31日', '日历上没有这一天'],
    ['请假 11月3日到11月5日', '这一天已经过了'],
    ['请假 12月5日到12月1日', '结束比开始还早'],
    ['请假 忙一阵子', '没看懂是哪几天'],
  ])('%s is asked back: %s', async (said, answer) => {
    await start(withOfficers(wang))
    const person = await t.someone('officer:wang')
    await person.say(said)
    expect(wordsOf(person.last())).toContain(answer)
    expect((await t.prisma.person.findFirstOrThrow({ where: { name: '王敏' } })).awayFrom).toBeNull()
  })

  test('nobody by that name: the days are kept and colleagues offered; a press chooses; cancelled, everybody knows', async () => {
    await start(withOfficers(wang, li))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    await first.say('请假 12月1日到12月5日 张三代')
    expect(wordsOf(first.last())).toContain('没有找到可以代您的“张三”')
    await first.press('李强（在办 0）')
    expect(wordsOf(first.card('您的休假'))).toContain('由李强代办')
    expect(times(second, '请您代办')).toBe(1)
    await first.say('我的')
    expect(wordsOf(first.last())).toContain('您的休假：2026年12月1日—2026年12月5日，由李强代办')
    await first.say('请假 取消')
    expect(wordsOf(first.last())).toContain('休假已取消')
    expect(wordsOf(second.last())).toContain('王敏取消了休假')
    await first.say('请假 取消')
    expect(wordsOf(first.last())).toContain('现在没有休假安排')
  })

  test('asked in two steps, and a restart in between loses nothing', async () => {
    await start(withOfficers(wang))
    const person = await t.someone('officer:wang')
    await person.say('请假')
    expect(wordsOf(person.last())).toContain('哪天到哪天')
    await t.restart()
    await person.say('明天')
    expect(wordsOf(person.last())).toContain('已记下：2026年11月24日休假')
  })

  test('an expert on leave is passed over by matching, also after the directory was loaded again; an enterprise has nothing to take leave from', async () => {
    const directory = withOfficers(wang)
    const { mill, rolling } = await start(directory)
    await rolling.say('请假 今天到12月5日')
    expect(wordsOf(rolling.last())).toContain('不会推荐新的需求给您')
    await t.app.store.transaction((tx) => tx.directory.load(directory, { sample: false, accounts: true, at: t.clock.now() }))
    await publish()
    expect(rolling.chat().some(({ card }) => wordsOf(card).includes('有个难题想请您看看'))).toBe(false)
    await mill.say('请假 明天')
    expect(wordsOf(mill.last())).toContain('请假是给专家、研究院和科技局用的')
  })

  test('an officer who left, in English', async () => {
    const { chief } = await start(withOfficers(officer('wang', 'Wang Min', { townships: ['柳荫街道'] }), officer('li', 'Li Qiang')))
    await chief.say('语言')
    await publish()
    await chief.say('Wang Min has left office')
    expect(wordsOf(chief.last())).toContain('Wang Min (1 now)')
    await chief.press('Wang Min has left')
    expect(wordsOf(chief.last())).toContain('Wang Min is no longer a liaison officer')
    await t.later(minutes)
    expect(await officerNow()).toBe('Li Qiang')
  })

  test('in English', async () => {
    await start(withOfficers(officer('wang', 'Wang Min', { townships: ['柳荫街道'] }), officer('li', 'Li Qiang')))
    const [first, second] = [await t.someone('officer:wang'), await t.someone('officer:li')]
    await first.say('语言')
    await second.say('语言')
    await publish()
    expect(wordsOf(first.card('is yours to look after'))).toContain('2026-0001')
    await first.say('leave 1 Dec to 5 Dec, Li Qiang stands in')
    expect(wordsOf(first.last())).toContain('Noted: away 1 Dec 2026 – 5 Dec 2026.\nLi Qiang stands in meanwhile.')
    expect(wordsOf(second.last())).toContain('Wang Min is away 1 Dec 2026 – 5 Dec 2026; you stand in.')
    await first.say('help')
    expect(wordsOf(first.last())).toContain('leave 1 Dec to 5 Dec')
    await first.say('leave cancel')
    expect(wordsOf(first.last())).toContain('Your leave is cancelled')
  })
})

test('the manager of an institute sees how its experts’ needs stand, jointly claimed ones too, and no more', async () => {
  const { rolling } = await start(withOfficers(wang))
  const [manager, joint] = [await t.someone('manager:textile'), await t.someone('manager:machine')]
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('公开')
  await mill.press('发布')
  await manager.say('需求 2026-0001')
  expect(wordsOf(manager.last())).toContain('没有这条需求')
  await rolling.press('认领')
  await manager.say('我的')
  expect(wordsOf(manager.last())).toContain('贵院专家在办的需求')
  await manager.say('需求 2026-0001')
  const card = wordsOf(manager.last())
  expect(card).toContain('当前状态：已认领')
  expect(card).not.toContain('试过换柔软剂')
  await manager.say('帮助')
  expect(wordsOf(manager.last())).not.toContain('直接把技术难题发给我')
  await joint.say('需求 2026-0001')
  expect(wordsOf(joint.last())).toContain('没有这条需求')
  const casting = await t.someone('expert:casting')
  await casting.say('需求 2026-0001')
  await casting.press('联合认领')
  await rolling.press('同意加入')
  await joint.say('我的')
  expect(wordsOf(joint.last())).toContain('贵院专家在办的需求')
  await joint.say('需求 2026-0001')
  expect(wordsOf(joint.last())).toContain('当前状态：已认领')
  await rolling.press('已联系上，开始对接')
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级')
  await mill.press('确认已解决')
  for (const one of [manager, joint]) {
    await one.say('需求 2026-0001')
    expect(wordsOf(one.last())).toContain('企业已确认解决')
  }
})

test('of a private need the manager learns its number and how it stands, not what it is about', async () => {
  const { rolling } = await start(withOfficers(wang))
  const manager = await t.someone('manager:textile')
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
  await rolling.press('认领')
  await manager.say('我的')
  expect(wordsOf(manager.last())).toContain('2026-0001 （保密需求） — 已认领')
  await manager.say('需求 2026-0001')
  expect(wordsOf(manager.last())).toContain('没有这条需求')
})

sayWhatIsSkipped()

describe.each(engines)('two programs at once on $name', ({ open }) => {
  test('an officer who left is followed by one other, told once', async () => {
    t = await testApp({ directory: withOfficers(wang, li, zhao), open })
    const next = [await t.someone('officer:li'), await t.someone('officer:zhao')]
    await publish()
    const twin = await t.twin()
    await t.prisma.person.update({ where: { id: idOf('person', 'officer:wang') }, data: { roles: [] } })
    t.clock.set('2026-11-23T02:05:00Z')
    await Promise.all([t.app.tick(), twin.tick()])
    await Promise.all([t.app.idle(), twin.idle()])
    expect(next.map((one) => times(one, '由您联系')).sort()).toEqual([0, 1])
    expect(await t.prisma.history.count({ where: { event: 'officer' } })).toBe(2)
    await twin.stop()
  })
})
