import type { Snapshot } from '../domain/exchange/entries.ts'
import { type Kind, kinds, type Stored, type Values } from '../domain/exchange/table.ts'
import { tables } from '../domain/exchange/tables.ts'
import { putPastNeed, removePastNeeds } from './past-needs.ts'
import type { Db } from './rows.ts'

/** The table each kind stands in, and which of its rows. */
const places: Record<Kind, { table: string; where?: string; stamp?: 'createdAt' | 'updatedAt' }> = {
  institutes: { table: 'Institute', stamp: 'updatedAt' },
  enterprises: { table: 'Enterprise', stamp: 'updatedAt' },
  experts: { table: 'Expert', stamp: 'updatedAt' },
  teams: { table: 'ResearchTeam' },
  achievements: { table: 'Achievement', stamp: 'updatedAt' },
  equipment: { table: 'Equipment', stamp: 'updatedAt' },
  qualifications: { table: 'Qualification' },
  contacts: { table: 'Person', where: 't."enterpriseId" IS NOT NULL', stamp: 'createdAt' },
  managers: { table: 'Person', where: 't."managesId" IS NOT NULL', stamp: 'createdAt' },
  officers: { table: 'Person', where: 'cardinality(t."roles") > 0', stamp: 'createdAt' },
  needs: { table: 'Need', where: 't."number" IS NOT NULL' },
}

/** What makes an entry one that can't be taken away: a row elsewhere that names it (t). */
const uses: Record<Kind, string[]> = {
  institutes: [
    ...['Expert', 'ResearchTeam', 'Equipment', 'OutcomeShare', 'Application', 'Target'].map(
      (table) => `SELECT 1 FROM "${table}" u WHERE u."instituteId" = t."id"`,
    ),
    'SELECT 1 FROM "Person" u WHERE u."managesId" = t."id"',
    `SELECT 1 FROM "OfficerLink" u WHERE u."kind" = 'institute' AND u."ref" = t."id"`,
  ],
  enterprises: [
    ...['Need', 'Person', 'Verification', 'Code', 'Qualification'].map(
      (table) => `SELECT 1 FROM "${table}" u WHERE u."enterpriseId" = t."id"`,
    ),
    `SELECT 1 FROM "OfficerLink" u WHERE u."kind" IN ('enterprise', 'project') AND u."ref" = t."id"`,
  ],
  experts: [
    ...['Person', 'Invitation', 'Claim', 'Verification', 'Achievement', 'TeamMember', 'Application', 'Panelist', 'Opinion'].map(
      (table) => `SELECT 1 FROM "${table}" u WHERE u."expertId" = t."id"`,
    ),
    'SELECT 1 FROM "ResearchTeam" u WHERE u."leaderId" = t."id" OR t."id" = ANY(u."memberIds")',
    `SELECT 1 FROM "OfficerLink" u WHERE u."kind" = 'talent' AND u."ref" = t."id"`,
  ],
  teams: [],
  achievements: [],
  equipment: [],
  qualifications: [],
  contacts: personUses(),
  managers: personUses(),
  officers: personUses(),
  needs: ['SELECT 1 FROM "Outcome" u WHERE u."needId" = t."id"', 'SELECT 1 FROM "CaseCard" u WHERE u."needId" = t."id"'],
}

function personUses(): string[] {
  return [
    ...['Account', 'Verification', 'Delivery'].map((table) => `SELECT 1 FROM "${table}" u WHERE u."personId" = t."id"`),
    'SELECT 1 FROM "Need" u WHERE u."posterId" = t."id" OR u."officerId" = t."id"',
  ]
}

const links = (kind: string) =>
  `(SELECT COALESCE(jsonb_agg(l."ref" ORDER BY l."ref"), '[]') FROM "OfficerLink" l WHERE l."personId" = t."id" AND l."kind" = '${kind}')`
const projectLinks = `(SELECT COALESCE(jsonb_agg(jsonb_build_array(l."label", l."ref") ORDER BY l."label", l."ref"), '[]') FROM "OfficerLink" l WHERE l."personId" = t."id" AND l."kind" = 'project')`
const day = (column: string) => `to_char(t."${column}" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`

