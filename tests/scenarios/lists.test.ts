import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idOf } from '../../src/store/directory.ts'
import { days, hours, minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp({ env: { OFFICE_NAME: '云溪区科技局' } })
})
afterEach(() => t.stop())

const foundryNeed = '压铸件砂眼和气孔多，良率只有八成，希望良率到95%以上，预算三十万左右，年底前解决。'

/** Two needs, of two townships; the first is claimed. */
async function twoNeeds() {
  const mill = await t.someone('contact:mill')
  const foundry = await t.someone('contact:foundry')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  await t.later(2 * hours)
  await foundry.say(foundryNeed)
  await foundry.press('发布')
  await t.prisma.need.updateMany({ data: { officerId: idOf('person', 'officer:wang') } })
  await rolling.press('认领')
  await rolling.press('以后再说')
  const staff = await t.someone('officer:chen')
  return { mill, foundry, rolling, staff }
}

/** So many more published needs of the mill, a day apart. */
async function many(count: number): Promise<void> {
  const start = t.clock.now().getTime()
  await t.prisma.need.createMany({
    data: Array.from({ length: count }, (_, i) => ({
      id: `more${String(i).padStart(12, '0')}`,
      number: `2026-${String(500 + i).padStart(4, '0')}`,
      state: 'open',
      enterpriseId: idOf('enterprise', 'mill'),
      title: `第${i + 1}个难题`,
      createdAt: new Date(start - (40 - i) * days),
      touchedAt: new Date(start),
      publishedAt: new Date(start - (40 - i) * days),
    })),
  })
}

async function spreadsheet(who: FakePerson) {
  const file = who.last().attachments?.[0]
  if (!file) throw new Error(`no file in: ${wordsOf(who.last())}`)
  const book = new exceljs.Workbook()
  await book.xlsx.load(file.bytes.buffer as ArrayBuffer)
  return { file, book }
}

