import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mostOf } from '../../src/bot/flood.ts'
import type { Incoming } from '../../src/bot/platform.ts'
import { minutes, seconds } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const png = { name: '极光.png', mime: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }

async function publish() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  const need = await t.read((tx) => tx.needs.byNumber('2026-0001'))
  return { mill, rolling, id: need?.id as string }
}

describe('writing', () => {
  test('several messages and photos in a row become one draft', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('布面有极光', [png])
    t.clock.forward(3 * seconds)
    await mill.say('压光以后手感发硬，棉布135克，客户已经退货两批', [{ ...png, name: '退货单.png' }])
    const card = wordsOf(mill.last())
    expect(card).toContain('附件：2')
    expect(await t.prisma.need.count()).toBe(1)
    await mill.press('发布')
    expect(wordsOf(mill.card('2026-0001'))).toContain('[附件（2）]')
    await mill.press('附件（2）')
    expect(mill.card('需求 2026-0001 的附件').attachments?.map((file) => file.name)).toEqual(['极光.png', '退货单.png'])
  })

  test('a photo alone, before any words, is not lost in silence', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('', [png])
    expect(wordsOf(mill.last())).toContain('请先用一两句话说说难题')
  })

  test('small talk is not a need', async () => {
    const mill = await t.someone('contact:mill')
    for (const text of ['你好', '在吗？', '谢谢', '嗯', '👍', '好']) await mill.say(text)
    expect(await t.prisma.need.count()).toBe(0)
    expect(wordsOf(mill.last())).toContain('[我的]')
  })

  test('20,000 characters are taken, an empty message and a sticker answered', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say(`压光后布面有极光。${'这是很长的说明，'.repeat(2500)}`)
    await mill.press('发布')
    expect(wordsOf(mill.card('2026-0001'))).toContain('待对接')
    await mill.say('')
    expect(wordsOf(mill.last())).toContain('多说两句')
    await mill.sendSticker()
    expect(wordsOf(mill.last())).toContain('请用文字、照片或文件')
  })

  test('a file over the limit is named; the words that came with it are kept', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed, [{ name: '全套图纸.zip', mime: 'application/zip', bytes: new Uint8Array(1), size: 50_000_000 }])
    expect(wordsOf(mill.card('全套图纸.zip'))).toContain('太大了')
    expect(wordsOf(mill.card('需求草稿'))).toContain('极光')
  })

  test('a file that can not be fetched now is fetched later; nothing is answered twice', async () => {
    const mill = await t.someone('contact:mill')
    t.platform.fail({ kind: 'retry', afterMs: 1000 })
    await mill.say(millNeed, [png])
    expect(mill.chat()).toHaveLength(0)
    await t.later(5 * seconds)
    expect(wordsOf(mill.card('需求草稿'))).toContain('附件：1')
  })

  test('a draft is changed part by part; what was set by hand stays when the message is edited', async () => {
    const mill = await t.someone('contact:mill')
    const message = await mill.say(millNeed)
    await mill.press('修改')
    await mill.press('标题')
    await mill.say('棉布压光极光与手感改善')
    await mill.press('修改')
    await mill.press('技术领域')
    await mill.press('新材料')
    await mill.press('修改')
    await mill.press('预算')
    await mill.say('看情况吧')
    expect(wordsOf(mill.last())).toContain('没看懂这个金额')
    await mill.say('20-30')
    await mill.edit(message, millNeed.replace('二十万', '五十万'))
    const card = wordsOf(mill.card('需求草稿'))
    expect(card).toContain('需求草稿：棉布压光极光与手感改善')
    expect(card).toContain('技术领域：新材料')
    expect(card).toContain('预算：20–30 万元')
  })

  test('words that follow at once go on telling; a later message answers the question', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say('我们压光之后布面总有极光')
    t.clock.forward(3 * seconds)
    await mill.say('主要是135克的全棉府绸，染深色的时候特别明显')
    t.clock.forward(40 * seconds)
    await mill.say('光泽度控制在12以内')
    const need = await t.read(async (tx) => tx.needs.draftOf((await tx.people.account(mill.address))?.personId ?? ''))
    expect(await t.read((tx) => tx.needs.parts(need?.id ?? ''))).toHaveLength(2)
    expect(need?.answers.map((answer) => answer.text)).toEqual(['光泽度控制在12以内'])
  })

  test('cancelled, a draft is gone from the lists, and its buttons say so', async () => {
    const mill = await t.someone('contact:mill')
    await mill.say(millNeed)
    const id = (await t.prisma.need.findFirstOrThrow()).id
    await mill.press('删除草稿')
    expect(wordsOf(mill.card('草稿已取消'))).toBeTruthy()
    await mill.pressRaw('publish', id)
    expect(wordsOf(mill.last())).toContain('已经发布过了')
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('还没有发过需求')
  })
})

