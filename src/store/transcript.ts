import type { Transcript } from '../bot/platform.ts'
import type { PrismaClient } from './generated/client.ts'
import { files } from './mail.ts'
import { json } from './rows.ts'

/** The durable log of platforms that have no server of their own. */
export function transcript(prisma: PrismaClient, now: () => Date): Transcript {
  const kept = files(prisma)
  return {
    async add({ chat, key, body, at }) {
      const added = await prisma.transcriptEntry.createMany({ data: [{ chat, key, body: json(body), at }], skipDuplicates: true })
      const { id } = await prisma.transcriptEntry.findUniqueOrThrow({ where: { key }, select: { id: true } })
      return { id, added: added.count === 1 }
    },
    async replace(id, body) {
      return (await prisma.transcriptEntry.updateMany({ where: { id }, data: { body: json(body) } })).count === 1
    },
    async list(chat, after, limit) {
      const rows = await prisma.transcriptEntry.findMany({ where: { chat, id: { gt: after } }, orderBy: { id: 'desc' }, take: limit })
      return rows.reverse().map(({ id, body, at }) => ({ id, body, at }))
    },
    async find(id) {
      const row = await prisma.transcriptEntry.findUnique({ where: { id } })
      return row ? { id: row.id, chat: row.chat, body: row.body, at: row.at } : undefined
    },
    putFile: (file) => kept.put(file, now()),
    getFile: (id) => kept.get(id),
  }
}
