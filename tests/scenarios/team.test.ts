import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { days } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

async function published({ visibility }: { visibility?: '公开' | '保密' } = {}) {
  const mill = await t.someone('contact:mill')
  const [rolling, finish, fabric, softener] = [
    await t.someone('expert:rolling'),
    await t.someone('expert:finish'),
    await t.someone('expert:fabric'),
    await t.someone('expert:softener'),
  ] as const
  const [casting, officer, chief] = [
    await t.someone('expert:casting'),
    await t.someone('officer:wang'),
    await t.someone('officer:chen'),
  ] as const
  await mill.say(millNeed)
  if (visibility) {
    await mill.press('谁能看到')
    await mill.press(visibility)
  }
  await mill.press('发布')
  const { id } = await t.prisma.need.findFirstOrThrow()
  return { mill, rolling, finish, fabric, softener, casting, officer, chief, id }
}

async function claimed(options?: Parameters<typeof published>[0]) {
  const all = await published(options)
  await all.rolling.press('认领')
  await all.rolling.press('以后再说')
  if (options?.visibility === '保密') await all.mill.press('同意对接')
  return all
}

function sees(person: FakePerson, words: string): boolean {
  return person.chat().some(({ card }) => wordsOf(card).includes(words))
}

function count(person: FakePerson, words: string): number {
  return person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
}

async function state(): Promise<string> {
  return (await t.prisma.need.findFirstOrThrow()).state
}

async function claimer(): Promise<string | undefined> {
  return (await t.prisma.claim.findFirst({ where: { endedAt: null }, include: { expert: true } }))?.expert.name
}

async function more(person: FakePerson, label: string): Promise<void> {
  await person.say('需求 2026-0001')
  await person.press('更多操作')
  await person.press(label)
}

