import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hours, seconds } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

/** Posts and publishes the mill's need; returns everybody concerned. */
async function published() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  const fabric = await t.someone('expert:fabric')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  return { mill, rolling, finish, fabric, officer }
}

describe('from a need in plain words to its confirmation, in Chinese', () => {
  test('a need in one message becomes a draft card that says what was understood', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    const card = wordsOf(mill.card('需求草稿'))
    expect(card).toMatch(/需求草稿：.*极光/)
    expect(card).toContain('预算：约 20 万元')
    expect(card).toContain('期望完成时间：2026年12月31日')
    expect(card).toContain('4级以上')
    expect(card).toContain('云溪锦华印染有限公司')
    expect(card).toContain('谁能看到：仅推荐专家可见')
    for (const label of ['发布', '修改', '补充', '谁能看到', '删除草稿']) expect(card).toContain(`[${label}]`)
  })

  test('published, it has a number, who was asked and why, and by when; the experts get their cards', async () => {
    const { mill, rolling } = await published()
    const card = wordsOf(mill.card('2026-0001'))
    expect(card).toContain('当前状态：待对接')
    expect(card).toContain('已请 3 位对口专家，请他们在 11月26日（周四）10:00 前答复')
    expect(card).toMatch(/沈岚教授（江畔轻纺院）.*都提到.*(极光|压光)/)
    const invitation = wordsOf(rolling.last())
    expect(invitation).toContain('有个难题想请您看看')
    expect(invitation).toContain('为什么找您：')
    expect(invitation).toContain('答复期限：11月26日（周四）10:00')
    expect(invitation).toContain(millNeed)
    expect(invitation).not.toContain('19900003001')
    for (const label of ['认领', '婉拒', '提问', '推荐他人']) expect(invitation).toContain(`[${label}]`)
  })

  test('one claims: both get the contact, the others become reserves in place, and the first step reaches the enterprise', async () => {
    const { mill, rolling, finish, fabric } = await published()
    const before = finish.chat().length
    await rolling.press('认领')
    expect(wordsOf(rolling.card('企业的联系方式'))).toContain('19900003001')
    expect(wordsOf(mill.card('专家的联系方式'))).toContain('rolling@example.edu.cn')
    const others = [finish, fabric].map((expert) => wordsOf(expert.card('已由沈岚教授（江畔轻纺院）认领')))
    expect(others.join()).toContain('您为候补第 1 位')
    expect(others.join()).toContain('您为候补第 2 位')
    expect(finish.chat()).toHaveLength(before)
    // who asks for the need by its number is shown it; the question stays open
    await rolling.say('需求 2026-0001')
    expect(wordsOf(rolling.last())).toContain('当前状态：已认领')
    await rolling.say('先寄两米布样，我做轧点压力与温度的对比试验')
    expect(wordsOf(mill.card('专家说第一步'))).toContain('先寄两米布样')
    expect(wordsOf(mill.card('当前状态：已认领'))).toContain('第一步：先寄两米布样')
  })

  test('work, solved, disputed, solved again, confirmed', async () => {
    const { mill, rolling } = await published()
    await rolling.press('认领')
    await rolling.press('以后再说')
    await rolling.press('已联系上，开始对接')
    expect(wordsOf(mill.card('进入对接'))).toContain('2026-0001')
    await rolling.press('记一笔进展')
    await rolling.say('试验做完，压力降到 25 吨')
    expect(wordsOf(mill.last())).toContain('压力降到 25 吨')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级，手感达标')
    await mill.press('还没解决')
    await mill.say('大货手感还偏硬')
    expect(wordsOf(rolling.card('还没解决'))).toContain('大货手感还偏硬')
    await rolling.press('已解决')
    await rolling.say('调整柔软剂用量后大货达标')
    await mill.press('确认已解决')
    expect(wordsOf(mill.card('圆满结束'))).toContain('2026-0001')
    expect(wordsOf(rolling.card('企业已确认解决。辛苦了'))).toContain('2026-0001')
    await mill.press('历史记录')
    const history = wordsOf(mill.card('历史记录'))
    for (const event of [
      '写下草稿',
      '发布',
      '邀请专家（沈岚）',
      '认领',
      '开始对接',
      '进展',
      '报告已解决',
      '企业说还没解决',
      '企业确认解决',
    ])
      expect(history).toContain(event)
  })

  test('a pass takes two presses, says thank you, and the next expert is asked', async () => {
    const { rolling, mill } = await published()
    const softener = await t.someone('expert:softener')
    await rolling.press('婉拒')
    await rolling.press('近期没有时间')
    expect(wordsOf(rolling.card('已婉拒：近期没有时间'))).toContain('谢谢')
    expect(wordsOf(softener.last())).toContain('有个难题想请您看看')
    expect(wordsOf(mill.card('2026-0001'))).toContain('已婉拒')
  })

  test('silence past the deadline asks the next expert, and tells the enterprise when nobody is left', async () => {
    const { mill, officer } = await published()
    await t.later(72 * hours + 1)
    const softener = await t.someone('expert:softener')
    await t.later(0)
    await t.later(72 * hours + 1)
    await t.later(72 * hours + 1)
    expect(wordsOf(mill.card('请过的专家都没能接下'))).toContain('2026-0001')
    expect(wordsOf(officer.card('请您出面协调'))).toContain('2026-0001')
    expect(softener).toBeDefined()
  })

  test('a question goes to the enterprise and the answer comes back and into the need', async () => {
    const { mill, rolling, finish } = await published()
    await rolling.press('提问')
    await rolling.say('坯布克重多少？')
    await mill.press('回答')
    await mill.say('每平米 135 克')
    expect(wordsOf(rolling.card('企业回答了您'))).toContain('每平米 135 克')
    expect(wordsOf(finish.card('有个难题'))).toContain('每平米 135 克')
    await expect(mill.press('回答')).rejects.toThrow('sees no button')
  })

  test('an expert recommends a colleague, who is asked and told by whom', async () => {
    const { rolling } = await published()
    const casting = await t.someone('expert:casting')
    await rolling.press('推荐他人')
    await rolling.say('丁涛')
    expect(wordsOf(rolling.last())).toContain('丁涛')
    expect(wordsOf(casting.last())).toContain('沈岚老师推荐')
  })

  test('given back, the first reserve is asked again and everybody is told', async () => {
    const { mill, rolling, finish } = await published()
    await rolling.press('认领')
    await rolling.press('退回')
    await rolling.say('设备在检修，两个月内做不了')
    expect(wordsOf(mill.card('专家退回了'))).toContain('设备在检修')
    expect(wordsOf(finish.last())).toContain('有个难题想请您看看')
    await finish.press('认领')
    expect(wordsOf(mill.card('何平教授（江畔轻纺院）已认领'))).toContain('2026-0001')
  })

  test('withdrawn by the enterprise, whoever works on it is told and nothing can be claimed any more', async () => {
    const { mill, rolling } = await published()
    await mill.press('撤回需求')
    await mill.say('已自行解决')
    expect(wordsOf(mill.card('2026-0001'))).toContain('已撤回')
    const id = (await t.read((tx) => tx.needs.byNumber('2026-0001')))?.id as string
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('现在是“已撤回”')
  })

  test('questions about what is missing come one by one and can be skipped', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('我们压光之后布面总有极光')
    expect(wordsOf(mill.last())).toContain('[跳过]')
    t.clock.forward(60 * seconds)
    await mill.press('跳过')
    await mill.press('跳过')
    await mill.press('跳过')
    expect(wordsOf(mill.last())).toContain('需求草稿')
    expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('[跳过]'))).toHaveLength(3)
  })

  test('editing the original message updates the draft', async () => {
    const mill = await t.someone('contact:mill')
    const message = await mill.say(millNeed)
    await mill.edit(message, millNeed.replace('二十万', '三十万'))
    expect(wordsOf(mill.card('需求草稿'))).toContain('约 30 万元')
  })
})
