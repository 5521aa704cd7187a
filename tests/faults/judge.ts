/** What must be true after any fault. Returns the figures of the run; throws where something was lost, doubled or stuck. */
import { expect } from 'vitest'
import { postedOf as postedOnSlack } from '../../src/platforms/slack/references.ts'
import { postedOf as postedOnTelegram } from '../../src/platforms/telegram/references.ts'
import type { PrismaClient } from '../../src/store/generated/client.ts'
import { createStore } from '../../src/store/index.ts'
import { readLedger } from '../../src/store/ledger.ts'
import { shown } from '../support/fake-slack-rules.ts'
import { fold, known } from '../support/ledger.ts'
import type { Acknowledged } from './deeds.ts'
import type { World } from './world.ts'

export type Figures = {
  needs: number
  claims: number
  notes: number
  files: number
  events: number
  messages: number
  uncertain: number
  vain: number
}

export async function judge(world: World, acknowledged: Acknowledged): Promise<Figures> {
  return world.withDatabase(async ({ prisma }) => {
    await nothingLost(prisma, acknowledged)
    await oneLiveClaim(prisma)
    await historyRebuilds(prisma)
    await nothingStuck(prisma, world.now())
    const { messages, uncertain } = await eachNotificationOnce(prisma, world)
    return {
      needs: acknowledged.needs.length,
      claims: await prisma.claim.count(),
      notes: acknowledged.notes.length,
      files: await prisma.file.count(),
      events: await prisma.inbox.count(),
      messages,
      uncertain,
      vain: acknowledged.vain,
    }
  })
}

/** Every word somebody wrote stands somewhere, every press had its effect, every photo is kept. */
async function nothingLost(prisma: PrismaClient, { needs, published, claimed, notes, photos }: Acknowledged): Promise<void> {
  const written = await prisma.$queryRaw<{ row: string }[]>`
    SELECT "text" AS row FROM "NeedPart" UNION ALL SELECT "note" FROM "History" WHERE "note" IS NOT NULL
    UNION ALL SELECT "firstStep" FROM "Claim" WHERE "firstStep" IS NOT NULL UNION ALL SELECT t::text FROM "Question" t`
  const all = written.map(({ row }) => row).join('\n')
  expect([...needs, ...notes].filter((one) => !all.includes(one))).toEqual([])
  const open = await prisma.need.findMany({ where: { id: { in: published }, state: 'draft' }, select: { id: true } })
  expect(open).toEqual([])
  const claims = new Set((await prisma.claim.findMany({ select: { needId: true } })).map(({ needId }) => needId))
  expect(claimed.filter((id) => !claims.has(id))).toEqual([])
  const kept = new Set((await prisma.file.findMany({ select: { sha256: true } })).map(({ sha256 }) => sha256))
  expect(photos.filter((one) => !kept.has(one))).toEqual([])
}

async function oneLiveClaim(prisma: PrismaClient): Promise<void> {
  const rows = await prisma.claim.groupBy({ by: ['needId'], where: { endedAt: null }, _count: { _all: true } })
  expect(rows.filter((row) => row._count._all > 1)).toEqual([])
  const numbers = await prisma.need.groupBy({ by: ['number'], where: { number: { not: null } }, _count: { _all: true } })
  expect(numbers.filter((row) => row._count._all > 1)).toEqual([])
}

async function historyRebuilds(prisma: PrismaClient): Promise<void> {
  const store = createStore(prisma, () => new Date())
  for (const need of await prisma.need.findMany({ where: { number: { not: null } } })) {
    const history = await store.transaction((tx) => tx.needs.history(need.id))
    expect(history.findLast((entry) => entry.to)?.to).toBe(need.state)
    expect(known(fold(history))).toEqual(known(await readLedger(prisma, need.id)))
  }
}

async function nothingStuck(prisma: PrismaClient, now: Date): Promise<void> {
  const inbox = await prisma.inbox.findMany({ where: { state: { not: 'done' } }, select: { id: true, state: true, error: true } })
  expect(inbox).toEqual([])
  const stuck = { OR: [{ state: { in: ['sending', 'failed'] } }, { state: 'due', dueAt: { lte: now } }] }
  expect(await prisma.outbox.findMany({ where: stuck, select: { id: true, state: true, error: true, notice: true } })).toEqual([])
}

type Arrived = { address: string; id: string }

/** A message nobody has on record must be one that is on record as uncertain, and nothing on record may be missing or be two. */
async function eachNotificationOnce(prisma: PrismaClient, world: World): Promise<{ messages: number; uncertain: number }> {
  const rows = await prisma.outbox.findMany({ where: { state: { in: ['sent', 'uncertain'] } } })
  const arrived = [...onTelegram(world), ...onSlack(world)]
  const there = new Set(arrived.map(({ id }) => id))
  const sent = rows.filter((row) => row.state === 'sent' && row.ref !== null)
  const onRecord = new Set(sent.flatMap((row) => idsOf(row.ref as string)))
  expect([...onRecord].filter((id) => !there.has(id))).toEqual([])
  const afresh = sent.filter((row) => row.mode !== 'update').map((row) => row.ref)
  expect(afresh.filter((ref, at) => afresh.indexOf(ref) !== at)).toEqual([])
  const uncertain = rows.filter((row) => row.state === 'uncertain')
  const room = new Map<string, number>()
  for (const { address } of uncertain) room.set(address, (room.get(address) ?? 0) + 1)
  const beyond = arrived.filter(({ id, address }) => {
    if (onRecord.has(id)) return false
    const left = room.get(address) ?? 0
    room.set(address, left - 1)
    return left <= 0
  })
  expect(beyond).toEqual([])
  return { messages: arrived.length, uncertain: uncertain.length }
}

function idsOf(ref: string): string[] {
  const telegram = postedOnTelegram(ref)
  if (telegram) return telegram.messages.map((id) => `telegram ${telegram.chat}/${id}`)
  const slack = postedOnSlack(ref)
  return slack ? slack.parts.map((ts) => `slack ${slack.channel}/${ts}`) : []
}

function onTelegram({ telegram, people }: World): Arrived[] {
  return [...people.values()].flatMap(({ address }) => {
    const match = /^telegram:(\d+)$/.exec(address)
    if (!match) return []
    const texts = telegram.chat(Number(match[1])).byBot()
    return texts.filter((one) => !one.file).map(({ id }) => ({ address, id: `telegram ${match[1]}/${id}` }))
  })
}

function onSlack({ slack, people }: World): Arrived[] {
  return [...people.values()].flatMap(({ address }) => {
    const user = /^slack:\w+:(\w+)$/.exec(address)?.[1]
    if (!user || !slack.hasDm(user)) return []
    const channel = slack.dmWith(user)
    const texts = slack.messagesIn(channel).filter((one) => one.bot && shown(one.text, one.blocks).text !== '')
    return texts.map(({ ts }) => ({ address, id: `slack ${channel}/${ts}` }))
  })
}
