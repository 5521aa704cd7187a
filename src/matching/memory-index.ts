import type { MatchableExpert } from '../domain/matcher.ts'
import { type Count, countConcepts } from './concepts.ts'
import { addPosting, emptyPostings, grown, type Postings, removePosting } from './postings.ts'
import { segment } from './text.ts'
import { defaultWeights, type Weights } from './weights.ts'

export type DocumentKind = 'self' | 'achievement' | 'solved'

/** A document of an expert; `name` is what may be shown of it. */
export type IndexedDocument = { kind: DocumentKind; name: string; text: string }

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

/** Adds an expert, or takes the place of what was known of them. Work and time go with the length of their own documents. */
export function putExpert(index: MemoryIndex, expert: MatchableExpert): void {
  removeExpert(index, expert.id)
  const e = index.freeExperts.pop() ?? index.experts.length
  const texts: string[] = []
  const seen = new Set<number>()
  const distinct = [0, 0, 0]
  const documents = documentsOf(expert, index.weights.document).map((document) => {
    const d = index.freeDocuments.pop() ?? index.documents.length
    const counts = countsOf(document.parts, index, texts)
    index.documents[d] = { kind: document.kind, name: document.name, text: document.parts.map((part) => part.text).join('\n') }
    if (d >= index.expertOf.length) {
      index.expertOf = grown(index.expertOf, d + 1)
      index.kindOf = grown(index.kindOf, d + 1)
    }
    if (3 * d + 3 > index.documentLength.length) index.documentLength = grown(index.documentLength, 3 * d + 3)
    index.expertOf[d] = e
    index.kindOf[d] = kinds.indexOf(document.kind)
    index.documentLength.fill(0, 3 * d, 3 * d + 3)
    for (const [term, { count, channel }] of counts) {
      const id = idOf(index, term)
      addPosting(index.postings, id, d, count / (count + index.weights.documentSaturation))
      index.documentLength[3 * d + channel]!++
      if (seen.has(id)) continue
      seen.add(id)
      index.expertsWith[id]!++
      distinct[channel]!++
    }
    return d
  })
  if (3 * e + 3 > index.expertLength.length) index.expertLength = grown(index.expertLength, 3 * e + 3)
  index.expertLength.set(distinct, 3 * e)
  index.experts[e] = { expert, documents, folded: texts.join('\n') }
  index.numberOf.set(expert.id, e)
  index.known++
}

/** Forgets an expert; nothing happens where the id is unknown. */
export function removeExpert(index: MemoryIndex, id: string): void {
  const e = index.numberOf.get(id)
  if (e === undefined) return
  const { expert, documents } = index.experts[e]!
  const seen = new Set<number>()
  documentsOf(expert, index.weights.document).forEach(({ parts }, i) => {
    const d = documents[i]!
    for (const term of countsOf(parts, index, []).keys()) {
      const known = index.terms.get(term)!
      removePosting(index.postings, known, d)
      if (!seen.has(known)) index.expertsWith[known]!--
      seen.add(known)
    }
    index.documents[d] = undefined
    index.freeDocuments.push(d)
  })
  index.experts[e] = undefined
  index.freeExperts.push(e)
  index.numberOf.delete(id)
  index.known--
}

function idOf(index: MemoryIndex, term: string): number {
  let id = index.terms.get(term)
  if (id !== undefined) return id
  id = index.terms.size
  index.terms.set(term, id)
  if (id >= index.expertsWith.length) index.expertsWith = grown(index.expertsWith, id + 1)
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
