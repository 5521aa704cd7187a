import { dayFromAnswer, type Misunderstood } from './moments.ts'

/** What a text says of a leave. `rest`: what stands beside the days, where who stands in is named; '' where nothing does. */
export type SaidLeave = { kind: 'cancel' } | { kind: 'leave'; from: string; until: string; rest: string } | LeaveProblem

/** `backwards`: it would end before it begins. `too_long`: more than a year. */
export type LeaveProblem = { kind: 'problem'; problem: Misunderstood['problem'] | 'backwards' | 'too_long' }

const cancelled = /^(?:取消|不请了?|作废|销假|结束|off|cancel(?:led)?|none|back|i'?m back)$/iu
const range = /\s*(?:到|至|—+|–|~|～|\s-\s|\b(?:to|until|till|through)\b)\s*/iu
/** Between two days, and not within a day written 2026-12-01. */
const dash = /(?<=[\d日号])\s*-\s*(?=\d)/u
const isoDay = /\d{4}-\d{1,2}-\d{1,2}/
/** What names a day, at the end of a text: the rest says who stands in. */
const dayMark =
  /[日号天周期末]|[0-9]|\b(?:today|tomorrow|\d{1,2}|[a-z]+day|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b/iu
const ofMonth = /^(\d{1,2})[日号]?$/
const longestDays = 366
const dayMs = 86_400_000

/** `12月1日到12月5日 王敏代`, `明天`, `1 Dec to 5 Dec, Wang Min stands in`, `取消`. A single day is a leave of that day. */
export function leaveFromAnswer(text: string, now: Date): SaidLeave {
  const tidy = text.normalize('NFKC').trim()
  if (cancelled.test(tidy)) return { kind: 'cancel' }
  const { days, rest } = withoutStandIn(tidy)
  const between = range.test(days) || isoDay.test(days) ? range : dash
  const [first = '', second] = days.split(between).map((part) => part.trim())
  const from = dayFromAnswer(first, now)
  if ('problem' in from) return { kind: 'problem', problem: from.problem }
  if (second === undefined || second === '') return { kind: 'leave', from: from.day, until: from.day, rest }
  const until = dayFromAnswer(sameMonth(second, from.day), now)
  if ('problem' in until) return { kind: 'problem', problem: until.problem }
  const length = (Date.parse(until.day) - Date.parse(from.day)) / dayMs
  if (length < 0) return { kind: 'problem', problem: 'backwards' }
  return length > longestDays ? { kind: 'problem', problem: 'too_long' } : { kind: 'leave', from: from.day, until: until.day, rest }
}

/** “12月1日到5日”: the second day is of the month of the first. */
function sameMonth(text: string, from: string): string {
  const dayOnly = ofMonth.exec(text)?.[1]
  return dayOnly ? `${from.slice(0, 8)}${dayOnly.padStart(2, '0')}` : text
}

/** Cuts “…，王敏代” off: what follows a comma or blank and names no day, or ends in a word for standing in. */
function withoutStandIn(text: string): { days: string; rest: string } {
  const parts = text.split(/\s*[，,、;；。]\s*|\s+(?=\p{Script=Han}*(?:代|顶))/u).filter((part) => part !== '')
  const at = parts.findIndex((part, i) => i > 0 && (standsIn.test(part) || !dayMark.test(part)))
  if (at > 0) return { days: parts.slice(0, at).join(' '), rest: parts.slice(at).join(' ') }
  const glued = /^(.*[日号天周五六末])(?:由|请)?(\p{Script=Han}{2,4}?(?:代|顶).*)$/u.exec(text)
  return glued ? { days: String(glued[1]), rest: String(glued[2]) } : { days: text, rest: '' }
}

const standsIn = /代|顶替|顶班|stands? in|stand-in|covers?|substitut/iu
