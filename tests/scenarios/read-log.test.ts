/** Staff see everything, and what they look at is on the record; whose need is private reads that record. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bureauDirectory } from '../support/cast.ts'
import { hours, minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

const log = async () => (await t.prisma.readLog.findMany({ orderBy: { id: 'asc' } })).map(({ as, kind }) => `${as} ${kind}`)

test('who opened a private need, saw it on a list or exported it, with name and role; one row an hour, one’s own never', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const staff = await t.someone('officer:chen')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
  const { id } = await t.prisma.need.findFirstOrThrow()
  await mill.say('需求 2026-0001')
  await mill.press('谁看过')
  expect(wordsOf(mill.last())).toContain('还没有人看过')
  await rolling.say('需求 2026-0001')
  expect(await log()).toEqual([])
  await staff.say('需求 2026-0001')
  t.clock.forward(10 * minutes)
  await staff.say('需求 2026-0001')
  await staff.say('问题清单')
  await staff.say('导出表格')
  expect(await log()).toEqual(['staff card', 'staff list', 'staff export'])
  t.clock.forward(2 * hours)
  await staff.pressRaw('history', id)
  await rolling.press('认领')
  await mill.press('同意对接')
  await rolling.say('需求 2026-0001')
  await mill.pressRaw('readers', id)
  const words = wordsOf(mill.last())
  expect(words).toContain('谁看过 2026-0001（5 次）')
  expect(words).toMatch(/沈岚（专家）打开了全文[\s\S]*陈科长（工作人员）打开了全文[\s\S]*陈科长（工作人员）导出了表格/)
  await rolling.pressRaw('readers', id)
  expect(wordsOf(rolling.last())).toContain('这一步只有当事人能做')
  await staff.pressRaw('readers', id)
  expect(wordsOf(staff.last())).not.toContain('打开了全文')
})

test('plans and digests with a private need in them, and the spreadsheet of a report, are on the record; counts and a bare number are not', async () => {
  await t.stop()
  t = await testApp({ directory: bureauDirectory, digests: true })
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const staff = await t.someone('officer:chen')
  await t.someone('officer:liu')
  await t.someone('manager:textile')
  await mill.say(millNeed)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
  await rolling.press('认领')
  await mill.press('同意对接')
  expect(await log()).toEqual([])
  // only counts
  await staff.say('月报 2026-11')
  expect(await log()).toEqual([])
  await staff.pressRaw('report_word', 'monthly_2026-11_live')
  expect(await log()).toEqual([])
  await staff.pressRaw('report_sheet', 'monthly_2026-11_live')
  expect(staff.last().attachments?.[0]?.name).toMatch(/\.xlsx$/)
  expect(await log()).toEqual(['staff export'])
  await staff.say('预览周报')
  expect(wordsOf(staff.last())).toContain('2026-0001')
  expect(await log()).toEqual(['staff export', 'staff report'])

  await t.prisma.readLog.deleteMany()
  t.clock.set('2026-11-30T09:00:00+08:00')
  await t.later(0)
  const manager = await t.someone('manager:textile')
  expect(manager.chat().some(({ card }) => wordsOf(card).includes('2026-0001'))).toBe(true)
  expect((await log()).sort()).toEqual(['expert report', 'head report', 'staff report'])
  await mill.say('需求 2026-0001')
  await mill.press('谁看过')
  expect(wordsOf(mill.last())).toContain('沈岚（专家）在报表里看到')
})

test('of other needs what staff look at is on the record, too, and what experts are sent is not; many reads are paged', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const staff = await t.someone('officer:chen')
  await mill.say(millNeed)
  await mill.press('发布')
  await rolling.say('需求 2026-0001')
  expect(await log()).toEqual([])
  await staff.say('需求 2026-0001')
  expect(await log()).toEqual(['staff card'])
  const { id } = await t.prisma.need.findFirstOrThrow()
  const { personId } = await t.prisma.account.findUniqueOrThrow({ where: { address: staff.address } })
  await t.read(async (tx) => {
    for (let i = 1; i < 17; i++) {
      const at = new Date(t.clock.now().getTime() + i * 61 * minutes)
      await tx.privacy.logReads([id], { personId, as: 'staff', kind: 'card', at }, false)
      await tx.privacy.logReads([id], { personId, as: 'staff', kind: 'card', at }, false)
    }
  })
  expect(await log()).toHaveLength(17)
  await mill.pressRaw('readers', id)
  await mill.press('下一页')
  expect((await t.read((tx) => tx.privacy.readsOf(id, 9, 15))).reads).toHaveLength(2)
})
