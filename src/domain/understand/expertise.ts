import type { FieldCode } from '../code-lists.ts'
import { disciplineWords, subfieldWords } from './expertise-words.ts'
import { fieldLexicon } from './field.ts'
import { fold, tidy } from './fold.ts'
import { type Lexicon, makeLexicon, score } from './lexicon.ts'

/** What words of an expert speak for, the best first: at most two fields, four sub-fields, three disciplines. */
export type Expertise = { fields: FieldCode[]; subfields: string[]; disciplines: string[] }

const most = { fields: 2, subfields: 4, disciplines: 3 }
const leastOfField = 2
/** What has less than this share of the best is left out. */
const beside = 0.5
let made: { subfields: Lexicon<string>; disciplines: Lexicon<string> } | undefined

/** Answers for any text; nothing is guessed where no word of a trade is said. */
export function understandExpertise(text: string): Expertise {
  made ??= { subfields: lexiconOf(subfieldWords), disciplines: lexiconOf(disciplineWords) }
  const { text: folded } = fold(tidy(text.slice(0, 20_000)))
  return {
    fields: best(score(fieldLexicon, folded), most.fields, leastOfField),
    subfields: best(score(made.subfields, folded), most.subfields, 1),
    disciplines: best(score(made.disciplines, folded), most.disciplines, 1),
  }
}

function lexiconOf(lines: string): Lexicon<string> {
  const lists = lines
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, 3), { 1: line.slice(4) }] as const)
  return makeLexicon(Object.fromEntries(lists))
}

function best<K extends string>(scores: Map<K, number>, limit: number, least: number): K[] {
  const ranked = [...scores].filter(([, worth]) => worth >= least).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const top = ranked[0]?.[1] ?? 0
  return ranked
    .filter(([, worth]) => worth >= top * beside)
    .slice(0, limit)
    .map(([code]) => code)
}
