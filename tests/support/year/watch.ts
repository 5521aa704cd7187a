import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { nothingRead, readRows } from './rows.ts'
import { checkReport, type Made, reportsOf } from './snapshot.ts'

/** Finds reports that were made or counted anew since it looked last, and holds each against the rows as they stand. */
export function createWatch(prisma: PrismaClient) {
  const read = nothingRead()
  const seen = new Map<string, number>()
  return {
    async look(now: Date): Promise<Made[]> {
      const stamps = await prisma.report.findMany({ select: { key: true, at: true } })
      const fresh = new Set(stamps.filter(({ key, at }) => seen.get(key) !== at.getTime()).map(({ key }) => key))
      if (fresh.size === 0) return []
      const reports = (await reportsOf(prisma)).filter(({ key }) => fresh.has(key))
      const rows = await readRows(prisma, read)
      for (const report of reports) await checkReport(prisma, rows, report, now)
      for (const { key, at } of stamps) seen.set(key, at.getTime())
      return reports
    },
  }
}
