import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const id = (key: string) => idOf('expert', key)
const expert = async (key: string) => (await t.read((tx) => tx.directory.expert(id(key))))!
const english = (key: string) => t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })

/** An expert of whom the directory knows only a name. */
const bare = {
  ...smallDirectory,
  experts: smallDirectory.experts.map((one) => (one.key === 'water' ? { ...one, keywords: [], profile: '', fields: [] } : one)),
}

describe('one’s own profile', () => {
  test('shows all fields in words, who sees it and when it was checked; it stands behind “我的”', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('我的')
    await rolling.press('我的资料')
    const card = wordsOf(rolling.last())
    expect(card).toContain('沈岚的资料')
    expect(card).toContain('资料尚未核对')
    expect(card).toContain('关键词：棉织物后整理、轧光工艺、压光、极光')
    expect(card).toContain('技术领域：先进制造与自动化')
    expect(card).toContain('只有您、本院管理员和科技局能看到')
    await rolling.say('我的资料')
    expect(wordsOf(rolling.last())).toContain('电话：19900001111')
  })

  test('others registered see the public part only; who is not registered sees nothing', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('资料 沈岚')
    const card = wordsOf(mill.last())
    expect(card).toContain('轧光工艺')
    expect(card).not.toContain('19900001111')
    expect(card).not.toContain('example.edu.cn')
    expect(card).not.toContain('同时最多')
    expect(card).not.toContain('[改一项]')
    await mill.pressRaw('profile_fields', id('rolling'))
    expect(wordsOf(mill.last())).toContain('只有本人、本院管理员和科技局能改这份资料')
    const stranger = t.platform.person('stranger', '路人')
    await stranger.say('资料 沈岚')
    expect(wordsOf(stranger.last())).toContain('登记之后才能查名录')
  })
})

describe('five short questions', () => {
  test('are answered in plain words; what was understood is taken off by a press; state survives a restart', async () => {
    await t.stop()
    t = await testApp({ directory: bare })
    const water = await t.someone('expert:water')
    await water.say('我的资料')
    expect(wordsOf(water.last())).toContain('资料还比较简单')
    await water.press('回答五个小问题')
    await water.say('膜分离、印染废水深度处理、降低COD')
    const understood = wordsOf(water.card('我这样理解'))
    expect(understood).toContain('[✓ 资源与环境]')
    expect(understood).toContain('[✓ 水污染控制与水资源利用技术]')
    await water.press('✓ 化学工程')
    expect((await expert('water')).more.disciplines).not.toContain('530')
    await t.restart()
    expect(wordsOf(water.last())).toContain('2/5')
    await water.say('帮两家印染厂把COD降到50以下\n解决膜污堵')
    await water.say('咨询诊断、联合攻关，周三下午和寒暑假')
    expect(wordsOf(water.card('记下了'))).toBeTruthy()
    await water.say('同时3项，每月2项')
    await water.say('云溪锦华印染有限公司')
    const known = await expert('water')
    expect(known).toMatchObject({
      keywords: ['膜分离', '印染废水深度处理', '降低COD'],
      fields: ['70'],
      cap: 3,
      conflicts: [idOf('enterprise', 'mill')],
    })
    expect(known.more).toMatchObject({
      solvedProblems: ['帮两家印染厂把COD降到50以下', '解决膜污堵'],
      serviceForms: ['consulting', 'joint'],
      serviceTimes: '周三下午和寒暑假',
      monthlyCap: 2,
    })
    expect(wordsOf(water.last())).toContain('邱雯的资料')
  })

  test('each can be skipped and asked later; a number that can’t be is asked back; an old skip does nothing', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('我的资料')
    await rolling.press('回答五个小问题')
    for (let i = 0; i < 3; i++) await rolling.press('跳过')
    await rolling.say('看情况')
    expect(wordsOf(rolling.last())).toContain('没看懂数量')
    await rolling.press('跳过')
    await rolling.press('跳过')
    expect(wordsOf(rolling.last())).toContain('沈岚的资料')
    await rolling.pressRaw('profile_skip', `${id('rolling')}2`)
    expect(wordsOf(rolling.last())).toContain('这个按钮已经过时了')
    await rolling.say('我的资料')
    await rolling.say('改资料 解决过的难题 帮锦华消除极光')
    await rolling.say('我的资料')
    await rolling.press('补：接几项')
    await rolling.say('三个，一个月两个')
    expect(await expert('rolling')).toMatchObject({ cap: 3, more: { monthlyCap: 2, solvedProblems: ['帮锦华消除极光'] } })
  })

  test('of companies of like names one is chosen; unknown ones are said', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('改资料 回避企业 云溪')
    expect(wordsOf(rolling.last())).toContain('“云溪”有几家')
    await rolling.press('云溪恒铸机械有限公司')
    expect((await expert('rolling')).conflicts).toEqual([idOf('enterprise', 'foundry')])
    await rolling.say('改资料 回避企业 没有这家公司')
    expect(wordsOf(rolling.last())).toContain('企业名录里没有：没有这家公司')
    await rolling.press('✓ 云溪恒铸机械有限公司')
    expect((await expert('rolling')).conflicts).toEqual([])
  })
})

