/** What is kept of one person, and how it is forgotten. */
import type { PersonalData, Privacy } from '../domain/privacy.ts'
import { erasedName } from '../domain/privacy.ts'
import { Prisma } from './generated/client.ts'
import type { Db } from './rows.ts'

type Rows = Record<string, unknown>[]

/** Everything of this person's own, by table; of needs that are others' only the number. */
export async function dataOf(db: Db, personId: string): Promise<PersonalData> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, include: { enterprise: { select: { name: true } } } })
  const { enterprise, enterpriseId: _, sample: __, ...own } = person
  const expertId = person.expertId ?? ''
  const number = { need: { select: { number: true } } } as const
  const flat = (rows: (object & { need: { number: string | null } })[]): Rows =>
    rows.map(({ need, ...rest }) => ({ number: need.number, ...rest }))
  const needs = await db.need.findMany({ where: { posterId: personId }, orderBy: { createdAt: 'asc' } })
  const ids = needs.map(({ id }) => id)
  return {
    person: [{ ...own, enterprise: enterprise?.name }],
    accounts: await db.account.findMany({ where: { personId } }),
    consents: await db.consent.findMany({ where: { personId }, select: { version: true, askedAt: true, at: true, withdrawnAt: true } }),
    verifications: await db.verification.findMany({ where: { personId }, select: { kind: true, state: true, createdAt: true } }),
    digests: await db.digestChoice.findMany({ where: { personId } }),
    links: await db.officerLink.findMany({ where: { personId } }),
    expert: await db.expert.findMany({
      where: { id: expertId },
      include: { achievements: { select: { title: true, summary: true, year: true } } },
    }),
    needs: needs.map((need) => ({
      number: need.number,
      title: need.title,
      state: need.state,
      createdAt: need.createdAt,
      answers: need.answers,
    })),
    words: flat(
      await db.needPart.findMany({ where: { needId: { in: ids } }, select: { text: true, at: true, ...number }, orderBy: { at: 'asc' } }),
    ),
    files: await filesOf(db, personId),
    questions: flat(await db.question.findMany({ where: { expertId }, select: { text: true, askedAt: true, ...number } })),
    asked: flat(await db.invitation.findMany({ where: { expertId }, select: { state: true, passReason: true, askedAt: true, ...number } })),
    claims: flat(await db.claim.findMany({ where: { expertId }, select: { firstStep: true, at: true, ended: true, ...number } })),
    visits: flat(
      await db.visit.findMany({
        where: { OR: [{ byId: personId }, { doneById: personId }] },
        select: { day: true, found: true, ...number },
      }),
    ),
    tasks: flat(await db.task.findMany({ where: { ownerId: personId }, select: { text: true, dueOn: true, doneAt: true, ...number } })),
    outcomes: flat(
      await db.outcome.findMany({ where: { byId: personId }, select: { kind: true, on: true, note: true, evidence: true, ...number } }),
    ),
    applications: await db.application.findMany({
      where: { byId: personId },
      select: { approach: true, team: true, cost: true, weeks: true, state: true },
    }),
    acts: flat(
      await db.history.findMany({
        where: { actorId: personId },
        select: { at: true, event: true, note: true, chat: true, ...number },
        orderBy: { id: 'asc' },
      }),
    ),
    reads: flat(await db.readLog.findMany({ where: { personId }, select: { at: true, kind: true, ...number }, orderBy: { id: 'asc' } })),
    refused: await db.refusal.findMany({ where: { personId }, select: { at: true } }),
  }
}

async function filesOf(db: Db, byId: string): Promise<Rows> {
  const rows = await db.needFile.findMany({ where: { byId }, select: { at: true, file: { select: { name: true, size: true } } } })
  return rows.map(({ at, file }) => ({ ...file, at }))
}

const numberOrAddress = '[[:alnum:]_.+-]+@[[:alnum:]-]+(\\.[[:alnum:]-]+)+|1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}[- ]?[0-9]{7,8}'

/** Columns of words about needs, in which contact details of whoever leaves must not stay. `r`: the row. */
const wordsAboutNeeds: [table: string, columns: string[]][] = [
  ['NeedPart', ['text']],
  ['Question', ['text', 'answer']],
  ['Claim', ['firstStep']],
  ['Visit', ['who', 'found', 'suggestions', 'reason']],
  ['Task', ['text', 'ownerName']],
  ['Outcome', ['note', 'evidence']],
  ['History', ['note']],
]

/** Forgets a person in this transaction: see the contract. */
export async function erase(
  db: Db,
  personId: string,
  at: Date,
  { forgetDraft, forgetFiles }: Pick<Privacy, 'forgetDraft' | 'forgetFiles'>,
): Promise<void> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } })
  for (const { id } of await db.need.findMany({ where: { posterId: personId, number: null }, select: { id: true } })) await forgetDraft(id)
  await cleanWords(db, person)
  await cleanValues(db, person.name)
  await forgetTraffic(db, personId, forgetFiles)
  await db.undo.deleteMany({ where: { actorId: personId } })
  for (const where of [{ personId }]) {
    await db.verification.deleteMany({ where })
    await db.digestChoice.deleteMany({ where })
    await db.officerLink.deleteMany({ where })
    await db.code.deleteMany({ where })
    await db.account.deleteMany({ where })
    await db.consent.updateMany({ where: { ...where, withdrawnAt: null }, data: { withdrawnAt: at } })
  }
  await db.person.updateMany({ where: { substituteId: personId }, data: { substituteId: null } })
  if (person.expertId) await eraseExpert(db, person.expertId, at)
  const loaded = [personId, person.expertId].filter((id) => id !== null)
  await db.loadedEntry.deleteMany({ where: { OR: [{ ref: { in: loaded } }, { ofId: { in: loaded } }] } })
  const nothing = { post: null, phone: null, email: null, enterpriseId: null, expertId: null, managesId: null, substituteId: null }
  const nowhere = { awayFrom: null, awayUntil: null, quietFrom: null, quietUntil: null, roles: [], townships: [] }
  await db.person.update({ where: { id: personId }, data: { name: erasedName, ...nothing, ...nowhere, erasedAt: at } })
}