describe('in a group', () => {
  test('#需求 becomes a draft that goes on in private', async () => {
    const mill = await t.someone('contact:mill')
    await mill.sayInGroup(`#需求 ${millNeed}`)
    expect(
      t.platform
        .group()
        .map((shown) => wordsOf(shown.card))
        .join(),
    ).toContain('私聊里接着办')
    expect(wordsOf(mill.card('需求草稿'))).toContain('极光')
    expect(
      t.platform
        .group()
        .map((shown) => wordsOf(shown.card))
        .join(),
    ).not.toContain('极光')
  })

  test('what is not for the bot is left alone; a mention is answered in private', async () => {
    const mill = await t.someone('contact:mill')
    await mill.sayInGroup('今天食堂吃什么')
    expect(t.platform.group()).toHaveLength(0)
    await mill.sayInGroup('我的', { mention: true })
    expect(wordsOf(mill.last())).toContain('我的')
    expect(t.platform.group()).toHaveLength(1)
  })

  test('somebody new who posts in a group is greeted in private, and the words are kept', async () => {
    const newcomer = t.platform.person('new', '李工')
    await newcomer.sayInGroup(`#需求 ${millNeed}`)
    expect(wordsOf(newcomer.card('十百千小助手'))).toBeTruthy()
    expect(await t.prisma.need.count()).toBe(1)
  })
})

describe('pressing', () => {
  test('publish twice gives one need and says so', async () => {
    const { mill, id } = await publish()
    await mill.pressRaw('publish', id)
    expect(wordsOf(mill.last())).toContain('已经发布过了，编号 2026-0001')
    expect(await t.prisma.need.count({ where: { number: { not: null } } })).toBe(1)
  })

  test('a repeated delivery does nothing', async () => {
    const { mill } = await publish()
    const before = mill.chat().length
    await t.platform.repeat()
    expect(mill.chat()).toHaveLength(before)
  })

  test('unknown and forged buttons are refused and change nothing', async () => {
    const { mill, rolling, id } = await publish()
    const stranger = await t.someone('expert:water')
    for (const [verb, target] of [
      ['nonsense', 'x'],
      ['constructor', id],
      ['change_constructor', id],
      ['set_title', id],
      ['claim', 'no-such-need-000'],
      ['claim', id],
      ['start', id],
      ['solve', id],
      ['confirm', id],
      ['withdraw', id],
      ['accept', id],
      ['history', id],
      ['files', id],
      ['ask', id],
      ['verify_yes', id],
      ['claim_for', id],
      ['see_public', id],
      ['pass_no_time', id],
      ['skip_budget', id],
      ['answer', id],
    ] as const)
      await stranger.pressRaw(verb, target)
    const need = await t.read((tx) => tx.needs.find(id))
    expect(need).toMatchObject({ state: 'open', visibility: 'matched' })
    expect(stranger.chat()).toHaveLength(20)
    expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([])
    expect(mill.chat().length + rolling.chat().length).toBeGreaterThan(0)
  })

  test('a number that is not there, or not for one’s eyes, is answered alike', async () => {
    const { id } = await publish()
    expect(id).toBeTruthy()
    const foundry = await t.someone('contact:foundry')
    await foundry.say('需求 2026-9999')
    const missing = wordsOf(foundry.last())
    await foundry.say('/need 2026-0001')
    expect(wordsOf(foundry.last())).toBe(missing)
  })

  test('an edit of a withdrawn need is answered and changes nothing', async () => {
    const mill = await t.someone('contact:mill')
    const message = await mill.say(millNeed)
    await mill.press('发布')
    await mill.press('撤回需求')
    await mill.say('不做了')
    await mill.edit(message, '改成别的')
    expect(wordsOf(mill.last())).toContain('改动没有记入')
    expect((await t.prisma.needPart.findFirstOrThrow()).text).toBe(millNeed)
  })

  test('an edit of a live need reaches the experts’ cards in place', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    const message = await mill.say(millNeed)
    await mill.press('发布')
    const cards = rolling.chat().length
    await mill.edit(message, `${millNeed} 布是府绸。`)
    expect(rolling.chat()).toHaveLength(cards)
    expect(wordsOf(rolling.last())).toContain('布是府绸')
  })
})

