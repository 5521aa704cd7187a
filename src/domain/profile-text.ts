import type { Expert } from './directory.ts'
import { disciplines } from './disciplines.ts'
import { subfields } from './subfields.ts'

/** How a discipline is called beside what every discipline is called: 纺织科学技术 → 纺织. */
const tail = /(?:科学与技术|科学技术|工程与技术|科学|技术|工程)$/u
const named = new Map([...disciplines, ...subfields].map(({ code, zh }) => [code, zh.replace(tail, '') || zh]))

/** What an expert says of themselves, for matching: directions, problems solved before, disciplines and sub-fields. Codes nobody knows are left out. */
export function matchableProfile({ profile, more }: Pick<Expert, 'profile' | 'more'>): string {
  const of = [...new Set([...more.subfields, ...more.disciplines])].flatMap((code) => named.get(code) ?? [])
  return [profile, ...more.solvedProblems, of.join('、')].filter((text) => text.trim() !== '').join('\n')
}

/** Whether so little is known that matching can hardly find them. */
export function isThin({ keywords, profile }: Pick<Expert, 'keywords' | 'profile'>): boolean {
  return keywords.length < 3 || profile.trim().length < 20
}
