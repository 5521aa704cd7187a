import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { idOf } from '../../src/store/directory.ts'
import { days, minutes } from '../support/clock.ts'
import { engines, freshDatabase, sayWhatIsSkipped } from '../support/database.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import { createFakePlatform, type FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

sayWhatIsSkipped()

const [someExpert] = smallDirectory.experts
/** A third institute, whose experts can be of a panel. */
const directory = {
  ...smallDirectory,
  institutes: [
    ...smallDirectory.institutes,
    {
      key: 'chem',
      name: '云岭大学化工研究院',
      short: '云岭化工院',
      university: '云岭大学',
      clusters: [],
      manager: { name: '白露', phone: '19900002003' },
    },
  ],
  experts: [
    ...smallDirectory.experts,
    {
      ...someExpert!,
      key: 'judge',
      name: '温如',
      institute: 'chem',
      fields: ['70'],
      keywords: ['表面活性剂'],
      profile: '表面活性剂复配。',
    },
    { ...someExpert!, key: 'judge2', name: '简一', institute: 'chem', fields: ['70'], keywords: ['乳化'], profile: '乳化与分散。' },
  ],
} as typeof smallDirectory

let t: TestApp
async function begin(open = freshDatabase) {
  t = await testApp({ directory, open })
}
beforeEach(() => begin())
afterEach(() => t.stop())

