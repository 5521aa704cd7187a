import type { MemoryIndex } from './memory-index.ts'
import { hasPosting } from './postings.ts'

/** Whether one of the expert's documents has the term. */
export function hasTerm({ postings, experts }: MemoryIndex, expert: number, term: number): boolean {
  return experts[expert]!.documents.some((document) => hasPosting(postings, term, document))
}
