import type { MatchableExpert, MatchableNeed, Matcher } from './domain/matcher.ts'
import type { Tx } from './domain/store.ts'
import { createMatcher } from './matching/index.ts'

/** A matcher in step with the directory: asked for in a transaction, it is read again if anything it reads has changed. */
export function createMatcherKeeper(): (tx: Tx) => Promise<Matcher> {
  const matcher = createMatcher()
  let known: string | undefined
  return async (tx) => {
    const version = await tx.directory.version()
    if (version !== known) matcher.load(await readDirectory(tx))
    known = version
    return matcher
  }
}

async function readDirectory(tx: Tx): Promise<Parameters<Matcher['load']>[0]> {
  const published = await tx.needs.forMatcher()
  const solved = new Map<string, MatchableExpert['solved']>()
  for (const { need, text, solvedBy } of published) {
    // a private need gives nothing away, not even that somebody solved it; of one for matched experts the title is known anyhow
    if (!solvedBy || need.visibility === 'private') continue
    const label = need.visibility === 'public' ? `${need.number} ${need.title}` : String(need.number)
    solved.set(solvedBy, [
      ...(solved.get(solvedBy) ?? []),
      { needId: need.id, label, text: need.visibility === 'public' ? `${need.title}\n${text}` : need.title },
    ])
  }
  const experts = (await tx.directory.experts()).map(
    (expert): MatchableExpert => ({
      id: expert.id,
      instituteId: expert.institute.id,
      fields: expert.fields,
      keywords: expert.keywords,
      profile: expert.profile,
      achievements: expert.achievements,
      solved: solved.get(expert.id) ?? [],
    }),
  )
  const needs = published.map(({ need, text }) => ({
    id: need.id,
    need: { title: need.title, description: text, targets: '', field: need.field } satisfies MatchableNeed,
  }))
  return { experts, needs }
}
