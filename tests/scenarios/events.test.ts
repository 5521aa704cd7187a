import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inProgress } from '../support/cast.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
/** Monday, 23 November 2026, 10:00 in Shanghai. */
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

async function at(hour: string): Promise<void> {
  t.clock.set(`${hour}:00+08:00`)
  await t.later(0)
}

const theEvent = () => t.prisma.matchEvent.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
const seen = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
const filesOf = (person: FakePerson) =>
  person.chat().flatMap(({ card }) => (card.attachments ?? []).map(({ bytes }) => Buffer.from(bytes).toString()))

/** The mill has a live need; staff make an event about it. */
async function drafted() {
  const all = {
    ...{ mill: await t.someone('contact:mill'), foundry: await t.someone('contact:foundry'), wang: await t.someone('officer:wang') },
    ...{ rolling: await t.someone('expert:rolling'), casting: await t.someone('expert:casting'), finish: await t.someone('expert:finish') },
  }
  await all.mill.say(millNeed)
  await all.mill.press('发布')
  await all.wang.say('办活动 轧光工艺成果对接会')
  await all.wang.say('棉织物后整理、压光极光、手感发硬')
  await all.wang.say('12月10日 14:00-17:00')
  await all.wang.say('江畔轻纺院 3 号楼报告厅')
  return all
}

async function announced() {
  const all = await drafted()
  await all.wang.press('发布通知')
  return all
}

/** Both sides have signed up, the mill with its need, and know whom they meet. */
async function planned() {
  const all = await announced()
  await all.mill.press('报名')
  await all.mill.press('带上需求 2026-0001')
  await all.rolling.press('报名')
  await all.wang.say('活动')
  await all.wang.press(/^1\. /)
  await all.wang.press('配对')
  await all.wang.press('就按这个安排')
  return all
}

describe('an event', () => {
  test('is made of four answers, and its list says who will be told and why', async () => {
    const { wang, rolling } = await drafted()
    const card = wordsOf(wang.last())
    expect(card).toContain('12月10日（周四）14:00–17:00')
    expect(card).toContain('按主题找到企业 1 家')
    await wang.press(/^专家（/)
    expect(wordsOf(wang.last())).toMatch(/沈岚 — 将通知/)
    expect(wordsOf(wang.last())).not.toContain('丁涛 — 将通知')
    await wang.press('看活动')
    await wang.press(/^企业（/)
    expect(wordsOf(wang.last())).toContain('云溪锦华印染有限公司 — 将通知（有需求 2026-0001')
    expect(seen(rolling, '轧光工艺成果对接会')).toBe(0)
  })

  test('is told to everybody on the list, once; who was taken off is not told; others find it by themselves', async () => {
    const { wang, mill, rolling, finish, casting } = await drafted()
    await wang.press(/^专家（/)
    await wang.press(/何平/)
    expect(wordsOf(wang.last())).toContain('何平 — 不通知')
    await wang.press('看活动')
    await wang.press('发布通知')
    expect(wordsOf(wang.last())).toMatch(/已通知 \d+ 位（家）/)
    for (const person of [mill, rolling]) expect(seen(person, '这场活动和您对得上')).toBe(1)
    expect(seen(finish, '轧光工艺成果对接会')).toBe(0)
    await wang.pressRaw('event_announce', (await theEvent()).id)
    expect(wordsOf(wang.last())).toContain('已经发布了')
    expect(seen(rolling, '这场活动和您对得上')).toBe(1)
    await casting.say('活动')
    expect(wordsOf(casting.last())).toContain('轧光工艺成果对接会')
    await casting.press(/^1\. /)
    await casting.press('报名')
    expect(wordsOf(casting.last())).toContain('日历')
  })

  test('announced at night is told in the morning; who asks meanwhile is answered at once, and told no second time', async () => {
    const { wang, mill, rolling } = await drafted()
    await at('2026-11-23T22:30')
    await wang.press('发布通知')
    expect(seen(mill, '轧光工艺成果对接会')).toBe(0)
    await mill.say('活动')
    await mill.press(/^1\. /)
    await mill.press('报名')
    expect(seen(mill, '收到，欢迎来')).toBe(1)
    await at('2026-11-24T08:00')
    expect(seen(rolling, '这场活动和您对得上')).toBe(1)
    expect(seen(mill, '这场活动和您对得上')).toBe(0)
  })

  test('can’t be announced without a topic, a day and a place', async () => {
    const wang = await t.someone('officer:wang')
    await wang.say('办活动 校企直通车')
    await wang.press('跳过')
    await wang.press('跳过')
    await wang.press('跳过')
    await wang.press('发布通知')
    expect(wordsOf(wang.last())).toContain('还没写主题')
    const event = await theEvent()
    expect(event.kind).toBe('express')
    expect(event.state).toBe('draft')
    await wang.pressRaw('event_part', `${event.id}when`)
    await wang.say('2月31日')
    expect(wordsOf(wang.last())).toContain('没有这一天')
    await wang.say('昨天')
    expect(wordsOf(wang.last())).toContain('这个时间已经过了')
  })

  test('a draft is nobody’s but the bureau’s', async () => {
    const { mill } = await drafted()
    await mill.pressRaw('event', (await theEvent()).id)
    expect(wordsOf(mill.last())).toContain('没有这场活动')
    await mill.say('活动')
    expect(wordsOf(mill.last())).toContain('近期没有活动')
  })
})

