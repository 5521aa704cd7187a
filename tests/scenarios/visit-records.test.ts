import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
/** Monday, 23 November 2026, 10:00 in Shanghai. */
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const photo = (name = '布面.jpg') => ({ name, mime: 'image/jpeg', bytes: new Uint8Array([1, 2, 3, name.length]) })

async function claimed() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  return { mill, rolling, officer }
}

/** Five presses and a sentence. */
async function noted() {
  const all = await claimed()
  await all.rolling.press('走访')
  await all.rolling.press('记走访')
  await all.rolling.press('今天')
  await all.rolling.press('就是：沈岚')
  await all.rolling.say('轧点压力不匀，调整后极光消失', [photo()])
  return all
}

const visit = () => t.prisma.visit.findFirstOrThrow()
const filesOfVisit = async () => t.prisma.needFile.count({ where: { ofId: (await visit()).id } })

describe('a visit is noted on a phone', () => {
  test('who came, what was found with a photo, solved there, opinions: the need is solved and the enterprise confirms', async () => {
    const { mill, rolling } = await noted()
    expect(await visit()).toMatchObject({ state: 'done', day: '2026-11-23', who: '沈岚', found: '轧点压力不匀，调整后极光消失' })
    expect(await filesOfVisit()).toBe(1)
    // a visit is contact: work has begun
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('in_progress')
    expect(wordsOf(rolling.last())).toContain('当场解决了吗？')
    expect(wordsOf(mill.card('走访：2026-0001'))).toContain('发现：轧点压力不匀，调整后极光消失')
    await rolling.say('', [photo('调整后.jpg')])
    await rolling.say('', [photo('机台.jpg')])
    await rolling.say('希望多办轧光工艺培训')
    expect(await filesOfVisit()).toBe(3)
    expect((await visit()).suggestions).toBe('希望多办轧光工艺培训')
    await rolling.press('照片和文件（3）')
    expect(new Set(rolling.last().attachments?.map(({ name }) => name))).toEqual(new Set(['布面.jpg', '调整后.jpg', '机台.jpg']))
    await rolling.press('当场解决了')
    expect((await visit()).solvedOnSite).toBe(true)
    expect(wordsOf(mill.card('专家说已解决'))).toContain('轧点压力不匀，调整后极光消失')
    await mill.press('确认已解决')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('confirmed')
    expect(wordsOf(mill.card('当前状态'))).toContain('走访：11月23日（周一） 沈岚 — 已走访，当场解决')
    await mill.press('历史记录')
    await mill.press('更早')
    expect(wordsOf(mill.last())).toContain('沈岚 · fake：走访（11月23日（周一）、沈岚）')
  })

  test('with nobody, on a day to come, or not by who went: asked back or refused, and nothing is lost', async () => {
    const { rolling, mill } = await claimed()
    await rolling.press('走访')
    await rolling.press('记走访')
    for (const [day, answer] of [
      ['明天', '这一天还没到'],
      ['2月31日', '没有这一天'],
      ['忘了', '没看懂是哪一天'],
    ] as const) {
      await rolling.say(day)
      expect(wordsOf(rolling.last())).toContain(answer)
    }
    await rolling.say('昨天')
    await rolling.say('上周五去的，我和两个研究生，看了轧光机')
    expect(wordsOf(rolling.last())).toContain('这里只写谁去了')
    await rolling.say('没人')
    expect(wordsOf(rolling.last())).toContain('总得有人去')
    await rolling.say('沈岚、研究生小陆')
    await rolling.say('', [photo()])
    expect(wordsOf(rolling.last())).toContain('照片收好了。再用一句话说说')
    await rolling.say('辊面有划痕')
    expect(await visit()).toMatchObject({ day: '2026-11-22', who: '沈岚、研究生小陆', found: '辊面有划痕' })
    expect(await filesOfVisit()).toBe(1)
    await rolling.press('还没解决')
    expect((await visit()).solvedOnSite).toBe(false)
    expect(wordsOf(rolling.card('走访：2026-0001'))).toContain('当场解决：还没有')
    await rolling.pressRaw('visit_solved', (await visit()).id)
    expect(wordsOf(rolling.last())).toContain('这一项已经说过了')
    await mill.pressRaw('visit_made', (await visit()).needId)
    expect(wordsOf(mill.last())).toContain('走访由去的人来记')
  })

  test('a planned visit becomes its record: who was to come with one press, and its clock stops', async () => {
    const { mill, rolling } = await claimed()
    await mill.press('走访')
    await mill.press('约走访')
    await mill.say('明天下午两点')
    await rolling.press('同意这个时间')
    t.clock.set('2026-11-24T18:00:00+08:00')
    await t.later(0)
    await rolling.press('记走访')
    await rolling.press('就是：沈岚')
    await rolling.say('压力表不准')
    expect(await visit()).toMatchObject({ state: 'done', day: '2026-11-24', time: '14:00', found: '压力表不准' })
    expect(await t.prisma.matter.count({ where: { kind: { startsWith: 'visit' }, endedAt: null } })).toBe(0)
    await rolling.pressRaw('visit_note', (await visit()).id)
    expect(wordsOf(rolling.last())).toContain('这次走访已经记过了')
    // the enterprise says what it thinks
    await mill.press('加照片、意见建议')
    await mill.say('希望校企常来往')
    expect(wordsOf(rolling.card('走访：2026-0001'))).toContain('意见建议：希望校企常来往')
  })

  test('by an officer, who visits before anybody has claimed; solved there, the expert is asked to say so', async () => {
    const { officer, rolling } = await claimed()
    await officer.say('需求 2026-0001')
    await officer.press('走访')
    await officer.press('记走访')
    await officer.press('今天')
    await officer.press('就是：王敏')
    await officer.say('车间湿度大')
    await officer.press('当场解决了')
    expect(wordsOf(rolling.card('走访时说已经当场解决'))).toContain('请您在卡片上点“已解决”')
    expect((await t.read((tx) => tx.needs.byNumber('2026-0001')))?.state).toBe('claimed')
  })

  test('in English', async () => {
    const { rolling, mill } = await claimed()
    for (const key of ['contact:mill', 'expert:rolling'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })
    await rolling.say('/need 2026-0001')
    await rolling.press('Visits')
    await rolling.press('Note a visit')
    await rolling.press('Yesterday')
    await rolling.say('nobody')
    expect(wordsOf(rolling.last())).toContain('Somebody has to go')
    await rolling.press('These: 沈岚')
    await rolling.say('uneven nip pressure')
    expect(wordsOf(rolling.last())).toContain('Was it solved there?')
    expect(wordsOf(mill.card('Visit: 2026-0001'))).toContain('Found：uneven nip pressure')
    await rolling.press('Not yet solved')
    expect(wordsOf(mill.card('Visit: 2026-0001'))).toContain('Solved on site：not yet')
  })
})

