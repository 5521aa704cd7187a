import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keptWords } from '../../src/domain/use-cases/kept-words.ts'
import { idOf } from '../../src/store/directory.ts'
import { millNeed, smallDirectory } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

const glare = { key: 'glare', title: '低光泽轧光整理技术', summary: '弹性辊轧光，布面极光明显减轻，手感柔软。', year: 2024 }
const directory = {
  ...smallDirectory,
  experts: smallDirectory.experts.map((one) => (one.key === 'rolling' ? { ...one, achievements: [glare] } : one)),
}

let t: TestApp
beforeEach(async () => {
  t = await testApp({ directory })
})
afterEach(() => t.stop())

const id = (key: string) => idOf('expert', key)
const achievements = () => t.read((tx) => tx.profiles.achievementsOf(id('rolling')))

describe('who can do it', () => {
  test('is answered with why and whether they have room, without contact details, and becomes a need by a press', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('谁会做轧光？')
    const answer = wordsOf(mill.last())
    expect(answer).toContain('谁会做“轧光”')
    expect(answer).toContain('1. 沈岚教授（江畔轻纺院） — 现在有空\n都提到“轧光”')
    expect(answer).not.toContain('丁涛')
    expect(answer).not.toMatch(/1990000|example\.edu/)
    await mill.press('1. 沈岚')
    expect(wordsOf(mill.last())).not.toMatch(/1990000|example\.edu/)
    await mill.press('把它写成需求')
    expect(wordsOf(mill.card('发布'))).toContain('轧光')
    expect((await t.prisma.need.findMany()).map(({ state }) => state)).toEqual(['draft'])
  })

  test('nobody: says so honestly; experts and staff may ask, but make no needs of it', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('谁懂考古')
    expect(wordsOf(mill.last())).toContain('没有找到对得上“考古”的专家')
    const casting = await t.someone('expert:casting')
    await t.prisma.person.update({ where: { id: idOf('person', 'expert:casting') }, data: { lang: 'en' } })
    await casting.say('who can do calendering?')
    expect(wordsOf(casting.last())).toContain('沈岚')
    expect(wordsOf(casting.last())).not.toContain('Make it a need')
    await casting.pressRaw('who_need', '0123456789abcdef')
    expect(wordsOf(casting.last())).toContain('Needs come from enterprises')
    await mill.pressRaw('who_need', '0123456789abcdef')
    expect(wordsOf(mill.last())).toContain('这个按钮已经过时了')
  })

  test('a name that nobody’s words have is looked for, and nothing is written', async () => {
    const kept = await t.prisma.setting.count()
    await t.app.store.transaction(async (tx) => {
      for (const name of ['0123456789abcdef', '', 'x'.repeat(300)])
        await expect(keptWords({ tx }, 'asked', name)).rejects.toThrow('old_button')
    })
    expect(await t.prisma.setting.count()).toBe(kept)
  })

  test('a need that begins like a question stays a draft, with the way to the directory; a stranger’s question is kept as a draft', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('谁能解决压光后布面极光、手感发硬的问题？')
    expect((await t.prisma.need.findMany()).map(({ state }) => state)).toEqual(['draft'])
    await mill.press('只想查查谁会做')
    expect(wordsOf(mill.last())).toContain('沈岚教授')
    const stranger = t.platform.person('stranger', '路人')
    await stranger.say('谁会做轧光工艺？')
    expect(wordsOf(stranger.last())).toContain('先告诉我您是哪一位')
    expect(await t.prisma.need.count()).toBe(2)
  })

  test('who is full, away or muted is said beside the name', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('免打扰 到12月20日')
    await t.prisma.expert.update({ where: { id: id('softener') }, data: { cap: 0 } })
    const mill = await t.someone('contact:mill')
    await mill.say('谁懂柔软剂')
    await mill.say('谁会做轧光')
    expect(wordsOf(mill.last())).toContain('沈岚教授（江畔轻纺院） — 免打扰到2026年12月20日')
  })

  test('the experts of an institute are listed', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('东湖装备院有哪些专家')
    const list = wordsOf(mill.last())
    expect(list).toContain('东湖科技大学装备研究院的专家（2 位）')
    expect(list).toContain('丁涛 教授 — 压铸、气孔')
    await mill.say('西山研究院有哪些专家')
    expect(wordsOf(mill.last())).toContain('没有叫“西山研究院”的研究院')
  })
})