describe('signing up', () => {
  test('twice is once; a calendar file comes, and what they hope for is kept', async () => {
    const { mill } = await announced()
    await mill.press('报名')
    await mill.pressRaw('event_join', (await theEvent()).id)
    expect(await t.prisma.eventGuest.count({ where: { state: 'in' } })).toBe(1)
    const [file] = filesOf(mill)
    expect(file).toContain('SUMMARY:轧光工艺成果对接会')
    expect(file).toContain('DTSTART:20261210T060000Z')
    expect(file).toContain('DTEND:20261210T090000Z')
    await mill.pressRaw('event_wish', (await theEvent()).id)
    await mill.say('想找能上门看设备的专家')
    expect(wordsOf(mill.last())).toContain('想找能上门看设备的专家')
  })

  test('where it is full one waits; a place that becomes free goes to who has waited longest, and they hear', async () => {
    const { wang, mill, foundry } = await drafted()
    await wang.press('修改')
    await wang.press('名额')
    await wang.say('1')
    await wang.press('发布通知')
    await mill.press('报名')
    await foundry.say('活动')
    await foundry.press(/^1\. /)
    await foundry.press('报名')
    expect(wordsOf(foundry.last())).toContain('候补')
    await mill.press('取消报名')
    expect(seen(foundry, '您已经正式报上名了')).toBe(1)
    expect(await t.prisma.eventGuest.count({ where: { state: 'in' } })).toBe(1)
    await mill.press('报名')
    expect(wordsOf(mill.last())).toContain('候补')
    // more places let in who waits
    await wang.pressRaw('event_part', `${(await theEvent()).id}places`)
    await wang.say('不限')
    expect(seen(mill, '您已经正式报上名了')).toBe(1)
  })

  test('two who press for the last place at the same instant don’t both get it', async () => {
    const { wang, mill, foundry } = await drafted()
    await wang.press('修改')
    await wang.press('名额')
    await wang.say('1')
    await wang.press('发布通知')
    const { id } = await theEvent()
    await Promise.all([mill.pressRaw('event_join', id), foundry.pressRaw('event_join', id)])
    const states = (await t.prisma.eventGuest.findMany({ where: { enterpriseId: { not: null }, state: { in: ['in', 'waiting'] } } })).map(
      ({ state }) => state,
    )
    expect(states.sort()).toEqual(['in', 'waiting'])
  })

  test('is over after its last day, by phone too it goes through staff', async () => {
    const { wang, mill, rolling } = await drafted()
    await wang.press('修改')
    await wang.press('报名截止')
    await wang.say('12月8日')
    await wang.press('发布通知')
    await at('2026-12-09T10:00')
    await mill.pressRaw('event_join', (await theEvent()).id)
    expect(wordsOf(mill.last())).toContain('报名已经截止')
    await wang.say('活动')
    await wang.press(/^1\. /)
    await wang.press('替人报名')
    await wang.say('云溪锦华印染有限公司\n沈岚\n无名氏')
    expect(wordsOf(wang.last())).toContain('已报名：云溪锦华印染有限公司、沈岚')
    expect(wordsOf(wang.last())).toContain('无名氏')
    expect(seen(mill, '科技局已为您报名')).toBe(1)
    expect(seen(rolling, '科技局已为您报名')).toBe(1)
  })

  test('an unnamed need stays at home, another’s is nobody’s to bring', async () => {
    const { mill, foundry } = await announced()
    const event = await theEvent()
    const need = await t.prisma.need.findFirstOrThrow({ where: { number: '2026-0001' } })
    await mill.press('报名')
    await t.prisma.need.update({ where: { id: need.id }, data: { unnamed: true } })
    await mill.pressRaw('event_bring', event.id + need.id)
    expect(wordsOf(mill.last())).toContain('暂不具名')
    await foundry.pressRaw('event_join', event.id)
    await foundry.pressRaw('event_bring', event.id + need.id)
    expect(await t.prisma.eventNeed.count()).toBe(0)
  })
})

