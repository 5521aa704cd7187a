import { expertTexts, needText, vectorKey } from './domain/matchable-texts.ts'
import type { MatchChange, Store } from './domain/store.ts'
import { matchableOf } from './domain/use-cases/matchable.ts'
import type { GuardedEmbedder } from './matching/embedding/guarded.ts'

/** Texts sent at a time: a call that fails loses no more than this. */
const atOnce = 64

export type EmbeddingKeeper = {
  /** Which model's vectors are kept. */
  id: string
  /** Makes the vectors that experts and open needs lack. Without harm where the service does not answer. */
  catchUp(): Promise<void>
  /** Makes the vector of a need that is about to be matched. */
  embedNeed(needId: string): Promise<void>
}

/**
 * Keeps a vector in the database for each text that is matched. No transaction is open while the embedder works. The words of a private need go to a
 * remote embedder only where the installation allows it.
 */
export function createEmbeddingKeeper(store: Store, embedder: GuardedEmbedder, sendPrivate: boolean): EmbeddingKeeper {
  const { id } = embedder
  let running: Promise<void> | undefined

  /** False where one of the texts could not be embedded. */
  async function embed(texts: string[]): Promise<boolean> {
    const byKey = new Map(texts.map((text) => [vectorKey(text), text]))
    const known = await store.transaction((tx) => tx.matching.vectors(id, [...byKey.keys()]))
    const lacking = [...byKey].filter(([key]) => !known.has(key))
    for (let from = 0; from < lacking.length; from += atOnce) {
      const part = lacking.slice(from, from + atOnce)
      const vectors = await embedder.embed(part.map(([, text]) => text))
      const made = part.flatMap(([key], i): [string, Float32Array][] => (vectors[i] ? [[key, vectors[i]]] : []))
      if (made.length > 0) await store.transaction((tx) => tx.matching.putVectors(id, new Map(made)))
      if (made.length < part.length) return false
    }
    return true
  }

  async function experts(): Promise<void> {
    const all = await store.transaction((tx) => tx.matching.experts())
    const changes: MatchChange[] = []
    for (const expert of all) {
      const keys = expertTexts(expert).map(vectorKey)
      const known = await store.transaction((tx) => tx.matching.vectors(id, keys))
      if (keys.every((key) => known.has(key))) continue
      if (!(await embed(expertTexts(expert)))) break
      changes.push({ kind: 'expert', id: expert.id })
    }
    if (changes.length > 0) await store.transaction((tx) => tx.matching.touch(changes))
  }

  async function needs(): Promise<void> {
    const open = await store.transaction((tx) => tx.needs.inState(['open'], 0, 1_000))
    for (const { id: needId } of open.needs) await embedNeed(needId)
  }

  async function embedNeed(needId: string): Promise<void> {
    const text = await store.transaction(async (tx) => {
      const need = await tx.needs.find(needId)
      if (!need || (need.visibility === 'private' && embedder.remote && !sendPrivate)) return undefined
      return needText(matchableOf(need, await tx.needs.parts(need.id)))
    })
    if (text !== undefined) await embed([text])
  }

  return {
    id,
    catchUp() {
      running ??= experts()
        .then(needs)
        .finally(() => {
          running = undefined
        })
      return running
    },
    embedNeed,
  }
}
