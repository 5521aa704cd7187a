/** The files a directory is read from (sample/about.md tells office people how to write them). */
import { z } from 'zod'
import { clusters, fields, needTypes, visibilities } from './code-lists.ts'
import { isCreditCode } from './credit-code.ts'
import { type Problem, sayProblem } from './directory-problems.ts'
import { DomainError } from './errors.ts'
import type { Lang } from './person.ts'
import { equipmentStates } from './profile-codes.ts'

/** 梯次, from first to last. */
export const tiers = ['科技型中小企业', '高新技术企业', '创新型领军企业'] as const

const key = z.string().regex(/^[a-z0-9-]{3,30}$/, 'key')
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 ()-]{4,19}$/, 'phone')
const cluster = z.enum(clusters.map((entry) => entry.code))
const day = z.iso.date()

function line(max: number) {
  return z.string().trim().min(1).max(max)
}

export const InstituteEntry = z.strictObject({
  key,
  name: line(80),
  short: line(20),
  university: line(60),
  clusters: z.array(cluster).min(1),
  township: line(30).optional(),
  manager: z.strictObject({ name: line(40), phone: phone.optional() }),
})
export type InstituteEntry = z.infer<typeof InstituteEntry>

export const AchievementEntry = z.strictObject({ key, title: line(120), summary: line(1000), year: z.int().min(1980).max(2100).optional() })
export type AchievementEntry = z.infer<typeof AchievementEntry>

export const ExpertEntry = z.strictObject({
  key,
  name: line(40),
  institute: key,
  title: line(30),
  post: line(60).optional(),
  fields: z.array(z.enum(fields.map((entry) => entry.code))).max(3),
  keywords: z.array(line(30)).max(20),
  profile: z.string().trim().max(2000),
  achievements: z.array(AchievementEntry).max(20).default([]),
  /** How many needs at once. */
  cap: z.int().min(1).max(20).default(3),
  /** Languages the expert works in; empty: not known. */
  languages: z.array(z.enum(['zh', 'en'])).default([]),
  /** Keys of enterprises this expert must not be asked by: a post or shares there, or at a rival. */
  conflicts: z.array(key).max(50).default([]),
  /** On leave; both days included. */
  away: z.strictObject({ from: day, until: day }).optional(),
  phone: phone.optional(),
  email: z.email().optional(),
  /** Whether the sample gives this expert a chat account. */
  chat: z.boolean().default(true),
})
export type ExpertEntry = z.infer<typeof ExpertEntry>

export const EnterpriseEntry = z.strictObject({
  key,
  name: line(80),
  creditCode: z.string().trim().toUpperCase().refine(isCreditCode, 'creditCode').optional(),
  township: line(30).optional(),
  /** GB/T 4754-2017: section letter and division, or the division alone. */
  industry: z.strictObject({ code: z.string().regex(/^[A-T]?\d{2}$/, 'industry'), name: line(60) }).optional(),
  cluster: cluster.optional(),
  tier: z.enum(tiers).nullable().default(null),
  products: line(300).optional(),
  contact: z.strictObject({ key, name: line(40), post: line(60).optional(), phone: phone.optional() }),
  verified: z.boolean().default(true),
})
export type EnterpriseEntry = z.infer<typeof EnterpriseEntry>

/** “五个一”联系制度, beside townships: what a liaison officer is linked to. */
export const OfficerLinks = z.strictObject({
  projects: z
    .array(z.strictObject({ name: line(60), enterprise: key }))
    .max(200)
    .default([]),
  enterprises: z.array(key).max(200).default([]),
  institutes: z.array(key).max(50).default([]),
  talents: z.array(key).max(200).default([]),
})

export type OfficerLinks = z.infer<typeof OfficerLinks>

export const OfficerEntry = z
  .strictObject({
    key,
    name: line(40),
    role: z.enum(['officer', 'staff', 'head']),
    post: line(60).optional(),
    townships: z.array(line(30)).default([]),
    links: OfficerLinks.optional(),
    phone: phone.optional(),
  })
  .refine(({ role, links }) => role === 'officer' || links === undefined, { path: ['links'], message: 'links' })
export type OfficerEntry = z.infer<typeof OfficerEntry>

