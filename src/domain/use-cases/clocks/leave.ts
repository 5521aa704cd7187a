import { isoDayAt } from '../../calendar/days.ts'
import { isOnLeave } from '../../leave.ts'
import { isStaff, type Person } from '../../person.ts'
import type { Work } from '../act.ts'

/** Of these people who is there that day, and for those on leave who stands in; nobody twice. */
export async function presentFor(work: Pick<Work, 'tx'>, people: Person[], at: Date): Promise<Person[]> {
  const found = new Map<string, Person>()
  for (const person of people) {
    const there = await standInFor(work, person, at)
    if (there) found.set(there.id, there)
  }
  return [...found.values()]
}

/**
 * The person, or along the chain of substitutes the first who is not on leave that day. Undefined where the chain ends with somebody on leave or comes back to where it
 * was, and where it leads from the bureau to somebody who is not, or no longer, of it.
 */
export async function standInFor(work: Pick<Work, 'tx'>, person: Person, at: Date): Promise<Person | undefined> {
  const seen = new Set<string>()
  for (let next: Person | undefined = person; next && !seen.has(next.id); ) {
    if (isStaff(person) && !isStaff(next)) return undefined
    if (!(await isAway(work, next, at))) return next
    seen.add(next.id)
    next = next.substituteId ? await work.tx.people.find(next.substituteId) : undefined
  }
  return undefined
}

/** On leave that day, by their own word or by the directory's. */
export async function isAway({ tx }: Pick<Work, 'tx'>, person: Person, at: Date): Promise<boolean> {
  const day = isoDayAt(at)
  const expert = person.expertId ? await tx.directory.expert(person.expertId) : undefined
  return isOnLeave(person, day) || (expert !== undefined && isOnLeave(expert, day))
}
