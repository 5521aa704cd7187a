import { causeOf, type Inbox, type InboxItem, type Outbox, type OutboxItem } from '../bot/traffic.ts'
import type { Mode, Notice } from '../domain/notices.ts'
import type { Tx } from '../domain/store.ts'
import type { PrismaClient } from './generated/client.ts'
import { type Db, json } from './rows.ts'

type Transact = <T>(work: (tx: Tx, db: Db) => Promise<T>, way?: { cause?: string }) => Promise<T>

export function inbox(prisma: PrismaClient, transact: Transact): Inbox {
  return {
    async record(event, now) {
      const data = { platform: event.platform, eventId: event.id, chat: event.from.address, event: json(event), at: now, dueAt: now }
      const rows = await prisma.inbox.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } })
      return rows[0]?.id
    },
    async due(now, limit) {
      const rows = await prisma.$queryRaw<InboxItem[]>`
        SELECT "id", "event", "tries", "at" FROM "Inbox" i WHERE "state" = 'due' AND "dueAt" <= ${now}
        AND NOT EXISTS (SELECT 1 FROM "Inbox" e WHERE e."chat" = i."chat" AND e."state" = 'due' AND e."id" < i."id")
        ORDER BY "id" LIMIT ${limit}`
      return rows
    },
    async handle(id, work) {
      return transact(
        async (tx, db) => {
          const mine = await db.$queryRaw<unknown[]>`SELECT 1 FROM "Inbox" WHERE "id" = ${id} AND "state" = 'due' FOR UPDATE SKIP LOCKED`
          if (mine.length === 0) return false
          await work(tx)
          await db.inbox.update({ where: { id }, data: { state: 'done', error: null, event: {} } })
          return true
        },
        { cause: causeOf(id) },
      )
    },
    async putOff(id, until, error) {
      await prisma.inbox.updateMany({ where: { id, state: 'due' }, data: { dueAt: until, error, tries: { increment: 1 } } })
    },
    async giveUp(id, error) {
      await prisma.inbox.updateMany({ where: { id, state: 'due' }, data: { state: 'failed', error } })
    },
  }
}

/** Parcels of one chat wait for each other; but not for one that is put in the post for a later hour. */
const inTurnMs = 60_000

type OutboxRow = {
  id: bigint
  key: string
  platform: string
  address: string
  slot: string | null
  mode: string
  notice: Notice
  tries: number
  dueAt: Date
  cause: string | null
}

export function outbox(prisma: PrismaClient, transact: Transact): Outbox {
  return {
    async due(now, platform, limit) {
      const rows = await prisma.$queryRaw<OutboxRow[]>`
        SELECT "id", "key", "platform", "address", "slot", "mode", "notice", "tries", "dueAt", "cause" FROM "Outbox" o
        WHERE "state" = 'due' AND "platform" = ${platform} AND "dueAt" <= ${now}
        AND NOT EXISTS (SELECT 1 FROM "Outbox" s WHERE s."address" = o."address" AND s."state" = 'sending')
        AND NOT EXISTS (SELECT 1 FROM "Outbox" e WHERE e."address" = o."address" AND e."state" = 'due'
          AND (e."dueAt" <= ${new Date(now.getTime() + inTurnMs)} OR e."tries" > 0)
          AND (e."priority", e."id") < (o."priority", o."id"))
        ORDER BY "priority", "id" LIMIT ${limit}`
      return rows.map((row): OutboxItem => ({ ...row, slot: row.slot ?? undefined, cause: row.cause ?? undefined, mode: row.mode as Mode }))
    },
    async take(id, now) {
      const { count } = await prisma.outbox.updateMany({
        where: { id, state: 'due' },
        data: { state: 'sending', sendingSince: now, tries: { increment: 1 } },
      })
      return count === 1
    },
    async standing(address, slot) {
      return (await prisma.slot.findUnique({ where: { address_slot: { address, slot } } }))?.ref
    },
    async forgetStanding(address, slot) {
      await prisma.slot.deleteMany({ where: { address, slot } })
    },
    async sent(item, ref, now) {
      const forgotten = item.notice.view === 'code' ? { notice: json({ ...item.notice, code: '' }) } : {}
      const settled = {
        where: { id: item.id },
        data: { state: 'sent', ref, sentAt: now, error: null, ...forgotten },
        select: { id: true },
      }
      const { address, slot } = item
      if (!slot) return void (await prisma.outbox.update(settled))
      await prisma.$transaction(async (db) => {
        await db.outbox.update(settled)
        await db.slot.upsert({ where: { address_slot: { address, slot } }, create: { address, slot, ref }, update: { ref } })
      })
    },
    async dropped(id) {
      await prisma.outbox.update({ where: { id }, data: { state: 'dropped' } })
    },
    async putOff(id, until, error) {
      await prisma.$executeRaw`
        UPDATE "Outbox" o SET "state" = CASE WHEN "slot" IS NOT NULL AND EXISTS (SELECT 1 FROM "Outbox" d WHERE d."address" = o."address"
          AND d."slot" = o."slot" AND d."mode" = o."mode" AND d."state" = 'due') THEN 'dropped' ELSE 'due' END,
        "dueAt" = ${until}, "error" = ${error} WHERE "id" = ${id}`
    },
    async rest(id, until) {
      await prisma.$executeRaw`
        UPDATE "Outbox" o SET "state" = CASE WHEN EXISTS (SELECT 1 FROM "Outbox" d WHERE d."address" = o."address"
          AND d."slot" = o."slot" AND d."mode" = o."mode" AND d."state" = 'due') THEN 'dropped' ELSE 'due' END,
        "dueAt" = ${until}, "tries" = 0 WHERE "id" = ${id}`
    },
    async giveUp(item, state, error) {
      await prisma.outbox.update({ where: { id: item.id }, data: { state, error } })
    },
    async unreachable(item, reroute) {
      await transact(
        async (tx, db) => {
          const given = { OR: [{ id: item.id }, { address: item.address, state: 'due' }] }
          const waiting = await db.outbox.findMany({ where: given, orderBy: { id: 'asc' }, select: { notice: true } })
          await db.outbox.updateMany({ where: given, data: { state: 'failed', error: 'unreachable' } })
          const account = await db.account.findUnique({ where: { address: item.address } })
          if (!account) return
          await db.account.update({ where: { address: item.address }, data: { reachable: false } })
          const notices = waiting.map((row) => row.notice as Notice)
          await reroute(tx, account.personId, notices)
        },
        { cause: item.cause },
      )
    },
    async recover(before, sendsOnce) {
      const again = await prisma.$queryRaw<{ id: bigint }[]>`
        SELECT "id" FROM "Outbox" o WHERE "state" = 'sending' AND "sendingSince" <= ${before} AND ("platform" = ANY(${[...sendsOnce]})
        OR ("mode" = 'update' AND EXISTS (SELECT 1 FROM "Slot" s WHERE s."address" = o."address" AND s."slot" = o."slot")))`
      for (const row of again) await this.putOff(row.id, before, 'recovered')
      const dead = { state: 'sending', sendingSince: { lte: before } }
      return (await prisma.outbox.updateMany({ where: dead, data: { state: 'uncertain', error: 'the process ended while sending' } })).count
    },
    async counts() {
      const rows = await prisma.outbox.groupBy({ by: ['state'], _count: { _all: true } })
      return Object.fromEntries(rows.map((row) => [row.state, row._count._all]))
    },
  }
}
