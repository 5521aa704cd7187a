import type { Kept } from './domain/directory-merge.ts'

const namedOfKind = 20

/** One line a kind: what the load left as people made it. */
export function keptLines(kept: readonly Kept[]): string[] {
  return [...new Set(kept.map(({ kind }) => kind))].map((kind) => {
    const ofKind = kept.filter((one) => one.kind === kind)
    const named = ofKind.slice(0, namedOfKind).map((one) => `${one.name} (${'gone' in one ? 'taken out' : one.fields.join(', ')})`)
    const more = ofKind.length > namedOfKind ? `, and ${ofKind.length - namedOfKind} more` : ''
    return `left as people changed them, ${kind}: ${named.join(', ')}${more}`
  })
}
