import type { Directory } from '../domain/directory-file.ts'
import type { Loaded } from '../domain/directory-merge.ts'
import { idOf } from './directory.ts'
import { loadLinks, loadPeople } from './directory-load-people.ts'
import { type LoadBook, openLoadBook } from './loaded-entries.ts'
import { putPastNeed } from './past-needs.ts'
import type { Db } from './rows.ts'

type Options = { sample: boolean; accounts: boolean; at: Date }
/** A load under way. */
export type Load = Options & { db: Db; book: LoadBook }

/**
 * Writes a directory: entries are known by their keys, so that a second load changes and never doubles; what people changed since the last
 * load stays (domain/directory-merge.ts). With `accounts` (the sample) the people get accounts in the local chat; without, officers become
 * people that codes are made for.
 */
export async function loadDirectory(db: Db, entries: Directory, options: Options): Promise<Loaded> {
  const book = await openLoadBook(db, options.sample)
  const load = { ...options, db, book }
  await loadInstitutes(load, entries)
  await loadExperts(load, entries)
  await loadEnterprises(load, entries)
  await loadEquipment(load, entries)
  await loadPeople(load, entries)
  await loadLinks(load, entries)
  await loadPastNeeds(db, entries)
  await book.save()
  const counts = {
    institutes: entries.institutes.length,
    experts: entries.experts.length,
    enterprises: entries.enterprises.length,
    officers: entries.officers.length,
    pastNeeds: entries.pastNeeds.length,
    ...(entries.equipment && { equipment: entries.equipment.length }),
  }
  return { counts, kept: book.kept }
}

async function loadInstitutes({ db, book, sample }: Load, { institutes }: Directory): Promise<void> {
  for (const { key, name, short, university, clusters } of institutes) {
    const id = idOf('institute', key)
    const data = { name, short, university, clusters }
    await book.put({ kind: 'institutes', ref: id, name }, data, await db.institute.findUnique({ where: { id } }), {
      create: () => db.institute.create({ data: { id, sample, ...data } }),
      update: (part) => db.institute.update({ where: { id }, data: part }),
    })
  }
}

async function loadExperts(load: Load, { experts }: Directory): Promise<void> {
  const { db, book, sample } = load
  for (const e of experts) {
    const id = idOf('expert', e.key)
    const row = await db.expert.findUnique({ where: { id }, include: { achievements: true } })
    if (row?.erasedAt) continue
    const { name, title, post, fields, keywords, profile, cap, languages, phone, email } = e
    const data = {
      ...{ name, title, post, fields, keywords, profile, cap, languages, phone, email },
      instituteId: idOf('institute', e.institute),
      conflicts: e.conflicts.map((key) => idOf('enterprise', key)),
      awayFrom: e.away?.from ?? null,
      awayUntil: e.away?.until ?? null,
    }
    await book.put({ kind: 'experts', ref: id, name }, data, row, {
      create: () => db.expert.create({ data: { id, sample, ...data } }),
      update: (part) => db.expert.update({ where: { id }, data: part }),
    })
    await loadAchievements(load, e, row?.achievements ?? [])
  }
}

/** Those that stay keep their rows: an achievement that was there before is no news. Those that people added stay. */
async function loadAchievements(
  { db, book }: Load,
  { key, achievements }: Directory['experts'][number],
  stand: { id: string }[],
): Promise<void> {
  const expertId = idOf('expert', key)
  const standing = (ref: string) => stand.find(({ id }) => id === ref)
  const refs = new Map(achievements.map((a) => [idOf('achievement', `${key}/${a.key}`), a]))
  for (const [id, { title, summary, year }] of refs) {
    const data = { title, summary, year }
    await book.putUnlessGone({ kind: 'achievements', ref: id, name: title, ofId: expertId }, data, standing(id), {
      create: () => db.achievement.create({ data: { id, expertId, ...data } }),
      update: (part) => db.achievement.update({ where: { id }, data: part }),
    })
  }
  await db.achievement.deleteMany({ where: { id: { in: book.dropped(expertId, new Set(refs.keys()), standing) } } })
}

async function loadEnterprises({ db, book, sample, at }: Load, { enterprises }: Directory): Promise<void> {
  for (const e of enterprises) {
    const id = idOf('enterprise', e.key)
    const { name, creditCode, township, cluster, products, tier } = e
    const data = { name, creditCode, township, cluster, products, tier, industryCode: e.industry?.code, industryName: e.industry?.name }
    await book.put({ kind: 'enterprises', ref: id, name }, data, await db.enterprise.findUnique({ where: { id } }), {
      create: () => db.enterprise.create({ data: { id, sample, verifiedAt: e.verified ? at : null, ...data } }),
      update: (part) => db.enterprise.update({ where: { id }, data: part }),
    })
  }
}

async function loadEquipment({ db, book, sample }: Load, { equipment = [] }: Directory): Promise<void> {
  for (const { key, institute, ...said } of equipment) {
    const id = idOf('equipment', key)
    const data = { ...said, instituteId: idOf('institute', institute) }
    await book.put({ kind: 'equipment', ref: id, name: said.name }, data, await db.equipment.findUnique({ where: { id } }), {
      create: () => db.equipment.create({ data: { id, sample, ...data } }),
      update: (part) => db.equipment.update({ where: { id }, data: part }),
    })
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
