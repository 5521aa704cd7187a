import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { campaignFigures } from '../../src/domain/outcome-figures.ts'
import { days, hours } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

/** A need of the mill that 沈岚 works on. */
async function atWork() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  await rolling.press('已联系上，开始对接')
  return { mill, rolling, finish, officer, needId: await needId() }
}

async function needId() {
  return (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
}

async function outcomes() {
  const id = await needId()
  return t.read((tx) => tx.outcomes.ofNeed(id))
}

async function counted() {
  return t.read((tx) => tx.outcomes.counted({ by: 'settled', asOf: t.clock.now() }))
}

/** Presses a button of the need's own card, or behind “更多操作”. */
async function pressOfNeed(person: FakePerson, label: string | RegExp) {
  await person.say('需求 2026-0001')
  const shown = (person.last().buttons ?? [])
    .flat()
    .some((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)))
  if (!shown) await person.press('更多操作')
  await person.press(label)
}

/** An expert of another institute who answers for the need too. */
async function joinWater(id: string) {
  const expert = (await t.read((tx) => tx.directory.expertsNamed('邱雯')))[0]
  const member = {
    id: 'joint-water',
    needId: id,
    expertId: expert?.id as string,
    name: '邱雯',
    role: 'joint',
    state: 'in',
    at: t.clock.now(),
  }
  await t.prisma.teamMember.create({ data: member })
}

async function solveAndConfirm({ mill, rolling }: { mill: FakePerson; rolling: FakePerson }) {
  await rolling.press('已解决')
  await rolling.say('极光 4-5 级，手感达标')
  await mill.press('确认已解决')
}

describe('an agreement', () => {
  test('is told in a few answers, waits for the other side, and counts when it has said yes', async () => {
    const { mill, rolling } = await atWork()
    await pressOfNeed(mill, '签了协议')
    expect(wordsOf(mill.last())).toContain('是哪一天？')
    await mill.say('上周五')
    expect(wordsOf(mill.last())).toContain('协议金额多少万元？')
    await mill.say('二十万')
    expect(wordsOf(mill.last())).toContain('协议编号')
    await mill.say('HT-2026-18')
    const card = wordsOf(mill.last())
    expect(card).toContain('成效：合作协议 1 份 20 万元（需求 2026-0001）')
    expect(card).toContain('日期：2026年11月20日')
    expect(card).toContain('证明：HT-2026-18')
    expect(card).toContain('已登记，等对方确认')
    expect(await counted()).toHaveLength(0)
    const asked = wordsOf(rolling.last())
    expect(asked).toContain('[属实] [不对]')
    await rolling.press('属实')
    expect(await counted()).toMatchObject([{ kind: 'agreement', amount: 20, on: '2026-11-20', township: '柳荫街道' }])
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('成效：合作协议 1 份 20 万元（已确认）')
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toMatch(/签了协议（合作协议 1 份 20 万元）/)
    expect(wordsOf(mill.last())).toContain('成效计入（合作协议 1 份 20 万元）')
  })

  test('an amount of −1, of nothing, of a range, and a day to come are asked back, and nothing is lost', async () => {
    const { mill } = await atWork()
    await pressOfNeed(mill, '签了协议')
    await mill.say('下周三')
    expect(wordsOf(mill.last())).toContain('这一天还没到')
    await mill.say('2月31日')
    expect(wordsOf(mill.last())).toContain('日历上没有这一天')
    await mill.say('前阵子')
    expect(wordsOf(mill.last())).toContain('没看懂是哪一天')
    await mill.press('今天')
    for (const wrong of ['-1', '－1万', '0', '20-30万', '不知道']) {
      await mill.say(wrong)
      expect(wordsOf(mill.last())).toContain('没看懂金额')
    }
    await mill.say('35.6万')
    await mill.press('跳过')
    expect(await outcomes()).toMatchObject([{ kind: 'agreement', on: '2026-11-23', amount: 35.6, state: 'reported', posterYes: true }])
  })

  test('a photo alone is evidence and stands on the card of the other side', async () => {
    const { mill, rolling } = await atWork()
    await pressOfNeed(rolling, '签了协议')
    await rolling.press('今天')
    await rolling.press('跳过')
    await rolling.say('', [{ name: '协议.jpg', mime: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) }])
    expect(wordsOf(rolling.last())).toContain('证明：文件 1 份')
    expect(mill.last().attachments?.map(({ name }) => name)).toEqual(['协议.jpg'])
  })

  test('recorded by both sides, it is one; pressed twice, one; by another person, none', async () => {
    const { mill, rolling, finish } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    await tell(rolling, '签了协议', ['今天', '20', 'HT-1'])
    expect(wordsOf(rolling.card('已经登记过了'))).toBeTruthy()
    expect(await outcomes()).toHaveLength(1)
    const [outcome] = await outcomes()
    await finish.pressRaw('outcome_yes', outcome?.id as string)
    expect(wordsOf(finish.last())).toContain('这一步只有当事人能做')
    await mill.pressRaw('outcome_yes', outcome?.id as string)
    expect(wordsOf(mill.last())).toContain('已经有结果了')
    await Promise.all([rolling.pressRaw('outcome_yes', outcome?.id as string), rolling.pressRaw('outcome_yes', outcome?.id as string)])
    await rolling.pressRaw('outcome_yes', outcome?.id as string)
    expect(wordsOf(rolling.last())).toContain('已经有结果了')
    expect(await counted()).toHaveLength(1)
    const events = (await t.read(async (tx) => tx.needs.history(await needIdIn(tx)))).map(({ event }) => event)
    expect(events.filter((event) => event === 'outcome_confirmed')).toHaveLength(1)
  })

  test('of another need’s card an expert who has nothing to do with it learns nothing', async () => {
    const { mill, finish } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('合作协议')
    await finish.pressRaw('outcome', (await outcomes())[0]?.id as string)
    expect(wordsOf(finish.last())).not.toContain('HT-1')
  })
})

