import type { Leases } from '../bot/traffic.ts'
import type { PrismaClient } from './generated/client.ts'

export function leases(prisma: PrismaClient): Leases {
  return {
    async hold(name, holder, now, until) {
      const rows = await prisma.$executeRaw`
        INSERT INTO "Lease" ("name", "holder", "until") VALUES (${name}, ${holder}, ${until})
        ON CONFLICT ("name") DO UPDATE SET "holder" = EXCLUDED."holder", "until" = EXCLUDED."until"
        WHERE "Lease"."holder" = EXCLUDED."holder" OR "Lease"."until" <= ${now}`
      return rows === 1
    },
    async release(holder, until) {
      await prisma.lease.updateMany({ where: { holder }, data: { holder: '', until } })
    },
  }
}
