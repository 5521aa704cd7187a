import type { MatchableNeed } from '../matcher.ts'
import { describe, type Need } from '../need.ts'
import type { Work } from './act.ts'

/** What the matcher reads of this need. */
export async function matchable(work: Work, need: Need): Promise<MatchableNeed> {
  const description = describe(need, await work.tx.needs.parts(need.id))
  const targets = need.targets.map((target) => `${target.name} ${target.value}`).join('；')
  return { title: need.title, description, targets, field: need.field }
}
