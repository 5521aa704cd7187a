import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const words = '棉织物压光后断裂强力不够，现在断裂强力320N，布面有极光，手感发硬。希望断裂强力≥350N，不良率2%以下，试过换柔软剂'

async function inProgress(lang: 'zh' | 'en' = 'zh') {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(words)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  await rolling.press('已联系上，开始对接')
  if (lang === 'en') {
    for (const key of ['contact:mill', 'expert:rolling'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang } })
    for (const person of [mill, rolling]) await person.say('/need 2026-0001')
  }
  return { mill, rolling }
}

const need = async () => (await t.read((tx) => tx.needs.byNumber('2026-0001')))!

describe('target figures', () => {
  test('stand as rows: what it is now, what is wanted, which way is better', async () => {
    const { mill, rolling } = await inProgress()
    for (const person of [mill, rolling])
      expect(wordsOf(person.card('当前状态'))).toContain('目标指标：断裂强力：≥350N（现在 320N） ↑越高越好\n不良率：2%以下 ↓越低越好')
  })

  test('“solved” asks for what was reached; said at once, nothing more is asked, and the enterprise sees it row by row', async () => {
    const { mill, rolling } = await inProgress()
    await rolling.press('已解决')
    expect(wordsOf(rolling.last())).toContain('各项指标达到多少也请写上，企业会看到并确认：\n1. 断裂强力 ≥350N\n2. 不良率 2%以下')
    await rolling.say('调整轧点压力，断裂强力372N，不良率2.5%')
    expect(wordsOf(rolling.last())).toContain('已告诉企业')
    expect((await need()).reached).toMatchObject([{ met: true }, { met: false }])
    const card = wordsOf(mill.card('当前状态'))
    expect(card).toContain('断裂强力372N（目标 ≥350N） ✓达到')
    expect(card).toContain('不良率2.5%（目标 2%以下） ✗未达到')
    expect(card).toContain('[确认已解决]')
  })

  test('left out, it is asked afterwards: by number, asked back where it is not understood, and nothing waits for it', async () => {
    const { mill, rolling } = await inProgress()
    await rolling.press('已解决')
    await rolling.say('换了柔软剂，调了轧点压力')
    expect((await need()).state).toBe('solved')
    expect(wordsOf(rolling.last())).toContain('各项指标达到多少？逐项写就行')
    await rolling.say('挺好的')
    expect(wordsOf(rolling.last())).toContain('没看出是哪一项、达到多少')
    await rolling.say('1. 372N；2. 1.5%')
    expect(wordsOf(mill.card('当前状态'))).toContain('断裂强力：372N（目标 ≥350N） ✓达到\n不良率：1.5%（目标 2%以下） ✓达到')
    await mill.press('确认已解决')
    expect(wordsOf(mill.card('当前状态'))).toContain('372N')
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toContain('达到的指标（1. 372N；2. 1.5%）')
  })

  test('skipped with one press; taken back with the solution; said anew after a dispute', async () => {
    const { mill, rolling } = await inProgress()
    await rolling.press('已解决')
    await rolling.say('断裂强力355N')
    await rolling.press('跳过')
    expect((await need()).reached).toHaveLength(1)
    await rolling.press('撤销（1 分钟内）')
    expect(await need()).toMatchObject({ state: 'in_progress', reached: undefined })
    await rolling.press('已解决')
    await rolling.say('断裂强力340N')
    await mill.press('还没解决')
    await mill.say('强力还差一点')
    await rolling.press('已解决')
    await rolling.say('断裂强力360N，不良率1%')
    expect((await need()).reached).toMatchObject([
      { words: '断裂强力360N', met: true },
      { words: '不良率1%', met: true },
    ])
  })

  test('in English', async () => {
    const { mill, rolling } = await inProgress('en')
    expect(wordsOf(mill.last())).toContain('断裂强力: ≥350N (now 320N) ↑ the higher the better')
    await rolling.press('Solved')
    expect(wordsOf(rolling.last())).toContain('Please say what was reached of each target')
    await rolling.say('new softener')
    await rolling.say('1. 372N; 2. 1.5%')
    expect(wordsOf(mill.card('Status'))).toContain('断裂强力: 372N (wanted ≥350N) ✓ met')
  })
})
