import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bureauDirectory, confirmed } from '../support/cast.ts'
import { days } from '../support/clock.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  // a Monday, 10:00
  t = await testApp({ directory: bureauDirectory })
})
afterEach(() => t.stop())

async function cast() {
  return {
    head: await t.someone('officer:liu'),
    staff: await t.someone('officer:chen'),
    officer: await t.someone('officer:wang'),
    textile: await t.someone('manager:textile'),
    machine: await t.someone('manager:machine'),
  }
}

const find = (year = 2026) => t.read((tx) => tx.assessments.find(year))

/** Opened by the head, with a target of two solutions for the textile institute and of four for the bureau. */
async function opened() {
  const people = await cast()
  await confirmed(t)
  await people.staff.say('目标 江畔轻纺院 已解决 2')
  await people.staff.say('目标 已解决 4')
  await people.head.say('考核')
  await people.head.press('启用')
  return people
}

async function onShow() {
  const people = await opened()
  await people.head.press('公示')
  await people.head.press('确认公示')
  return people
}

describe('indicators and weights', () => {
  test('are proposed, can be changed while they may, and must sum to 100 to open', async () => {
    const { head, staff, officer } = await cast()
    await staff.say('考核 2026')
    expect(wordsOf(staff.last())).toContain('尚未启用')
    expect(wordsOf(staff.last())).toContain('确认解决的需求：权重 25，上限 120%')
    await staff.say('考核 权重 专利 15')
    expect(wordsOf(staff.last())).toContain('权重合计 105')
    await head.say('考核')
    await head.press('启用')
    expect(wordsOf(head.last())).toContain('权重合计 105，要正好 100')
    expect((await find())?.state).toBe('draft')
    await staff.say('考核 权重 协议 10')
    expect(wordsOf(staff.last())).toContain('权重合计 100')
    await staff.press('看全部得分')
    await staff.press('启用')
    expect(wordsOf(staff.last())).toContain('由负责人办理')
    await head.press('启用')
    // the card another had looked at says so where it stands
    expect(wordsOf(staff.card('绩效考核 · 2026年\n进行中'))).not.toContain('[启用]')
    await head.pressRaw('assess_open', '2026')
    expect(wordsOf(head.last())).toContain('已经启用了')
    await staff.say('考核 权重 技术合同 5 专利授权 5 合同额 5')
    expect((await find())?.indicators.map(({ key, weight }) => [key, weight])).toEqual([
      ['solutions', 25],
      ['agreements', 10],
      ['contractValue', 5],
      ['patents', 15],
      ['trained', 5],
      ['platforms', 10],
      ['answered', 10],
      ['satisfied', 10],
      ['contracts', 5],
      ['patentsGranted', 5],
    ])
    const before = await find()
    const wrong: [string, string][] = [
      ['考核 权重 走访 10', '过程指标不计分'],
      ['考核 权重 幸福 10', '没看懂“幸福”'],
      ['考核 权重 专利 120', '0 到 100'],
      ['考核 上限 满意 150', '最多 100'],
      ['考核 上限 授权 90', '100 到 200'],
      ['考核 排行', '没看懂“排行”'],
      ['考核 2050', '年份不对'],
    ]
    for (const [said, answer] of wrong) {
      await staff.say(said)
      expect(wordsOf(staff.last()), said).toContain(answer)
    }
    await officer.say('考核 权重 专利 5')
    expect(wordsOf(officer.last())).toContain('由科技局工作人员办理')
    expect(await find()).toEqual(before)
  })
})

