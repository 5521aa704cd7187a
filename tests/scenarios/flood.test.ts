import { afterEach, beforeEach, expect, test } from 'vitest'
import { mostOf } from '../../src/bot/flood.ts'
import type { Incoming } from '../../src/bot/platform.ts'
import { createStore } from '../../src/store/index.ts'
import { minutes } from '../support/clock.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

sayWhatIsSkipped()

let t: TestApp
beforeEach(async () => {
  t = await testApp({ env: { EVENTS_PER_MINUTE: '60' } })
})
afterEach(() => t.stop())

const tooMuch = /慢一点/
const toldTooMuch = (chat: { card: Parameters<typeof wordsOf>[0] }[]) => chat.filter(({ card }) => tooMuch.test(wordsOf(card))).length

test('a burst such as thirty pasted messages is taken whole', async () => {
  const mill = await t.someone('contact:mill')
  for (let i = 0; i < 30; i++) await mill.say(`轧辊表面第 ${i} 处有划痕，需要改进润滑`)
  expect(await t.prisma.inbox.count({ where: { chat: mill.address, state: 'done' } })).toBe(30)
  expect(toldTooMuch(mill.chat())).toBe(0)
})

test('a flood is not recorded, its sender is told once, and nobody else notices; a minute later they are heard again', async () => {
  const mill = await t.someone('contact:mill')
  const other = await t.someone('expert:rolling')
  for (let i = 0; i < 150; i++) await mill.say('帮助')
  expect(await t.prisma.inbox.count({ where: { chat: mill.address } })).toBe(60)
  expect(toldTooMuch(mill.chat())).toBe(1)
  await other.say('帮助')
  expect(wordsOf(other.last())).not.toMatch(tooMuch)
  await t.later(minutes + 1)
  await mill.say('帮助')
  expect(await t.prisma.inbox.count({ where: { chat: mill.address } })).toBe(61)
  expect(t.log.filter((line) => line.includes('more came than is taken'))).toHaveLength(1)
})

test('two programs on one database count together', async () => {
  const mill = await t.someone('contact:mill')
  for (let i = 0; i < 60; i++) await mill.say('帮助')
  await t.twin()
  await mill.say('帮助')
  expect(await t.prisma.inbox.count({ where: { chat: mill.address } })).toBe(60)
  expect(toldTooMuch(mill.chat())).toBe(1)
})

test('who only talks with others in a group is told nothing, and is told when they then say something to the bot', async () => {
  const mill = await t.someone('contact:mill')
  for (let i = 0; i < 70; i++) await mill.sayInGroup('今天食堂吃什么')
  expect(toldTooMuch([...mill.chat(), ...t.platform.group()])).toBe(0)
  await mill.say('帮助')
  expect(toldTooMuch(mill.chat())).toBe(1)
})

test('a group is held to its own measure and told there, and its people are heard in private', async () => {
  const people = Array.from({ length: 6 }, (_, i) => t.platform.person(`member-${i}`))
  for (const person of people.slice(0, 5)) for (let i = 0; i < 60; i++) await person.sayInGroup('早')
  const last = people[5]!
  await last.sayInGroup('帮助', { mention: true })
  await last.sayInGroup('帮助', { mention: true })
  expect(t.platform.group().filter(({ card }) => wordsOf(card).includes('群里的消息一下子太多了'))).toHaveLength(1)
  await last.say('帮助')
  expect(last.chat().length).toBeGreaterThan(0)
  expect(toldTooMuch(last.chat())).toBe(0)
})

test('of one account five hundred megabytes of files a day are kept', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say('轧辊表面有划痕，需要改进润滑，希望半年内解决')
  await t.prisma.inbox.updateMany({ where: { chat: mill.address }, data: { bytes: 500 * 1024 * 1024 - 10 } })
  const file = (bytes: number) => [{ name: '图纸.txt', mime: 'text/plain', bytes: new Uint8Array(bytes).fill(65) }]
  await mill.say('', file(11))
  expect(wordsOf(mill.card('没有收下'))).toContain('图纸.txt')
  expect(await t.prisma.file.count()).toBe(0)
  await mill.say('', file(10))
  expect(await t.prisma.file.count()).toBe(1)
  expect(await t.prisma.inbox.aggregate({ _sum: { bytes: true } })).toMatchObject({ _sum: { bytes: 500 * 1024 * 1024 } })
})

test.each(engines)('ten thousand events and parcels of one chat keep no other waiting, on $name', async ({ open }) => {
  const database = await open()
  const { prisma } = database
  const at = t.clock.now()
  const store = createStore(prisma, () => at)
  await prisma.$executeRaw`
    INSERT INTO "Inbox" ("platform", "eventId", "chat", "event", "at", "dueAt")
    SELECT 'fake', 'flood' || n, 'fake:flood', '{}', ${at}::timestamptz, ${at}::timestamptz FROM generate_series(1, 10000) n`
  await prisma.$executeRaw`
    INSERT INTO "Outbox" ("key", "platform", "address", "mode", "notice", "priority", "dueAt", "createdAt")
    SELECT 'flood' || n, 'fake', 'fake:flood', 'message', '{"view":"help"}', 5, ${at}::timestamptz, ${at}::timestamptz FROM generate_series(1, 10000) n`
  const from = { address: 'fake:other', name: 'other' }
  const event: Incoming = {
    id: 'e1',
    platform: 'fake',
    at: at.toISOString(),
    from,
    chat: { address: from.address, kind: 'private' },
    event: { kind: 'start', payload: '' },
  }
  const began = performance.now()
  expect(await store.inbox.record(event, at, mostOf(60))).toBeTypeOf('bigint')
  expect(await store.inbox.record({ ...event, id: 'e2', from: { address: 'fake:flood', name: 'x' } }, at, mostOf(60))).toBe('person_full')
  expect((await store.inbox.due(at, 50)).map(({ event: one }) => one.id)).toEqual([undefined, 'e1'])
  await store.transaction((tx) =>
    tx.mail.put({ key: 'o', address: 'fake:other', mode: 'message', notice: { view: 'help' }, priority: 5, dueAt: at }),
  )
  expect((await store.outbox.due(at, 'fake', 100)).map(({ address }) => address)).toEqual(['fake:flood', 'fake:other'])
  // measured: some 0.5 s; as a join the look for an earlier parcel of each took 19 s
  expect(performance.now() - began).toBeLessThan(10_000)
  await database.close()
})
