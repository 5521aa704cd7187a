import type { Institute } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import type { Lang } from '../../person.ts'
import type { EditKey } from '../../profile-fields.ts'
import type { ProfilePatch } from '../../profile-store.ts'
import { codesIn, codesNamed, countIn, degreeIn, isNone, isYes, itemsIn, muteUntil, sentencesIn } from '../../understand/profile-answer.ts'
import { type Act, words } from '../act.ts'

const longest: Partial<Record<EditKey, number>> = {
  name: 40,
  title: 30,
  post: 60,
  department: 60,
  profile: 3000,
  serviceTimes: 200,
  homepage: 200,
}
const mostItems = 60
const longestItem = 300
const mostAtOnce = 20
const mostInAMonth = 31

/** The new value of one field in plain words; “none” clears what may be empty. What can't be is refused with what to write instead. Conflicts are looked up elsewhere. */
export async function readValue(act: Act, key: Exclude<EditKey, 'conflicts'>, text: string): Promise<ProfilePatch> {
  const said = words(text, 5000)
  if (isNone(said)) return { [key]: emptyOf(key) }
  switch (key) {
    case 'instituteId':
      return { instituteId: await instituteNamed(act, said) }
    case 'degree':
      return { degree: degreeIn(said) ?? refused('profile_degree') }
    case 'external':
    case 'envoy':
      return { [key]: isYes(said) ?? refused('profile_yes_no') }
    case 'cap':
      return { cap: counted(said, mostAtOnce) }
    case 'monthlyCap':
      return { monthlyCap: counted(said, mostInAMonth) }
    case 'mutedUntil':
      return { mutedUntil: mutedUntil(said, act.now) }
    case 'languages':
      return { languages: languagesIn(said) }
    case 'fields':
    case 'subfields':
    case 'disciplines':
    case 'industries':
    case 'topics':
    case 'serviceForms':
      return { [key]: coded(key, said) }
    case 'keywords':
      return { keywords: limited(itemsIn(said), 40) }
    case 'solvedProblems':
    case 'papers':
    case 'patents':
    case 'projects':
      return { [key]: limited(sentencesIn(said), longestItem) }
    case 'email':
      return { email: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u.test(said) ? said.slice(0, 100) : refused('profile_email') }
    case 'phone':
      return { phone: /^[+\d][\d\s-]{5,24}$/.test(said) ? said : refused('not_a_phone') }
    case 'homepage':
      return { homepage: homepage(said) }
    default:
      return { [key]: words(said, longest[key] ?? 200) }
  }
}

function refused(message: string, facts: Record<string, string> = {}): never {
  throw new DomainError('invalid', message, facts)
}

const lists = new Set<EditKey>([
  ...(['keywords', 'fields', 'subfields', 'disciplines', 'industries', 'solvedProblems', 'papers', 'patents', 'projects'] as const),
  ...(['serviceForms', 'topics', 'languages', 'conflicts'] as const),
])

function emptyOf(key: EditKey): string[] | false | '' | undefined {
  if (lists.has(key)) return []
  if (key === 'external' || key === 'envoy') return false
  if (key === 'profile') return ''
  // what waits for staff is never empty
  if (key === 'name' || key === 'title' || key === 'instituteId' || key === 'degree' || key === 'cap') return refused('profile_never_empty')
  return undefined
}

function counted(said: string, most: number): number {
  const count = countIn(said)
  return count !== undefined && count >= 1 && count <= most ? count : refused('profile_count', { most: String(most) })
}

function mutedUntil(said: string, now: Date): string {
  const read = muteUntil(said, now)
  return 'day' in read ? read.day : refused(read.problem === 'past' ? 'mute_past' : 'mute_unclear')
}

function languagesIn(said: string): Lang[] {
  const found: Lang[] = []
  if (/中|汉|chinese|zh|双语|都|both/iu.test(said)) found.push('zh')
  if (/英|english|\ben\b|双语|都|both/iu.test(said)) found.push('en')
  return found.length > 0 ? found : refused('profile_language')
}

function coded(key: Parameters<typeof codesIn>[0], said: string): string[] {
  const found = codesIn(key, said)
  if (found.length > 0) return found.slice(0, mostItems)
  const known = codesNamed(key)
  const zh = known.slice(0, 12).map((code) => code.zh)
  const en = known.slice(0, 12).map((code) => code.en)
  return refused('profile_codes', {
    zh: zh.join('、') + (known.length > 12 ? '……' : ''),
    en: en.join(', ') + (known.length > 12 ? ' …' : ''),
  })
}

function limited(items: string[], most: number): string[] {
  if (items.length > mostItems) refused('profile_many', { most: String(mostItems) })
  if (items.some((item) => item.length > most)) refused('profile_long_item', { most: String(most) })
  return items
}

function homepage(said: string): string {
  const url = /^https?:\/\//iu.test(said) ? said : `https://${said}`
  return /^https?:\/\/[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#:]\S*)?$/iu.test(url) ? words(url, longest.homepage) : refused('profile_homepage')
}

async function instituteNamed({ tx }: Act, said: string): Promise<string> {
  const institutes = await tx.challenges.institutes()
  const found = institutesLike(institutes, said)
  if (found.length === 1 && found[0]) return found[0].id
  return refused('profile_institute', { known: institutes.map(({ short }) => short).join(' / ') })
}

/** Of exactly this name, else those whose name has it or is within it. */
export function institutesLike(institutes: Institute[], said: string): Institute[] {
  const name = said.normalize('NFKC').trim().toLowerCase()
  if (name.length < 2) return []
  const exact = institutes.filter(({ name: whole, short }) => whole.toLowerCase() === name || short.toLowerCase() === name)
  if (exact.length > 0) return exact
  return institutes.filter(
    ({ name: whole, short }) =>
      whole.toLowerCase().includes(name) || short.toLowerCase().includes(name) || name.includes(short.toLowerCase()),
  )
}
