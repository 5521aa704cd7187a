/** What goes wrong between the program and the platforms, at random. */

import type { Fault } from '../support/fake-slack.ts'
import type { Trouble } from '../support/fake-telegram.ts'
import type { Mischief } from '../support/fake-telegram-updates.ts'
import type { Chance } from './chance.ts'
import { pause } from './moments.ts'
import type { World } from './world.ts'

const onTelegram: Trouble[] = [
  { status: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
  { status: 500 },
  { status: 502 },
  'proxy error',
  'cut before',
  'cut after',
]
const telegramMethods = ['sendMessage', 'sendMessage', 'sendMessage', 'editMessageText', 'answerCallbackQuery', 'getFile', 'file']

const onSlack: Fault[] = [
  { limited: 1 },
  { status: 503 },
  { status: 502, done: true },
  { cut: true },
  { cut: true, done: true },
  { page: true },
  { error: 'internal_error' },
]
const slackMethods = ['chat.postMessage', 'chat.postMessage', 'chat.update']

const mischief: Mischief[] = ['twice', 'answer lost', 'late', 'overtaken']

/** Until `signal`; then nothing goes wrong any more. Returns how often what went wrong. */
export async function makeTrouble({ telegram, slack }: World, chance: Chance, signal: AbortSignal): Promise<Record<string, number>> {
  const made: Record<string, number> = {}
  const count = (what: unknown): void => {
    const name = typeof what === 'string' ? what : JSON.stringify(what)
    made[name] = (made[name] ?? 0) + 1
  }
  telegram.updates.mischief = () => {
    if (!chance.percent(40)) return undefined
    const wrong = chance.one(mischief)
    count(wrong)
    return wrong
  }
  // each costs the time after which a request is given up
  telegram.trouble('sendMessage', 'hang', { after: 5 })
  slack.fail('chat.update', { hang: true })
  while (!signal.aborted) {
    if (chance.percent(50)) {
      const trouble = chance.one(onTelegram)
      telegram.trouble(chance.one(telegramMethods), trouble)
      count(trouble)
    } else {
      const fault = chance.one(onSlack)
      slack.fail(chance.one(slackMethods), fault)
      count(fault)
    }
    await pause(500 + chance.number(1500))
    if (chance.percent(10)) telegram.updates.repeatLast()
  }
  telegram.calm()
  slack.calm()
  return made
}
