import { cosine } from './embedding/embedder.ts'
import type { MemoryIndex } from './memory-index.ts'

/**
 * Adds to each document what its vector's likeness to the need's says: nothing for the average document that has a vector, and for the likest the
 * configured share of the best score found in words (or of the usual score, where words found nothing).
 */
export function addLikeness(index: MemoryIndex, vector: Float32Array, documentScore: Float64Array): void {
  const { embedding, commonPrior } = index.weights
  const likeness = new Map<number, number>()
  let sum = 0
  let most = Number.NEGATIVE_INFINITY
  for (const known of index.experts) {
    known?.expert.vectors?.forEach((other, i) => {
      const d = known.documents[i]
      if (!other || d === undefined || other.length !== vector.length) return
      const alike = cosine(vector, other)
      likeness.set(d, alike)
      sum += alike
      most = Math.max(most, alike)
    })
  }
  if (likeness.size < 2) return
  const mean = sum / likeness.size
  const top = Math.max(
    commonPrior.mean,
    documentScore.reduce((a, b) => Math.max(a, b), 0),
  )
  for (const [d, alike] of likeness) if (alike > mean) documentScore[d]! += (embedding.share * top * (alike - mean)) / (most - mean)
}
