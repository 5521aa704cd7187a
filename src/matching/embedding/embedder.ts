/** Texts as unit vectors: the nearer two meanings, the larger their cosine. */
export interface Embedder {
  /** names model and dimension; vectors of different ids are not comparable */
  id: string
  /** texts leave this machine */
  remote: boolean
  /** unit vectors in the order of texts, all or none; throws EmbeddingError, also when the signal calls it off */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>
}

/** Texts could not be embedded. The message is one line for an administrator and holds neither secrets nor texts. */
export class EmbeddingError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EmbeddingError'
  }
}

/** Characters (UTF-16 units) of a text that are embedded; the rest is cut off. Common models take 8192 tokens at most. */
export const longestText = 4000

/** Of two unit vectors from embedders of the same id, from -1 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new EmbeddingError(`vectors of ${a.length} and ${b.length} dimensions are not comparable`)
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!
  return Math.max(-1, Math.min(1, sum))
}

/** The vector at length one; undefined where it has no direction (empty, all zero, or not finite). */
export function unitVector(values: ArrayLike<number>): Float32Array | undefined {
  let squares = 0
  for (let i = 0; i < values.length; i += 1) squares += values[i]! * values[i]!
  const length = Math.sqrt(squares)
  if (!Number.isFinite(length) || length === 0) return undefined
  return Float32Array.from(values, (value) => value / length)
}

/** What is embedded of a text: cut to longestText, without half characters, and never empty, which many models refuse. */
export function embeddable(text: string): string {
  const cut = text.slice(0, longestText).replace(/\p{Surrogate}/gu, ' ')
  return cut.trim() === '' ? ' ' : cut
}

export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EmbeddingError('embedding was called off')
}