describe('the score', () => {
  test('is shown with its working and the needs behind it, to whom it concerns', async () => {
    const { head, textile, machine, officer } = await opened()
    // 25 of 45 at one half, twice 10 of 45 in full; nothing of the others was agreed
    expect(wordsOf(head.card('进行中'))).toContain('1. 江畔轻纺院 72.22 分（合格）')
    expect(wordsOf(head.card('进行中'))).toContain('2. 东湖装备院 0.00 分（不合格）')
    const own = wordsOf(textile.card('已经启用'))
    expect(own).toContain('得分 72.22（目前为合格），第 1 名，共 2 家')
    expect(own).toContain('确认解决的需求（权重 55.56）：完成 1 项 / 目标 2 项，50%，得 27.78 分')
    expect(own).toContain('邀请答复率（权重 22.22）：100%（1 次），得 22.22 分')
    expect(own).toContain('没有约定目标，不计分')
    expect(wordsOf(machine.card('已经启用'))).toContain('目标没有单独约定，按全局目标平均')
    await textile.press('明细：确认解决的需求')
    expect(wordsOf(textile.last())).toContain('2026-0001')
    await textile.press('1. 2026-0001')
    await textile.say('考核')
    await textile.press('明细：企业满意率')
    expect(wordsOf(textile.last())).toContain('满意')
    expect(textile.chat().every(({ card }) => !wordsOf(card).includes('东湖装备院'))).toBe(true)
    await officer.say('考核')
    await officer.press('东湖装备院')
    expect(wordsOf(officer.last())).toContain('东湖装备院 · 2026年绩效考核')
    expect(wordsOf(officer.last())).toContain('有指标为零')
    await head.press('Excel 全部')
    const [file] = head.last().attachments ?? []
    expect(file?.name).toBe('绩效考核 · 2026年.xlsx')
    const book = new exceljs.Workbook()
    await book.xlsx.load(Buffer.from(file?.bytes ?? []) as unknown as ArrayBuffer)
    const cells = (name: string) => JSON.stringify(book.getWorksheet(name)?.getSheetValues())
    expect(cells('得分')).toContain('[null,1,"江畔轻纺院",72.22,"合格",27.78')
    expect(cells('计分明细')).toContain('[null,"江畔轻纺院","确认解决的需求",1,null,2,')
    expect(cells('计分明细')).toContain('按全局目标平均')
    expect(cells('专家')).toContain('[null,1,"沈岚","江畔轻纺院",1]')
  })

  test('of another institute is nobody else’s', async () => {
    const { textile } = await opened()
    const machineId = (await t.prisma.institute.findFirstOrThrow({ where: { short: '东湖装备院' } })).id
    const rolling = await t.someone('expert:rolling')
    for (const person of [textile, rolling]) {
      await person.pressRaw('assess_of', `2026${machineId}`)
      expect(wordsOf(person.last())).toContain('由科技局工作人员办理')
      await person.pressRaw('assess_rows', `2026${machineId}0_0`)
      expect(wordsOf(person.last())).toContain('由科技局工作人员办理')
      await person.pressRaw('assess_weights', '2026')
      expect(wordsOf(person.last())).toContain('只有科技局工作人员')
      await person.pressRaw('assess_file', '2026')
      expect(wordsOf(person.last())).toContain('只有科技局工作人员')
      await person.pressRaw('assess_sign_yes', '2026')
      expect(wordsOf(person.last())).toContain('由负责人办理')
    }
    await rolling.say('考核')
    expect(wordsOf(rolling.last())).not.toContain('绩效考核 ·')
  })

  test('stands in the circular of a quarter', async () => {
    const { head } = await opened()
    await head.say('本季')
    expect(wordsOf(head.last())).toContain('1. 江畔轻纺院：72.22 分')
    await head.press('Word 文件')
    expect(head.last().attachments?.[0]?.name).toMatch(/\.docx$/)
  })
})

