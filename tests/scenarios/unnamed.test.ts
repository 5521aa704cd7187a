/** The enterprise may stay unnamed until it accepts a claim. */
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { millNeed } from '../support/directory.ts'
import { wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

test('one press at the draft: nobody but staff learns whose it is, until the enterprise accepts a claim; then the claimer does', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const officer = await t.someone('officer:wang')
  await mill.say(`我们云溪锦华印染有限公司${millNeed}可打 13900008888 找周工。`)
  await mill.press('接受前不公开企业名称')
  expect(wordsOf(mill.card('谁能看到'))).toContain('您同意对接前，不公开企业名称')
  await mill.press('发布')
  const asked = wordsOf(rolling.card('企业：'))
  expect(asked).toContain('企业：某纺织企业（柳荫街道）')
  expect(asked).toContain('客户退货')
  expect(asked).not.toMatch(/锦华|13900008888/)
  await officer.say('需求 2026-0001')
  expect(wordsOf(officer.last())).toContain('云溪锦华印染有限公司')
  await officer.say('导出表格')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(officer.last().attachments?.[0]?.bytes as never)
  expect(JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))).toContain('锦华')
  await rolling.press('认领')
  expect(
    rolling
      .chat()
      .map(({ card }) => wordsOf(card))
      .join('\n'),
  ).not.toMatch(/锦华|19900003001/)
  await mill.press('同意对接')
  expect(wordsOf(rolling.card('联系人'))).toMatch(/锦华[\s\S]*19900003001/)
  await rolling.say('需求 2026-0001')
  expect(wordsOf(rolling.last())).toContain('企业：云溪锦华印染有限公司')
})

test('it can be changed while the need is open, not once somebody has claimed it, and by nobody else', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await mill.say(millNeed)
  await mill.press('发布')
  await mill.press('谁能看到')
  await mill.press('接受前不公开企业名称')
  const { id } = await t.prisma.need.findFirstOrThrow()
  await rolling.say('需求 2026-0001')
  expect(wordsOf(rolling.last())).not.toContain('锦华')
  await rolling.pressRaw('named', id)
  expect(wordsOf(rolling.last())).toContain('只有')
  await mill.press('公开企业名称')
  await rolling.say('需求 2026-0001')
  expect(wordsOf(rolling.last())).toContain('锦华')
  await rolling.press('认领')
  await mill.pressRaw('unnamed', id)
  expect((await t.prisma.need.findFirstOrThrow()).unnamed).toBe(false)
  await mill.press('历史记录')
  expect(wordsOf(mill.last())).toContain('改为接受前不公开企业名称')
})
