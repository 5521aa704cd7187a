import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Booking } from '../../src/domain/equipment.ts'
import { newId } from '../../src/domain/ids.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Act } from '../../src/domain/use-cases/act.ts'
import { agreeToBooking, requestSlot } from '../../src/domain/use-cases/equipment/book.ts'
import { idOf } from '../../src/store/directory.ts'
import { createStore } from '../../src/store/index.ts'
import { engines, sayWhatIsSkipped, type TestDatabase } from '../support/database.ts'
import { smallDirectory } from '../support/directory.ts'

sayWhatIsSkipped()

const now = new Date('2026-11-23T02:00:00Z')
const at = (hour: string) => new Date(`2026-12-02T${hour}:00+08:00`)

describe.each(engines)('instruments and bookings on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  const instituteId = newId()
  const people = ['a', 'b', 'c'].map((name): Person => ({ id: newId(), name, lang: 'zh', roles: ['staff'], townships: [], sample: false }))

  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => now)
    await database.prisma.institute.create({ data: { id: instituteId, name: '院', short: '院', university: '大学', clusters: [] } })
    for (const person of people) await store.transaction((tx) => tx.people.create(person, now))
  })
  afterAll(() => database.close())

  async function instrument(more: Partial<Parameters<typeof database.prisma.equipment.create>[0]['data']> = {}): Promise<string> {
    const id = newId()
    await database.prisma.equipment.create({ data: { id, instituteId, name: '电镜', fields: [], keywords: [], ...more } as never })
    return id
  }
  const by = (person: Person) => (work: (act: Act) => Promise<void>) =>
    store.transaction((tx) =>
      work({
        ...{ tx, now, actor: person, address: `fake:${person.name}`, platform: 'fake' },
        matcher: () => Promise.reject(new Error('nobody is matched here')),
        rules: { inviteAtOnce: 1, answerHours: 24, platforms: [] },
      }),
    )
  const held = (equipmentId: string) => database.prisma.booking.findMany({ where: { equipmentId, state: { in: ['asked', 'agreed'] } } })

  test('of those who ask at one instant for hours that overlap one has them', async () => {
    const id = await instrument()
    const slots = [
      ['09:00', '11:00'],
      ['10:00', '12:00'],
      ['10:30', '10:45'],
    ] as const
    await Promise.all(
      people.map((person, i) =>
        by(person)((act) => requestSlot(act, id, { startsAt: at(slots[i]![0]), endsAt: at(slots[i]![1]) }, '测试')),
      ),
    )
    expect(await held(id)).toHaveLength(1)
    const told = await database.prisma.outbox.findMany({ where: { notice: { path: ['view'], equals: 'slot_taken' } } })
    expect(told).toHaveLength(2)
    expect(await database.prisma.dialog.count()).toBe(2)
  })

  test('hours that only touch are both had', async () => {
    const id = await instrument()
    const slots = [
      { startsAt: at('09:00'), endsAt: at('10:00') },
      { startsAt: at('10:00'), endsAt: at('11:00') },
      { startsAt: at('08:00'), endsAt: at('09:00') },
    ]
    await Promise.all(people.map((person, i) => by(person)((act) => requestSlot(act, id, slots[i]!, '测试'))))
    expect(await held(id)).toHaveLength(3)
  })

  test('it is agreed to once, as it stands', async () => {
    const id = await instrument()
    const booking: Booking = {
      ...{ id: newId(), equipmentId: id, byId: people[0]!.id, startsAt: at('09:00'), endsAt: at('10:00'), purpose: 'x', side: 'user' },
      ...{ state: 'asked', sequence: 0, askedAt: now },
    }
    await store.transaction((tx) => tx.equipment.addBooking(booking))
    const tries = await Promise.allSettled(people.slice(1).map((person) => by(person)((act) => agreeToBooking(act, booking.id, 0))))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a reminder, the question about use and the warning of calibration are each won once', async () => {
    const id = await instrument({ calibratedUntil: '2026-12-20' })
    const booking: Booking = {
      ...{ id: newId(), equipmentId: id, startsAt: at('09:00'), endsAt: at('10:00'), purpose: 'x', side: 'user', state: 'agreed' },
      ...{ sequence: 3, askedAt: now },
    }
    await store.transaction((tx) => tx.equipment.addBooking(booking))
    const won = async (one: () => Promise<boolean>) => (await Promise.all([1, 2, 3].map(one))).filter(Boolean).length
    expect(await won(() => store.transaction((tx) => tx.equipment.reminded(booking.id, 3)))).toBe(1)
    expect(await won(() => store.transaction((tx) => tx.equipment.useAsked(booking.id, now)))).toBe(1)
    expect(await won(() => store.transaction((tx) => tx.equipment.calibrationWarned(id, '2026-12-20')))).toBe(1)
    expect(await store.transaction((tx) => tx.equipment.reminded(booking.id, 2))).toBe(false)
  })

  test('to remind of an answer and to call the office are each won once, of the time that stands and nobody has answered', async () => {
    const id = await instrument()
    const booking: Booking = {
      ...{ id: newId(), equipmentId: id, startsAt: at('09:00'), endsAt: at('10:00'), purpose: 'x', side: 'user', state: 'asked' },
      ...{ sequence: 3, askedAt: now },
    }
    await store.transaction((tx) => tx.equipment.addBooking(booking))
    const won = async (one: () => Promise<boolean>) => (await Promise.all([1, 2, 3].map(one))).filter(Boolean).length
    expect(await store.transaction((tx) => tx.equipment.answerReminded(booking.id, 2, now))).toBe(false)
    expect(await won(() => store.transaction((tx) => tx.equipment.answerReminded(booking.id, 3, now)))).toBe(1)
    expect(await won(() => store.transaction((tx) => tx.equipment.answerCalled(booking.id, 3, now)))).toBe(1)
    await database.prisma.booking.update({ where: { id: booking.id }, data: { state: 'agreed', answerCalledAt: null } })
    expect(await store.transaction((tx) => tx.equipment.answerCalled(booking.id, 3, now))).toBe(false)
    const left = await store.transaction((tx) => tx.equipment.unanswered(now, 10))
    expect(left.map((one) => one.id)).not.toContain(booking.id)
  })

  test('words find whole abbreviations only, the name before the services; what is no pattern stays text', async () => {
    const sem = await instrument({ name: '扫描电镜 SEM' })
    const other = await instrument({ name: '控制系统 (system)', services: '配合 sem 使用', state: 'repair' })
    const found = (terms: string[]) => store.transaction(async (tx) => (await tx.equipment.search(terms, 0, 10)).found.map(({ id }) => id))
    expect(await found(['sem'])).toEqual([sem, other])
    expect(await found(['sys'])).toEqual([])
    expect(await found(['(system)'])).toEqual([other])
    expect(await found(['.*', "'; DROP TABLE"])).toEqual([])
  })
})