describe('staff step in', () => {
  test('an expert is assigned by name: told, both sides get the contact, and it can be given back', async () => {
    const { mill, chief, softener, rolling } = await published()
    await more(chief, '指派专家')
    await chief.say('孟洁')
    expect(await claimer()).toBe('孟洁')
    expect(wordsOf(chief.card('已交给孟洁'))).toContain('2026-0001')
    expect(wordsOf(softener.card('科技局想请您接手'))).toContain('退回')
    expect(sees(softener, '企业的联系方式')).toBe(true)
    expect(wordsOf(mill.card('为您指派了专家孟洁'))).toContain('2026-0001')
    expect(sees(rolling, '您为候补第 1 位')).toBe(true)
    await softener.press('退回')
    await softener.say('这段时间在外地')
    expect(await state()).toBe('open')
    expect(wordsOf(rolling.last())).toContain('有个难题想请您看看')
  })

  test('a full desk is said, and a second press decides; with a conflict of interest nothing does; a name nobody has is asked again', async () => {
    const { chief } = await published()
    await t.prisma.expert.update({ where: { id: idOf('expert', 'softener') }, data: { cap: 0 } })
    await t.prisma.expert.update({ where: { id: idOf('expert', 'fabric') }, data: { conflicts: [idOf('enterprise', 'mill')] } })
    await more(chief, '指派专家')
    await chief.say('诸葛亮')
    expect(wordsOf(chief.last())).toContain('名录里没有找到“诸葛亮”')
    await chief.say('罗宁')
    expect(wordsOf(chief.last())).toContain('有利益关系')
    await chief.say('孟洁')
    expect(wordsOf(chief.last())).toContain('手上已有 0 条，到了上限 0 条')
    expect(await state()).toBe('open')
    await chief.press('仍然指派')
    expect(await claimer()).toBe('孟洁')
    await chief.press('仍然指派')
    expect(wordsOf(chief.last())).toContain('现在是“已认领”')
    expect(await t.prisma.claim.count()).toBe(1)
  })

  test('the expert is replaced, with a reason: the old one is told kindly, the new one has it, one live claim', async () => {
    const { mill, chief, rolling, officer, id } = await claimed()
    await rolling.press('已联系上，开始对接')
    await more(chief, '更换专家')
    await chief.say('沈老师要出国一年')
    await t.restart()
    await chief.say('何平')
    expect(await claimer()).toBe('何平')
    expect(await state()).toBe('claimed')
    expect(wordsOf(rolling.card('已另请专家接手'))).toContain('沈老师要出国一年')
    expect(wordsOf(mill.card('换了专家'))).toContain('何平')
    expect(wordsOf(officer.last())).toContain('科技局已更换专家：何平教授（江畔轻纺院）')
    await rolling.say('需求 2026-0001')
    expect(wordsOf(rolling.last())).toContain('科技局已另请专家')
    expect(wordsOf(rolling.last())).not.toContain('[认领]')
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('不能再认领')
    expect(await t.prisma.claim.findMany({ select: { ended: true }, orderBy: { at: 'asc' } })).toEqual([
      { ended: 'replaced' },
      { ended: null },
    ])
    await rolling.pressRaw('replace', id)
    expect(wordsOf(rolling.last())).toContain('只有当事人能做')
  })

  test('who is on leave is assigned only with a second press', async () => {
    const { chief, softener } = await published()
    await softener.say('请假 今天到12月5日')
    await more(chief, '指派专家')
    await chief.say('孟洁')
    expect(wordsOf(chief.last())).toContain('孟洁教授（江畔轻纺院）休假到2026年12月5日')
    expect(await state()).toBe('open')
    await chief.press('仍然指派')
    expect(await claimer()).toBe('孟洁')
  })

  test('of a private need the enterprise is asked before an assigned expert sees it', async () => {
    const { mill, chief, softener } = await published({ visibility: '保密' })
    await more(chief, '指派专家')
    await chief.say('孟洁')
    expect(wordsOf(softener.last())).not.toContain('试过换柔软剂')
    expect(sees(softener, '企业的联系方式')).toBe(false)
    await mill.press('同意对接')
    expect(sees(softener, '企业的联系方式')).toBe(true)
  })

  test('a term is extended with a day and a reason; impossible, past and earlier days are asked back', async () => {
    const { chief, rolling, mill, id } = await claimed()
    await more(chief, '延期')
    for (const [said, answer] of [
      ['2月31日，出差', '日历上没有这一天'],
      ['11月3日，出差', '新的期限要晚于现在'],
      ['再等等吧', '没看懂延到哪天'],
      ['12月20日', '还要写一句原因'],
      ['11月24日，出差', '现在的期限是 2026年11月25日，新的期限要比它晚'],
    ] as const) {
      await chief.say(said)
      expect(wordsOf(chief.last())).toContain(answer)
    }
    await chief.say('12月20日，专家出差')
    expect(wordsOf(chief.card('已延到'))).toContain('2026年12月20日')
    await t.later(5 * days)
    expect(sees(rolling, '提醒')).toBe(false)
    expect(await state()).toBe('claimed')
    await mill.pressRaw('extend', id)
    expect(wordsOf(mill.last())).toContain('只有科技局工作人员')
  })
})

