/** PostgreSQL refuses NUL and half a surrogate pair in text and JSON; nobody can see either. */
export function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '')
}

/** The same for every text within a JSON value. */
export function storableJson<T>(value: T): T {
  if (typeof value === 'string') return storable(value) as T
  if (Array.isArray(value)) return value.map((one) => storableJson(one)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storableJson(one)])) as T
}