describe.each(engines)('instruments of a directory on $name', ({ open }) => {
  test('are loaded twice without doubling; what was written in chat stays; the sample goes with the bookings of its people', async () => {
    const database = await open()
    const store = createStore(database.prisma, () => now)
    const entry = { key: 'eq-01', name: '扫描电镜', institute: 'textile', fields: [], keywords: ['SEM'], state: 'available' as const }
    const load = () =>
      store.transaction((tx) => tx.directory.load({ ...smallDirectory, equipment: [entry] }, { sample: true, accounts: true, at: now }))
    expect(await load()).toMatchObject({ counts: { equipment: 1 }, kept: [] })
    await database.prisma.equipment.updateMany({ data: { place: '2号楼', state: 'repair' } })
    await load()
    expect(await database.prisma.equipment.findMany()).toMatchObject([{ place: '2号楼', state: 'repair', keywords: ['SEM'] }])
    await database.prisma.institute.create({ data: { id: 'real', name: '真院', short: '真院', university: '大学', clusters: [] } })
    await database.prisma.equipment.create({ data: { id: 'kept', instituteId: 'real', name: '真电镜', fields: [], keywords: [] } })
    const byId = idOf('person', 'contact:mill')
    for (const equipmentId of ['kept', idOf('equipment', 'eq-01')])
      await database.prisma.booking.create({
        data: { id: newId(), equipmentId, byId, startsAt: at('09:00'), endsAt: at('10:00'), state: 'agreed', askedAt: now },
      })
    expect(await store.transaction((tx) => tx.directory.removeSample())).toMatchObject({ equipment: 1 })
    expect(await database.prisma.equipment.findMany()).toMatchObject([{ id: 'kept' }])
    expect(await database.prisma.booking.count()).toBe(0)
    await database.close()
  })
})

describe.each(engines)('what the database decides about enterprises on $name', ({ open }) => {
  let database: TestDatabase
  let store: ReturnType<typeof createStore>
  const [one, two] = [newId(), newId()]

  beforeAll(async () => {
    database = await open()
    store = createStore(database.prisma, () => now)
    for (const id of [one, two]) await database.prisma.enterprise.create({ data: { id, name: id } })
  })
  afterAll(() => database.close())

  test('of two that give one credit code at once, one has it', async () => {
    const given = await Promise.all(
      [one, two].map((id) => store.transaction((tx) => tx.enterprises.setCreditCode(id, '91330999MA5P7XHQ87'))),
    )
    expect(given.filter(Boolean)).toHaveLength(1)
  })

  test('one kind of qualification is one row, whoever writes it; its warning is won once, and again for another end', async () => {
    const put = (expiresOn: string) =>
      store.transaction((tx) => tx.enterprises.putQualification({ id: newId(), enterpriseId: one, kind: 'high_tech', expiresOn }))
    await Promise.all([1, 2, 3].map(() => put('2027-03-01')))
    const [row, ...rest] = await database.prisma.qualification.findMany()
    expect(rest).toEqual([])
    const id = row!.id
    const warn = (end: string, days: 90 | 30) => store.transaction((tx) => tx.enterprises.warned(id, end, days))
    expect((await Promise.all([1, 2, 3].map(() => warn('2027-03-01', 90)))).filter(Boolean)).toHaveLength(1)
    expect(await warn('2027-03-01', 30)).toBe(true)
    expect(await warn('2027-03-01', 90)).toBe(false)
    await put('2030-03-01')
    expect(await warn('2027-03-01', 30)).toBe(false)
    expect(await warn('2030-03-01', 90)).toBe(true)
  })

  test('a step is confirmed once', async () => {
    const step = () => ({ id: newId(), enterpriseId: two, tier: '高新技术企业', on: '2026-11-23', byId: 'x', at: now })
    const done = await Promise.all([1, 2].map(() => store.transaction((tx) => tx.enterprises.confirmTier(step()))))
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await database.prisma.tierStep.count()).toBe(1)
  })
})
