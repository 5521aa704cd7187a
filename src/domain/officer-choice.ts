import { isOnLeave, type Leave, standIn } from './leave.ts'
import type { OfficerLink } from './team.ts'

/** A liaison officer as far as the choice goes. `load`: live needs they answer for. */
export type Officer = { id: string; townships: string[]; load: number } & Leave

/** What of a need an officer can be linked to. The expert is the best ranked one. */
export type Linked = { enterpriseId?: string; township?: string; instituteId?: string; expertId?: string }

/** By which of the five links somebody was chosen; `load`: nobody is linked. */
export const rungs = ['enterprise', 'project', 'township', 'institute', 'talent', 'load'] as const
export type Rung = (typeof rungs)[number]

/**
 * Who answers for a need: whoever is linked to it by the first of the five links that leads to somebody who is there, the one with the least load among several, by id among
 * equals; who is on leave hands on to whom they named, and so on. Nobody linked: any officer. Only where all are on leave is one of them chosen. The same facts give the same officer.
 */
export function chooseOfficer(
  need: Linked,
  officers: readonly Officer[],
  links: readonly OfficerLink[],
  today: string,
): { officerId: string; by: Rung } | undefined {
  const known = new Map(officers.map((officer) => [officer.id, officer]))
  const linkedBy = (kind: OfficerLink['kind'], ref: string | undefined) =>
    links.flatMap((link) => (ref !== undefined && link.kind === kind && link.ref === ref ? (known.get(link.personId) ?? []) : []))
  const byRung: Record<Rung, readonly Officer[]> = {
    enterprise: linkedBy('enterprise', need.enterpriseId),
    project: linkedBy('project', need.enterpriseId),
    township: officers.filter(({ townships }) => need.township !== undefined && townships.includes(need.township)),
    institute: linkedBy('institute', need.instituteId),
    talent: linkedBy('talent', need.expertId),
    load: officers,
  }
  for (const by of rungs) {
    const present = byRung[by].flatMap(({ id }) => standIn(id, known, today) ?? [])
    const officer = leastLoaded(present)
    if (officer) return { officerId: officer.id, by }
  }
  const by = rungs.find((rung) => byRung[rung].length > 0)
  const officer = by && leastLoaded(byRung[by])
  return officer && { officerId: officer.id, by }
}

/** Those who are there first, then by load, then by id: the order in which they are offered. */
export function byLoad(officers: readonly Officer[], today: string): Officer[] {
  return [...officers].sort((a, b) => Number(isOnLeave(a, today)) - Number(isOnLeave(b, today)) || compare(a, b))
}

function leastLoaded(officers: readonly Officer[]): Officer | undefined {
  return [...officers].sort(compare)[0]
}

function compare(a: Officer, b: Officer): number {
  return a.load - b.load || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
