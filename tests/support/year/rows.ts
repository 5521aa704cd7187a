import type { PrismaClient } from '../../../src/store/generated/client.ts'

/** History that was read before; it only ever grows. */
export type Read = { last: bigint; entries: Map<string, Entry[]> }
export type Entry = { id: bigint; needId: string; at: Date; event: string; note: string | null; actorId: string | null }

export function nothingRead(): Read {
  return { last: 0n, entries: new Map() }
}

/** Every row that a figure may come from, as it stands now. Demo enterprises and their needs are left out here, and nowhere else. */
export async function readRows(prisma: PrismaClient, read: Read) {
  const select = { id: true, needId: true, at: true, event: true, note: true, actorId: true } as const
  for (const entry of await prisma.history.findMany({ where: { id: { gt: read.last } }, orderBy: { id: 'asc' }, select })) {
    read.last = entry.id
    const of = read.entries.get(entry.needId) ?? []
    read.entries.set(entry.needId, of)
    of.push(entry)
  }
  const enterprises = new Map((await prisma.enterprise.findMany({ where: { sample: false } })).map((row) => [row.id, row]))
  const needs = (await prisma.need.findMany({ select: columns })).filter(({ enterpriseId }) => enterprises.has(enterpriseId ?? ''))
  return {
    enterprises,
    needs,
    entries: read.entries,
    institutes: await prisma.institute.findMany({ where: { sample: false } }),
    instituteOf: new Map((await prisma.expert.findMany()).map(({ id, instituteId }) => [id, instituteId])),
    workplaceOf: new Map((await prisma.person.findMany()).map(({ id, enterpriseId }) => [id, enterpriseId])),
    claims: grouped(await prisma.claim.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] })),
    visits: grouped(await prisma.visit.findMany({ where: { state: 'done' } })),
    outcomes: grouped(await prisma.outcome.findMany({ where: { state: 'confirmed' }, include: { shares: true } })),
    matters: await prisma.matter.findMany(),
  }
}

export type Rows = Awaited<ReturnType<typeof readRows>>
export type NeedRow = Rows['needs'][number]

const columns = {
  ...{ id: true, number: true, state: true, title: true, field: true, enterpriseId: true, posterId: true, officerId: true },
  ...{ splitFromId: true, endReason: true, deadline: true, dueAt: true, publishedAt: true, solvedAt: true, closedAt: true },
} as const

function grouped<T extends { needId: string }>(rows: T[]): Map<string, T[]> {
  const byNeed = new Map<string, T[]>()
  for (const row of rows) {
    const of = byNeed.get(row.needId)
    if (of) of.push(row)
    else byNeed.set(row.needId, [row])
  }
  return byNeed
}
