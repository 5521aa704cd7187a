import { DomainError } from './errors.ts'
import { type Person, type Role, roles } from './person.ts'
import { type Action, rights } from './rights-table.ts'

/**
 * What somebody is by themselves, whatever it is about. `bureau`: any role; `office`: staff, heads and administrators, not liaison officers alone;
 * `expert`, `manager`, `contact`: as the directory and staff have it; `unknown`: none of all that.
 */
export const positions = ['anybody', 'unknown', 'contact', 'expert', 'manager', 'bureau', 'office', 'head', 'admin'] as const
export type Position = (typeof positions)[number]

/**
 * What somebody is to the thing itself; the use case finds it and hands it over. `asked`: has been asked about the need. `reader`: an expert who may read
 * it as any expert may. `worked`: worked on it to its end. `institute`: manages the institute of somebody who works on it, or that it belongs to. `own`: contact of the enterprise it is about. `self`: it is about them.
 * `author`: made it. `deputy`: stands in for the head. `awaited`: it waits for their word.
 */
export const relations = [
  ...['poster', 'claimer', 'member', 'asked', 'reader', 'worked', 'institute'],
  ...['self', 'author', 'deputy', 'applicant', 'panelist', 'awaited', 'own'],
] as Relation[]
export type Relation =
  | ('poster' | 'claimer' | 'member' | 'asked' | 'reader' | 'worked' | 'institute')
  | ('self' | 'author' | 'deputy' | 'applicant' | 'panelist' | 'awaited' | 'own')

export type Who = Position | Relation

export function positionsOf({ roles, enterpriseId, expertId, managesId }: Person): Set<Position> {
  const found = new Set<Position>(['anybody'])
  if (enterpriseId !== undefined) found.add('contact')
  if (expertId !== undefined) found.add('expert')
  if (managesId !== undefined) found.add('manager')
  if (roles.length > 0) found.add('bureau')
  if (roles.some((role) => role !== 'officer')) found.add('office')
  if (roles.includes('head')) found.add('head')
  if (roles.includes('admin')) found.add('admin')
  if (found.size === 1) found.add('unknown')
  return found
}

/** Something that is false is no relation: `poster && 'poster'` can be handed over as it is. */
export type Found = readonly (Relation | false | undefined)[]

/** What somebody is to an enterprise, and to what belongs to it. */
export function asContact({ enterpriseId }: Person, ofId: string): Found {
  return [enterpriseId === ofId && 'own']
}

/** What somebody is to an institute, and to what belongs to it. */
export function asManager({ managesId }: Person, ofId: string): Found {
  return [managesId === ofId && 'institute']
}

export function hasRight(person: Person, action: Action, found: Found = []): boolean {
  const own: ReadonlySet<Who> = positionsOf(person)
  const by: readonly Who[] = rights[action].by
  return by.some((who) => own.has(who) || (found as readonly unknown[]).includes(who))
}

/** Throws `forbidden` with the words of the table where none of what this person is, by themselves or to the thing, gives the right. */
export function checkRight(person: Person, action: Action, found: Found = []): void {
  if (!hasRight(person, action, found)) throw new DomainError('forbidden', rights[action].refusal)
}

/** Whether what somebody is to the thing can give the right at all; otherwise the person alone decides. */
export function looksAtThing(action: Action): boolean {
  const known: readonly Who[] = positions
  return rights[action].by.some((who) => !known.includes(who))
}

/** The roles of the bureau that give a right, whatever it is about. */
export function rolesWith(action: Action): Role[] {
  const by: readonly Who[] = rights[action].by
  return roles.filter((role) => {
    if (by.includes('bureau')) return true
    if (role === 'officer') return false
    return by.includes('office') || by.includes(role as Who)
  })
}
