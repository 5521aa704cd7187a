import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bureauDirectory } from '../support/cast.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  // 23 November 2026: 90% of the year have passed
  t = await testApp({ directory: bureauDirectory })
})
afterEach(() => t.stop())

const kept = (year = 2026) => t.read((tx) => tx.figures.allTargets(year))

describe('what is agreed for the year', () => {
  test('is set, changed, shown against the year passed, and taken away', async () => {
    const staff = await t.someone('officer:chen')
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    await mill.press('发布')
    await staff.say('目标')
    expect(wordsOf(staff.last())).toContain('2026年还没有定目标')
    await staff.say('目标 发布需求 200')
    expect(wordsOf(staff.last())).toContain('已定：2026年 全局 发布需求目标 200 项。陈科长')
    await staff.say('目标：发布 2')
    expect(wordsOf(staff.last())).toContain('目标 2 项（原来 200 项）')
    await staff.say('目标 江畔轻纺院 已解决 12')
    expect(wordsOf(staff.last())).toContain('江畔轻纺院 已解决目标 12 项')
    await staff.say('目标 东湖科技大学装备研究院 合同额 1.2亿元')
    expect(wordsOf(staff.last())).toContain('东湖装备院 技术合同额目标 12,000 万元')
    await staff.say('目标 2027 培训 1200')
    await staff.say('目标')
    const card = wordsOf(staff.last())
    expect(card).toContain('序时进度 90%（截至2026年11月23日）')
    expect(card).toContain('• 发布需求：1 项 / 目标 2 项，完成 50%，偏慢')
    expect(card).toContain('江畔轻纺院：已解决：0 项 / 目标 12 项，完成 0%，偏慢')
    expect(card).not.toContain('人次')
    await staff.say('目标 2027')
    expect(wordsOf(staff.last())).toContain('这一年还没有开始')
    expect(wordsOf(staff.last())).toContain('培训：0 人次 / 目标 1,200 人次，完成 0%')
    const author = (await t.prisma.person.findFirstOrThrow({ where: { name: '陈科长' } })).id
    expect((await kept()).find(({ figure }) => figure === 'published')).toMatchObject({ value: 2, byId: author, at: t.clock.now() })
    await staff.say('目标 发布需求 0')
    expect(wordsOf(staff.last())).toContain('已取消：2026年 全局 发布需求目标（原来 2 项）')
    await staff.say('目标 江畔轻纺院已解决 取消')
    expect((await kept()).map(({ figure }) => figure)).toEqual(['contractValue'])
    await staff.say('目标 江畔轻纺院 已解决 取消')
    expect(wordsOf(staff.last())).toContain('本来就没有定')
  })

  test('what can’t be meant is answered with what can be written, and changes nothing', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('目标 发布需求 200')
    const before = await kept()
    const answers: [string, string][] = [
      ['目标 幸福指数 12', '没有“幸福指数”这项指标'],
      ['目标 天边研究院 已解决 12', '没有叫“天边研究院”的研究院'],
      ['目标 研究院 已解决 12', '或者不止一家'],
      ['目标 发布需求', '没看到目标数'],
      ['目标 发布需求 -5', '不能是负数'],
      ['目标 发布需求 12.5', '请写整数'],
      ['目标 发布需求 99999999', '数太大'],
      ['目标 2099 发布需求 5', '年份不对'],
    ]
    for (const [said, answer] of answers) {
      await staff.say(said)
      expect(wordsOf(staff.last()), said).toContain(answer)
    }
    expect(await kept()).toEqual(before)
  })

  test('officers read, managers read their own, and nobody else is understood so', async () => {
    const staff = await t.someone('officer:chen')
    const officer = await t.someone('officer:wang')
    const manager = await t.someone('manager:textile')
    const mill = await t.someone('contact:mill')
    await staff.say('目标 江畔轻纺院 已解决 12')
    await staff.say('目标 东湖装备院 已解决 7')
    await officer.say('目标')
    expect(wordsOf(officer.last())).toContain('东湖装备院')
    await officer.say('目标 发布需求 200')
    expect(wordsOf(officer.last())).toContain('由科技局工作人员填写')
    await manager.say('目标')
    expect(wordsOf(manager.last())).toContain('已解决：0 项 / 目标 12 项')
    expect(wordsOf(manager.last())).not.toContain('东湖装备院')
    await manager.pressRaw('targets_page', '2026_0')
    expect(wordsOf(manager.last())).not.toContain('东湖装备院')
    await mill.say('目标：压光后布面极光 4-5 级，手感柔软')
    expect(wordsOf(mill.last())).not.toContain('年度目标')
    expect(await kept()).toHaveLength(2)
  })

  test('in English', async () => {
    const staff = await t.someone('officer:chen')
    await t.prisma.person.updateMany({ where: { name: '陈科长' }, data: { lang: 'en' } })
    await staff.say('targets contract value CNY 50,000,000')
    expect(wordsOf(staff.last())).toContain('Contract value CNY 50,000,000')
    expect(await kept()).toMatchObject([{ figure: 'contractValue', value: 5000 }])
    await staff.say('targets people trained remove')
    expect(wordsOf(staff.last())).toContain('no such target')
  })
})