const needId = async () => (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
const chatOf = (person: FakePerson) =>
  person
    .chat()
    .map((shown) => wordsOf(shown.card))
    .join('\n---\n')

/** Another program on the same database, as two replicas are. */
function secondProgram() {
  const kept = { prisma: t.prisma, kind: 'postgresql' as const, maintain: async () => {}, close: async () => {} }
  const platform = createFakePlatform(t.clock.now, async () => {})
  const config = readConfig({ SAMPLE_DIRECTORY: 'off', LOCAL_CHAT: 'off' })
  const log = createLog('silent', { write: () => {} })
  return createApp(config, log, { clock: t.clock, database: kept, platforms: [platform], quiet: true })
}

async function managerOf(key: string, name: string): Promise<FakePerson> {
  const person = t.platform.person(`manager-${key}`, name)
  await person.say('你好')
  const account = await t.prisma.account.findUniqueOrThrow({ where: { address: person.address } })
  await t.prisma.person.update({ where: { id: account.personId }, data: { managesId: idOf('institute', key), name } })
  return person
}

async function publish({ visibility = '' } = {}) {
  const mill = await t.someone('contact:mill')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  if (visibility) {
    await mill.press('谁能看到')
    await mill.pressRaw(`see_${visibility}`, await needId())
  }
  return { mill, officer }
}

async function setUp(person: FakePerson, { closing = '12月1日' } = {}) {
  await person.pressRaw('challenge', await needId())
  await person.press('就用这段文字')
  await person.say('20')
  await person.say('有同类项目经验')
  await person.say(closing)
}

/** The mill's need as a running challenge. */
async function posted(options: { visibility?: string; closing?: string } = {}) {
  const people = await publish(options)
  await setUp(people.mill, options)
  await people.mill.press('张榜')
  return people
}

async function write(expert: FakePerson, approach: string, cost = '18') {
  await expert.pressRaw('apply', await needId())
  await expert.say(approach)
  await expert.say('三位博士，做过两条产线')
  await expert.say(cost)
  await expert.say('3个月')
}

async function apply(expert: FakePerson, approach: string, cost?: string) {
  await write(expert, approach, cost)
  await expert.press('提交')
}

/** To a minute after the closing of 1 December, 17:00. */
async function toClosing() {
  t.clock.set('2026-12-01T09:01:00Z')
  await t.later(0)
}

/** Two institutes have applied and the challenge has closed. */
async function closed() {
  const people = await posted()
  const rolling = await t.someone('expert:rolling')
  const casting = await t.someone('expert:casting')
  await apply(rolling, '低压轧光加柔软整理')
  t.clock.forward(minutes)
  await apply(casting, '改造轧辊表面', '15')
  await toClosing()
  return { ...people, rolling, casting }
}

async function chosen() {
  const people = await closed()
  await choose(people.mill, '改造轧辊表面')
  return people
}

async function choose(mill: FakePerson, approach: string) {
  const application = await t.prisma.application.findFirstOrThrow({ where: { approach } })
  await mill.pressRaw('choose', application.id)
  await mill.press('确定选这家')
}

async function history() {
  const id = await needId()
  return t.read((tx) => tx.needs.history(id))
}
const events = async () => (await history()).map(({ event }) => event)

describe('setting a challenge up', () => {
  test('one question after the other, a summary of what everybody will see, and it is published', async () => {
    const { mill } = await publish()
    const rolling = await t.someone('expert:rolling')
    await setUp(mill)
    const summary = wordsOf(mill.last())
    expect(summary).toContain('榜单草稿')
    expect(summary).toContain('榜额：20 万元')
    expect(summary).toContain('揭榜条件：有同类项目经验')
    expect(summary).toContain('截止：2026年12月1日 17:00')
    expect(summary).toContain('不显示企业名称')
    expect(await t.prisma.need.count({ where: { state: 'challenge' } })).toBe(0)
    await mill.press('张榜')
    expect(wordsOf(mill.card('当前状态：揭榜中'))).toContain('榜额：20 万元')
    const announced = wordsOf(rolling.card('揭榜挂帅：2026-0001'))
    expect(announced).toContain('2026年12月1日 17:00 截止')
    expect(announced).toContain('[揭榜]')
    for (const secret of ['锦华', '19900003001', '周工']) expect(announced).not.toContain(secret)
  })

  test('bad bounties and dates are asked back, and nothing that was written is lost', async () => {
    const { mill } = await publish()
    await mill.pressRaw('challenge', await needId())
    await mill.say('压光布极光与手感改善，面向全市征集')
    for (const bad of ['0', '-1', '二十万左右', '20-30万', '面议']) {
      await mill.say(bad)
      expect(wordsOf(mill.last()), bad).toContain('请只写一个大于 0 的数')
    }
    await mill.say('二十万')
    await mill.say('没有。')
    for (const [bad, why] of [
      ['11月20日', '截止时间要在以后'],
      ['2月31日', '日历上没有这一天'],
      ['尽快', '没看懂截止日期'],
      ['12月5日', '12月5日（周六）不上班，截止日要选工作日，比如“12月7日”'],
      ['2027年1月1日', '1月1日（周五）不上班'],
      ['2035年1月1日', '太远'],
    ] as const) {
      await mill.say(bad)
      expect(wordsOf(mill.last()), bad).toContain(why)
    }
    await mill.say('12月1日')
    const summary = wordsOf(mill.last())
    expect(summary).not.toMatch(/^揭榜条件/m)
    expect(summary).toContain('压光布极光与手感改善，面向全市征集')
    expect(summary).toContain('榜额：20 万元')
    await mill.press('改榜额')
    await mill.say('25')
    expect(wordsOf(mill.last())).toContain('榜额：25 万元')
    expect(wordsOf(mill.last())).toContain('截止：2026年12月1日 17:00')
  })

  test('for a need that is not public staff ask the enterprise first: it may say no, or yes with one press', async () => {
    const { mill, officer } = await publish({ visibility: 'private' })
    const rolling = await t.someone('expert:rolling')
    const casting = await t.someone('expert:casting')
    await setUp(officer)
    await officer.press('张榜')
    expect(wordsOf(officer.last())).toContain('已请企业同意')
    expect(chatOf(casting)).not.toContain('揭榜挂帅')
    const asked = wordsOf(mill.card('请您看看这份榜单'))
    expect(asked).not.toContain('试过换柔软剂')
    await mill.press('暂不张榜')
    expect(wordsOf(officer.last())).toContain('企业暂不同意')
    await officer.press('张榜')
    await mill.press('同意张榜')
    expect(wordsOf(officer.card('企业同意公布'))).toContain('2026-0001')
    const announced = wordsOf(rolling.card('揭榜挂帅：'))
    expect(announced).not.toContain('试过换柔软剂')
    await casting.say('揭榜')
    await casting.press(/^2026-0001/)
    expect(wordsOf(casting.last())).toContain('榜额：20 万元')
    await casting.pressRaw('need', await needId())
    expect(wordsOf(casting.last())).toContain('没有这条需求')
  })

  test('staff may note that the enterprise agreed on the phone; the words stand in the history', async () => {
    const { mill, officer } = await publish()
    await setUp(officer)
    await officer.press('张榜')
    await officer.press('电话已同意')
    await officer.say('11月23日周工电话里同意公布')
    expect(wordsOf(mill.card('科技局已为您的需求'))).toContain('张榜')
    expect((await history()).find(({ event }) => event === 'challenge_call')?.note).toContain('周工')
  })

  test('each manager and each fitting expert is told once; who nobody can reach is named to staff; questions that were out end', async () => {
    const manager = await managerOf('machine', '丁强')
    const rolling = await t.someone('expert:rolling')
    const { officer } = await posted()
    expect(manager.chat().filter((shown) => wordsOf(shown.card).includes('揭榜挂帅：2026-0001'))).toHaveLength(1)
    expect(rolling.chat().filter((shown) => wordsOf(shown.card).includes('揭榜挂帅：2026-0001'))).toHaveLength(1)
    expect(wordsOf(officer.card('请电话告知'))).toContain('云岭化工院')
    expect(await t.prisma.invitation.count({ where: { state: 'asked' } })).toBe(0)
    await rolling.pressRaw('claim', await needId())
    expect(wordsOf(rolling.last())).toContain('揭榜中')
  })

  test('a need that somebody claims meanwhile is not published over their head', async () => {
    const rolling = await t.someone('expert:rolling')
    const { mill } = await publish()
    await setUp(mill)
    await rolling.press('认领')
    await mill.press('张榜')
    expect(wordsOf(mill.last())).toContain('已经不能做了')
    expect(await t.prisma.challenge.count({ where: { state: 'open' } })).toBe(0)
  })

  test('strangers and forged buttons: nothing is shown and nothing changes', async () => {
    const { mill } = await publish()
    await setUp(mill)
    const foundry = await t.someone('contact:foundry')
    const id = await needId()
    for (const verb of ['challenge', 'challenge_publish', 'challenge_agree', 'challenge_call', 'announcement', 'applications', 'panel'])
      await foundry.pressRaw(verb, id)
    await mill.press('张榜')
    for (const verb of ['challenge_extend', 'challenge_call_off', 'apply', 'applications', 'panel', 'panel_card', 'milestones'])
      await foundry.pressRaw(verb, id)
    for (const verb of ['application', 'application_submit', 'choose', 'choose_yes', 'milestone_done', 'opinion_for', 'form_cost'])
      await foundry.pressRaw(verb, 'nonsense-nonsens')
    await foundry.say('揭榜')
    expect(wordsOf(foundry.last())).toContain('榜单是给研究院')
    expect(chatOf(foundry)).not.toMatch(/极光|榜额：/)
    expect(await t.prisma.need.count({ where: { state: 'challenge' } })).toBe(1)
    expect(await t.prisma.application.count()).toBe(0)
  })
})

describe('applying', () => {
  test('approach, team, cost and time are asked; handed in, only its own side sees it', async () => {
    const { mill, officer } = await posted()
    const rolling = await t.someone('expert:rolling')
    const casting = await t.someone('expert:casting')
    await write(rolling, '低压轧光加柔软整理')
    expect(wordsOf(rolling.last())).toContain('草稿，还没有提交')
    await rolling.press('提交')
    expect(wordsOf(rolling.last())).toContain('当前状态：已提交')
    expect(wordsOf(rolling.last())).toContain('周期：13 周')
    await apply(casting, '改造轧辊表面', '15')
    const first = await t.prisma.application.findFirstOrThrow({ where: { approach: '低压轧光加柔软整理' } })
    for (const person of [casting, mill, officer]) {
      await person.pressRaw('application', first.id)
      expect(chatOf(person)).not.toContain('低压轧光')
    }
    await officer.pressRaw('need', await needId())
    expect(wordsOf(officer.last())).toContain('已收到申请：2 份（截止前不公开）')
    await mill.pressRaw('need', await needId())
    expect(wordsOf(mill.last())).not.toContain('已收到申请')
    for (const person of [mill, officer]) {
      await person.pressRaw('applications', await needId())
      expect(wordsOf(person.last())).toContain('还没有截止')
      await person.pressRaw('history', await needId())
      expect(wordsOf(person.last())).not.toMatch(/丁涛|：揭榜（/)
    }
    expect(chatOf(casting)).not.toContain('沈岚')
  })

  test('an application edits no card of the enterprise: not even that somebody applied can be read from it', async () => {
    const { mill } = await posted()
    const before = mill.chat().map(({ ref, edits }) => `${ref} ${edits}`)
    await apply(await t.someone('expert:rolling'), '低压轧光')
    expect(mill.chat().map(({ ref, edits }) => `${ref} ${edits}`)).toEqual(before)
  })

  test('a second application of an institute is refused, with who has applied', async () => {
    await posted()
    await apply(await t.someone('expert:rolling'), '低压轧光')
    const finish = await t.someone('expert:finish')
    await finish.pressRaw('apply', await needId())
    expect(wordsOf(finish.last())).toContain('贵院沈岚老师已经揭榜了')
  })

  test('it can be changed and withdrawn until the closing, and the institute may apply again', async () => {
    const { mill } = await posted()
    const rolling = await t.someone('expert:rolling')
    await apply(rolling, '低压轧光')
    await rolling.press('修改申请')
    await rolling.press('费用')
    await rolling.say('20-30万')
    expect(wordsOf(rolling.last())).toContain('请只写一个大于 0 的数')
    await rolling.say('16.5')
    expect(wordsOf(rolling.last())).toContain('费用：16.5 万元')
    await rolling.press('修改申请')
    await rolling.press('周期')
    for (const bad of ['0周', '很快', '8']) {
      await rolling.say(bad)
      expect(wordsOf(rolling.last()), bad).toContain('请写一个周期')
    }
    await rolling.say('半年')
    expect(wordsOf(rolling.last())).toContain('周期：26 周')
    await rolling.press('撤回申请')
    await apply(await t.someone('expert:finish'), '换一条路线')
    await toClosing()
    expect(chatOf(mill)).toContain('换一条路线')
    expect(chatOf(mill)).not.toContain('低压轧光')
    expect(await events()).toEqual(expect.arrayContaining(['applied', 'application_changed', 'application_withdrawn', 'challenge_closed']))
  })

  test('after the closing nothing is taken, changed or withdrawn, and it says when that was', async () => {
    await posted()
    const rolling = await t.someone('expert:rolling')
    const casting = await t.someone('expert:casting')
    await apply(rolling, '低压轧光')
    await write(casting, '改造轧辊表面')
    t.clock.set('2026-12-01T09:00:00Z')
    await casting.press('提交')
    expect(wordsOf(casting.last())).toContain('已于 2026年12月1日 17:00 截止')
    await rolling.press('撤回申请')
    expect(wordsOf(rolling.last())).toContain('已于 2026年12月1日 17:00 截止')
    await toClosing()
    await casting.press('提交')
    expect(await t.prisma.application.count({ where: { state: 'submitted' } })).toBe(1)
  })

  test('the lists say what people noted: never who applied, nor a code in place of words', async () => {
    const { officer } = await posted()
    const rolling = await t.someone('expert:rolling')
    await apply(rolling, '低压轧光')
    await officer.say('落实清单')
    expect(wordsOf(officer.last())).toContain('2026-0001')
    expect(wordsOf(officer.last())).not.toMatch(new RegExp(`${idOf('expert', 'rolling')}|沈岚|11月23日`))
    await toClosing()
    await officer.say('落实清单')
    expect(wordsOf(officer.last())).not.toMatch(new RegExp(`${idOf('expert', 'rolling')}|沈岚`))
  })

  test('a conflict of interest is refused', async () => {
    await posted()
    await t.prisma.expert.update({ where: { id: idOf('expert', 'rolling') }, data: { conflicts: [idOf('enterprise', 'mill')] } })
    const rolling = await t.someone('expert:rolling')
    await rolling.pressRaw('apply', await needId())
    expect(wordsOf(rolling.last())).toContain('利益关系')
  })

  test('the manager of an institute applies for an expert of it, and for nobody else', async () => {
    const manager = await managerOf('machine', '丁强')
    const casting = await t.someone('expert:casting')
    await posted()
    await manager.press('揭榜')
    await manager.say('沈岚')
    expect(wordsOf(manager.last())).toContain('贵院专家里没有找到“沈岚”')
    await manager.pressRaw('applicant', `${await needId()}${idOf('expert', 'rolling')}`)
    expect(wordsOf(manager.last())).toContain('揭榜的要是研究院的专家')
    await manager.pressRaw('apply', await needId())
    await manager.say('丁涛')
    await manager.say('改造轧辊表面')
    await manager.say('两位工程师')
    await manager.say('15')
    await manager.say('8周')
    await manager.press('提交')
    expect(wordsOf(manager.last())).toContain('丁涛')
    expect(wordsOf(casting.card('以您的名义揭榜'))).toContain('2026-0001')
    await casting.say('我的')
    expect(wordsOf(casting.last())).toContain('您的揭榜申请')
  })

  test('files sent with an application do not become files of the need', async () => {
    await posted()
    const rolling = await t.someone('expert:rolling')
    await rolling.pressRaw('apply', await needId())
    await rolling.say('低压轧光', [{ name: '方案.png', mime: 'image/png', bytes: new Uint8Array([1]) }])
    expect(await t.prisma.needFile.count()).toBe(0)
    expect(chatOf(rolling)).toContain('文件没有对应的需求')
  })
})

describe.each(engines)('on $name', ({ open }) => {
  test('two of one institute hand in at the same instant: one has applied, the other is told so', async () => {
    await t.stop()
    await begin(open)
    await posted()
    const pair = [await t.someone('expert:rolling'), await t.someone('expert:finish')]
    await write(pair[0]!, '方案甲')
    await write(pair[1]!, '方案乙')
    await Promise.all(pair.map((expert) => expert.press('提交')))
    expect(await t.prisma.application.count({ where: { state: 'submitted' } })).toBe(1)
    const refused = pair.filter((expert) => wordsOf(expert.last()).includes('每个研究院只报一份'))
    expect(refused).toHaveLength(1)
  })

  test('two programs that tick at the same instant close it once, and everybody is told once', async () => {
    await t.stop()
    await begin(open)
    const { mill } = await posted()
    await apply(await t.someone('expert:rolling'), '低压轧光')
    t.clock.set('2026-12-01T09:01:00Z')
    const other = await secondProgram()
    await Promise.all([t.app.tick(), other.tick()])
    await t.app.idle()
    await t.later(minutes)
    expect((await events()).filter((event) => event === 'challenge_closed')).toHaveLength(1)
    expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('揭榜已截止，收到 1 份申请'))).toHaveLength(1)
  })
})

