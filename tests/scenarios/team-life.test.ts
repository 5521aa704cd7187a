import { afterEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { noLinks, officer, withOfficers } from '../support/team.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
afterEach(() => t.stop())

const undo = '撤销（1 分钟内）'

/** Published; 王敏 answers for it, 李强 could. */
async function published() {
  t = await testApp({ directory: withOfficers(officer('wang', '王敏', { townships: ['柳荫街道'] }), officer('li', '李强')) })
  const [mill, rolling, finish, softener] = [
    await t.someone('contact:mill'),
    await t.someone('expert:rolling'),
    await t.someone('expert:finish'),
    await t.someone('expert:softener'),
  ] as const
  const [wang, li, chief] = [await t.someone('officer:wang'), await t.someone('officer:li'), await t.someone('officer:chen')] as const
  await mill.say(millNeed)
  await mill.press('发布')
  return { mill, rolling, finish, softener, wang, li, chief, id: (await t.prisma.need.findFirstOrThrow()).id }
}

/** 沈岚 has it, 何平 works on it with her. */
async function together() {
  const all = await published()
  await all.rolling.press('认领')
  await all.rolling.press('以后再说')
  await all.finish.press('申请加入')
  await all.rolling.press('同意加入')
  return all
}

async function more(person: FakePerson, label: string): Promise<void> {
  await person.say('需求 2026-0001')
  await person.press('更多操作')
  await person.press(label)
}

function count(person: FakePerson, words: string): number {
  return person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
}

async function standing() {
  const need = await t.prisma.need.findUniqueOrThrow({ where: { number: '2026-0001' }, include: { officer: true } })
  const claims = await t.prisma.claim.findMany({ where: { needId: need.id, endedAt: null }, include: { expert: true } })
  const members = await t.prisma.teamMember.findMany({ where: { needId: need.id, state: 'in' } })
  return {
    state: need.state,
    officer: need.officer?.name,
    claimers: claims.map(({ expert }) => expert.name),
    members: members.map(({ name }) => name),
  }
}

function invitations(id: string) {
  return t.prisma.invitation.findMany({ where: { needId: id }, select: { expertId: true, state: true }, orderBy: { id: 'asc' } })
}

describe('taken back within a minute', () => {
  test('an assignment: who was asked is asked as before, the assigned expert is told', async () => {
    const { chief, softener, id } = await published()
    const before = await invitations(id)
    await more(chief, '指派专家')
    await chief.say('孟洁')
    expect(await standing()).toMatchObject({ state: 'claimed', claimers: ['孟洁'] })
    await chief.press(undo)
    expect(await standing()).toMatchObject({ state: 'open', claimers: [] })
    expect((await invitations(id)).filter(({ expertId }) => before.some((one) => one.expertId === expertId))).toEqual(before)
    expect(count(softener, '已撤销')).toBe(1)
    await softener.pressRaw('start', id)
    expect(await standing()).toMatchObject({ state: 'open' })
  })

  test('a replacement: the old expert has it again with the whole team, and nobody is left in line who was not', async () => {
    const { chief, rolling, finish, id } = await together()
    const [before, asked] = [await standing(), await invitations(id)]
    await more(chief, '更换专家')
    await chief.say('出国一年')
    await chief.say('孟洁')
    expect(await standing()).toMatchObject({ claimers: ['孟洁'], members: [] })
    await chief.press(undo)
    expect(await standing()).toEqual(before)
    expect((await invitations(id)).filter(({ state }) => state !== 'closed')).toEqual(asked)
    for (const person of [rolling, finish]) expect(count(person, '已撤销')).toBe(1)
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).toContain('您在这条需求的团队里')
  })

  test('a need given back, with its team', async () => {
    const { rolling, finish } = await together()
    const before = await standing()
    await rolling.press('退回')
    await rolling.say('设备坏了')
    expect(await standing()).toMatchObject({ state: 'open', members: [] })
    await rolling.press(undo)
    expect(await standing()).toEqual(before)
    expect(count(finish, '已撤销')).toBe(1)
  })

  test('handing to another officer', async () => {
    const { chief, wang, li } = await published()
    await more(chief, '转给其他干部')
    await chief.press('李强（在办 0）')
    expect(await standing()).toMatchObject({ officer: '李强' })
    await chief.press(undo)
    expect(await standing()).toMatchObject({ officer: '王敏' })
    for (const person of [wang, li]) expect(count(person, '刚才的“确定责任干部”已撤销')).toBe(1)
  })
})

