/**
 * Plain search, as a project would use it instead of our matcher: TF-IDF, and three libraries, as they come, with their own settings for Chinese, and
 * with what of our trials served them best on Chinese needs.
 */
import { create, insertMultiple, search as searchOrama, type Tokenizer, update } from '@orama/orama'
import { createTokenizer } from '@orama/tokenizers/mandarin'
import { Charset, Index, type IndexOptions } from 'flexsearch'
import MiniSearch from 'minisearch'
import type { Candidate, Need } from './ranking.ts'

export type Indexed = {
  /** Ids with scores, best first; what is not found has no score. */
  search(need: Need, limit: number): Map<string, number> | Promise<Map<string, number>>
  /** Puts a candidate in the place of the known one of the same id. */
  update?(candidate: Candidate): void | Promise<void>
}
export type Rival = { name: string; settings: string; index(candidates: Candidate[]): Promise<Indexed> }

/** A need is long; the libraries are given its title and this much of its description. */
const head = 400

export const rivals: Rival[] = [
  {
    ...{ name: 'TF-IDF', settings: 'cosine over pairs of Han characters and Latin words; the title of the need three times' },
    index: async (candidates) => tfIdf(candidates),
  },
  {
    ...{ name: 'MiniSearch as it comes', settings: 'OR, title twice, autoVacuum off' },
    index: async (candidates) => miniSearch(candidates),
  },
  {
    ...{ name: 'MiniSearch, Han pairs', settings: 'OR, title twice, autoVacuum off, tokenize: pairs of Han characters and Latin words' },
    index: async (candidates) => miniSearch(candidates, hanPairs),
  },
  {
    ...{ name: 'Orama as it comes', settings: 'threshold 1 (OR), title twice' },
    index: async (candidates) => orama(candidates),
  },
  {
    ...{ name: 'Orama, Mandarin', settings: 'threshold 1 (OR), title twice, @orama/tokenizers/mandarin given lower case' },
    index: async (candidates) => orama(candidates, mandarin()),
  },
  {
    ...{ name: 'FlexSearch as it comes', settings: 'suggest (OR), title before text' },
    index: async (candidates) => flexSearch(candidates, {}),
  },
  {
    ...{ name: 'FlexSearch, CJK', settings: 'suggest (OR), title before text, encoder Charset.CJK, context, fastupdate' },
    index: async (candidates) => flexSearch(candidates, { encoder: Charset.CJK, context: true, fastupdate: true }),
  },
]

/** The libraries with a tokenizer of our own that ranks better than their settings for Chinese, and may be slower. */
export const tunedRivals: Rival[] = [
  {
    ...{
      name: 'MiniSearch, Han characters and pairs',
      settings: 'OR, title twice, autoVacuum off, tokenize: Han characters, their pairs, Latin words',
    },
    index: async (candidates) => miniSearch(candidates, hanCharactersAndPairs),
  },
  {
    ...{
      name: 'Orama, Han characters and pairs',
      settings: 'threshold 1 (OR), title twice, tokenizer: Han characters, their pairs, Latin words',
    },
    index: async (candidates) =>
      orama(candidates, { language: 'english', normalizationCache: new Map(), tokenize: (text) => hanCharactersAndPairs(text) }),
  },
  {
    ...{
      name: 'FlexSearch, Han pairs',
      settings: 'suggest (OR), title before text, encode: pairs of Han characters and Latin words, fastupdate',
    },
    index: async (candidates) => flexSearch(candidates, { encode: hanPairs, tokenize: 'strict', fastupdate: true }),
  },
]

function wordsOf({ title, description }: Need): string {
  return `${title}\n${description.slice(0, head)}`
}

/** A candidate as a row of a search library. */
function rowOf({ id, documents }: Candidate): { id: string; title: string; text: string } {
  return { id, title: documents.map(({ title }) => title).join('\n'), text: documents.map(({ text }) => text).join('\n') }
}

function wholeText(candidate: Candidate): string {
  const { title, text } = rowOf(candidate)
  return `${title}\n${text}`
}

