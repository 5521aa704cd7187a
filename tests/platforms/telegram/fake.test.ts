/** The fake is strict: what Telegram would refuse must not pass a test. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeTelegram } from '../../support/fake-telegram.ts'
import { Flood } from '../../support/fake-telegram-rules.ts'

let telegram: FakeTelegram
beforeEach(async () => {
  telegram = await FakeTelegram.start()
  telegram.user(501, 'Anna')
})
afterEach(() => telegram.stop())

async function call(
  method: string,
  params: object,
): Promise<{ ok: boolean; error_code?: number; description?: string; parameters?: object }> {
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return (await response.json()) as { ok: boolean }
}

const keys = (...buttons: object[]) => ({ inline_keyboard: [buttons] })

test.each([
  [{ text: '' }, 'message text is empty'],
  [{ text: ' \n ' }, 'message text is empty'],
  [{ text: 'x'.repeat(4097) }, 'message is too long'],
  [{ text: 1 }, 'must be of type string'],
  [{ text: 'x', parse_mode: 'HTML' }, 'unknown to this fake'],
  [{ text: 'x', entities: [{ type: 'bold', offset: 0, length: 2 }] }, 'ENTITY_BOUNDS_INVALID'],
  [{ text: '😀x', entities: [{ type: 'bold', offset: 1, length: 1 }] }, 'ENTITY_BOUNDS_INVALID'],
  [{ text: 'x', reply_markup: keys({ text: 'a', callback_data: '' }) }, 'BUTTON_DATA_INVALID'],
  [{ text: 'x', reply_markup: keys({ text: 'a', callback_data: '字'.repeat(22) }) }, 'BUTTON_DATA_INVALID'],
  [{ text: 'x', reply_markup: keys({ text: '', callback_data: 'a' }) }, 'text is empty'],
  [{ text: 'x', reply_markup: keys({ text: 'a' }) }, 'exactly one optional field'],
  [{ text: 'x', reply_markup: keys({ text: 'a', url: 'no url' }) }, 'BUTTON_URL_INVALID'],
  [{ text: 'x', message_thread_id: 3 }, 'message thread not found'],
  [{ text: 'x', chat_id: 7 }, 'chat not found'],
])('sendMessage %j: %s', async (params, description) => {
  const answer = await call('sendMessage', { chat_id: 501, ...params })
  expect(answer).toMatchObject({ ok: false, error_code: 400 })
  expect(answer.description).toContain(description)
  expect(telegram.chat(501).shown()).toEqual([])
})

test('an edit to the same is refused, and so is one of what is not there', async () => {
  await call('sendMessage', { chat_id: 501, text: ' x ', reply_markup: keys({ text: 'a', callback_data: 'a' }) })
  const { id } = telegram.chat(501).byBot()[0]!
  const same = { chat_id: 501, message_id: id, text: 'x', reply_markup: keys({ text: 'a', callback_data: 'a' }) }
  expect((await call('editMessageText', same)).description).toContain('message is not modified')
  expect((await call('editMessageText', { ...same, text: 'y' })).ok).toBe(true)
  expect((await call('editMessageText', { ...same, message_id: id + 1 })).description).toContain('message to edit not found')
  expect((await call('deleteMessage', { chat_id: 501, message_id: id + 1 })).description).toContain('message to delete not found')
})

test('floods are held back: five at once to one chat, thirty a second in all, twenty a minute to a group', () => {
  let now = 0
  const flood = new Flood(() => now)
  const times = (chat: number): number => {
    for (let sent = 0; sent < 100; sent += 1) {
      try {
        flood.check(chat)
      } catch {
        return sent
      }
    }
    return 100
  }
  expect(times(1)).toBe(5)
  now += 1000
  for (const chat of [11, 12, 13, 14, 15]) expect(times(chat)).toBe(5)
  now += 60_000
  let toGroup = 0
  for (; now < 120_000; now += 1000) toGroup += Math.min(times(-1), 5)
  expect(toGroup).toBe(20)
})

test('an update stays until it is confirmed by a higher offset', async () => {
  const anna = telegram.user(501, 'Anna')
  anna.say('one')
  const get = async (params: object): Promise<number[]> => {
    const answer = (await call('getUpdates', { timeout: 0, ...params })) as unknown as { result: { update_id: number }[] }
    return answer.result.map((update) => update.update_id)
  }
  const [id] = await get({})
  expect(await get({})).toEqual([id])
  expect(await get({ offset: id! })).toEqual([id])
  expect(await get({ offset: id! + 1 })).toEqual([])
  expect(await get({})).toEqual([])
})
