import { type Problem, readCell } from './cells.ts'
import { type Book, bookOf, meant, type Snapshot } from './entries.ts'
import type { ImportedRow } from './sheet-rows.ts'
import { type Column, type Kind, kinds, type Stored, type Table, type Value, type Values } from './table.ts'
import { managersKinds, tables } from './tables.ts'

/** new, changed, same: sound. wrong: can't be written. doubt: could be, but it is not sure that it is meant. */
export type Verdict = 'new' | 'changed' | 'same' | 'wrong' | 'doubt'

/** What would become of a row. `before`, `after`: the columns that change (of a new one those it says; `wholeOf` has the rest). `notes` are said, and stop nothing. */
export type Planned = { n: number; verdict: Verdict; ref?: string; before?: Values; after?: Values; problems: Problem[]; notes: Problem[] }

export type Planning = {
  rows: readonly ImportedRow[]
  snapshot: Snapshot
  /** The only institute whose entries may be written, for its manager. */
  only?: string
  /** The institute of rows that name none. */
  institute?: string
  at: Date
  /** The id a new row gets; the same each time it is asked for one row. */
  idFor(n: number): string
}

type Work = Planning & { book: Book; seen: Map<string, number>; lines: Map<number, number> }

/** What each row would do to what is there: nothing is guessed. Rows may name entries that other rows of the same import bring. */
export function plan(planning: Planning): Planned[] {
  const lines = new Map(planning.rows.map(({ n, line }) => [n, line]))
  const work: Work = { ...planning, book: bookOf(planning.snapshot), seen: new Map(), lines }
  const planned = new Map<number, Planned>()
  for (const kind of kinds) for (const row of planning.rows) if (row.kind === kind) planned.set(row.n, planRow(work, row))
  return planning.rows.flatMap(({ n }) => planned.get(n) ?? [])
}

function planRow(work: Work, row: ImportedRow): Planned {
  const table = tables[row.kind]
  const { values, problems } = readValues(table, row)
  defaultInstitute(work, table, values)
  problems.push(...resolve(work, table, values))
  const notes: Problem[] = []
  const wrong = (more: Problem[], verdict: 'wrong' | 'doubt' = 'wrong', ref?: string): Planned => ({
    n: row.n,
    verdict,
    ref,
    problems: [...problems, ...more],
    notes,
  })
  if (problems.length > 0) return wrong([])
  const found = find(work, table, values)
  if ('problem' in found) return wrong([found], 'doubt')
  const stored = found.id === undefined ? undefined : work.book[row.kind].get(found.id)
  const foreign = notOwn(work, row.kind, values, stored)
  if (foreign) return wrong([foreign])
  if (stored) return planChange(work, table, row, values, stored, wrong)
  const missing = table.columns.filter(({ key, must }) => must && isEmpty(values[key]))
  if (missing.length > 0) return wrong(missing.map(({ key }) => ({ problem: 'missing', column: key })))
  const twin = twinOf(work, table, values)
  if (twin) return wrong([twin], 'doubt')
  return planNew(work, table, row, values, wrong)
}

function readValues(table: Table, { cells, units }: ImportedRow): { values: Values; problems: Problem[] } {
  const values: Values = {}
  const problems: Problem[] = []
  for (const { key, type } of table.columns) {
    const read = readCell(type, cells[key], units?.[key])
    if (read === undefined) continue
    if ('problem' in read) problems.push({ ...read, column: key })
    else values[key] = read.value
  }
  return { values, problems }
}

function defaultInstitute({ institute }: Work, table: Table, values: Values): void {
  if (institute === undefined) return
  for (const { key, type } of table.columns)
    if (type.is === 'ref' && type.to === 'institutes' && isEmpty(values[key])) values[key] = { id: institute }
}

/** Names become ids. */
function resolve(work: Work, table: Table, values: Values): Problem[] {
  const problems: Problem[] = []
  const one = (to: Kind, words: Value, column: Column): string | undefined => {
    if (words !== null && typeof words === 'object' && 'id' in words) return String(words.id)
    const ids = among(work, table, values, to, meant(work.book, to, String(words)))
    if (ids.length === 1) return ids[0]
    problems.push({
      problem: ids.length === 0 ? 'ref_unknown' : 'ref_several',
      facts: { said: String(words).slice(0, 60), kind: to },
      column: column.key,
    })
    return undefined
  }
  // the institute first: it tells experts of the same name apart
  const ordered = table.columns.toSorted((a, b) => Number(b.virtual ?? false) - Number(a.virtual ?? false))
  for (const column of ordered) {
    const { key, type } = column
    const value = values[key]
    if (isEmpty(value) || value === undefined) continue
    if (type.is === 'ref') {
      const id = one(type.to, value, column)
      if (id) values[key] = id
    } else if (type.is === 'refs') values[key] = (value as Value[]).flatMap((words) => one(type.to, words, column) ?? [])
    else if (type.is === 'projects')
      values[key] = (value as string[]).flatMap((words) => {
        const [name, enterprise] = splitProject(words, (whose) => meant(work.book, 'enterprises', whose).length > 0)
        const id = one('enterprises', enterprise, column)
        return id ? [[name, id]] : []
      })
  }
  return problems
}

