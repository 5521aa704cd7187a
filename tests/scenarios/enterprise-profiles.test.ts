import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { creditCheckCharacter } from '../../src/domain/credit-code.ts'
import { idOf } from '../../src/store/directory.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
/** Monday, 23 November 2026, 10:00 in Shanghai. */
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const mill = () => t.someone('contact:mill')
const foundry = () => t.someone('contact:foundry')
const officer = () => t.someone('officer:wang')
const staff = () => t.someone('officer:chen')
const millId = idOf('enterprise', 'mill')
const entry = (id = millId) => t.prisma.enterprise.findUniqueOrThrow({ where: { id } })
const seen = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
const speakEnglish = (key: string) => t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })

/** Turns the clock to this hour of Shanghai, and does and sends what is due. */
async function at(hour: string): Promise<void> {
  t.clock.set(`${hour}:00+08:00`)
  await t.later(0)
}

const codeOf = (first: string) => first + creditCheckCharacter(first)

describe('the profile of an enterprise', () => {
  test('its contact sees all and what is missing; in “我的” there is a button', async () => {
    const person = await mill()
    await person.say('我的')
    await person.press('企业资料')
    const card = wordsOf(person.last())
    expect(card).toContain('云溪锦华印染有限公司\n还缺：机构简介、研究基础、企业性质、')
    expect(card).toContain('统一社会信用代码：91339999MA00000011')
    expect(card).toContain('所属行业：C17 纺织业')
    expect(card).toContain('梯次：高新技术企业（第 2 级，共 3 级）\n下一级：创新型领军企业。')
    expect(card).toContain('以当年申报通知为准')
  })

  test('another enterprise sees name, township and industry; an expert no money and no heads; staff all', async () => {
    await (await mill()).say('改企业资料 营收 1.2亿')
    await (await mill()).say('改企业资料 员工 大约120多人')
    const other = await foundry()
    await other.say('企业资料 锦华')
    expect(wordsOf(other.last())).toBe('云溪锦华印染有限公司\n对外只显示名称、乡镇街道和行业。\n乡镇街道：柳荫街道\n所属行业：C17 纺织业')
    const expert = await t.someone('expert:rolling')
    await expert.say('企业资料 锦华')
    expect(wordsOf(expert.last())).toContain('主要产品或服务：棉织物染整')
    expect(wordsOf(expert.last())).toContain('梯次：高新技术企业')
    for (const hidden of ['12000', '120人', '91339999']) expect(wordsOf(expert.last())).not.toContain(hidden)
    for (const person of [await officer(), await staff()]) {
      await person.say('企业资料 锦华')
      expect(wordsOf(person.last())).toContain('上年度营业收入：12000万元')
      expect(wordsOf(person.last())).toContain('员工人数：120人')
    }
    const stranger = t.platform.person('stranger', '路人')
    await stranger.pressRaw('enterprise', millId)
    expect(wordsOf(stranger.last())).toContain('先说明身份')
    await other.pressRaw('enterprise_part', `${millId}staff`)
    expect(wordsOf(other.last())).toContain('只有企业自己的联系人和科技局工作人员')
    await other.pressRaw('enterprise_part', 'madeup')
    expect(wordsOf(other.last())).toContain('这条记录已经不在了')
  })

  test.each([
    ['注册资本 3500万', 'registeredCapital', 3500],
    ['注册资本 3.5千万', 'registeredCapital', 3500],
    ['注册资金 ３５００', 'registeredCapital', 3500],
    ['营收 1.2亿', 'revenue', 12000],
    ['營業收入 一億二千萬元', 'revenue', 12000],
    ['研发人数：15', 'rdStaff', 15],
    ['博士 没有', 'doctors', 0],
    ['成立 2009年5月18日', 'foundedOn', '2009-05-18'],
    ['成立日期 1987-3-8', 'foundedOn', '1987-03-08'],
    ['性质 民营', 'ownership', 'private'],
    ['规上 是', 'aboveScale', true],
    ['上市 没有', 'listed', false],
    ['乡镇 石桥', 'township', '石桥镇'],
    ['集群 新材料', 'cluster', 'materials'],
    ['行业 通用设备', 'industryCode', 'C34'],
    ['行业 c28', 'industryCode', 'C28'],
    ['法人 周建国', 'legalRepresentative', '周建国'],
  ] as const)('“改企业资料 %s” sets %s', async (words, key, value) => {
    const person = await mill()
    await person.say(`改企业资料 ${words}`)
    expect(wordsOf(person.last())).toContain('已记下。')
    expect((await entry())[key]).toBe(value)
  })

  test.each([
    ['注册资本 三千到五千万', '没看懂金额'],
    ['注册资本 500万美元', '没看懂金额'],
    ['员工 很多', '没看懂人数'],
    ['员工 120或者150', '没看懂人数'],
    ['成立 2009年', '请写到哪一天'],
    ['成立 2009-02-30', '请写到哪一天'],
    ['规上 大概吧', '请写“是”或“否”'],
    ['乡镇 月球', '请从这些里写一个：'],
    ['行业 什么都做', '没看懂“什么都做”是哪个行业'],
  ])('“改企业资料 %s” is refused and changes nothing', async (words, answer) => {
    const before = await entry()
    const person = await mill()
    await person.say(`改企业资料 ${words}`)
    expect(wordsOf(person.last())).toContain(answer)
    expect({ ...(await entry()), updatedAt: before.updatedAt }).toEqual(before)
  })

  test('one field by button and a sentence; an industry of several by buttons; emptied with a press; old buttons do nothing', async () => {
    const person = await mill()
    await person.say('改企业资料')
    await person.press('所属行业')
    expect(wordsOf(person.last())).toContain('现在是：C17 纺织业')
    await person.say('纺织')
    expect(wordsOf(person.last())).toContain('[C17 纺织业]\n[C18 纺织服装、服饰业]')
    await person.press('C18 纺织服装、服饰业')
    expect(await entry()).toMatchObject({ industryCode: 'C18', industryName: '纺织服装、服饰业' })
    await person.press('再改一项')
    await person.press('主要产品或服务')
    await person.press('清空这一项')
    expect((await entry()).products).toBeNull()
    await person.pressRaw('enterprise_clear', 'x')
    expect(wordsOf(person.last())).toContain('这个按钮')
    await person.pressRaw('industry_pick', `${millId}Z99`)
    expect((await entry()).industryCode).toBe('C18')
  })

  test('staff change the one they name', async () => {
    const person = await staff()
    await person.say('改企业资料 恒铸 员工 88')
    expect((await entry(idOf('enterprise', 'foundry'))).staff).toBe(88)
    await person.say('改企业资料 员工 5')
    expect(wordsOf(person.last())).toContain('请写上企业名称')
  })

  test('in English', async () => {
    await speakEnglish('contact:mill')
    const person = await mill()
    await person.say('edit company profile staff about 120 people')
    expect(wordsOf(person.last())).toContain('Noted. Staff: 120')
    await person.say('edit company profile revenue CNY 12 million')
    expect(wordsOf(person.last())).toContain("Last year's revenue: CNY 12,000,000")
    await person.say('company profile')
    expect(wordsOf(person.last())).toContain('Industry：C17 Textiles')
    expect(wordsOf(person.last())).toContain("the year's notice decides")
    await person.say('edit company profile industry rubber')
    expect((await entry()).industryCode).toBe('C29')
  })
})

