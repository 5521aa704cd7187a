import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

/** Turns the clock to this hour of Shanghai, and does and sends what is due. */
async function at(hour: string): Promise<void> {
  t.clock.set(`${hour}:00+08:00`)
  await t.later(0)
}

async function inProgress() {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.press('认领')
  await rolling.press('以后再说')
  await rolling.press('已联系上，开始对接')
  return { mill, rolling, officer }
}

async function proposed(when = '下周三下午', who = '沈岚教授、王敏') {
  const all = await inProgress()
  await all.rolling.press('走访')
  await all.rolling.press('约走访')
  await all.rolling.say(when)
  await all.rolling.say(who)
  return all
}

async function agreed(when?: string) {
  const all = await proposed(when)
  await all.mill.press('同意这个时间')
  return all
}

function filesOf(person: FakePerson): string[] {
  return person.chat().flatMap(({ card }) => (card.attachments ?? []).map(({ bytes }) => Buffer.from(bytes).toString()))
}

const visit = () => t.prisma.visit.findFirstOrThrow()
const seen = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length

describe('a visit is planned', () => {
  test('in words; the enterprise agrees; both get a calendar file; it stands on the card and in “我的”', async () => {
    const { mill, rolling } = await proposed()
    expect(wordsOf(rolling.card('12月2日（周三）下午，好的。谁去'))).toContain('[就我去（沈岚）]')
    expect(wordsOf(mill.last())).toContain('想到贵企业走访，这个时间方便吗？\n时间：12月2日（周三）下午\n谁去：沈岚教授、王敏')
    expect(wordsOf(mill.last())).toContain('[同意这个时间] [换个时间]')
    expect(wordsOf(rolling.last())).toContain('已请企业确认时间')
    expect(wordsOf(rolling.last())).not.toContain('[同意这个时间]')
    expect(wordsOf(mill.card('当前状态'))).toContain('走访：12月2日（周三）下午 沈岚教授、王敏 — 待对方确认')
    expect(wordsOf(mill.card('当前状态'))).toContain('等您定走访时间，自 11月23日（周一）10:00 起，应在 11月24日（周二）10:00 前')
    await mill.press('同意这个时间')
    for (const person of [mill, rolling]) {
      expect(wordsOf(person.last())).toContain('走访定在 12月2日（周三）下午')
      expect(person.last().attachments?.[0]).toMatchObject({ name: '走访-2026-0001.ics', mime: 'text/calendar' })
      expect(filesOf(person)).toHaveLength(1)
      expect(filesOf(person)[0]).toContain('DTSTART:20261202T060000Z\r\n')
      expect(filesOf(person)[0]).toContain('METHOD:PUBLISH')
      expect(filesOf(person)[0]).toContain('LOCATION:柳荫街道 云溪锦华印染有限公司\r\n')
      expect(wordsOf(person.card('走访：2026-0001'))).toContain('双方已约定')
      expect(wordsOf(person.card('当前状态'))).not.toContain('走访后记一笔')
    }
    await mill.say('我的')
    expect(wordsOf(mill.last())).toContain('走访：\n• 12月2日（周三）下午 沈岚教授、王敏 — 已约定')
    await mill.pressRaw('visit_yes', `${(await visit()).id}0`)
    expect(wordsOf(mill.last())).toContain('双方已经约定好了')
  })

  test.each([
    ['2月31日', '没有这一天'],
    ['上周三', '这个时间已经过了'],
    ['下周三或者下周四', '请只写一个时间'],
    ['看情况', '没看懂是哪一天'],
    ['2029年3月1日', '最多约一年之内'],
  ])('%s is asked back, and the next answer still counts', async (words, answer) => {
    const { rolling } = await inProgress()
    await rolling.press('走访')
    await rolling.press('约走访')
    await rolling.say(words)
    expect(wordsOf(rolling.last())).toContain(answer)
    await rolling.say('三天内')
    expect(wordsOf(rolling.last())).toContain('11月26日（周四），好的。谁去')
  })

  test('with nobody it is asked back; a rest day is pointed out', async () => {
    const { rolling, mill } = await inProgress()
    await rolling.press('走访')
    await rolling.press('约走访')
    await rolling.say('本周六上午')
    expect(wordsOf(rolling.last())).toContain('11月28日（周六）上午 （休息日），好的')
    for (const nobody of ['没人', '-', '待定', 'nobody']) {
      await rolling.say(nobody)
      expect(wordsOf(rolling.last())).toContain('总得有人去')
    }
    await rolling.press('就我去（沈岚）')
    expect(wordsOf(mill.last())).toContain('时间：11月28日（周六）上午 （休息日）\n谁去：沈岚')
  })

  test('a time is no visitor: said where the names belong, it is asked back and the visit keeps its day', async () => {
    const { rolling, mill } = await inProgress()
    await rolling.press('走访')
    await rolling.press('约走访')
    await rolling.say('三天内')
    for (const time of ['下周三下午', '12月3日 14:00']) {
      await rolling.say(time)
      expect(wordsOf(rolling.last())).toContain('这里只写谁去')
    }
    await rolling.say('沈岚教授、3名研究生')
    expect(wordsOf(mill.last())).toContain('时间：11月26日（周四）\n谁去：沈岚教授、3名研究生')
  })

  test('the enterprise names another time: the expert answers that; old cards do nothing', async () => {
    const { mill, rolling } = await proposed()
    const first = await visit()
    await mill.press('换个时间')
    await mill.say('昨天')
    expect(wordsOf(mill.last())).toContain('这个时间已经过了')
    await mill.say('下周四上午9点半')
    expect(wordsOf(rolling.last())).toContain('企业请您来看看，这个时间方便吗？\n时间：12月3日（周四）09:30')
    await mill.pressRaw('visit_yes', `${first.id}0`)
    expect(wordsOf(mill.last())).toContain('走访时间刚刚改过')
    await mill.pressRaw('visit_yes', `${first.id}1`)
    expect(wordsOf(mill.last())).toContain('等对方答复')
    await rolling.press('同意这个时间')
    expect(filesOf(mill)[0]).toContain('DTSTART:20261203T013000Z')
    expect(filesOf(mill)[0]).toContain('SEQUENCE:1')
    expect(
      (await t.prisma.history.findMany({ where: { event: { startsWith: 'visit' } }, orderBy: { id: 'asc' } })).map((e) => e.event),
    ).toEqual(['visit_proposed', 'visit_moved', 'visit_agreed'])
  })

  test('agreed and then cancelled: calendars lose it, the reason is read, nothing more can be pressed', async () => {
    const { mill, rolling } = await agreed()
    await rolling.press('取消走访')
    await rolling.say('出差，改线上')
    for (const person of [mill, rolling]) {
      expect(wordsOf(person.card('这次走访取消了'))).toContain('原因：出差，改线上')
      expect(filesOf(person).at(-1)).toContain('METHOD:CANCEL')
      expect(filesOf(person).at(-1)).toContain('SEQUENCE:1')
    }
    await mill.pressRaw('visit_other', (await visit()).id)
    expect(wordsOf(mill.last())).toContain('这次走访已经结束或取消了')
  })

  test('the enterprise asks its expert to come; strangers and other experts can do nothing with it', async () => {
    const { mill, rolling } = await inProgress()
    const finish = await t.someone('expert:finish')
    await mill.press('走访')
    await mill.press('约走访')
    await mill.say('明天下午两点到四点')
    expect(wordsOf(rolling.last())).toContain('时间：11月24日（周二）14:00–16:00\n谁去：沈岚')
    const { id, needId } = await visit()
    for (const verb of ['visit_show', 'visit_other', 'visit_cancel']) {
      await finish.pressRaw(verb, id)
      expect(wordsOf(finish.last())).toContain('这一步只有当事人能做')
    }
    await finish.pressRaw('visit_plan', needId)
    expect(wordsOf(finish.last())).toContain('这一步只有当事人能做')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('走访')
    await rolling.press('同意这个时间')
    expect(filesOf(rolling)[0]).toMatch(/DTSTART:20261124T060000Z\r\nDTEND:20261124T080000Z/)
  })

  test('an enterprise without an account is called: the officer says that it agrees', async () => {
    const { officer, rolling } = await proposed()
    await t.prisma.account.updateMany({ where: { personId: idOf('person', 'contact:mill') }, data: { reachable: false } })
    await officer.say('需求 2026-0001')
    await officer.press('走访')
    await officer.press('12月2日（周三）下午')
    await officer.press('已打电话，企业同意')
    expect((await visit()).state).toBe('agreed')
    expect(filesOf(rolling)).toHaveLength(1)
  })

  test('in English', async () => {
    const { mill, rolling } = await inProgress()
    for (const key of ['contact:mill', 'expert:rolling'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })
    await rolling.say('/need 2026-0001')
    await rolling.press('Visits')
    await rolling.press('Plan a visit')
    await rolling.say('31 February')
    expect(wordsOf(rolling.last())).toContain('There is no such day or hour')
    await rolling.say('next Wednesday afternoon')
    await rolling.say('none')
    expect(wordsOf(rolling.last())).toContain('Somebody has to go')
    await rolling.say('Shen Lan')
    expect(wordsOf(mill.last())).toContain('Does this time suit?\nWhen：Wed 2 Dec, afternoon\nWho goes：Shen Lan')
    await mill.press('That time suits')
    expect(mill.last().attachments?.[0]?.name).toBe('visit-2026-0001.ics')
    await at('2026-12-01T09:00')
    expect(wordsOf(mill.last())).toContain('Reminder: the visit is tomorrow (Wed 2 Dec, afternoon)')
  })
})

