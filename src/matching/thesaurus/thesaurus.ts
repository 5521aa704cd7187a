import { type Codes, readWord } from './codes.ts'
import { type Concept, readConcepts, wordsOf } from './read.ts'
import { buildTopics, type Topics } from './topics.ts'
import { emptyTree, grow, type Tree } from './tree.ts'

/**
 * What ends at the nodes of the tree of words. Entries of node `n` stand from `start[n]` up to `start[n + 1]`: concepts named by the word (twice the
 * concept, and one more where the word means other things too), or pieces of symptoms (`mostPieces` times the symptom, and the place of the piece).
 */
export type Endings = { start: Uint32Array; entry: Uint32Array }

/** A symptom has at most so many pieces. */
export const mostPieces = 3

/** Concepts by number, in order of their files; words and pieces of symptoms as a tree of characters and stems. */
export type Thesaurus = {
  concepts: Concept[]
  numberOf: ReadonlyMap<string, number>
  broader: number[][]
  /** Made when they are first asked for: only matching needs them, not naming. */
  readonly topics: Topics
  /** Concept and number of pieces of each symptom. */
  symptoms: { concept: number; pieces: number }[]
  codes: Codes
  tree: Tree
  named: Endings
  described: Endings
}

let loaded: Thesaurus | undefined

/** The thesaurus of the program, read at first use. */
export function thesaurus(): Thesaurus {
  loaded ??= buildThesaurus(readConcepts())
  return loaded
}

export function buildThesaurus(concepts: Concept[]): Thesaurus {
  const numberOf = new Map(concepts.map((concept, i) => [concept.zh, i]))
  const codes: Codes = { words: new Map() }
  const tree = emptyTree()
  const own: number[][][] = concepts.map(() => [])
  const symptoms: Thesaurus['symptoms'] = []
  let topics: Topics | undefined
  const named: Ends = { node: [], entry: [] }
  const described: Ends = { node: [], entry: [] }

  /** Takes a word in, and notes what ends with it. */
  function take(word: string, concept: number, ends: Ends, entry: number): void {
    const { symbols, keys } = readWord(codes, word)
    own[concept]!.push(keys)
    let node = 0
    for (const symbol of symbols) node = grow(tree, node, symbol)
    if (node === 0) return
    ends.node.push(node)
    ends.entry.push(entry)
  }

  concepts.forEach((concept, number) => {
    for (const { word, ambiguous } of wordsOf(concept)) take(word, number, named, number * 2 + (ambiguous ? 1 : 0))
    for (const text of concept.symptoms) {
      const pieces = text.split(' ')
      const symptom = symptoms.length
      symptoms.push({ concept: number, pieces: pieces.length })
      pieces.forEach((piece, at) => {
        for (const alternative of piece.split('/')) take(alternative, number, described, symptom * mostPieces + at)
      })
    }
  })
  const broader = concepts.map((concept) => concept.broader.flatMap((zh) => numberOf.get(zh) ?? []))
  return {
    ...{ concepts, numberOf, broader, symptoms, codes, tree },
    named: sorted(named, tree.nodes),
    described: sorted(described, tree.nodes),
    get topics() {
      topics ??= buildTopics(concepts, own, broader, codes)
      return topics
    },
  }
}

type Ends = { node: number[]; entry: number[] }

/** By node, in the order in which they came. */
function sorted({ node, entry }: Ends, nodes: number): Endings {
  const start = new Uint32Array(nodes + 1)
  for (const n of node) start[n + 1]!++
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!
  const next = start.slice()
  const entries = new Uint32Array(entry.length)
  node.forEach((n, i) => {
    entries[next[n]!++] = entry[i]!
  })
  return { start, entry: entries }
}