describe('the credit code', () => {
  const first = '91339999MA1234567'
  const right = codeOf(first)

  test('blanks, lower case, full width are forgiven; a letter O is read as 0 where that is right, and it is said', async () => {
    const person = await mill()
    await person.say(`改企业资料 信用代码 ${right.toLowerCase().replace(/(.{4})/g, '$1 ')}`)
    expect((await entry()).creditCode).toBe(right)
    const withZero = codeOf('91339999MA0234567')
    await person.say(`改企业资料 信用代码 ${withZero.replace('MA0', 'MAO')}`)
    expect((await entry()).creditCode).toBe(withZero)
    expect(seen(person, '第 11 位写的是字母')).toBe(1)
    await person.say(`改企业资料 信用代码 ${[...right].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')}`)
    expect((await entry()).creditCode).toBe(right)
  })

  test.each([
    [first, '您写了 17 位'],
    [`${first}${right.endsWith('X') ? 'Y' : 'X'}`, `最后一位应是“${right.at(-1)}”`],
    [`9133999S${right.slice(8)}`, '第 8 位的“S”不对'],
    [`${right.slice(0, 12)}S${right.slice(13)}`, '第 13 位的“S”不对'],
  ])('%s is refused: %s', async (code, answer) => {
    const person = await mill()
    await person.say('改企业资料 信用代码')
    await person.say(code)
    expect(wordsOf(person.last())).toContain(answer)
    expect((await entry()).creditCode).toBe('91339999MA00000011')
    await person.say(right)
    expect((await entry()).creditCode).toBe(right)
  })

  test('one that another enterprise has is not saved; whose it is only staff learn', async () => {
    const [person, clerk] = [await mill(), await staff()]
    await t.prisma.enterprise.update({ where: { id: idOf('enterprise', 'foundry') }, data: { creditCode: right } })
    await person.say(`改企业资料 信用代码 ${right}`)
    expect(wordsOf(person.last())).toContain('已经登记在另一家企业名下，没有保存')
    expect(seen(person, '恒铸')).toBe(0)
    await person.say(`改企业资料 信用代码 ${right}`)
    expect(seen(clerk, '已登记在“云溪恒铸机械有限公司”名下')).toBe(1)
    expect((await entry()).creditCode).toBe('91339999MA00000011')
  })
})