describe('a private need', () => {
  test('shows title and field until the claim is accepted; then all of it, and the contacts', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    await mill.say(millNeed)
    await mill.press('谁能看到')
    await mill.press('保密')
    expect(wordsOf(mill.card('需求草稿'))).toContain('认领且您同意后才看到')
    await mill.press('发布')
    const secret = '试过换柔软剂'
    const all = () =>
      rolling
        .chat()
        .map((shown) => wordsOf(shown.card))
        .join('\n')
    expect(all()).toContain('企业要求保密')
    expect(all()).not.toContain(secret)
    expect(all()).not.toContain('锦华')
    await rolling.press('认领')
    expect(all()).not.toContain(secret)
    expect(all()).not.toContain('19900003001')
    // what the enterprise notes meanwhile waits as well
    await mill.pressRaw('progress', (await t.prisma.need.findFirstOrThrow()).id)
    await mill.say('样布已经寄到雪莲路仓库')
    expect(wordsOf(mill.last())).toContain('同意对接”以后')
    expect(all()).not.toContain('雪莲路')
    await rolling.pressRaw('history', (await t.prisma.need.findFirstOrThrow()).id)
    expect(all()).not.toContain('雪莲路')
    await mill.press('同意对接')
    expect(all()).toContain(secret)
    expect(all()).toContain('19900003001')
    expect(wordsOf(mill.card('专家的联系方式'))).toContain('19900001111')
  })

  test('declined, it goes to the next expert, and the first learns it kindly', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    const finish = await t.someone('expert:finish')
    await mill.say(millNeed)
    await mill.press('谁能看到')
    await mill.press('保密')
    await mill.press('发布')
    await rolling.press('认领')
    await mill.press('换一位专家')
    expect(wordsOf(rolling.card('想请另一位专家'))).toContain('感谢')
    await finish.press('认领')
    expect(wordsOf(mill.card('当前状态：已认领'))).toContain('何平')
  })

  test('does not stand in the open list of those who were not asked; a public one does, and can be claimed', async () => {
    const mill = await t.someone('contact:mill')
    const water = await t.someone('expert:water')
    await mill.say(millNeed)
    await mill.press('谁能看到')
    await mill.press('保密')
    await mill.press('发布')
    await water.say('待认领')
    expect(wordsOf(water.last())).toContain('现在没有待认领的需求')
    await mill.press('谁能看到')
    await mill.press('公开')
    await water.say('/open')
    expect(wordsOf(water.last())).toContain('2026-0001')
    await water.press(/2026-0001/)
    await water.press('认领')
    expect(wordsOf(mill.card('2026-0001'))).toContain('邱雯')
  })
})

describe('who comes late', () => {
  test('learns that it is taken and which reserve they are', async () => {
    const { rolling, id } = await publish()
    const finish = await t.someone('expert:finish')
    await rolling.press('认领')
    await finish.pressRaw('claim', id)
    expect(wordsOf(finish.last())).toContain('候补')
    expect(await t.prisma.claim.count({ where: { endedAt: null } })).toBe(1)
  })

  test('an expert who carries as much as they may is not asked, and can not claim more', async () => {
    await t.prisma.expert.updateMany({ where: { name: '沈岚' }, data: { cap: 1 } })
    const { mill, rolling } = await publish()
    await rolling.press('认领')
    await mill.say('#需求 压光后布面又有极光，这次是涤棉，手感也发硬，要求极光等级4级以上')
    await mill.press('发布')
    expect(wordsOf(mill.card('2026-0002'))).not.toContain('沈岚')
  })
})