async function needIdIn(tx: Parameters<Parameters<TestApp['read']>[0]>[0]) {
  return (await tx.needs.byNumber('2026-0001'))?.id as string
}

/** Chooses a kind, or 签了协议, and answers one by one; “[…]” is a press. */
async function tell(person: FakePerson, kind: string, answers: string[]) {
  await pressOfNeed(person, kind === '签了协议' ? kind : '登记成效')
  if (kind !== '签了协议') await person.press(kind)
  for (const answer of answers) await (answer.startsWith('[') ? person.press(answer.slice(1, -1)) : person.say(answer))
}

describe('the other kinds ask only what they need', () => {
  test.each([
    [
      '技术合同',
      ['[开发]', '11月3日', '50', '60', '40', '[跳过]'],
      { subkind: 'development', on: '2026-11-03', amount: 50, techAmount: 40 },
    ],
    ['专利', ['授权', '今天', 'zl 2026 1 0001234.5'], { subkind: 'granted', evidence: 'ZL202610001234.5' }],
    ['培训', ['昨天', '2', '三十人次', '[跳过]'], { on: '2026-11-22', sessions: 2, count: 30 }],
    ['孵化企业', ['今天', '91339999MA00000012', '91330999MA5P7XHQ87'], { evidence: '91330999MA5P7XHQ87' }],
    ['共建研发中心', ['今天', '[跳过]'], {}],
    ['合作项目', ['[立项]', '今天', '[跳过]', '浙科发〔2026〕1号'], { subkind: 'approved', evidence: '浙科发〔2026〕1号' }],
    ['新产品/新工艺', ['今天', '低温轧光工艺'], { evidence: '低温轧光工艺' }],
    ['人才引进', ['今天', '-1', '2人'], { count: 2 }],
    ['奖项', ['今天', '省科技进步奖三等奖'], { evidence: '省科技进步奖三等奖' }],
  ])('%s', async (kind, answers, facts) => {
    const { rolling } = await atWork()
    await tell(rolling, kind, answers)
    expect(await outcomes()).toMatchObject([{ state: 'reported', expertYes: true, ...facts }])
  })

  test('a credit code with a wrong check character is asked back, and one enterprise is incubated once', async () => {
    const { rolling, mill } = await atWork()
    await tell(rolling, '孵化企业', ['今天', '91330999MA5P7XHQ88'])
    expect(wordsOf(rolling.last())).toContain('不是有效的统一社会信用代码')
    await rolling.say('91330999MA5P7XHQ87')
    await tell(mill, '孵化企业', ['昨天', '91330999MA5P7XHQ87'])
    expect(wordsOf(mill.last())).toContain('已经登记过成效')
    expect(await outcomes()).toHaveLength(1)
  })

  test('an old button of a question that is over is answered', async () => {
    const { mill, needId } = await atWork()
    await mill.pressRaw('outcome_skip', `${needId}amount`)
    expect(wordsOf(mill.last())).toContain('过时')
    await mill.pressRaw('outcome_kind', `${needId}solved`)
    expect(wordsOf(mill.last())).toContain('过时')
  })
})

