import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { days, seconds } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
let mill: FakePerson
let rolling: FakePerson
let finish: FakePerson
let chen: FakePerson
beforeEach(async () => {
  t = await testApp()
  mill = await t.someone('contact:mill')
  rolling = await t.someone('expert:rolling')
  finish = await t.someone('expert:finish')
  chen = await t.someone('officer:chen')
})
afterEach(() => t.stop())

const png = { name: '极光.png', mime: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }

async function publish(text = millNeed): Promise<string> {
  await mill.say(text)
  await mill.press('发布')
  return (await t.prisma.need.findFirstOrThrow({ orderBy: { number: 'desc' }, where: { number: { not: null } } })).id
}

/** The claimer's first step is said, so that later words are not taken for it. */
async function claim(): Promise<void> {
  await rolling.press('认领')
  await rolling.say('周四到厂里看布样')
  t.clock.forward(2 * seconds)
}

async function solve(): Promise<void> {
  await claim()
  await rolling.press('已联系上，开始对接')
  await rolling.press('已解决')
  await rolling.say('换轧光温度，极光4级')
}

async function more(person: FakePerson, number = '2026-0001'): Promise<string> {
  await person.say(`需求 ${number}`)
  await person.press('更多操作')
  return wordsOf(person.last())
}

const state = async (id: string) => (await t.prisma.need.findUniqueOrThrow({ where: { id } })).state
const asked = async (id: string) => t.prisma.invitation.count({ where: { needId: id, state: 'asked' } })
const said = (person: FakePerson) => person.chat().map(({ card }) => wordsOf(card))

describe('paused', () => {
  test('with a reason and a review date, nobody is asked meanwhile and no time runs out; resumed, it goes on', async () => {
    const id = await publish()
    const [first] = await t.prisma.invitation.findMany({ where: { needId: id }, orderBy: { rank: 'asc' } })
    expect(await more(mill)).toContain('暂停：先放一放')
    await mill.press('暂停')
    expect(wordsOf(mill.last())).toContain('为什么先放一放')
    await mill.say('客户停产检修')
    await mill.say('昨天')
    expect(wordsOf(mill.last())).toContain('已经过了')
    await mill.say('2月31日')
    expect(wordsOf(mill.last())).toContain('没有这一天')
    await mill.say('再说吧')
    expect(wordsOf(mill.last())).toContain('没看懂是哪一天')
    await mill.say('三年后')
    expect(wordsOf(mill.last())).toContain('最多暂停一年')
    await mill.say('三周后')
    expect(wordsOf(mill.last())).toContain('需求 2026-0001 已暂停，到 2026年12月14日 再看')
    const card = wordsOf(rolling.card('已暂停'))
    expect(card).toContain('复核日期：2026年12月14日')
    // why is for the two sides and staff
    expect(card).not.toContain('客户停产检修')
    expect(wordsOf(mill.card('当前状态：已暂停'))).toContain('暂停原因：客户停产检修')
    expect(card).not.toContain('[认领]')
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('现在是“已暂停”')
    await t.later(10 * days)
    expect(await t.prisma.invitation.count({ where: { needId: id, state: 'expired' } })).toBe(0)
    await more(mill)
    await mill.press('恢复')
    expect(await state(id)).toBe('open')
    const again = await t.prisma.invitation.findUniqueOrThrow({ where: { id: String(first?.id) } })
    expect(again.dueAt.getTime() - Number(first?.dueAt.getTime())).toBe(10 * days)
    expect(wordsOf(rolling.card('[认领]'))).toContain('答复期限')
    await mill.pressRaw('resume', id)
    expect(wordsOf(mill.last())).toContain('现在是“待对接”')
  })

  test('while somebody works on it, by the expert: the claim stays, the enterprise is told, and it comes back to where it was', async () => {
    const id = await publish()
    await claim()
    await more(rolling)
    await rolling.press('暂停')
    await rolling.say('等设备到货')
    await rolling.say('12月15日')
    expect(said(mill).join()).toContain('需求 2026-0001 已暂停，原因：等设备到货。到 2026年12月15日 再看')
    expect(await t.prisma.claim.count({ where: { needId: id, endedAt: null } })).toBe(1)
    await more(rolling)
    await rolling.press('恢复')
    expect(await state(id)).toBe('claimed')
    expect(wordsOf(mill.card('已恢复，请接着办'))).toBeTruthy()
  })

  test('a photo where a reason is asked stays with the need, and the words are still asked', async () => {
    const id = await publish()
    await more(mill)
    await mill.press('暂停')
    await mill.say('', [png])
    expect(wordsOf(mill.last())).toContain('已经存进这条需求')
    expect(await t.prisma.needFile.count({ where: { needId: id } })).toBe(1)
    await mill.say('等样布')
    await mill.say('12月15日')
    expect(await state(id)).toBe('paused')
  })
})