/** The columns of a kind as one JSON object; nothing beside them leaves the database. */
function selected(kind: Kind): string {
  if (kind === 'needs')
    return `jsonb_build_object('id', t."id", 'number', t."number", 'title', t."title", 'state', t."state", 'field', t."field", 'type', t."type",
      'enterpriseId', t."enterpriseId", 'visibility', t."visibility", 'outcome', t."result",
      'description', (SELECT string_agg(p."text", E'\\n' ORDER BY p."position") FROM "NeedPart" p WHERE p."needId" = t."id"),
      'expertId', (SELECT c."expertId" FROM "Claim" c WHERE c."needId" = t."id" ORDER BY c."at" DESC LIMIT 1),
      'postedAt', ${day('publishedAt')}, 'claimedAt', ${day('claimedAt')}, 'solvedAt', ${day('solvedAt')})`
  const own = tables[kind].columns
    .filter(({ key, virtual }) => !virtual && !key.startsWith('linked'))
    .map(({ key }) => `'${key}', t."${key}"`)
  const linked =
    kind === 'officers'
      ? [
          `'linkedEnterprises', ${links('enterprise')}`,
          `'linkedInstitutes', ${links('institute')}`,
          `'linkedTalents', ${links('talent')}`,
          `'linkedProjects', ${projectLinks}`,
        ]
      : []
  // a function takes 100 arguments at most
  const pairs = [...own, ...linked]
  const parts = Array.from(
    { length: Math.ceil(pairs.length / 40) },
    (_, i) => `jsonb_build_object(${pairs.slice(i * 40, i * 40 + 40).join(', ')})`,
  )
  return parts.join(' || ')
}

async function read(db: Db, kind: Kind, ids?: readonly string[]): Promise<Stored[]> {
  const { table, where } = places[kind]
  const conditions = [...(where ? [where] : []), ...(ids ? ['t."id" = ANY($1)'] : [])]
  const sql = `SELECT ${selected(kind)} AS "entry" FROM "${table}" t ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY t."id"`
  // one value instead of thousands of rows: most of the time would go into handing them over
  const rows = await db.$queryRawUnsafe<{ all: Stored[] | null }[]>(
    `SELECT json_agg(e."entry") AS "all" FROM (${sql}) e`,
    ...(ids ? [ids] : []),
  )
  return rows[0]?.all ?? []
}

export function entries(db: Db) {
  return {
    async snapshot(wanted: readonly Kind[]): Promise<Snapshot> {
      const snapshot: Snapshot = {}
      for (const kind of wanted) snapshot[kind] = await read(db, kind)
      return snapshot
    },
    entries: (kind: Kind, ids: readonly string[]) => read(db, kind, ids),
    async lock(wanted: readonly Kind[]): Promise<void> {
      const names = new Set(kinds.filter((kind) => wanted.includes(kind)).map((kind) => `"${places[kind].table}"`))
      // in the same order for all, or two imports would wait for each other
      for (const name of [...names].sort()) await db.$executeRawUnsafe(`LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE`)
    },
    async insert(kind: Kind, rows: readonly { id: string; values: Values }[], at: Date): Promise<void> {
      if (kind === 'needs') {
        for (const { id, values } of rows) await putPastNeed(db, pastNeedOf(id, values))
        return
      }
      const { table, stamp } = places[kind]
      for (const { keys, group } of byKeys(rows)) {
        const columns = ['id', ...keys].map((key) => `"${key}"`)
        const sql = `INSERT INTO "${table}" (${[...columns, ...(stamp ? [`"${stamp}"`] : [])].join(', ')})
          SELECT ${[...columns.map((column) => `r.${column}`), ...(stamp ? ['$2::timestamptz'] : [])].join(', ')}
          FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) r`
        for (const part of parts(group))
          await db.$executeRawUnsafe(sql, JSON.stringify(part.map(({ id, values }) => ({ ...values, id }))), ...(stamp ? [at] : []))
      }
      if (kind === 'officers') await putLinks(db, rows)
    },
    async update(kind: Kind, rows: readonly { id: string; values: Values }[], at: Date): Promise<void> {
      const { table, stamp } = places[kind]
      for (const { keys, group } of byKeys(rows)) {
        if (keys.length === 0) continue
        const sets = keys.map((key) => `"${key}" = r."${key}"`)
        const stamped = stamp === 'updatedAt'
        const sql = `UPDATE "${table}" t SET ${[...sets, ...(stamped ? ['"updatedAt" = $2::timestamptz'] : [])].join(', ')}
          FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) r WHERE t."id" = r."id"`
        for (const part of parts(group))
          await db.$executeRawUnsafe(sql, JSON.stringify(part.map(({ id, values }) => ({ ...values, id }))), ...(stamped ? [at] : []))
      }
      if (kind === 'officers') await putLinks(db, rows)
    },
    async remove(kind: Kind, ids: readonly string[]): Promise<string[]> {
      const used = await inUse(db, kind, ids)
      const free = ids.filter((id) => !used.includes(id))
      if (kind === 'needs') await removePastNeeds(db, free)
      else if (free.length > 0) await db.$executeRawUnsafe(`DELETE FROM "${places[kind].table}" WHERE "id" = ANY($1)`, free)
      return used
    },
  }
}