describe('the close of the year', () => {
  test('scores are put on show, an objection is answered, then it is signed, and nothing changes any more', async () => {
    const { head, staff, textile, machine, officer } = await onShow()
    await head.pressRaw('assess_show_yes', '2026')
    expect(wordsOf(head.last())).toContain('已经公示过了')
    expect((await find())?.shownUntil).toBe('2026-11-30')
    expect(wordsOf(textile.card('开始公示'))).toContain('到2026年11月30日（含）')
    await staff.say('考核 权重 专利 5')
    expect(wordsOf(staff.last())).toContain('不能再改')
    // what is confirmed later is of no matter to what is on show
    await t.prisma.outcome.updateMany({ where: { kind: 'solved' }, data: { state: 'withdrawn', endedAt: t.clock.now() } })
    await textile.press('提出异议')
    await textile.press('确认解决的需求')
    await textile.say('还有一项 11 月 20 日现场解决，漏登了，签到表在附件。')
    expect(wordsOf(staff.card('异议待答复'))).toContain('江畔轻纺院的异议')
    await head.say('我的')
    expect(wordsOf(head.last())).toContain('异议 1 条，待答复 1 条')
    await textile.press('确认解决的需求')
    expect(wordsOf(textile.last())).toContain('已经提过异议')
    await head.press('签发考核')
    await head.press('确认签发考核')
    expect(wordsOf(head.last())).toContain('还有 1 条异议没有答复')
    await staff.press('采纳并更正')
    await staff.say('漏登属实')
    expect(wordsOf(staff.last())).toContain('没看到更正后的数')
    await staff.say('2，核对签到表，漏登一项')
    expect(wordsOf(staff.last())).toContain('更正为 2 项。核对签到表，漏登一项')
    expect(wordsOf(textile.last())).toContain('异议已采纳')
    expect(wordsOf(head.card('异议已采纳'))).not.toContain('[不采纳]')
    const [objection] = await t.read((tx) => tx.assessments.objections(2026))
    await head.pressRaw('objection_refuse', objection?.id ?? '')
    expect(wordsOf(head.last())).toContain('已经答复过了')
    await textile.say('考核')
    expect(wordsOf(textile.last())).toContain('完成 2 项 / 目标 2 项，100%，得 55.56 分（公示时为 1 项，异议采纳后更正）')
    await head.press('确认签发考核')
    expect(wordsOf(head.last())).toContain('公示到 2026-11-30（含）才结束')
    await t.later(8 * days)
    await textile.pressRaw('objection_pick', '2026')
    expect(wordsOf(textile.last())).toContain('公示期已经结束')
    await staff.pressRaw('assess_sign_yes', '2026')
    expect(wordsOf(staff.last())).toContain('由负责人办理')
    await head.press('确认签发考核')
    await head.pressRaw('assess_sign_yes', '2026')
    expect(wordsOf(head.last())).toContain('已经签发，不再变动')
    for (const person of [head, staff, officer, textile, machine]) {
      const told = wordsOf(person.card('绩效考核结果'))
      expect(told).toContain('1. 江畔轻纺院 100.00 分')
      expect(told).toContain('1. 沈岚（江畔轻纺院）确认成效 1 项')
      expect(told).toContain('优秀：江畔轻纺院')
    }
    expect(staff.chat().filter(({ card }) => card.title?.includes('考核结果'))).toHaveLength(1)
    const before = await find()
    await staff.say('目标 江畔轻纺院 已解决 200')
    await staff.say('考核 权重 专利 5')
    await staff.say('考核')
    expect(wordsOf(staff.last())).toContain('刘局')
    expect(wordsOf(staff.last())).toContain('1. 江畔轻纺院 100.00 分（优秀）')
    expect(await find()).toEqual(before)
  })

  test('an objection that is refused changes nothing; signing needs no objection at all', async () => {
    const { head, staff, machine } = await onShow()
    await machine.press('提出异议')
    await machine.press('邀请答复率')
    await machine.say('我们没有收到邀请，不应计入。')
    await staff.press('不采纳')
    await staff.say('没有邀请，本来就不计分。')
    expect(wordsOf(machine.last())).toContain('异议未采纳')
    expect(wordsOf(machine.last())).toContain('没有邀请，本来就不计分。')
    await staff.say('考核 异议')
    expect(wordsOf(staff.last())).toContain('东湖装备院 邀请答复率 · 异议未采纳')
    await machine.say('考核 异议')
    await machine.press(/东湖装备院 邀请答复率/)
    expect(wordsOf(machine.last())).not.toContain('[不采纳]')
    await t.later(8 * days)
    await head.press('签发考核')
    await head.press('确认签发考核')
    expect((await find())?.result?.standings.map(({ name, total }) => [name, total])).toEqual([
      ['江畔轻纺院', 72.22],
      ['东湖装备院', 0],
    ])
  })

  test('pressed twice at once, it is opened and shown once', async () => {
    const people = await cast()
    await confirmed(t)
    await people.head.say('考核')
    await Promise.all([people.head.press('启用'), people.head.press('启用')])
    await Promise.all([people.head.pressRaw('assess_show_yes', '2026'), people.head.pressRaw('assess_show_yes', '2026')])
    expect(people.textile.chat().filter(({ card }) => card.text.includes('已经启用'))).toHaveLength(1)
    expect(people.textile.chat().filter(({ card }) => card.text.includes('开始公示'))).toHaveLength(1)
  })

  test('before the year has begun there is nothing to show; in January the year that is being closed is meant', async () => {
    const { head, textile } = await opened()
    await head.say('考核 2027')
    expect(wordsOf(head.last())).toContain('这一年还没有开始')
    await head.press('启用')
    await head.pressRaw('assess_show_yes', '2027')
    expect(wordsOf(head.last())).toContain('还没有开始，不能公示')
    await t.prisma.assessment.delete({ where: { year: 2027 } })
    t.clock.set('2027-01-05T02:00:00Z')
    await textile.say('考核')
    expect(wordsOf(textile.last())).toContain('2026年绩效考核')
  })

  test('in English', async () => {
    const { head, textile } = await onShow()
    await t.prisma.person.updateMany({ data: { lang: 'en' } })
    await head.say('assessment')
    expect(wordsOf(head.last())).toContain('72.22 (fair)')
    await textile.say('assessment')
    expect(wordsOf(textile.last())).toContain('1 of 2, 50%, 27.78 points')
    await textile.press('Object')
    await textile.press('Confirmed solutions')
    await textile.say('One more was solved on site.')
    await head.press('Accept and correct')
    await head.say('2, the sheet shows it')
    expect(wordsOf(textile.last())).toContain('Corrected to 2. the sheet shows it')
    await head.say('assessment weight patents 15')
    expect(wordsOf(head.last())).toContain('indicators and weights stay as they are')
  })
})
