import { fold, tidy } from './understand/fold.ts'

/** What institutes have of one outcome; sums to 1. */
export type Share = { instituteId: string; share: number }
type Named = { id: string; name: string; short: string; university?: string }

const part = /([^\d]*?)(-?\d{1,3}(?:\.\d{1,2})?)\s*%?/g

/** Everybody the same. */
export function equalShares(instituteIds: readonly string[]): Share[] {
  return instituteIds.map((instituteId) => ({ instituteId, share: 1 / instituteIds.length }))
}

/**
 * Shares from one line: “江畔轻纺院 60 东湖装备院 40”, “60%，40%” in the order of `institutes`. They must sum to 100, each from 0 to 100; who has
 * none is left out. Undefined where it is not that.
 */
export function sharesFromAnswer(text: string, institutes: readonly Named[]): Share[] | undefined {
  const line = fold(tidy(text).slice(0, 500)).text
  const parts = [...line.matchAll(part)].map(([, label = '', number]) => ({ label: bare(label), percent: Number(number) }))
  if (parts.length === 0 || parts.some(({ percent }) => percent < 0 || percent > 100)) return undefined
  const unnamed = parts.every(({ label }) => label === '')
  if (unnamed && parts.length !== institutes.length) return undefined
  const found = new Map<string, number>()
  for (const [i, { label, percent }] of parts.entries()) {
    const institute = unnamed ? institutes[i] : instituteCalled(label, institutes)
    if (!institute || found.has(institute.id)) return undefined
    found.set(institute.id, percent)
  }
  const sum = [...found.values()].reduce((total, percent) => total + percent, 0)
  if (Math.abs(sum - 100) > 0.001) return undefined
  return [...found].flatMap(([instituteId, percent]) => (percent > 0 ? [{ instituteId, share: Math.round(percent * 100) / 10_000 }] : []))
}

function bare(label: string): string {
  return label.replace(/[\s:,;、，。；：%=和与占()（）-]|and\b/gu, '')
}

/** The one institute that is called so, by its full or short name or a part of it; undefined where none is, or several are. */
export function instituteCalled<T extends Named>(said: string, institutes: readonly T[]): T | undefined {
  const label = bare(fold(said).text)
  if (label === '') return undefined
  const called = (names: (institute: T) => string[], fits: (name: string) => boolean) =>
    institutes.filter((institute) =>
      names(institute)
        .map((name) => bare(fold(name).text))
        .some(fits),
    )
  const exact = called(
    ({ name, short }) => [name, short],
    (name) => name === label,
  )
  const within = called(
    ({ name, short, university }) => [name, short, ...(university ? [university] : [])],
    (name) => name.includes(label) || label.includes(name),
  )
  const found = exact.length > 0 ? exact : within
  return found.length === 1 ? found[0] : undefined
}