describe('whose word counts', () => {
  test('“not so” comes back to who recorded it, who corrects it: the new one waits, the old one is gone', async () => {
    const { mill, rolling } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    await rolling.press('不对')
    await rolling.say('协议是 18 万')
    expect(wordsOf(mill.card('异议：协议是 18 万'))).toContain('[更正] [撤销这条]')
    expect(await counted()).toHaveLength(0)
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('有 1 条您登记的成效对方有异议')
    await mill.press('更正')
    await mill.press('今天')
    await mill.say('18')
    await mill.say('HT-1')
    expect((await outcomes()).map(({ state, amount }) => [state, amount]).sort()).toEqual([
      ['reported', 18],
      ['withdrawn', 20],
    ])
    await rolling.press('属实')
    expect(await counted()).toMatchObject([{ amount: 18 }])
  })

  test('correcting one that counts: the old one counts until the new one does', async () => {
    const { mill, rolling } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    await rolling.press('属实')
    t.clock.forward(1 * days)
    const before = t.clock.now()
    t.clock.forward(1 * hours)
    await rolling.press('更正')
    await rolling.say('11月23日')
    await rolling.say('25')
    await rolling.say('HT-1')
    expect(await counted()).toMatchObject([{ amount: 20 }])
    await mill.press('属实')
    expect(await counted()).toMatchObject([{ amount: 25 }])
    expect(await t.read((tx) => tx.outcomes.counted({ by: 'on', from: '2026-11-23', until: '2026-11-23', asOf: before }))).toMatchObject([
      { amount: 20 },
    ])
  })

  test('a correction that is corrected, and two corrections of one: in the end one counts', async () => {
    const { mill, rolling } = await atWork()
    await tell(mill, '专利', ['申请', '今天', 'CN2026100012345'])
    await rolling.press('属实')
    const first = (await outcomes())[0]?.id as string
    await mill.pressRaw('outcome_fix', first)
    await rolling.pressRaw('outcome_fix', first)
    t.clock.forward(1000)
    for (const answer of ['申请', '昨天', 'CN2026100012345']) await mill.say(answer)
    for (const answer of ['申请', '11月20日', 'CN2026100012345']) await rolling.say(answer)
    expect(wordsOf(rolling.last())).toContain('已经登记过')
    await rolling.press('取消')
    t.clock.forward(1000)
    await mill.press('更正')
    for (const answer of ['申请', '前天', 'CN2026100012345']) await mill.say(answer)
    await rolling.press('属实')
    expect((await outcomes()).map(({ state, on }) => [state, on])).toEqual([
      ['withdrawn', '2026-11-23'],
      ['withdrawn', '2026-11-22'],
      ['confirmed', '2026-11-21'],
    ])
  })

  test('taken back, it does not count, and its buttons say so', async () => {
    const { mill, rolling } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    await mill.press('撤销这条')
    expect(wordsOf(rolling.card('成效：合作协议'))).toContain('已撤销')
    await rolling.pressRaw('outcome_yes', (await outcomes())[0]?.id as string)
    expect(wordsOf(rolling.last())).toContain('已经有结果了')
  })

  test('an officer’s record waits for both; a side that was called is confirmed with what it said', async () => {
    const { mill, officer } = await atWork()
    await tell(officer, '签了协议', ['今天', '20', 'HT-1'])
    expect(wordsOf(officer.card('等企业、专家方确认'))).toBeTruthy()
    await officer.press('专家电话里说属实')
    await officer.say('沈老师 23 日电话里说协议已签')
    expect(await outcomes()).toMatchObject([{ state: 'reported', expertYes: true, expertCall: '沈老师 23 日电话里说协议已签' }])
    await mill.press('属实')
    expect(await counted()).toHaveLength(1)
    await officer.say('需求 2026-0001')
    await officer.press('历史记录')
    expect(wordsOf(officer.last())).toContain('代专家确认成效（已通电话）')
  })

  test('when the expert has given the need back, an officer speaks for that side', async () => {
    const { mill, rolling, officer } = await atWork()
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    const id = (await outcomes())[0]?.id as string
    await rolling.press('退回')
    await rolling.say('调离了')
    await rolling.pressRaw('outcome_yes', id)
    expect(wordsOf(rolling.last())).toContain('这一步只有当事人能做')
    await officer.pressRaw('outcome', id)
    await officer.press('专家电话里说属实')
    await officer.say('沈老师说协议是真的')
    expect(await counted()).toHaveLength(1)
  })

  test('whose word is missing sees it in “my”, and is reminded after three working days', async () => {
    const { mill, rolling } = await atWork()
    await tell(rolling, '签了协议', ['今天', '20', 'HT-1'])
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('有 1 条成效等您确认')
    await t.later(3 * days + 1 * hours)
    expect(wordsOf(mill.card('登记了一条成效，请在'))).toContain('[属实] [不对]')
    await mill.press('属实')
    await mill.say('我的')
    expect(wordsOf(mill.last())).not.toContain('等您确认')
  })
})

