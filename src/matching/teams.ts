import type { MatchableNeed, MatchOptions, Team } from '../domain/matcher.ts'
import { namedInNeed, nameOf } from './bridges.ts'
import { conceptTerm } from './concepts.ts'
import { hasTerm } from './has-term.ts'
import type { MemoryIndex } from './memory-index.ts'
import { bestOf, type Surroundings } from './name-experts.ts'
import { type Query, readNeed } from './query.ts'
import { rank } from './ranker.ts'
import { thesaurus } from './thesaurus/thesaurus.ts'

/** A matter the need is about: a concept, its discipline, and its share of all. */
type Matter = { concept: number; discipline: string; share: number }
type Member = Team['members'][number] & { institute: string; share: number }

/**
 * A need that spans disciplines, none of whose experts covers it alone, gets two or three of different institutes who cover it together, the larger
 * part first; else nothing.
 */
export function proposeTeam(index: MemoryIndex, need: MatchableNeed, options: MatchOptions, around: Surroundings): Team | undefined {
  const query = readNeed(need, index)
  const matters = mattersOf(query, index)
  const { discipline: least, adds, alone } = index.weights.team
  const parts = partsOf(matters).filter(([, share]) => share >= least)
  if (parts.length < 2) return undefined
  const { score } = rank(index, query)
  const experts = bestOf(index, score, index.weights.candidates, { need, options, ...around })
  const covers = experts.map((e) => matters.filter(({ concept }) => hasConcept(index, e, concept)))
  if (covers.some((list) => sum(list) >= alone)) return undefined
  const members: Member[] = []
  const covered = new Set<number>()
  for (const [discipline] of parts.slice(0, 3)) {
    const member = bestFor(discipline, members, covered)
    if (member) members.push(member)
  }
  return members.length < 2
    ? undefined
    : { members: members.map(({ expertId, discipline, covers: own }) => ({ expertId, discipline, covers: own })) }

  function bestFor(discipline: string, chosen: Member[], known: Set<number>): Member | undefined {
    let best: { at: number; worth: number; own: Matter[] } | undefined
    experts.forEach((e, at) => {
      const own = covers[at]!.filter((matter) => matter.discipline === discipline && !known.has(matter.concept))
      const worth = sum(own) * score[e]!
      const { instituteId } = index.experts[e]!.expert
      if (sum(own) < adds || chosen.some(({ institute }) => institute === instituteId)) return
      if (!best || worth > best.worth) best = { at, worth, own }
    })
    if (!best) return undefined
    const { id, instituteId } = index.experts[experts[best.at]!]!.expert
    for (const { concept } of best.own) known.add(concept)
    const names = best.own.sort((a, b) => b.share - a.share).slice(0, 3)
    return {
      expertId: id,
      discipline,
      covers: names.map(({ concept }) => nameOf(thesaurus(), concept)),
      institute: instituteId,
      share: sum(best.own),
    }
  }
}

function sum(matters: Matter[]): number {
  return matters.reduce((all, { share }) => all + share, 0)
}

/** Concepts by name or symptom; those of the title count as they do in ranking. Concepts that only mean something else too are left out. */
function mattersOf(query: Query, { weights }: MemoryIndex): Matter[] {
  const places = [weights.need.title, weights.need.targets, weights.need.description]
  const counts = new Map<number, number>()
  for (const { concept, by, part } of namedInNeed(query)) {
    if (by !== 'ambiguous') counts.set(concept, Math.max(counts.get(concept) ?? 0, places[part]! * weights.concept[by]))
  }
  const all = [...counts.values()].reduce((a, b) => a + b, 0)
  return [...counts].map(([concept, count]) => ({ concept, discipline: thesaurus().concepts[concept]!.discipline, share: count / all }))
}

function partsOf(matters: Matter[]): [discipline: string, share: number][] {
  const shares = new Map<string, number>()
  for (const { discipline, share } of matters) shares.set(discipline, (shares.get(discipline) ?? 0) + share)
  return [...shares].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

function hasConcept(index: MemoryIndex, expert: number, concept: number): boolean {
  const term = index.terms.get(conceptTerm(concept))
  return term !== undefined && hasTerm(index, expert, term)
}
