import { DomainError } from '../../errors.ts'
import { type ImportRun, type RunState, sum } from '../../exchange/run.ts'
import type { Kind } from '../../exchange/table.ts'
import { newId } from '../../ids.ts'
import { keptDays } from '../../retention.ts'
import { type Act, ask, post, reply, type Work } from '../act.ts'
import { importReach, seesRun } from './rights.ts'

export const importSlot = (runId: string) => `import:${runId}`

export type Brought = { fileId: string; fileName: string; sha256: string; source: 'file' | 'text'; want?: Kind; instituteId?: string }

/** Asks for the file or the list. */
export async function askForList(act: Act, want?: Kind, institute?: string): Promise<void> {
  const reach = importReach(act.actor)
  if (want && !reach.kinds.includes(want)) throw new DomainError('forbidden', 'import_kind_not_yours')
  const instituteId = institute ? await instituteCalled(act, institute) : undefined
  await ask(act, { kind: 'import_list', ...(want && { want }), ...(instituteId && { instituteId }) })
}

async function instituteCalled({ tx }: Act, words: string): Promise<string> {
  const { institutes } = await tx.lists.choices()
  const found = institutes.filter(({ short }) => short === words || short.includes(words))
  const one = found.find(({ short }) => short === words) ?? (found.length === 1 ? found[0] : undefined)
  if (!one) throw new DomainError('invalid', 'import_institute', { said: words, known: institutes.map(({ short }) => short).join(' / ') })
  return one.id
}

/** A file or list is taken in: it is read and tried afterwards, and nothing is written until somebody says so. */
export async function bringIn(act: Act, brought: Brought): Promise<void> {
  const { only, kinds } = importReach(act.actor)
  if (brought.want && !kinds.includes(brought.want)) throw new DomainError('forbidden', 'import_kind_not_yours')
  const { want, ...file } = brought
  const run: ImportRun = {
    id: newId(),
    byId: act.actor.id,
    address: act.address,
    lang: act.actor.lang,
    ...file,
    kind: want,
    chosen: {},
    instituteId: brought.instituteId ?? only,
    onlyId: only,
    state: 'reading',
    report: {},
    ...{ done: 0, total: 0, soundOnly: false, at: act.now },
  }
  await act.tx.dialogs.clear(act.address)
  await act.tx.exchange.create(run)
  await reply(act, { view: 'import', runId: run.id }, { mode: 'fresh', slot: importSlot(run.id) })
}

/** The answer to what kind a sheet is; `none`: it is not to be read. */
export async function chooseKind(act: Act, runId: string, kind: Kind | 'none'): Promise<void> {
  const run = await runOf(act, runId)
  const sheets = run.report.sheets ?? []
  const open = sheets.findIndex((sheet, i) => 'unsure' in sheet && run.chosen[i] === undefined)
  if (run.state !== 'asking' || open < 0) throw new DomainError('conflict', 'import_moved_on')
  const chosen: ImportRun['chosen'] = { ...run.chosen, [String(open)]: kind }
  const done = sheets.every((sheet, i) => !('unsure' in sheet) || chosen[String(i)] !== undefined)
  await go(act, run, ['asking'], done ? 'reading' : 'asking', { chosen })
}

/** Everything is written, or, with `soundOnly`, the rows that nothing stands against. */
export async function writeImport(act: Act, runId: string, soundOnly: boolean): Promise<void> {
  const run = await runOf(act, runId)
  const { counts } = run.report
  if (run.state === 'shown' && !soundOnly && sum(counts, 'wrong', 'doubt') > 0) throw new DomainError('invalid', 'import_in_doubt')
  if (run.state === 'shown' && sum(counts, 'new', 'changed') === 0) throw new DomainError('invalid', 'import_nothing')
  await go(act, run, ['shown'], 'writing', { soundOnly })
}

export async function discardImport(act: Act, runId: string): Promise<void> {
  const run = await runOf(act, runId)
  await go(act, run, ['shown', 'asking', 'failed'], 'discarded', { fileId: '' })
  await act.tx.exchange.dropRows(run.id)
  if (run.fileId) await act.tx.exchange.dropFile(run.fileId)
}

/** Takes a whole import back; `rest`: what stands against some rows, the others are taken back. */
export async function undoImport(act: Act, runId: string, rest: boolean): Promise<void> {
  const run = await runOf(act, runId)
  if (run.state === 'undone') throw new DomainError('conflict', 'import_undone')
  if (run.state === 'written' && (await act.tx.exchange.rows(run.id, { written: true, limit: 1 })).length === 0)
    throw new DomainError('conflict', 'import_too_old', keptFor(act))
  await go(act, run, ['written'], 'undoing', { soundOnly: rest })
}

/** “撤销导入”: the last one of this person that was written. */
export async function undoLast(act: Act): Promise<void> {
  importReach(act.actor)
  const run = (await act.tx.exchange.recent(act.actor.id, 20)).find(({ state }) => state === 'written')
  if (!run) throw new DomainError('not_found', 'import_none_to_undo')
  await reply(act, { view: 'import', runId: run.id, undo: true }, { mode: 'fresh', slot: importSlot(run.id) })
}

export async function showImports(act: Act): Promise<void> {
  importReach(act.actor)
  await reply(act, { view: 'imports' })
}

export async function showImport(act: Act, runId: string): Promise<void> {
  await runOf(act, runId)
  await reply(act, { view: 'import', runId }, { mode: 'fresh', slot: importSlot(runId) })
}

function keptFor({ rules }: Act): { days: string } {
  return { days: String(keptDays('imports', rules.retention)) }
}

export async function sendReport(act: Act, runId: string): Promise<void> {
  const run = await runOf(act, runId)
  if ((await act.tx.exchange.rows(run.id, { limit: 1 })).length === 0) throw new DomainError('not_found', 'import_too_old', keptFor(act))
  await reply(act, { view: 'import_report', runId })
}

export async function runOf(act: Pick<Act, 'tx' | 'actor'>, runId: string): Promise<ImportRun> {
  const run = await act.tx.exchange.find(runId)
  if (!run || !seesRun(act.actor, run)) throw new DomainError('not_found', 'no_such_import')
  return run
}

async function go(
  act: Act,
  run: ImportRun,
  from: RunState[],
  to: RunState,
  patch: Parameters<Act['tx']['exchange']['move']>[3],
): Promise<void> {
  if (!(await act.tx.exchange.move(run.id, from, to, patch))) throw new DomainError('conflict', 'import_moved_on')
  await refreshImport(act, run.id)
  // an import of somebody else is watched where one acts
  if (run.address !== act.address) await reply(act, { view: 'import', runId: run.id }, { mode: 'update', slot: importSlot(run.id) })
}

/** Its card is brought up to date wherever it stands. */
export async function refreshImport(work: Work, runId: string): Promise<void> {
  for (const address of await work.tx.mail.placesOf(importSlot(runId)))
    await post(work, address, { view: 'import', runId }, { mode: 'update', slot: importSlot(runId) })
}