describe('the three lists in chat', () => {
  test('清单 lets one choose, with how many stand on each', async () => {
    const { staff } = await twoNeeds()
    await staff.say('清单')
    const card = wordsOf(staff.last())
    expect(card).toContain('问题清单：2 条')
    expect(card).toContain('责任清单：2 条')
    expect(card).toContain('落实清单：2 条')
    expect(card).toContain('没有逾期的')
    await staff.press('责任清单')
    const list = wordsOf(staff.card('责任清单（2 条）'))
    expect(list).toMatch(/1\. 2026-0001 .*\n {4}干部 王敏 · 专家 沈岚（江畔轻纺院） · 等专家，自 11月23日（周一）.*企业期望 2026年12月31日/)
    expect(list).toContain('2. 2026-0002')
    expect(list).toContain('尚无专家 · 等专家答复')
  })

  test('words after the name filter it, and a row opens its need', async () => {
    const { staff } = await twoNeeds()
    await staff.say('问题清单 石桥镇')
    const list = wordsOf(staff.last())
    expect(list).toContain('问题清单（1 条）')
    expect(list).toContain('筛选：石桥镇')
    expect(list).toContain('云溪恒铸机械有限公司 · 石桥镇 · 待对接')
    expect(list).not.toContain('2026-0001')
    await staff.press('1. 2026-0002')
    expect(wordsOf(staff.last())).toContain('当前状态：待对接')
  })

  test.each([
    ['责任清单 王敏', 2],
    ['责任清单 江畔轻纺院', 1],
    ['问题清单 时尚轻纺', 1],
    ['问题清单 已认领 柳荫', 1],
    ['柳荫街道的问题清单', 1],
    ['问题清单 纺织业', 1],
    ['落实清单 本月', 2],
    ['落实清单 10月', 0],
    ['问题清单 超过30天', 0],
    ['list problems Textiles and fashion', 1],
    ['list responsibilities claimed', 1],
    ['/list problems over 3 days', 0],
  ])('%s shows %i', async (words, count) => {
    const { staff } = await twoNeeds()
    await staff.say(words)
    expect(staff.last().title).toContain(`（${count} 条）`)
  })

  test('words it does not know are asked back with what it does know; the rest of the filter is kept', async () => {
    const { staff } = await twoNeeds()
    await staff.say('问题清单 石矫镇 逾期')
    const back = wordsOf(staff.last())
    expect(back).toContain('没认出“石矫镇”')
    expect(back).toContain('乡镇街道：柳荫街道、石桥镇')
    expect(back).toContain('干部：王敏')
    await staff.press('先不管，直接看')
    expect(wordsOf(staff.last())).toContain('筛选：逾期')
    await staff.say('问题清单 截至 2月31日')
    expect(wordsOf(staff.last())).toContain('没看懂这个日期')
    await staff.say('问题清单 截至 2027-01-01')
    expect(wordsOf(staff.last())).toContain('还没到')
  })

  test('逾期 shows what is past its term, the longest first, and 我的 counts it', async () => {
    const { staff } = await twoNeeds()
    await staff.say('逾期')
    expect(wordsOf(staff.last())).toContain('没有逾期的，都在期限内')
    await t.prisma.need.updateMany({ where: { number: '2026-0002' }, data: { deadline: '2026-11-24' } })
    await t.prisma.need.updateMany({ where: { number: '2026-0001' }, data: { deadline: '2026-11-23' } })
    await t.later(3 * days)
    await staff.say('逾期')
    const late = wordsOf(staff.last())
    expect(late).toMatch(/1\. 2026-0001 [\s\S]*逾期 3 天[\s\S]*2\. 2026-0002 [\s\S]*逾期 2 天/)
    await staff.say('list overdue 石桥镇')
    expect(staff.last().title).toContain('（1 条）')
    await staff.say('我的')
    expect(wordsOf(staff.card('逾期 2 条'))).toContain('[看逾期的]')
    await staff.press('看逾期的')
    expect(staff.last().title).toContain('（2 条）')
  })

  test('long lists are paged in place, also after a restart; a page beyond the end is the last one', async () => {
    await twoNeeds()
    await many(15)
    const staff = await t.someone('officer:chen')
    await staff.say('问题清单')
    expect(wordsOf(staff.last())).toContain('第 1/3 页')
    expect(wordsOf(staff.last())).toContain('1. 2026-0500')
    const cards = staff.chat().length
    await t.restart()
    await staff.press('下一页')
    expect(staff.chat()).toHaveLength(cards)
    expect(wordsOf(staff.last())).toContain('9. 2026-0508')
    await staff.press('下一页')
    expect(wordsOf(staff.last())).toMatch(/17\. 2026-0002[\s\S]*第 3\/3 页/)
    expect(wordsOf(staff.last())).not.toContain('[下一页]')
    const back = staff
      .last()
      .buttons?.flat()
      .find((button) => button.label === '上一页')
    if (!back || !('id' in back)) throw new Error('no way back')
    expect(back.id.length).toBeLessThanOrEqual(40)
    await staff.pressRaw('list', `${back.id.slice(0, 16)}99`)
    expect(wordsOf(staff.last())).toContain('第 3/3 页')
    await staff.pressRaw('list', 'nothinglikethis00')
    expect(wordsOf(staff.last())).toContain('过时')
  })

  test('buttons filter by township, officer and what is overdue, and clear it again', async () => {
    const { staff } = await twoNeeds()
    await staff.say('问题清单')
    await staff.press('按乡镇')
    await staff.press('石桥镇（1）')
    expect(wordsOf(staff.last())).toContain('筛选：石桥镇')
    await staff.press('按干部')
    await staff.press('王敏（1）')
    expect(wordsOf(staff.last())).toContain('筛选：石桥镇、王敏')
    await staff.press('只看逾期')
    expect(wordsOf(staff.last())).toContain('按这个筛选没有需求')
    await staff.press('清除筛选')
    expect(staff.last().title).toContain('（2 条）')
    await staff.press('换一张清单')
    await staff.press('落实清单')
    expect(staff.last().title).toContain('落实清单')
  })

  test('an empty list says so kindly, with the next step', async () => {
    const staff = await t.someone('officer:chen')
    await staff.say('问题清单')
    expect(wordsOf(staff.last())).toContain('都办结了')
    await staff.say('责任清单')
    expect(wordsOf(staff.last())).toContain('现在没有在办的需求')
    await staff.say('落实清单')
    expect(wordsOf(staff.last())).toContain('还没有需求')
    await staff.say('语言')
    await staff.say('problem list')
    expect(wordsOf(staff.last())).toContain('No problem is left on the list')
  })

  test('others are told kindly whose the lists are, and see what is theirs', async () => {
    const { mill, rolling } = await twoNeeds()
    for (const who of [mill, rolling]) {
      await who.say('清单')
      expect(wordsOf(who.card('清单由科技局工作人员'))).toBeTruthy()
      expect(wordsOf(who.last())).toContain('2026-0001')
      await who.say('问题清单 石桥镇')
      expect(who.chat().every(({ card }) => !wordsOf(card).includes('2026-0002') || who !== mill)).toBe(true)
    }
    await mill.pressRaw('list_overdue', 'x')
    expect(wordsOf(mill.last())).not.toContain('责任清单')
  })

  test("an institute's manager sees the institute's own, without phone numbers, and not what is private", async () => {
    await twoNeeds()
    const expert = await t.someone('expert:casting')
    await t.prisma.person.updateMany({
      where: { expertId: idOf('expert', 'casting') },
      data: { expertId: null, managesId: idOf('institute', 'textile') },
    })
    await expert.say('责任清单')
    expect(expert.last().title).toContain('（1 条）')
    expect(wordsOf(expert.last())).toContain('2026-0001')
    await expert.say('责任清单 东湖装备院')
    expect(expert.last().title).toContain('（1 条）')
    await t.prisma.need.updateMany({ data: { visibility: 'private' } })
    await expert.say('责任清单')
    expect(wordsOf(expert.last())).toContain('（保密需求）')
    expect(wordsOf(expert.last())).not.toContain('极光')
    await expert.say('导出表格')
    const { book } = await spreadsheet(expert)
    const words = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))
    expect(words).not.toMatch(/1990000\d{4}|极光|锦华/)
    await expert.say('责任清单 截至 11月1日')
    expect(wordsOf(expert.last())).toContain('只有科技局工作人员能做')
  })

  test('in English', async () => {
    const { staff } = await twoNeeds()
    await staff.say('语言')
    await staff.say('list problems Shiqiao')
    expect(wordsOf(staff.last())).toContain('I do not know “Shiqiao”')
    await staff.say('responsibility list')
    expect(wordsOf(staff.last())).toContain('Responsibility list (2)')
    expect(wordsOf(staff.last())).toContain('officer 王敏 · expert 沈岚 (江畔轻纺院) · waits for the expert, since Mon 23 Nov')
    await staff.say('overdue')
    expect(wordsOf(staff.last())).toContain('Nothing is overdue')
    await staff.say('list')
    expect(wordsOf(staff.last())).toContain('Problem list: 2, not struck off yet')
  })
})

