import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isOver, nextTelling, type Raised } from '../../src/domain/alarms.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Work } from '../../src/domain/use-cases/act.ts'
import { raiseAlarm, sayAlarms, settleAlarm } from '../../src/domain/use-cases/operating/alarms.ts'
import { createMachine, newestBackup } from '../../src/operating/machine.ts'
import { createWatch } from '../../src/operating/watch.ts'
import { createStore } from '../../src/store/index.ts'
import { fakeClock, hours, minutes } from '../support/clock.ts'
import { freshDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/folder.ts'
import { calmMachine } from '../support/test-app.ts'

const start = '2026-11-23T02:00:00Z'
const calmQueues = { inbox: { due: 3, failed: 0 }, outbox: { due: 9, sending: 0, failed: 0, uncertain: 0 } }

function rig() {
  const clock = fakeClock(start)
  const raised: Raised[] = []
  const state = { machine: { ...calmMachine }, queues: calmQueues as object, theirs: undefined as Date | undefined }
  const watch = createWatch({
    clock,
    raise: async (alarm) => void raised.push(alarm),
    machine: { disk: () => state.machine.disk(), memory: () => state.machine.memory(), backup: () => state.machine.backup() },
    queues: async () => state.queues as typeof calmQueues,
    databaseNow: async () => state.theirs ?? clock.now(),
  })
  const look = async () => {
    raised.length = 0
    await watch.look()
    return raised.map(({ kind, facts }) => [kind, facts])
  }
  return { clock, watch, state, look }
}

test('calm: nothing is raised', async () => {
  expect(await rig().look()).toEqual([])
})

test('receiving that fails is an alarm after five minutes, a refused token at once, and neither once it goes well', async () => {
  const { clock, watch, look } = rig()
  watch.receiving('telegram', 'failed')
  clock.forward(4 * minutes)
  watch.receiving('telegram', 'failed')
  expect(await look()).toEqual([])
  clock.forward(minutes)
  expect(await look()).toEqual([['receiving_failed', { platform: 'telegram', minutes: '5' }]])
  watch.receiving('telegram', 'refused')
  expect(await look()).toEqual([['token_refused', { platform: 'telegram' }]])
  watch.receiving('telegram', 'well')
  expect(await look()).toEqual([])
})

test('a queue whose first has waited more than five minutes', async () => {
  const { clock, state, look } = rig()
  state.queues = { ...calmQueues, outbox: { ...calmQueues.outbox, oldest: clock.now() } }
  clock.forward(5 * minutes)
  expect(await look()).toEqual([])
  clock.forward(minutes)
  expect(await look()).toEqual([['outbox_late', { minutes: '6', waiting: '9' }]])
})

test('faults of the database within ten minutes, a step that fails five times in a row, memory, disk, backup, clock', async () => {
  const { clock, watch, state, look } = rig()
  for (let n = 0; n < 5; n += 1) watch.fault()
  for (let n = 0; n < 5; n += 1) watch.step('sendDigests', false)
  for (let n = 0; n < 4; n += 1) watch.step('remindDue', false)
  state.machine.memory = () => 0.93
  state.machine.disk = async () => ({ free: 0.9 * 1024 ** 3, total: 100 * 1024 ** 3 })
  state.machine.backup = async () => new Date(clock.now().getTime() - 73 * hours)
  state.theirs = new Date(clock.now().getTime() + 90_000)
  expect((await look()).sort()).toEqual([
    ['backup_old', { days: '3' }],
    ['clock_wrong', { seconds: '90' }],
    ['database_errors', { errors: '5' }],
    ['disk_low', { free: '0.9 GB', percent: '1' }],
    ['memory_high', { percent: '93' }],
    ['tick_failing', { step: 'sendDigests', times: '5' }],
  ])
  watch.step('sendDigests', true)
  Object.assign(state, { machine: { ...calmMachine }, theirs: undefined })
  clock.forward(11 * minutes)
  expect(await look()).toEqual([])
})

test('what a platform dates in the future means that our clock is behind; what cannot be looked at hides nothing else', async () => {
  const { clock, watch, state, look } = rig()
  watch.dated(new Date(clock.now().getTime() + 120_000))
  watch.dated(new Date(clock.now().getTime() - 120_000))
  state.machine.disk = async () => {
    throw new Error('no disk')
  }
  await expect(watch.look()).rejects.toThrow('no disk')
  state.machine.disk = calmMachine.disk
  expect(await look()).toEqual([['clock_wrong', { seconds: '120' }]])
})

test('pauses grow: at once, 1 hour, 6 hours, then daily; what can wait keeps off at night', () => {
  const at = new Date('2026-11-23T13:30:00Z')
  const told = (kind: 'disk_low' | 'backup_old') => [0, 1, 2, 3, 4].map((n) => nextTelling(kind, n, at).toISOString().slice(8, 16))
  expect(told('disk_low')).toEqual(['23T13:30', '23T14:30', '23T19:30', '24T13:30', '24T13:30'])
  expect(told('backup_old')).toEqual(['24T00:00', '24T00:00', '24T00:00', '25T00:00', '25T00:00'])
  const alarm = {
    id: 'a',
    kind: 'backup_failed',
    subject: '',
    openedAt: at,
    seenAt: at,
    count: 1,
    facts: {},
    told: 3,
    nextAt: at,
    quiet: false,
  } as const
  expect(isOver(alarm, new Date(at.getTime() + 1000 * hours))).toBe(false)
})

test('backups are told by the date in their name; what is unfinished or has no date is none', async () => {
  const folder = await temporaryFolder()
  expect(await newestBackup(join(folder, 'none'))).toBeUndefined()
  await mkdir(join(folder, 'backups'))
  const put = async (name: string, changed: string) => {
    await writeFile(join(folder, 'backups', name), '')
    await utimes(join(folder, 'backups', name), new Date(changed), new Date(changed))
  }
  await put('readme.txt', '2026-11-29T00:00:00Z')
  await put('2026-11-28.tar.gz.unfinished', '2026-11-28T00:00:00Z')
  expect(await createMachine(folder).backup()).toBeUndefined()
  await put('shibaiqian-20261120.tar.gz', '2026-11-20T19:00:00Z')
  await put('shibaiqian-2026-11-10.tar.gz', '2026-11-29T00:00:00Z')
  expect(await createMachine(folder).backup()).toEqual(new Date('2026-11-20T19:00:00Z'))
  expect((await createMachine(folder).disk())?.total).toBeGreaterThan(0)
})

test('an administrator hears on another platform when the one in trouble is theirs; an alarm that is held ends when it is settled', async () => {
  const database = await freshDatabase()
  const clock = fakeClock(start)
  const store = createStore(database.prisma, clock.now)
  const rules = { inviteAtOnce: 3, answerHours: 24, platforms: ['telegram', 'slack'] }
  const work = (tx: Work['tx']): Work => ({ tx, now: clock.now(), rules, matcher: () => Promise.reject(new Error('none')) })
  const raise = (alarm: Raised) => store.transaction((tx) => raiseAlarm(work(tx), alarm))
  const say = () => sayAlarms(store, work, clock.now())
  await raise({ kind: 'receiving_failed', subject: 'telegram', facts: { platform: 'telegram', minutes: '5' } })
  // nobody is there to hear it: it is told once somebody is
  await say()
  const admin: Person = { id: 'admin', name: '高主任', lang: 'zh', roles: ['admin'], townships: [], sample: false }
  await store.transaction(async (tx) => {
    await tx.people.create(admin, clock.now())
    const account = { name: '', personId: admin.id }
    await tx.people.putAccount({ ...account, address: 'slack:U1', platform: 'slack', lastSeenAt: clock.now() })
    clock.forward(minutes)
    await tx.people.putAccount({ ...account, address: 'telegram:1', platform: 'telegram', lastSeenAt: clock.now() })
  })
  await say()
  const told = async () => (await database.prisma.outbox.findMany({ orderBy: { id: 'asc' } })).map(({ address }) => address)
  expect(await told()).toEqual(['slack:U1'])
  clock.forward(hours)
  await raise({ kind: 'backup_failed' })
  await raise({ kind: 'backup_failed' })
  await say()
  expect(await told()).toEqual(['slack:U1', 'telegram:1'])
  const open = async () => (await database.prisma.alarm.findMany({ where: { endedAt: null } })).map(({ kind, count }) => [kind, count])
  clock.forward(48 * hours)
  expect(await open()).toEqual([['backup_failed', 2]])
  const settle = () => store.transaction((tx) => settleAlarm(work(tx), 'backup_failed'))
  await settle()
  expect(await open()).toEqual([])
  // what comes and goes within the hour is the same one, and neither its return nor its next end is told anew
  const sent = async () => (await database.prisma.outbox.findMany({ where: { mode: 'fresh' } })).length
  const before = await sent()
  clock.forward(10 * minutes)
  expect([await raise({ kind: 'backup_failed' }), await raise({ kind: 'backup_failed' })]).toEqual([true, false])
  expect(await open()).toEqual([['backup_failed', 4]])
  await settle()
  clock.forward(2 * hours)
  expect([await sent(), await database.prisma.alarm.count({ where: { kind: 'backup_failed' } })]).toEqual([before, 1])
  expect(await raise({ kind: 'backup_failed' })).toBe(true)
  expect(await database.prisma.alarm.count({ where: { kind: 'backup_failed' } })).toBe(2)
  await database.close()
})