describe('closing and choosing', () => {
  test('the enterprise and the officer get the applications, a panel reviews them without names, and the enterprise chooses', async () => {
    const { mill, officer, rolling, casting } = await closed()
    expect(wordsOf(mill.card('低压轧光'))).toContain('[选这家]')
    expect(wordsOf(officer.card('改造轧辊表面'))).not.toContain('[选这家]')
    expect(chatOf(rolling)).not.toContain('改造轧辊')
    const judge = await t.someone('expert:judge')
    await officer.pressRaw('panel', await needId())
    for (const [bad, why] of [
      ['何平', '也揭了榜，不能评审'],
      ['没有这人', '没有找到'],
      ['简一', '还没有聊天账号'],
    ] as const) {
      await officer.say(bad)
      expect(wordsOf(officer.last())).toContain(why)
    }
    await officer.say('温如')
    expect(wordsOf(officer.last())).toContain('评审专家：温如')
    const review = wordsOf(judge.card('请您评审揭榜方案'))
    expect(review).toContain('低压轧光')
    expect(review).toContain('费用：15 万元')
    expect(review).not.toMatch(/沈岚|丁涛|江畔|东湖|锦华/)
    await judge.press('方案1：支持')
    await judge.say('路线成熟，风险小')
    await judge.press('方案2：有疑虑')
    await judge.say('辊面寿命没有数据')
    await judge.press('方案2：有疑虑')
    await judge.say('辊面寿命没有数据')
    expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('专家意见已齐'))).toHaveLength(1)
    expect(wordsOf(mill.card('改造轧辊表面'))).toContain('温如：有疑虑 — 辊面寿命没有数据')
    await rolling.press('看榜单')
    await rolling.press('我的揭榜申请')
    expect(wordsOf(rolling.last())).not.toContain('路线成熟')
    await choose(mill, '低压轧光加柔软整理')
    expect(wordsOf(mill.card('专家的联系方式'))).toContain('rolling@example.edu.cn')
    expect(wordsOf(rolling.card('企业的联系方式'))).toContain('19900003001')
    expect(wordsOf(casting.card('企业这次选了另一家'))).toContain('谢谢您的方案')
    const need = await t.read((tx) => tx.needs.byNumber('2026-0001'))
    expect(need?.state).toBe('claimed')
    expect(need?.acceptedAt).toEqual(t.clock.now())
    await rolling.press('已联系上，开始对接')
    await rolling.pressRaw('history', await needId())
    const history = wordsOf(rolling.last())
    expect(history).toContain('选定揭榜方')
    expect(history).not.toMatch(/丁涛|辊面|评审/)
    await judge.pressRaw('opinion_for', (await t.prisma.application.findFirstOrThrow()).id)
    expect(wordsOf(judge.last())).toContain('已经有了结果')
  })

  test('staff who stand behind an application judge none: no other plan, no panel, no history of it, no score', async () => {
    const officer = await t.someone('officer:wang')
    await t.prisma.person.update({ where: { id: idOf('person', 'officer:wang') }, data: { managesId: idOf('institute', 'textile') } })
    const { mill, casting } = await closed()
    const [own, other] = await t.prisma.application.findMany({ orderBy: { at: 'asc' } })
    await officer.pressRaw('application', other!.id)
    await officer.pressRaw('applications', await needId())
    expect(wordsOf(officer.last())).toContain('您也在揭榜方里')
    await officer.pressRaw('panel', await needId())
    expect(wordsOf(officer.last())).toContain('您也在揭榜方里')
    await officer.pressRaw('need', await needId())
    expect(wordsOf(officer.last())).not.toContain('揭榜申请（')
    await officer.pressRaw('history', await needId())
    expect(wordsOf(officer.last())).toContain('揭榜截止')
    expect(chatOf(officer)).not.toMatch(/改造轧辊|丁涛/)
    await officer.pressRaw('application', own!.id)
    expect(wordsOf(officer.last())).toContain('低压轧光')
    await choose(mill, '改造轧辊表面')
    await casting.press('已联系上，开始对接')
    await casting.press('已解决')
    await casting.say('极光 4-5 级')
    await mill.press('确认已解决')
    await officer.pressRaw('challenge_score', await needId())
    expect(wordsOf(officer.last())).toContain('您也在揭榜方里')
  })

  test('only the enterprise chooses, once; others and old buttons change nothing', async () => {
    const { mill, officer, rolling } = await closed()
    const all = await t.prisma.application.findMany({ orderBy: { at: 'asc' } })
    for (const person of [officer, rolling]) await person.pressRaw('choose_yes', all[0]!.id)
    expect(await t.prisma.claim.count()).toBe(0)
    await Promise.all([mill.pressRaw('choose_yes', all[0]!.id), mill.pressRaw('choose_yes', all[1]!.id)])
    expect(await t.prisma.claim.count({ where: { endedAt: null } })).toBe(1)
    expect(await t.prisma.application.count({ where: { state: 'chosen' } })).toBe(1)
  })

  test('nobody applied: it says so, and offers to extend or to call off', async () => {
    const { mill, officer } = await posted()
    await toClosing()
    expect(wordsOf(mill.card('没有单位揭榜'))).toContain('延长截止日期')
    expect(wordsOf(officer.card(/流标[\s\S]*无人认领|无人认领[\s\S]*流标/))).toContain('无人认领')
    await mill.press('延长截止日期')
    await mill.say('12月21日')
    const rolling = await t.someone('expert:rolling')
    await apply(rolling, '低压轧光')
    expect(wordsOf(rolling.last())).toContain('已提交')
    t.clock.set('2026-12-21T10:00:00Z')
    await t.later(0)
    expect(await events()).toEqual(expect.arrayContaining(['no_bids', 'challenge_extended', 'applied', 'challenge_closed']))
  })

  test('extended before the closing, everybody who was told is told again; not backwards and not afterwards', async () => {
    const rolling = await t.someone('expert:rolling')
    const { mill } = await posted()
    const staff = await t.someone('officer:chen')
    await staff.pressRaw('extend', await needId())
    expect(wordsOf(staff.last())).toContain('在需求卡片上点“延长截止日期”')
    await mill.pressRaw('challenge_extend', await needId())
    await mill.say('11月30日')
    expect(wordsOf(mill.last())).toContain('要晚于现在的截止日期')
    await mill.say('12月10日')
    expect(wordsOf(rolling.last())).toContain('延长到 2026年12月10日 17:00')
    expect(wordsOf(rolling.card('揭榜挂帅：2026-0001'))).toContain('2026年12月10日 17:00 截止')
    await apply(rolling, '低压轧光')
    await toClosing()
    expect(await events()).not.toContain('challenge_closed')
    t.clock.set('2026-12-10T09:00:00Z')
    await mill.pressRaw('challenge_extend', await needId())
    expect(wordsOf(mill.last())).toContain('截止时间已过')
  })

  test('called off with a reason: the applicants know why, and the search for an expert goes on', async () => {
    const { mill } = await posted()
    const rolling = await t.someone('expert:rolling')
    await apply(rolling, '低压轧光')
    await mill.pressRaw('challenge_call_off', await needId())
    await mill.say('已自行找到办法')
    expect(wordsOf(rolling.card('已撤榜'))).toContain('已自行找到办法')
    expect(wordsOf(rolling.card('当前状态：已结束'))).not.toContain('[修改申请]')
    await mill.pressRaw('application', (await t.prisma.application.findFirstOrThrow()).id)
    expect(chatOf(mill)).not.toContain('低压轧光')
    const need = await t.read((tx) => tx.needs.byNumber('2026-0001'))
    expect(need?.state).toBe('open')
    await rolling.pressRaw('apply', await needId())
    expect(wordsOf(rolling.last())).toContain('已经结束')
    // a new round begins with nothing of the old one in its way
    await setUp(mill, { closing: '12月8日' })
    await mill.press('张榜')
    await apply(rolling, '第二次的方案')
    expect(wordsOf(rolling.last())).toContain('已提交')
  })

  test('the chosen expert gives it back: the others who had applied are asked first', async () => {
    const { mill, rolling, casting } = await chosen()
    await t.prisma.invitation.deleteMany({ where: { expertId: idOf('expert', 'rolling') } })
    await casting.pressRaw('release', await needId())
    await casting.say('设备坏了')
    expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('另外 1 位揭过榜的专家'))).toHaveLength(1)
    await rolling.press('认领')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('claimed')
    expect(await t.prisma.matter.count({ where: { endedAt: null, kind: 'milestone' } })).toBe(0)
  })

  test('the chosen expert makes no contact: the claim lapses as any other, and the others who had applied are next', async () => {
    const { mill, rolling } = await chosen()
    for (const day of ['03', '04', '07', '08']) {
      t.clock.set(`2026-12-${day}T18:00:00+08:00`)
      await t.later(0)
    }
    expect(wordsOf(mill.card('没有在期限内与您联系'))).toContain('丁涛')
    expect(wordsOf(mill.card('揭过榜的专家'))).toContain('另外 1 位')
    expect(wordsOf(rolling.card('有个难题'))).toContain('[认领]')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('released')
  })
})

