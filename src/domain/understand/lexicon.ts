/** Terms with what each is worth to whom. Latin terms match whole words (and their plural), Chinese ones anywhere. */
export type Lexicon<K extends string> = { byStart: Map<string, string[]>; worth: Map<string, [K, number][]> }

/** From word lists by key and weight: { '80': { 3: '压铸 砂眼 die_casting' } }. An underscore stands for a space. */
export function makeLexicon<K extends string>(lists: Record<K, Record<number, string>>): Lexicon<K> {
  const worth = new Map<string, [K, number][]>()
  for (const [key, byWeight] of Object.entries(lists) as [K, Record<number, string>][])
    for (const [weight, words] of Object.entries(byWeight))
      for (const word of words.trim().split(/\s+/)) {
        const term = word.replaceAll('_', ' ').toLowerCase()
        worth.set(term, [...(worth.get(term) ?? []), [key, Number(weight)]])
      }
  const byStart = new Map<string, string[]>()
  for (const term of worth.keys()) byStart.set(term[0]!, [...(byStart.get(term[0]!) ?? []), term])
  for (const terms of byStart.values()) terms.sort((a, b) => b.length - a.length)
  return { byStart, worth }
}

/** How often each term occurs in folded text; the longest at a place counts and hides the shorter ones within it. */
export function countTerms<K extends string>(lexicon: Lexicon<K>, text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at < text.length; ) {
    const term = lexicon.byStart.get(text[at]!)?.find((candidate) => text.startsWith(candidate, at) && standsAlone(text, at, candidate))
    if (term) counts.set(term, (counts.get(term) ?? 0) + 1)
    at += term?.length ?? 1
  }
  return counts
}

/** What each key gets: a term's weight once, and half of it more where it is said again. */
export function score<K extends string>(lexicon: Lexicon<K>, text: string): Map<K, number> {
  const scores = new Map<K, number>()
  for (const [term, times] of countTerms(lexicon, text))
    for (const [key, weight] of lexicon.worth.get(term)!) scores.set(key, (scores.get(key) ?? 0) + weight * (times > 1 ? 1.5 : 1))
  return scores
}

function standsAlone(text: string, at: number, term: string): boolean {
  if (isLatin(term[0]) && isLatin(text[at - 1])) return false
  const next = at + term.length
  if (!isLatin(term.at(-1)) || !isLatin(text[next])) return true
  return text[next] === 's' && !isLatin(text[next + 1])
}

function isLatin(char: string | undefined): boolean {
  return char !== undefined && /[a-z]/.test(char)
}
