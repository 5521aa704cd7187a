import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../src/domain/ids.ts'
import { idOf } from '../../src/store/directory.ts'
import { inProgress } from '../support/cast.ts'
import type { FakePerson } from '../support/fake-platform.ts'
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

const textile = idOf('institute', 'textile')
const manager = () => t.someone('manager:textile')
const mill = () => t.someone('contact:mill')
const foundry = () => t.someone('contact:foundry')
const seen = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length
const booking = () => t.prisma.booking.findFirstOrThrow({ orderBy: { askedAt: 'desc' } })
const filesOf = (person: FakePerson) =>
  person.chat().flatMap(({ card }) => (card.attachments ?? []).map(({ bytes }) => Buffer.from(bytes).toString()))

async function instrument(more: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await t.prisma.equipment.create({
    data: {
      ...{
        id,
        instituteId: textile,
        name: '场发射扫描电子显微镜',
        model: 'SU8010',
        place: '2号楼 105',
        openHours: '周一至周五 9:00-17:00',
      },
      ...{ contactName: '钱工', contactPhone: '19900007777', keywords: ['断口'], fields: [], ...more },
    },
  })
  return id
}

/** 周工 asks for Wednesday afternoon of next week. */
async function asked(when = '下周三下午') {
  const all = { keeper: await manager(), person: await mill() }
  await all.person.say('哪里有扫描电镜？')
  await all.person.press(/^1\. /)
  await all.person.press('预约')
  await all.person.say(when)
  await all.person.say('看极光布面，3个样品')
  return all
}

async function agreed(when?: string) {
  const all = await asked(when)
  await all.keeper.press('同意这个时间')
  return all
}

describe('an instrument is found', () => {
  test.each([
    '哪里有扫描电镜？',
    '设备 SEM',
    '哪里有掃描電鏡',
    'where is there a scanning electron microscope?',
    'equipment sem',
    '有没有地方能借电镜',
    '设备',
  ])('“%s”', async (words) => {
    await instrument()
    await instrument({ name: '万能材料试验机', model: 'UTM5105', keywords: [] })
    const person = await mill()
    await person.say(words)
    expect(wordsOf(person.last())).toContain('场发射扫描电子显微镜 SU8010 · 江畔轻纺院')
    if (words !== '设备' && !words.includes('电镜')) expect(wordsOf(person.last())).not.toContain('万能')
  })

  test('none is said, with the next step: it becomes a testing need', async () => {
    const person = await mill()
    await person.say('哪里有核磁')
    expect(wordsOf(person.last())).toContain('暂时没有“核磁”对得上的设备')
    await person.press('发一条检测需求')
    await person.say('想测聚合物的分子结构，两个样品，下个月要结果')
    expect(await t.prisma.need.findFirstOrThrow()).toMatchObject({ type: 'testing', state: 'draft' })
    expect(wordsOf(person.card('需求草稿'))).toContain('需求类型：检测服务')
    const expert = await t.someone('expert:rolling')
    await expert.say('设备 核磁')
    expect(wordsOf(expert.last())).not.toContain('发一条检测需求')
  })

  test('whoever is unknown is told how; people and results are asked for elsewhere', async () => {
    await instrument()
    const stranger = t.platform.person('stranger', '路人')
    await stranger.pressRaw('equipment_found', '_0')
    expect(seen(stranger, 'SU8010')).toBe(0)
    const person = await mill()
    await person.say('哪里有会做轧光的专家')
    expect(seen(person, '对得上的设备')).toBe(0)
  })

  test('page by page; those out of use are not found; a made-up button is refused', async () => {
    for (let i = 0; i < 8; i++) await instrument({ name: `扫描电镜${i}` })
    await instrument({ name: '旧电镜', state: 'retired' })
    const person = await mill()
    await person.say('设备 扫描电镜')
    expect(wordsOf(person.last())).toContain('找到 8 台')
    await person.press(/更多|下一页|后/)
    expect(wordsOf(person.last())).toContain('8. 扫描电镜7')
    const kept = await t.prisma.setting.count()
    for (const forged of ['nonsense', 'madeUp-90_abcdef']) {
      await person.pressRaw('equipment_found', `${forged}_0`)
      expect(wordsOf(person.last())).toContain('这个按钮已经过时了')
      await person.pressRaw('equipment_need', forged)
    }
    expect(seen(person, '旧电镜')).toBe(0)
    expect(seen(person, '这个按钮已经过时了')).toBe(4)
    expect(await t.prisma.setting.count()).toBe(kept)
  })

  test('the card shows no telephone, and says that calibration has expired', async () => {
    await instrument({ calibratedUntil: '2026-11-20', fee: '300元/小时' })
    const person = await mill()
    await person.say('设备 电镜')
    await person.press(/^1\. /)
    expect(wordsOf(person.last())).toContain(
      '收费标准：300元/小时\n开放时段：周一至周五 9:00-17:00\n检定校准有效期：2026年11月20日（校准已过期）',
    )
    expect(wordsOf(person.last())).not.toContain('19900007777')
    expect(wordsOf(person.last())).not.toContain('修改资料')
  })
})

