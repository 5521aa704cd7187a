import type { MatchableExpert } from '../domain/matcher.ts'
import { type Count, countConcepts } from './concepts.ts'
import { addPosting, emptyPostings, grown, hasPosting, type Postings, removePosting, setPosting } from './postings.ts'
import { segment } from './text.ts'
import { thesaurus } from './thesaurus/thesaurus.ts'
import { termNumber } from './thesaurus/topics.ts'
import { defaultWeights, type Weights } from './weights.ts'

export type DocumentKind = 'self' | 'achievement' | 'solved'

/** A document of an expert; `name` is what may be shown of it. */
export type IndexedDocument = {
  kind: DocumentKind
  name: string
  text: string
  folded: string
  /** The numbers of its terms, each times 4 and with its channel, so that it can be taken out without being read again. */
  terms: Uint32Array
}

/** An expert as indexed: the numbers of their documents, and their folded text to find phrases in. */
export type IndexedExpert = { expert: MatchableExpert; documents: number[]; folded: string }

/**
 * Experts and their documents by number; a number that was given back is given again. Lengths are counts of distinct terms by channel:
 * those of document `d` stand at `3 * d`.
 */
export type MemoryIndex = {
  weights: Weights
  experts: (IndexedExpert | undefined)[]
  documents: (IndexedDocument | undefined)[]
  numberOf: Map<string, number>
  known: number
  terms: Map<string, number>
  /** By number of a term of the thesaurus, one more than its number here; 0 where no expert had it yet. */
  termOfTopic: Uint32Array
  /** How many experts have the term. */
  expertsWith: Uint32Array
  expertOf: Uint32Array
  kindOf: Uint8Array
  documentLength: Uint32Array
  expertLength: Uint32Array
  postings: Postings
  freeExperts: number[]
  freeDocuments: number[]
}

export const kinds = ['self', 'achievement', 'solved'] as const

export function createIndex(weights: Weights = defaultWeights): MemoryIndex {
  return {
    weights,
    experts: [],
    documents: [],
    numberOf: new Map(),
    known: 0,
    terms: new Map(),
    termOfTopic: new Uint32Array(thesaurus().topics.rarity.length),
    expertsWith: new Uint32Array(256),
    expertOf: new Uint32Array(64),
    kindOf: new Uint8Array(64),
    documentLength: new Uint32Array(64 * 3),
    expertLength: new Uint32Array(16 * 3),
    postings: emptyPostings(),
    freeExperts: [],
    freeDocuments: [],
  }
}

export function buildIndex(experts: MatchableExpert[], weights?: Weights): MemoryIndex {
  const index = createIndex(weights)
  for (const expert of experts) putExpert(index, expert)
  return index
}

/** The terms of a document by number, and what they count. */
type Row = Map<number, { strength: number; channel: number }>

/**
 * Adds an expert, or takes the place of what was known of them. Work and time go with the length of their own documents; of a list in the index that
 * others share only what differs is changed.
 */
export function putExpert(index: MemoryIndex, expert: MatchableExpert): void {
  const known = index.numberOf.get(expert.id)
  if (known === undefined) addExpert(index, expert)
  else changeExpert(index, known, expert)
}

function addExpert(index: MemoryIndex, expert: MatchableExpert): void {
  const e = index.freeExperts.pop() ?? index.experts.length
  if (3 * e + 3 > index.expertLength.length) index.expertLength = grown(index.expertLength, 3 * e + 3)
  index.expertLength.fill(0, 3 * e, 3 * e + 3)
  const seen = new Set<number>()
  const documents = documentsOf(expert, index.weights.document).map((document) => {
    const d = newDocument(index, e)
    const read = rowOf(index, document.parts)
    const { row } = read
    describe(index, d, document, read)
    for (const [term, { strength, channel }] of row) {
      addPosting(index.postings, term, d, strength)
      index.documentLength[3 * d + channel]!++
      if (!seen.has(term)) countTerm(index, e, term, channel, 1)
      seen.add(term)
    }
    return d
  })
  index.experts[e] = { expert, documents, folded: foldedOf(index, documents) }
  index.numberOf.set(expert.id, e)
  index.known++
}

/** Only documents that differ are read again. */
function changeExpert(index: MemoryIndex, e: number, expert: MatchableExpert): void {
  const before = index.experts[e]!
  const old = documentsOf(before.expert, index.weights.document)
  const now = documentsOf(expert, index.weights.document)
  const documents = [...before.documents]
  for (let i = now.length; i < old.length; i++) {
    exchange(index, e, documents, i, new Map())
    index.documents[documents[i]!] = undefined
    index.freeDocuments.push(documents[i]!)
  }
  documents.length = Math.min(documents.length, now.length)
  now.forEach((document, i) => {
    const was = i < old.length ? old[i] : undefined
    documents[i] ??= newDocument(index, e)
    if (was && isSame(was.parts, document.parts)) describe(index, documents[i], document)
    else {
      const read = rowOf(index, document.parts)
      exchange(index, e, documents, i, read.row)
      describe(index, documents[i], document, read)
    }
  })
  index.experts[e] = { expert, documents, folded: foldedOf(index, documents) }
}

function foldedOf(index: MemoryIndex, documents: number[]): string {
  return documents.map((d) => index.documents[d]!.folded).join('\n')
}

function isSame(a: Part[], b: Part[]): boolean {
  return a.length === b.length && a.every(({ text, weight }, i) => text === b[i]!.text && weight === b[i]!.weight)
}