describe('every way out takes the challenge with it, at once and for good', () => {
  /** Runs with one application; whoever leaves has a way to do it. */
  async function running() {
    const rolling = await t.someone('expert:rolling')
    const people = await posted()
    await apply(rolling, '低压轧光')
    return { ...people, rolling }
  }

  async function expectEnded(rolling: FakePerson, presser: FakePerson) {
    expect(rolling.chat().filter((shown) => wordsOf(shown.card).includes('已经结束，不再揭榜'))).toHaveLength(1)
    expect(wordsOf(rolling.card('揭榜挂帅：2026'))).toContain('这份榜单已经结束')
    expect(wordsOf(rolling.card('的揭榜申请：'))).toContain('当前状态：已结束')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('called_off')
    expect(await t.prisma.application.count({ where: { state: { not: 'ended' } } })).toBe(0)
    expect(await t.prisma.matter.count({ where: { endedAt: null, need: { number: '2026-0001' } } })).toBe(0)
    await rolling.pressRaw('apply', await needId())
    expect(wordsOf(rolling.last())).toContain('已经结束')
    // applicants were told: it can't be taken back
    expect(await t.prisma.undo.count({ where: { need: { number: '2026-0001' }, event: { not: 'publish' } } })).toBe(0)
    await presser.pressRaw('need', await needId())
    expect(wordsOf(presser.last())).not.toContain('撤销')
    await t.later(minutes)
    expect(rolling.chat().filter((shown) => wordsOf(shown.card).includes('已经结束，不再揭榜'))).toHaveLength(1)
  }

  test('withdrawn', async () => {
    const { mill, rolling } = await running()
    await mill.press('撤回需求')
    await mill.say('停产了')
    await expectEnded(rolling, mill)
    await mill.pressRaw('reopen', await needId())
    await mill.say('又要做了')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('open')
    await setUp(mill, { closing: '12月8日' })
    await mill.press('张榜')
    await apply(rolling, '第二次的方案')
    expect(wordsOf(rolling.last())).toContain('已提交')
  })

  test('merged into another need', async () => {
    const { mill, rolling } = await running()
    await mill.say('另一条：轧光辊温度波动，布面光泽不匀，希望波动小于2度')
    await mill.press('发布')
    await mill.pressRaw('merge', await needId())
    await mill.say('2026-0002')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('merged')
    await expectEnded(rolling, mill)
  })

  test('given up by staff after a call, and its score is owed by nobody', async () => {
    const { officer, rolling } = await running()
    await officer.pressRaw('give_up', await needId())
    await officer.say('工艺停用')
    await officer.say('11月24日周工：不再做了')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('unsolved')
    await expectEnded(rolling, officer)
  })

  test('claimed by nobody', async () => {
    const { officer, rolling } = await running()
    await officer.pressRaw('nobody', await needId())
    await officer.say('没有合适的方案')
    await officer.say('11月24日周工：同意先结束')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('unclaimed')
    await expectEnded(rolling, officer)
  })

  test('after 流标 it ends as claimed by nobody too', async () => {
    const { officer } = await posted()
    await toClosing()
    await officer.pressRaw('nobody', await needId())
    await officer.say('流标')
    await officer.say('12月2日周工：同意')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('called_off')
    expect(await t.prisma.matter.count({ where: { endedAt: null } })).toBe(0)
  })

  test('a choice, a publication and a call-off offer no undo; a release after the choice is taken back with all that came of it', async () => {
    const { mill, casting } = await chosen()
    expect(await t.prisma.undo.count({ where: { event: { in: ['challenge', 'call_off', 'choose'] } } })).toBe(0)
    await casting.pressRaw('release', await needId())
    await casting.say('点错了')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('released')
    expect(await t.prisma.application.count({ where: { state: 'chosen' } })).toBe(0)
    await casting.press('撤销（1 分钟内）')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('chosen')
    expect(await t.prisma.application.count({ where: { state: 'chosen' } })).toBe(1)
    await casting.pressRaw('milestones_write', await needId())
    await casting.say('完成小试 2027年1月15日')
    expect(wordsOf(mill.card('的里程碑'))).toContain('完成小试')
  })

  test('reopened after the end: what was chosen is over and nobody owes its score; who worked on it is asked first', async () => {
    const { mill, casting } = await chosen()
    await casting.press('已联系上，开始对接')
    await casting.press('已解决')
    await casting.say('极光 4-5 级')
    await mill.press('确认已解决')
    await t.later(2 * minutes)
    await mill.pressRaw('reopen', await needId())
    await mill.say('换了坯布又有极光')
    expect((await t.prisma.challenge.findFirstOrThrow()).state).toBe('released')
    expect(await t.prisma.matter.count({ where: { endedAt: null, kind: 'score' } })).toBe(0)
    expect(wordsOf(casting.card('有个难题'))).toContain('[认领]')
    expect(wordsOf(casting.card('的揭榜申请：丁涛'))).toContain('当前状态：已结束')
  })
})

