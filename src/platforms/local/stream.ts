/** Server-sent events: every new and changed message of every chat. A browser holds one stream for all its tabs. */
import type { FastifyReply } from 'fastify'
import type { Chats } from './chats.ts'
import { securityHeaders } from './guard.ts'

/** A reader this far behind is cut off; it comes again and fetches what it missed. */
const mostBehindBytes = 8 * 1024 * 1024

export type Streams = {
  open(reply: FastifyReply): void
  closeAll(): void
}

export function createStreams(chats: Chats): Streams {
  const closers = new Set<() => void>()
  return {
    open(reply) {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
      raw.write('retry: 1000\n\n')
      const unwatch = chats.watch((change) => {
        raw.write(`id: ${change.id}\ndata: ${JSON.stringify(change)}\n\n`)
        if (raw.writableLength > mostBehindBytes) raw.destroy()
      })
      const close = (): void => void raw.end()
      closers.add(close)
      raw.on('error', () => undefined)
      raw.on('close', () => {
        unwatch()
        closers.delete(close)
      })
    },
    closeAll() {
      for (const close of [...closers]) close()
    },
  }
}
