import type { FieldCode } from '../code-lists.ts'
import { fieldWords } from './field-words.ts'
import { makeLexicon, score } from './lexicon.ts'

/** The terms of all fields. */
export const fieldLexicon = makeLexicon(fieldWords)
const least = 2
const lead = 1.15

/** The field whose words folded text speaks most; undefined where hardly any is spoken, or two alike. */
export function fieldOf(text: string): FieldCode | undefined {
  const ranked = [...score(fieldLexicon, text)].sort((a, b) => b[1] - a[1])
  const [first, second] = ranked
  if (!first || first[1] < least) return undefined
  return !second || first[1] >= second[1] * lead ? first[0] : undefined
}
