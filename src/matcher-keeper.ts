import { expertTexts, vectorKey } from './domain/matchable-texts.ts'
import type { MatchableExpert, Matcher } from './domain/matcher.ts'
import type { MatchChange, Tx } from './domain/store.ts'
import { createMatcher } from './matching/index.ts'
import { weightsFrom } from './matching/weights.ts'

/** So many changes are kept; a process that missed more reads everything again. */
const changesKept = 100_000
/** After an import so many experts have changed that reading all at once is quicker than one by one. */
const mostFollowed = 500

export type MatcherKeeper = {
  /** The matcher, in step with what other transactions have committed. */
  at(tx: Tx): Promise<Matcher>
  /** Once a day: changes that every running process has long seen are forgotten. */
  tidy(tx: Tx): Promise<void>
}

/**
 * A matcher in memory, read once and then followed change by change: an edit costs what it is, however large the directory. Each process keeps its
 * own; the list of changes in the database is what they share.
 */
export function createMatcherKeeper(embedder?: string): MatcherKeeper {
  let matcher: Matcher | undefined
  let settled = 0n
  let weights: string | undefined
  /** What was read while it was not sure to stay. */
  let doubtful: MatchChange[] = []
  // one at a time: of two transactions that read the same expert, the one that began earlier must not write last
  let line: Promise<unknown> = Promise.resolve()

  async function readAll(tx: Tx): Promise<Matcher> {
    const head = await tx.matching.head()
    const learnt = await tx.matching.weights()
    const made = createMatcher(weightsFrom(learnt))
    const experts = await withVectors(tx, embedder, await tx.matching.experts())
    made.load({ experts, needs: await tx.matching.needs() })
    matcher = made
    weights = JSON.stringify(learnt)
    settled = head.settled
    doubtful = head.own
    return made
  }

  async function follow(tx: Tx): Promise<Matcher> {
    if (!matcher) return readAll(tx)
    const found = await tx.matching.changesSince(settled)
    const changes = found && [...doubtful, ...found.changes]
    if (!changes) return readAll(tx)
    // a change may be handed out more than once
    if (changes.some(({ kind }) => kind === 'weights') && JSON.stringify(await tx.matching.weights()) !== weights) return readAll(tx)
    if (changes.length > mostFollowed) return readAll(tx)
    for (const change of changes) await apply(tx, embedder, matcher, change)
    settled = found.settled
    // read once more while the transaction that wrote it was still under way, it stays doubtful
    const own = new Set((doubtful.length > 0 ? (await tx.matching.head()).own : []).map(({ kind, id }) => `${kind}:${id}`))
    doubtful = doubtful.filter(({ kind, id }) => own.has(`${kind}:${id}`))
    return matcher
  }

  return {
    at(tx) {
      const next = line.then(
        () => follow(tx),
        () => follow(tx),
      )
      line = next
      return next
    },
    tidy: (tx) => tx.matching.forgetChanges(changesKept),
  }
}

async function apply(tx: Tx, embedder: string | undefined, matcher: Matcher, { kind, id }: MatchChange): Promise<void> {
  if (kind === 'expert') {
    const expert = await tx.matching.expert(id)
    matcher.putExpert(id, expert && (await withVectors(tx, embedder, [expert]))[0])
  } else if (kind === 'need') matcher.putNeed(id, await tx.matching.need(id))
}

/** With the vectors of what is said of them, as far as they have been made. */
async function withVectors(tx: Tx, embedder: string | undefined, experts: MatchableExpert[]): Promise<MatchableExpert[]> {
  if (!embedder) return experts
  const keys = experts.map((expert) => expertTexts(expert).map(vectorKey))
  const known = await tx.matching.vectors(embedder, keys.flat())
  return experts.map((expert, i) => ({ ...expert, vectors: keys[i]!.map((key) => known.get(key)) }))
}
