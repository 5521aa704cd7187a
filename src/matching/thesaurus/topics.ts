import { grown } from '../postings.ts'
import { type Codes, emptyNumbering, keyOf, type Numbering, numberFor, numberOf, visitKeys } from './codes.ts'
import type { Concept } from './read.ts'

/** What a concept's words count: its own, those that keep it company, the preferred ones of the concepts it belongs to. */
const shares = { own: 1, related: 0.5, broader: 0.3 }
/** Rarity of a term among concepts counts to this power, so that a character pair of every trade says nothing. */
const rarityPower = 2
/** What a step to a wider or a narrower concept leaves. */
const stepShare = 0.3

/**
 * Terms and concepts as a table of weights, read both ways: `ofTerm` from a term to the concepts it speaks for, `ofConcept` from a concept to
 * its terms. Entries of row `i` stand from `start[i]` up to `start[i + 1]`.
 */
export type Topics = {
  codes: Codes
  numbering: Numbering
  /** By term, and the largest of them. */
  rarity: Float32Array
  rarest: number
  ofTerm: Table
  ofConcept: Table
  /** From a concept to itself and the wider ones, each step less; and back. */
  wider: Table
  narrower: Table
  /** How special a concept is: less for one that many belong to. */
  special: Float32Array
}
export type Table = { start: Uint32Array; column: Uint32Array; weight: Float32Array }

/** `own`: the keys of the terms of each concept's own words and symptoms. */
export function buildTopics(concepts: Concept[], own: number[][][], broader: number[][], codes: Codes): Topics {
  const numbering = emptyNumbering()
  let column = new Uint32Array(1 << 20)
  let weight = new Float32Array(1 << 20)
  const start = new Uint32Array(concepts.length + 1)
  // where a term of the concept at hand stands, and the number after that of the last concept that has it
  let at = new Uint32Array(1 << 18)
  let owner = new Uint32Array(1 << 18)
  let used = 0
  let concept = 0
  let share = 0
  const count = (key: number) => {
    const number = numberFor(numbering, key)
    if (number >= at.length) {
      at = grown(at, number + 1)
      owner = grown(owner, number + 1)
    }
    if (owner[number] === concept + 1) {
      weight[at[number]!]! += share
      return
    }
    if (used === column.length) {
      column = grown(column, used + 1)
      weight = grown(weight, used + 1)
    }
    owner[number] = concept + 1
    at[number] = used
    column[used] = number
    weight[used++] = share
  }
  for (; concept < concepts.length; concept++) {
    share = shares.own
    for (const keys of own[concept]!) for (const key of keys) count(key)
    share = shares.related
    for (const word of concepts[concept]!.related) visitKeys(codes, word, count)
    share = shares.broader
    // the first two words of a concept are its preferred ones
    for (const wide of broader[concept]!) for (const keys of own[wide]!.slice(0, 2)) for (const key of keys) count(key)
    start[concept + 1] = used
  }
  const ofConcept = { start, column: column.slice(0, used), weight: weight.slice(0, used) }
  const rarity = rarityOf(ofConcept, numbering.size, concepts.length)
  weigh(ofConcept, rarity)
  const wider = closure(broader)
  const narrower = turned(wider, concepts.length)
  const ofTerm = turned(ofConcept, numbering.size)
  return {
    codes,
    numbering,
    rarity,
    rarest: rarity.reduce((a, b) => Math.max(a, b), 0),
    ofConcept,
    ofTerm,
    wider,
    narrower,
    special: specialOf(narrower),
  }
}

/** The number of a term; -1 where no concept has it. */
export function termNumber({ codes, numbering }: Topics, term: string): number {
  const key = keyOf(codes, term)
  return key === 0 ? -1 : numberOf(numbering, key)
}

function rarityOf({ column }: Table, terms: number, concepts: number): Float32Array {
  const having = new Uint32Array(terms)
  for (const term of column) having[term]!++
  return Float32Array.from(having, (n) => Math.log((concepts + 1) / (n + 1)) ** rarityPower)
}

/** Saturates counts, weighs by rarity, and gives every concept the same length. */
function weigh({ start, column, weight }: Table, rarity: Float32Array): void {
  for (let c = 0; c + 1 < start.length; c++) {
    let squares = 0
    for (let i = start[c]!; i < start[c + 1]!; i++) {
      weight[i] = (weight[i]! / (weight[i]! + 1)) * rarity[column[i]!]!
      squares += weight[i]! ** 2
    }
    const length = Math.sqrt(squares) || 1
    for (let i = start[c]!; i < start[c + 1]!; i++) weight[i]! /= length
  }
}

function turned({ start, column, weight }: Table, terms: number): Table {
  const from = new Uint32Array(terms + 1)
  for (const term of column) from[term + 1]!++
  for (let t = 0; t < terms; t++) from[t + 1]! += from[t]!
  const next = from.slice()
  const turnedTable = { start: from, column: new Uint32Array(column.length), weight: new Float32Array(column.length) }
  for (let c = 0; c + 1 < start.length; c++) {
    for (let i = start[c]!; i < start[c + 1]!; i++) {
      const at = next[column[i]!]!++
      turnedTable.column[at] = c
      turnedTable.weight[at] = weight[i]!
    }
  }
  return turnedTable
}

/** Each concept with all it belongs to, by the shortest way. */
function closure(broader: number[][]): Table {
  const start = new Uint32Array(broader.length + 1)
  const column: number[] = []
  const weight: number[] = []
  for (let c = 0; c < broader.length; c++) {
    // ways up are short: a list is searched faster than a set is made
    const found = [c]
    for (let from = 0, share = 1; from < found.length; share *= stepShare) {
      const to = found.length
      for (let i = from; i < to; i++) {
        column.push(found[i]!)
        weight.push(share)
        for (const wide of broader[found[i]!]!) if (!found.includes(wide)) found.push(wide)
      }
      from = to
    }
    start[c + 1] = column.length
  }
  return { start, column: Uint32Array.from(column), weight: Float32Array.from(weight) }
}

/** The logarithm of how much smaller than the whole thesaurus the part below a concept is; deeper parts count less. */
function specialOf({ start, weight }: Table): Float32Array {
  const concepts = start.length - 1
  return Float32Array.from({ length: concepts }, (_, c) => {
    const below = weight.subarray(start[c], start[c + 1]).reduce((sum, share) => sum + share, 0)
    return Math.log((concepts + 1) / (below + 1))
  })
}
