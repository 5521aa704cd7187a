import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { inProgress } from '../support/cast.ts'
import { millNeed } from '../support/directory.ts'
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

async function withTask(line = '周工 寄两米布样 周五前') {
  const all = await inProgress(t)
  await all.rolling.press('任务')
  await all.rolling.press('加一项任务')
  await all.rolling.say(line)
  return all
}

const task = () => t.prisma.task.findFirstOrThrow()

describe('tasks on a need', () => {
  test('in one line: whose, what, by when; on both cards, in “我的”, done with one press', async () => {
    const { mill, rolling } = await withTask()
    expect(await task()).toMatchObject({ text: '寄两米布样', ownerName: '周工', dueOn: '2026-11-27', doneAt: null })
    expect(wordsOf(mill.card('需求 2026-0001 的一项任务'))).toContain('寄两米布样\n谁做：周工\n期限：11月27日（周五）\n谁派的：沈岚')
    for (const person of [mill, rolling]) expect(wordsOf(person.card('当前状态'))).toContain('任务：□ 周工 寄两米布样，11月27日（周五）前')
    expect(wordsOf(mill.card('当前状态'))).toContain('等您办完任务')
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('• □ 周工 寄两米布样，11月27日（周五）前')
    await mill.press('✓ 寄两米布样')
    expect(wordsOf(rolling.last())).toContain('周工已办完：寄两米布样')
    expect(wordsOf(rolling.card('当前状态'))).toContain('✓ 周工 寄两米布样，11月23日（周一）办完')
    expect(wordsOf(mill.card('的一项任务'))).not.toContain('[✓')
    await mill.pressRaw('task_done', (await task()).id)
    expect(wordsOf(mill.last())).toContain('已经办完或取消了')
    expect(await t.prisma.matter.count({ where: { kind: 'task', endedAt: null } })).toBe(0)
  })

  test('what a line leaves out is asked; what is wrong with it is asked back', async () => {
    const { rolling, mill } = await withTask('寄布样')
    expect(wordsOf(rolling.last())).toContain('“寄布样”，谁来做？')
    await rolling.press('周工')
    await rolling.say('昨天')
    expect(wordsOf(rolling.last())).toContain('这个日期已经过了')
    await rolling.say('2月31日')
    expect(wordsOf(rolling.last())).toContain('没有这一天')
    await rolling.say('三天内')
    expect(await task()).toMatchObject({ text: '寄布样', ownerName: '周工', dueOn: '2026-11-26' })
    await mill.press('任务')
    await mill.press('加一项任务')
    await mill.say('沈老师 周五前')
    expect(wordsOf(mill.last())).toContain('还没说要做什么')
    await mill.say('沈老师 出方案 周五前')
    expect(wordsOf(rolling.last())).toContain('出方案')
  })

  test('of somebody without an account here: whoever set it is reminded, and says that it is done', async () => {
    const { rolling } = await withTask('李工 送样 周五前')
    expect(await task()).toMatchObject({ text: '送样', ownerName: '李工', ownerId: null })
    await at('2026-11-27T17:00')
    expect(wordsOf(rolling.last())).toContain('有一项任务在您手上')
    await rolling.press('✓ 送样')
    expect((await task()).doneAt).not.toBeNull()
  })

  test('through Spring Festival: half of its time counts working days', async () => {
    await t.stop()
    t = await testApp({ at: '2026-02-12T02:00:00Z' })
    const { mill } = await withTask('周工 寄两米布样 2月26日前')
    // 12 to 14 February and 24 to 26 February are worked: half is gone by the evening of the 14th
    await at('2026-02-14T12:59')
    expect(wordsOf(mill.last())).not.toContain('提醒')
    await at('2026-02-24T12:00')
    expect(wordsOf(mill.last())).toContain(
      '提醒：需求 2026-0001\n需求“布面有极光，压光后手感发硬，客户退货”有一项任务在您手上，请在 2月26日（周四）17:00 前办好',
    )
    await mill.press('✓ 寄两米布样')
    expect((await task()).doneAt).not.toBeNull()
  })

  test('others can do nothing with it; whoever set it takes it off', async () => {
    const { rolling, mill } = await withTask()
    const finish = await t.someone('expert:finish')
    await finish.pressRaw('task_done', (await task()).id)
    expect(wordsOf(finish.last())).toContain('这一步只有当事人能做')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('寄两米布样')
    await mill.pressRaw('task_drop', (await task()).id)
    expect(wordsOf(mill.last())).toContain('由负责人或派任务的人来点')
    await rolling.press('不用做了')
    expect(wordsOf(mill.last())).toContain('这件事不用做了：寄两米布样')
    expect(wordsOf(mill.card('当前状态'))).not.toContain('寄两米布样')
  })

  test('in English', async () => {
    const { rolling, mill } = await inProgress(t)
    for (const key of ['contact:mill', 'expert:rolling'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })
    await rolling.say('/need 2026-0001')
    await rolling.press('Tasks')
    await rolling.press('Add a task')
    await rolling.say('周工 sends two metres of cloth by 31 February')
    expect(wordsOf(rolling.last())).toContain('There is no such day')
    await rolling.say('周工 sends two metres of cloth by Friday')
    expect(wordsOf(mill.last())).toContain('sends two metres of cloth\nWho：周工\nBy：Fri 27 Nov')
    await mill.press(/^✓ sends two metres/)
    expect(wordsOf(rolling.last())).toContain('has done it: sends two metres of cloth')
  })
})

describe('questions and progress', () => {
  test('can be reached at every stage in which somebody works on it or is asked', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    await mill.say(millNeed)
    await mill.press('发布')
    const asks = async (text: string) => {
      await rolling.say('需求 2026-0001')
      expect(wordsOf(rolling.last())).toContain('[提问]')
      await rolling.press('提问')
      await rolling.say(text)
      await mill.press('回答')
      await mill.say(`答：${text}`)
      expect(wordsOf(rolling.last())).toContain(`答：${text}`)
    }
    await asks('克重多少？')
    await rolling.press('认领')
    await rolling.press('以后再说')
    await asks('车速多少？')
    await rolling.press('已联系上，开始对接')
    await asks('温度多少？')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    if (wordsOf(rolling.last()).includes('[跳过]')) await rolling.press('跳过')
    await asks('复测了吗？')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('Q：复测了吗？\nA：答：复测了吗？')
    await mill.press('记一笔进展')
    await mill.say('客户在试')
    expect(wordsOf(rolling.last())).toContain('客户在试')
  })
})
