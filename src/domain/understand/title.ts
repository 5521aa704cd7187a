import { clauses, type Span, sentences } from './clauses.ts'
import { deadlineSpans } from './dates.ts'
import { fieldLexicon } from './field.ts'
import type { Folded } from './fold.ts'
import { fold, tidy } from './fold.ts'
import { countTerms } from './lexicon.ts'
import { budgetAmounts } from './money.ts'
import { cutTitle, longestTitle, sizeOf } from './title-cut.ts'
import {
  aboutTerms,
  connective,
  courtesy,
  englishSubject,
  heading,
  introduction,
  label,
  opening,
  subject,
  wishWords,
} from './title-words.ts'
import { troubleWords } from './type.ts'

type Clause = Span & { sentence: number; worth: number; intro: boolean; joins: boolean }

const commas: ReadonlySet<string> = new Set(['，', ',', ' '])
const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|[0-9#*]\u20e3/gu
const links = /https?:\/\/[\x21-\x7e]{1,2000}/gi
const enough = 14
const measured = /\d[\d.,]{0,10} ?(?:%|[a-zμω°]{1,4}(?![a-z])|度|级|小时|分钟|秒|次|分贝|天|个|以[上下内])/
const mostClauses = 300

/** What the matter is, in one line of at most 40 characters of the author's own words; '' where nothing is said. */
export function titleOf(text: string): string {
  const folded = fold(tidy(tidy(text).slice(0, 40_000).replace(pictures, '\n').replace(links, '\n')))
  const found = readClauses(folded)
  const best = found.reduce<number>((top, clause, index) => (clause.worth > (found[top]?.worth ?? 0) ? index : top), -1)
  if (best < 0) return ''
  const span = extend(folded, found, best)
  const start = span.start + subjectLength(folded.text.slice(span.start, span.end))
  const title = cutTitle(folded.words(start, span.end))
  return /[\p{L}]/u.test(title) ? title : ''
}

function readClauses(folded: Folded): Clause[] {
  const { text } = folded
  const aside: Span[] = [...budgetAmounts(text), ...deadlineSpans(text)]
  const found: Clause[] = []
  for (const [index, sentence] of sentences(text).entries()) {
    for (const span of clauses(text, sentence, commas)) {
      if (found.length >= mostClauses) return found
      const start = span.start + openingLength(text.slice(span.start, Math.min(span.end, span.start + 200)))
      const end = span.end
      if (start >= end || !/\p{L}/u.test(text.slice(start, Math.min(end, start + 400)))) continue
      const isAside = aside.some((one) => one.start < end && start < one.end)
      found.push({ start, end, sentence: index, ...judge(text, { start, end }, isAside, found.length, span.start < start) })
    }
  }
  return found
}

function judge(
  text: string,
  span: Span,
  isAside: boolean,
  index: number,
  wasOpened: boolean,
): { worth: number; intro: boolean; joins: boolean } {
  const words = text.slice(span.start, Math.min(span.end, span.start + 200))
  const [problem, wish] = [troubleWords.test(words), wishWords.test(words)]
  const intro = introduction.test(words) && !(problem && words.length > 16 && !/的$/.test(words))
  if (courtesy.test(words) || heading.test(words) || sizeOf(words) < 2) return { worth: 0, intro, joins: false }
  const terms = countTerms(fieldLexicon, words).size
  let worth = 1 + (problem ? 2.5 : 0) + (wish ? 1.2 : 0) + Math.min(terms, 3) * 0.5 - Math.min(index, 20) * 0.15
  if (label.test(text.slice(Math.max(0, span.start - 8), span.start))) worth += 2
  if (measured.test(words)) worth -= sizeOf(words) < 10 ? 1.5 : 0.3
  if (/^(?:技术)?(?:要求|指标|目标|预期)/.test(words)) worth -= 1
  if (connective.test(words)) worth -= 1.5
  if (wasOpened && index === 0) worth += 0.2
  if (sizeOf(words) < 4) worth -= 1
  if (intro) worth = Math.min(worth, 0.6)
  if (!isAside && !aboutTerms.test(words)) return { worth: Math.max(worth, 0.1), intro, joins: !intro && (problem || wish) }
  return { worth: sizeOf(words) > 20 ? worth - 1.5 : sizeOf(words) > 12 ? 0.3 : 0, intro, joins: false }
}

/** A short clause takes in what stands beside it in its sentence: first what it speaks of, then what else is the matter. */
function extend(folded: Folded, found: Clause[], best: number): Span {
  const own = found[best]!
  const size = (span: Span) => sizeOf(folded.text.slice(span.start, span.end))
  const span: Span = { start: own.start, end: own.end }
  const before = found[best - 1]
  const fits = (one: Clause | undefined, joined: Span) => one?.sentence === own.sentence && size(joined) <= longestTitle
  const isThin = size(span) < 9
  if (before && fits(before, { ...span, start: before.start }) && (before.intro ? isThin : before.worth >= 1 && size(span) < 20))
    span.start = before.start
  for (let next = best + 1; next < found.length && size(span) < enough; next++) {
    const one = found[next]!
    if (!fits(one, { ...span, end: one.end }) || !one.joins) break
    span.end = one.end
  }
  return span
}

function openingLength(words: string): number {
  let length = 0
  for (let round = 0; round < 12; round++) {
    const match = opening.exec(words.slice(length))
    if (!match || match[0].length === 0) break
    length += match[0].length
  }
  return length
}

/** 我们想, we need: taken away where enough is left. */
function subjectLength(words: string): number {
  const length = subject.exec(words)?.[0].length ?? englishSubject.exec(words)?.[0].length ?? 0
  const rest = words.slice(length).trim()
  return /\p{Script=Han}/u.test(rest) ? (sizeOf(rest) >= 5 ? length : 0) : rest.split(' ').length >= 2 ? length : 0
}