describe('figures kept outside the system', () => {
  const line = '外部数据 研发投入占GDP比重 2026-Q3 3.21% 来源 区统计局 2026-10-20'

  test('are written in one line, corrected by another, listed, in the report, and removed once', async () => {
    const staff = await t.someone('officer:chen')
    const head = await t.someone('officer:liu')
    await staff.say(line)
    expect(wordsOf(staff.last())).toContain('研发投入占GDP比重（2026年第三季度）：3.21%，来源：区统计局，2026年10月20日')
    await head.say('外部数据 研发投入占GDP比重 2026年三季度 3.25 % 来源：省统计局、国家统计局调查总队快报 2026年11月2日')
    expect(wordsOf(head.last())).toContain('3.25%')
    expect(wordsOf(head.last())).toContain('代替原来的：3.21%，来源：区统计局，2026年10月20日')
    expect(await t.prisma.outsideFigure.count()).toBe(1)
    await staff.say('外部数据 高新技术企业数 2026 1,204 家 来源 市科技局 2026-11-01')
    await staff.say('外部数据')
    expect(wordsOf(staff.last())).toContain('高新技术企业数（2026年）：1,204家')
    expect(wordsOf(staff.last())).toContain('研发投入占GDP比重（2026年第三季度）：3.25%')
    await staff.say('外部数据 2026-Q3')
    expect(wordsOf(staff.last())).not.toContain('高新技术企业数')
    await head.say('季报 2026-Q3')
    expect(wordsOf(head.last())).toContain('3.25%')
    await staff.press('1. 研发投入占GDP比重')
    await staff.press('删除这条')
    expect(wordsOf(staff.last())).toContain('外部数据 研发投入占GDP比重 2026-Q3 3.25% 来源 省统计局、国家统计局调查总队快报 2026-11-02')
    const back = staff.last().text.split('\n')[1] ?? ''
    await staff.press('删除这条')
    expect(wordsOf(staff.last())).toContain('已经不在了')
    await staff.say(back)
    expect(wordsOf(staff.last())).toContain('3.25%，来源：省统计局、国家统计局调查总队快报，2026年11月2日')
  })

  test('what is missing is asked for by name, and nothing said is lost', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('外部数据 研发投入占GDP比重')
    expect(wordsOf(staff.last())).toContain('还缺期间')
    await staff.say('第40周')
    expect(wordsOf(staff.last())).toContain('不按周')
    await staff.say('三季度')
    expect(wordsOf(staff.last())).toContain('已记下：研发投入占GDP比重 · 2026年第三季度')
    expect(wordsOf(staff.last())).toContain('还缺数值')
    await staff.say('大概不少')
    expect(wordsOf(staff.last())).toContain('没看懂这个数')
    await t.restart()
    await staff.say('3.21')
    expect(wordsOf(staff.last())).toContain('还缺单位')
    await staff.say('%')
    expect(wordsOf(staff.last())).toContain('还缺来源')
    await staff.say('区统计局')
    expect(wordsOf(staff.last())).toContain('还缺日期')
    await staff.say('2027-01-20')
    expect(wordsOf(staff.last())).toContain('还没有到')
    await staff.say('10月20日')
    expect(wordsOf(staff.last())).toContain('研发投入占GDP比重（2026年第三季度）：3.21%，来源：区统计局，2026年10月20日')
    expect(await t.prisma.outsideFigure.findMany()).toMatchObject([{ period: '2026-Q3', value: 3.21, unit: '%', on: '2026-10-20' }])
  })

  test('are the office’s to write', async () => {
    const officer = await t.someone('officer:wang')
    const manager = await t.someone('manager:textile')
    await officer.say(line)
    expect(wordsOf(officer.last())).toContain('由科技局工作人员填写')
    await manager.say(line)
    await manager.pressRaw('outside_list', 'x')
    expect(wordsOf(manager.last())).toContain('只有科技局工作人员')
    expect(await t.prisma.outsideFigure.count()).toBe(0)
  })
})
