import { describe, expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/store/client.ts'
import { freshDatabase, sayWhatIsSkipped, serverDatabase } from '../support/database.ts'

sayWhatIsSkipped()
const log = createLog('silent')

describe('an address that can not be used is refused in one line, without the password', () => {
  test.each([
    ['mysql://bot:hunter2@127.0.0.1/x', 'DATABASE_URL is not an address of the form postgresql://'],
    ['postgresql://bot:hunter2#/@127.0.0.1/x', 'DATABASE_URL is not an address of the form postgresql://'],
    ['postgresql://bot:hunter2@127.0.0.1/x?schema=other', 'DATABASE_URL asks for the schema "other"'],
    ['postgresql://bot:hunter2@127.0.0.1:1/x', "The PostgreSQL database 127.0.0.1:1/x can't be used: nothing answers there"],
    [
      'postgresql://bot:hunter2@no-such-host.invalid/x',
      "The PostgreSQL database no-such-host.invalid:5432/x can't be used: that host is not known",
    ],
  ])('%s', async (url, expected) => {
    const error = await openDatabase({ url, folder: '', log }).catch((error: Error) => error)
    expect(error).toBeInstanceOf(Error)
    const { message } = error as Error
    expect(message).toContain(expected)
    expect(message.split('\n')).toHaveLength(1)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
  })
})

test('a transaction that waited too long for the only connection does not keep it', async () => {
  const { prisma, close } = await freshDatabase()
  onTestFinished(close)
  let finish = () => {}
  const gate = new Promise<void>((resolve) => {
    finish = resolve
  })
  let begun = () => {}
  const under = new Promise<void>((resolve) => {
    begun = resolve
  })
  const long = prisma.$transaction(async (tx) => {
    await tx.setting.create({ data: { key: 'long', value: '' } })
    begun()
    await gate
  })
  await under
  await expect(prisma.$transaction(async (tx) => tx.setting.count(), { maxWait: 20 })).rejects.toMatchObject({ code: 'P2028' })
  finish()
  await long
  expect(await prisma.setting.count()).toBe(1)
})

test.skipIf(!process.env.TEST_DATABASE_URL)('several processes may start on one PostgreSQL at once', async () => {
  const server = (await serverDatabase())!
  onTestFinished(server.drop)
  const databases = await Promise.all(
    [1, 2, 3].map(() => openDatabase({ url: `${server.url}?schema=public`, folder: '', connections: 2, log })),
  )
  for (const { prisma, kind } of databases) {
    expect(kind).toBe('postgresql')
    expect(await prisma.setting.count()).toBe(0)
    expect(await prisma.$queryRaw`SHOW TimeZone`).toEqual([{ TimeZone: 'UTC' }])
  }
  await Promise.all(databases.map((database) => database.close()))
})

test.skipIf(!process.env.TEST_DATABASE_URL)(
  'PostgreSQL refuses an unknown database, user and password without naming the password',
  async () => {
    for (const [user, name] of [
      ['no_such_user', 'postgres'],
      [new URL(process.env.TEST_DATABASE_URL!).username, 'no_such_database'],
    ]) {
      const url = new URL(process.env.TEST_DATABASE_URL!)
      Object.assign(url, { username: user, password: 'hunter2', pathname: `/${name}` })
      const error = await openDatabase({ url: url.toString(), folder: '', log }).catch((error: Error) => error)
      expect((error as Error).message).toMatch(/^The PostgreSQL database .* can't be used: .* Check DATABASE_URL/)
      expect((error as Error).message).not.toContain('hunter2')
    }
  },
)
