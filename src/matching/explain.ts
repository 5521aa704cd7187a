import type { MatchableNeed, Reason } from '../domain/matcher.ts'
import { bridgesTo } from './bridges.ts'
import { isGeneric, isLinking } from './generic-words.ts'
import { hasTerm } from './has-term.ts'
import type { DocumentKind, MemoryIndex } from './memory-index.ts'
import type { Query } from './query.ts'
import type { Evidence } from './ranker.ts'
import type { Segmented, Token } from './text.ts'
import type { Weights } from './weights.ts'
import { toWholeWords, wordEdges } from './word-edges.ts'

/** Why expert number `expert` is named: terms in common, what was done before, the field. Load is added by who knows it. */
export function explain(index: MemoryIndex, query: Query, evidence: Evidence, expert: number, need: MatchableNeed): Reason[] {
  const reasons: Reason[] = []
  const terms = termsInCommon(index, query, expert)
  if (terms.length > 0) reasons.push({ kind: 'terms', terms })
  const bridges = bridgesTo(index, query, expert, terms)
  if (bridges.length > 0) reasons.push({ kind: 'bridges', bridges })
  const top = evidence.documentScore.reduce((a, b) => Math.max(a, b), 0)
  const solved = telling(index, evidence, expert, 'solved', top)
  if (solved) reasons.push({ kind: 'solved', label: solved })
  const achievement = telling(index, evidence, expert, 'achievement', top)
  if (achievement) reasons.push({ kind: 'achievement', title: achievement })
  if (need.field && index.experts[expert]!.expert.fields.includes(need.field)) reasons.push({ kind: 'field', field: need.field })
  return reasons
}

/** The expert's best document of a kind, if it says much of the need beside the expert's other documents and the best of anybody's. */
function telling(index: MemoryIndex, { documentScore }: Evidence, expert: number, kind: DocumentKind, top: number): string | undefined {
  const { documents } = index.experts[expert]!
  const strongest = Math.max(...documents.map((d) => documentScore[d]!))
  let name: string | undefined
  let best = Math.max(top * index.weights.reasons.beside, strongest * index.weights.reasons.documentShare)
  for (const d of documents) {
    const document = index.documents[d]!
    const score = documentScore[d]!
    if (document.kind !== kind || score < best || (score === best && name !== undefined && document.name >= name)) continue
    name = document.name
    best = score
  }
  return name
}

type Run = { shown: string; folded: string; value: number }

/** The longest stretches of the need that the expert's documents have too, most telling first, none inside another. */
export function termsInCommon(index: MemoryIndex, query: Query, expert: number): string[] {
  const has = (token: Token) => {
    const term = query.byTerm.get(token.term)!
    return term.id >= 0 && hasTerm(index, expert, term.id)
  }
  const { reasons } = index.weights
  const pick = (runs: (Run | undefined)[]) => pickRuns(runs, reasons.terms)
  const stretches = query.parts.flatMap((part) => stretchesOf(part, has, index.experts[expert]!.folded, reasons))
  const best = pick(stretches.map((stretch) => readRun(trim(stretch), query)))
  return best.length > 0 ? best : pick(stretches.map((stretch) => readRun(stretch, query)))
}

function pickRuns(runs: (Run | undefined)[], most: number): string[] {
  const sorted = runs.filter((run) => run !== undefined)
  sorted.sort((a, b) => b.value - a.value || b.folded.length - a.folded.length || (a.folded < b.folded ? -1 : 1))
  const chosen: Run[] = []
  for (const run of sorted) {
    if (chosen.length === most) break
    if (!chosen.some((other) => other.folded.includes(run.folded) || run.folded.includes(other.folded))) chosen.push(run)
  }
  return chosen.map((run) => run.shown)
}

/** A piece of a need and the pairs, words and grades in it. */
type Stretch = { part: Segmented; start: number; end: number; tokens: Token[] }

function stretchesOf(part: Segmented, has: (token: Token) => boolean, theirs: string, limits: Weights['reasons']): Stretch[] {
  const tokens = part.tokens.filter((token) => token.kind !== 'han')
  const isTheirs = tokens.map((token) => !isLinked(token) && has(token))
  const stretches: Stretch[] = []
  let reached = -1
  let { checks } = limits
  for (let i = 0; i < tokens.length; i++) {
    if (!isTheirs[i] || tokens[i]!.end <= reached) continue
    const { start } = tokens[i]!
    let { end } = tokens[i]!
    let j = i + 1
    for (; j < tokens.length && isTheirs[j] && isNext(part.folded, end, tokens[j]!); j++) {
      const longer = Math.max(end, tokens[j]!.end)
      if (longer - start > limits.termLength || checks-- <= 0 || !theirs.includes(part.folded.slice(start, longer))) break
      end = longer
    }
    reached = end
    stretches.push({ part, start, end, tokens: tokens.slice(i, j) })
  }
  return stretches
}

function isLinked(token: Token): boolean {
  return token.kind === 'pair' && (isLinking(token.term[0]!) || isLinking(token.term.at(-1)!))
}

/** Overlapping or touching, or the next word of a phrase. */
function isNext(text: string, end: number, token: Token): boolean {
  return token.start <= end || (token.start === end + 1 && token.kind !== 'pair' && /[ -]/.test(text[end]!))
}

const edgesOf = new WeakMap<Segmented, Uint8Array>()

/** Takes halves of words and words of no trade from both ends. */
function trim(stretch: Stretch): Stretch {
  const { part } = stretch
  const edges = edgesOf.get(part) ?? wordEdges(part.folded)
  edgesOf.set(part, edges)
  let [start, end] = toWholeWords(part.folded, edges, stretch.start, stretch.end)
  const tokens = stretch.tokens.filter((token) => token.start >= start && token.end <= end)
  while (tokens.length > 0 && tokens[0]!.start === start && isGeneric(tokens[0]!)) {
    const { end: passed } = tokens.shift()!
    while (tokens.length > 0 && tokens[0]!.start < passed) tokens.shift()
    start = tokens[0]?.start ?? end
  }
  while (tokens.length > 0 && tokens.at(-1)!.end === end && isGeneric(tokens.at(-1)!)) {
    const { start: passed } = tokens.pop()!
    while (tokens.length > 0 && tokens.at(-1)!.end > passed) tokens.pop()
    end = tokens.at(-1)?.end ?? start
  }
  const [from, to] = toWholeWords(part.folded, edges, start, end)
  return { part, start: from, end: to, tokens: tokens.filter((token) => token.start >= from && token.end <= to) }
}

/** A stretch with what it tells; nothing where it has only words of no trade or less than two characters. */
function readRun({ part, start, end, tokens }: Stretch, query: Query): Run | undefined {
  if (end - start < 2) return undefined
  const value = tokens.reduce((sum, token) => sum + (isGeneric(token) ? 0 : query.byTerm.get(token.term)!.weight), 0)
  return value > 0 ? { shown: part.shown.slice(start, end), folded: part.folded.slice(start, end), value } : undefined
}