describe('ends', () => {
  test('not solved, by the enterprise: a reason is enough; everybody is told, and it can be reopened with the last expert asked first', async () => {
    const id = await publish()
    await claim()
    await more(mill)
    await mill.press('未能解决，结束')
    await mill.say('试了三种工艺都不行')
    expect(wordsOf(mill.last())).toContain('已按“未能解决”结束')
    expect(said(rolling).join()).toContain('没能解决，已结束，原因：试了三种工艺都不行')
    expect(await t.prisma.claim.findFirst({ where: { needId: id } })).toMatchObject({ ended: 'unsolved' })
    expect(await asked(id)).toBe(0)
    expect(wordsOf(mill.card('结束原因：试了三种工艺都不行'))).toContain('未能解决')
    await more(mill)
    await mill.press('重新打开')
    await mill.say('又有新设备了')
    expect(await state(id)).toBe('open')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({ endReason: null, closedAt: null, claimedAt: null })
    const invitations = await t.prisma.invitation.findMany({ where: { needId: id, state: 'asked' } })
    expect(invitations.length).toBe(3)
    expect(wordsOf(rolling.card('想请您看看'))).toContain('[认领]')
    await rolling.press('认领')
    expect(await state(id)).toBe('claimed')
  })

  test('not solved, by staff: the call to the enterprise is noted too', async () => {
    const id = await publish()
    await more(chen)
    await chen.press('未能解决，结束')
    await chen.say('工艺路线停产了')
    expect(wordsOf(chen.last())).toContain('和企业通过电话了吗')
    expect(await state(id)).toBe('open')
    await chen.say('11月23日周工：不再做这个产品')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'unsolved',
      endReason: '工艺路线停产了',
      endCall: '11月23日周工：不再做这个产品',
    })
    expect(wordsOf(mill.card('没能解决，已结束'))).toContain('工艺路线停产了')
  })

  test('claimed by nobody is an end of its own that only staff can say', async () => {
    const id = await publish()
    expect(await more(mill)).not.toContain('无人认领')
    await mill.pressRaw('nobody', id)
    expect(wordsOf(mill.last())).toContain('只有当事人能做')
    await more(chen)
    await chen.press('无人认领，结束')
    await chen.say('请了六位都没接')
    await chen.say('11月23日周工：同意先结束')
    expect(await state(id)).toBe('unclaimed')
    expect(wordsOf(mill.card('一直没有专家认领'))).toContain('请了六位都没接')
    await rolling.pressRaw('claim', id)
    expect(wordsOf(rolling.last())).toContain('现在是“无人认领”')
    await chen.pressRaw('nobody', id)
    expect(wordsOf(chen.last())).toContain('现在是“无人认领”')
    await chen.say('预览周报')
    expect(wordsOf(chen.last())).toContain('其他结果：无人认领 1 项')
  })

  test('confirmed by staff after a call, when the enterprise does not press itself', async () => {
    const id = await publish()
    await solve()
    await more(chen)
    await chen.press('代企业确认')
    await chen.say('联系人出差')
    await chen.say('11月23日周工电话里说已经解决')
    expect(await state(id)).toBe('confirmed')
    expect(said(rolling).join()).toContain('确认解决：11月23日周工电话里说已经解决')
    expect(said(mill).join()).toContain('如有出入，请告诉我们')
    expect(await t.prisma.claim.findFirst({ where: { needId: id } })).toMatchObject({ ended: 'confirmed' })
    await mill.pressRaw('confirm', id)
    expect(wordsOf(mill.last())).toContain('现在是“企业已确认解决”')
  })

  test('a confirmed need is reopened: what it had come to is in the history, and counts as solved no longer', async () => {
    const id = await publish()
    await solve()
    await mill.press('确认已解决')
    await more(mill)
    await mill.press('重新打开')
    await mill.say('又出现极光了')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'open', result: null, solvedAt: null })
    expect(await t.prisma.claim.findFirst({ where: { needId: id } })).toMatchObject({ ended: 'reopened' })
    await mill.press('历史记录')
    const latest = wordsOf(mill.last())
    await mill.press('更早')
    const history = wordsOf(mill.last()) + latest
    expect(history).toContain('换轧光温度，极光4级')
    expect(history).toContain('重新打开，企业已确认解决 → 待对接（又出现极光了）')
  })

  test('a withdrawn draft can not be reopened, and nothing on its card offers it', async () => {
    await mill.say(millNeed)
    const { id } = await t.prisma.need.findFirstOrThrow()
    await mill.press('删除草稿')
    expect(wordsOf(mill.last())).not.toContain('更多操作')
    await mill.pressRaw('reopen', id)
    expect(wordsOf(mill.last())).toContain('从来没有正式发布过')
  })

  test('an expert who is no party to it can press none of this, whatever old card they have', async () => {
    const id = await publish()
    const water = await t.someone('expert:water')
    for (const verb of ['pause', 'resume', 'give_up', 'nobody', 'confirm_for', 'reopen', 'merge', 'split', 'hand_contact']) {
      await water.pressRaw(verb, id)
      expect(wordsOf(water.last())).toMatch(/只有当事人能做/)
    }
    await water.pressRaw('hand_to', `${id}${'x'.repeat(16)}`)
    await water.pressRaw('undo', 'no-such-undo-000')
    expect(wordsOf(water.last())).toContain('撤销不了了')
    expect(await state(id)).toBe('open')
  })

  test('what is sent after the end is kept with the need, and the way on is named', async () => {
    const id = await publish()
    await mill.press('补充')
    await chen.pressRaw('give_up', id)
    await chen.say('停产了')
    await chen.say('周工同意')
    await mill.say('这是新的样布', [png])
    expect(wordsOf(mill.last())).toContain('需求 2026-0001 已经结束，您发来的已存进它的记录里，没有丢')
    expect(await t.prisma.needFile.count({ where: { needId: id } })).toBe(1)
    expect(await t.prisma.needPart.count({ where: { needId: id, text: '这是新的样布' } })).toBe(1)
    await mill.pressRaw('add', id)
    expect(wordsOf(mill.last())).toContain('重新打开')
  })
})

