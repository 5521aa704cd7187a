import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { ProfileNotice } from '../../../domain/notices.ts'
import { type Draft, type Reader, showButton } from '../../cards/card.ts'

/** Nothing once the need is no longer public and open, or the reader no longer wants to hear of such. */
export async function topicCard(
  { tx, words, person, now }: Reader,
  { needId }: Extract<ProfileNotice, { view: 'topic_need' }>,
): Promise<Draft | undefined> {
  const need = await tx.needs.find(needId)
  const more = person.expertId ? (await tx.directory.expert(person.expertId))?.more : undefined
  if (!need?.field || need.state !== 'open' || need.visibility !== 'public' || !more?.topics.includes(need.field)) return undefined
  if (more.mutedUntil && isoDayAt(now) <= more.mutedUntil) return undefined
  return { text: words.t.profile.topicNeed(words.field(need.field), need.number ?? '', need.title), buttons: [[showButton(words, need)]] }
}
