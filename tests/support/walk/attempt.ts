import type { Reader } from '../../../src/bot/cards/card.ts'
import { draftOf } from '../../../src/bot/cards/render.ts'
import { wordsIn } from '../../../src/bot/words.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import type { Notice } from '../../../src/domain/notices.ts'
import type { Person } from '../../../src/domain/person.ts'
import type { Tx } from '../../../src/domain/store.ts'
import type { Act } from '../../../src/domain/use-cases/act.ts'
import { createMatcherKeeper } from '../../../src/matcher-keeper.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { txOn } from '../../../src/store/index.ts'
import type { TestApp } from '../test-app.ts'

/** What came of a press or a command: refused, or what changed, whether an answer is awaited, and what was answered. */
export type Outcome = {
  refused?: DomainError
  crashed?: unknown
  changed: string[]
  asked?: boolean
  answers: (string | DomainError | undefined)[]
}

/** Written by every press, or of no consequence: everything else is watched. */
const unwatched = [
  'Inbox',
  'Outbox',
  'Slot',
  'Dialog',
  'TranscriptEntry',
  'CodeTry',
  'Lease',
  'MatchChange',
  '_prisma_migrations',
  'walk_journal',
]

/** From now on every row that comes, goes or becomes different is written down in `walk_journal`, in the same transaction. */
export async function watch(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRawUnsafe('CREATE TABLE walk_journal ("name" TEXT NOT NULL)')
  await prisma.$executeRawUnsafe(`CREATE FUNCTION walk_note() RETURNS trigger AS $$ BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'lastSeenAt' = to_jsonb(NEW) - 'lastSeenAt' THEN RETURN NULL; END IF;
    INSERT INTO walk_journal VALUES (TG_TABLE_NAME); RETURN NULL; END $$ LANGUAGE plpgsql`)
  const tables = await prisma.$queryRaw<{ name: string }[]>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  for (const { name } of tables.filter(({ name }) => !unwatched.includes(name)))
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER walk_note AFTER INSERT OR UPDATE OR DELETE ON "${name}" FOR EACH ROW EXECUTE FUNCTION walk_note()`,
    )
}

export async function unwatch(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRawUnsafe('DROP FUNCTION walk_note CASCADE')
  await prisma.$executeRawUnsafe('DROP TABLE walk_journal')
}

const office: Reader['office'] = {
  web: () => 'http://127.0.0.1:8080',
  running: async () => ({ version: '', since: new Date(0), platforms: ['fake'], database: 'embedded' }),
  tables: async () => new Uint8Array(),
  workbook: async () => new Uint8Array(),
  picture: async () => new Uint8Array(),
  letter: async () => new Uint8Array(),
} as unknown as Reader['office']

export type Attempt = { person: Person; address: string; work(act: Act): Promise<void>; done(outcome: Outcome): void }

/**
 * Does each of them as the bot does it, answers rendered as they are when they are sent, and takes it back again: nothing of one is seen by the next.
 * Those that change nothing share a transaction, since that is three quarters of the time.
 */
export function createWalker(t: TestApp) {
  const keeper = createMatcherKeeper()
  const rules = { inviteAtOnce: 3, answerHours: 24, platforms: ['fake'], adminCode: 'correct-horse-battery' }

  async function one(
    tx: Tx,
    db: Pick<PrismaClient, '$queryRaw'>,
    { person, address, work }: Attempt,
  ): Promise<{ outcome: Outcome; dirty: boolean }> {
    const now = t.clock.now()
    const act: Act = { tx, now, rules, matcher: () => keeper.at(tx), actor: { ...person }, address, platform: 'fake' }
    const outcome: Outcome = { changed: [], answers: [] }
    try {
      await work(act)
    } catch (error) {
      if (error instanceof DomainError) outcome.refused = error
      else return { outcome: { ...outcome, crashed: error }, dirty: true }
    }
    const [found] = await db.$queryRaw<{ changed: string[] | null; notices: Notice[] | null; wrote: boolean; asked: boolean }[]>`
      SELECT (SELECT array_agg(DISTINCT "name") FROM walk_journal) AS changed,
      (SELECT jsonb_agg("notice" ORDER BY "id") FROM "Outbox" WHERE "address" = ${address}) AS notices,
      EXISTS (SELECT 1 FROM "Outbox") OR EXISTS (SELECT 1 FROM "Dialog") AS wrote, EXISTS (SELECT 1 FROM "Dialog") AS asked`
    outcome.changed = found?.changed ?? []
    // what a refusal had written is taken back with it
    if (outcome.refused) return { outcome: { ...outcome, changed: [] }, dirty: outcome.changed.length > 0 || (found?.wrote ?? true) }
    outcome.asked = found?.asked ?? false
    const reader: Reader = { tx, person: (await tx.people.find(person.id)) ?? person, words: wordsIn('zh'), now, office }
    try {
      for (const notice of found?.notices ?? []) outcome.answers.push(await rendered(reader, notice))
    } catch (error) {
      return { outcome: { ...outcome, crashed: error }, dirty: true }
    }
    return { outcome, dirty: outcome.changed.length > 0 || (found?.wrote ?? true) }
  }

  async function rendered(reader: Reader, notice: Notice): Promise<string | DomainError | undefined> {
    try {
      const draft = await draftOf(reader, notice)
      return draft && [notice.view === 'say' ? `say:${notice.text}` : notice.view, draft.title ?? '', draft.text].join('\n')
    } catch (error) {
      if (error instanceof DomainError) return error
      throw error
    }
  }

  return async function walk(attempts: readonly Attempt[]): Promise<void> {
    const waiting = [...attempts]
    while (waiting.length > 0) {
      await t.prisma
        .$transaction(
          async (db) => {
            const tx = txOn(db)
            for (let next = waiting.shift(); next; next = waiting.shift()) {
              const { outcome, dirty } = await one(tx, db, next)
              next.done(outcome)
              if (dirty) throw new Back()
            }
            throw new Back()
          },
          { timeout: 120_000, maxWait: 120_000 },
        )
        .catch((error: unknown) => {
          if (!(error instanceof Back)) throw error
        })
    }
  }
}

class Back extends Error {}