describe('merged', () => {
  const second = '压光以后布面还是有极光，手感也发硬，跟上次同样的问题，想尽快解决。'

  test('into the need it repeats: the experts are told, the other has it on record, and its card leads there', async () => {
    const first = await publish()
    const id = await publish(second)
    await finish.press('认领')
    await more(mill, '2026-0002')
    await mill.press('并入另一条')
    await mill.say('2026-0002')
    expect(wordsOf(mill.last())).toContain('就是这一条')
    await mill.say('第一条')
    expect(wordsOf(mill.last())).toContain('请发另一条需求的编号')
    await mill.say('2026-0999')
    expect(wordsOf(mill.last())).toContain('没有找到需求 2026-0999')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('需求 2026-0002 已并入 2026-0001')
    expect(said(finish).join()).toContain('需求 2026-0002 和 2026-0001 是同一件事')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'merged', mergedIntoId: first })
    expect(await asked(id)).toBe(0)
    expect(await t.prisma.claim.count({ where: { needId: id, endedAt: null } })).toBe(0)
    await mill.say('需求 2026-0002')
    await mill.press(/^2026-0001/)
    expect(wordsOf(mill.last())).toContain('当前状态：待对接')
    await mill.press('历史记录')
    expect(wordsOf(mill.last())).toContain('另一条并入（2026-0002）')
    await more(mill)
    await mill.press('并入另一条')
    await mill.say('2026-0002')
    expect(wordsOf(mill.last())).toContain('已经并入了这一条')
  })

  test('not into an ended need, a draft, another enterprise’s, or one that is not one’s own', async () => {
    await publish()
    const foundry = await t.someone('contact:foundry')
    await foundry.say('压铸件有砂眼气孔，废品率 12%，希望降到 3% 以下。')
    await foundry.press('发布')
    await more(mill)
    await mill.press('并入另一条')
    await mill.say('2026-0002')
    expect(wordsOf(mill.last())).toContain('没有找到需求 2026-0002')
    await more(chen)
    await chen.press('并入另一条')
    await chen.say('2026-0002')
    expect(wordsOf(chen.last())).toContain('另一家企业')
    await foundry.press('撤回需求')
    await foundry.say('自己解决了')
    await chen.say('2026-0002')
    expect(wordsOf(chen.last())).toContain('已经是“已撤回”')
    expect(await t.prisma.need.count({ where: { state: 'merged' } })).toBe(0)
  })
})

