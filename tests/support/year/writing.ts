import type { PrismaClient } from '../../../src/store/generated/client.ts'
import type { Op } from './written-lives.ts'

/** Writes what happened until then. */
export async function write(prisma: PrismaClient, ops: Op[]): Promise<void> {
  const all = <T>(of: (op: Op) => T | T[] | undefined) => ops.flatMap((op) => of(op) ?? []) as T[]
  await prisma.need.createMany({ data: all(({ need }) => need) })
  for (const { set, needId } of ops) if (set) await prisma.need.update({ where: { id: needId }, data: set, select: { id: true } })
  await prisma.history.createMany({ data: all(({ history }) => history) })
  await prisma.visit.createMany({ data: all(({ visit }) => visit) })
  for (const { claim, claimEnds, needId, at } of ops) {
    if (claim) await prisma.claim.create({ data: claim, select: { id: true } })
    if (claimEnds) await prisma.claim.updateMany({ where: { needId, endedAt: null }, data: { endedAt: at, ended: claimEnds } })
  }
  for (const { matter, matterEnds, needId, at } of ops) {
    if (matter || matterEnds) await prisma.matter.updateMany({ where: { needId, endedAt: null }, data: { endedAt: at } })
    if (matter) await prisma.matter.create({ data: matter, select: { id: true } })
  }
  await prisma.outcome.createMany({ data: all(({ outcome }) => outcome) })
  await prisma.outcomeShare.createMany({ data: all(({ shares }) => shares) })
  for (const { setOutcome } of ops)
    if (setOutcome) await prisma.outcome.update({ where: { id: setOutcome.id }, data: setOutcome.data, select: { id: true } })
}
