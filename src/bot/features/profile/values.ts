import { isoDayAt } from '../../../domain/calendar/days.ts'
import { nameOf } from '../../../domain/code-lists.ts'
import type { Expert } from '../../../domain/directory.ts'
import { disciplines } from '../../../domain/disciplines.ts'
import { industries } from '../../../domain/industries.ts'
import { cooperationModes, degrees } from '../../../domain/profile-codes.ts'
import type { EditKey } from '../../../domain/profile-fields.ts'
import type { ProfileKey, ProfilePatch } from '../../../domain/profile-store.ts'
import { subfields } from '../../../domain/subfields.ts'
import { valueIn } from '../../../domain/use-cases/profile/change-profile.ts'
import { pair, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { Words } from '../../words.ts'

const longest = 300
const mostLines = 8
const lines: readonly ProfileKey[] = ['solvedProblems', 'papers', 'patents', 'projects']

/** The lists of codes as buttons name them: their ids have no room for more. */
const marks = { fields: 'f', topics: 't', serviceForms: 's', languages: 'l', subfields: 'b', disciplines: 'd' } as const
export type CodeKey = keyof typeof marks

/** A button's id for a code on a list of this expert. */
export function codeId(expertId: string, key: CodeKey, code: string): string {
  return pair(expertId, `${marks[key]}-${code}`)
}

/** The list and code of such an id, among these lists. */
export function codeOf<K extends CodeKey>(id: string, keys: readonly K[]): { expertId: string; key: K; code: string } | undefined {
  const { needId: expertId, rest } = unpair(id)
  const key = keys.find((one) => rest.startsWith(`${marks[one]}-`))
  return key && { expertId, key, code: rest.slice(2) }
}

/** A value of a profile in words; undefined where there is none. */
export async function valueWords({ tx, words }: Reader, key: ProfileKey, value: ProfilePatch[ProfileKey]): Promise<string | undefined> {
  const { profile: t } = words.t
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    if (key === 'conflicts') {
      const names = []
      for (const id of value) names.push((await tx.directory.enterprise(id))?.name ?? words.t.empty)
      return names.join(words.t.list)
    }
    const named = value.map((code) => codeWords(words, key, String(code)))
    if (!lines.includes(key)) return named.join(words.t.list)
    const shown = named.slice(0, mostLines).map((line) => `• ${shorter(line, longest)}`)
    return [...shown, ...(named.length > mostLines ? [t.more(named.length)] : [])].join('\n')
  }
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (typeof value === 'number') return key === 'cap' ? t.items(value) : t.perMonth(value)
  const text = String(value)
  if (key === 'instituteId') return (await tx.directory.institute(text))?.name ?? words.t.empty
  if (key === 'degree') return nameOf(degrees, text, words.lang)
  return key === 'mutedUntil' ? words.day(text) : text
}

export function codeWords(words: Words, key: ProfileKey, code: string): string {
  switch (key) {
    case 'fields':
    case 'topics':
      return words.field(code)
    case 'subfields':
      return nameOf(subfields, code, words.lang)
    case 'disciplines':
      return nameOf(disciplines, code, words.lang)
    case 'industries':
      return nameOf(industries, code, words.lang)
    case 'serviceForms':
      return nameOf(cooperationModes, code, words.lang)
    case 'languages':
      return code === 'zh' ? words.t.profile.chinese : words.t.profile.english
    default:
      return code
  }
}

/** “职称：教授” for each; `was`: what stood there before. */
export async function changedLines(reader: Reader, keys: readonly ProfileKey[], of: ProfilePatch, was: ProfilePatch = {}): Promise<string> {
  const { words } = reader
  const said = []
  for (const key of keys) {
    const before = key in was && !Array.isArray(was[key]) ? await valueWords(reader, key, was[key]) : undefined
    const value = (await valueWords(reader, key, of[key])) ?? words.t.empty
    said.push(`${fieldName(words, key)}${words.t.colon}${value}${before ? words.t.profile.was(shorter(before, 80)) : ''}`)
  }
  return said.join('\n')
}

export function fieldName(words: Words, key: ProfileKey): string {
  return words.t.profile.fields[key as EditKey] ?? key
}

/** 资料核对于 2026年5月 */
export function checkedWords({ t }: Words, { more }: Pick<Expert, 'more'>): string {
  return more.checkedAt ? t.profile.checked(t.profile.checkedMonth(isoDayAt(more.checkedAt))) : t.profile.neverChecked
}

export function patchOf(expert: Expert, keys: readonly ProfileKey[]): ProfilePatch {
  return Object.fromEntries(keys.map((key) => [key, valueIn(expert, key)]))
}
