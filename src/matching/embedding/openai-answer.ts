import { z } from 'zod'
import { EmbeddingError, unitVector } from './embedder.ts'

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.union([z.array(z.number()), z.string()]) })),
})

/**
 * The vectors of an answer to `count` texts, in the order of the texts, at length one. Numbers may come as a list or as base64 of
 * little-endian 32-bit floats. Throws EmbeddingError where anything is missing, doubled, not finite, zero, or of another
 * dimension than the rest or than `dimensions`.
 */
export function readAnswer(body: string, count: number, dimensions: number | undefined): Float32Array[] {
  const { data } = parse(body)
  if (data.length !== count) throw new EmbeddingError(`the embeddings service answered ${data.length} vectors for ${count} texts`)
  const sorted = data.toSorted((a, b) => a.index - b.index)
  if (sorted.some(({ index }, place) => index !== place))
    throw new EmbeddingError('the embeddings service answered vectors that are not numbered from 0 on')
  const wanted = dimensions ?? numbersOf(sorted[0]?.embedding ?? []).length
  return sorted.map(({ embedding }) => {
    const numbers = numbersOf(embedding)
    if (numbers.length !== wanted)
      throw new EmbeddingError(`the embeddings service answered a vector of ${numbers.length} dimensions instead of ${wanted}`)
    const unit = unitVector(numbers)
    if (!unit) throw new EmbeddingError('the embeddings service answered a vector that is zero or not finite')
    return unit
  })
}

function parse(body: string): z.output<typeof Answer> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw new EmbeddingError('the embeddings service answered something that is not JSON; is the address right?')
  }
  const answer = Answer.safeParse(json)
  if (!answer.success) throw new EmbeddingError('the embeddings service answered JSON without readable embeddings; is the address right?')
  return answer.data
}

function numbersOf(embedding: number[] | string): ArrayLike<number> {
  if (typeof embedding !== 'string') return embedding
  const bytes = Buffer.from(embedding, 'base64')
  if (bytes.length % 4 !== 0) throw new EmbeddingError('the embeddings service answered a vector of broken base64')
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4))
}