export const PastNeedEntry = z.strictObject({
  key,
  number: z.string().regex(/^\d{4}-\d{4}$/, 'number'),
  title: line(80),
  description: line(4000),
  field: z.enum(fields.map((entry) => entry.code)),
  type: z.enum(needTypes.map((entry) => entry.code)),
  enterprise: key,
  expert: key,
  postedAt: day,
  claimedAt: day,
  solvedAt: day,
  outcome: line(1000),
  visibility: z.enum(visibilities.map((entry) => entry.code)),
})
export type PastNeedEntry = z.infer<typeof PastNeedEntry>

/** An instrument an institute shares; the file may be left out. */
export const EquipmentEntry = z.strictObject({
  key,
  name: line(60),
  institute: key,
  model: line(60).optional(),
  code: line(40).optional(),
  make: line(60).optional(),
  /** 万元. */
  value: z.number().min(0).max(1_000_000).optional(),
  inUseSince: day.optional(),
  calibratedUntil: day.optional(),
  place: line(80).optional(),
  contactName: line(40).optional(),
  contactPhone: phone.optional(),
  specs: line(500).optional(),
  services: line(500).optional(),
  fee: line(200).optional(),
  openHours: line(120).optional(),
  fields: z
    .array(z.enum(fields.map((entry) => entry.code)))
    .max(3)
    .default([]),
  keywords: z.array(line(30)).max(20).default([]),
  state: z.enum(equipmentStates.map((entry) => entry.code)).default('available'),
})
export type EquipmentEntry = z.infer<typeof EquipmentEntry>

const entries = {
  institutes: InstituteEntry,
  experts: ExpertEntry,
  enterprises: EnterpriseEntry,
  officers: OfficerEntry,
  pastNeeds: PastNeedEntry,
  equipment: EquipmentEntry,
} as const
type ListName = keyof typeof entries
type Optional = 'equipment'

/** What each list is called on disk. */
export const directoryFileNames: Record<ListName, string> = {
  institutes: 'institutes.json',
  experts: 'experts.json',
  enterprises: 'enterprises.json',
  officers: 'officers.json',
  pastNeeds: 'past-needs.json',
  equipment: 'equipment.json',
}

/** The parsed JSON of the files, not yet trusted. */
export type DirectoryFiles = Record<Exclude<ListName, Optional>, unknown> & Partial<Record<Optional, unknown>>

/** Checked: keys are unique over all files, every reference is to an entry that is there. */
export type Directory = { [name in Exclude<ListName, Optional>]: z.infer<(typeof entries)[name]>[] } & {
  [name in Optional]?: z.infer<(typeof entries)[name]>[]
}

/** Throws a DomainError `invalid` whose message has one line for every problem: file, row (the first is 1), field, what is wrong. */
export function parseDirectory(files: DirectoryFiles, lang: Lang = 'zh'): Directory {
  const problems: Problem[] = []
  const directory = {
    institutes: readList('institutes', files, problems),
    experts: readList('experts', files, problems),
    enterprises: readList('enterprises', files, problems),
    officers: readList('officers', files, problems),
    pastNeeds: readList('pastNeeds', files, problems),
    ...(files.equipment !== undefined && { equipment: readList('equipment', files, problems) }),
  }
  problems.push(...repeats(files), ...lostReferences(files), ...datesOutOfOrder(files))
  if (problems.length > 0) throw new DomainError('invalid', problems.map((problem) => sayProblem(problem, lang)).join('\n'))
  return directory
}

function readList<N extends ListName>(name: N, files: DirectoryFiles, problems: Problem[]): z.infer<(typeof entries)[N]>[] {
  const list = files[name]
  const file = directoryFileNames[name]
  if (!Array.isArray(list)) {
    problems.push({ file, kind: 'not_a_list' })
    return []
  }
  return list.flatMap((raw: unknown, at) => {
    const read = entries[name].safeParse(raw, { reportInput: true })
    if (read.success) return [read.data as z.infer<(typeof entries)[N]>]
    for (const issue of read.error.issues) problems.push({ file, row: at + 1, key: textAt(raw, ['key']), kind: 'issue', issue })
    return []
  })
}

type Cell = { file: string; row: number; key?: string; path: PropertyKey[]; value: string }