/** `name@enterprise`; either may hold an @ itself, so the last one after which an enterprise is known divides them, or else the last. */
function splitProject(words: string, isKnown: (enterprise: string) => boolean): [name: string, enterprise: string] {
  const all = [...words.matchAll(/@/g)].map(({ index }) => index).reverse()
  const enterpriseAfter = (at: number): string => words.slice(at + 1).trim()
  const at = all.find((one) => isKnown(enterpriseAfter(one))) ?? all[0] ?? -1
  return [words.slice(0, Math.max(0, at)).trim(), enterpriseAfter(at)]
}

/** Of experts with the same name, those of the institute that the row names. */
function among(work: Work, table: Table, values: Values, to: Kind, ids: readonly string[]): readonly string[] {
  if (to !== 'experts' || ids.length < 2) return ids
  const institute = values[table.kind === 'achievements' ? 'institute' : 'instituteId']
  const own = ids.filter((id) => work.book.experts.get(id)?.instituteId === institute)
  return own.length > 0 ? own : ids
}

/** The entry a row is about: by its id, else by what it is known by. Two that fit are a doubt, not a choice. */
function find(work: Work, table: Table, values: Values): { id?: string } | Problem {
  const entries = work.book[table.kind]
  const id = typeof values.id === 'string' ? values.id : undefined
  if (id && entries.get(id)) return { id }
  for (const [place, of] of table.known.entries()) {
    const key = of(values)
    if (key === undefined) continue
    // a row with an id of its own is not what another row of this file brings
    const ids = entries
      .knownBy(place, key)
      .filter((one) => !(id && work.seen.has(`${table.kind}:${one}`) && !isStored(work, table.kind, one)))
    const fitting = ids.filter((one) => table.clash?.(values, entries.get(one) as Stored) !== 'other')
    if (fitting.length > 1) return { problem: 'several', facts: { count: String(fitting.length) } }
    const [found] = fitting
    if (found === undefined) continue
    const clash = table.clash?.(values, entries.get(found) as Stored)
    if (clash) return { problem: clash, facts: { code: String(entries.get(found)?.creditCode ?? '') } }
    return { id: found }
  }
  if (table.kind === 'experts' && isEmpty(values.instituteId)) return byNameAlone(work, values)
  return {}
}

function byNameAlone(work: Work, values: Values): { id?: string } | Problem {
  const ids = work.book.experts.called(String(values.name ?? ''))
  if (ids.length > 1) return { problem: 'several', facts: { count: String(ids.length) } }
  return { id: ids[0] }
}

function isStored({ snapshot }: Work, kind: Kind, id: string): boolean {
  return storedIds(snapshot, kind).has(id)
}

const idsOf = new WeakMap<readonly Stored[], Set<string>>()

function storedIds(snapshot: Snapshot, kind: Kind): Set<string> {
  const rows = snapshot[kind] ?? []
  const known = idsOf.get(rows) ?? new Set(rows.map(({ id }) => id))
  idsOf.set(rows, known)
  return known
}

/** A manager writes only what belongs to the institute they manage. */
function notOwn(work: Work, kind: Kind, values: Values, stored: Stored | undefined): Problem | undefined {
  if (work.only === undefined) return undefined
  if (!managersKinds.includes(kind)) return { problem: 'not_yours' }
  const instituteOf = (entry: Values | undefined) =>
    kind === 'achievements' ? work.book.experts.get(String(entry?.expertId))?.instituteId : entry?.instituteId
  const named = [instituteOf(values), stored && instituteOf(stored)].filter((id) => !isEmpty(id))
  return named.some((id) => id !== work.only) ? { problem: 'other_institute' } : undefined
}

function twinOf(work: Work, table: Table, values: Values): Problem | undefined {
  for (const [place, of] of (table.twin ?? []).entries()) {
    const key = of(values)
    const all = key === undefined ? [] : work.book[table.kind].twins(place, key)
    const ids = typeof values.id === 'string' ? all.filter((one) => isStored(work, table.kind, one)) : all
    if (ids.length > 0) return { problem: 'maybe_moved', facts: { name: String(values.name ?? '') } }
  }
  return undefined
}

type Wrong = (more: Problem[], verdict?: 'wrong' | 'doubt', ref?: string) => Planned

function repeated(work: Work, kind: Kind, id: string, n: number): Problem | undefined {
  const earlier = work.seen.get(`${kind}:${id}`)
  if (earlier === undefined) work.seen.set(`${kind}:${id}`, n)
  return earlier === undefined ? undefined : { problem: 'repeated', facts: { line: String(work.lines.get(earlier) ?? '') } }
}