describe('a team through the ways of a need', () => {
  test('paused and resumed: everybody hears it once, the officer too; the team stands', async () => {
    const { mill, rolling, finish, wang, id } = await together()
    await rolling.press('已联系上，开始对接')
    const before = await standing()
    const counts = [rolling, finish, wang].map((person) => person.chat().length)
    await more(mill, '暂停')
    await mill.say('等设备到货')
    await mill.say('三周后')
    expect([rolling, finish, wang].map((person, i) => person.chat().length - (counts[i] ?? 0))).toEqual([1, 1, 1])
    expect(wordsOf(wang.last())).toContain('等设备到货')
    expect(await standing()).toEqual({ ...before, state: 'paused' })
    await finish.pressRaw('progress', id)
    expect(wordsOf(finish.last())).toContain('已暂停')
    await more(mill, '恢复')
    expect(await standing()).toEqual(before)
    expect(count(finish, '恢复')).toBeGreaterThan(0)
  })

  test('ended as not solved: the officer reads so in a sentence, with the reason', async () => {
    const { mill, wang } = await together()
    await more(mill, '未能解决，结束')
    await mill.say('产线卖掉了')
    expect(wordsOf(wang.last())).toContain('按“未能解决”结束了：产线卖掉了')
  })

  test('withdrawn: the team is told once and parts', async () => {
    const { mill, finish } = await together()
    const before = finish.chat().length
    await mill.press('撤回需求')
    await mill.say('不做了')
    expect(await standing()).toMatchObject({ state: 'withdrawn', members: [] })
    expect(finish.chat().length - before).toBe(1)
    expect(wordsOf(finish.last())).toContain('不做了')
  })

  test('confirmed: the team stays on record; opened again, it is gone and the lead is asked first', async () => {
    const { mill, rolling, finish } = await together()
    await rolling.press('已联系上，开始对接')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    await mill.press('确认已解决')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('成员 何平教授')
    await more(mill, '重新打开')
    await mill.say('又出现了')
    expect(count(finish, '又出现了')).toBe(1)
    expect(await standing()).toMatchObject({ state: 'open', claimers: [], members: [], officer: '王敏' })
    expect(wordsOf(rolling.last())).toContain('[认领]')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).not.toContain('成员 何平')
  })

  test('split: each part keeps the officer of the whole', async () => {
    const { mill, chief, li, id } = await published()
    await more(chief, '转给其他干部')
    await chief.press('李强（在办 0）')
    await more(mill, '拆成几条')
    await mill.say('压光后手感发硬\n布面有极光')
    const parts = await t.prisma.need.findMany({ where: { splitFromId: id }, include: { officer: true } })
    expect(parts.map((part) => part.officer?.name)).toEqual(['李强', '李强'])
    for (const { number } of parts) expect(count(li, `需求 ${number}“`)).toBe(1)
  })

  test('whose officer left while it was paused has another when it goes on', async () => {
    const { mill, chief } = await together()
    await more(mill, '暂停')
    await mill.say('等设备到货')
    await mill.say('三周后')
    await chief.say('离任 王敏')
    await chief.press('王敏已离任')
    await t.later(60_000)
    expect(await standing()).toMatchObject({ state: 'paused', officer: '李强' })
  })
})

test('the links lead past an officer who left to the next of them', async () => {
  const links = { ...noLinks, enterprises: ['mill'] }
  t = await testApp({ directory: withOfficers(officer('wang', '王敏', { links }), officer('li', '李强', { townships: ['柳荫街道'] })) })
  const chief = await t.someone('officer:chen')
  await chief.say('离任 王敏')
  await chief.press('王敏已离任')
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  expect(await standing()).toMatchObject({ officer: '李强' })
  expect(await t.prisma.officerLink.count({ where: { personId: idOf('person', 'officer:wang') } })).toBe(1)
})