describe('its manager keeps it', () => {
  test('added question by question, each skippable; nothing said is lost', async () => {
    const keeper = await manager()
    await keeper.say('添加设备')
    await keeper.say('摩擦色牢度仪')
    expect(wordsOf(keeper.last())).toContain('摩擦色牢度仪（1/7）：型号规格是什么')
    await keeper.say('Y571')
    await keeper.press('跳过')
    await keeper.press('跳过')
    await keeper.press('跳过')
    await keeper.say('每样 80 元')
    await keeper.say('工作日 8:30-11:30、13:30-17:00')
    await keeper.say('随便')
    expect(wordsOf(keeper.last())).toContain('没看懂日期')
    await keeper.say('2027年5月31日')
    expect(wordsOf(keeper.last())).toContain('摩擦色牢度仪\n研究院：江畔理工大学轻纺研究院\n状态：可预约\n型号规格：Y571')
    expect(await t.prisma.equipment.findFirstOrThrow()).toMatchObject({ calibratedUntil: '2027-05-31', fee: '每样 80 元', place: null })
    await keeper.press('修改资料')
    await keeper.press('设备编号')
    await keeper.say('A-01')
    await instrument({ code: 'B-01' })
    await keeper.press('修改资料')
    await keeper.press('设备编号')
    await keeper.say('B-01')
    expect(wordsOf(keeper.last())).toContain('已经有一台设备用这个编号')
  })

  test('nobody else can; staff name the institute', async () => {
    const id = await instrument()
    const [other, clerk, person] = [await t.someone('manager:machine'), await t.someone('officer:chen'), await mill()]
    for (const one of [other, person])
      for (const verb of ['equipment_retire', 'equipment_repair', 'equipment_edit']) {
        await one.pressRaw(verb, id)
        expect(wordsOf(one.last())).toContain('只有设备所在研究院的管理员')
      }
    await clerk.say('添加设备')
    expect(wordsOf(clerk.last())).toContain('是哪家研究院的设备')
    await clerk.say('添加设备 东湖')
    await clerk.say('三坐标测量机')
    expect((await t.prisma.equipment.findFirstOrThrow({ where: { name: '三坐标测量机' } })).instituteId).toBe(idOf('institute', 'machine'))
  })

  test('is warned once 30 days before its calibration ends, in working hours', async () => {
    await instrument({ calibratedUntil: '2026-12-31' })
    const keeper = await manager()
    await at('2026-11-30T10:00')
    expect(seen(keeper, '检定校准')).toBe(0)
    await at('2026-12-01T08:00')
    expect(seen(keeper, '检定校准')).toBe(0)
    await at('2026-12-01T09:30')
    await at('2026-12-02T09:30')
    expect(seen(keeper, '场发射扫描电子显微镜 SU8010的检定校准 2026年12月31日 到期')).toBe(1)
    await keeper.press('更新有效期')
    await keeper.say('2027-12-31')
    expect(await t.prisma.equipment.findFirstOrThrow()).toMatchObject({ calibratedUntil: '2027-12-31' })
  })
})

