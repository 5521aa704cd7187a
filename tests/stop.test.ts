/** SIGTERM: what is in hand is finished, what hangs does not hold the process longer than 10 s. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from './platforms/contract.ts'
import { FakeTelegram } from './support/fake-telegram.ts'
import { temporaryFolder } from './support/folder.ts'
import { start } from './support/program.ts'

async function telegram(): Promise<FakeTelegram> {
  const fake = await FakeTelegram.start()
  onTestFinished(() => fake.stop())
  return fake
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function has(found: () => boolean, what: string): Promise<void> {
  return eventually(() => {
    if (!found()) throw new Error(what)
  }, 120_000)
}

test('a platform that does not answer: webhooks are put off, the process is gone in 10 s and says what is left; the next start settles it', async () => {
  const fake = await telegram()
  const folder = await temporaryFolder()
  const port = await freePort()
  const secret = 'secret_for_tests_only'
  const settings = {
    ...{ TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot, LOCAL_CHAT: 'off', PORT: String(port), SAMPLE_DIRECTORY: 'off' },
    ...{ TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: secret },
  }
  const program = await start(folder, settings)
  await has(() => program.out().includes('is running'), 'not started')
  fake.trouble('sendMessage', 'hang')
  const user = fake.user(501, '沈工', 'zh')
  user.start()
  await has(() => fake.hanging > 0, 'nothing hangs')
  const begun = Date.now()
  const gone = program.kill('SIGTERM')
  const answers = async () => {
    const webhook = await fetch(`http://127.0.0.1:${port}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify({ update_id: 1 }),
    })
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
    return [webhook.status, ready.status, await ready.text()]
  }
  await eventually(async () => expect(await answers()).toEqual([503, 503, 'stopping\n']), 5_000)
  const [code] = (await gone) as [number]
  expect([code, Date.now() - begun < 10_000]).toEqual([3, true])
  expect(program.err()).toContain('"left":{"events":0,"parcels":1}')
  const again = await start(folder, settings)
  await has(() => again.out().includes('is running'), 'not started again')
  expect(again.err()).toContain('they may or may not have arrived')
  const [second] = (await again.kill('SIGTERM')) as [number]
  expect(second).toBe(0)
}, 400_000)

test('with an open poll and nothing in hand it ends at once and cleanly', async () => {
  const fake = await telegram()
  const settings = { TELEGRAM_BOT_TOKEN: fake.token, TELEGRAM_API_ROOT: fake.apiRoot, LOCAL_CHAT: 'off', SAMPLE_DIRECTORY: 'off' }
  const program = await start(await temporaryFolder(), settings)
  await has(() => fake.calls.some(({ method }) => method === 'getUpdates'), 'does not poll')
  const begun = Date.now()
  const [code] = (await program.kill('SIGTERM')) as [number]
  expect([code, Date.now() - begun < 5_000]).toEqual([0, true])
}, 400_000)