describe('split', () => {
  test('each part is a need of its own, and the whole shows its parts', async () => {
    const id = await publish()
    await more(mill)
    await mill.press('拆成几条')
    await mill.say('只有一条')
    expect(wordsOf(mill.last())).toContain('看到 1 条')
    await mill.say('1. 压光后布面有极光，极光等级到4级\n2. 手感发硬，要柔软')
    expect(wordsOf(mill.last())).toContain('需求 2026-0001 已拆成：2026-0002、2026-0003')
    const parts = await t.prisma.need.findMany({ where: { splitFromId: id }, orderBy: { number: 'asc' } })
    expect(parts.map(({ state, title, budgetMax }) => [state, title, budgetMax])).toEqual([
      ['open', '压光后布面有极光，极光等级到4级', null],
      ['open', '手感发硬，要柔软', null],
    ])
    for (const part of parts) expect(await asked(part.id)).toBeGreaterThan(0)
    await mill.say('需求 2026-0001')
    const card = wordsOf(mill.last())
    expect(card).toContain('已拆分')
    expect(card).toContain('2026-0003 手感发硬，要柔软 — 待对接')
    await mill.press(/^2026-0003/)
    expect(wordsOf(mill.last())).toContain('拆自：2026-0001')
    expect(wordsOf(rolling.card('压光后布面有极光，极光等级到4级'))).toContain('客户退货')
    await mill.pressRaw('split', id)
    expect(wordsOf(mill.last())).toContain('现在是“已拆分”')
  })
})

describe('handed to another contact', () => {
  async function colleague(): Promise<FakePerson> {
    await chen.say('邀请 企业 云溪锦华印染有限公司')
    const zhao = t.platform.person('zhao', '赵工')
    await zhao.say(String(chen.last().title))
    return zhao
  }

  test('the new contact has the card with its history, the old one learns who has it now', async () => {
    const id = await publish()
    await more(mill)
    await mill.press('转给同事')
    expect(wordsOf(mill.last())).toContain('还没有别的联系人')
    const zhao = await colleague()
    await more(mill)
    await mill.press('转给同事')
    await mill.press(/赵工/)
    expect(wordsOf(mill.card('已转给赵工跟进'))).toBeTruthy()
    expect(wordsOf(zhao.card('转给您跟进了'))).toBeTruthy()
    expect(wordsOf(zhao.card('当前状态：待对接'))).toContain('[撤回需求]')
    await mill.say('需求 2026-0001')
    expect(wordsOf(mill.last())).toContain('您已转给赵工跟进')
    await mill.pressRaw('withdraw', id)
    expect(wordsOf(mill.last())).toContain('只有当事人能做')
    await rolling.press('认领')
    expect(wordsOf(zhao.card('专家的联系方式'))).toContain('沈岚')
    await zhao.press('历史记录')
    expect(wordsOf(zhao.last())).toMatch(/转给另一位联系人（赵工）\n\s+联系人：周工 → 赵工/)
  })
})

