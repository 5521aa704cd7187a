import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The columns of a data file, in order. Lists are separated by semicolons. */
export const columns = ['zh', 'en', 'synonyms', 'abbreviations', 'shop', 'symptoms', 'broader', 'discipline', 'related'] as const

/**
 * One concept as it stands in a data file. A word with `?` before it means other things too. A symptom is made of pieces (between spaces) that
 * stand close together in a text, in any order; a piece has alternatives (between slashes).
 */
export type Concept = {
  /** Preferred terms; the Chinese one names the concept. */
  zh: string
  en: string
  synonyms: string[]
  abbreviations: string[]
  /** Words of the trade and the shop floor. */
  shop: string[]
  symptoms: string[]
  /** Wider concepts, the main one first; none only for the fields themselves. */
  broader: string[]
  /** First level of GB/T 13745-2009: three digits. */
  discipline: string
  /** Words that keep it company: materials, steps, parts, uses. They name nothing, but tell what a text is about. */
  related: string[]
  /** Where it stands, for whoever mends it. */
  file: string
  line: number
}

/** All data files of the folder, in order of name. Shape is checked by `problemsOf`, not here: a short line reads as empty cells. */
export function readConcepts(folder = join(import.meta.dirname, 'data')): Concept[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'))
  return files.sort().flatMap((file) => parseConcepts(readFileSync(join(folder, file), 'utf8'), file))
}

/** The concepts of one file. The first line names the columns; lines that begin with `#` are headings. */
export function parseConcepts(text: string, file: string): Concept[] {
  const concepts: Concept[] = []
  text.split('\n').forEach((row, at) => {
    if (at === 0 || row === '' || row.startsWith('#')) return
    const cells = row.split('\t')
    concepts.push({
      zh: cells[0] ?? '',
      en: cells[1] ?? '',
      synonyms: list(cells[2]),
      abbreviations: list(cells[3]),
      shop: list(cells[4]),
      symptoms: list(cells[5]),
      broader: list(cells[6]),
      discipline: cells[7] ?? '',
      related: list(cells[8]),
      file,
      line: at + 1,
    })
  })
  return concepts
}

function list(cell: string | undefined): string[] {
  return cell ? cell.split(';') : []
}

/** The words of a concept, and whether each means other things too. */
export function wordsOf(concept: Concept): { word: string; ambiguous: boolean }[] {
  return [concept.zh, concept.en, ...concept.synonyms, ...concept.abbreviations, ...concept.shop].map((written) =>
    written.startsWith('?') ? { word: written.slice(1), ambiguous: true } : { word: written, ambiguous: false },
  )
}
