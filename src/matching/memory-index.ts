import type { MatchableExpert } from '../domain/matcher.ts'
import { segment } from './text.ts'
import { weights } from './weights.ts'

export type DocumentKind = 'self' | 'achievement' | 'solved'

/** A document of an expert; `name` is what may be shown of it. */
export type IndexedDocument = { kind: DocumentKind; name: string }

/**
 * Experts and their documents as numbers. Documents of one expert stand together: those of expert `e` are `firstDocument[e]` up to
 * `firstDocument[e + 1]`. Postings of term `t` stand from `firstPosting[t]` up to `firstPosting[t + 1]`, in order of documents.
 */
export type MemoryIndex = {
  experts: MatchableExpert[]
  documents: IndexedDocument[]
  terms: Map<string, number>
  /** How many experts have the term. */
  expertsWith: Uint32Array
  firstDocument: Uint32Array
  expertOf: Uint32Array
  /** What a document counts by its kind. */
  kindWeight: Float64Array
  firstPosting: Uint32Array
  postingDocument: Uint32Array
  /** Saturated weight of the term in the document, below 1. */
  postingWeight: Float32Array
  /** Distinct terms. */
  documentLength: Uint32Array
  expertLength: Uint32Array
  /** Folded text of an expert's documents, to find whole phrases in. */
  folded: string[]
}

type Part = { text: string; weight: number }
type Row = { terms: Uint32Array; weights: Float32Array }

export function buildIndex(given: MatchableExpert[]): MemoryIndex {
  const experts = [...given].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const terms = new Map<string, number>()
  const rows: Row[] = []
  const documents: IndexedDocument[] = []
  const expertOf: number[] = []
  const firstDocument = new Uint32Array(experts.length + 1)
  const expertLength = new Uint32Array(experts.length)
  const expertsWith: number[] = []
  const folded: string[] = []
  experts.forEach((expert, e) => {
    firstDocument[e] = documents.length
    const seen = new Set<number>()
    const texts: string[] = []
    for (const { kind, name, parts } of documentsOf(expert)) {
      const row = readParts(parts, terms, texts)
      for (const term of row.terms) seen.add(term)
      rows.push(row)
      documents.push({ kind, name })
      expertOf.push(e)
    }
    for (const term of seen) expertsWith[term] = (expertsWith[term] ?? 0) + 1
    expertLength[e] = seen.size
    folded.push(texts.join('\n'))
  })
  firstDocument[experts.length] = documents.length
  return {
    ...{ experts, documents, terms, firstDocument, expertLength, folded },
    expertsWith: Uint32Array.from(expertsWith),
    expertOf: Uint32Array.from(expertOf),
    kindWeight: Float64Array.from(documents, ({ kind }) => weights.kinds[kind]),
    documentLength: Uint32Array.from(rows, (row) => row.terms.length),
    ...invert(rows, terms.size),
  }
}

function documentsOf(expert: MatchableExpert): (IndexedDocument & { parts: Part[] })[] {
  const of = weights.document
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

function readParts(parts: Part[], terms: Map<string, number>, texts: string[]): Row {
  const counts = new Map<number, number>()
  for (const { text, weight } of parts) {
    const { folded, tokens } = segment(text)
    texts.push(folded)
    for (const { term } of tokens) {
      let id = terms.get(term)
      if (id === undefined) {
        id = terms.size
        terms.set(term, id)
      }
      counts.set(id, (counts.get(id) ?? 0) + weight)
    }
  }
  return {
    terms: Uint32Array.from(counts.keys()),
    weights: Float32Array.from(counts.values(), (count) => count / (count + weights.documentSaturation)),
  }
}

function invert(rows: Row[], termCount: number): Pick<MemoryIndex, 'firstPosting' | 'postingDocument' | 'postingWeight'> {
  const firstPosting = new Uint32Array(termCount + 1)
  for (const row of rows) for (const term of row.terms) firstPosting[term + 1]!++
  for (let t = 0; t < termCount; t++) firstPosting[t + 1]! += firstPosting[t]!
  const postingDocument = new Uint32Array(firstPosting[termCount]!)
  const postingWeight = new Float32Array(firstPosting[termCount]!)
  const next = firstPosting.slice()
  rows.forEach((row, document) => {
    for (let i = 0; i < row.terms.length; i++) {
      const at = next[row.terms[i]!]!++
      postingDocument[at] = document
      postingWeight[at] = row.weights[i]!
    }
  })
  return { firstPosting, postingDocument, postingWeight }
}
