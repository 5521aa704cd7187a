import { z } from 'zod'
import { ok } from '../../bot/finding.ts'
import type { Host, Incoming, Platform } from '../../bot/platform.ts'
import { environment, platformModule } from '../platform-module.ts'
import type { Handle } from './acts.ts'
import { platformName } from './addresses.ts'
import { createChats } from './chats.ts'
import { fetchFile } from './files.ts'
import { limits, pace } from './limits.ts'
import { edit, send } from './outgoing.ts'
import { createPeople } from './people.ts'
import { addRoutes } from './routes.ts'
import { createStreams } from './stream.ts'

const settings = environment(
  z
    .object({
      LOCAL_CHAT: z.enum(['auto', 'on', 'off'], 'LOCAL_CHAT must be auto, on or off').default('auto'),
      TELEGRAM_BOT_TOKEN: z.string().optional(),
      SLACK_BOT_TOKEN: z.string().optional(),
    })
    .transform((env) => ({
      on: env.LOCAL_CHAT === 'on' || (env.LOCAL_CHAT === 'auto' && !env.TELEGRAM_BOT_TOKEN && !env.SLACK_BOT_TOKEN),
    })),
)

export const local = platformModule({
  name: platformName,
  settings,
  secrets: [],
  create({ on }, host) {
    return on ? createLocal(host) : undefined
  },
  check: async ({ on }) => (on ? [ok('本地聊天已打开，只在这台电脑上可用', 'The local chat is on, for this computer only')] : []),
})

function createLocal(host: Host): Platform {
  const now = () => host.now()
  const chats = createChats(host.transcript, now)
  const streams = createStreams(chats)
  const inHand = new Set<Promise<unknown>>()
  let receive: Handle | undefined

  const tracked = (handle: Handle) => async (event: Incoming) => {
    const work = handle(event)
    const settled = work.catch(() => undefined).finally(() => inHand.delete(settled))
    inHand.add(settled)
    await work
  }
  host.http.register((http) =>
    addRoutes(http, {
      world: { chats, transcript: host.transcript, now },
      people: createPeople(host),
      streams,
      log: host.log,
      receiver: () => receive,
    }),
  )

  return {
    name: platformName,
    pace,
    maxFileBytes: limits.fileBytes,
    sendsOnce: true,
    async start(handle) {
      receive = tracked(handle)
    },
    send: (to, card, key) => send(chats, host.transcript, to, card, key),
    edit: (message, card) => edit(chats, message, card),
    fetch: (file) => fetchFile(host.transcript, file),
    async stop() {
      receive = undefined
      streams.closeAll()
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}
