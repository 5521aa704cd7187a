import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const question = '棉织物压光后手感发硬，布面有极光，想问一句：柔软剂用量一般多少？'

async function asked() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const finish = await t.someone('expert:finish')
  await mill.say(question)
  await mill.press('只是小问题，想问一句')
  await mill.press('发布')
  return { mill, rolling, finish }
}

const need = async () => (await t.read((tx) => tx.needs.byNumber('2026-0001')))!

describe('a small question', () => {
  test('is answered in the thread and closed with one press by whoever asked', async () => {
    const { mill, rolling, finish } = await asked()
    expect(wordsOf(rolling.card('有极光'))).toContain('办理方式：咨询（小问题，直接回答）')
    // a consult waits hours where a need waits days
    expect(wordsOf(mill.card('当前状态'))).toContain('应在 11月24日（周二）10:00 前')
    await rolling.press('直接回答')
    await rolling.say('10 到 20 克每升，先小样试')
    expect(wordsOf(mill.card('沈岚老师回答了'))).toContain('10 到 20 克每升，先小样试')
    expect(await need()).toMatchObject({ state: 'solved', result: '10 到 20 克每升，先小样试' })
    await finish.pressRaw('reply', (await need()).id)
    expect(wordsOf(finish.last())).toContain('这一步已经不能做了')
    await mill.press('确认已解决')
    expect((await need()).state).toBe('confirmed')
    expect(wordsOf(rolling.last())).toContain('企业已确认解决')
  })

  test('two answers at once: the first counts, the second hears so', async () => {
    const { rolling, finish } = await asked()
    await rolling.press('直接回答')
    await finish.press('直接回答')
    await rolling.say('10 克')
    await finish.say('20 克')
    expect(wordsOf(finish.last())).toContain('这一步已经不能做了')
    expect((await need()).result).toBe('10 克')
    expect(await t.prisma.claim.count({ where: { endedAt: null } })).toBe(1)
  })

  test('an answer can be taken back for a minute; not enough, whoever answered goes on', async () => {
    const { mill, rolling } = await asked()
    await rolling.press('直接回答')
    await rolling.say('写错了')
    await rolling.press('撤销（1 分钟内）')
    expect(await need()).toMatchObject({ state: 'open', result: undefined })
    await rolling.press('直接回答')
    await rolling.say('10 克')
    await mill.press('还没解决')
    await mill.say('试过了，还是硬')
    expect((await need()).state).toBe('in_progress')
    expect(wordsOf(rolling.card('企业说还没解决'))).toContain('试过了，还是硬')
    await mill.press('转为正式需求')
    expect((await need()).track).toBe('full')
    expect(wordsOf(mill.last())).toContain('已转为正式需求')
  })

  test('becomes a whole need while it is open: its times are those of one, and it is claimed', async () => {
    const { mill, rolling } = await asked()
    await mill.press('转为正式需求')
    expect(wordsOf(rolling.card('有极光'))).not.toContain('[直接回答]')
    await rolling.pressRaw('reply', (await need()).id)
    expect(wordsOf(rolling.last())).toContain('请先认领')
    await rolling.press('认领')
    expect((await need()).state).toBe('claimed')
    await mill.pressRaw('track_full', (await need()).id)
    expect(wordsOf(mill.last())).toContain('已经是这样了')
  })

  test('not by those who may not; a long story is no small question; a draft can be changed back', async () => {
    const mill = await t.someone('contact:mill')
    const water = await t.someone('expert:water')
    await mill.say(`${question}${'另外还有很多细节。'.repeat(130)}`)
    await mill.press('只是小问题，想问一句')
    expect(wordsOf(mill.last())).toContain('更适合按正式需求办')
    await mill.press('删除草稿')
    await mill.say(question)
    await mill.press('只是小问题，想问一句')
    await mill.press('还是按正式需求')
    await mill.press('只是小问题，想问一句')
    await mill.press('发布')
    await water.pressRaw('reply', (await need()).id)
    expect(wordsOf(water.last())).toContain('这一步只有当事人能做')
    await water.pressRaw('track_full', (await need()).id)
    expect((await need()).track).toBe('consult')
  })

  test('in English', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    for (const key of ['contact:mill', 'expert:rolling'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })
    await mill.say(question)
    await mill.press('Just a small question')
    await mill.press('Publish')
    await rolling.press('Answer at once')
    await rolling.say('10 to 20 g/l')
    expect(wordsOf(mill.card('has answered'))).toContain('10 to 20 g/l')
    await mill.press('Yes, solved')
    expect((await need()).state).toBe('confirmed')
  })
})