describe('struck off', () => {
  test('a solved need stands on the problem list until the enterprise confirms it; then with date and proof on the implementation list', async () => {
    const { mill, rolling, staff } = await twoNeeds()
    await rolling.press('已联系上，开始对接')
    await t.later(minutes)
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级，手感达标')
    await staff.say('问题清单')
    expect(wordsOf(staff.last())).toContain('已解决，待企业确认')
    await mill.press('确认已解决')
    await staff.say('问题清单')
    expect(wordsOf(staff.last())).not.toContain('2026-0001')
    await staff.say('落实清单')
    expect(wordsOf(staff.last())).toMatch(/2026-0001 [\s\S]*已销号 11月23日（周一）（企业确认） · 结果：极光 4-5 级，手感达标/)
  })

  test('what ended without proof stays on the list as 待销号', async () => {
    const { foundry, staff } = await twoNeeds()
    await foundry.press('撤回需求')
    await foundry.say('已自行解决')
    await staff.say('问题清单')
    expect(staff.last().title).toContain('（1 条）')
    await staff.say('落实清单 石桥')
    expect(wordsOf(staff.last())).toContain('已销号 11月23日（周一）（已说明原因：已自行解决）')
    await t.prisma.need.updateMany({ where: { number: '2026-0002' }, data: { endReason: null } })
    await staff.say('问题清单 石桥')
    expect(wordsOf(staff.last())).toContain('已撤回 · 待销号')
  })
})