describe('milestones and the score', () => {
  test('written one a line, agreed, done with evidence, sent back, accepted', async () => {
    const { mill, casting } = await chosen()
    await casting.press('里程碑')
    await casting.press('写里程碑')
    for (const [bad, why] of [
      ['完成小试 2027年1月15日前\n完成中试', '“完成中试”没有写明哪天完成'],
      ['完成小试 2026年11月1日', '日期已经过了'],
      ['完成小试 2027年2月31日', '日历上没有'],
    ] as const) {
      await casting.say(bad)
      expect(wordsOf(casting.last())).toContain(why)
    }
    await casting.say('1. 完成小试 2027年1月15日前\n2. 完成中试，2027年3月31日前')
    expect(wordsOf(mill.card('的里程碑'))).toContain('1. 完成小试 — 2027年1月15日、待完成')
    await mill.press('同意这些里程碑')
    expect(wordsOf(casting.card('企业同意了里程碑'))).toContain('2026-0001')
    await casting.press('完成第 1 项')
    await casting.say('', [{ name: '小试.png', mime: 'image/png', bytes: new Uint8Array([1]) }])
    expect(await t.prisma.needFile.count()).toBe(1)
    expect(wordsOf(mill.card('专家完成了'))).toContain('完成小试')
    await mill.press('第 1 项还缺什么')
    await mill.say('缺检测报告')
    expect(wordsOf(casting.card('企业说还缺'))).toContain('缺检测报告')
    await casting.press('完成第 1 项')
    await casting.say('检测报告 TR-2027-01，极光 4-5 级')
    await mill.press('第 1 项通过')
    expect(wordsOf(casting.card('企业已通过'))).toContain('完成小试')
    await mill.pressRaw('milestone_accept', (await t.prisma.milestone.findFirstOrThrow({ where: { state: 'accepted' } })).id)
    expect(wordsOf(mill.last())).toContain('已经处理过了')
    t.clock.set('2027-04-02T02:00:00Z')
    await mill.pressRaw('need', await needId())
    expect(wordsOf(mill.last())).toContain('2. 完成中试 — 2027年3月31日、待完成、已逾期')
  })

  test('when the enterprise has confirmed, staff score it: the grade follows from the score unless another is pressed', async () => {
    const { mill, officer, casting } = await chosen()
    await officer.pressRaw('challenge_score', await needId())
    expect(wordsOf(officer.last())).toContain('企业确认解决')
    await casting.press('已联系上，开始对接')
    await casting.press('已解决')
    await casting.say('极光 4-5 级')
    await mill.press('确认已解决')
    await officer.say('我的')
    expect(wordsOf(officer.last())).toContain('等您绩效评分')
    await officer.pressRaw('need', await needId())
    expect(wordsOf(officer.last())).toContain('绩效评价：待评分')
    await officer.press('绩效评分')
    for (const bad of ['101', '八十八', '-1', '88.5']) {
      await officer.say(bad)
      expect(wordsOf(officer.last()), bad).toContain('0 到 100')
    }
    await officer.say('88')
    expect(wordsOf(officer.last())).toContain('[✓ 良好]')
    await officer.press('优秀')
    await officer.say('比预期早两周')
    expect(wordsOf(casting.card('绩效评价'))).toContain('88 分，优秀。比预期早两周')
    await officer.pressRaw('need', await needId())
    expect(wordsOf(officer.last())).not.toContain('[绩效评分]')
    await officer.pressRaw('challenge_score', await needId())
    expect(wordsOf(officer.last())).toContain('已经评过分了')
    await officer.pressRaw('history', await needId())
    expect(wordsOf(officer.last())).toContain('绩效评价（88 分，优秀 比预期早两周）')
  })
})

