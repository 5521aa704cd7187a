/** What the program says of itself: over HTTP, in its log, and to administrators in chat. */
import { afterEach, expect, test } from 'vitest'
import type { Machine } from '../../src/operating/machine.ts'
import { hours, minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { adminCode, calmMachine, type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
afterEach(() => t.stop())

async function administrator(key = 'admin'): Promise<FakePerson> {
  const admin = t.platform.person(key, '高主任')
  await admin.start()
  await admin.press('我在科技局工作')
  await admin.say(adminCode)
  return admin
}

function alarmsIn(person: FakePerson, words: string): string[] {
  return person
    .chat()
    .map(({ card }) => wordsOf(card))
    .filter((text) => text.includes(words))
}

test('healthz and readyz answer everybody and tell nothing; metrics want the token and name nobody', async () => {
  t = await testApp({ listen: true, env: { METRICS_TOKEN: 'token-for-metrics-0' } })
  const get = (path: string, token?: string) =>
    fetch(`${t.app.address()}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : undefined)
  expect([(await get('/healthz')).status, await (await get('/readyz')).text()]).toEqual([200, 'ok\n'])
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await t.platform.repeat()
  await mill.press('发布')
  t.platform.fail({ kind: 'uncertain' })
  await mill.say('帮助')
  await t.later(minutes)
  for (const token of [undefined, 'token-for-metrics-1', '']) expect((await get('/metrics', token)).status).toBe(401)
  const text = await (await get('/metrics', 'token-for-metrics-0')).text()
  const value = (line: string) =>
    Number(
      text
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.slice(line.length + 1),
    )
  const open = await t.prisma.need.count({ where: { state: 'open' } })
  expect(open).toBe(1)
  expect(value('shibaiqian_needs{state="open"}')).toBe(1)
  expect(value('shibaiqian_events_total{platform="fake",outcome="handled"}')).toBe(3)
  expect(value('shibaiqian_events_total{platform="fake",outcome="repeat"}')).toBe(1)
  expect(value('shibaiqian_deliveries_total{platform="fake",outcome="uncertain"}')).toBe(1)
  expect(value('shibaiqian_outbox{state="uncertain"}')).toBe(1)
  for (const stage of ['record', 'handle', 'wait', 'send', 'match', 'tick'])
    expect([stage, value(`shibaiqian_stage_seconds_count{stage="${stage}"}`)]).toEqual([stage, expect.any(Number)])
  expect(value('shibaiqian_stage_seconds_count{stage="match"}')).toBeGreaterThan(0)
  expect(value('shibaiqian_alarms{kind="delivery_failed"}')).toBe(1)
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0)
  expect(text).not.toMatch(/2026-0001|锦华|mill|\p{Script=Han}/u)
})

test('without a token there are no metrics; a database that does not answer, or lacks a migration, is not ready, but healthy', async () => {
  t = await testApp({ listen: true })
  const get = async (path: string) => {
    const response = await fetch(`${t.app.address()}${path}`)
    return [response.status, await response.text()]
  }
  expect((await get('/metrics'))[0]).toBe(404)
  await t.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "rolled_back_at" = now() WHERE "migration_name" LIKE '%_operating'`
  expect(await get('/readyz')).toEqual([503, 'migrations are missing\n'])
  await t.prisma.$executeRaw`UPDATE "_prisma_migrations" SET "rolled_back_at" = NULL`
  let release = () => {}
  const holding = t.prisma.$transaction(() => new Promise<void>((resolve) => (release = resolve)), { timeout: 60_000 })
  expect(await get('/readyz')).toEqual([503, 'the database does not answer\n'])
  expect((await get('/healthz'))[0]).toBe(200)
  release()
  await holding
  expect(await get('/readyz')).toEqual([200, 'ok\n'])
})

test('one request from the update to the send: the log and the outbox name it, and a trouble told to somebody leads to it', async () => {
  t = await testApp()
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  const lines = () =>
    t.log.map((line) => JSON.parse(line) as { msg: string; request?: string; view?: string; parcel?: string; trouble?: string })
  const recorded = lines().filter(({ msg }) => msg === 'recorded')
  expect(recorded).toHaveLength(1)
  const request = recorded[0]?.request as string
  expect(request).toMatch(/^e\d+$/)
  const same = lines().filter((line) => line.request === request)
  expect(same.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['recorded', 'handled', 'sent']))
  const sent = lines().filter(({ msg }) => msg === 'sent')
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter((line) => line.request !== request)).toEqual([])
  expect(await t.prisma.outbox.count({ where: { OR: [{ cause: null }, { cause: { not: request } }] } })).toBe(0)
  await t.prisma.need.updateMany({ data: { answers: 5 } })
  await mill.say('再补充一点：克重135克，是府绸')
  const trouble = /编号 ([0-9a-f]{8})/.exec(wordsOf(mill.card('出了点故障')))?.[1]
  const [failed] = lines().filter((line) => line.trouble === trouble)
  const apology = await t.prisma.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect([failed?.request, apology.cause]).toEqual([lines().filter(({ msg }) => msg === 'recorded')[1]?.request, failed?.request])
  expect(t.log.join('\n')).not.toContain('府绸')
})

test('what the clock sends names its minute and its step', async () => {
  t = await testApp()
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  await t.someone('expert:rolling')
  await t.later(96 * hours)
  const causes = (await t.prisma.outbox.findMany({ where: { cause: { startsWith: '2026' } } })).map(({ cause }) => cause)
  expect(causes.length).toBeGreaterThan(0)
  expect(causes.filter((cause) => !/^2026-11-\d\dT\d\d:\d\d:[A-Za-z]+$/.test(cause ?? ''))).toEqual([])
})

test('an alarm is said once, repeated with growing pauses, quieted by a press, and said to be over', async () => {
  let free = 100
  const machine: Machine = { ...calmMachine, disk: async () => ({ free: free * 1024 ** 2, total: 100 * 1024 ** 3 }) }
  free = 50_000
  t = await testApp({ machine })
  const admin = await administrator()
  const officer = await t.someone('officer:wang')
  await t.later(minutes)
  expect(alarmsIn(admin, '磁盘')).toEqual([])
  free = 500
  for (let minute = 0; minute < 59; minute += 10) await t.later(minutes)
  expect(alarmsIn(admin, '⚠️ 磁盘快满了')).toHaveLength(1)
  expect(alarmsIn(admin, '只剩 0.5 GB（0%）')).toHaveLength(1)
  expect(alarmsIn(officer, '磁盘')).toEqual([])
  await t.later(hours)
  // told a second time; the first card points to it
  const shown = () => admin.chat().filter(({ card }) => /磁盘快满了|最新的卡片/.test(wordsOf(card))).length
  expect([shown(), await t.prisma.alarm.findMany({ select: { told: true, endedAt: true } })]).toEqual([2, [{ told: 2, endedAt: null }]])
  await admin.press('知道了')
  expect(wordsOf(admin.card('⚠️ 磁盘快满了'))).toContain('结束前不再提醒')
  for (let hour = 0; hour < 26; hour += 1) await t.later(hours)
  expect(shown()).toBe(2)
  free = 50_000
  await t.later(4 * minutes)
  expect(alarmsIn(admin, '现在不用再做什么')).toHaveLength(1)
  expect(wordsOf(admin.last())).toContain('✅ 已恢复：磁盘快满了')
  // back within the hour it is the same alarm: the card says so in place, and it stays quiet
  free = 500
  const cards = admin.chat().length
  await t.later(minutes)
  expect(wordsOf(admin.last())).toContain('⚠️ 磁盘快满了')
  expect([admin.chat().length, await t.prisma.alarm.count()]).toEqual([cards, 1])
})

test('two programs say an alarm once; what can wait is said in the morning, also when its cause is gone by then', async () => {
  t = await testApp({ at: '2026-11-23T14:00:00Z' })
  const admin = await administrator()
  const twin = await t.twin()
  const mill = await t.someone('contact:mill')
  t.platform.fail({ kind: 'rejected' })
  await mill.say('帮助')
  for (let hour = 0; hour < 9; hour += 1) await t.later(hours)
  expect(alarmsIn(admin, '没能确认送达')).toEqual([])
  t.clock.forward(hours + minutes)
  await Promise.all([t.app.tick(), twin.tick()])
  await t.app.idle()
  await twin.idle()
  expect(alarmsIn(admin, '没能确认送达')).toHaveLength(1)
  for (let hour = 0; hour < 30; hour += 1) await t.later(hours)
  expect(alarmsIn(admin, '没能确认送达')).toHaveLength(1)
  expect(await t.prisma.alarm.count({ where: { endedAt: null } })).toBe(0)
  await twin.stop()
})

test('the status shows what there is to see, to administrators alone', async () => {
  t = await testApp({ machine: { ...calmMachine, backup: async () => new Date('2026-11-20T00:00:00Z') } })
  const admin = await administrator()
  await t.later(minutes)
  await admin.say('运行状态')
  const card = wordsOf(admin.last())
  expect(card).toContain('有 1 条告警')
  expect(card).toContain('很久没有备份')
  expect(card).toContain('fake')
  expect(card).toContain('50.0 GB（50%）')
  expect(card).toMatch(/最近备份：11月20日/)
  const english = t.platform.person('boss', 'Boss', 'en')
  await english.start()
  await english.say('status')
  expect(wordsOf(english.last())).not.toContain('Version')
  const officer = await t.someone('officer:wang')
  await officer.say('status')
  expect(wordsOf(officer.last())).toContain('只有管理员')
})
