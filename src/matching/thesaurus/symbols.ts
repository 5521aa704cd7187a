import { leaves, type Segmented } from '../text.ts'

/** A piece of text as the thesaurus reads it: a Han character, a stem, a grade, a letter or number by itself; `gap` where something stands before it. */
export type Mark = { term: string; start: number; end: number; gap: boolean }

const blank = /^[ \-‐–/'’]*$/
const lone = /[\p{L}\p{N}]+/gu

/**
 * Characters and words in order, and what lies between them and is no term: B超 reads as b, 超. Blanks, hyphens and slashes are no gap: 压铸 砂眼 reads as
 * 压铸砂眼.
 */
export function marksOf({ folded, tokens }: Pick<Segmented, 'folded' | 'tokens'>): Mark[] {
  const marks: Mark[] = []
  let reached = 0
  const put = (term: string, start: number, end: number) => {
    marks.push({ term, start, end, gap: start > reached && !blank.test(folded.slice(reached, start)) })
    reached = end
  }
  const putBetween = (until: number) => {
    const from = reached
    if (until > from)
      for (const { 0: term, index } of folded.slice(from, until).matchAll(lone)) put(term, from + index, from + index + term.length)
  }
  for (const { term, start, end } of leaves(tokens)) {
    putBetween(start)
    put(term, start, end)
  }
  putBetween(folded.length)
  return marks
}