describe('the clocks', () => {
  /** What is owed now: what, by whom, until which day. */
  async function owed() {
    const matters = await t.prisma.matter.findMany({ where: { endedAt: null }, orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }] })
    return matters.map(({ kind, waitOn, dueAt }) => `${kind} ${waitOn} ${dueAt.toISOString().slice(0, 10)}`)
  }
  const at = async (hour: string) => {
    t.clock.set(`${hour}:00+08:00`)
    await t.later(0)
  }
  const reminders = (person: FakePerson, words: string) => person.chat().filter((shown) => wordsOf(shown.card).includes(words)).length

  test('until the closing it waits for the institutes; half of the time gone, those are told whose institute has not applied', async () => {
    const manager = await managerOf('machine', '丁强')
    const finish = await t.someone('expert:finish')
    const softener = await t.someone('expert:softener')
    const { mill, officer } = await posted({ visibility: 'private' })
    expect(wordsOf(mill.card('当前状态：揭榜中'))).toContain(
      '等待：等各研究院揭榜，自 11月23日（周一）10:00 起，应在 12月1日（周二）17:00 前',
    )
    expect(await owed()).toEqual(['applications experts 2026-12-01'])
    await apply(await t.someone('expert:rolling'), '低压轧光')
    await at('2026-11-26T13:29')
    expect(reminders(manager, '贵院还没有提交申请')).toBe(0)
    await at('2026-11-26T13:30')
    const reminded = wordsOf(manager.card('贵院还没有提交申请'))
    expect(reminded).toContain('12月1日（周二）17:00 截止')
    expect(reminded).toContain('极光')
    expect(reminded).toContain('[揭榜] [看榜单]')
    for (const person of [finish, softener, mill, officer]) expect(reminders(person, '还没有提交申请')).toBe(0)
    await at('2026-12-01T16:59')
    expect(reminders(manager, '还没有提交申请')).toBe(1)
    await toClosing()
    expect(reminders(manager, '已到期')).toBe(0)
    expect(await owed()).toEqual(['choose poster 2026-12-08'])
  })

  test('extended, the time counts anew; a reminder that waited out quiet hours is not sent when the institute applied meanwhile', async () => {
    const casting = await t.someone('expert:casting')
    const manager = await managerOf('machine', '丁强')
    const { mill } = await posted({ closing: '11月25日' })
    await manager.say('免打扰 13:00-20:00')
    await at('2026-11-24T10:00')
    await mill.pressRaw('challenge_extend', await needId())
    await mill.say('11月30日')
    const waiting = () => t.prisma.outbox.count({ where: { address: manager.address, state: { notIn: ['sent', 'dropped'] } } })
    await at('2026-11-26T13:00')
    expect(await waiting()).toBe(0)
    expect(reminders(manager, '还没有提交申请')).toBe(0)
    await at('2026-11-26T13:30')
    expect(await waiting()).toBe(1)
    await apply(casting, '改造轧辊表面')
    await at('2026-11-26T20:01')
    expect(await waiting()).toBe(0)
    expect(reminders(manager, '还没有提交申请')).toBe(0)
  })

  test('the enterprise is reminded to choose, then officer and head are asked, and nothing is chosen or closed by itself', async () => {
    const { mill, officer } = await closed()
    const chief = await t.someone('officer:chen')
    expect(await owed()).toEqual(['choose poster 2026-12-08'])
    await at('2026-12-04T13:00')
    expect(wordsOf(mill.card('提醒：需求 2026-0001'))).toContain('[看揭榜申请]')
    await at('2026-12-08T18:00')
    expect(wordsOf(mill.card('已到期：需求 2026-0001'))).toContain('在等您选')
    await at('2026-12-10T18:00')
    await at('2026-12-11T18:00')
    expect(wordsOf(officer.card('请过问：需求 2026-0001'))).toContain('企业应在 12月8日（周二）17:00 前选定揭榜方')
    await at('2026-12-14T18:00')
    await at('2026-12-15T18:00')
    expect(reminders(chief, '请过问：需求 2026-0001')).toBe(1)
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('challenge')
  })

  test('one of the panel is reminded, finds the plans behind the button, and nobody else is told who is asked', async () => {
    const { officer, rolling } = await closed()
    const judge = await t.someone('expert:judge')
    await officer.pressRaw('panel', await needId())
    await officer.say('温如')
    expect(await owed()).toEqual(['opinion person 2026-12-04', 'choose poster 2026-12-08'])
    await at('2026-12-04T18:00')
    await judge.press('看方案')
    expect(wordsOf(judge.last())).toContain('低压轧光')
    expect(chatOf(rolling)).not.toContain('温如')
    await judge.press('方案1：支持')
    await judge.say('可行')
    await judge.press('方案2：支持')
    await judge.say('可行')
    expect(await owed()).toEqual(['choose poster 2026-12-08'])
  })

  test('milestones by their day, the next one spoken of at half time; sent back it has time again; the score after the end', async () => {
    const { mill, casting } = await chosen()
    await casting.press('已联系上，开始对接')
    await casting.pressRaw('milestones_write', await needId())
    await casting.say('完成中试 2027年3月31日\n完成小试 2026年12月15日')
    const ofChallenge = async () => (await owed()).filter((line) => !line.startsWith('progress'))
    expect(await ofChallenge()).toEqual(['milestone claimer 2026-12-15', 'milestone claimer 2027-03-31'])
    await at('2026-12-09T10:00')
    expect(reminders(casting, '有一项里程碑应在 12月15日（周二）17:00 前完成')).toBe(1)
    await casting.pressRaw('milestone_done', (await t.prisma.milestone.findFirstOrThrow({ where: { text: '完成小试' } })).id)
    await casting.say('小试报告')
    expect(await ofChallenge()).toEqual(['milestone_review poster 2026-12-16', 'milestone claimer 2027-03-31'])
    await at('2026-12-16T18:00')
    expect(wordsOf(mill.card('已到期：需求 2026-0001'))).toContain('[里程碑]')
    await mill.pressRaw('milestone_missing', (await t.prisma.milestone.findFirstOrThrow({ where: { text: '完成小试' } })).id)
    await mill.say('缺检测报告')
    expect(await ofChallenge()).toEqual(['milestone claimer 2026-12-17', 'milestone claimer 2027-03-31'])
    const before = reminders(casting, '已到期')
    await at('2026-12-16T20:00')
    expect(reminders(casting, '已到期')).toBe(before)
    await casting.press('已解决')
    await casting.say('极光 4-5 级')
    expect(await ofChallenge()).toEqual(['confirm poster 2026-12-21'])
    await mill.press('确认已解决')
    expect(await owed()).toEqual(['score staff 2026-12-30'])
    const chief = await t.someone('officer:chen')
    await at('2026-12-30T18:00')
    expect(wordsOf(chief.card('已到期：需求 2026-0001'))).toContain('[绩效评分]')
    await chief.press('绩效评分')
    await chief.say('90')
    await chief.say('按期完成')
    expect(await owed()).toEqual([])
  })

  test('asked to agree, the enterprise is reminded; claimed meanwhile there is nothing to agree to any more', async () => {
    const { mill, officer } = await publish({ visibility: 'private' })
    const rolling = await t.someone('expert:rolling')
    await setUp(officer, { closing: '12月25日' })
    t.clock.forward(2 * days)
    await officer.press('张榜')
    expect(await owed()).toContain('challenge_consent poster 2026-11-30')
    await at('2026-11-27T11:00')
    expect(wordsOf(mill.card('科技局想为您的需求'))).toContain('[同意张榜]')
    await rolling.pressRaw('claim', await needId())
    expect(await owed()).not.toContain('challenge_consent poster 2026-11-30')
    await mill.pressRaw('challenge_agree', await needId())
    expect(wordsOf(mill.last())).toContain('已经不能做了')
    expect(await t.prisma.challenge.count({ where: { state: 'draft' } })).toBe(1)
  })
})