/** What somebody wrote of needs stays with the enterprise; their name, number and addresses in it don't. */
async function cleanWords(
  db: Db,
  { id, name, phone, email, expertId }: { id: string; name: string; phone: string | null; email: string | null; expertId: string | null },
) {
  await db.$executeRaw`SELECT set_config('shibaiqian.erasing', 'on', true)`
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Need" WHERE "posterId" = ${id} UNION SELECT "needId" FROM "History" WHERE "actorId" = ${id}
    UNION SELECT "needId" FROM "Claim" WHERE "expertId" = ${expertId} UNION SELECT "needId" FROM "TeamMember" WHERE "expertId" = ${expertId}`
  const needs = rows.map((row) => row.id)
  const own = [name, phone, email].filter((value): value is string => value !== null && value.length >= 2)
  const cleaned = (column: string) =>
    own.reduce(
      (sql, value) => Prisma.sql`replace(${sql}, ${value}, '…')`,
      Prisma.sql`regexp_replace(${Prisma.raw(`"${column}"`)}, ${numberOrAddress}, '…', 'g')`,
    )
  for (const [table, columns] of wordsAboutNeeds)
    for (const column of columns)
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${Prisma.raw(`"${column}"`)} = ${cleaned(column)}
        WHERE "needId" = ANY(${needs}) AND ${Prisma.raw(`"${column}"`)} IS DISTINCT FROM ${cleaned(column)}`
  for (const column of ['title', 'result', 'endReason', 'endCall'])
    await db.$executeRaw`UPDATE "Need" SET ${Prisma.raw(`"${column}"`)} = ${cleaned(column)} WHERE "id" = ANY(${needs}) AND ${Prisma.raw(`"${column}"`)} IS DISTINCT FROM ${cleaned(column)}`
  for (const value of own)
    await db.$executeRaw`UPDATE "Need" SET "answers" = replace("answers"::text, ${value}, '…')::jsonb WHERE "id" = ANY(${needs}) AND strpos("answers"::text, ${value}) > 0`
  if (expertId) await db.teamMember.updateMany({ where: { expertId }, data: { name: erasedName } })
}

/** Where a name stands as a value of its own, in reports that went out and agreed stories; and anywhere in what was put in the post. */
async function cleanValues(db: Db, name: string): Promise<void> {
  const [value, instead] = [JSON.stringify(name), JSON.stringify(erasedName)]
  for (const [table, column] of [
    ['Report', 'figures'],
    ['CaseCard', 'story'],
  ])
    await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${Prisma.raw(`"${column}"`)} = replace(${Prisma.raw(`"${column}"`)}::text, ${value}, ${instead})::jsonb
      WHERE strpos(${Prisma.raw(`"${column}"`)}::text, ${value}) > 0`
  const [bare, bareInstead] = [value.slice(1, -1), instead.slice(1, -1)]
  await db.$executeRaw`UPDATE "Outbox" SET "notice" = replace("notice"::text, ${bare}, ${bareInstead})::jsonb WHERE strpos("notice"::text, ${bare}) > 0`
}

/** Dialogs, cards, the post and the local log of their accounts. That an event came stays, without from whom: a repeat does nothing. */
async function forgetTraffic(db: Db, personId: string, forgetFiles: Privacy['forgetFiles']): Promise<void> {
  const addresses = (await db.account.findMany({ where: { personId }, select: { address: true } })).map(({ address }) => address)
  const at = { address: { in: addresses } }
  await db.dialog.deleteMany({ where: at })
  await db.slot.deleteMany({ where: at })
  await db.outbox.deleteMany({ where: at })
  await db.inbox.updateMany({ where: { chat: { in: addresses }, state: { not: 'due' } }, data: { chat: '', event: {} } })
  const entries = await db.$queryRaw<{ id: number; body: { files?: { id: string }[] } }[]>`
    SELECT "id", "body" FROM "TranscriptEntry" WHERE "chat" = ANY(${addresses}) OR "body"->'by'->>'address' = ANY(${addresses})`
  await db.transcriptEntry.deleteMany({ where: { id: { in: entries.map(({ id }) => id) } } })
  await forgetFiles(entries.flatMap(({ body }) => (body.files ?? []).map(({ id }) => id)))
}

/** The directory entry stays for what counts by institute; it names nobody, and matching does not see it. */
async function eraseExpert(db: Db, id: string, at: Date): Promise<void> {
  await db.achievement.deleteMany({ where: { expertId: id } })
  const nothing = { profile: '', post: null, phone: null, email: null, awayFrom: null, awayUntil: null }
  await db.expert.update({
    where: { id },
    data: { name: erasedName, title: '', fields: [], keywords: [], languages: [], ...nothing, erasedAt: at },
  })
}
