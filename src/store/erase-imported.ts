import type { Kind } from '../domain/exchange/table.ts'
import { inJson, type Somebody } from './erase.ts'
import { Prisma } from './generated/client.ts'
import type { Db } from './rows.ts'

const kindsOfPeople = ['experts', 'contacts', 'managers', 'officers'] satisfies Kind[]

/**
 * Rows of imports that are about this person lose all they say, and can't be taken back any more; so do those that nothing came of and that bear the
 * name. Elsewhere the name, number and addresses go. Rows and their verdicts stay, so that what a run did is counted as before.
 */
export async function forgetImported(db: Db, { id, expertId, names, contacts }: Somebody): Promise<void> {
  await db.$executeRaw`
    UPDATE "ImportRow" SET "cells" = '{}', "units" = NULL, "before" = NULL, "after" = NULL, "problems" = '[]', "notes" = '[]', "written" = false
    WHERE "ref" IN (${id}, ${expertId}) OR ("ref" IS NULL AND "kind" = ANY(${kindsOfPeople}) AND "cells"->>'name' = ANY(${names}))
      OR ("kind" = 'achievements' AND (COALESCE("after"->>'expertId', "before"->>'expertId') = ${expertId} OR "ref" IN (SELECT "id" FROM "Achievement" WHERE "expertId" = ${expertId})))`
  for (const value of [...names, ...contacts]) {
    const bare = inJson(value)
    for (const [table, column] of places)
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${Prisma.raw(`"${column}"`)} = replace(${Prisma.raw(`"${column}"`)}::text, ${bare}, '…')::jsonb
        WHERE strpos(${Prisma.raw(`"${column}"`)}::text, ${bare}) > 0`
    await db.$executeRaw`UPDATE "ImportRun" SET "fileName" = replace("fileName", ${value}, '…') WHERE strpos("fileName", ${value}) > 0`
  }
}

const places = [
  ['ImportRow', 'cells'],
  ['ImportRow', 'before'],
  ['ImportRow', 'after'],
  ['ImportRow', 'problems'],
  ['ImportRow', 'notes'],
  ['ImportRun', 'report'],
] as const