describe('institutes share what they reached together', () => {
  test('equal by one press, else by one line that must sum to 100; the figures sum to the whole', async () => {
    const { mill, rolling, needId } = await atWork()
    await joinWater(needId)
    await tell(mill, '签了协议', ['今天', '20', 'HT-1'])
    expect(wordsOf(mill.last())).toContain('江畔轻纺院、东湖装备院 共同取得，怎么分？')
    await mill.say('江畔轻纺院 60 东湖装备院 60')
    expect(wordsOf(mill.last())).toContain('合计正好 100')
    await mill.say('江畔轻纺院 60 东湖装备院 40')
    expect(wordsOf(mill.last())).toMatch(/分成：.*江畔轻纺院 60%/)
    await rolling.press('属实')
    await tell(rolling, '共建研发中心', ['今天', '[跳过]', '[平均分]'])
    await mill.press('属实')
    const { all, institutes } = campaignFigures(await counted())
    expect(all).toMatchObject({ agreements: 1, agreementAmount: 20, centres: 1 })
    expect([...institutes.values()].map(({ agreementAmount }) => agreementAmount).sort()).toEqual([12, 8].sort())
    expect([...institutes.values()].map(({ centres }) => centres)).toEqual([0.5, 0.5])
    const textile = (await t.read((tx) => tx.directory.expertsNamed('沈岚')))[0]?.institute.id
    const own = await t.read((tx) => tx.outcomes.counted({ by: 'settled', asOf: t.clock.now(), instituteId: textile, kind: 'agreement' }))
    expect(own).toHaveLength(1)
  })
})

describe('what confirmation records by itself', () => {
  test('the word of the enterprise that it is solved is an outcome, once', async () => {
    const people = await atWork()
    await solveAndConfirm(people)
    await people.mill.pressRaw('confirm', people.needId)
    expect(await counted()).toMatchObject([{ kind: 'solved', automatic: true, on: '2026-11-23', shares: [{ share: 1 }] }])
    await people.mill.say('需求 2026-0001')
    expect(wordsOf(people.mill.last())).toContain('成效：已解决 1 项（已确认）')
  })

  test('solved at a visit, it counts as solved on site and not twice', async () => {
    const people = await atWork()
    const visit = { id: 'v1', needId: people.needId, day: '2026-11-23', state: 'done', byId: 'x', solvedOnSite: true }
    t.clock.forward(2 * hours)
    await t.prisma.visit.create({ data: { ...visit, doneAt: t.clock.now(), createdAt: t.clock.now() } })
    await solveAndConfirm(people)
    expect(await counted()).toMatchObject([{ kind: 'solved_on_site', on: '2026-11-23' }])
  })

  test('after the end outcomes can still be recorded, by both', async () => {
    const people = await atWork()
    await solveAndConfirm(people)
    await tell(people.rolling, '培训', ['今天', '1', '12', '[跳过]'])
    await people.mill.press('属实')
    expect(campaignFigures(await counted()).all).toMatchObject({ solved: 1, trained: 12, trainings: 1 })
  })

  test('before anybody has claimed, nothing can have come of it', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    await mill.pressRaw('outcome_new', await needId())
    expect(wordsOf(mill.last())).toContain('现在是“待对接”')
  })
})

test('killed between two answers, the next one goes on where it was', async () => {
  const { mill } = await atWork()
  await tell(mill, '签了协议', ['今天'])
  await t.restart()
  await mill.say('20')
  await mill.say('HT-9')
  expect(await outcomes()).toMatchObject([{ amount: 20, evidence: 'HT-9' }])
})

test('in English, from the command to the card', async () => {
  const { mill, rolling } = await atWork()
  await mill.say('/lang')
  await mill.say('/agreement 2026-0001')
  expect(wordsOf(mill.last())).toContain('On which day?')
  await mill.say('next Friday')
  expect(wordsOf(mill.last())).toContain('yet to come')
  await mill.say('last Friday')
  await mill.say('20')
  await mill.say('HT-7')
  const card = wordsOf(mill.last())
  expect(card).toContain('Outcome: Agreement CNY 200,000 (need 2026-0001)')
  expect(card).toContain('Date：20 Nov 2026')
  expect(card).not.toMatch(/合作协议|待确认/)
  expect(wordsOf(rolling.last())).toContain('合作协议 1 份 20 万元')
})