describe('a name', () => {
  test('is confirmed by the office with one press; a later wish replaces the first; an officer can not decide', async () => {
    const [person, clerk, liaison] = [await mill(), await staff(), await officer()]
    await person.say('改企业资料 名称 云溪锦华科技有限公司')
    expect(wordsOf(person.last())).toContain('已请工作人员确认改名')
    const old = await t.prisma.profileChange.findFirstOrThrow()
    await person.say('改企业资料 名称 云溪锦华新材料有限公司')
    expect((await entry()).name).toBe('云溪锦华印染有限公司')
    await clerk.pressRaw('name_yes', old.id)
    expect(wordsOf(clerk.last())).toContain('已经有人处理过了')
    const change = await t.prisma.profileChange.findFirstOrThrow({ where: { state: 'pending' } })
    await liaison.pressRaw('name_yes', change.id)
    expect((await entry()).name).toBe('云溪锦华印染有限公司')
    await clerk.say('我的')
    await clerk.press('改名：云溪锦华新材料有限公司')
    await clerk.press('通过')
    expect((await entry()).name).toBe('云溪锦华新材料有限公司')
    expect(wordsOf(person.last())).toContain('企业名称已改为“云溪锦华新材料有限公司”')
    await clerk.pressRaw('name_no', change.id)
    expect((await entry()).name).toBe('云溪锦华新材料有限公司')
  })

  test('that another enterprise has is not taken', async () => {
    const clerk = await staff()
    await clerk.say('改企业资料 锦华 名称 云溪恒铸机械有限公司')
    expect(wordsOf(clerk.last())).toContain('已经有一家企业叫这个名称')
  })
})

describe('the first questions', () => {
  async function newcomer() {
    const person = t.platform.person('new', '新厂')
    const clerk = await staff()
    await person.say('你好')
    await person.press('我是企业联系人')
    await person.say('云溪新锐塑业有限公司')
    await person.press('以后再说')
    await clerk.press('通过')
    return { person, clerk }
  }
  const fresh = () => t.prisma.enterprise.findFirstOrThrow({ where: { name: '云溪新锐塑业有限公司' } })

  test('come after verification, five at most, each skipped with a press, and what is answered is kept', async () => {
    const { person } = await newcomer()
    expect(wordsOf(person.last())).toContain('云溪新锐塑业有限公司已核实。花一分钟补几项资料')
    await person.press('开始填（五个小问题）')
    expect(wordsOf(person.last())).toContain('（1/5）统一社会信用代码是多少')
    await person.press('跳过')
    expect(wordsOf(person.last())).toContain('（2/5）属于哪个行业')
    await person.say('塑料')
    expect(wordsOf(person.last())).toContain('（3/5）在哪个乡镇街道')
    await person.say('石桥镇')
    await person.say('约80人')
    expect(wordsOf(person.last())).toContain('（5/5）主要做什么产品')
    await person.say('注塑件')
    expect(wordsOf(person.last())).toContain('还缺：统一社会信用代码、')
    expect(await fresh()).toMatchObject({ creditCode: null, industryCode: 'C29', township: '石桥镇', staff: 80, products: '注塑件' })
    await person.pressRaw('enterprise_skip', 'x')
    expect(wordsOf(person.last())).toContain('这个按钮')
  })

  test('can be left at any; a need told in between is a need', async () => {
    const { person } = await newcomer()
    await person.press('开始填（五个小问题）')
    await person.say(millNeed)
    expect(await t.prisma.need.count()).toBe(1)
    await person.say('企业资料')
    await person.press('补几项资料')
    await person.press('先填到这里')
    expect(wordsOf(person.last())).toContain('什么时候想补')
    expect(await t.prisma.dialog.count({ where: { address: person.address } })).toBe(0)
  })

  test('do not come in the middle of a need', async () => {
    const person = t.platform.person('new', '新厂')
    const clerk = await staff()
    await person.say(millNeed)
    await person.press('我是企业联系人')
    await person.say('云溪新锐塑业有限公司')
    await clerk.press('通过')
    expect(seen(person, '花一分钟补几项资料')).toBe(0)
  })
})

