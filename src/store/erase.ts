/** How one person is forgotten. */
import type { Ledger } from '../domain/ledger.ts'
import { erasedName, type Privacy } from '../domain/privacy.ts'
import { forgetImported } from './erase-imported.ts'
import { type Person, Prisma } from './generated/client.ts'
import type { Db } from './rows.ts'

type Sql = Prisma.Sql

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

/** Columns of words that whoever wrote the row is known by. */
const ownWords: typeof wordsAboutNeeds = [
  ['Application', ['approach', 'team']],
  ['Booking', ['purpose', 'reason']],
]

/** Words among the facts of a need, as its history and its ledger keep them (domain/ledger.ts). */
const wordsOfFacts = ['title', 'result', 'endReason', 'endCall'] as const satisfies (keyof Ledger)[]
const keptFacts = [
  ['Need', 'id', 'facts'],
  ['History', 'needId', 'before'],
  ['History', 'needId', 'after'],
] as const

/** Forgets a person in this transaction: see the contract. */
export async function erase(
  db: Db,
  personId: string,
  at: Date,
  { forgetDraft, forgetFiles }: Pick<Privacy, 'forgetDraft' | 'forgetFiles'>,
): Promise<void> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } })
  for (const { id } of await db.need.findMany({ where: { posterId: personId, number: null }, select: { id: true } })) await forgetDraft(id)
  const somebody = await known(db, person)
  await cleanWords(db, somebody)
  await cleanValues(db, somebody)
  await forgetTraffic(db, personId, forgetFiles)
  await forgetImported(db, somebody)
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
  await leaveEvents(db, somebody)
  const loaded = [personId, person.expertId].filter((id) => id !== null)
  await db.loadedEntry.deleteMany({ where: { OR: [{ ref: { in: loaded } }, { ofId: { in: loaded } }] } })
  const nothing = { post: null, phone: null, email: null, enterpriseId: null, expertId: null, managesId: null, substituteId: null }
  const nowhere = { awayFrom: null, awayUntil: null, quietFrom: null, quietUntil: null, roles: [], townships: [] }
  await db.person.update({ where: { id: personId }, data: { name: erasedName, ...nothing, ...nowhere, erasedAt: at } })
}

/** Who it is, and by what they are known here and in the directory. */
export type Somebody = { id: string; expertId: string | null; names: string[]; contacts: string[] }

async function known(db: Db, person: Person): Promise<Somebody> {
  const expert = person.expertId ? await db.expert.findUnique({ where: { id: person.expertId } }) : null
  const distinct = (values: (string | null | undefined)[]) => [
    ...new Set(values.flatMap((value) => (value && value.length >= 2 ? [value] : []))),
  ]
  return {
    id: person.id,
    expertId: person.expertId,
    names: distinct([person.name, expert?.name]),
    contacts: distinct([person.phone, person.email, expert?.phone, expert?.email]),
  }
}

