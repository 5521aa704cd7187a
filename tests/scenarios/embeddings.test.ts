import { afterEach, expect, test } from 'vitest'
import { type FakeEmbeddings, startFakeEmbeddings } from '../matching/embedding/fake-embeddings-server.ts'
import { days, minutes } from '../support/clock.ts'
import { millNeed } from '../support/directory.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
afterEach(() => t.stop())

/** By an address that is not known as this machine's own: what runs here may read private needs, what runs elsewhere may not. */
const elsewhere = (url: string) => url.replace('127.0.0.1', '[::ffff:127.0.0.1]')

async function appWith(service: FakeEmbeddings, env: Record<string, string> = {}): Promise<void> {
  t = await testApp({ env: { EMBEDDINGS_URL: elsewhere(service.url), EMBEDDINGS_MODEL: 'fake', EMBEDDINGS_RETRIES: '0', ...env } })
}

const sent = (service: FakeEmbeddings) => service.asked.flatMap(({ input }) => input).join('\n')
const secret = '甲基三氟乙酰胺'

async function publishPrivately(): Promise<void> {
  const mill = await t.someone('contact:mill')
  await mill.say(`${millNeed}配方里有${secret}。`)
  await mill.press('谁能看到')
  await mill.press('保密')
  await mill.press('发布')
}

test('experts and needs get their vectors by themselves, and the need is matched with them', async () => {
  const service = await startFakeEmbeddings()
  await appWith(service)
  await t.later(minutes)
  expect(sent(service)).toContain('轧光工艺')
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  expect(sent(service)).toContain('压光后手感发硬')
  expect(wordsOf(mill.card('2026-0001'))).toContain('已请 3 位对口专家')
  expect(service.wrong).toEqual([])
  const before = service.asked.length
  await t.later(minutes)
  expect(service.asked).toHaveLength(before)
})

test('the words of a private need are never sent, not while it is open and not as a need that was solved', async () => {
  const service = await startFakeEmbeddings()
  await appWith(service)
  const mill = await t.someone('contact:mill')
  const rolling = await t.someone('expert:rolling')
  await publishPrivately()
  await rolling.press('认领')
  await mill.press('同意对接')
  await rolling.press('以后再说')
  await rolling.press('已联系上，开始对接')
  await rolling.press('已解决')
  await rolling.say('换了助剂，极光到四级半')
  await mill.press('确认已解决')
  for (let day = 0; day < 3; day++) await t.later(days)
  expect(sent(service)).toContain('轧光工艺')
  expect(sent(service)).not.toContain(secret)
  expect(sent(service)).not.toContain('极光到四级半')
})

test('they are sent where the installation allows it', async () => {
  const service = await startFakeEmbeddings()
  await appWith(service, { EMBEDDINGS_PRIVATE: 'on' })
  await publishPrivately()
  expect(sent(service)).toContain(secret)
})

test('a service that is away costs nobody an answer, and the log says so once', async () => {
  const service = await startFakeEmbeddings()
  const { url } = service
  await service.stop()
  t = await testApp({ env: { EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'fake', EMBEDDINGS_RETRIES: '0' } })
  for (let minute = 0; minute < 3; minute++) await t.later(minutes)
  const mill = await t.someone('contact:mill')
  await mill.say(millNeed)
  await mill.press('发布')
  expect(wordsOf(mill.card('2026-0001'))).toContain('已请 3 位对口专家')
  const told = t.log.filter((line) => line.includes('embeddings do not work'))
  expect(told).toHaveLength(1)
  expect(told.join()).not.toContain('极光')
})
