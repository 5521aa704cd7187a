/**
 * Malformed updates through the real receivers, with valid secret and signature. FUZZ_RUNS=100000 npm run fuzz is the whole run; FUZZ_SEED repeats one.
 */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Incoming } from '../../src/bot/platform.ts'
import { storableJson } from '../../src/bot/storable.ts'
import { openLocal } from '../platforms/local/rig.ts'
import { openSlack } from '../platforms/slack/rig.ts'
import { openTelegram, webhookSecret } from '../platforms/telegram/rig.ts'
import { testApp } from '../support/test-app.ts'
import { mangled, mangledText } from './mangle.ts'
import { localRequests, slackCommands, slackEvents, slackPresses, telegramUpdates } from './payloads.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 2_000)
const seed = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED)
/** Of those events that came through, so many are handled by the whole app as well. */
const handledMost = Math.min(2_000, Math.max(40, Math.floor(runs / 50)))
const longestMs = 5_000
const timeout = 60_000 + runs * 60

const escaped: unknown[] = []
const note = (error: unknown) => void escaped.push(error)
beforeAll(() => void process.on('unhandledRejection', note).on('uncaughtException', note))
afterAll(() => void process.off('unhandledRejection', note).off('uncaughtException', note))

type Fuzzed = { slowestMs: number; through: Incoming[]; statuses: Record<number, number> }

/** Sends all of them; none may fail on our side, take long, or let anything escape. */
async function fuzz(http: FastifyInstance, requests: fc.Arbitrary<InjectOptions>, received: Incoming[]): Promise<Fuzzed> {
  const result: Fuzzed = { slowestMs: 0, through: received, statuses: {} }
  const sent = fc.asyncProperty(requests, async (request) => {
    const began = performance.now()
    const answer = await http.inject(request)
    const took = performance.now() - began
    result.slowestMs = Math.max(result.slowestMs, took)
    result.statuses[answer.statusCode] = (result.statuses[answer.statusCode] ?? 0) + 1
    if (answer.statusCode >= 500) throw new Error(`answered ${answer.statusCode}: ${answer.body}`)
    if (took > longestMs) throw new Error(`took ${Math.round(took)} ms`)
    if (escaped.length > 0) throw escaped.splice(0)[0]
  })
  await fc.assert(sent, { numRuns: runs, ...(seed === undefined ? {} : { seed }), endOnFailure: runs > 10_000 })
  await new Promise((resolve) => setImmediate(resolve))
  expect(escaped).toEqual([])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  return result
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What every event must be before it is written down. */
function check(event: Incoming): void {
  const odd = textsIn(storableJson(event)).filter((text) => text.includes('\0') || Buffer.from(text).toString() !== text)
  if (odd.length > 0) throw new Error('a text that no database takes')
  if (typeof event.id !== 'string' || event.id.length === 0 || event.id.length > 200)
    throw new Error(`an id of ${event.id?.length} characters`)
  if (Number.isNaN(Date.parse(event.at))) throw new Error('no time')
  if (typeof event.from.name !== 'string' || !/^\w+:\S+$/.test(event.from.address) || !/^\w+:\S+$/.test(event.chat.address))
    throw new Error('nobody, or nowhere')
  if ('text' in event.event && typeof event.event.text !== 'string') throw new Error('no text')
  if (event.event.kind === 'press' && !(/^[a-z_]{1,20}$/.test(event.event.verb) && /^[A-Za-z0-9_-]{0,40}$/.test(event.event.id)))
    throw new Error('a press of no shape')
}

function keepSome(received: Incoming[]): (event: Incoming) => Promise<void> {
  let count = 0
  return async (event) => {
    try {
      check(event)
    } catch (error) {
      escaped.push(error)
    }
    count += 1
    if (received.length < handledMost || count % 97 === 0) received[count % handledMost] = event
  }
}

/** The same events through intake, router, use cases and database: each is settled, and none as a fault. */
async function handleAll(events: Incoming[]): Promise<void> {
  const t = await testApp()
  try {
    const { inbox } = t.app.store
    const most = { perMinute: 1e6, perDay: 1e6, roomPerMinute: 1e6 }
    for (const event of events.filter(Boolean)) {
      await inbox.record(
        storableJson({ ...event, event: 'files' in event.event ? { ...event.event, files: [] } : event.event }),
        t.clock.now(),
        most,
      )
    }
    await t.app.idle()
    const faults = t.log.filter((line) => line.includes('could not be handled') || line.includes('could not be settled'))
    expect(faults).toEqual([])
    expect(await t.prisma.inbox.count({ where: { state: { not: 'done' } } })).toBe(0)
  } finally {
    await t.stop()
  }
}

function report(platform: string, { slowestMs, statuses, through }: Fuzzed): void {
  if (runs > 10_000)
    process.stderr.write(
      `${platform}: ${runs} runs, ${JSON.stringify(statuses)}, slowest ${Math.round(slowestMs)} ms, ${through.length} handled as well\n`,
    )
}

function signed(secret: string, url: string, type: string, payload: string): InjectOptions {
  const ts = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret)
    .update(`v0:${ts}:${Buffer.from(payload).toString('utf8')}`)
    .digest('hex')
  return {
    method: 'POST',
    url,
    headers: { 'content-type': type, 'x-slack-request-timestamp': ts, 'x-slack-signature': `v0=${hash}` },
    payload,
  }
}