describe('changing one thing', () => {
  test('counts at once, and says what stood there; what others rely on waits for one press of staff', async () => {
    const chen = await t.someone('officer:chen')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('改资料 院系 纺织学院')
    expect(wordsOf(rolling.last())).toContain('已改好：\n院系：纺织学院')
    await rolling.say('改资料 院系 纺织科学学院')
    expect(wordsOf(rolling.last())).toContain('（原来：纺织学院')
    await rolling.say('改资料 职称 研究员')
    expect(wordsOf(rolling.last())).toContain('已报科技局，同意后生效：\n职称：研究员')
    expect((await expert('rolling')).title).toBe('教授')
    expect(wordsOf(chen.card('请核对专家资料修改'))).toContain('职称：教授 → 研究员')
    const old = (chen.last().buttons ?? [])[0]?.[0]
    await rolling.say('改资料 学历 博士')
    expect(wordsOf(chen.last())).toContain('职称：教授 → 研究员')
    expect(wordsOf(chen.last())).toContain('学历：— → 博士')
    await rolling.say('我的资料')
    expect(wordsOf(rolling.last())).toContain('等待科技局同意：职称 研究员、学历 博士')
    if (!old || !('verb' in old)) throw new Error('no button')
    await chen.pressRaw('profile_yes', old.id)
    expect(wordsOf(chen.last())).toContain('已经有人处理过了')
    await chen.press('同意修改')
    expect(await expert('rolling')).toMatchObject({ title: '研究员', more: { degree: 'doctor' } })
    expect(wordsOf(rolling.last())).toContain('您的资料修改已经同意')
    const again = await t.read((tx) => tx.profiles.allWaiting(10))
    expect(again).toEqual([])
  })

  test('refused by staff it stays as it was, and the expert hears of it; nobody else may decide', async () => {
    const chen = await t.someone('officer:chen')
    const wang = await t.someone('officer:wang')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('改资料 姓名 沈兰')
    const [waiting] = await t.read((tx) => tx.profiles.allWaiting(10))
    for (const person of [rolling, wang]) {
      await person.pressRaw('profile_yes', waiting!.id)
      expect(wordsOf(person.last())).toContain('只有科技局工作人员能做')
    }
    await chen.press('不同意')
    expect((await expert('rolling')).name).toBe('沈岚')
    expect(wordsOf(rolling.last())).toContain('没有同意')
  })

  test('in English, by one sentence or by button, and emptied by “none”', async () => {
    await english('expert:rolling')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('edit profile homepage example.edu.cn/shen')
    expect((await expert('rolling')).more.homepage).toBe('https://example.edu.cn/shen')
    await rolling.say('edit profile')
    await rolling.press('Homepage')
    expect(wordsOf(rolling.last())).toContain('It says now: https://example.edu.cn/shen')
    await rolling.say('none')
    expect((await expert('rolling')).more.homepage).toBeUndefined()
    await rolling.say('edit profile title Professor of textiles')
    expect(wordsOf(rolling.last())).toContain('once they agree')
    await rolling.say('my profile')
    expect(wordsOf(rolling.last())).toContain('Waiting for the bureau: Title Professor of textiles')
  })

  test('topics are chosen by presses; a made-up code does nothing', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('改资料 订阅领域')
    await rolling.press('新材料')
    await rolling.press('资源与环境')
    await rolling.press('✓ 新材料')
    expect((await expert('rolling')).more.topics).toEqual(['70'])
    await rolling.pressRaw('profile_toggle', `${id('rolling')}t-99`)
    expect((await expert('rolling')).more.topics).toEqual(['70'])
  })

  test('the manager of the institute changes it too, and the expert is told by whom; of another institute they may not', async () => {
    const sumin = await t.someone('manager:textile')
    const rolling = await t.someone('expert:rolling')
    await sumin.say('改资料 沈岚 服务时间 周五')
    expect((await expert('rolling')).more.serviceTimes).toBe('周五')
    expect(wordsOf(rolling.last())).toContain('苏敏更新了您的资料：\n可服务时间：周五')
    await sumin.say('改资料 丁涛 服务时间 周五')
    expect(wordsOf(sumin.last())).toContain('只有本人、本院管理员和科技局能改')
    await sumin.say('改资料 沈岚 职称 研究员')
    expect((await expert('rolling')).title).toBe('教授')
    const chen = await t.someone('officer:chen')
    await chen.say('改资料 沈岚 职称 研究员')
    expect((await expert('rolling')).title).toBe('研究员')
  })

  test.each([
    ['改资料 邮箱 不是邮箱', '不像邮箱地址'],
    ['改资料 学历 很高', '没看懂学历'],
    ['改资料 同时上限 99', '1 到 20'],
    ['改资料 姓名 无', '不能空着'],
    ['改资料 研究院 不存在学院', '江畔轻纺院'],
    ['免打扰 到2020年1月1日', '已经过了'],
  ])('%s is asked back, and changes nothing', async (text, answer) => {
    const rolling = await t.someone('expert:rolling')
    const before = await expert('rolling')
    await rolling.say(text)
    expect(wordsOf(rolling.last())).toContain(answer)
    expect(await expert('rolling')).toEqual(before)
  })
})

