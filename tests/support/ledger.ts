import type { LedgerPatch } from '../../src/domain/ledger.ts'

/** What a history makes of a need: its entries laid over each other. */
export function fold(history: readonly { after?: LedgerPatch }[]): LedgerPatch {
  return Object.assign({}, ...history.map(({ after }) => after))
}

/** A ledger without what is not known: what was never set stands in no entry. */
export function known(ledger: LedgerPatch): LedgerPatch {
  return Object.fromEntries(Object.entries(ledger).filter(([, value]) => value !== null)) as LedgerPatch
}