describe('taken back within a minute', () => {
  test('a claim: the need is open as before, and who had been told is told', async () => {
    const id = await publish()
    t.clock.forward(seconds)
    await rolling.press('认领')
    t.clock.forward(20 * seconds)
    await rolling.press('撤销（1 分钟内）')
    expect(await state(id)).toBe('open')
    expect(wordsOf(rolling.card('已撤销，需求 2026-0001 回到“认领”之前的样子'))).toBeTruthy()
    expect(said(mill).at(-1)).toContain('需求 2026-0001，刚才的“认领”已撤销')
    expect(wordsOf(mill.card('当前状态：待对接'))).toContain('已请')
    expect(await asked(id)).toBe(3)
    expect(wordsOf(finish.card('[认领]'))).toBeTruthy()
    expect(await t.prisma.claim.findFirst({ where: { needId: id } })).toMatchObject({ ended: 'undone' })
    await rolling.say('压光')
    await finish.press('认领')
    expect(await state(id)).toBe('claimed')
  })

  test('publishing: it is a draft with its number, the invitations are gone, and it can be published again', async () => {
    const id = await publish()
    t.clock.forward(seconds)
    await mill.press('撤销（1 分钟内）')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'draft',
      number: '2026-0001',
      publishedAt: null,
    })
    expect(said(rolling).at(-1)).toContain('刚才的“发布”已撤销')
    await rolling.pressRaw('claim', id)
    expect(await state(id)).toBe('draft')
    await mill.press('发布')
    expect(await t.prisma.need.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'open', number: '2026-0001' })
    expect(await asked(id)).toBe(3)
    expect(wordsOf(rolling.card('想请您看看'))).toContain('[认领]')
  })

  test('confirming, giving back, withdrawing: claim and reserves stand as they stood', async () => {
    const id = await publish()
    await solve()
    t.clock.forward(seconds)
    await mill.press('确认已解决')
    await mill.press('撤销（1 分钟内）')
    expect(await state(id)).toBe('solved')
    expect(await t.prisma.claim.count({ where: { needId: id, endedAt: null } })).toBe(1)
    expect(wordsOf(mill.card('[确认已解决]'))).toContain('请您确认')
    t.clock.forward(seconds)
    await mill.press('还没解决')
    await mill.say('手感还差')
    t.clock.forward(seconds)
    await rolling.press('退回')
    await rolling.say('设备不够')
    expect(await state(id)).toBe('open')
    await rolling.press('撤销（1 分钟内）')
    expect(await state(id)).toBe('in_progress')
    expect(said(mill).at(-1)).toContain('刚才的“退回”已撤销')
  })

  test('a split: the parts are withdrawn, the whole goes on', async () => {
    const id = await publish()
    await more(mill)
    await mill.press('拆成几条')
    t.clock.forward(seconds)
    await mill.say('压光后布面有极光\n手感发硬，要柔软')
    await mill.press('撤销（1 分钟内）')
    expect(await state(id)).toBe('open')
    expect(await t.prisma.need.count({ where: { splitFromId: id, state: 'withdrawn' } })).toBe(2)
    expect(await t.prisma.invitation.count({ where: { need: { splitFromId: id }, state: 'asked' } })).toBe(0)
    expect(await asked(id)).toBe(3)
  })

  test('not twice, not after a minute, not by somebody else, and not once somebody has acted on it', async () => {
    const id = await publish()
    t.clock.forward(seconds)
    await rolling.press('认领')
    const first = await t.prisma.undo.findFirstOrThrow({ where: { event: 'claim' } })
    await mill.pressRaw('undo', first.id)
    expect(wordsOf(mill.last())).toContain('只有刚才操作的人')
    await rolling.pressRaw('undo', first.id)
    await rolling.pressRaw('undo', first.id)
    expect(wordsOf(rolling.last())).toContain('已经撤销过了')
    t.clock.forward(seconds)
    await rolling.press('认领')
    const second = await t.prisma.undo.findFirstOrThrow({ where: { event: 'claim', usedAt: null } })
    t.clock.forward(seconds)
    await mill.press('记一笔进展')
    await mill.say('布样寄出了')
    await rolling.pressRaw('undo', second.id)
    expect(wordsOf(rolling.last())).toContain('又有了新的进展')
    expect(await state(id)).toBe('claimed')
    t.clock.forward(61 * seconds)
    await rolling.press('已联系上，开始对接')
    const third = await t.prisma.undo.findFirstOrThrow({ where: { event: 'start' } })
    expect(wordsOf(rolling.card('对接中'))).toContain('[撤销（1 分钟内）]')
    t.clock.forward(61 * seconds)
    await rolling.pressRaw('undo', third.id)
    expect(wordsOf(rolling.last())).toContain('已经过了一分钟')
    await t.later(0)
    expect(wordsOf(rolling.card('当前状态：对接中'))).not.toContain('撤销')
    expect(await t.prisma.undo.count()).toBe(0)
    await rolling.pressRaw('undo', third.id)
    expect(wordsOf(rolling.last())).toContain('已经过了一分钟')
  })

  test('two presses of the same button at once take it back once', async () => {
    const id = await publish()
    t.clock.forward(seconds)
    await rolling.press('认领')
    const { id: undoId } = await t.prisma.undo.findFirstOrThrow({ where: { event: 'claim' } })
    await Promise.all([rolling.pressRaw('undo', undoId), rolling.pressRaw('undo', undoId)])
    expect(await t.prisma.history.count({ where: { needId: id, event: 'undo' } })).toBe(1)
  })
})

