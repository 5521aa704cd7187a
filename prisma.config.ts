import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma wants to download an engine binary; this path makes it use our stand-in (docs/decisions/002).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url))

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Without a DATABASE_URL the stand-in answers from a PGlite in memory, so the checks need no server.
  datasource: { url: process.env.DATABASE_URL || 'postgresql://embedded.invalid/memory' },
})