describe('when sending fails', () => {
  test('it is tried again later, in order, and arrives once', async () => {
    const mill = await t.someone('contact:mill')
    t.platform.fail({ kind: 'retry', afterMs: 30_000 })
    await mill.say(millNeed)
    expect(mill.chat()).toHaveLength(0)
    await t.later(10 * seconds)
    expect(mill.chat()).toHaveLength(0)
    await t.later(30 * seconds)
    expect(
      mill
        .chat()
        .map((shown) => wordsOf(shown.card))
        .filter((text) => text.includes('需求草稿')),
    ).toHaveLength(1)
  })

  test('an expert who has blocked the bot is called by the officer instead', async () => {
    const mill = await t.someone('contact:mill')
    const rolling = await t.someone('expert:rolling')
    const officer = await t.someone('officer:wang')
    t.platform.block(rolling.address)
    await mill.say(millNeed)
    await mill.press('发布')
    expect(wordsOf(officer.card('请打个电话：沈岚'))).toContain('2026-0001')
  })

  test('a message that may or may not have arrived is not sent twice, and is counted', async () => {
    const mill = await t.someone('contact:mill')
    t.platform.fail({ kind: 'uncertain' })
    await mill.say(millNeed)
    await t.later(10 * minutes)
    expect(await t.prisma.outbox.count({ where: { state: 'uncertain' } })).toBe(1)
  })
})

test('help shows only what this person may do now', async () => {
  const mill = await t.someone('contact:mill')
  const expert = await t.someone('expert:rolling')
  const stranger = t.platform.person('x', '路人')
  for (const person of [mill, expert, stranger]) await person.say('帮助')
  expect(wordsOf(mill.last())).not.toContain('邀请')
  expect(wordsOf(mill.last())).not.toContain('待认领')
  expect(wordsOf(expert.last())).toContain('待认领')
  expect(wordsOf(expert.last())).not.toContain('直接把技术难题发给我')
  expect(wordsOf(stranger.last())).toContain('[我是企业联系人]')
})

test('plain sentences are understood for the few commands', async () => {
  const { mill } = await publish()
  await mill.say('我的需求怎么样了？')
  expect(wordsOf(mill.last())).toContain('您的需求：\n• 2026-0001')
  await mill.say('2026-0001 怎么样了')
  expect(wordsOf(mill.last())).toContain('当前状态：待对接')
})

test('a need told where a phone number was asked for is not lost', async () => {
  const mill = await t.someone('contact:mill')
  await t.prisma.person.updateMany({ where: { name: '周工' }, data: { phone: null } })
  await mill.say(millNeed)
  await mill.press('发布')
  expect(wordsOf(mill.last())).toContain('留个联系电话')
  await mill.say('另外，我们的定型机烘箱温度左右相差十几度，布面左右色差明显，希望温差控制在±2℃')
  expect(wordsOf(mill.card('需求草稿'))).toContain('±2℃')
  await mill.say('0571-88880000')
  expect((await t.prisma.person.findFirstOrThrow({ where: { name: '周工' } })).phone).toBeNull()
})

test('one message that a platform brings as two events is no fault, and part of the need once', async () => {
  const mill = await t.someone('contact:mill')
  const event = (id: string, text: string): Incoming => ({
    id,
    platform: 'fake',
    at: t.clock.now().toISOString(),
    from: { address: mill.address, name: '周工' },
    chat: { address: mill.address, kind: 'private' },
    event: { kind: 'message', message: 'fake:same', text, files: [], toBot: true },
  })
  for (const [id, text] of [
    ['one', millNeed],
    ['two', millNeed],
  ] as const) {
    await t.app.store.inbox.record(event(id, text), t.clock.now(), mostOf(60))
    await t.app.idle()
  }
  expect(await t.prisma.inbox.count({ where: { state: 'done' } })).toBe(2)
  expect(await t.prisma.needPart.count()).toBe(1)
  expect(wordsOf(mill.last())).not.toContain('故障')
})

test('a need grows no longer by edits than by messages', async () => {
  const mill = await t.someone('contact:mill')
  const message = await mill.say(millNeed)
  await mill.say(`补充：${'布面有极光。'.repeat(16_000)}`)
  await mill.edit(message, `${millNeed}${'压光。'.repeat(2_000)}`)
  expect(wordsOf(mill.last())).toContain('100000')
  expect((await t.prisma.needPart.findMany()).map(({ text }) => text)).toContain(millNeed)
})