async function inUse(db: Db, kind: Kind, ids: readonly string[]): Promise<string[]> {
  if (uses[kind].length === 0 || ids.length === 0) return []
  const sql = `SELECT t."id" FROM "${places[kind].table}" t WHERE t."id" = ANY($1) AND (${uses[kind].map((use) => `EXISTS (${use})`).join(' OR ')})`
  return (await db.$queryRawUnsafe<{ id: string }[]>(sql, ids)).map(({ id }) => id)
}

const batch = 1_000

function parts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) => rows.slice(i * batch, (i + 1) * batch))
}

/** Rows that write the same columns of the table go together. */
function byKeys(rows: readonly { id: string; values: Values }[]): { keys: string[]; group: { id: string; values: Values }[] }[] {
  const groups = new Map<string, { keys: string[]; group: { id: string; values: Values }[] }>()
  for (const row of rows) {
    const keys = Object.keys(row.values)
      .filter((key) => !key.startsWith('linked'))
      .sort()
    const found = groups.get(keys.join()) ?? { keys, group: [] }
    groups.set(keys.join(), found)
    found.group.push(row)
  }
  return [...groups.values()]
}

const linkColumns = {
  linkedEnterprises: 'enterprise',
  linkedInstitutes: 'institute',
  linkedTalents: 'talent',
  linkedProjects: 'project',
} as const

/** What a row says of the links of an officer stands afterwards; of what it doesn't say, nothing changes. */
async function putLinks(db: Db, rows: readonly { id: string; values: Values }[]): Promise<void> {
  for (const { id: personId, values } of rows)
    for (const [column, kind] of Object.entries(linkColumns)) {
      const linked = values[column]
      if (!Array.isArray(linked)) continue
      await db.officerLink.deleteMany({ where: { personId, kind } })
      const data = linked.map((one) => (Array.isArray(one) ? { label: String(one[0]), ref: String(one[1]) } : { ref: String(one) }))
      await db.officerLink.createMany({ data: data.map((link) => ({ personId, kind, ...link })), skipDuplicates: true })
    }
}

function pastNeedOf(id: string, values: Values) {
  const text = (key: string) => String(values[key] ?? '')
  return {
    id,
    key: id,
    ...{ number: text('number'), title: text('title'), description: text('description'), field: text('field'), type: text('type') },
    ...{ visibility: text('visibility'), outcome: text('outcome'), enterpriseId: text('enterpriseId'), expertId: text('expertId') },
    ...{ postedAt: text('postedAt'), claimedAt: text('claimedAt'), solvedAt: text('solvedAt') },
  }
}
