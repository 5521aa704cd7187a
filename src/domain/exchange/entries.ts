import { sameName } from './plain.ts'
import { type Kind, kinds, type Stored, type Values } from './table.ts'
import { tables } from './tables.ts'

/** What is there of each kind; kinds that nothing asks for are absent. */
export type Snapshot = Partial<Record<Kind, Stored[]>>

/** The entries of a kind, by id, by what they are known by, and by what others call them. */
export type Entries = {
  get(id: string): Stored | undefined
  put(entry: Stored): void
  /** Those that share the key at this place of `known`. */
  knownBy(place: number, key: string): readonly string[]
  twins(place: number, key: string): readonly string[]
  called(words: string): readonly string[]
  all(): Iterable<Stored>
}

export type Book = Record<Kind, Entries>

export function bookOf(snapshot: Snapshot): Book {
  const book = {} as Book
  for (const kind of kinds) book[kind] = entriesOf(kind, snapshot[kind] ?? [], book)
  return book
}

function entriesOf(kind: Kind, stored: readonly Stored[], book: Book): Entries {
  const { known, twin = [] } = tables[kind]
  const byId = new Map<string, Stored>()
  const keys = known.map(() => new Map<string, string[]>())
  const twins = twin.map(() => new Map<string, string[]>())
  const names = new Map<string, string[]>()
  const entries: Entries = {
    get: (id) => byId.get(id),
    put(entry) {
      byId.set(entry.id, entry)
      for (const [i, of] of known.entries()) add(keys[i], of(entry), entry.id)
      for (const [i, of] of twin.entries()) add(twins[i], of(entry), entry.id)
      for (const name of new Set(namesOf(kind, entry, book).map(sameName))) add(names, name, entry.id)
    },
    knownBy: (place, key) => keys[place]?.get(key) ?? [],
    twins: (place, key) => twins[place]?.get(key) ?? [],
    called: (words) => names.get(sameName(words)) ?? [],
    all: () => byId.values(),
  }
  for (const entry of stored) entries.put(entry)
  return entries
}

function add(map: Map<string, string[]> | undefined, key: string | undefined, id: string): void {
  if (map === undefined || key === undefined) return
  const ids = map.get(key)
  if (!ids) map.set(key, [id])
  else if (!ids.includes(id)) ids.push(id)
}

/** What others may call an entry. */
function namesOf(kind: Kind, entry: Values, book: Book): string[] {
  const words = (...keys: string[]) =>
    keys.flatMap((key) => (typeof entry[key] === 'string' && entry[key] !== '' ? [String(entry[key])] : []))
  if (kind === 'institutes') return words('name', 'short')
  if (kind === 'enterprises') return words('name', 'creditCode')
  if (kind !== 'experts') return words('name')
  const institute = book.institutes.get(String(entry.instituteId))
  const own = words('name')
  return institute
    ? [...own, ...own.flatMap((name) => [`${name}（${String(institute.name)}）`, `${name}（${String(institute.short)}）`])]
    : own
}

const exactly = /\s#([\w-]{16})$/u

/** The entry that words mean: undefined for none, several where they could mean more than one. */
export function meant(book: Book, kind: Kind, words: string): readonly string[] {
  const called = book[kind].called(words)
  if (called.length > 0) return called
  const id = exactly.exec(words)?.[1]
  return id && book[kind].get(id) ? [id] : []
}

/** Words that mean exactly this entry: its name, with its institute where that is needed, with its id where even that is not enough. */
export function callOf(book: Book, kind: Kind, id: string): string | undefined {
  const entry = book[kind].get(id)
  if (!entry) return undefined
  const name = String(entry.name ?? '')
  for (const words of namesOf(kind, entry, book)) if (words.trim() === words && one(meant(book, kind, words)) === id) return words
  return `${name.trim()} #${id}`
}

function one(ids: readonly string[]): string | undefined {
  return ids.length === 1 ? ids[0] : undefined
}