function planChange(work: Work, table: Table, row: ImportedRow, values: Values, stored: Stored, wrong: Wrong): Planned {
  const again = repeated(work, table.kind, stored.id, row.n)
  if (again) return wrong([again], 'doubt', stored.id)
  if (table.kind === 'needs') return { n: row.n, verdict: 'same', ref: stored.id, problems: [], notes: [{ problem: 'need_stays' }] }
  const before: Values = {}
  const after: Values = {}
  for (const { key, type, virtual, must } of table.columns) {
    const value = values[key]
    if (virtual || type.is === 'id' || value === undefined || sameValue(type, value, stored[key])) continue
    if (must && isEmpty(value)) return wrong([{ problem: 'missing', column: key }], 'wrong', stored.id)
    before[key] = stored[key] ?? null
    after[key] = written(type, value, stored[key], work.at)
  }
  const changed = Object.keys(after).length > 0
  if (!changed) return { n: row.n, verdict: 'same', ref: stored.id, problems: [], notes: [] }
  const taken = takenBy(work, table, { ...stored, ...after })
  if (taken) return wrong([taken], 'doubt', stored.id)
  work.book[table.kind].put({ ...stored, ...after })
  return { n: row.n, verdict: 'changed', ref: stored.id, before, after, problems: [], notes: [] }
}

function planNew(work: Work, table: Table, row: ImportedRow, values: Values, wrong: Wrong): Planned {
  const id = typeof values.id === 'string' ? values.id : work.idFor(row.n)
  const after: Values = {}
  for (const { key, type, virtual } of table.columns) {
    const value = values[key] ?? (type.is === 'stamp' ? table.defaults[key] : undefined)
    if (!virtual && type.is !== 'id' && value !== undefined) after[key] = written(type, value, undefined, work.at)
  }
  if (table.kind === 'needs' && outOfOrder(after)) return wrong([{ problem: 'dates_order' }])
  const entry = { ...wholeOf(table.kind, after), id }
  const taken = takenBy(work, table, entry)
  if (taken) return wrong([taken], 'doubt')
  work.seen.set(`${table.kind}:${id}`, row.n)
  work.book[table.kind].put(entry)
  return { n: row.n, verdict: 'new', ref: id, after, problems: [], notes: [] }
}

/** A new entry with what it has where its row says nothing. */
export function wholeOf(kind: Kind, after: Values): Values {
  return { ...tables[kind].defaults, ...after }
}

function outOfOrder({ postedAt, claimedAt, solvedAt, number }: Values): boolean {
  return (
    String(postedAt) > String(claimedAt) ||
    String(claimedAt) > String(solvedAt) ||
    String(number).slice(0, 4) !== String(postedAt).slice(0, 4)
  )
}

/** What no two may share, exactly as the database compares it. */
function takenBy(work: Work, table: Table, entry: Stored): Problem | undefined {
  for (const keys of table.unique) {
    if (keys.some((key) => isEmpty(entry[key]))) continue
    const taken = `${table.kind}|${keys.map((key) => `${key}=${String(entry[key])}`).join('|')}`
    const holder = holders(work, table).get(taken)
    if (holder !== undefined && holder !== entry.id) return { problem: 'taken', facts: { said: String(entry[keys.at(-1) as string]) } }
    holders(work, table).set(taken, entry.id)
  }
  return undefined
}

const held = new WeakMap<Work['book'], Map<Kind, Map<string, string>>>()

function holders({ book }: Work, { kind, unique }: Table): Map<string, string> {
  const of = held.get(book) ?? new Map<Kind, Map<string, string>>()
  held.set(book, of)
  const known = of.get(kind)
  if (known) return known
  const made = new Map<string, string>()
  for (const entry of book[kind].all())
    for (const keys of unique)
      if (!keys.some((key) => isEmpty(entry[key])))
        made.set(`${kind}|${keys.map((key) => `${key}=${String(entry[key])}`).join('|')}`, entry.id)
  of.set(kind, made)
  return made
}

function written(type: Column['type'], value: Value, stored: Value | undefined, at: Date): Value {
  if (type.is === 'stamp') return value ? at.toISOString() : null
  // who is an administrator stays one
  if (type.is === 'codes' && Array.isArray(stored) && stored.includes('admin')) return [...(value as Value[]), 'admin']
  return value
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function sameValue(type: Column['type'], value: Value, stored: Value | undefined): boolean {
  if (type.is === 'stamp') return Boolean(value) === !isEmpty(stored)
  if (Array.isArray(stored) && type.is === 'codes')
    return same(
      value,
      stored.filter((one) => one !== 'admin'),
    )
  return same(value, stored ?? null) || (isEmpty(value) && isEmpty(stored))
}

/** Whether two values are the same in the database: moments may be written in two ways. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'string' && typeof b === 'string' && a !== b) return moment.test(a) && moment.test(b) && Date.parse(a) === Date.parse(b)
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

const moment = /^\d{4}-\d{2}-\d{2}T/
