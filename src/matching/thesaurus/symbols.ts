import { leaves, type Segmented } from '../text.ts'

/** A piece of text as the thesaurus reads it: a Han character, a stem, a grade; `gap` where something stands between it and the one before. */
export type Mark = { term: string; start: number; end: number; gap: boolean }

const blank = /^[ \-‐–]*$/

/** Characters and words in order. Blanks and hyphens are no gap: 压铸 砂眼 reads as 压铸砂眼. */
export function marksOf({ folded, tokens }: Segmented): Mark[] {
  let reached = 0
  return leaves(tokens).map(({ term, start, end }) => {
    const gap = start > reached && !blank.test(folded.slice(reached, start))
    reached = end
    return { term, start, end, gap }
  })
}
