import { textOf } from '../../exchange/csv.ts'
import { guessKind } from '../../exchange/headings.ts'
import { experts as pastedExperts } from '../../exchange/pasted.ts'
import { type Planned, plan, same, wholeOf } from '../../exchange/plan.ts'
import { mostRows, type RawSheet, type ReadWorkbook, UnreadableFile } from '../../exchange/raw.ts'
import { readSheets } from '../../exchange/read-file.ts'
import { countsOf, type ImportRun, type KeptRow, type RunReport, type SheetReport } from '../../exchange/run.ts'
import { type ImportedRow, rowsOf } from '../../exchange/sheet-rows.ts'
import { type Kind, kinds } from '../../exchange/table.ts'
import { namedBy } from '../../exchange/tables.ts'
import { newId } from '../../ids.ts'
import type { Store, Tx } from '../../store.ts'
import type { Work } from '../act.ts'
import { bringsIn } from './rights.ts'
import { refreshImport } from './run-import.ts'
import { takeBack } from './take-back.ts'

export type Carrying = { store: Store; work(tx: Tx): Work; now(): Date; readWorkbook: ReadWorkbook }

/** How long one program may be at a step without a sign before another one takes the run up. */
export const holdMs = 120_000
/** Rows between two signs of progress. */
const stepRows = 2_000

/** Does what a run waits for. Killed anywhere, it is done again from the start: nothing is written but in one transaction. */
export async function carry(carrying: Carrying, run: ImportRun): Promise<void> {
  switch (run.state) {
    case 'reading':
      return read(carrying, run).catch((error) => unreadable(carrying, run, error))
    case 'writing':
      return write(carrying, run)
    case 'undoing':
      return takeBack(carrying, run)
    default:
      return
  }
}

async function unreadable({ store, work }: Carrying, run: ImportRun, error: unknown): Promise<void> {
  if (!(error instanceof UnreadableFile)) throw error
  await store.transaction(async (tx) => {
    const report: RunReport = { ...run.report, trouble: error.problem }
    if (!(await tx.exchange.move(run.id, ['reading'], 'failed', { report, fileId: '' }))) return
    if (run.fileId) await tx.exchange.dropFile(run.fileId)
    await refreshImport(work(tx), run.id)
  })
}

type Taken = { rows: ImportedRow[]; sheets: SheetReport[]; lines?: RunReport['lines'] }

async function read(carrying: Carrying, run: ImportRun): Promise<void> {
  const { store } = carrying
  const { file, allowed } = await store.transaction(async (tx) => {
    const by = run.byId ? await tx.people.find(run.byId) : undefined
    return { file: run.fileId ? await tx.files.get(run.fileId) : undefined, allowed: by ? bringsIn(by).kinds : kinds }
  })
  if (!file) throw new UnreadableFile('file_broken')
  const taken = run.source === 'text' ? ofText(textOf(file.bytes)) : await ofFile(carrying, run, file, allowed)
  if (taken.sheets.some((sheet, i) => 'unsure' in sheet && run.chosen[i] === undefined)) return askBack(carrying, run, taken)
  if (taken.rows.length === 0) throw new UnreadableFile('file_no_table')
  if (taken.rows.length > mostRows * 2) throw new UnreadableFile('file_rows')
  await progress(carrying, run, 0, taken.rows.length)
  const planned = await store.transaction((tx) => planNow(tx, run, taken.rows))
  await keep(carrying, run, taken, planned)
}

function ofText(text: string): Taken {
  const { rows, mapping, lines } = pastedExperts(text)
  return { rows, sheets: [{ name: '', mapping }], lines }
}

async function ofFile(
  { readWorkbook }: Carrying,
  run: ImportRun,
  file: { name: string; bytes: Uint8Array },
  allowed: readonly Kind[],
): Promise<Taken> {
  const raw = await readSheets(file, readWorkbook)
  const sheets = raw.map((sheet, i): SheetReport => {
    const chosen = run.chosen[i]
    if (chosen === 'none') return { name: sheet.name, none: true }
    return { name: sheet.name, ...guessKind(sheet, allowed, chosen ?? (raw.length === 1 ? run.kind : undefined)) }
  })
  const text = /\.txt$/i.test(file.name) && sheets.every((sheet) => 'none' in sheet) ? ofText(textOf(file.bytes)) : undefined
  return text && text.rows.length > 0 ? text : { rows: rowsOfAll(raw, sheets), sheets }
}

function rowsOfAll(raw: RawSheet[], sheets: SheetReport[]): ImportedRow[] {
  const rows: ImportedRow[] = []
  for (const [i, sheet] of sheets.entries())
    if ('mapping' in sheet) for (const row of rowsOf(raw[i] as RawSheet, sheet.mapping, i, rows.length)) rows.push(row)
  return rows
}

async function askBack({ store, work }: Carrying, run: ImportRun, { sheets }: Taken): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await tx.exchange.move(run.id, ['reading'], 'asking', { report: { ...run.report, sheets } }))) return
    await refreshImport(work(tx), run.id)
  })
}

