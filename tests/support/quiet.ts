import type { PrismaClient } from '../../src/store/generated/client.ts'

/**
 * Until nothing on the server is older than now: a change is read again, and not forgotten, as long as some other transaction there, of whichever
 * database, began before it, and other suites use the same server.
 */
export async function quiet(prisma: PrismaClient): Promise<void> {
  const [{ now } = { now: 0n }] = await prisma.$queryRaw<{ now: bigint }[]>`
    SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS now`
  for (;;) {
    const [{ settled } = { settled: now }] = await prisma.$queryRaw<{ settled: bigint }[]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled`
    if (settled >= now) return
  }
}
