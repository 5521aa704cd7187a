import { fold } from '../understand/fold.ts'

const known = new Map<string, string>()
const mostKept = 100_000

/** A name as it is compared: simplified, NFKC, lower case, without blanks and invisible signs. */
export function sameName(text: string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  const made = fold(text)
    .text.replace(/[\s\p{Cf}]/gu, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
  if (known.size >= mostKept) known.clear()
  known.set(text, made)
  return made
}

/** A heading or the name of a code as it is compared: without any sign, too. */
export function samePhrase(text: string): string {
  return sameName(text).replace(/[\p{P}\p{S}]/gu, '')
}
