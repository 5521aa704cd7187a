import { type Fields, type Kept, merge, untouched } from '../domain/directory-merge.ts'
import type { Db } from './rows.ts'

type Entry = { kind: string; ref: string; name: string; ofId?: string }
type Row = object | null | undefined
type Writes<T> = { create: () => Promise<unknown>; update: (part: Partial<T>) => Promise<unknown> }

/** One load of a directory, held against the last one. */
export type LoadBook = {
  kept: Kept[]
  /** Creates an entry that isn't there; of one that is, writes what the file changed and nobody else did. */
  put<T extends Fields>(entry: Entry, file: T, stands: Row, writes: Writes<T>): Promise<void>
  /** The same for an entry that people may take out: then it stays out. */
  putUnlessGone<T extends Fields>(entry: Entry, file: T, stands: Row, writes: Writes<T>): Promise<void>
  /** Those of `ofId` that the file had at the last load and has no more: ids that nobody touched since, to be deleted. */
  dropped(ofId: string, inFile: ReadonlySet<string>, stands: (ref: string) => Row): string[]
  /** Notes what the file said, for the next load. */
  save(): Promise<void>
}

/** `sample`: whether what is loaded is the sample. */
export async function openLoadBook(db: Db, sample: boolean): Promise<LoadBook> {
  const last = new Map((await db.loadedEntry.findMany()).map((row) => [row.ref, { ofId: row.ofId, said: row.said as Fields }]))
  const now = new Map<string, { ref: string; ofId?: string; said: Fields }>()
  const forgotten: string[] = []
  const kept: Kept[] = []

  const book: LoadBook = {
    kept,
    async put({ kind, ref, name, ofId }, file, stands, writes) {
      const said = last.get(ref)?.said
      now.set(ref, { ref, ofId, said: { ...said, ...definedOf(file) } })
      if (!stands) return void (await writes.create())
      const { write, kept: fields } = merge(file, said, { ...stands })
      if (fields.length > 0) kept.push({ kind, name, fields })
      if ('sample' in stands && stands.sample !== sample) write.sample = sample
      if (Object.keys(write).length > 0) await writes.update(write as Partial<typeof file>)
    },
    async putUnlessGone(entry, file, stands, writes) {
      if (stands || !last.has(entry.ref)) return book.put(entry, file, stands, writes)
      kept.push({ kind: entry.kind, name: entry.name, gone: true })
    },
    dropped(ofId, inFile, stands) {
      const gone = [...last].filter(([ref, entry]) => entry.ofId === ofId && !inFile.has(ref))
      forgotten.push(...gone.map(([ref]) => ref))
      return gone.flatMap(([ref, { said }]) => {
        const row = stands(ref)
        return row && untouched(said, { ...row }) ? [ref] : []
      })
    },
    async save() {
      await db.loadedEntry.deleteMany({ where: { ref: { in: forgotten } } })
      const rows = [...now.values()].filter(({ ref, said }) => JSON.stringify(last.get(ref)?.said) !== JSON.stringify(said))
      await db.$executeRaw`
        INSERT INTO "LoadedEntry" ("ref", "ofId", "said")
        SELECT "ref", "ofId", "said" FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row("ref" text, "ofId" text, "said" jsonb)
        ON CONFLICT ("ref") DO UPDATE SET "said" = EXCLUDED."said"`
    },
  }
  return book
}

function definedOf(file: Fields): Fields {
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined))
}