/** What somebody wrote of needs stays with the enterprise; their name, number and addresses in it don't. */
async function cleanWords(db: Db, { id, expertId, names, contacts }: Somebody): Promise<void> {
  await db.$executeRaw`SELECT set_config('shibaiqian.erasing', 'on', true)`
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Need" WHERE "posterId" = ${id} UNION SELECT "needId" FROM "History" WHERE "actorId" = ${id}
    UNION SELECT "needId" FROM "Claim" WHERE "expertId" = ${expertId} UNION SELECT "needId" FROM "TeamMember" WHERE "expertId" = ${expertId}`
  const needs = rows.map((row) => row.id)
  // what they say would stand again
  await db.undo.deleteMany({ where: { OR: [{ actorId: id }, { needId: { in: needs } }] } })
  const own = [...names, ...contacts]
  const cleaned = (words: Prisma.Sql) =>
    own.reduce(
      (sql, value) => Prisma.sql`replace(${sql}, ${value}, '…')`,
      Prisma.sql`regexp_replace(${words}, ${numberOrAddress}, '…', 'g')`,
    )
  for (const [table, columns] of wordsAboutNeeds)
    for (const column of columns.map((name) => Prisma.raw(`"${name}"`)))
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${column} = ${cleaned(column)}
        WHERE "needId" = ANY(${needs}) AND ${column} IS DISTINCT FROM ${cleaned(column)}`
  for (const key of wordsOfFacts) {
    const column = Prisma.raw(`"${key}"`)
    await db.$executeRaw`UPDATE "Need" SET ${column} = ${cleaned(column)} WHERE "id" = ANY(${needs}) AND ${column} IS DISTINCT FROM ${cleaned(column)}`
    for (const [table, id, facts] of keptFacts) {
      const [of, json, word] = [`"${id}"`, `"${facts}"`, `("${facts}"->>'${key}')`].map((sql) => Prisma.raw(sql)) as [Sql, Sql, Sql]
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${json} = jsonb_set(${json}, ARRAY[${key}], to_jsonb(${cleaned(word)}))
        WHERE ${of} = ANY(${needs}) AND ${word} IS DISTINCT FROM ${cleaned(word)}`
    }
  }
  for (const value of own)
    await db.$executeRaw`UPDATE "Need" SET "answers" = replace("answers"::text, ${value}, '…')::jsonb WHERE "id" = ANY(${needs}) AND strpos("answers"::text, ${value}) > 0`
  for (const [table, columns] of ownWords)
    for (const column of columns.map((one) => Prisma.raw(`"${one}"`)))
      await db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${column} = ${cleaned(column)} WHERE "byId" = ${id} AND ${column} IS DISTINCT FROM ${cleaned(column)}`
  if (expertId) await db.teamMember.updateMany({ where: { expertId }, data: { name: erasedName } })
}

/** Where a name stands as a value of its own, in reports that went out and agreed stories; and anywhere in what was put in the post. */
async function cleanValues(db: Db, { names, contacts }: Somebody): Promise<void> {
  const replace = (table: string, column: string, value: string, instead: string) =>
    db.$executeRaw`UPDATE ${Prisma.raw(`"${table}"`)} SET ${Prisma.raw(`"${column}"`)} = replace(${Prisma.raw(`"${column}"`)}::text, ${value}, ${instead})::jsonb
      WHERE strpos(${Prisma.raw(`"${column}"`)}::text, ${value}) > 0`
  for (const name of names) {
    await replace('Report', 'figures', JSON.stringify(name), JSON.stringify(erasedName))
    await replace('CaseCard', 'story', JSON.stringify(name), JSON.stringify(erasedName))
    await replace('Outbox', 'notice', inJson(name), inJson(erasedName))
  }
  for (const contact of contacts) await replace('Outbox', 'notice', inJson(contact), '…')
}

/** As it stands within a text of JSON. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
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
/** They come to no event any more; what they wrote for one goes, who was met stays counted. */
async function leaveEvents(db: Db, { id, expertId }: Somebody): Promise<void> {
  const own = { OR: [{ personId: id }, ...(expertId ? [{ expertId }] : [])] }
  await db.eventGuest.updateMany({ where: own, data: { wish: null, personId: null } })
  if (!expertId) return
  const coming = { event: { state: { in: ['draft', 'open'] }, askedAt: null } }
  await db.eventGuest.updateMany({ where: { expertId, ...coming, state: { in: ['listed', 'asked', 'in'] } }, data: { state: 'out' } })
  await db.eventPair.updateMany({ where: { expertId, ...coming }, data: { state: 'dropped', round: null } })
  await db.eventPair.updateMany({ where: { expertId }, data: { note: null } })
}

async function eraseExpert(db: Db, id: string, at: Date): Promise<void> {
  await db.achievement.deleteMany({ where: { expertId: id } })
  await db.profileChange.deleteMany({ where: { kind: 'expert', ref: id } })
  const nothing = { profile: '', post: null, phone: null, email: null, awayFrom: null, awayUntil: null, mutedUntil: null, monthlyCap: null }
  const noProfile = { department: null, degree: null, homepage: null, serviceTimes: null, subfields: [], disciplines: [], industries: [] }
  const noWork = { solvedProblems: [], papers: [], patents: [], projects: [], serviceForms: [], topics: [], conflicts: [] }
  const data = { name: erasedName, title: '', fields: [], keywords: [], languages: [], ...nothing, ...noProfile, ...noWork, erasedAt: at }
  await db.expert.update({ where: { id }, data })
}