describe('qualifications', () => {
  const rows = () => t.prisma.qualification.findMany({ orderBy: { id: 'asc' } })
  const line = '高新技术企业 2024年12月到2027年12月 GR202433001234'

  test('one line adds one; the same kind again renews it; removed in words', async () => {
    const person = await mill()
    await person.say(line)
    expect(wordsOf(person.last())).toContain('已记下这项资质：\n高新技术企业（2024年12月1日 – 2027年12月31日，GR202433001234）')
    await t.later(400 * 86_400_000)
    await t.later(730 * 86_400_000)
    await person.say('高企 2027年12月6日到2030年12月6日')
    expect(wordsOf(person.last())).toContain('已更新这项资质：')
    expect(await rows()).toMatchObject([{ kind: 'high_tech', issuedOn: '2027-12-06', number: 'GR202433001234' }])
    await person.say('删除资质 高企')
    expect(wordsOf(person.last())).toContain('还没有登记资质')
    expect(await rows()).toHaveLength(0)
    await person.say('删除资质 高企')
    expect(wordsOf(person.last())).toContain('没看出要删哪一条')
  })

  test.each([
    ['高新技术企业 2024-12-06', '2027-12-06', '按规定的 3 年推算'],
    ['科技型中小企业 2026年5月10日', '2027-03-31', '次年 3 月 31 日'],
    ['专精特新“小巨人” 2024年7月1日发证', '2027-07-01', '按规定的 3 年推算'],
    ['瞪羚企业 2025年6月', null, '没有到期日期'],
  ])('%s: the end by the rule is %s, and it is said', async (words, end, said) => {
    const person = await mill()
    await person.say(words)
    expect((await rows())[0]).toMatchObject({ expiresOn: end })
    expect(wordsOf(person.last())).toContain(said)
  })

  test('of no list, by button; backwards and future ones are refused; a story is no qualification', async () => {
    const person = await mill()
    await person.say('资质')
    await person.press('添加资质')
    await person.say('浙江制造精品 2025-03-01 至 2028-02-28')
    expect((await rows())[0]).toMatchObject({ kind: 'other', name: '浙江制造精品', expiresOn: '2028-02-28' })
    await person.say('高新技术企业 2027年12月发证')
    expect(wordsOf(person.last())).toContain('发证日期还没有到，没有保存')
    await person.say('高新技术企业 2025年12月到2024年12月')
    expect(wordsOf(person.last())).toContain('到期日期早于发证日期')
    await person.say('我们是2024年的高新技术企业，布面有极光，想找专家')
    expect(await t.prisma.need.count()).toBe(1)
    expect(await rows()).toHaveLength(1)
  })

  test('the enterprise and its officer are warned 90 and 30 days before, once each, in working hours; renewed, no more', async () => {
    const [person, liaison] = [await mill(), await officer()]
    await person.say('高新技术企业 2024年3月1日到2027年3月1日')
    // Tuesday, 1 December 2026: 90 days
    await at('2026-11-30T10:00')
    expect(seen(person, '到期，还有')).toBe(0)
    await at('2026-12-01T08:30')
    expect(seen(person, '到期，还有')).toBe(0)
    await at('2026-12-01T09:00')
    await at('2026-12-01T09:01')
    expect(seen(person, '提醒：“高新技术企业”2027年3月1日到期，还有 90 天')).toBe(1)
    expect(seen(liaison, '提醒：云溪锦华印染有限公司的“高新技术企业”2027年3月1日到期，还有 90 天')).toBe(1)
    // 30 January 2027 is a Saturday: on the Monday
    await at('2027-01-30T10:00')
    expect(seen(person, '到期，还有 30 天')).toBe(0)
    await at('2027-02-01T10:00')
    expect(seen(person, '到期，还有 28 天')).toBe(1)
    await person.press('已换新证')
    await person.say('2027年2月1日到2030年2月1日 GR202733009999')
    await at('2027-02-08T10:00')
    expect(seen(person, '到期，还有')).toBe(2)
    expect(await rows()).toMatchObject([{ expiresOn: '2030-02-01', number: 'GR202733009999' }])
    await at('2029-12-03T10:00')
    expect(seen(person, '到期，还有 60 天')).toBe(1)
  })

  test('staff read what expires, page by page and as a spreadsheet; an empty list says so; others can not', async () => {
    const [person, clerk] = [await mill(), await staff()]
    await clerk.say('资质到期')
    expect(wordsOf(clerk.last())).toContain('未来 6 个月没有资质到期')
    await person.say('高新技术企业 2024年3月1日到2027年3月1日 GR202433001234')
    await person.say('科技型中小企业 2025年5月10日')
    await clerk.say('资质到期 3个月')
    expect(wordsOf(clerk.last())).toContain('没有资质到期。\n\n另有 1 项已经过期')
    await clerk.say('expiring qualifications 12 months')
    expect(wordsOf(clerk.last())).toContain('1. 云溪锦华印染有限公司 · 柳荫街道 · 高新技术企业 · 2027年3月1日（还有 98 天到期）')
    await clerk.press('导出表格')
    expect(clerk.last().attachments?.[0]?.name).toBe('资质到期-2026-11-23.xlsx')
    await clerk.say('资质到期 99个月')
    expect(wordsOf(clerk.last())).toContain('月数请写 1 到 60')
    await person.pressRaw('expiring', '6_0')
    expect(wordsOf(person.last())).not.toContain('未来')
  })
})

