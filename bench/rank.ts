/** Ranks candidates for needs, one JSON value a line from standard input to standard output. A bad line is named, and the exit status is 1. */
import { stdin } from 'node:process'
import { createInterface } from 'node:readline'
import { prettifyError } from 'zod'
import type { MemoryIndex } from '../src/matching/memory-index.ts'
import { type Candidate, indexCandidates, Line, type Need, scoresOf } from './ranking.ts'

const candidates = new Map<string, Candidate>()
let index: MemoryIndex | undefined
let at = 0

for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  at++
  try {
    if (line.trim() !== '') take(line)
  } catch (error) {
    console.error(`line ${at}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

function take(text: string): void {
  const read = Line.safeParse(JSON.parse(text))
  if (!read.success) throw new Error(prettifyError(read.error))
  if (read.data.type === 'candidate') add(read.data)
  else answer(read.data)
}

function answer(need: Need): void {
  index ??= indexCandidates([...candidates.values()])
  console.log(JSON.stringify({ id: need.id, scores: Object.fromEntries(scoresOf(index, need)) }))
}

function add(candidate: Candidate): void {
  if (index) throw new Error('a candidate after the first need')
  if (candidates.has(candidate.id)) throw new Error(`candidate ${JSON.stringify(candidate.id)} is there already`)
  candidates.set(candidate.id, candidate)
}
