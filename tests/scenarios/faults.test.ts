import { afterEach, beforeEach, expect, test } from 'vitest'
import { minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { adminCode, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

async function spoil(column: 'answers' | 'targets'): Promise<void> {
  await t.prisma.need.updateMany({ data: { [column]: 5 } })
}

test('a bug in handling costs nobody else anything: the person gets a number, the log has it, and the next message is answered', async () => {
  const mill = await t.someone('contact:mill')
  const foundry = await t.someone('contact:foundry')
  await mill.say(millNeed)
  await spoil('answers')
  await mill.say('再补充一点：克重135克，是府绸')
  const apology = wordsOf(mill.card('出了点故障'))
  const id = /编号 ([0-9a-f]{8})/.exec(apology)?.[1] as string
  expect(t.log.filter((line) => line.includes(id) && line.includes('"level":50'))).toHaveLength(1)
  expect(t.log.join('\n')).not.toContain('府绸')
  await foundry.say('帮助')
  expect(wordsOf(foundry.last())).toContain('现在可以这样做')
  await mill.say('帮助')
  expect(wordsOf(mill.last())).toContain('现在可以这样做')
})

test('a card that can not be made is given up loudly, once, and the parcels behind it go out', async () => {
  const admin = t.platform.person('admin', '高主任')
  await admin.start()
  await admin.press('我在科技局工作')
  await admin.say(adminCode)
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  await spoil('targets')
  await mill.say('需求 2026-0001')
  await mill.say('帮助')
  expect(wordsOf(mill.last())).toContain('现在可以这样做')
  await t.later(minutes)
  expect(wordsOf(admin.card('没能确认送达'))).toContain('日志')
  expect(await t.prisma.outbox.count({ where: { state: 'failed' } })).toBe(1)
  await mill.say('需求 2026-0001')
  await t.later(minutes)
  expect(admin.chat().filter((shown) => wordsOf(shown.card).includes('没能确认送达'))).toHaveLength(1)
})
