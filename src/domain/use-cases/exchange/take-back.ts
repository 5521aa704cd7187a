import { same, wholeOf } from '../../exchange/plan.ts'
import type { Blocked, ImportRun, KeptRow, RunReport } from '../../exchange/run.ts'
import { type Kind, kinds, type Stored } from '../../exchange/table.ts'
import type { Tx } from '../../store.ts'
import type { Carrying } from './carry.ts'
import { refreshImport } from './run-import.ts'

/** So many are named; of the others the number is said. */
const mostNamed = 50

class StandsAgainst extends Error {
  constructor(readonly blocked: Blocked[]) {
    super('rows stand against it')
  }
}

/**
 * What was there before stands there again, in one transaction. Rows that somebody changed since, and new entries that something has been made of, stand
 * against it: then nothing is taken back and they are named, unless the run says that the others go (`soundOnly`).
 */
export async function takeBack({ store, work, now }: Carrying, run: ImportRun): Promise<void> {
  try {
    await store.transaction(
      async (tx) => {
        const rows = await tx.exchange.rows(run.id, { written: true })
        await tx.exchange.lock([...new Set(rows.map(({ kind }) => kind))])
        const blocked: Blocked[] = []
        // what names others goes before what is named
        for (const kind of kinds.toReversed())
          blocked.push(
            ...(await takeBackKind(
              tx,
              kind,
              rows.filter((row) => row.kind === kind),
              now(),
            )),
          )
        if (blocked.length > 0 && !run.soundOnly) throw new StandsAgainst(blocked)
        const report: RunReport = {
          ...run.report,
          blocked: blocked.slice(0, mostNamed),
          blockedCount: blocked.length,
          undone: rows.length - blocked.length,
          left: blocked.length,
        }
        await tx.exchange.move(run.id, ['undoing'], 'undone', { report, undoneAt: now() })
        await refreshImport(work(tx), run.id)
      },
      { long: true },
    )
  } catch (error) {
    if (!(error instanceof StandsAgainst)) throw error
    await store.transaction(async (tx) => {
      const report: RunReport = { ...run.report, blocked: error.blocked.slice(0, mostNamed), blockedCount: error.blocked.length }
      await tx.exchange.move(run.id, ['undoing'], 'written', { report })
      await refreshImport(work(tx), run.id)
    })
  }
}

async function takeBackKind(tx: Tx, kind: Kind, rows: KeptRow[], at: Date): Promise<Blocked[]> {
  if (rows.length === 0) return []
  const current = new Map(
    (
      await tx.exchange.entries(
        kind,
        rows.flatMap(({ ref }) => ref ?? []),
      )
    ).map((entry) => [entry.id, entry]),
  )
  const here = rows.filter(({ ref }) => current.has(ref as string))
  const changed = here.filter((row) => !stands(row, current.get(row.ref as string) as Stored))
  const free = here.filter((row) => !changed.includes(row))
  const back = free.filter(({ verdict }) => verdict === 'changed')
  await tx.exchange.update(
    kind,
    back.map(({ ref, before }) => ({ id: ref as string, values: before ?? {} })),
    at,
  )
  const fresh = free.filter(({ verdict }) => verdict === 'new')
  const used = new Set(
    await tx.exchange.remove(
      kind,
      fresh.map(({ ref }) => ref as string),
    ),
  )
  const named = (row: KeptRow, why: Blocked['why']): Blocked => ({
    n: row.n,
    line: row.line,
    kind,
    name: nameOf(row, current.get(row.ref as string)),
    why,
  })
  return [
    ...changed.map((row) => named(row, 'changed')),
    ...fresh.filter(({ ref }) => used.has(ref as string)).map((row) => named(row, 'used')),
  ]
}

/** Whether what the import wrote still stands; other columns may have changed. */
function stands({ kind, verdict, after = {} }: KeptRow, current: Stored): boolean {
  const written = verdict === 'new' ? wholeOf(kind, after) : after
  return Object.entries(written).every(
    ([key, value]) => !(key in current) || (kind === 'needs' && key === 'state') || same(value, current[key]),
  )
}

export function nameOf({ cells, after }: Pick<KeptRow, 'cells' | 'after'>, current?: Stored): string {
  const words = current?.name ?? current?.title ?? after?.name ?? after?.title ?? cells.name ?? cells.title ?? cells.number ?? ''
  return String(words).slice(0, 40)
}