describe('several work on a need', () => {
  test('a reserve asks to join, the claimer agrees: reads all, notes progress, asks, leaves; roles stand on every card', async () => {
    const { mill, rolling, finish, id } = await claimed()
    await finish.press('申请加入')
    expect(wordsOf(rolling.last())).toContain('何平教授（江畔轻纺院）想加入您的团队')
    await finish.pressRaw('join', id)
    expect(wordsOf(finish.last())).toContain('何平已经在团队里，或正等答复')
    await rolling.press('同意加入')
    expect(wordsOf(mill.card('何平已加入团队'))).toContain('2026-0001')
    const crew = '团队：负责 沈岚教授（江畔轻纺院）；成员 何平教授（江畔轻纺院）'
    for (const person of [mill, rolling, finish]) {
      await person.say('需求 2026-0001')
      expect(wordsOf(person.last())).toContain(crew)
    }
    await rolling.pressRaw('member_yes', (await t.prisma.teamMember.findFirstOrThrow()).id)
    expect(wordsOf(rolling.last())).toContain('已经有人处理过了')
    await finish.say('我的')
    expect(wordsOf(finish.last())).toContain('您参与的需求')
    await finish.say('需求 2026-0001')
    await finish.press('记一笔进展')
    await finish.say('助剂配方试了三组')
    expect(wordsOf(mill.card('助剂配方试了三组'))).toContain('2026-0001')
    expect(wordsOf(rolling.card('何平记了一笔进展'))).toContain('助剂配方试了三组')
    await finish.say('需求 2026-0001')
    await finish.press('提问')
    await finish.say('布样多重？')
    await mill.press('回答')
    await mill.say('135 克')
    expect(wordsOf(finish.card('企业回答了您'))).toContain('135 克')
    await rolling.press('已联系上，开始对接')
    expect(wordsOf(finish.last())).toContain('您参与的需求 2026-0001')
    await more(finish, '退出团队')
    expect(wordsOf(rolling.card('何平退出了团队'))).toContain('2026-0001')
    expect(await t.prisma.teamMember.count({ where: { state: 'in' } })).toBe(0)
  })

  test('who asked to join is not left waiting: the claimer is reminded, with the buttons, and not once it is answered', async () => {
    const { rolling, finish } = await claimed()
    await rolling.press('已联系上，开始对接')
    await finish.press('申请加入')
    await t.later(days)
    expect(wordsOf(rolling.last())).toContain('团队加人的事在等您一句话')
    await rolling.press('同意加入')
    const before = rolling.chat().length
    await t.later(days)
    expect(rolling.chat()).toHaveLength(before)
  })

  test('the claimer adds an expert, who decides, and a postgraduate, who is in at once', async () => {
    const { mill, rolling, casting, id } = await claimed()
    await more(rolling, '添加成员')
    await rolling.say('丁涛')
    expect(wordsOf(casting.last())).toContain('沈岚教授（江畔轻纺院）想请您一起做')
    await casting.press('加入')
    expect(wordsOf(rolling.card('丁涛已加入团队'))).toContain('2026-0001')
    await casting.say('需求 2026-0001')
    expect(wordsOf(casting.last())).toContain(millNeed)
    await more(rolling, '添加成员')
    await rolling.say('研究生 张三')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('成员 丁涛教授（东湖装备院）；研究生 张三')
    await more(rolling, '添加成员')
    for (const [said, answer] of [
      ['研究生 张三', '张三已经在团队里'],
      ['丁涛', '丁涛已经在团队里'],
      ['沈岚', '沈岚就是牵头专家'],
      ['李四', '名录里没有找到“李四”'],
    ] as const) {
      await rolling.say(said)
      expect(wordsOf(rolling.last())).toContain(answer)
    }
    await rolling.press('取消')
    await more(rolling, '团队成员')
    await rolling.press('请出丁涛')
    expect(wordsOf(casting.card('任务已结束'))).toContain('2026-0001')
    await casting.say('需求 2026-0001')
    expect(wordsOf(casting.last())).not.toContain('客户退货，希望')
    await casting.pressRaw('progress', id)
    expect(wordsOf(casting.last())).toContain('只有当事人能做')
  })

  test('who was asked declines; who is not in the directory’s chat is phoned by the officer; a stranger’s press does nothing', async () => {
    const { rolling, casting, officer, softener, id } = await claimed()
    await more(rolling, '添加成员')
    await rolling.say('丁涛')
    const member = await t.prisma.teamMember.findFirstOrThrow()
    await softener.pressRaw('member_yes', member.id)
    expect(wordsOf(softener.last())).toContain('只有当事人能做')
    await casting.press('不参加')
    expect(wordsOf(rolling.card('丁涛这次不参加'))).toContain('2026-0001')
    await rolling.pressRaw('add_member', id)
    await rolling.say('邱雯')
    expect(wordsOf(rolling.last())).toContain('已请联络员打电话问')
    expect(wordsOf(officer.last())).toContain('邱雯教授（东湖装备院）加入，但对方还没有聊天账号')
    await officer.press('加入')
    expect(wordsOf(rolling.card('邱雯已加入团队'))).toContain('2026-0001')
  })

  test('who has an interest in the enterprise can neither join nor be added', async () => {
    const { rolling, finish, id } = await claimed()
    await t.prisma.expert.updateMany({ where: { name: { in: ['何平', '丁涛'] } }, data: { conflicts: [idOf('enterprise', 'mill')] } })
    await finish.pressRaw('join', id)
    expect(wordsOf(finish.last())).toContain('利益关系')
    await more(rolling, '添加成员')
    await rolling.say('丁涛')
    expect(wordsOf(rolling.last())).toContain('有利益关系')
    expect(await t.prisma.teamMember.count()).toBe(0)
  })

  test('whom the enterprise has declined can neither join nor be added', async () => {
    const { mill, rolling, finish, id } = await published({ visibility: '保密' })
    await finish.press('认领')
    await finish.press('以后再说')
    await mill.press('换一位专家')
    await rolling.say('需求 2026-0001')
    await rolling.press('认领')
    await rolling.press('以后再说')
    await mill.press('同意对接')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('申请加入')
    await finish.pressRaw('join', id)
    expect(wordsOf(finish.last())).toContain('企业之前没有同意')
    await more(rolling, '添加成员')
    await rolling.say('何平')
    expect(wordsOf(rolling.last())).toContain('企业之前没有同意何平')
    expect(await t.prisma.teamMember.count()).toBe(0)
  })

  test('of a private need a stranger who is asked to join sees neither title nor a way to it before the enterprise agrees', async () => {
    const { rolling, casting } = await claimed({ visibility: '保密' })
    await more(rolling, '添加成员')
    await rolling.say('丁涛')
    const card = wordsOf(casting.last())
    expect(card).toContain('[加入]')
    expect(card).not.toContain('查看需求')
    expect(card).not.toContain('极光')
  })

  test('joint claim by another institute, once for each; the claimer’s yes is enough for a public need, and contacts are shared', async () => {
    const { mill, rolling, casting, finish, id } = await claimed({ visibility: '公开' })
    const water = await t.someone('expert:water')
    await casting.say('需求 2026-0001')
    await casting.press('联合认领')
    expect(wordsOf(rolling.last())).toContain('丁涛教授（东湖装备院）想联合认领')
    await water.pressRaw('join_jointly', id)
    expect(wordsOf(water.last())).toContain('东湖装备院已经有人负责')
    await finish.pressRaw('join_jointly', id)
    expect(wordsOf(finish.last())).toContain('江畔轻纺院已经有人负责')
    await rolling.press('同意加入')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('团队：负责 沈岚教授（江畔轻纺院）；联合 丁涛教授（东湖装备院）')
    await casting.pressRaw('contact', id)
    expect(wordsOf(casting.last())).toContain('19900003001')
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toContain('联合认领')
  })

  test('of a private need the enterprise has to agree as well before a member sees it', async () => {
    const { mill, rolling, finish } = await claimed({ visibility: '保密' })
    await finish.press('申请加入')
    await rolling.press('同意加入')
    expect(wordsOf(rolling.last())).toContain('还要企业同意')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('试过换柔软剂')
    expect(wordsOf(mill.last())).toContain('何平教授（江畔轻纺院）要以“成员”加入您这条保密需求的团队')
    await mill.press('同意加入')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).toContain('试过换柔软剂')
  })

  test('given back: the joint claimer is asked first to go on, then the reserves', async () => {
    const { rolling, casting, finish } = await claimed({ visibility: '公开' })
    await casting.say('需求 2026-0001')
    await casting.press('联合认领')
    await rolling.press('同意加入')
    const asked = count(finish, '有个难题想请您看看')
    await rolling.press('退回')
    await rolling.say('设备坏了')
    expect(wordsOf(casting.card('先问您'))).toContain('愿意接着牵头的话')
    expect(count(finish, '有个难题想请您看看')).toBe(asked)
    expect(await t.prisma.teamMember.count({ where: { state: 'in' } })).toBe(0)
    await casting.press('婉拒')
    await casting.press('近期没有时间')
    expect(await t.prisma.invitation.count({ where: { state: 'asked', expert: { name: '何平' } } })).toBe(1)
  })

  test('given back, and the joint claimer goes on as the lead', async () => {
    const { rolling, casting } = await claimed({ visibility: '公开' })
    await casting.say('需求 2026-0001')
    await casting.press('联合认领')
    await rolling.press('同意加入')
    await rolling.press('退回')
    await rolling.say('设备坏了')
    await casting.press('认领')
    expect(await claimer()).toBe('丁涛')
  })

  test('no longer a member, no longer seen: after the claim ended, a member is a reserve', async () => {
    const { rolling, finish, id } = await claimed()
    await finish.press('申请加入')
    await rolling.press('同意加入')
    await rolling.press('退回')
    await rolling.say('设备坏了')
    expect(wordsOf(finish.card('您在团队里的位置也随之结束'))).toContain('2026-0001')
    await finish.pressRaw('progress', id)
    expect(wordsOf(finish.last())).toContain('只有当事人能做')
  })
})