describe('the clock of a visit', () => {
  test('both sides are reminded once on the day before; moved and agreed again, once more', async () => {
    const { mill, rolling } = await agreed()
    await at('2026-12-01T08:59')
    expect(seen(mill, '提醒：明天走访')).toBe(0)
    await at('2026-12-01T09:00')
    await at('2026-12-01T09:01')
    for (const person of [mill, rolling]) expect(seen(person, '提醒：明天走访（12月2日（周三）下午）')).toBe(1)
    await mill.press('换个时间')
    await mill.say('12月4日上午')
    await rolling.press('同意这个时间')
    await at('2026-12-03T09:00')
    for (const person of [mill, rolling]) expect(seen(person, '提醒：明天走访（12月4日（周五）上午）')).toBe(1)
  })

  test('not in quiet hours, not of a visit that was cancelled meanwhile, and to a stand-in while on leave', async () => {
    const { mill, rolling } = await agreed()
    const finish = await t.someone('expert:finish')
    await rolling.say('免打扰 8:30-11:00')
    await t.prisma.person.update({
      where: { id: idOf('person', 'contact:mill') },
      data: { quietFrom: '09:00', quietUntil: '10:00' },
    })
    await at('2026-12-01T09:00')
    expect([seen(mill, '提醒：明天走访'), seen(rolling, '提醒：明天走访')]).toEqual([0, 0])
    await t.prisma.person.update({
      where: { id: idOf('person', 'expert:rolling') },
      data: { awayFrom: '2026-12-01', awayUntil: '2026-12-01', substituteId: idOf('person', 'expert:finish') },
    })
    await at('2026-12-01T10:00')
    expect(seen(mill, '提醒：明天走访')).toBe(1)
    await at('2026-12-01T11:00')
    expect(seen(rolling, '提醒：明天走访')).toBe(0)
    expect(seen(finish, '提醒：明天走访')).toBe(0)
    await mill.press('取消走访')
    await mill.say('停产检修')
    expect(seen(mill, '提醒：明天走访')).toBe(0)
  })

  test('through Spring Festival: the day before is a holiday all the same; the term to answer and the record count working days, make-up days too', async () => {
    await t.stop()
    // the festival of 2026: off from 15 to 23 February; the Saturdays 14 and 28 February are worked
    t = await testApp({ at: '2026-02-12T02:00:00Z' })
    const { mill, rolling } = await inProgress()
    await at('2026-02-14T16:00')
    await rolling.press('走访')
    await rolling.press('约走访')
    await rolling.say('2月28日上午')
    expect(wordsOf(rolling.last())).toContain('2月28日（周六）上午，好的')
    await rolling.press('就我去（沈岚）')
    const matter = () => t.prisma.matter.findFirstOrThrow({ where: { kind: { startsWith: 'visit' }, endedAt: null } })
    expect(await matter()).toMatchObject({ kind: 'visit_answer', dueAt: new Date('2026-02-24T08:00:00Z') })
    await at('2026-02-15T10:00')
    await mill.press('换个时间')
    await mill.say('2月24日上午')
    expect((await matter()).dueAt).toEqual(new Date('2026-02-24T09:00:00Z'))
    await rolling.press('同意这个时间')
    expect(await matter()).toMatchObject({ kind: 'visit_record', dueAt: new Date('2026-02-25T09:00:00Z') })
    await at('2026-02-23T09:00')
    for (const person of [mill, rolling]) expect(seen(person, '提醒：明天走访（2月24日（周二）上午）')).toBe(1)
  })

  test('whose day is over waits for its record; silence about a proposal is reminded of', async () => {
    const { rolling, mill } = await proposed()
    await at('2026-11-24T10:00')
    expect(wordsOf(mill.last())).toContain('有一次走访等您定时间')
    await mill.press('同意这个时间')
    await at('2026-12-03T17:30')
    expect(wordsOf(rolling.card('的走访结束了'))).toContain('谁去的、发现什么、解决了没有')
  })
})

describe('a need that ends or changes hands', () => {
  test('takes its visits off, and an undo puts them back; calendars follow', async () => {
    const { mill, rolling } = await agreed()
    await mill.press('撤回需求')
    await mill.say('自己解决了')
    expect((await visit()).state).toBe('cancelled')
    expect(wordsOf(rolling.card('这次走访不用去了'))).toBeDefined()
    expect(filesOf(rolling).at(-1)).toContain('METHOD:CANCEL')
    await mill.press('撤销（1 分钟内）')
    expect((await visit()).state).toBe('agreed')
    expect(filesOf(rolling).at(-1)).toContain('METHOD:PUBLISH')
    expect(filesOf(rolling).at(-1)).toContain('SEQUENCE:2')
  })

  test('given back by the expert: nobody comes', async () => {
    const { mill, rolling } = await agreed()
    await rolling.press('退回')
    await rolling.say('做不了')
    expect(wordsOf(mill.card('这次走访不用去了'))).toBeDefined()
    expect(filesOf(mill).at(-1)).toContain('METHOD:CANCEL')
    expect(wordsOf(mill.card('当前状态'))).not.toContain('走访：12月2日')
  })
})
