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

test('a change that finds no card to edit is a message of its own: where it may have arrived it is not sent again', async () => {
  const mill = await t.someone('contact:mill')
  t.platform.fail({ kind: 'uncertain' })
  await mill.say(millNeed)
  // while the card was still on its way the need changed
  const { slot, address, key } = await t.prisma.outbox.findFirstOrThrow({ where: { state: 'uncertain' } })
  await t.prisma.outbox.updateMany({ where: { key }, data: { state: 'due', mode: 'update', tries: 0 } })
  expect([slot?.startsWith('need:'), address]).toEqual([true, mill.address])
  t.platform.fail({ kind: 'uncertain' })
  await t.later(minutes)
  await t.later(minutes)
  expect(await t.prisma.outbox.count({ where: { state: 'uncertain' } })).toBe(1)
  expect(mill.chat()).toHaveLength(0)
})

test('an edit that may have arrived is made again, where the card stands', async () => {
  const mill = await t.someone('contact:mill')
  const said = await mill.say(millNeed)
  t.platform.fail({ kind: 'uncertain' })
  await mill.edit(said, millNeed.replace('二十万', '五十万'))
  await t.later(minutes)
  expect(await t.prisma.outbox.count({ where: { state: 'uncertain' } })).toBe(0)
  expect(wordsOf(mill.card('需求草稿'))).toContain('约 50 万元')
})

test('while the disk of the database is full nothing is given up, and with room again everything is done', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await t.prisma.$executeRawUnsafe(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file'; END $$`)
  await t.prisma.$executeRawUnsafe('CREATE TRIGGER full_disk BEFORE INSERT ON "History" FOR EACH ROW EXECUTE FUNCTION full_disk()')
  try {
    await mill.press('发布')
    for (let waited = 0; waited < 30; waited += 1) await t.later(minutes)
    expect(wordsOf(mill.card('需求草稿'))).toContain('[发布]')
    expect(await t.prisma.inbox.count({ where: { state: 'due' } })).toBe(1)
  } finally {
    await t.prisma.$executeRawUnsafe('DROP FUNCTION full_disk() CASCADE')
  }
  await t.later(minutes)
  expect(wordsOf(mill.card('2026-0001'))).toContain('待对接')
  expect(mill.chat().filter((shown) => wordsOf(shown.card).includes('出了点故障'))).toEqual([])
})

test('a question that could not be asked in time is not asked any more when another has taken its place', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('修改')
  t.platform.fail({ kind: 'retry', afterMs: 30_000 })
  await mill.press('标题')
  await mill.press('预算')
  await t.later(minutes)
  await t.later(minutes)
  const seen = mill.chat().map((shown) => wordsOf(shown.card))
  expect(seen.filter((words) => words.includes('新的标题是'))).toEqual([])
  expect(seen.filter((words) => words.includes('预算多少'))).toHaveLength(1)
  await mill.say('30')
  expect(wordsOf(mill.card('需求草稿'))).toContain('约 30 万元')
})
