/** The fake Telegram as a program of its own, with the limits enforced. Says its address, then a line of JSON for each message it took or refused. */
import { FakeTelegram } from '../tests/support/fake-telegram.ts'
import { ApiError, Flood } from '../tests/support/fake-telegram-rules.ts'

const [chats = '1000'] = process.argv.slice(2)
const telegram = await FakeTelegram.start()
for (let id = 1; id <= Number(chats); id++) telegram.user(id, `u${id}`)
const limits = new Flood(Date.now, true)
telegram.flood = {
  check(chat: number) {
    const say = (refused: boolean) => process.stdout.write(`${JSON.stringify({ chat, at: performance.now(), refused })}\n`)
    try {
      limits.check(chat)
      say(false)
    } catch (error) {
      if (error instanceof ApiError) say(true)
      throw error
    }
  },
} as Flood
process.stdout.write(`${JSON.stringify({ apiRoot: telegram.apiRoot, token: telegram.token })}\n`)
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