describe('a pasted résumé', () => {
  const pasted = '沈岚，女，汉族，教授\n身份证号：330102197503021234\n研究方向：轧光工艺、无水染色\n邮箱：shen@example.edu.cn'

  test('becomes a proposal of what would change; nothing changes until it is taken, and private things are said to be dropped', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('我的资料')
    await rolling.press('粘贴简历')
    await rolling.say(pasted)
    const offer = wordsOf(rolling.last())
    expect(offer).toContain('我读到这些，对吗？')
    expect(offer).toContain('邮箱：rolling@example.edu.cn → shen@example.edu.cn')
    expect(offer).toContain('无水染色')
    expect(offer).toContain('已去掉没有保存：证件号码、民族')
    expect((await expert('rolling')).email).toBe('rolling@example.edu.cn')
    await t.restart()
    await rolling.say('授权专利\n一种低光泽轧光方法，ZL 2019 1 0123456.7\n科研成果\n低光泽轧光整理技术')
    expect(wordsOf(rolling.last())).toContain('ZL 2019 1 0123456.7')
    await rolling.press('不要：邮箱')
    await rolling.press('都对，采用')
    const known = await expert('rolling')
    expect(known.email).toBe('rolling@example.edu.cn')
    expect(known.keywords).toEqual(['棉织物后整理', '轧光工艺', '压光', '极光', '无水染色'])
    expect(known.more.patents).toEqual(['一种低光泽轧光方法，ZL 2019 1 0123456.7'])
    expect(known.achievements.map(({ title }) => title)).toEqual(['低光泽轧光整理技术'])
    const kept = JSON.stringify(await t.prisma.profileChange.findMany()) + JSON.stringify(await t.prisma.dialog.findMany())
    expect(kept).not.toContain('330102197503021234')
  })

  test('pressed twice, or after a newer one, finds it settled', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('粘贴简历')
    await rolling.say(pasted)
    const take = (rolling.last().buttons ?? [])[0]?.[0]
    if (!take || !('verb' in take)) throw new Error('no button')
    await rolling.press('都不要')
    await rolling.pressRaw('profile_take', take.id)
    expect(wordsOf(rolling.last())).toContain('已经处理过')
    expect((await expert('rolling')).email).toBe('rolling@example.edu.cn')
    const finish = await t.someone('expert:finish')
    await rolling.say('粘贴简历')
    await rolling.say(pasted)
    const [other] = await t.prisma.profileChange.findMany({ where: { state: 'offered' } })
    await finish.pressRaw('profile_take', other!.id)
    expect(wordsOf(finish.last())).toContain('已经处理过')
  })

  test('comes as a text file too; other files are said to be unreadable, and none is kept', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('粘贴简历')
    const bytes = new TextEncoder().encode('研究方向：无水染色、数码印花')
    await rolling.say('', [{ name: '简历.txt', mime: 'text/plain', bytes }])
    expect(wordsOf(rolling.last())).toContain('无水染色、数码印花')
    await rolling.say('', [{ name: '简历.pdf', mime: 'application/pdf', bytes }])
    expect(wordsOf(rolling.card('简历.pdf'))).toContain('复制出来直接发给我')
    expect(await t.prisma.file.count()).toBe(0)
  })
})

