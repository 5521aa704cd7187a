import { needText, vectorKey } from '../matchable-texts.ts'
import type { MatchableNeed } from '../matcher.ts'
import { describe, type Need, type NeedPart } from '../need.ts'
import type { Work } from './act.ts'

/** What the matcher reads of this need. */
export async function matchable({ tx, rules }: Work, need: Need): Promise<MatchableNeed> {
  const read = matchableOf(need, await tx.needs.parts(need.id))
  if (!rules.embedder) return read
  const key = vectorKey(needText(read))
  return { ...read, vector: (await tx.matching.vectors(rules.embedder, [key])).get(key) }
}

export function matchableOf(need: Need, parts: NeedPart[]): MatchableNeed {
  const targets = need.targets.map((target) => `${target.name} ${target.value}`).join('；')
  const { title, field, lang, enterpriseId } = need
  return { title, description: describe(need, parts), targets, field, lang, enterpriseId }
}
