const han = /\p{Script=Han}/u

export type Span = { start: number; end: number }

const sentenceEnds = new Set(['。', '!', '?', ';', '\n', '…', '｡'])
const clauseEnds = new Set(['，', ',', '、', ' '])

/** Sentences of a folded text in order, without the sign that ends them. */
export function sentences(text: string): Span[] {
  return split({ start: 0, end: text.length }, (at) => sentenceEnds.has(text[at]!) || isFullStop(text, at))
}

/** Clauses of a sentence. A comma inside a number ends nothing, nor does a space but between Han characters. */
export function clauses(text: string, sentence: Span, signs: ReadonlySet<string> = clauseEnds): Span[] {
  return split(sentence, (at) => signs.has(text[at]!) && !isWithin(text, at))
}

/** Whether a sentence ends within a stretch of folded text. */
export function endsSentence(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (sentenceEnds.has(text[at]!) || isFullStop(text, at)) return true
  return false
}

function split(span: Span, isEnd: (at: number) => boolean): Span[] {
  const spans: Span[] = []
  let start = span.start
  for (let at = span.start; at <= span.end; at++) {
    if (at < span.end && !isEnd(at)) continue
    if (at > start) spans.push({ start, end: at })
    start = at + 1
  }
  return spans
}

function isFullStop(text: string, at: number): boolean {
  if (text[at] !== '.') return false
  const next = text[at + 1]
  if (next === undefined || next === '\n') return true
  return next === ' ' && /[a-z)%\p{Script=Han}]/u.test(text[at - 1] ?? '')
}

function isWithin(text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at + 1]]
  if (text[at] === ' ') return !(/[\p{Script=Han}%)]/u.test(before ?? '') && han.test(after ?? ''))
  return text[at] === ',' && isDigit(before) && isDigit(after)
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9'
}
