import type { Directory } from '../domain/directory-file.ts'
import { idOf } from './directory.ts'
import { putPastNeed } from './past-needs.ts'
import type { Db } from './rows.ts'

type Options = { sample: boolean; accounts: boolean; at: Date }

/**
 * Writes a directory: entries are known by their keys, so that a second load changes and never doubles. With `accounts`
 * (the sample) the people get accounts in the local chat; without, officers become people that codes are made for.
 */
export async function loadDirectory(db: Db, entries: Directory, options: Options): Promise<Record<string, number>> {
  await loadInstitutes(db, entries, options)
  await loadExperts(db, entries, options)
  await loadEnterprises(db, entries, options)
  await loadEquipment(db, entries, options)
  await loadPeople(db, entries, options)
  await loadLinks(db, entries)
  await loadPastNeeds(db, entries)
  return {
    institutes: entries.institutes.length,
    experts: entries.experts.length,
    enterprises: entries.enterprises.length,
    officers: entries.officers.length,
    pastNeeds: entries.pastNeeds.length,
    ...(entries.equipment && { equipment: entries.equipment.length }),
  }
}

async function loadInstitutes(db: Db, { institutes }: Directory, { sample }: Options): Promise<void> {
  for (const { key, name, short, university, clusters } of institutes) {
    const data = { name, short, university, clusters, sample }
    await db.institute.upsert({ where: { id: idOf('institute', key) }, create: { id: idOf('institute', key), ...data }, update: data })
  }
}

async function loadExperts(db: Db, { experts }: Directory, { sample }: Options): Promise<void> {
  for (const e of experts) {
    const id = idOf('expert', e.key)
    if ((await db.expert.findUnique({ where: { id }, select: { erasedAt: true } }))?.erasedAt) continue
    // without one in the file, leave that was set in chat stays
    const away = e.away ? { awayFrom: e.away.from, awayUntil: e.away.until } : await leaveOf(db, id)
    const { name, title, post, fields, keywords, profile, cap, languages, phone, email } = e
    const data = {
      ...{ name, title, post, fields, keywords, profile, cap, languages, phone, email, sample },
      instituteId: idOf('institute', e.institute),
      conflicts: e.conflicts.map((key) => idOf('enterprise', key)),
      ...away,
    }
    await db.expert.upsert({ where: { id }, create: { id, ...data }, update: data })
    const achievements = e.achievements.map((a) => ({
      id: idOf('achievement', `${e.key}/${a.key}`),
      expertId: id,
      title: a.title,
      summary: a.summary,
      year: a.year,
    }))
    // those that stay keep their rows: an achievement that was there before is no news
    await db.achievement.deleteMany({ where: { expertId: id, id: { notIn: achievements.map((a) => a.id) } } })
    for (const achievement of achievements)
      await db.achievement.upsert({ where: { id: achievement.id }, create: achievement, update: achievement })
  }
}

async function leaveOf(db: Db, expertId: string): Promise<{ awayFrom: string | null; awayUntil: string | null }> {
  const person = await db.person.findUnique({ where: { expertId }, select: { awayFrom: true, awayUntil: true } })
  return person ?? { awayFrom: null, awayUntil: null }
}

async function loadEnterprises(db: Db, { enterprises }: Directory, { sample, at }: Options): Promise<void> {
  for (const e of enterprises) {
    const id = idOf('enterprise', e.key)
    const { name, creditCode, township, cluster, products } = e
    const data = {
      name,
      creditCode,
      township,
      cluster,
      products,
      tier: e.tier,
      industryCode: e.industry?.code,
      industryName: e.industry?.name,
      sample,
    }
    const verifiedAt = e.verified ? at : null
    await db.enterprise.upsert({ where: { id }, create: { id, verifiedAt, ...data }, update: data })
  }
}

/** What the file leaves open stays as it was written in chat, and so does whether it is under repair or out of use. */
async function loadEquipment(db: Db, { equipment = [] }: Directory, { sample }: Options): Promise<void> {
  for (const { key, institute, state, ...said } of equipment) {
    const id = idOf('equipment', key)
    const data = { ...said, instituteId: idOf('institute', institute), sample }
    await db.equipment.upsert({ where: { id }, create: { id, ...data, state }, update: data })
  }
}