test('Telegram: nothing malformed breaks the webhook', { timeout }, async () => {
  const rig = await openTelegram({ webhook: true })
  const received: Incoming[] = []
  await rig.platform.start(keepSome(received))
  const requests = mangledText(telegramUpdates).map(
    (payload): InjectOptions => ({
      method: 'POST',
      url: '/telegram/webhook',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
      payload,
    }),
  )
  const result = await fuzz(rig.host.http, requests, received)
  expect(result.through.length, JSON.stringify(result.statuses)).toBeGreaterThan(10)
  await rig.close()
  await handleAll(result.through)
  report('telegram', result)
})

test('Slack: nothing malformed breaks events, presses and commands', { timeout }, async () => {
  const rig = await openSlack({ by: 'http' })
  const received: Incoming[] = []
  await rig.platform.start(keepSome(received))
  const form = 'application/x-www-form-urlencoded'
  const events = mangledText(slackEvents).map((text) => () => signed(rig.slack.signingSecret, '/slack/events', 'application/json', text))
  const presses = mangledText(slackPresses).map(
    (text) => () => signed(rig.slack.signingSecret, '/slack/interactivity', form, new URLSearchParams({ payload: text }).toString()),
  )
  const commands = mangled(slackCommands).map((body) => () => {
    const pairs = Object.entries(body).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ])
    return signed(rig.slack.signingSecret, '/slack/commands', form, new URLSearchParams(pairs).toString())
  })
  const requests = fc
    .oneof({ weight: 3, arbitrary: events }, { weight: 2, arbitrary: presses }, { weight: 1, arbitrary: commands })
    .map((make) => make())
  const result = await fuzz(rig.host.http, requests, received)
  expect(result.through.length, JSON.stringify(result.statuses)).toBeGreaterThan(10)
  await rig.close()
  await handleAll(result.through)
  report('slack', result)
})

test('the local chat: nothing malformed breaks its routes', { timeout }, async () => {
  const rig = await openLocal()
  const received: Incoming[] = []
  await rig.platform.start(keepSome(received))
  const requests = fc.nat(localRequests.length - 1).chain((which) => {
    const { path, body } = localRequests[which]!
    return mangledText([body]).map(
      (payload): InjectOptions => ({
        method: 'POST',
        url: `/local/api/${path}`,
        headers: { 'content-type': 'application/json', 'x-local-chat': '1', host: '127.0.0.1' },
        payload,
      }),
    )
  })
  const result = await fuzz(rig.host.http, requests, received)
  expect(result.through.length, JSON.stringify(result.statuses)).toBeGreaterThan(10)
  await rig.close()
  await handleAll(result.through)
  report('local', result)
})

test('what was found before is let go: answered as taken, so that it does not come back, and logged without its words', async () => {
  const telegram = await openTelegram({ webhook: true })
  const slack = await openSlack({ by: 'http' })
  const received: Incoming[] = []
  await telegram.platform.start(async (event) => void received.push(event))
  await slack.platform.start(async (event) => void received.push(event))
  const message = structuredClone(telegramUpdates[0]) as { message: { text: unknown } }
  message.message.text = { value: '机密' }
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret }
  const update = { method: 'POST', url: '/telegram/webhook', headers, payload: JSON.stringify(message) } as const
  expect((await telegram.host.http.inject(update)).statusCode).toBe(200)
  const deep = `${'{"elements":['.repeat(20_000)}"机密"${']}'.repeat(20_000)}`
  const event = JSON.stringify(slackEvents[0]).replace(/"blocks":\[.*?\](?=,"files")/, `"blocks":${deep}`)
  const bodies = [JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: '机密' }), event]
  for (const body of bodies)
    expect((await slack.host.http.inject(signed(slack.slack.signingSecret, '/slack/events', 'application/json', body))).statusCode).toBe(
      200,
    )
  expect(received.map(({ platform }) => platform)).toEqual(['slack'])
  expect(telegram.logged()).toContain('an update could not be read and is skipped')
  expect(slack.logged()).toContain('an event could not be read and is skipped')
  expect(telegram.logged() + slack.logged()).not.toContain('机密')
  await telegram.close()
  await slack.close()
})
