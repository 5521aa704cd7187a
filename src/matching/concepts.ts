import type { Segmented } from './text.ts'
import { type Spot, spot } from './thesaurus/spot.ts'
import { type Thesaurus, thesaurus } from './thesaurus/thesaurus.ts'
import { stepsUp } from './thesaurus/ways.ts'
import type { Weights } from './weights.ts'

/** How often a term counts, and in which channel (place in `channels`). */
export type Count = { count: number; channel: number }

export function conceptTerm(concept: number): string {
  return `#${concept}`
}

function disciplineTerm(code: string): string {
  return `~${code}`
}

/** Adds the concepts of a text, the wider ones they belong to, and their disciplines. */
export function countConcepts(counts: Map<string, Count>, text: Segmented, weight: number, weights: Weights['concept']): void {
  const known = thesaurus()
  for (const [concept, strength] of strengths(spot(known, text), weights)) addConcept(counts, known, concept, weight * strength, weights)
}

/** Each concept found, with the strength of its best and most frequent finding. */
function strengths(spots: Spot[], weights: Weights['concept']): Map<number, number> {
  const found = new Map<number, number>()
  for (const { concept, by } of spots) found.set(concept, (found.get(concept) ?? 0) + weights[by])
  return found
}

/** The concept itself and, each step up less, what it belongs to; several ways up count once, by the shortest. */
function addConcept(counts: Map<string, Count>, known: Thesaurus, concept: number, strength: number, weights: Weights['concept']): void {
  for (const [wide, steps] of stepsUp(known, concept, weights.steps)) add(counts, conceptTerm(wide), strength * weights.wider ** steps)
  add(counts, disciplineTerm(known.concepts[concept]!.discipline), strength * weights.discipline)
}

function add(counts: Map<string, Count>, term: string, count: number): void {
  const known = counts.get(term)
  if (known) known.count += count
  else counts.set(term, { count, channel: 2 })
}