test('the program may be killed and started again between any two steps', async () => {
  const { mill, officer } = await publish()
  const rolling = await t.someone('expert:rolling')
  const judge = await t.someone('expert:judge')
  const id = await needId()
  const steps: (() => Promise<unknown>)[] = [
    () => mill.pressRaw('challenge', id),
    () => mill.press('就用这段文字'),
    () => mill.say('20'),
    () => mill.press('没有附加条件'),
    () => mill.say('12月1日'),
    () => mill.press('张榜'),
    () => rolling.press('揭榜'),
    () => rolling.say('低压轧光'),
    () => rolling.say('三位博士'),
    () => rolling.say('18'),
    () => rolling.say('8周'),
    () => rolling.press('提交'),
    () => toClosing(),
    () => officer.press('请专家评审'),
    () => officer.say('温如'),
    () => judge.press('方案1：支持'),
    () => judge.say('可行'),
    () => mill.press('选这家'),
    () => mill.press('确定选这家'),
    () => rolling.press('里程碑'),
    () => rolling.press('写里程碑'),
    () => rolling.say('完成小试 2027年1月15日'),
    () => rolling.press('完成第 1 项'),
    () => rolling.say('小试报告'),
    () => mill.press('第 1 项通过'),
  ]
  for (const step of steps) {
    t.clock.forward(minutes)
    if (step.toString().includes('请专家评审')) await officer.pressRaw('applications', id)
    await step()
    await t.restart()
  }
  expect((await events()).filter((event) => !['draft', 'publish', 'asked', 'settled', 'officer'].includes(event))).toEqual(
    'challenge applied challenge_closed panel opinion choose milestone milestone_done milestone_accepted'.split(' '),
  )
  expect(await t.prisma.outbox.count({ where: { state: { notIn: ['sent', 'dropped'] } } })).toBe(0)
})

