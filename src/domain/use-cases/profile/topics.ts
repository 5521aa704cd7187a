import { isoDayAt } from '../../calendar/days.ts'
import { defaultQuietHours, quietUntil } from '../../calendar/quiet-hours.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { tell, type Work } from '../act.ts'
import { hasConflict } from '../ask-experts.ts'
import { isAway } from '../clocks/leave.ts'

/**
 * A public need that was published just now: whoever wants to hear of its field and was not asked is told of it, once and without being asked for anything. Who is
 * muted, away or in conflict with the enterprise hears nothing.
 */
export async function tellSubscribers(work: Work, need: Need): Promise<void> {
  if (need.visibility !== 'public' || !need.field || need.track !== 'full') return
  const subscribers = await work.tx.profiles.subscribers(need.field)
  if (subscribers.length === 0) return
  const asked = new Set((await work.tx.invitations.ofNeed(need.id)).map(({ expertId }) => expertId))
  for (const expertId of subscribers) if (!asked.has(expertId)) await tellOne(work, need, expertId)
}

async function tellOne(work: Work, need: Need, expertId: string): Promise<void> {
  const person = await work.tx.people.ofExpert(expertId)
  const expert = person && (await work.tx.directory.expert(expertId))
  if (!person || !expert || person.id === need.posterId || (await hasConflict(work, need, expertId))) return
  if ((expert.more.mutedUntil && isoDayAt(work.now) <= expert.more.mutedUntil) || (await isAway(work, person, work.now))) return
  const dueAt = quietUntil(work.now, person.quiet ?? defaultQuietHours)
  await tell(work, person.id, { view: 'topic_need', needId: need.id }, { priority: priorities.bulk, dueAt })
}
