/** Several things in one cell. */
type Split = 'words' | 'sentences'

const signs: Record<Split, RegExp> = {
  // a comma within a number or 1,2-…, and a stroke between Latin letters (PVC/ABS, m/s), part nothing
  words: /[、，;；\n]|(?<!\d),|,(?!\d)|(?<![A-Za-z0-9])\/|\/(?![A-Za-z0-9])/u,
  sentences: /[;；\n]/u,
}
const quotedWhole = /^"(?:[^"]|"")*"(?:；"(?:[^"]|"")*")*$/u

/** The things a cell names, each once, in order. Where each is in quotes with ；between them, exactly those. */
export function readList(text: string, split: Split): string[] {
  const tidy = text.trim()
  if (quotedWhole.test(tidy)) return unquoted(tidy)
  const items = tidy.split(signs[split]).map((item) => item.trim().replace(/^(?:\(?\d{1,2}[)）.、](?!\d)|[①-⑳•·])\s*/u, ''))
  return [...new Set(items.filter((item) => item !== ''))]
}

function unquoted(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"(?:；|$)/gu)].map(([, inner = '']) => inner.replaceAll('""', '"'))
}

/** A cell that `readList` reads as exactly these. */
export function writeList(items: readonly string[], split: Split): string {
  const plain = items.join(split === 'words' ? '；' : '\n')
  if (same(readList(plain, split), items)) return plain
  return items.map((item) => `"${item.replaceAll('"', '""')}"`).join('；')
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