test('the main path in English, from the challenge to the score', async () => {
  const { mill, officer } = await publish()
  const rolling = await t.someone('expert:rolling')
  for (const person of [mill, officer, rolling]) await person.say('语言')
  const from = [mill, officer, rolling].map((person) => person.chat().length)
  const id = await needId()
  await mill.pressRaw('challenge', id)
  await mill.say('Glossy marks on calendered cotton')
  await mill.say('about 20')
  expect(wordsOf(mill.last())).toContain('one number above 0')
  await mill.say('20')
  await mill.say('No')
  await mill.say('31 February')
  expect(wordsOf(mill.last())).toContain('no such day')
  await mill.say('1 December')
  expect(wordsOf(mill.last())).toContain('Bounty：200,000 CNY')
  expect(wordsOf(mill.last())).not.toContain('Conditions')
  await mill.press('Publish the challenge')
  await rolling.say('challenges')
  await rolling.press(/^2026-0001/)
  await rolling.press('Apply')
  await rolling.say('Lower nip pressure')
  await rolling.say('Three doctors')
  await rolling.say('18')
  await rolling.say('8 weeks')
  await rolling.press('Hand in')
  await toClosing()
  expect(wordsOf(mill.card('Choose this one'))).toContain('Time：8 weeks')
  await mill.press('Choose this one')
  await mill.press('Yes, choose this one')
  await rolling.press('In touch, start work')
  await rolling.press('Milestones')
  await rolling.press('Write milestones')
  await rolling.say('Lab test done, by 15 January 2027')
  expect(wordsOf(rolling.last())).toContain('1. Lab test done — 15 Jan 2027, to do')
  await rolling.press('Solved')
  await rolling.say('Grade 4-5')
  await mill.press('Yes, solved')
  await officer.pressRaw('need', id)
  await officer.press('Score it')
  await officer.say('92')
  await officer.say('Early and thorough')
  expect(wordsOf(rolling.card('92 points, excellent'))).toContain('Early and thorough')
  for (const [i, person] of [mill, officer, rolling].entries())
    for (const shown of person.chat().slice(from[i]))
      expect(wordsOf(shown.card).replaceAll(/[：（）]/g, '')).not.toMatch(/揭榜|榜额|截止|申请|里程碑/)
})
