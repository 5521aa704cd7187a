import { type Clock, systemClock } from '../../domain/clock.ts'
import { type Embedder, EmbeddingError } from './embedder.ts'

/** What the guard writes: the embedder's id, why, and for how long; never a text. */
export type GuardLog = Record<'warn' | 'info', (facts: object, message: string) => void>

export type GuardedEmbedder = Pick<Embedder, 'id' | 'remote'> & {
  /** In the order of texts; all undefined while the embedder does not work. Never throws. */
  embed(texts: string[]): Promise<(Float32Array | undefined)[]>
}

const firstPauseMs = 30_000
const longestPauseMs = 600_000

/**
 * After a failure the embedder is left alone for 30 s, doubling to 10 min with every further one; then one call tries it while
 * others still go without. One warning at the first failure, one info when it works again.
 */
export function guarded(embedder: Embedder, log: GuardLog, clock: Clock = systemClock): GuardedEmbedder {
  let failures = 0
  let closedUntil = 0
  let trying = false
  /** Counts what was learned, so that calls that began together are one failure. */
  let turn = 0

  function failed(error: unknown): void {
    const pause = Math.min(firstPauseMs * 2 ** failures, longestPauseMs)
    closedUntil = clock.now().getTime() + pause
    failures += 1
    if (failures > 1) return
    log.warn({ embedder: embedder.id, why: whyOf(error), pauseSeconds: pause / 1000 }, 'embeddings do not work; matching goes on without')
  }

  function worked(): void {
    if (failures > 0) log.info({ embedder: embedder.id }, 'embeddings work again')
    failures = 0
  }

  return {
    id: embedder.id,
    remote: embedder.remote,
    async embed(texts) {
      const none = texts.map(() => undefined)
      const broken = failures > 0
      if (texts.length === 0 || (broken && (trying || clock.now().getTime() < closedUntil))) return none
      const began = turn
      trying = broken
      try {
        const vectors = await embedder.embed(texts)
        if (began === turn) worked()
        return vectors
      } catch (error) {
        if (began === turn) {
          turn += 1
          failed(error)
        }
        return none
      } finally {
        if (broken) trying = false
      }
    },
  }
}

function whyOf(error: unknown): string {
  return error instanceof EmbeddingError ? error.message : `unexpected ${error instanceof Error ? error.name : 'error'}`
}