type Read = { row: Row; folded: string }
type Described = { kind: DocumentKind; name: string; parts: Part[] }

/** Writes down what a document is; where it was not read again, its words are what they were. */
function describe(index: MemoryIndex, d: number, { kind, name, parts }: Described, read?: Read): void {
  const terms = read ? Uint32Array.from(read.row, ([term, { channel }]) => term * 4 + channel) : index.documents[d]!.terms
  const folded = read ? read.folded : index.documents[d]!.folded
  index.documents[d] = { kind, name, text: parts.map((part) => part.text).join('\n'), folded, terms }
  index.kindOf[d] = kinds.indexOf(kind)
}

/** Puts a row in the place of the one that the expert's document `i` had, if any. */
function exchange(index: MemoryIndex, e: number, documents: number[], i: number, row: Row): void {
  const d = documents[i]!
  const old = new Map(Array.from(index.documents[d]?.terms ?? [], (coded) => [coded >>> 2, coded & 3]))
  const others = documents.filter((other) => other !== d)
  for (const [term, channel] of old) {
    if (row.has(term)) continue
    removePosting(index.postings, term, d)
    if (!others.some((other) => hasPosting(index.postings, term, other))) countTerm(index, e, term, channel, -1)
  }
  index.documentLength.fill(0, 3 * d, 3 * d + 3)
  for (const [term, { strength, channel }] of row) {
    index.documentLength[3 * d + channel]!++
    if (old.has(term)) setPosting(index.postings, term, d, strength)
    else {
      if (!others.some((other) => hasPosting(index.postings, term, other))) countTerm(index, e, term, channel, 1)
      addPosting(index.postings, term, d, strength)
    }
  }
}

function countTerm(index: MemoryIndex, e: number, term: number, channel: number, one: 1 | -1): void {
  index.expertsWith[term]! += one
  index.expertLength[3 * e + channel]! += one
}

/** Forgets an expert; nothing happens where the id is unknown. */
export function removeExpert(index: MemoryIndex, id: string): void {
  const e = index.numberOf.get(id)
  if (e === undefined) return
  const seen = new Set<number>()
  for (const d of index.experts[e]!.documents) {
    for (const coded of index.documents[d]!.terms) {
      const term = coded >>> 2
      removePosting(index.postings, term, d)
      if (!seen.has(term)) countTerm(index, e, term, coded & 3, -1)
      seen.add(term)
    }
    index.documents[d] = undefined
    index.freeDocuments.push(d)
  }
  index.experts[e] = undefined
  index.freeExperts.push(e)
  index.numberOf.delete(id)
  index.known--
}

function newDocument(index: MemoryIndex, e: number): number {
  const d = index.freeDocuments.pop() ?? index.documents.length
  if (d >= index.expertOf.length) {
    index.expertOf = grown(index.expertOf, d + 1)
    index.kindOf = grown(index.kindOf, d + 1)
  }
  if (3 * d + 3 > index.documentLength.length) index.documentLength = grown(index.documentLength, 3 * d + 3)
  index.documentLength.fill(0, 3 * d, 3 * d + 3)
  index.documents[d] = undefined
  index.expertOf[d] = e
  return d
}

function rowOf(index: MemoryIndex, parts: Part[]): Read {
  const texts: string[] = []
  const row: Row = new Map()
  for (const [term, { count, channel }] of countsOf(parts, index, texts))
    row.set(idOf(index, term), { strength: count / (count + index.weights.documentSaturation), channel })
  return { row, folded: texts.join('\n') }
}

function idOf(index: MemoryIndex, term: string): number {
  let id = index.terms.get(term)
  if (id !== undefined) return id
  id = index.terms.size
  index.terms.set(term, id)
  if (id >= index.expertsWith.length) index.expertsWith = grown(index.expertsWith, id + 1)
  const topic = termNumber(thesaurus().topics, term)
  if (topic >= 0) index.termOfTopic.set([id + 1], topic)
  return id
}

type Part = { text: string; weight: number }

function documentsOf(expert: MatchableExpert, of: Weights['document']): { kind: DocumentKind; name: string; parts: Part[] }[] {
  return [
    {
      kind: 'self',
      name: '',
      parts: [
        { text: expert.keywords.join('\n'), weight: of.keywords },
        { text: expert.profile, weight: of.profile },
      ],
    },
    ...expert.achievements.map((a) => ({
      kind: 'achievement' as const,
      name: a.title,
      parts: [
        { text: a.title, weight: of.title },
        { text: a.summary, weight: of.summary },
      ],
    })),
    ...expert.solved.map((s) => ({ kind: 'solved' as const, name: s.label, parts: [{ text: s.text, weight: of.solved }] })),
  ]
}

/** The terms of a document and how much they count; the folded text goes to `texts`. */
function countsOf(parts: Part[], { weights }: MemoryIndex, texts: string[]): Map<string, Count> {
  const counts = new Map<string, Count>()
  for (const { text, weight } of parts) {
    const segmented = segment(text)
    texts.push(segmented.folded)
    for (const { term, kind } of segmented.tokens) {
      const known = counts.get(term)
      if (known) known.count += weight
      else counts.set(term, { count: weight, channel: kind === 'han' ? 0 : 1 })
    }
    countConcepts(counts, segmented, weight, weights.concept)
  }
  return counts
}
