/**
 * For each term the documents that have it, in order, with the weight it has there: all lists in one pool of numbers, so that millions of
 * them take little memory. A list has a block of a power of two; a full one moves to a block twice as large, and its old block is used again.
 * An entry is document * 128 + weight, weight 1..127.
 */
export type Postings = {
  pool: Uint32Array
  /** By term: where its block begins, how many entries are in it, and the power of two of its size. */
  start: Uint32Array
  size: Uint32Array
  power: Uint8Array
  /** Blocks to be used again, by power. */
  free: number[][]
  used: number
}

export const weightSteps = 127
const none = 255

export function emptyPostings(): Postings {
  return {
    pool: new Uint32Array(1024),
    start: new Uint32Array(256),
    size: new Uint32Array(256),
    power: new Uint8Array(256).fill(none),
    free: [],
    used: 0,
  }
}

/** Writes the weight (above 0, at most 1) of a term in a document that does not have it yet. */
export function addPosting(postings: Postings, term: number, document: number, weight: number): void {
  makeRoom(postings, term)
  const { pool, start, size } = postings
  const from = start[term]!
  const count = size[term]!
  const at = placeOf(postings, term, document)
  if (at < from + count) pool.copyWithin(at + 1, at, from + count)
  pool[at] = entryOf(document, weight)
  size[term] = count + 1
}

function entryOf(document: number, weight: number): number {
  return document * (weightSteps + 1) + Math.max(1, Math.round(weight * weightSteps))
}

/** Gives another weight to a term in a document that has it. */
export function setPosting(postings: Postings, term: number, document: number, weight: number): void {
  postings.pool[placeOf(postings, term, document)] = entryOf(document, weight)
}

/** Takes a document from the list of a term; nothing happens where it is not in it. */
export function removePosting(postings: Postings, term: number, document: number): void {
  const { pool, start, size } = postings
  const end = start[term]! + size[term]!
  const at = placeOf(postings, term, document)
  if (at >= end || pool[at]! >>> 7 !== document) return
  pool.copyWithin(at, at + 1, end)
  size[term]!--
}

export function hasPosting(postings: Postings, term: number, document: number): boolean {
  const at = placeOf(postings, term, document)
  return at < postings.start[term]! + postings.size[term]! && postings.pool[at]! >>> 7 === document
}

/** Where the document stands in the list of the term, or would stand. */
export function placeOf({ pool, start, size }: Postings, term: number, document: number): number {
  let low = start[term]!
  let high = low + size[term]!
  if (low < high && pool[high - 1]! >>> 7 < document) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if (pool[middle]! >>> 7 < document) low = middle + 1
    else high = middle
  }
  return low
}

function makeRoom(postings: Postings, term: number): void {
  if (term >= postings.start.length) growTerms(postings, term + 1)
  const power = postings.power[term]!
  const size = postings.size[term]!
  if (power !== none && size < 2 ** power) return
  const larger = power === none ? 0 : power + 1
  const block = takeBlock(postings, larger)
  const from = postings.start[term]!
  postings.pool.copyWithin(block, from, from + size)
  if (power !== none) {
    postings.free[power] ??= []
    postings.free[power].push(from)
  }
  postings.start[term] = block
  postings.power[term] = larger
}

function takeBlock(postings: Postings, power: number): number {
  const again = postings.free[power]?.pop()
  if (again !== undefined) return again
  const block = postings.used
  postings.used += 2 ** power
  if (postings.used > postings.pool.length) postings.pool = grown(postings.pool, postings.used)
  return block
}

function growTerms(postings: Postings, least: number): void {
  const known = postings.power.length
  postings.start = grown(postings.start, least)
  postings.size = grown(postings.size, least)
  postings.power = grown(postings.power, least)
  postings.power.fill(none, known)
}

/** A copy with room for `least` entries and half as many more. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float32Array>(array: T, least: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(least, Math.ceil(array.length * 1.5)))
  larger.set(array)
  return larger
}