describe('a time is booked', () => {
  test('in words; the manager agrees; both get a calendar file and each other’s telephone', async () => {
    await instrument()
    const { keeper, person } = await asked()
    expect(wordsOf(person.last())).toContain('已请研究院确认')
    expect(wordsOf(person.last())).not.toContain('19900007777')
    expect(wordsOf(keeper.last())).toContain('这个时间可以吗？\n时间：12月2日（周三）13:00–17:00')
    expect(wordsOf(keeper.last())).toContain('预约人：云溪锦华印染有限公司 周工\n用途：看极光布面，3个样品')
    await keeper.say('我的')
    expect(wordsOf(keeper.last())).toContain('等您答复的设备预约：\n• 12月2日（周三）13:00–17:00 场发射扫描电子显微镜 — 待对方确认')
    await keeper.press('同意这个时间')
    expect(wordsOf(person.card('双方已约定'))).toContain('联系人：钱工 19900007777')
    expect(wordsOf(keeper.card('双方已约定'))).toContain('电话：19900003001')
    for (const one of [person, keeper]) {
      expect(one.last().attachments?.[0]).toMatchObject({ name: '设备预约-场发射扫描电子显微镜.ics', mime: 'text/calendar' })
      expect(filesOf(one)[0]).toContain('DTSTART:20261202T050000Z\r\nDTEND:20261202T090000Z')
    }
    const { id } = await booking()
    await keeper.pressRaw('booking_yes', `${id}0`)
    expect(wordsOf(keeper.last())).toContain('双方已经约定好了')
    await person.say('我的')
    expect(wordsOf(person.last())).toContain('设备预约：\n• 12月2日')
  })

  test.each([
    ['上周三下午', '已经过了'],
    ['2月31日上午', '没有这一天'],
    ['下周三', '那天的什么时段'],
    ['看情况', '没看懂是什么时候'],
    ['下周六上午', '不在开放时段里（周一至周五 9:00-17:00）'],
    ['下周三 18:00-19:00', '不在开放时段里'],
    ['2027年9月1日上午', '最多约半年之内'],
  ])('%s is asked back, and the next answer still counts', async (words, answer) => {
    await instrument()
    const person = await mill()
    await person.say('设备 电镜')
    await person.press(/^1\. /)
    await person.press('预约')
    await person.say(words)
    expect(wordsOf(person.last())).toContain(answer)
    await person.say('12月3日 9:00-11:30')
    expect(wordsOf(person.last())).toContain('12月3日（周四）09:00–11:30，好的。做什么用')
  })

  test('held hours are refused with what is free next; one press takes that, and what was said is kept', async () => {
    await instrument()
    await asked()
    const other = await foundry()
    await other.say('设备 电镜')
    await other.press(/^1\. /)
    await other.press('预约')
    await other.say('12月2日 14:00-16:00')
    expect(wordsOf(other.last())).toContain('这个时间已有人约了（12月2日（周三）13:00–17:00）')
    expect(wordsOf(other.last())).toContain('[12月2日（周三）09:00–11:00]\n[12月3日（周四）09:00–11:00]\n[12月3日（周四）12:00–14:00]')
    expect(wordsOf(other.last())).not.toContain('锦华')
    await other.press('12月3日（周四）09:00–11:00')
    await other.say('压铸件断口')
    expect(wordsOf(other.last())).toContain('时间：12月3日（周四）09:00–11:00')
    await other.pressRaw('slot', `${(await booking()).equipmentId}rubbish`)
    expect(await t.prisma.booking.count()).toBe(2)
  })

  test('the other was quicker while somebody wrote what for: what is free is offered, and the purpose is not asked again', async () => {
    await instrument()
    const other = await foundry()
    await other.say('设备 电镜')
    await other.press(/^1\. /)
    await other.press('预约')
    await other.say('下周三下午')
    await asked()
    await other.say('压铸件断口')
    expect(wordsOf(other.last())).toContain('这个时间已有人约了')
    await other.press(/^12月3日/)
    expect(wordsOf(other.last())).toContain('用途：压铸件断口')
    expect(await t.prisma.booking.count()).toBe(2)
  })

  test('the manager names another time, the enterprise agrees; old cards do nothing', async () => {
    await instrument()
    const { keeper, person } = await asked()
    const { id } = await booking()
    await keeper.press('换个时间')
    await keeper.say('12月4日上午')
    expect(wordsOf(person.last())).toContain('研究院想换成这个时间，可以吗？\n时间：12月4日（周五）09:00–12:00')
    await keeper.pressRaw('booking_yes', `${id}0`)
    expect(wordsOf(keeper.last())).toContain('刚刚改过')
    await keeper.pressRaw('booking_yes', `${id}1`)
    expect(wordsOf(keeper.last())).toContain('等对方答复')
    await person.press('同意这个时间')
    expect(await booking()).toMatchObject({ state: 'agreed', sequence: 1 })
  })

  test('moved to hours that are held: one of the free times moves it, and makes no second booking', async () => {
    await instrument()
    const { person } = await agreed('12月3日上午')
    const other = await foundry()
    await other.say('设备 电镜')
    await other.press(/^1\. /)
    await other.press('预约')
    await other.say('12月4日上午')
    await other.say('断口')
    await person.press('换个时间')
    await person.say('12月4日 10:00-12:00')
    expect(wordsOf(person.last())).toContain('这个时间已有人约了（12月4日（周五）09:00–12:00）')
    await person.press(/^12月4日（周五）12:00/)
    expect(wordsOf(person.last())).toContain('时间：12月4日（周五）12:00–14:00')
    expect(await t.prisma.booking.count()).toBe(2)
  })

  test('refused with a reason; cancelled by either side in time; calendars lose it; strangers can do nothing', async () => {
    await instrument()
    const { keeper, person } = await asked()
    const other = await foundry()
    for (const verb of ['booking_other', 'booking_cancel', 'booking_refuse', 'booking']) {
      await other.pressRaw(verb, (await booking()).id)
      expect(wordsOf(other.last())).toContain('只有当事人能做')
    }
    await person.pressRaw('booking_refuse', (await booking()).id)
    expect(wordsOf(person.last())).toContain('只有当事人能做')
    await keeper.press('不能安排')
    await keeper.say('那天本院有课题')
    expect(wordsOf(person.last())).toContain('研究院这次不能安排')
    expect(wordsOf(person.last())).toContain('原因：那天本院有课题')
    await t.later(60_000)
    const again = await agreed('12月3日上午')
    await again.person.press('取消预约')
    await again.person.say('样品没到')
    expect(wordsOf(keeper.card('这次预约取消了'))).toContain('原因：样品没到')
    for (const one of [person, keeper]) expect(filesOf(one).at(-1)).toContain('METHOD:CANCEL')
    await keeper.pressRaw('booking_cancel', (await booking()).id)
    expect(wordsOf(keeper.last())).toContain('已经结束或取消了')
  })

  test('one under repair or out of use takes no bookings; retired, those who have booked are told and it is said how many', async () => {
    const id = await instrument()
    const { keeper, person } = await agreed()
    await keeper.say('设备 电镜')
    await keeper.press(/^1\. /)
    await keeper.press('报维修')
    await person.pressRaw('book', id)
    expect(wordsOf(person.last())).toContain('正在维修')
    await keeper.press('修好了，恢复预约')
    await keeper.press('停用')
    expect(wordsOf(keeper.last())).toContain('已停用。之后的 1 个预约已取消')
    expect(wordsOf(person.card('设备停用了'))).toContain('时间：12月2日')
    expect(filesOf(person).at(-1)).toContain('METHOD:CANCEL')
    await person.pressRaw('book', id)
    expect(wordsOf(person.last())).toContain('已经停用')
    await keeper.pressRaw('equipment_retire', id)
    expect(wordsOf(keeper.last())).toContain('刚刚变过')
  })

  test('a manager books the own instrument at once; where no manager can be reached, staff answer', async () => {
    await instrument()
    const keeper = await manager()
    await keeper.say('设备 电镜')
    await keeper.press(/^1\. /)
    await keeper.press('预约')
    await keeper.say('下周三下午')
    await keeper.say('本院课题')
    expect((await booking()).state).toBe('agreed')
    await t.prisma.account.updateMany({ where: { personId: idOf('person', 'manager:textile') }, data: { reachable: false } })
    const clerk = await t.someone('officer:chen')
    await asked('12月3日上午')
    expect(wordsOf(clerk.last())).toContain('这个时间可以吗')
    await clerk.press('同意这个时间')
    expect(await t.prisma.booking.count({ where: { state: 'agreed' } })).toBe(2)
  })

  test('both are reminded on the day before, once; afterwards the manager is asked once and logs it', async () => {
    await instrument()
    const { keeper, person } = await agreed()
    await at('2026-12-01T08:30')
    expect(seen(person, '提醒：明天用设备')).toBe(0)
    await at('2026-12-01T09:00')
    await at('2026-12-01T09:01')
    for (const one of [person, keeper]) expect(seen(one, '提醒：明天用设备（12月2日（周三）13:00–17:00）')).toBe(1)
    await keeper.pressRaw('use_log', (await booking()).id)
    expect(wordsOf(keeper.last())).toContain('还没到预约的时间')
    await at('2026-12-02T17:00')
    await at('2026-12-02T17:01')
    expect(seen(keeper, '用过了吗')).toBe(1)
    expect(seen(person, '用过了吗')).toBe(0)
    await person.pressRaw('use_plain', (await booking()).id)
    expect(wordsOf(person.last())).toContain('只有设备所在研究院的管理员')
    await keeper.press('用过了，记一笔')
    await keeper.say('用了2.5小时，3个样品，600元，极光来自纤维压扁')
    expect(await booking()).toMatchObject({ state: 'used', hours: 2.5, samples: 3, fee: 600, result: '极光来自纤维压扁' })
    expect(wordsOf(keeper.last())).toContain('使用记录：2.5 小时；3 个样品；600 元；极光来自纤维压扁')
    await keeper.pressRaw('use_none', (await booking()).id)
    expect(wordsOf(keeper.last())).toContain('已经记过了')
    await keeper.say('设备使用')
    expect(wordsOf(keeper.last())).toContain('场发射扫描电子显微镜（江畔轻纺院）：1 次，2.5 小时，3 个样品，600 元\n    12月 1 次')
    await keeper.press('导出表格')
    expect(keeper.last().attachments?.[0]?.name).toBe('设备使用-2026.xlsx')
    const other = await t.someone('manager:machine')
    await other.say('设备使用 2026')
    expect(wordsOf(other.last())).toContain('还没有使用记录')
    await person.pressRaw('equipment_use', '2026_0')
    expect(wordsOf(person.last())).toContain('只有设备所在研究院的管理员')
  })

  test('in English', async () => {
    await instrument()
    for (const key of ['contact:mill', 'manager:textile'])
      await t.prisma.person.update({ where: { id: idOf('person', key) }, data: { lang: 'en' } })
    const [person, keeper] = [await mill(), await manager()]
    await person.say('where is there a scanning electron microscope?')
    await person.press(/^1\. /)
    await person.press('Book it')
    await person.say('3 Dec 9:00-11:30')
    expect(wordsOf(person.last())).toContain('Thu 3 Dec, 09:00–11:30, good. What for')
    await person.say('fracture surfaces')
    expect(wordsOf(keeper.last())).toContain('Does the time suit?')
    await keeper.press('That time suits')
    expect(wordsOf(person.card('Agreed by both sides'))).toContain('Contact：钱工 19900007777')
  })
})

