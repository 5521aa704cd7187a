import { type Codes, readWord } from './codes.ts'
import { type Concept, readConcepts, wordsOf } from './read.ts'
import { buildTopics, type Topics } from './topics.ts'
import { emptyTree, grow, type Tree } from './tree.ts'

/** What ends at a node of the tree of words: concepts named by the word, and pieces of symptoms. */
export type Ending = { concepts: { concept: number; ambiguous: boolean }[]; pieces: { symptom: number; piece: number }[] }

/** Concepts by number, in order of their files; words and pieces of symptoms as a tree of characters and stems. */
export type Thesaurus = {
  concepts: Concept[]
  numberOf: ReadonlyMap<string, number>
  broader: number[][]
  topics: Topics
  /** Concept and number of pieces of each symptom. */
  symptoms: { concept: number; pieces: number; text: string }[]
  codes: Codes
  tree: Tree
  /** By node of the tree. */
  endings: (Ending | undefined)[]
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
  const endings: (Ending | undefined)[] = []
  const own: number[][][] = concepts.map(() => [])
  const symptoms: Thesaurus['symptoms'] = []

  function endingOf(word: number[]): Ending | undefined {
    let node = 0
    for (const symbol of word) node = grow(tree, node, symbol)
    if (node === 0) return undefined
    endings[node] ??= { concepts: [], pieces: [] }
    return endings[node]
  }

  concepts.forEach((concept, number) => {
    for (const { word, ambiguous } of wordsOf(concept)) {
      const { symbols, keys } = readWord(codes, word)
      own[number]!.push(keys)
      const ending = endingOf(symbols)
      if (ending && !ending.concepts.some((known) => known.concept === number)) ending.concepts.push({ concept: number, ambiguous })
    }
    for (const text of concept.symptoms) {
      const pieces = text.split(' ')
      const symptom = symptoms.length
      symptoms.push({ concept: number, pieces: pieces.length, text })
      pieces.forEach((piece, at) => {
        for (const alternative of piece.split('/')) {
          const { symbols, keys } = readWord(codes, alternative)
          own[number]!.push(keys)
          endingOf(symbols)?.pieces.push({ symptom, piece: at })
        }
      })
    }
  })
  const broader = concepts.map((concept) => concept.broader.flatMap((zh) => numberOf.get(zh) ?? []))
  return { concepts, numberOf, broader, symptoms, codes, tree, endings, topics: buildTopics(concepts, own, broader, codes) }
}
