/** When somebody is away (ISO dates in Asia/Shanghai, both included), and who stands in. */
export type Leave = { away?: { from: string; until: string }; substituteId?: string }

export function isOnLeave({ away }: Leave, today: string): boolean {
  return away !== undefined && away.from <= today && today <= away.until
}

/**
 * Whoever acts for this person on that day: they themselves, or while they are on leave their substitute, the substitute's substitute and so on. Undefined where the chain
 * ends with somebody on leave or unknown, or comes back to where it was.
 */
export function standIn<P extends Leave>(id: string, people: ReadonlyMap<string, P>, today: string): P | undefined {
  const seen = new Set<string>()
  for (let next: string | undefined = id; next !== undefined && !seen.has(next); ) {
    seen.add(next)
    const person: P | undefined = people.get(next)
    if (!person || !isOnLeave(person, today)) return person
    next = person.substituteId
  }
  return undefined
}
