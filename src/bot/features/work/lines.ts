import type { Tx } from '../../../domain/store.ts'
import type { Moment } from '../../../domain/understand/index.ts'
import type { Visit } from '../../../domain/visit.ts'
import type { Words } from '../../words.ts'

/** 12月2日（周三）下午, Wed 2 Dec 14:00–16:00. */
export function whenOf(words: Words, { day, time, half, until }: Moment): string {
  const date = words.date(new Date(`${day}T12:00:00+08:00`))
  const hours = time ? (until ? `${time}–${until}` : time) : half ? words.t.work.halves[half] : ''
  if (hours === '') return date
  return words.lang === 'zh' ? `${date}${hours}` : `${date}, ${hours}`
}

/** One line: when, who, how it stands. */
export function visitLine(words: Words, visit: Visit): string {
  const state = visit.state === 'done' && visit.solvedOnSite ? words.t.work.solvedThere : words.t.work.visitShort[visit.state]
  return words.t.work.visitLine(whenOf(words, visit), visit.who, state)
}

/** What an entry of the history says of a visit, by its id. */
export async function visitNote(tx: Tx, words: Words, visitId: string): Promise<string | undefined> {
  const visit = await tx.visits.find(visitId)
  return visit && [whenOf(words, visit), visit.who].join(words.t.list)
}