test('an expert who works on a need and goes on leave is told how their stand-in gets to see it', async () => {
  const { rolling } = await claimed()
  await rolling.say('请假 12月1日到12月5日 何平代')
  expect(wordsOf(rolling.last())).toContain('这期间由何平代办')
  expect(wordsOf(rolling.last())).toContain('把何平添加为成员')
})

test('stepping in, in English', async () => {
  const { chief, softener, mill } = await published()
  for (const person of [chief, softener, mill]) await person.say('语言')
  const press = async (label: string) => {
    await chief.say('/need 2026-0001')
    await chief.press('More')
    await chief.press(label)
  }
  await press('Assign an expert')
  await chief.say('Zhuge Liang')
  expect(wordsOf(chief.last())).toContain('Zhuge Liang')
  await chief.say('孟洁')
  expect(wordsOf(chief.last())).toContain('Need 2026-0001 is with 孟洁 now')
  expect(wordsOf(softener.card('The bureau asks you to take on'))).toContain('Give back')
  expect(wordsOf(mill.card('the bureau has assigned an expert for you'))).toContain('孟洁')
  await press('Extend the term')
  await chief.say('30 Feb, travels')
  expect(wordsOf(chief.last())).toContain('There is no such day')
  await chief.say('10 Dec, the expert travels')
  expect(wordsOf(chief.last())).toContain('The term of need 2026-0001 now runs to')
  await press('Replace the expert')
  await chief.say('abroad for a year')
  await chief.say('何平')
  expect(await claimer()).toBe('何平')
  expect(wordsOf(softener.card('has asked another expert to take over'))).toContain('abroad for a year')
  await press('Hand to another officer')
  expect(wordsOf(chief.last())).toContain('There is no other')
})

test('joining, in English', async () => {
  const { rolling, finish, casting } = await published()
  for (const person of [rolling, finish, casting]) await person.say('语言')
  await rolling.say('/need 2026-0001')
  await rolling.press('Claim')
  await rolling.press('Later')
  await finish.say('/need 2026-0001')
  await finish.press('Ask to join')
  expect(wordsOf(rolling.last())).toContain('wants to join your team')
  await rolling.press('Welcome')
  await finish.say('/need 2026-0001')
  expect(wordsOf(finish.last())).toContain('Working on it：lead 沈岚 (教授, 江畔轻纺院); member 何平 (教授, 江畔轻纺院)')
  await rolling.say('/need 2026-0001')
  await rolling.press('More')
  await rolling.press('Add a member')
  await rolling.say('postgraduate Zhang San')
  await finish.say('/need 2026-0001')
  expect(wordsOf(finish.last())).toContain('postgraduate Zhang San')
})
