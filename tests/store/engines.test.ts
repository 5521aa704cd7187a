import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { engines, sayWhatIsSkipped } from '../support/database.ts'

sayWhatIsSkipped()

describe.each(engines)('the database on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.close())

  test.each(['first', 'second'])('is empty and migrated for the %s test', async () => {
    const [row] = await database.prisma.$queryRaw<
      { count: bigint }[]
    >`SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL`
    expect(Number(row?.count)).toBeGreaterThan(0)
    await expect(database.prisma.setting.count()).resolves.toBe(0)
    await database.prisma.setting.create({ data: { key: 'key', value: 'value' } })
  })

  test('keeps the time zone out of times', async () => {
    const [row] = await database.prisma.$queryRaw<{ at: Date }[]>`SELECT '2026-01-05 09:00:00+08'::timestamptz(3) AS at`
    expect(row?.at.toISOString()).toBe('2026-01-05T01:00:00.000Z')
    const at = new Date('2026-01-05T01:00:00.123Z')
    const [same] = await database.prisma.$queryRaw<
      { same: boolean }[]
    >`SELECT ${at}::timestamptz = '2026-01-05 09:00:00.123+08'::timestamptz AS same`
    expect(same?.same).toBe(true)
  })

  test('takes a failed transaction back and goes on', async () => {
    const { prisma } = database
    const failing = prisma.$transaction(async (tx) => {
      await tx.setting.create({ data: { key: 'lost', value: '' } })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await prisma.setting.count()).toBe(0)
  })

  test('lets eight transactions at once through', async () => {
    const { prisma } = database
    await prisma.setting.create({ data: { key: 'n', value: '0' } })
    const addOne = () =>
      prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ value: string }[]>`SELECT value FROM "Setting" WHERE key = 'n' FOR UPDATE`
        await tx.setting.update({ where: { key: 'n' }, data: { value: String(Number(row?.value) + 1) } })
      })
    await Promise.all(Array.from({ length: 8 }, addOne))
    expect(await prisma.setting.findUnique({ where: { key: 'n' } })).toMatchObject({ value: '8' })
  })
})