describe('who is asked', () => {
  async function publish() {
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    return mill
  }

  test('whoever is muted until a day is not, and staff see why; on the next day they are', async () => {
    const chen = await t.someone('officer:chen')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('免打扰 到12月20日')
    expect(wordsOf(rolling.last())).toContain('免打扰到：2026年12月20日')
    const before = rolling.chat().length
    await publish()
    expect(rolling.chat()).toHaveLength(before)
    await chen.say('需求 2026-0001')
    await chen.press('匹配依据')
    expect(wordsOf(chen.last())).toContain('沈岚教授（江畔轻纺院） — 免打扰到2026年12月20日')
    await chen.say('需求 2026-0001')
    await chen.press('推荐他人')
    await chen.say('沈岚')
    expect(wordsOf(chen.last())).toContain('设了免打扰，到2026年12月20日')
    await rolling.say('取消免打扰')
    await chen.press('推荐他人')
    await chen.say('沈岚')
    expect(wordsOf(rolling.last())).toContain('2026-0001')
  })

  test('whoever has reached the monthly cap is not, and can’t claim; next month they are', async () => {
    const chen = await t.someone('officer:chen')
    const rolling = await t.someone('expert:rolling')
    await rolling.say('每月最多1项')
    expect(wordsOf(rolling.last())).toContain('每月最多：1 项')
    const mill = await publish()
    await rolling.press('认领')
    await rolling.press('以后再说')
    await mill.say('/new')
    await mill.say(millNeed)
    await mill.press('发布')
    const second = (await t.read((tx) => tx.needs.byNumber('2026-0002')))!
    expect(await t.read((tx) => tx.invitations.of(second.id, id('rolling')))).toBeUndefined()
    await chen.say('需求 2026-0002')
    await chen.press('匹配依据')
    expect(wordsOf(chen.last())).toContain('本月已认领 1 项，到了每月上限 1 项')
    await t.prisma.need.update({ where: { id: second.id }, data: { visibility: 'public' } })
    await rolling.say('需求 2026-0002')
    await rolling.press('认领')
    expect(wordsOf(rolling.last())).toContain('这个月已认领 1 条')
    t.clock.forward(10 * 24 * 3_600_000)
    await rolling.press('认领')
    expect((await t.read((tx) => tx.claims.live(second.id)))?.expertId).toBe(id('rolling'))
  })

  test('whoever wants to hear of a field hears of a public need in it', async () => {
    const water = await t.someone('expert:water')
    await water.say('改资料 订阅领域 新材料')
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('谁能看到')
    await mill.press(/公开/)
    await mill.press('发布')
    expect(wordsOf(water.last())).toContain('您想听的“新材料”领域来了一条公开需求 2026-0001')
    await water.press(/2026-0001/)
    expect(wordsOf(water.last())).toContain('[认领]')
  })

  test('problems solved before are part of what matching reads', async () => {
    const casting = await t.someone('expert:casting')
    await casting.say('改资料 解决过的难题 帮印染厂消除压光后的布面极光、手感发硬')
    await publish()
    const need = (await t.read((tx) => tx.needs.byNumber('2026-0001')))!
    expect(need.ranking.map(({ expertId }) => expertId)).toContain(id('casting'))
  })
})

