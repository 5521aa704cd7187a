import { afterEach, beforeEach, expect, test } from 'vitest'
import { bureauDirectory } from '../support/cast.ts'
import { minutes } from '../support/clock.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp({ directory: bureauDirectory, at: '2026-10-12T02:00:00Z', digests: true })
})
afterEach(() => t.stop())

function titles(person: FakePerson, start: string): string[] {
  return person.chat().flatMap(({ card }) => (card.title?.startsWith(start) ? [card.title] : []))
}

async function at(moment: string): Promise<void> {
  t.clock.set(`${moment}:00+08:00`)
  await t.later(0)
}

test('who wants the week before the others gets it then, and the others at nine get the same', async () => {
  const staff = await t.someone('officer:chen')
  const officer = await t.someone('officer:wang')
  await staff.pressRaw('choice_when', 'weekly')
  await staff.say('周一 07:30')
  await at('2026-10-19T07:29')
  expect(titles(staff, '周计划')).toHaveLength(0)
  await at('2026-10-19T07:30')
  expect(titles(staff, '周计划')).toEqual([expect.stringContaining('2026年第43周')])
  expect(titles(officer, '周计划')).toHaveLength(0)
  await at('2026-10-19T09:00')
  expect(titles(staff, '周计划')).toHaveLength(1)
  expect(titles(officer, '周计划')).toEqual(titles(staff, '周计划'))
})

test('a report that is signed when the next one is due already still goes to everybody, once', async () => {
  const head = await t.someone('officer:liu')
  const staff = await t.someone('officer:chen')
  await at('2026-11-02T09:00')
  await at('2026-12-01T09:00')
  await at('2027-01-04T09:00')
  for (const month of ['2026-10', '2026-12', '2026-11']) {
    await head.pressRaw('report_sign', `monthly_${month}`)
    await head.press('确认签发')
  }
  await t.later(minutes)
  await t.later(minutes)
  expect(titles(staff, '月汇报').toSorted()).toEqual(['月汇报 · 2026年10月', '月汇报 · 2026年11月', '月汇报 · 2026年12月'])
})