describe('photos are not lost', () => {
  test('after the need was closed: they join the visit, and who sent them hears so', async () => {
    const { mill, rolling } = await noted()
    await rolling.press('当场解决了')
    await mill.press('确认已解决')
    await rolling.press('加照片、意见建议')
    await rolling.say('', [photo('结案后.jpg')])
    expect(wordsOf(rolling.last())).toContain('需求 2026-0001 已经结束，您发来的照样记进了这次走访，没有丢')
    expect(await filesOfVisit()).toBe(2)
  })

  test('without a word, and after closing: they are kept until it is said where they belong', async () => {
    const { mill, rolling } = await noted()
    await rolling.press('当场解决了')
    await rolling.press('跳过')
    await mill.press('确认已解决')
    for (const person of [rolling, mill]) {
      const before = await t.prisma.needFile.count()
      await person.say('', [photo('一.jpg')])
      await person.say('', [photo('二.jpg')])
      expect(wordsOf(person.last())).toContain('收到 2 个文件，先存着。是哪条需求的？')
      await t.restart()
      await person.press(/^2026-0001 /)
      expect(wordsOf(person.last())).toContain('需求 2026-0001 已经结束，您发来的已存进它的记录里，没有丢')
      expect(await t.prisma.needFile.count()).toBe(before + 2)
      await person.pressRaw('place', (await visit()).needId)
      expect(wordsOf(person.last())).toContain('这个按钮已经过时了')
    }
    await mill.say('', [photo('三.jpg')])
    await mill.say('2026-0001')
    expect(wordsOf(mill.last())).toContain('没有丢')
    await mill.say('', [photo('新.jpg')])
    await mill.say('又来一批布，染色有色花，缸差明显，想请专家看看')
    expect(wordsOf(mill.card('需求草稿'))).toContain('附件：1')
  })
})