describe('twice a year', () => {
  const hour = 3_600_000
  const halfYear = 183 * 24 * hour

  test('an expert is asked whether all is right; one press answers, and the date is shown', async () => {
    const rolling = await t.someone('expert:rolling')
    await t.later(halfYear)
    expect(wordsOf(rolling.last())).toContain('您的资料还对吗？')
    const asked = rolling.chat().length
    await t.later(2 * hour)
    expect(rolling.chat()).toHaveLength(asked)
    await rolling.press('没变')
    expect(wordsOf(rolling.card('您的资料还对吗'))).toContain('✓ 已核对')
    await rolling.say('我的资料')
    expect(wordsOf(rolling.last())).toContain('资料核对于 2027年5月')
    await t.later(100 * 24 * hour)
    expect(rolling.chat().filter(({ card }) => card.title === '您的资料还对吗？')).toHaveLength(1)
  })

  test('few are asked on one day, nobody who is muted; without an answer the manager sees it after thirty days', async () => {
    const people: { key: string; person: FakePerson }[] = []
    for (const { key } of smallDirectory.experts) people.push({ key, person: await t.someone(`expert:${key}`) })
    const rolling = people[0]!.person
    await rolling.say('免打扰 到2027年12月20日')
    const count = () => people.filter(({ person }) => person.chat().some(({ card }) => card.title === '您的资料还对吗？')).length
    await t.later(halfYear)
    expect(count()).toBe(2)
    await t.later(24 * hour)
    expect(count()).toBe(4)
    await t.later(24 * hour)
    await t.later(24 * hour)
    await t.later(24 * hour)
    expect(count()).toBe(5)
    expect(rolling.chat().some(({ card }) => card.title === '您的资料还对吗？')).toBe(false)
    const finish = people.find(({ key }) => key === 'finish')!.person
    await finish.press('改一下')
    await finish.press('可服务时间')
    await finish.say('周五下午')
    const sumin = await t.someone('manager:textile')
    await sumin.say('未核对资料')
    expect(wordsOf(sumin.last())).toContain('没有逾期未核对的资料')
    await t.later(31 * 24 * hour)
    await sumin.say('我的')
    await sumin.press('未核对的资料')
    const list = wordsOf(sumin.last())
    expect(list).toContain('罗宁教授（江畔轻纺院） — ')
    expect(list).not.toContain('何平')
    expect(list).not.toContain('丁涛')
    await sumin.press('罗宁教授（江畔轻纺院）')
    await sumin.press('资料没问题')
    await sumin.say('未核对资料')
    expect(wordsOf(sumin.last())).not.toContain('罗宁')
    await rolling.say('未核对资料')
    expect(wordsOf(rolling.last())).toContain('只有研究院管理人员和科技局能看')
  })

  test('two programs at once ask once', async () => {
    const rolling = await t.someone('expert:rolling')
    const twin = await t.twin()
    t.clock.forward(halfYear)
    await Promise.all([t.app.tick(), twin.tick()])
    await t.app.idle()
    await twin.idle()
    expect(rolling.chat().filter(({ card }) => card.title === '您的资料还对吗？')).toHaveLength(1)
    await twin.stop()
  })
})