describe('a time that nobody answers', () => {
  const waits = (person: FakePerson, words: string) => person.chat().filter(({ card }) => wordsOf(card).includes(words)).length

  test('its keeper is reminded after one working day, out of quiet hours, and the bureau hears after two; once each, with the buttons', async () => {
    await instrument()
    const { keeper } = await asked()
    const clerk = await t.someone('officer:chen')
    await keeper.say('免打扰 9:00-12:00')
    await at('2026-11-24T09:59')
    expect(await t.prisma.booking.findFirst()).toMatchObject({ answerRemindedAt: null })
    await at('2026-11-24T10:00')
    await t.later(0)
    expect(waits(keeper, '还在等您答复')).toBe(0)
    await at('2026-11-24T12:00')
    expect(waits(keeper, '还在等您答复')).toBe(1)
    expect(wordsOf(keeper.last())).toContain('[同意这个时间]')
    await at('2026-11-25T09:59')
    expect(waits(clerk, '研究院还没有答复')).toBe(0)
    await at('2026-11-25T10:00')
    await t.later(0)
    await t.restart()
    await at('2026-11-26T10:00')
    expect([waits(keeper, '还在等您答复'), waits(clerk, '研究院还没有答复')]).toEqual([1, 1])
    // staff answer in its place
    await clerk.press('同意这个时间')
    expect((await booking()).state).toBe('agreed')
  })

  test('answered in time, nobody is reminded; another time asked for begins anew', async () => {
    await instrument()
    const { keeper, person } = await asked()
    await at('2026-11-24T10:00')
    expect(waits(keeper, '还在等您答复')).toBe(1)
    await person.pressRaw('booking_other', (await booking()).id)
    await person.say('下周四下午')
    // the card with the new time stands in its place
    await at('2026-11-25T09:00')
    expect(waits(keeper, '还在等您答复')).toBe(0)
    await at('2026-11-25T10:00')
    expect(waits(keeper, '还在等您答复')).toBe(1)
    await keeper.press('同意这个时间')
    await at('2026-11-27T10:00')
    expect(waits(await t.someone('officer:chen'), '研究院还没有答复')).toBe(0)
  })

  test('for a need, its officer hears of it', async () => {
    await instrument({ name: '织物风格仪', keywords: ['手感'] })
    const { mill: person } = await inProgress(t)
    const officer = await t.someone('officer:wang')
    await manager()
    await person.press('更多操作')
    await person.press('找设备')
    await person.press(/^1\. /)
    await person.press('为这条需求预约')
    await person.say('下周三上午')
    await person.say('两块布样')
    await at('2026-11-24T10:00')
    await at('2026-11-25T10:00')
    expect(waits(officer, '研究院还没有答复')).toBe(1)
  })
})

