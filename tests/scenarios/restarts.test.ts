import { afterEach, beforeEach, expect, test } from 'vitest'
import { mostOf } from '../../src/bot/flood.ts'
import { minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

test('the program may be killed and started again between any two steps of the whole path', async () => {
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  const steps: (() => Promise<unknown>)[] = [
    () => mill.say('我们压光之后布面总有极光，手感发硬'),
    () => mill.press('跳过'),
    () => mill.say('光泽度控制在12以内'),
    () => mill.press('不用再问了'),
    () => mill.press('修改'),
    () => mill.press('标题'),
    () => mill.say('棉布压光极光与手感发硬'),
    () => mill.press('发布'),
    () => rolling.press('提问'),
    () => rolling.say('克重多少？'),
    () => mill.press('回答'),
    () => mill.say('135 克'),
    () => rolling.press('认领'),
    () => rolling.say('先寄两米布样'),
    () => rolling.press('已联系上，开始对接'),
    () => rolling.press('记一笔进展'),
    () => rolling.say('试验做完'),
    () => rolling.press('已解决'),
    () => rolling.say('极光 4-5 级'),
    () => mill.press('还没解决'),
    () => mill.say('大货还偏硬'),
    () => rolling.press('已解决'),
    () => rolling.say('大货达标'),
    () => mill.press('确认已解决'),
  ]
  for (const step of steps) {
    t.clock.forward(minutes)
    await step()
    await t.restart()
  }
  const need = await t.read((tx) => tx.needs.byNumber('2026-0001'))
  expect(need).toMatchObject({ state: 'confirmed', title: '棉布压光极光与手感发硬', result: '大货达标' })
  const bySystem = ['asked', 'officer']
  const events = (await t.read((tx) => tx.needs.history(need?.id ?? '')))
    .map(({ event }) => event)
    .filter((event) => !bySystem.includes(event))
  expect(events).toEqual(
    'draft publish question answer claim first_step start progress solve dispute solve confirm outcome_confirmed'.split(' '),
  )
  expect(wordsOf(mill.card('圆满结束'))).toContain('2026-0001')
  expect(new Set(rolling.chat().map((shown) => shown.ref)).size).toBe(rolling.chat().length)
  expect(await t.prisma.outbox.count({ where: { state: { notIn: ['sent', 'dropped'] } } })).toBe(0)
})

test('an event that was written down but not handled when the program died is handled when it starts again, once', async () => {
  const mill = await t.someone('contact:mill')
  await t.app.store.inbox.record(
    {
      id: 'before-the-crash',
      platform: 'fake',
      at: t.clock.now().toISOString(),
      from: { address: mill.address, name: '周工' },
      chat: { address: mill.address, kind: 'private' },
      event: { kind: 'message', message: 'fake:m-crash', text: millNeed, files: [], toBot: true },
    },
    t.clock.now(),
    mostOf(60),
  )
  expect(mill.chat()).toHaveLength(0)
  await t.restart()
  expect(wordsOf(mill.card('需求草稿'))).toContain('极光')
  await t.restart()
  expect(await t.prisma.need.count()).toBe(1)
})

test('a parcel that was being sent when the program died is not sent twice: it is marked, and an administrator is told', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  const sent = await t.prisma.outbox.findFirstOrThrow({ where: { state: 'sent', mode: 'fresh' } })
  await t.prisma.outbox.update({ where: { id: sent.id }, data: { state: 'sending', sendingSince: t.clock.now() } })
  const before = mill.chat().length
  await t.restart()
  expect(mill.chat()).toHaveLength(before)
  expect((await t.prisma.outbox.findUniqueOrThrow({ where: { id: sent.id } })).state).toBe('uncertain')
})

test('an edit that was under way is simply made again', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  const edit = await t.prisma.outbox.findFirstOrThrow({ where: { state: 'sent', mode: 'update', slot: { startsWith: 'need:' } } })
  await t.prisma.outbox.update({ where: { id: edit.id }, data: { state: 'sending', sendingSince: t.clock.now() } })
  const before = mill.chat().length
  await t.restart()
  expect(mill.chat()).toHaveLength(before)
  expect((await t.prisma.outbox.findUniqueOrThrow({ where: { id: edit.id } })).state).toBe('sent')
})
