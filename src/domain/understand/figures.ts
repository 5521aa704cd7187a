import type { Target } from '../understanding.ts'
import { clauses, type Span, sentences } from './clauses.ts'
import { deadlineSpans } from './dates.ts'
import { nameFor } from './figure-names.ts'
import { candidate, valueSpan } from './figure-value.ts'
import type { Part, State } from './figure-wants.ts'
import { attributes, englishAttributes, presentWords, wishWords } from './figure-words.ts'
import { type Folded, fold, tidy } from './fold.ts'
import { budgetAmounts } from './money.ts'

const limit = 8
const hasAttribute = new RegExp(`${attributes}|${englishAttributes}`, 'u')
const targetHeading = /(?:指标|要求|目标|参数|targets?|requirements?|specs?)(?:如下|为|有|是)?[: ]{0,2}$/
const otherHeading = /现状|背景|预算|目前|联系|基础|^ ?(?:budget|background|contact)/

/** The figures a text wants reached, in its author's words; present values, money and dates are none. At most eight. */
export function understandTargets(text: string): Target[] {
  return targetsIn(fold(tidy(text)), false)
}

/** The same for an answer to the question for them: every measured figure in it is wanted. */
export function targetsFromAnswer(text: string): Target[] {
  return targetsIn(fold(tidy(text)), true)
}

export function targetsIn(folded: Folded, asked: boolean): Target[] {
  const { text } = folded
  const taken: Span[] = [...budgetAmounts(text), ...deadlineSpans(text)]
  const targets: Target[] = []
  const state: State = { heading: asked, asked, previous: '', topic: '', topicWords: '', enumerating: false, isOld: false, isFresh: false }
  for (const sentence of sentences(text)) {
    Object.assign(state, { mode: state.heading ? 'wish' : undefined, previous: '', isOld: true, enumerating: false })
    for (const clause of clauses(text, sentence)) {
      for (const target of readClause(folded, clause, state, taken)) {
        if (!targets.some((known) => known.name === target.name && known.value === target.value)) targets.push(target)
        if (targets.length >= limit) return targets
      }
      remember(state, folded, clause)
    }
    const words = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 40))
    if (targetHeading.test(words)) state.heading = true
    else if (otherHeading.test(words)) state.heading = asked
  }
  return targets
}

function remember(state: State, folded: Folded, { start, end }: Span): void {
  const from = Math.max(start, end - 30)
  state.previous = folded.text.slice(from, end)
  if (!hasAttribute.test(state.previous)) return
  Object.assign(state, { topic: state.previous, topicWords: folded.words(from, end), isOld: false })
}

function readClause(folded: Folded, clause: Span, state: State, taken: Span[]): Target[] {
  const words = folded.text.slice(clause.start, clause.end)
  const found: Target[] = []
  let [read, named] = [0, 0]
  state.isFresh = false
  for (const match of words.matchAll(candidate)) {
    if (found.length >= limit) break
    const end = match.index + match[0].length
    updateMode(state, words.slice(read, match.index + leadLength(match)))
    const at = { start: clause.start + match.index, end: clause.start + end }
    const span = valueSpan(match, words, state)
    if (span && !taken.some((one) => one.start < at.end && at.start < one.end)) {
      const before = words.slice(Math.max(named, match.index - 60), match.index)
      const name = nameFor(
        folded,
        { start: at.start - before.length, end: at.start + span.start },
        { start: clause.start + match.index + span.end, end: clause.end },
        topicFor(state, match.groups!),
        isAlike(state, match.groups!) && match.groups!.unit !== undefined,
      )
      const value = folded.words(at.start + span.start, at.start + span.end).trim()
      found.push({ name, value: value.slice(0, 60) })
      named = match.index + span.end
      state.enumerating = true
      if (match.groups!.strong) state.mode ??= 'wish'
    }
    read = match.index + (span?.end ?? match[0].length)
  }
  updateMode(state, words.slice(read))
  return found
}

function isAlike({ topic }: State, part: Part): boolean {
  const own = part.highUnit ?? part.unit
  if (own === undefined) return /\d ?%?$/.test(topic)
  return /\d/.test(topic) && topic.includes(own)
}

/** What the words before spoke of, where the figure can be one of it: measured alike, or not measured yet. */
function topicFor(state: State, part: Part): string {
  if (part.class) return ''
  return isAlike(state, part) || (!state.isOld && !/\d/.test(state.topic)) ? state.topicWords : ''
}

/** The words of a strong comparison tell the mode as well (做到). */
function leadLength(match: RegExpExecArray): number {
  return match.groups!.strong?.length ?? 0
}

function updateMode(state: State, words: string): void {
  const last = (pattern: RegExp) => {
    let at = -1
    for (const match of words.matchAll(pattern)) at = match.index
    return at
  }
  const [wish, present] = [last(wishWords), last(presentWords)]
  if (wish < 0 && present < 0) return
  state.mode = wish > present ? 'wish' : 'present'
  state.isFresh = true
}