describe('for a need', () => {
  test('its parties find what fits its words; the booking stands on its card and in its history; others learn nothing', async () => {
    await instrument({ name: '织物风格仪', keywords: ['手感'], model: 'KES' })
    const { mill: person, rolling } = await inProgress(t)
    await person.press('更多操作')
    await person.press('找设备')
    expect(wordsOf(person.last())).toContain('1. 织物风格仪 KES')
    await person.press(/^1\. /)
    await person.press('为这条需求预约')
    await person.say('下周三上午')
    await person.say('两块布样')
    const keeper = await manager()
    await keeper.pressRaw('booking', (await booking()).id)
    expect(wordsOf(keeper.last())).toContain('关联需求：2026-0001')
    expect(wordsOf(keeper.last())).not.toContain('极光')
    await keeper.press('同意这个时间')
    for (const one of [person, rolling])
      expect(wordsOf(one.card('当前状态'))).toContain('设备预约：12月2日（周三）09:00–12:00 织物风格仪 — 已约定')
    await person.say('需求 2026-0001')
    await person.press('历史记录')
    expect(wordsOf(person.last())).toContain('预约设备（织物风格仪、12月2日（周三）09:00–12:00）')
    const finish = await t.someone('expert:finish')
    await finish.pressRaw('need_equipment', (await booking()).needId ?? '')
    expect(wordsOf(finish.last())).toContain('只有当事人能做')
    await finish.say('需求 2026-0001')
    expect(wordsOf(finish.last())).not.toContain('设备预约')
  })

  /** 周工 books an instrument for the need that 沈岚 works on; the manager agrees. */
  async function bookedForNeed() {
    await instrument({ name: '织物风格仪', keywords: ['手感'], model: 'KES' })
    const { mill: person, rolling } = await inProgress(t)
    await person.press('更多操作')
    await person.press('找设备')
    await person.press(/^1\. /)
    await person.press('为这条需求预约')
    await person.say('下周三上午')
    await person.say('两块布样')
    const keeper = await manager()
    await keeper.pressRaw('booking', (await booking()).id)
    await keeper.press('同意这个时间')
    return { person, rolling, keeper }
  }

  test('that ends unsolved: the booking is off: both sides hear why, calendars lose it; taken back, it stands again', async () => {
    const { person, keeper } = await bookedForNeed()
    await person.press('更多操作')
    await person.press('未能解决，结束')
    await person.say('订单取消了')
    expect(await booking()).toMatchObject({ state: 'cancelled', sequence: 1, fileSequence: 1 })
    for (const one of [person, keeper]) {
      expect(wordsOf(one.card('这次预约随之取消'))).toContain('关联的需求 2026-0001 已经结束')
      expect(
        String(
          Buffer.from(
            one
              .chat()
              .flatMap(({ card }) => card.attachments ?? [])
              .at(-1)!.bytes,
          ),
        ),
      ).toContain('STATUS:CANCELLED')
    }
    await person.press('撤销（1 分钟内）')
    expect(await booking()).toMatchObject({ state: 'agreed', sequence: 2, fileSequence: 2 })
    for (const one of [person, keeper])
      expect(
        String(
          Buffer.from(
            one
              .chat()
              .flatMap(({ card }) => card.attachments ?? [])
              .at(-1)!.bytes,
          ),
        ),
      ).toContain('STATUS:CONFIRMED')
    await person.say('需求 2026-0001')
    await person.press('历史记录')
    expect(wordsOf(person.last())).toContain('设备预约随需求取消（织物风格仪')
  })

  test('taken back too late for its hours, it stays off', async () => {
    const { person } = await bookedForNeed()
    await person.press('更多操作')
    await person.press('未能解决，结束')
    await person.say('订单取消了')
    const { id: _, needId: __, ...hours } = await booking()
    await t.prisma.booking.create({ data: { ...hours, id: newId(), state: 'agreed' } })
    await person.press('撤销（1 分钟内）')
    expect((await t.prisma.booking.findMany({ where: { needId: { not: null } } })).map(({ state }) => state)).toEqual(['cancelled'])
  })

  test('that is solved, and what has begun, stays booked', async () => {
    const { person, rolling } = await bookedForNeed()
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    await person.press('确认已解决')
    expect((await booking()).state).toBe('agreed')
    await person.press('更多操作')
    await person.press('重新打开')
    await person.say('又有了')
    t.clock.set('2026-12-02T10:00:00+08:00')
    await person.say('需求 2026-0001')
    await person.press('更多操作')
    await person.press('未能解决，结束')
    await person.say('订单取消了')
    expect((await t.prisma.need.findFirstOrThrow()).state).toBe('unsolved')
    expect((await booking()).state).toBe('agreed')
  })

  test('that names no instrument says so', async () => {
    const { mill: person } = await inProgress(t)
    await person.press('更多操作')
    await person.press('找设备')
    expect(wordsOf(person.last())).toContain('名录里暂时没有')
  })
})
