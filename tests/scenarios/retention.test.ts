/** What people agree to, and how long what need not stay is kept. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { enterDesk } from '../../src/domain/use-cases/desk/enter.ts'
import { forgetOld } from '../../src/domain/use-cases/privacy/forget-old.ts'
import { days, hours } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { wordsOf } from '../support/fake-platform.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let t: TestApp
beforeEach(async () => {
  t = await testApp()
})
afterEach(() => t.stop())

/** What the tick does about it, and nothing else. */
async function forget(retention?: Record<string, number>): Promise<void> {
  const rules = { inviteAtOnce: 3, answerHours: 72, platforms: ['fake'], retention }
  const matcher = async () => Promise.reject(new Error('not needed'))
  const failed = (error: unknown) => {
    throw error
  }
  await forgetOld(t.app.store, (tx) => ({ tx, now: t.clock.now(), rules, matcher }), t.clock.now(), failed)
  await t.app.idle()
}

test('somebody new reads one line on what is kept; going on is their word, with version and time; taking it back offers erasing', async () => {
  const guest = t.platform.person('guest', '路人')
  await guest.say('你好')
  expect(wordsOf(guest.last())).toContain('接着用就是同意')
  const consent = () => t.prisma.consent.findFirstOrThrow()
  expect((await consent()).at).toBeNull()
  await guest.say('隐私')
  expect(wordsOf(guest.last())).toMatch(/隐私说明[\s\S]*存多久/)
  t.clock.forward(hours)
  await guest.say(millNeed)
  expect(await consent()).toMatchObject({ version: 1, at: t.clock.now(), withdrawnAt: null })
  expect(wordsOf(guest.last())).not.toContain('接着用就是同意')
  await guest.pressRaw('consent_back', 'x')
  expect(wordsOf(guest.last())).toContain('[注销]')
  expect((await consent()).withdrawnAt).toEqual(t.clock.now())
})

test('a new version of the text is asked about once', async () => {
  const mill = await t.someone('contact:mill')
  const { personId } = await t.prisma.account.findUniqueOrThrow({ where: { address: mill.address } })
  await t.prisma.consent.create({ data: { personId, version: 0, askedAt: t.clock.now(), at: t.clock.now() } })
  await mill.say('我的')
  expect(wordsOf(mill.last())).toContain('[同意]')
  await mill.press('同意')
  await mill.say('我的')
  expect(mill.chat().filter(({ card }) => wordsOf(card).includes('[同意]'))).toHaveLength(1)
  expect(await t.prisma.consent.count({ where: { personId, version: 1, at: { not: null } } })).toBe(1)
})

test('what was handled goes when its time is over, what is due stays, and a late repeat still does nothing', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  t.clock.forward(29 * days)
  await forget()
  const parts = await t.prisma.needPart.count()
  await t.platform.repeat()
  expect(await t.prisma.needPart.count()).toBe(parts)
  expect(await t.prisma.dialog.count()).toBe(0)
  const due = { platform: 'gone', eventId: 'x', chat: 'gone:1', event: {}, at: t.clock.now(), dueAt: new Date('2026-01-01') }
  await t.prisma.inbox.create({ data: due })
  t.clock.forward(2 * days)
  await forget()
  expect((await t.prisma.inbox.findMany()).map(({ platform }) => platform)).toEqual(['gone'])
  expect(await t.prisma.outbox.count()).toBeGreaterThan(0)
  t.clock.forward(150 * days)
  await forget({ outbox: 400 })
  expect(await t.prisma.outbox.count({ where: { state: 'sent' } })).toBeGreaterThan(0)
  await forget()
  expect(await t.prisma.outbox.count({ where: { state: 'sent', sentAt: { lt: new Date('2026-12-01') } } })).toBe(0)
})

test('a draft nobody publishes is thrown away after ninety days, two weeks after its writer was told once', async () => {
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  t.clock.forward(77 * days)
  await forget()
  await forget()
  expect(mill.chat().filter(({ card }) => wordsOf(card).includes('很久没动了'))).toHaveLength(1)
  t.clock.forward(13 * days)
  await forget()
  expect(await t.prisma.need.count()).toBe(1)
  t.clock.forward(2 * days)
  await forget()
  expect([await t.prisma.need.count(), await t.prisma.needPart.count(), await t.prisma.history.count()]).toEqual([0, 0, 0])
})

test('ways into the web page go a day after their time is over, those that are open stay', async () => {
  const staff = await t.someone('officer:wang')
  const left = async () => [await t.prisma.webLink.count(), await t.prisma.webSession.count()]
  await staff.say('工作台')
  const key = /key=([\w-]+)/.exec(staff.last().text)?.[1] ?? ''
  expect(await t.read((tx) => enterDesk(tx, key, t.clock.now()))).toBeDefined()
  t.clock.forward(23 * hours)
  await staff.say('工作台')
  await forget()
  expect(await left()).toEqual([2, 1])
  t.clock.forward(2 * hours)
  await forget()
  expect(await left()).toEqual([1, 1])
  t.clock.forward(11 * hours)
  await forget()
  expect(await left()).toEqual([1, 0])
})

test('the rows of an import go all at once, however many they are, and those of a later one stay', async () => {
  const at = t.clock.now()
  const run = (id: string, when: Date) => ({ id, fileName: 'x.csv', sha256: id, state: 'written', at: when })
  await t.prisma.importRun.createMany({ data: [run('old', at), run('new', new Date(at.getTime() + 2 * days))] })
  const rows = (runId: string) =>
    Array.from({ length: 300 }, (_, n) => ({ runId, n, sheet: 0, line: n, kind: 'experts', cells: {}, verdict: 'new' }))
  await t.prisma.importRow.createMany({ data: [...rows('old'), ...rows('new')] })
  t.clock.forward(181 * days)
  await t.app.store.transaction(async (tx) => {
    expect(await tx.privacy.expire('imports', at, 200)).toBe(0)
    expect(await tx.privacy.expire('imports', new Date(at.getTime() + days), 1)).toBe(300)
  })
  await forget()
  expect((await t.prisma.importRow.groupBy({ by: ['runId'], _count: true })).map(({ runId, _count }) => [runId, _count])).toEqual([
    ['new', 300],
  ])
  await forget({ imports: 30 })
  expect(await t.prisma.importRow.count()).toBe(0)
})

test('an office sets other times; what others rely on has a least', () => {
  expect(readConfig({ RETENTION_DAYS: 'inbox=14, reads=365' }).retention).toEqual({ inbox: 14, reads: 365 })
  for (const wrong of ['inbox=1', 'needs=3', 'inbox']) expect(() => readConfig({ RETENTION_DAYS: wrong })).toThrow('RETENTION_DAYS')
})
