import { type SaidDate, saidDates } from './dates.ts'
import { fold, tidy } from './fold.ts'

const longest = 500
const titles = '老师|教授|研究员|博士|工程师|工|总|经理|主任|科长|师傅|先生|女士'
const myself = /^(?:我|本人|自己|me|i|myself)(?=[\s,，:：来去负]|$)/i
const edges = /^[\s，,。；;：:、.—-]+|[\s，,。；;：:、.—-]+$/g

/** `owner`: the index among the people, `me`, or absent where nobody was named. `text` is the author's own words without name and day. */
export type TaskLine = { text: string; owner?: number | 'me'; day?: string; problem?: 'past' | 'no_such_day' }

/** “周工 寄两米布样 周五前”: who of these people, what, by when. */
export function taskFromLine(line: string, people: readonly string[], now: Date): TaskLine {
  const tidied = tidy(line).slice(0, longest).replace(/\n/g, ' ')
  const { name, owner } = ownerIn(tidied, people)
  const rest = name ? tidied.replace(name, ' '.repeat(name.length)) : tidied
  const folded = fold(rest)
  const dates = saidDates(folded.text, now)
  const chosen = dates.find(({ isLast, problem }) => isLast && !problem) ?? dates.find(({ problem }) => problem !== 'unclear')
  const whole = chosen && withEdges(folded.text, chosen)
  const text = whole ? `${folded.words(0, whole.start)} ${folded.words(whole.end, folded.text.length)}` : rest
  const clean = text
    .replace(edges, '')
    .replace(/^[请由让给]\s*/, '')
    .replace(/\s{2,}/g, ' ')
    .replace(edges, '')
  const problem = chosen?.problem === 'past' || chosen?.problem === 'no_such_day' ? chosen.problem : undefined
  const day = problem ? undefined : (chosen?.date?.toISODate() ?? undefined)
  return { text: clean, ...(owner !== undefined && { owner }), ...(day && { day }), ...(problem && { problem }) }
}

/** The words around a day that belong to it: “在周五之前”, “by Friday”. */
function withEdges(text: string, { start, end }: SaidDate): { start: number; end: number } {
  const before = /(?:[在于到]|最[晚迟]|截止|截至|\b(?:by|before|until|till|on|due)) ?$/.exec(text.slice(0, start))
  const after = /^ ?(?:之前|以前|前|以内|之内|内|底|完成)/.exec(text.slice(end))
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) }
}

/** Whom the line names first: by the whole name, else by surname and title where only one can be meant. */
function ownerIn(line: string, people: readonly string[]): { name?: string; owner?: number | 'me' } {
  const own = myself.exec(line)
  if (own) return { name: own[0], owner: 'me' }
  const lower = line.toLowerCase()
  const found = people
    .map((name, index) => ({ name, index, at: name.length > 1 ? lower.indexOf(name.toLowerCase()) : -1 }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
  if (found) {
    const titled = new RegExp(`^(?:${titles})`).exec(line.slice(found.at + found.name.length))
    return { name: line.slice(found.at, found.at + found.name.length + (titled?.[0].length ?? 0)), owner: found.index }
  }
  const titled = new RegExp(`(?<surname>\\p{Script=Han})(?:${titles})`, 'u').exec(line)
  const meant = titled ? people.flatMap((name, index) => (name.startsWith(titled.groups!.surname!) ? [index] : [])) : []
  return meant.length === 1 ? { name: titled![0], owner: meant[0] } : {}
}
