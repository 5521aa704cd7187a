import type { Factors, MatchableExpert, MatchableNeed, MatchOptions } from '../domain/matcher.ts'
import type { MemoryIndex } from './memory-index.ts'

/** What is said of everybody in one answer: who belongs to which institute, and how alike earlier needs are. */
export type Circumstances = {
  need: MatchableNeed
  options: MatchOptions
  expertsOf: ReadonlyMap<string, number>
  alike: ReadonlyMap<string, number>
}

/** Whether an expert may be named at all: not asked already, not full, not away or muted, no conflict. */
export function mayBeNamed(expert: MatchableExpert, { need, options }: Circumstances): boolean {
  const { open, cap } = loadOf(expert, options)
  if (options.exclude.has(expert.id) || open >= cap) return false
  const month = options.monthly?.get(expert.id)
  if (month && month.taken >= month.cap) return false
  if (options.only && !options.only.has(expert.id)) return false
  if (need.enterpriseId && expert.conflicts?.includes(need.enterpriseId)) return false
  if (expert.mutedUntil && options.today && options.today <= expert.mutedUntil) return false
  return !(expert.away && options.today && expert.away.from <= options.today && options.today <= expert.away.until)
}

/** What evidence is multiplied by. */
export function factorsOf(expert: MatchableExpert, evidence: number, index: MemoryIndex, circumstances: Circumstances): Factors {
  const { weights } = index
  const { need, options, alike } = circumstances
  const { open, cap } = loadOf(expert, options)
  const declined = Math.max(0, ...(expert.declined ?? []).map((needId) => alike.get(needId) ?? 0))
  const speaks = !need.lang || !expert.languages?.length || expert.languages.includes(need.lang)
  const { ended, solved } = expert.record ?? { ended: 0, solved: 0 }
  return {
    evidence,
    field: need.field && (expert.fields.includes(need.field) || expert.topics?.includes(need.field)) ? weights.sameField : 1,
    load: 1 - (weights.fullLoad * open) / cap,
    fairness: fairness(expert, index, circumstances),
    language: speaks ? 1 : weights.otherLanguage,
    passes: 1 - weights.notMyField * declined,
    success: 1 + (weights.success * solved) / (ended + 1),
  }
}

export function scoreOf({ evidence, field, load, fairness: share, language, passes, success }: Factors): number {
  return evidence * field * load * share * language * passes * success
}

export function loadOf(expert: MatchableExpert, options: MatchOptions): { open: number; cap: number } {
  return options.load.get(expert.id) ?? { open: 0, cap: 3 }
}

function fairness(expert: MatchableExpert, index: MemoryIndex, { options, expertsOf }: Circumstances): number {
  const { share, after } = index.weights.fairness
  const asked = options.asked
  if (!asked) return 1
  let all = 0
  for (const count of asked.values()) all += count
  if (all < after) return 1
  const fair = (expertsOf.get(expert.instituteId) ?? 1) / index.known
  const distance = ((asked.get(expert.instituteId) ?? 0) / all - fair) / fair
  return 1 - share * Math.max(-1, Math.min(1, distance))
}