describe('pairs', () => {
  test('are suggested by the need that was brought, and told once staff say so; each side sees its order of meetings', async () => {
    const { wang, mill, rolling, casting } = await announced()
    await mill.press('报名')
    await mill.press('带上需求 2026-0001')
    await rolling.press('报名')
    await casting.pressRaw('event_join', (await theEvent()).id)
    await wang.pressRaw('event_match', (await theEvent()).id)
    expect(wordsOf(wang.last())).toContain('云溪锦华印染有限公司 × 沈岚')
    expect(wordsOf(wang.last())).not.toContain('丁涛')
    expect(seen(rolling, '您的见面安排')).toBe(0)
    await wang.press('就按这个安排')
    expect(seen(mill, '您的见面安排')).toBe(1)
    expect(seen(rolling, '第 1 轮 14:00–14:20')).toBe(1)
    expect(wordsOf(rolling.last())).toContain('2026-0001')
    // pressed again nothing is told twice
    await wang.pressRaw('event_confirm', (await theEvent()).id)
    expect(seen(rolling, '您的见面安排')).toBe(1)
  })

  test('nobody is in two of a round, by hand too; who leaves leaves their meetings', async () => {
    const { wang, mill, rolling, finish, foundry } = await announced()
    for (const person of [mill, rolling, finish, foundry]) await person.pressRaw('event_join', (await theEvent()).id)
    for (const names of ['锦华印染 沈岚', '锦华印染 何平', '恒铸机械 沈岚']) {
      await wang.pressRaw('event_pair_add', (await theEvent()).id)
      await wang.say(names)
    }
    await wang.press('就按这个安排')
    const pairs = await t.prisma.eventPair.findMany({ where: { state: 'planned' } })
    expect(pairs).toHaveLength(3)
    const slots = pairs.flatMap(({ enterpriseId, expertId, round }) => [`${enterpriseId}${round}`, `${expertId}${round}`])
    expect(new Set(slots).size).toBe(6)
    await rolling.pressRaw('event_decline', (await theEvent()).id)
    expect(await t.prisma.eventPair.count({ where: { state: 'planned' } })).toBe(1)
    expect(seen(wang, '沈岚 取消了报名，原来排的 2 场见面已经去掉')).toBe(1)
    expect(seen(foundry, '还没有给您排见面')).toBe(1)
    await wang.pressRaw('event_pair_add', (await theEvent()).id)
    await wang.say('锦华印染 沈岚')
    expect(wordsOf(wang.last())).toContain('没看出是哪位专家')
  })

  test('of a private need an expert sees the field alone', async () => {
    const { wang, mill, casting } = await announced()
    await mill.press('报名')
    await mill.press('带上需求 2026-0001')
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await casting.pressRaw('event_join', (await theEvent()).id)
    await wang.pressRaw('event_pair_add', (await theEvent()).id)
    await wang.say('锦华印染 丁涛')
    await wang.press('就按这个安排')
    expect(wordsOf(casting.last())).toContain('一条不公开的需求')
    expect(wordsOf(casting.last())).not.toContain('极光')
    expect(wordsOf(casting.last())).not.toContain('2026-0001')
  })

  test('an expert whom an enterprise avoids is never put beside it', async () => {
    const { wang, mill, rolling } = await announced()
    const { enterpriseId } = await t.prisma.need.findFirstOrThrow({ where: { number: '2026-0001' } })
    await t.prisma.expert.updateMany({ where: { name: '沈岚' }, data: { conflicts: [enterpriseId ?? ''] } })
    await mill.press('报名')
    await rolling.press('报名')
    await wang.pressRaw('event_pair_add', (await theEvent()).id)
    await wang.say('锦华印染 沈岚')
    expect(wordsOf(wang.last())).toContain('要回避')
  })
})