describe('the history', () => {
  test('says what changed in words, with names, and turns its pages', async () => {
    await publish()
    await claim()
    await rolling.press('已联系上，开始对接')
    for (let i = 1; i <= 14; i++) {
      await rolling.press('记一笔进展')
      await rolling.say(`第 ${i} 次打样`)
    }
    await mill.press('历史记录')
    const last = wordsOf(mill.last())
    expect(last).toContain('2026-0001 的历史记录（第 2 / 2 页）')
    expect(last).toContain('第 14 次打样')
    await mill.press('更早')
    const first = wordsOf(mill.last())
    expect(first).toContain('（第 1 / 2 页）')
    expect(first).toMatch(/您 · fake：发布，草稿 → 待对接/)
    expect(first).toContain('沈岚')
    expect(first).not.toContain('settled')
    await mill.press('更新')
    expect(wordsOf(mill.last())).toContain('第 14 次打样')
  })
})

test('the help names what one may do with the needs one has, and no more', async () => {
  await mill.say('帮助')
  expect(wordsOf(mill.last())).not.toContain('更多操作')
  await publish()
  await mill.say('帮助')
  expect(wordsOf(mill.last())).toContain('手上的需求还可以：暂停、拆成几条、并入另一条、未能解决，结束。')
})

test('the main ways in English', async () => {
  const foundry = await t.someone('contact:foundry')
  await foundry.say('语言')
  await foundry.say('Our die casting parts show porosity and blow holes; scrap is 12%. We want it below 3% within three months.')
  await foundry.press('Publish')
  await foundry.press('More')
  expect(wordsOf(foundry.last())).toContain('Pause: lay it aside')
  await foundry.press('Pause')
  await foundry.say('The furnace is being rebuilt')
  await foundry.say('yesterday')
  expect(wordsOf(foundry.last())).toContain('That day is over')
  await foundry.say('in three weeks')
  expect(wordsOf(foundry.last())).toContain('Need 2026-0001 is paused until 14 Dec 2026')
  await foundry.press('Undo (within a minute)')
  expect(wordsOf(foundry.card('Undone'))).toContain('need 2026-0001 is as it was before “paused”')
  await foundry.say('need 2026-0001')
  await foundry.press('More')
  await foundry.press('End as not solved')
  await foundry.say('We have stopped making the part')
  expect(wordsOf(foundry.last())).toContain('has ended as not solved')
  await foundry.say('need 2026-0001')
  await foundry.press('More')
  await foundry.press('Reopen')
  await foundry.say('A new order came in')
  expect(wordsOf(foundry.last())).toContain('Need 2026-0001 is open again')
  await foundry.press('History')
  expect(wordsOf(foundry.last())).toContain('reopened, Not solved → Open (A new order came in)')
})
