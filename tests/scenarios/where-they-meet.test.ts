/** What one part of the program does where another begins: each was a real defect once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { days, seconds } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type FakePerson, wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
/** Monday, 23 November 2026, 10:00 in Shanghai. */
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

async function at(when: string): Promise<void> {
  t.clock.set(`${when}:00+08:00`)
  await t.later(0)
}

async function published() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  const needId = (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
  return { mill, rolling, officer, needId }
}

async function inProgress() {
  const all = await published()
  await all.rolling.press('认领')
  await all.rolling.press('以后再说')
  await all.rolling.press('已联系上，开始对接')
  return all
}

async function noteVisit(person: FakePerson): Promise<void> {
  await person.press('走访')
  await person.press('记走访')
  await person.press('今天')
  await person.press('就是：沈岚')
  await person.say('轧点压力不匀，调整后极光消失')
}

const visit = () => t.prisma.visit.findFirstOrThrow()
const solved = async () =>
  (await t.prisma.outcome.findMany({ where: { automatic: true, state: 'confirmed' } })).map(({ kind, on }) => [kind, on])

describe('solved on site', () => {
  test('what the enterprise said was not solved does not count as solved on site when it is, weeks later', async () => {
    const { mill, rolling } = await inProgress()
    await noteVisit(rolling)
    await rolling.press('当场解决了')
    await mill.press('还没解决')
    await mill.say('第二天又出现了')
    await t.later(14 * days)
    await rolling.press('已解决')
    await rolling.say('换了轧辊，极光消失')
    await mill.press('确认已解决')
    expect(await solved()).toEqual([['solved', '2026-12-07']])
  })

  test('pressed by mistake and taken back, it is not said', async () => {
    const { rolling } = await inProgress()
    await noteVisit(rolling)
    await rolling.press('当场解决了')
    expect((await visit()).solvedOnSite).toBe(true)
    await rolling.press('撤销（1 分钟内）')
    expect((await visit()).solvedOnSite).toBe(null)
    expect(wordsOf(rolling.card('走访：2026-0001'))).toContain('[当场解决了] [还没解决]')
  })
})

describe('an undone reopening', () => {
  test('long after the end asks nothing again that was answered', async () => {
    const { mill, rolling, needId } = await inProgress()
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级，手感达标')
    await mill.press('确认已解决')
    await at('2027-02-23T09:00')
    await mill.press('效果稳定')
    await at('2027-05-24T09:00')
    await mill.press('又出问题了')
    await mill.say('换季后又出现极光')
    await mill.press('撤销（1 分钟内）')
    const followUps = await t.prisma.followUp.findMany({ where: { needId }, orderBy: { months: 'asc' } })
    expect(followUps.map(({ months, answer }) => [months, answer])).toEqual([
      [3, 'fine'],
      [6, null],
      [12, null],
    ])
    const before = mill.chat().length
    await at('2027-05-25T09:00')
    const asked = mill
      .chat()
      .slice(before)
      .map(({ card }) => wordsOf(card))
    expect(asked.filter((words) => words.includes('回访：'))).toHaveLength(1)
  })
})

describe('whoever has left a need', () => {
  test('is not reminded of the tasks they had there: the officer sees to them', async () => {
    const { rolling, needId } = await inProgress()
    await rolling.press('任务')
    await rolling.press('加一项任务')
    await rolling.say('我 送样 周五前')
    await rolling.press('退回')
    await rolling.say('做不了')
    const open = await t.prisma.matter.findMany({ where: { needId, kind: 'task', endedAt: null } })
    expect(open.map(({ waitOn, onId }) => [waitOn, onId])).toEqual([['officer', null]])
  })

  test('learns in their calendar that a visit somebody else arranged is off', async () => {
    const { mill, rolling, officer } = await inProgress()
    await officer.say('需求 2026-0001')
    await officer.press('走访')
    await officer.press('约走访')
    await officer.say('下周三下午')
    await officer.say('沈岚教授、王敏')
    await mill.press('同意这个时间')
    const files = () => rolling.chat().flatMap(({ card }) => (card.attachments ?? []).map(({ bytes }) => Buffer.from(bytes).toString()))
    expect(files().at(-1)).toContain('METHOD:PUBLISH')
    await mill.press('撤回需求')
    await mill.say('自己解决了')
    expect(files().at(-1)).toContain('METHOD:CANCEL')
  })
})

test('an undone claim takes the visit along that was proposed meanwhile', async () => {
  const { rolling } = await published()
  await rolling.press('认领')
  await rolling.press('以后再说')
  await rolling.press('走访')
  await rolling.press('约走访')
  await rolling.say('下周三下午')
  t.clock.forward(5 * seconds)
  await rolling.say('沈岚教授')
  await rolling.press('撤销（1 分钟内）')
  expect((await visit()).state).toBe('cancelled')
  expect(await t.prisma.matter.count({ where: { kind: 'visit_answer', endedAt: null } })).toBe(0)
})

test('a question that waited when the need was paused is not overdue the moment it goes on', async () => {
  const { mill, rolling } = await published()
  await rolling.press('提问')
  await rolling.say('克重多少？')
  await mill.press('更多操作')
  await mill.press('暂停')
  await mill.say('客户停产检修')
  await mill.say('三周后')
  await t.later(21 * days)
  await mill.press('更多操作')
  await mill.press('恢复')
  const question = await t.prisma.matter.findFirstOrThrow({ where: { kind: 'question', endedAt: null } })
  expect(question.dueAt.getTime()).toBeGreaterThan(t.clock.now().getTime())
})

test('whoever has claimed a private need that was opened again sees nothing of what came of it before the enterprise accepts', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
  await rolling.press('认领')
  await mill.press('同意对接')
  await rolling.press('已解决')
  await rolling.say('用雪莲七号涂层解决')
  await mill.press('确认已解决')
  const { id: outcomeId, needId } = await t.prisma.outcome.findFirstOrThrow()
  t.clock.forward(120 * seconds)
  await mill.pressRaw('reopen', needId)
  await mill.say('又出现极光')
  await finish.pressRaw('claim', needId)
  expect((await t.prisma.claim.findFirstOrThrow({ where: { endedAt: null } })).needId).toBe(needId)
  await finish.pressRaw('outcomes', needId)
  await finish.pressRaw('outcome', outcomeId)
  const seen = finish
    .chat()
    .map(({ card }) => wordsOf(card))
    .join('\n')
  expect(seen).not.toContain('雪莲')
  expect(wordsOf(finish.last())).toContain('这一步只有当事人能做')
  await mill.press('同意对接')
  await finish.pressRaw('outcomes', needId)
  expect(wordsOf(finish.last())).not.toContain('只有当事人能做')
})
