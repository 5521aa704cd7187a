import type { Store } from '../../store.ts'

/** So long can an import be looked at row by row, and taken back: its rows hold personal data. */
const keptMs = 180 * 86_400_000

export async function forgetImports(store: Store, now: Date): Promise<void> {
  await store.transaction((tx) => tx.exchange.forget(new Date(now.getTime() - keptMs)))
}