describe('before and after', () => {
  test('who comes is reminded once on the day before, and hears of another time with a new calendar file', async () => {
    const { wang, mill } = await planned()
    await wang.pressRaw('event_part', `${(await theEvent()).id}when`)
    await wang.say('12月11日 9:00-11:00')
    expect(seen(mill, '时间或地点有变')).toBe(1)
    expect(filesOf(mill).at(-1)).toContain('SEQUENCE:1')
    await at('2026-12-09T10:00')
    expect(seen(mill, '活动就在明天')).toBe(0)
    await at('2026-12-10T08:59')
    await at('2026-12-10T09:00')
    await at('2026-12-10T09:01')
    expect(seen(mill, '活动就在明天')).toBe(1)
  })

  test('called off: whoever was told hears why, and calendars lose it', async () => {
    const { wang, mill, finish } = await planned()
    await wang.pressRaw('event_cancel', (await theEvent()).id)
    await wang.say('会场有变，改到明年春天')
    expect(seen(mill, '会场有变')).toBe(1)
    expect(seen(finish, '会场有变')).toBe(1)
    expect(filesOf(mill).at(-1)).toContain('METHOD:CANCEL')
    await mill.pressRaw('event_join', (await theEvent()).id)
    expect(wordsOf(mill.last())).toContain('不办了')
  })

  test('once it is over both sides are asked, once; the enterprise goes on, and the expert is asked to take its need', async () => {
    const { wang, mill, rolling } = await planned()
    const pair = await t.prisma.eventPair.findFirstOrThrow()
    await rolling.pressRaw('event_met', `${pair.id}on`)
    expect(wordsOf(rolling.last())).toContain('活动还没开始')
    await at('2026-12-10T16:59')
    expect(seen(mill, '见面了吗')).toBe(0)
    await at('2026-12-10T17:00')
    await at('2026-12-10T17:01')
    expect(seen(mill, '和沈岚教授（江畔轻纺院）见面了吗')).toBe(1)
    expect(seen(rolling, '和云溪锦华印染有限公司见面了吗')).toBe(1)
    expect(seen(wang, '活动结束了')).toBe(1)
    await mill.press('见了，继续谈')
    await rolling.press('见了，先到这里')
    await wang.pressRaw('event_sum', (await theEvent()).id)
    const sum = wordsOf(wang.last())
    for (const words of ['见了面 1', '继续谈 1', '带来需求 1', '安排见面 1']) expect(sum.replace(/[：:\n]/g, ' ')).toContain(words)
    expect((await t.prisma.invitation.findMany({ where: { expertId: pair.expertId } })).map(({ state }) => state)).toEqual(['asked'])
    await wang.pressRaw('history', pair.needId ?? '')
    expect(wordsOf(wang.last())).toContain('活动上见面，继续谈')
  })

  test('two weeks later the enterprise is asked what became of it, once; a claim has answered already', async () => {
    const { mill, wang } = await planned()
    await at('2026-12-10T17:00')
    await mill.press('见了，继续谈')
    await at('2026-12-23T10:00')
    expect(seen(mill, '现在怎样了')).toBe(0)
    await at('2026-12-24T10:00')
    await at('2026-12-24T10:01')
    expect(seen(mill, '现在怎样了')).toBe(1)
    await mill.press('已经合作')
    expect((await t.prisma.eventPair.findFirstOrThrow()).later).toBe('agreed')
    await wang.pressRaw('event_finish', (await theEvent()).id)
    expect((await theEvent()).state).toBe('done')
  })

  test('of a pair whose need the expert has claimed nobody is asked later', async () => {
    const { mill, rolling } = await planned()
    await at('2026-12-10T17:00')
    await mill.press('见了，继续谈')
    await rolling.pressRaw('claim', (await t.prisma.need.findFirstOrThrow()).id)
    await at('2026-12-24T10:00')
    expect(seen(mill, '现在怎样了')).toBe(0)
    expect((await t.prisma.eventPair.findFirstOrThrow()).later).toBe('agreed')
  })

  test('staff note the rest as met with one press, and a meeting nobody planned', async () => {
    const { wang, mill, foundry, casting } = await planned()
    for (const person of [foundry, casting]) await person.pressRaw('event_join', (await theEvent()).id)
    await at('2026-12-10T17:00')
    await wang.pressRaw('event_pair_add', (await theEvent()).id)
    await wang.say('恒铸机械 丁涛')
    await wang.press('见了，继续谈')
    await wang.pressRaw('event_pairs', `${(await theEvent()).id}0`)
    await wang.press('没人说的都算见了')
    const words = (await t.prisma.eventPair.findMany({ orderBy: { at: 'asc' } })).map(({ officeWord }) => officeWord)
    expect(words).toEqual(['met', 'on'])
    expect(seen(mill, '见面了吗')).toBe(1)
  })

  test('what was spoken of becomes a need that is linked, and goes with its draft', async () => {
    const { foundry, casting, wang } = await announced()
    const { id } = await theEvent()
    for (const person of [foundry, casting]) await person.pressRaw('event_join', id)
    await wang.pressRaw('event_pair_add', id)
    await wang.say('恒铸机械 丁涛')
    await wang.press('就按这个安排')
    await at('2026-12-10T17:00')
    await foundry.press('见了，继续谈')
    await foundry.press('把谈的提成需求')
    await foundry.say('铝合金压铸件气孔多，成品率只有八成，想提高到九成五')
    const [link] = await t.prisma.eventNeed.findMany()
    expect(link?.origin).toBe('arose')
    expect((await t.prisma.eventPair.findFirstOrThrow()).needId).toBe(link?.needId)
    await foundry.press('发布')
    await wang.pressRaw('event_sum', id)
    expect(wordsOf(wang.last()).replace(/[：:\n]/g, ' ')).toContain('新提需求 1')
    await wang.pressRaw('need', link?.needId ?? '')
    expect(wordsOf(wang.last())).toContain('轧光工艺成果对接会')
  })

  test('a visit noted on its day belongs to it', async () => {
    const { mill, rolling } = await inProgress(t)
    const wang = await t.someone('officer:wang')
    await wang.say('办活动 百名专家教授进企业')
    await wang.say('压光极光')
    await wang.say('11月26日 9:00')
    await wang.say('柳荫街道')
    await wang.press('发布通知')
    expect((await theEvent()).kind).toBe('enterprises')
    await mill.press('报名')
    await mill.press('带上需求 2026-0001')
    await rolling.press('报名')
    await wang.pressRaw('event_match', (await theEvent()).id)
    await wang.press('就按这个安排')
    await at('2026-11-26T14:00')
    await rolling.press('见了，继续谈')
    await rolling.press('记走访')
    await rolling.say('压辊温度偏高，当场调低十度')
    const visit = await t.prisma.visit.findFirstOrThrow()
    expect(visit).toMatchObject({ state: 'done', day: '2026-11-26', eventId: (await theEvent()).id, who: '沈岚' })
    await wang.pressRaw('event_sum', (await theEvent()).id)
    expect(wordsOf(wang.last()).replace(/[：:\n]/g, ' ')).toContain('记下走访 1')
    await wang.pressRaw('visit_show', visit.id)
    expect(wordsOf(wang.last())).toContain('百名专家教授进企业')
  })

  test('the spreadsheet has guests and meetings', async () => {
    const { wang } = await planned()
    await wang.pressRaw('event_file', (await theEvent()).id)
    const [file] = wang.last().attachments ?? []
    expect(file?.name).toBe('活动-轧光工艺成果对接会.xlsx')
    expect(file?.bytes.length).toBeGreaterThan(2000)
  })
})