async function loadPeople(db: Db, { institutes, experts, enterprises, officers }: Directory, options: Options): Promise<void> {
  for (const o of officers) {
    const roles = o.role === 'officer' ? ['officer'] : o.role === 'head' ? ['head', 'staff'] : ['staff']
    await putPerson(db, `officer:${o.key}`, { name: o.name, post: o.post, phone: o.phone, roles, townships: o.townships }, true, options)
  }
  for (const { key, manager } of institutes) {
    const managesId = idOf('institute', key)
    await putPerson(db, `manager:${key}`, { name: manager.name, phone: manager.phone, managesId }, true, options)
  }
  if (!options.accounts) return
  for (const e of experts) {
    await putPerson(
      db,
      `expert:${e.key}`,
      { name: e.name, post: e.post, phone: e.phone, email: e.email, expertId: idOf('expert', e.key) },
      e.chat,
      options,
    )
  }
  for (const e of enterprises) {
    const enterpriseId = idOf('enterprise', e.key)
    const { name, post, phone } = e.contact
    const id = await putPerson(
      db,
      `contact:${e.contact.key}`,
      { name, post, phone, enterpriseId: e.verified ? enterpriseId : null },
      true,
      options,
    )
    if (e.verified) continue
    const verification = { id: idOf('verification', e.contact.key), kind: 'enterprise', personId: id, enterpriseId, createdAt: options.at }
    await db.verification.upsert({ where: { id: verification.id }, create: verification, update: {} })
  }
}

type PersonData = {
  name: string
  post?: string
  phone?: string
  email?: string
  roles?: string[]
  townships?: string[]
  expertId?: string
  managesId?: string
  enterpriseId?: string | null
}

async function putPerson(db: Db, key: string, data: PersonData, chat: boolean, { sample, accounts, at }: Options): Promise<string> {
  const id = idOf('person', key)
  // rights are granted in chat: loading the directory again takes none away
  const { roles: _, ...update } = data
  // who had themselves erased stays so, whatever the file says
  if ((await db.person.findUnique({ where: { id }, select: { erasedAt: true } }))?.erasedAt) return id
  await db.person.upsert({ where: { id }, create: { id, createdAt: at, sample, ...data }, update })
  if (!accounts || !chat) return id
  const account = { platform: 'local', name: data.name, personId: id, lastSeenAt: at }
  await db.account.upsert({ where: { address: `local:p-${id}` }, create: { address: `local:p-${id}`, ...account }, update: {} })
  return id
}

/** What the file says stands afterwards: a link that is no longer in it is gone. */
async function loadLinks(db: Db, { officers }: Directory): Promise<void> {
  for (const { key, links } of officers) {
    const personId = idOf('person', `officer:${key}`)
    const rows = [
      ...(links?.projects ?? []).map(({ name, enterprise }) => ({ kind: 'project', ref: idOf('enterprise', enterprise), label: name })),
      ...(links?.enterprises ?? []).map((ref) => ({ kind: 'enterprise', ref: idOf('enterprise', ref) })),
      ...(links?.institutes ?? []).map((ref) => ({ kind: 'institute', ref: idOf('institute', ref) })),
      ...(links?.talents ?? []).map((ref) => ({ kind: 'talent', ref: idOf('expert', ref) })),
    ]
    await db.officerLink.deleteMany({ where: { personId } })
    await db.officerLink.createMany({ data: rows.map((row) => ({ personId, ...row })), skipDuplicates: true })
  }
}

async function loadPastNeeds(db: Db, { pastNeeds, enterprises }: Directory): Promise<void> {
  const contacts = new Map(enterprises.map((e) => [e.key, idOf('person', `contact:${e.contact.key}`)]))
  for (const past of pastNeeds) {
    const id = idOf('need', past.key)
    if (await db.need.findUnique({ where: { id }, select: { id: true } })) continue
    const posterId = contacts.get(past.enterprise)
    const known = posterId && (await db.person.findUnique({ where: { id: posterId }, select: { id: true } })) ? posterId : undefined
    const ids = { enterpriseId: idOf('enterprise', past.enterprise), expertId: idOf('expert', past.expert), posterId: known }
    await putPastNeed(db, { ...past, ...ids, id })
  }
}
