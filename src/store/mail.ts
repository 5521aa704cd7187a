import { createHash } from 'node:crypto'
import { newId } from '../domain/ids.ts'
import type { Files, Mail } from '../domain/store.ts'
import { type Db, json } from './rows.ts'

export function mail(db: Db): Mail {
  return {
    async put(parcel) {
      const { dueAt, notice, ...rest } = parcel
      const data = { ...rest, platform: parcel.address.split(':', 1)[0] ?? '', notice: json(notice), dueAt, createdAt: dueAt, state: 'due' }
      // a card on its way shows the newest facts anyhow: the partial unique index lets a second such parcel do nothing
      await db.outbox.createMany({ data: [data], skipDuplicates: true })
    },
    async placesOf(slot) {
      const standing = await db.slot.findMany({ where: { slot }, select: { address: true } })
      const coming = await db.outbox.findMany({ where: { slot, state: { in: ['due', 'sending'] } }, select: { address: true } })
      return [...new Set([...standing, ...coming].map((row) => row.address))].sort()
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
  }
}
