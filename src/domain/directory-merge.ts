export type Fields = Record<string, unknown>

/** An entry that a load left as people had made it, and in which fields; `gone`: people took it out. */
export type Kept = { kind: string; name: string; fields: string[] } | { kind: string; name: string; gone: true }

/** How many entries of each kind a load went through, and what it left alone. */
export type Loaded = { counts: Record<string, number>; kept: Kept[] }

/**
 * What a load writes into an entry that is there: what the file says otherwise than at the last load, as long as nobody changed it meanwhile.
 * `file`: what it says now, `said`: what it said then (absent: not known), `stands`: the entry. What the file leaves open is left open. `kept`: what
 * the file says and the entry has otherwise, all the same.
 */
export function merge(file: Fields, said: Fields | undefined, stands: Fields): { write: Fields; kept: string[] } {
  const write: Fields = {}
  const kept: string[] = []
  for (const [key, value] of Object.entries(file)) {
    if (value === undefined || same(value, stands[key])) continue
    if (mayWrite(value, said && key in said ? said[key] : undefined, stands[key])) write[key] = value
    else if (!empty(value)) kept.push(key)
  }
  return { write, kept }
}

function mayWrite(value: unknown, said: unknown, stands: unknown): boolean {
  if (said === undefined) return empty(stands)
  return !same(value, said) && same(stands, said)
}

/** Whether an entry still stands as the file once said. */
export function untouched(said: Fields, stands: Fields): boolean {
  return Object.entries(said).every(([key, value]) => same(value, stands[key]))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

function empty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