describe('achievements', () => {
  test('one is added step by step, each skippable; state survives a restart; it is found by others', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say('添加成果')
    await rolling.say('无水染色技术')
    await t.restart()
    await rolling.say('超临界二氧化碳染色，不用水，适合涤纶。')
    await rolling.press('通过中试')
    await rolling.press('发明专利')
    await rolling.press('软件著作权')
    await rolling.press('✓ 软件著作权')
    await rolling.press('下一步')
    await rolling.press('许可')
    await rolling.press('下一步')
    await rolling.press('写价格')
    await rolling.say('20万')
    const card = wordsOf(rolling.last())
    expect(card).toContain('《无水染色技术》')
    expect(card).toContain('成熟度：通过中试（8 级）')
    expect(card).toContain('知识产权：发明专利')
    expect(card).toContain('合作方式：许可')
    expect(card).toContain('价格：20万元')
    const mill = await t.someone('contact:mill')
    await mill.say('有没有无水染色的成果？')
    expect(wordsOf(mill.last())).toContain('《无水染色技术》 — 沈岚教授（江畔轻纺院）、通过中试')
    await mill.press('1. 无水染色技术')
    expect(wordsOf(mill.last())).toContain('成熟度：通过中试\n')
    expect(wordsOf(mill.last())).not.toMatch(/1990000|example\.edu/)
    const [one] = (await achievements()).filter(({ title }) => title === '无水染色技术')
    await mill.pressRaw('achievement_remove', one!.id)
    expect(wordsOf(mill.last())).toContain('只有本人、本院管理员和科技局能改')
    await mill.say('有没有考古的成果')
    expect(wordsOf(mill.last())).toContain('没有与“考古”对得上的成果')
  })

  test('mine are listed, changed and removed; the same title twice is refused; what is gone is gone', async () => {
    const rolling = await t.someone('expert:rolling')
    await rolling.say(`添加成果 ${glare.title}`)
    expect(wordsOf(rolling.last())).toContain('已经有一项叫')
    await rolling.say('我的成果')
    await rolling.press(glare.title)
    await rolling.press('改名称')
    await rolling.say('低光泽轧光技术')
    expect((await achievements()).map(({ title }) => title)).toEqual(['低光泽轧光技术'])
    await rolling.press('价格')
    await rolling.press('面议')
    expect(wordsOf(rolling.last())).toContain('价格：面议')
    const [one] = await achievements()
    await rolling.press('删除')
    expect(wordsOf(rolling.last())).toContain('要恢复，发“添加成果 低光泽轧光技术”')
    await rolling.pressRaw('achievement_remove', one!.id)
    expect(wordsOf(rolling.last())).toContain('这项成果已经不在了')
    expect(await achievements()).toEqual([])
  })

  test('the manager adds one for an expert of theirs, who is told', async () => {
    const sumin = await t.someone('manager:textile')
    const rolling = await t.someone('expert:rolling')
    await sumin.say('给沈岚添加成果')
    await sumin.say('柔软整理工艺')
    await sumin.press('跳过')
    expect(wordsOf(rolling.last())).toContain('苏敏更新了您名下的成果《柔软整理工艺》')
    expect((await achievements()).map(({ title }) => title)).toContain('柔软整理工艺')
  })
})

test('an empty or odd profile breaks nothing', async () => {
  await t.prisma.expert.update({
    where: { id: id('rolling') },
    data: {
      ...{ keywords: [], profile: '', fields: ['99'], subfields: ['x'], disciplines: [''], topics: ['?'], cap: 0 },
      ...{ monthlyCap: 0, mutedUntil: 'soon' },
    },
  })
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('open')
  const rolling = await t.someone('expert:rolling')
  await rolling.say('我的资料')
  expect(wordsOf(rolling.last())).toContain('沈岚的资料')
})