describe('the spreadsheet', () => {
  test('is sent as a file: three sheets that look like an office’s own, dates as dates, money as numbers, formulas harmless', async () => {
    const { mill, rolling, staff } = await twoNeeds()
    await t.prisma.need.updateMany({ where: { number: '2026-0002' }, data: { title: '=HYPERLINK("http://x","点我")' } })
    await rolling.press('已联系上，开始对接')
    await rolling.press('已解决')
    await rolling.say('极光 4-5 级')
    await mill.press('确认已解决')
    await staff.say('清单 导出')
    const { file, book } = await spreadsheet(staff)
    expect(file).toMatchObject({ kind: 'file', name: '问题清单_2026-11-23.xlsx' })
    expect(book.worksheets.map(({ name }) => name)).toEqual(['问题清单', '责任清单', '落实清单'])
    const problems = book.getWorksheet('问题清单') as exceljs.Worksheet
    expect(problems.getCell('A1').value).toBe('云溪区科技局“十百千”校企协同问题清单')
    expect(problems.getCell('B1').master.address).toBe('A1')
    expect(problems.getCell('A2').value).toBe('范围：全部')
    expect(problems.getCell('A4').master.address).toBe('A3')
    expect(problems.getRow(3).values).toContain('预算（万元）')
    expect(problems.rowCount).toBe(5)
    expect(problems.getCell('C5').value).toBe('\'=HYPERLINK("http://x","点我")')
    expect(problems.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 })
    expect(problems.pageSetup.printTitlesRow).toBe('1:4')
    expect(problems.pageSetup.printArea).toMatch(/^A\$?1:R\$?5$/)
    expect(problems.headerFooter.oddFooter).toContain('第 &P 页')
    expect(problems.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
    expect(problems.autoFilter).toBe('A4:R5')
    const results = book.getWorksheet('落实清单') as exceljs.Worksheet
    const heads = (results.getRow(4).values as string[]).map((head) => head ?? '')
    const cell = (head: string) => results.getRow(5).getCell(heads.indexOf(head))
    for (const head of ['提出', '认领', '首次联系', '解决', '企业确认', '销号']) {
      expect(cell(head).value, head).toEqual(new Date('2026-11-23T00:00:00Z'))
      expect(cell(head).numFmt).toBe('yyyy-mm-dd')
    }
    expect(cell('销号依据').value).toBe('企业确认')
    expect(cell('解决情况').value).toBe('极光 4-5 级')
    const budget = problems.getRow(5).getCell((problems.getRow(4).values as string[]).indexOf('上限'))
    expect(budget.value).toBe(30)
    expect(JSON.stringify(problems.getSheetValues())).toContain('19900003002')
  })

  test('with the filter of the list it was asked from, and nothing where nothing fits', async () => {
    const { staff } = await twoNeeds()
    await staff.say('责任清单 柳荫街道')
    await staff.press('导出表格')
    const { file, book } = await spreadsheet(staff)
    expect(file.name).toBe('责任清单_2026-11-23.xlsx')
    expect(book.getWorksheet('责任清单')?.getCell('A2').value).toBe('范围：柳荫街道')
    expect(book.getWorksheet('责任清单')?.rowCount).toBe(5)
    await staff.say('导出表格 10月')
    const none = await spreadsheet(staff)
    expect(none.book.getWorksheet('问题清单')?.getCell('A5').value).toBe('没有符合的需求')
  })
})