describe('the growth ladder', () => {
  test('the office confirms a step with its day; the enterprise hears of it; once', async () => {
    const [person, clerk, liaison] = [await mill(), await staff(), await officer()]
    await liaison.say('企业梯次 锦华 创新型领军企业')
    expect(wordsOf(liaison.last())).toContain('梯次由科技局工作人员确认')
    await clerk.say('企业梯次 锦华 创新型领军企业 2026-11-02')
    expect(wordsOf(clerk.last())).toContain('创新型领军企业（第 3 级，共 3 级），2026年11月2日确认\n已在最高一级')
    expect(wordsOf(person.last())).toContain('科技局已确认：云溪锦华印染有限公司的梯次是“创新型领军企业”')
    await clerk.say('企业梯次 锦华 创新型领军企业')
    expect(wordsOf(clerk.last())).toContain('已经在这一级')
    expect(await t.prisma.tierStep.findMany()).toMatchObject([{ from: '高新技术企业', tier: '创新型领军企业', on: '2026-11-02' }])
    await clerk.say('企业资料 恒铸')
    await clerk.press('确认梯次')
    await clerk.press('科技型中小企业')
    expect(wordsOf(clerk.last())).toContain(
      '科技型中小企业（第 1 级，共 3 级），2026年11月23日确认\n下一级：高新技术企业。\n依据《高新技术企业认定管理办法》',
    )
  })

  test('by tier and township; nobody else reads it', async () => {
    const [person, clerk] = [await mill(), await staff()]
    await clerk.say('企业梯次')
    expect(wordsOf(clerk.last())).toContain('高新技术企业：1 家\n创新型领军企业：0 家\n不在梯次：1 家')
    expect(wordsOf(clerk.last())).toContain('• 柳荫街道：0 / 1 / 0，0\n• 石桥镇：0 / 0 / 0，1')
    await clerk.press('高新技术企业')
    expect(wordsOf(clerk.last())).toContain('高新技术企业（1）\n1. 云溪锦华印染有限公司 · 柳荫街道')
    await person.pressRaw('tier', '0_0')
    expect(wordsOf(person.last())).toContain('工作人员')
  })
})