/** The texts that stand at a path in each row, whatever else is wrong with the row. `*` goes through a list. */
function cells(files: DirectoryFiles, name: ListName, ...path: string[]): Cell[] {
  const list = files[name]
  if (!Array.isArray(list)) return []
  return list.flatMap((raw: unknown, at) => {
    const star = path.indexOf('*')
    const inner = star < 0 ? [] : valueAt(raw, path.slice(0, star))
    const paths = star < 0 ? [path] : Array.isArray(inner) ? inner.map((_, index) => path.with(star, String(index))) : []
    return paths.flatMap((place) => {
      const value = textAt(raw, place)
      return value === undefined ? [] : [{ file: directoryFileNames[name], row: at + 1, key: textAt(raw, ['key']), path: place, value }]
    })
  })
}

function valueAt(raw: unknown, path: string[]): unknown {
  return path.reduce<unknown>((value, step) => (value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined), raw)
}

function textAt(raw: unknown, path: string[]): string | undefined {
  const value = valueAt(raw, path)
  return typeof value === 'string' ? value.trim() : undefined
}

function repeats(files: DirectoryFiles): Problem[] {
  const keys = (Object.keys(entries) as ListName[]).flatMap((name) => cells(files, name, 'key'))
  keys.push(...cells(files, 'experts', 'achievements', '*', 'key'), ...cells(files, 'enterprises', 'contact', 'key'))
  const codes = cells(files, 'enterprises', 'creditCode').map((cell) => ({ ...cell, value: cell.value.toUpperCase() }))
  const unique = [keys, codes, cells(files, 'institutes', 'name'), cells(files, 'enterprises', 'name'), cells(files, 'pastNeeds', 'number')]
  return unique.flatMap((group) => {
    const first = new Map<string, Cell>()
    return group.flatMap((cell): Problem[] => {
      const earlier = first.get(cell.value)
      if (!earlier) first.set(cell.value, cell)
      return earlier ? [{ ...cell, kind: 'repeated', earlier }] : []
    })
  })
}

function lostReferences(files: DirectoryFiles): Problem[] {
  const references = [
    ['experts', ['institute'], 'institutes'],
    ['experts', ['conflicts', '*'], 'enterprises'],
    ['pastNeeds', ['enterprise'], 'enterprises'],
    ['pastNeeds', ['expert'], 'experts'],
    ['equipment', ['institute'], 'institutes'],
    ['officers', ['links', 'enterprises', '*'], 'enterprises'],
    ['officers', ['links', 'institutes', '*'], 'institutes'],
    ['officers', ['links', 'talents', '*'], 'experts'],
    ['officers', ['links', 'projects', '*', 'enterprise'], 'enterprises'],
  ] as const
  return references.flatMap(([from, path, to]) => {
    const known = new Set(cells(files, to, 'key').map((cell) => cell.value))
    const lost = cells(files, from, ...path).filter((cell) => !known.has(cell.value))
    return lost.map((cell): Problem => ({ ...cell, kind: 'unknown', target: directoryFileNames[to] }))
  })
}

function datesOutOfOrder(files: DirectoryFiles): Problem[] {
  const rows = new Map(cells(files, 'pastNeeds', 'postedAt').map((cell) => [cell.row, cell]))
  const years = cells(files, 'pastNeeds', 'number').filter((cell) => {
    const posted = rows.get(cell.row)
    return posted && cell.value.slice(0, 4) !== posted.value.slice(0, 4)
  })
  const order = [
    ['postedAt', 'claimedAt'],
    ['claimedAt', 'solvedAt'],
  ] as const
  const late = order.flatMap(([before, after]) => {
    const earlier = new Map(cells(files, 'pastNeeds', before).map((cell) => [cell.row, cell.value]))
    const wrong = cells(files, 'pastNeeds', after).filter((cell) => cell.value < (earlier.get(cell.row) ?? ''))
    return wrong.map((cell): Problem => ({ ...cell, kind: 'too_early', before }))
  })
  const leaves = new Map(cells(files, 'experts', 'away', 'from').map((cell) => [cell.row, cell.value]))
  const backwards = cells(files, 'experts', 'away', 'until').filter((cell) => cell.value < (leaves.get(cell.row) ?? ''))
  const early = backwards.map((cell): Problem => ({ ...cell, kind: 'too_early', before: 'away.from' }))
  return [...early, ...years.map((cell): Problem => ({ ...cell, kind: 'other_year' })), ...late]
}
