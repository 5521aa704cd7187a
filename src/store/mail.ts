import { createHash } from 'node:crypto'
import { newId } from '../domain/ids.ts'
import type { Files, Mail } from '../domain/store.ts'
import { type Db, json } from './rows.ts'

/** `cause`: what all that is put there came of. */
export function mail(db: Db, cause?: string): Mail {
  return {
    async put(parcel) {
      const { key, address, mode, notice, priority, dueAt } = parcel
      const platform = address.split(':', 1)[0] ?? ''
      const slot = parcel.slot ?? null
      if (slot === null) {
        const data = { key, platform, address, mode, notice: json(notice), priority, dueAt, createdAt: dueAt, cause }
        await db.outbox.createMany({ data: [data], skipDuplicates: true })
        return
      }
      // a card on its way shows the newest facts anyhow, and what was asked of it last, as early as one of them wants it (what failed keeps its pause);
      // touching its row makes a deliverer that is just taking it wait for our facts
      await db.$executeRaw`
        INSERT INTO "Outbox" ("key", "platform", "address", "slot", "mode", "notice", "priority", "dueAt", "createdAt", "cause")
        VALUES (${key}, ${platform}, ${address}, ${slot}, ${mode}, ${JSON.stringify(notice)}::jsonb, ${priority}, ${dueAt}, ${dueAt}, ${cause ?? null})
        ON CONFLICT ("address", "slot", "mode") WHERE "state" = 'due' AND "slot" IS NOT NULL
        DO UPDATE SET "notice" = EXCLUDED."notice", "cause" = EXCLUDED."cause", "priority" = LEAST("Outbox"."priority", EXCLUDED."priority"),
          "dueAt" = CASE WHEN "Outbox"."tries" = 0 THEN LEAST("Outbox"."dueAt", EXCLUDED."dueAt") ELSE "Outbox"."dueAt" END`
    },
    async placesOf(slot) {
      const coming = await db.outbox.findMany({ where: { slot, state: { in: ['due', 'sending'] } }, select: { address: true } })
      const standing = await db.slot.findMany({ where: { slot }, select: { address: true } })
      return [...new Set([...standing, ...coming].map((row) => row.address))].sort()
    },
    async toldOf(needId, at) {
      const rows = await db.outbox.findMany({
        where: { createdAt: at, mode: { not: 'update' }, notice: { path: ['needId'], equals: needId } },
        select: { address: true },
        distinct: ['address'],
        orderBy: { address: 'asc' },
      })
      return rows.map(({ address }) => address)
    },
  }
}

export function files(db: Db): Files {
  return {
    async put({ name, mime, bytes }, at) {
      const id = newId()
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await db.file.create({ data: { id, name, mime, size: bytes.length, sha256, bytes: new Uint8Array(bytes), createdAt: at } })
      return id
    },
    async get(id) {
      const row = await db.file.findUnique({ where: { id }, select: { name: true, mime: true, bytes: true } })
      return row ?? undefined
    },
    async remove(id) {
      await db.file.deleteMany({ where: { id } })
    },
  }
}
