import type { Lang } from '../person.ts'
import type { Problem } from './cells.ts'
import type { Snapshot } from './entries.ts'
import type { Mapping } from './headings.ts'
import type { Planned, Verdict } from './plan.ts'
import type { FileProblem } from './raw.ts'
import type { ImportedRow } from './sheet-rows.ts'
import type { Kind, Stored, Values } from './table.ts'

/**
 * reading: the file is to be read and planned. asking: what kind a sheet is. shown: the dry run stands. writing, undoing: is to be done. failed: the file
 * can't be read, or something broke; nothing was written.
 */
export type RunState = 'reading' | 'asking' | 'shown' | 'writing' | 'written' | 'undoing' | 'undone' | 'discarded' | 'failed'

export type Counts = Record<Verdict, number>
export type SheetReport = { name: string } & ({ mapping: Mapping } | { unsure: Kind[] } | { none: true })

/** What is known of a run beside its rows. `changed`: the dry run was made anew, since what it showed no longer stood. */
export type RunReport = {
  sheets?: SheetReport[]
  counts?: Partial<Record<Kind, Counts>>
  /** Of a pasted list: lines nothing was made of. */
  lines?: { line: number; text: string }[]
  trouble?: FileProblem | 'broke'
  troubleId?: string
  changed?: true
  /** The run of the same file before, and when. */
  sameAs?: { id: string; at: string }
  written?: Partial<Record<Kind, Counts>>
  /** Rows that can't be taken back, and why. */
  blocked?: Blocked[]
  blockedCount?: number
  undone?: number
  left?: number
}

/** `changed`: somebody changed it since. `used`: something has been made of it. `need`: it has a history. */
export type Blocked = { n: number; line: number; kind: Kind; name: string; why: 'changed' | 'used' }

export type ImportRun = {
  id: string
  byId?: string
  address?: string
  lang: Lang
  fileId?: string
  fileName: string
  sha256: string
  source: 'file' | 'text'
  kind?: Kind
  /** By number of the sheet. */
  chosen: Record<string, Kind | 'none'>
  instituteId?: string
  onlyId?: string
  state: RunState
  report: RunReport
  done: number
  total: number
  soundOnly: boolean
  at: Date
  writtenAt?: Date
  undoneAt?: Date
  undoneById?: string
}

export type KeptRow = ImportedRow & Omit<Planned, 'n'> & { written: boolean }

export type RunPatch = Partial<
  Pick<ImportRun, 'fileId' | 'report' | 'done' | 'total' | 'soundOnly' | 'chosen' | 'writtenAt' | 'undoneAt' | 'undoneById'>
>

/** What is imported and exported. */
export interface Exchange {
  create(run: ImportRun): Promise<void>
  find(id: string): Promise<ImportRun | undefined>
  /** Those of one person, or of all, the last first. */
  recent(byId: string | undefined, limit: number): Promise<ImportRun[]>
  /** The last one that was written of the same bytes, and not taken back. */
  sameFile(run: ImportRun): Promise<ImportRun | undefined>
  /** Changes state only from one of these; false where it was in another. */
  move(id: string, from: readonly RunState[], to: RunState, patch?: RunPatch): Promise<boolean>
  note(id: string, patch: RunPatch): Promise<void>
  /** The next run there is something to do for; nobody else gets it until then. */
  take(now: Date, until: Date): Promise<ImportRun | undefined>
  /** Goes on holding it. */
  hold(id: string, until: Date | undefined): Promise<void>
  /** Of a program that alone works on the database: what it held before it ended is free again. */
  releaseAll(): Promise<void>
  addRows(runId: string, rows: readonly (ImportedRow & Planned)[]): Promise<void>
  dropRows(runId: string): Promise<void>
  rows(runId: string, of?: { verdicts?: readonly Verdict[]; written?: true; limit?: number }): Promise<KeptRow[]>
  /** The verdicts of another dry run. */
  replan(runId: string, planned: readonly Planned[]): Promise<void>
  markWritten(runId: string, ns: readonly number[]): Promise<void>
  /** What is there of these kinds. */
  snapshot(kinds: readonly Kind[]): Promise<Snapshot>
  /** The same of some entries. */
  entries(kind: Kind, ids: readonly string[]): Promise<Stored[]>
  /** Lets nobody else write these kinds until the transaction ends. */
  lock(kinds: readonly Kind[]): Promise<void>
  insert(kind: Kind, rows: readonly { id: string; values: Values }[], at: Date): Promise<void>
  update(kind: Kind, rows: readonly { id: string; values: Values }[], at: Date): Promise<void>
  /** Removes what nothing depends on; says which ids were in use and stayed. */
  remove(kind: Kind, ids: readonly string[]): Promise<string[]>
  dropFile(fileId: string): Promise<void>
}

export function countsOf(planned: readonly (Pick<Planned, 'verdict'> & { kind: Kind })[]): Partial<Record<Kind, Counts>> {
  const counts: Partial<Record<Kind, Counts>> = {}
  for (const { kind, verdict } of planned) {
    const of = counts[kind] ?? { new: 0, changed: 0, same: 0, wrong: 0, doubt: 0 }
    counts[kind] = of
    of[verdict]++
  }
  return counts
}

export function sum(counts: Partial<Record<Kind, Counts>> | undefined, ...verdicts: Verdict[]): number {
  return Object.values(counts ?? {}).reduce((total, of) => total + verdicts.reduce((part, verdict) => part + of[verdict], 0), 0)
}

export type { Problem }
