import type { MemoryIndex } from './memory-index.ts'
import { placeOf } from './postings.ts'

/** Whether one of the expert's documents has the term. */
export function hasTerm({ postings, experts }: MemoryIndex, expert: number, term: number): boolean {
  const { pool, start, size } = postings
  const end = start[term]! + size[term]!
  return experts[expert]!.documents.some((document) => {
    const at = placeOf(postings, term, document)
    return at < end && pool[at]! >>> 7 === document
  })
}