/** Pairs of Han characters and words of letters and digits. */
function hanPairs(text: string): string[] {
  const lower = text.toLowerCase()
  const pairs = (lower.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2)),
  )
  return [...(lower.match(/[a-z0-9]{2,}/g) ?? []), ...pairs]
}

function hanCharactersAndPairs(text: string): string[] {
  return [...hanPairs(text), ...(text.match(/\p{Script=Han}/gu) ?? [])]
}

/** Without its clearing up in the background, which throws when documents are replaced meanwhile: github.com/lucaong/minisearch/issues/306. */
function miniSearch(candidates: Candidate[], tokenize?: (text: string) => string[]): Indexed {
  const index = new MiniSearch({
    fields: ['title', 'text'],
    autoVacuum: false,
    ...(tokenize && { tokenize }),
    searchOptions: { boost: { title: 2 }, combineWith: 'OR' },
  })
  index.addAll(candidates.map(rowOf))
  return {
    search(need, limit) {
      const found = index.search(wordsOf(need)).slice(0, limit)
      return new Map(found.map(({ id, score }) => [String(id), score]))
    },
    update: (candidate) => index.replace(rowOf(candidate)),
  }
}

/** The library's tokenizer for Mandarin leaves capitals as they are, so that PLC would not find plc. */
function mandarin(): Tokenizer {
  const tokenizer = createTokenizer()
  return { ...tokenizer, tokenize: (text, ...rest) => tokenizer.tokenize(text.toLowerCase(), ...rest) }
}

async function orama(candidates: Candidate[], tokenizer?: Tokenizer): Promise<Indexed> {
  const db = create({ schema: { title: 'string', text: 'string' } as const, ...(tokenizer && { components: { tokenizer } }) })
  await insertMultiple(db, candidates.map(rowOf))
  return {
    async search(need, limit) {
      const { hits } = await searchOrama(db, { term: wordsOf(need), limit, boost: { title: 2 }, threshold: 1 })
      return new Map(hits.map(({ id, score }) => [id, score]))
    },
    async update(candidate) {
      await update(db, candidate.id, rowOf(candidate))
    },
  }
}

/** The library gives an order and no scores, and counts the beginning of a text for more. */
function flexSearch(candidates: Candidate[], options: IndexOptions): Indexed {
  const index = new Index(options)
  const ids = candidates.map(({ id }) => id)
  const numberOf = new Map(ids.map((id, i) => [id, i]))
  for (const [i, candidate] of candidates.entries()) index.add(i, wholeText(candidate))
  return {
    search(need, limit) {
      const found = index.search(wordsOf(need), { limit, suggest: true })
      return new Map(found.map((number, i) => [ids[Number(number)]!, 1 / (i + 1)]))
    },
    update(candidate) {
      index.update(numberOf.get(candidate.id)!, wholeText(candidate))
    },
  }
}

function tfIdf(candidates: Candidate[]): Indexed {
  const counts = candidates.map((candidate) => countWords(hanPairs(wholeText(candidate))))
  const having = new Map<string, number>()
  for (const words of counts) for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  const weigh = (words: Map<string, number>) => {
    const vector = [...words].map(
      ([word, count]) => [word, (1 + Math.log(count)) * Math.log((candidates.length + 1) / ((having.get(word) ?? 0) + 1))] as const,
    )
    const length = Math.sqrt(vector.reduce((sum, [, x]) => sum + x * x, 0)) || 1
    return vector.map(([word, x]) => [word, x / length] as const)
  }
  const postings = new Map<string, [candidate: number, weight: number][]>([...having.keys()].map((word) => [word, []]))
  for (const [i, words] of counts.entries()) for (const [word, weight] of weigh(words)) postings.get(word)!.push([i, weight])
  return {
    search({ title, description }, limit) {
      const scores = new Map<number, number>()
      const asked = countWords([...hanPairs(title), ...hanPairs(title), ...hanPairs(title), ...hanPairs(description.slice(0, 600))])
      for (const [word, weight] of weigh(asked))
        for (const [i, other] of postings.get(word) ?? []) scores.set(i, (scores.get(i) ?? 0) + weight * other)
      const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, limit)
      return new Map(best.map(([i, score]) => [candidates[i]!.id, score]))
    },
  }
}

function countWords(words: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
