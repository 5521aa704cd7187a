import { clusters, nameOf } from '../../../domain/code-lists.ts'
import type { GuestWhy, MatchEvent } from '../../../domain/match-event.ts'
import type { Tx } from '../../../domain/store.ts'
import type { Words } from '../../words.ts'
import { whenOf } from '../work/lines.ts'

/** 12月10日（周四）14:00–17:00; empty where no day is set. */
export function eventWhen(words: Words, { day, time, half, until }: Pick<MatchEvent, 'day' | 'time' | 'half' | 'until'>): string {
  return day ? whenOf(words, { day, time, half, until }) : ''
}

/** One line: when, what, where. */
export function eventLine(words: Words, event: MatchEvent): string {
  const t = words.t.matchEvents
  const mark = event.state === 'draft' ? t.draftMark : event.state === 'cancelled' ? t.cancelledMark : ''
  return [eventWhen(words, event), `${event.title}${mark}`, event.place].filter(Boolean).join(' · ')
}

/** Why somebody was told, in words. */
export function whyWords(words: Words, why: GuestWhy | undefined): string {
  const t = words.t.matchEvents
  const { reasons = [], needs, products, cluster, field } = why ?? {}
  return [
    ...reasons.filter(({ kind }) => kind !== 'load').map((reason) => words.reason(reason)),
    ...(needs ? [t.whyNeeds(needs.join(words.t.list))] : []),
    ...(products ? [t.whyProducts(products)] : []),
    ...(cluster ? [t.whyCluster(nameOf(clusters, cluster, words.lang))] : []),
    ...(field ? [t.whyField(words.field(field))] : []),
  ].join(words.t.semicolon)
}

/** What an entry of the history says of an event, by its id or that of a pair. */
export async function eventNote(tx: Tx, words: Words, id: string): Promise<string | undefined> {
  const pair = await tx.events.pair(id)
  const event = await tx.events.find(pair?.eventId ?? id)
  const expert = pair && (await tx.directory.expert(pair.expertId))
  return event && [eventWhen(words, event), event.title, expert?.name].filter(Boolean).join(words.t.list)
}