/** The kinds of these rows, and those they name entries of. */
function kindsOf(rows: readonly { kind: Kind }[]): Kind[] {
  const own = new Set(rows.map(({ kind }) => kind))
  for (const kind of [...own]) for (const named of namedBy(kind)) own.add(named)
  return kinds.filter((kind) => own.has(kind))
}

/** Against what stands in the database now. */
async function planNow(tx: Tx, run: ImportRun, rows: readonly (ImportedRow & { ref?: string; verdict?: string })[]): Promise<Planned[]> {
  const ids = new Map(rows.flatMap(({ n, ref, verdict }) => (ref && verdict === 'new' ? [[n, ref] as const] : [])))
  const snapshot = await tx.exchange.snapshot(kindsOf(rows))
  return plan({ rows, snapshot, only: run.onlyId, institute: run.instituteId, at: run.at, idFor: (n) => ids.get(n) ?? newId() })
}

async function keep(carrying: Carrying, run: ImportRun, { rows, sheets, lines }: Taken, planned: Planned[]): Promise<void> {
  const { store, work } = carrying
  await store.transaction((tx) => tx.exchange.dropRows(run.id))
  for (let at = 0; at < rows.length; at += stepRows) {
    const part = rows.slice(at, at + stepRows).map((row, i) => ({ ...row, ...(planned[at + i] as Planned) }))
    await store.transaction((tx) => tx.exchange.addRows(run.id, part))
    await progress(carrying, run, Math.min(rows.length, at + stepRows), rows.length)
  }
  await store.transaction(async (tx) => {
    const before = await tx.exchange.sameFile(run)
    const counts = countsOf(planned.map((one, i) => ({ ...one, kind: (rows[i] as ImportedRow).kind })))
    const sameAs = before && { id: before.id, at: (before.writtenAt ?? before.at).toISOString() }
    const report: RunReport = {
      sheets,
      counts,
      ...(lines && lines.length > 0 && { lines: lines.slice(0, 200) }),
      ...(sameAs && { sameAs }),
    }
    if (!(await tx.exchange.move(run.id, ['reading'], 'shown', { report, fileId: '', done: 0, total: 0 }))) return
    // of what is not taken, nothing is kept: not even the file
    if (run.fileId) await tx.exchange.dropFile(run.fileId)
    await refreshImport(work(tx), run.id)
  })
}

async function progress({ store, work, now }: Carrying, run: ImportRun, done: number, total: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.exchange.note(run.id, { done, total })
    await tx.exchange.hold(run.id, new Date(now().getTime() + holdMs))
    if (total > stepRows) await refreshImport(work(tx), run.id)
  })
}

/** All of it in one transaction, and only where what was shown still stands; else it is shown anew. */
async function write({ store, work, now }: Carrying, run: ImportRun): Promise<void> {
  await store.transaction(
    async (tx) => {
      const rows = await tx.exchange.rows(run.id)
      await tx.exchange.lock([...new Set(rows.map(({ kind }) => kind))])
      const planned = await planNow(tx, run, rows)
      const sound = planned.every(({ verdict }) => verdict !== 'wrong' && verdict !== 'doubt')
      const stands = planned.every((one, i) => isAsShown(one, rows[i] as KeptRow)) && (run.soundOnly || sound)
      if (stands) await writeRows(tx, run, rows, now())
      else await showAnew(tx, run, rows, planned)
      await refreshImport(work(tx), run.id)
    },
    { long: true },
  )
}

function isAsShown(now: Planned, shown: KeptRow): boolean {
  if (now.verdict !== shown.verdict) return false
  if (now.verdict === 'wrong' || now.verdict === 'doubt') return true
  return now.ref === shown.ref && alike(now.before, shown.before) && alike(now.after, shown.after)
}

function alike(a: Planned['after'], b: Planned['after']): boolean {
  const keys = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])
  return [...keys].every((key) => same(a?.[key], b?.[key]))
}

async function showAnew(tx: Tx, run: ImportRun, rows: KeptRow[], planned: Planned[]): Promise<void> {
  await tx.exchange.replan(run.id, planned)
  const counts = countsOf(planned.map((one, i) => ({ ...one, kind: (rows[i] as KeptRow).kind })))
  await tx.exchange.move(run.id, ['writing'], 'shown', { report: { ...run.report, counts, changed: true } })
}

async function writeRows(tx: Tx, run: ImportRun, rows: KeptRow[], at: Date): Promise<void> {
  for (const kind of kinds) {
    const of = rows.filter((row) => row.kind === kind)
    const changed = of.filter(({ verdict }) => verdict === 'changed').map(({ ref, after = {} }) => ({ id: ref as string, values: after }))
    const fresh = of
      .filter(({ verdict }) => verdict === 'new')
      .map(({ ref, after = {} }) => ({ id: ref as string, values: wholeOf(kind, after) }))
    // what one row gives up, another may take
    await tx.exchange.update(kind, changed, at)
    await tx.exchange.insert(kind, fresh, at)
  }
  const written = rows.filter(({ verdict }) => verdict === 'new' || verdict === 'changed')
  await tx.exchange.markWritten(
    run.id,
    written.map(({ n }) => n),
  )
  const report: RunReport = { ...run.report, written: countsOf(written), changed: undefined }
  await tx.exchange.move(run.id, ['writing'], 'written', { report, writtenAt: at })
}
