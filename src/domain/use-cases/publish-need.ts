import { DateTime } from 'luxon'
import { DomainError } from '../errors.ts'
import { describe, type Need } from '../need.ts'
import { may } from '../need-life.ts'
import type { Person } from '../person.ts'
import { type Act, ask, ownNeed, refresh, reply, type Work } from './act.ts'
import { askExperts, matchOptions } from './ask-experts.ts'
import { matchable } from './matchable.ts'
import { keepMove, remember } from './move-need.ts'
import { tellSubscribers } from './profile/topics.ts'
import { appointOfficer } from './team/appoint-officer.ts'

const zone = 'Asia/Shanghai'

/**
 * Publishes a draft. Of a verified contact it opens at once and the best experts are asked; of one whom staff have not
 * yet seen it waits for that press; of somebody who has not said who they are, that is asked first.
 */
export async function publishNeed(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId, 'publish')
  if (need.state !== 'draft') throw new DomainError('conflict', 'already_published', { number: need.number ?? '' })
  const words = describe(need, await act.tx.needs.parts(needId))
  if (words.trim() === '' || need.title === '') throw new DomainError('invalid', 'need_without_words')
  await act.tx.dialogs.clear(act.address)
  const pending = (await act.tx.verifications.pendingOf(act.actor.id)).find((verification) => verification.kind === 'enterprise')
  if (!act.actor.enterpriseId && !pending) return reply(act, { view: 'who' })
  await remember(act, needId, act.actor.enterpriseId ? 'publish' : 'submit')
  if (act.actor.enterpriseId) await openNeed(act, { ...need, enterpriseId: act.actor.enterpriseId }, 'publish')
  else await submit(act, need, pending?.enterpriseId)
  if (!act.actor.phone) await ask(act, { kind: 'phone' })
}

async function submit(act: Act, need: Need, enterpriseId: string | undefined): Promise<void> {
  if (!(await act.tx.needs.move(need.id, ['draft'], 'waiting', { enterpriseId, number: await numberFor(act, need) })))
    throw new DomainError('conflict', 'already_published', { number: need.number ?? '' })
  await keepMove(act, need, 'submit', 'waiting')
  await refresh(act, need.id)
}

/** The needs a contact had published before staff knew them are opened with the press that verifies them. */
export async function openWaiting(work: Work, person: Person): Promise<void> {
  for (const need of await work.tx.needs.ofPoster(person.id, 100)) {
    if (may('verify', need.state, ['staff'])) await openNeed(work, { ...need, enterpriseId: person.enterpriseId }, 'verify')
  }
}

/** The need, with its enterprise, gets its number, is looked at by the matcher, and the best experts are asked. */
export async function openNeed(work: Work, need: Need, event: 'publish' | 'verify'): Promise<void> {
  const from = event === 'publish' ? 'draft' : 'waiting'
  const number = await numberFor(work, need)
  const seen = await look(work, need)
  const patch = { number, ...seen, enterpriseId: need.enterpriseId, publishedAt: work.now, touchedAt: work.now }
  if (!(await work.tx.needs.move(need.id, [from], 'open', patch))) throw new DomainError('conflict', 'already_published', { number })
  await work.tx.matching.seeNewcomers(need.id, work.now)
  await keepMove(work, need, event, 'open')
  const opened = await appointOfficer(work, { ...need, ...patch, state: 'open' })
  await askExperts(work, opened)
  await tellSubscribers(work, opened)
  await refresh(work, need.id)
}

/** Numbers run by the year of Asia/Shanghai. */
async function numberFor(work: Work, need: Need): Promise<string> {
  return need.number ?? (await work.tx.needs.nextNumber(DateTime.fromJSDate(work.now, { zone }).year))
}

/** How many are kept of the ranking that matching is judged by, of look-alikes, and of achievements. */
const kept = { ranking: 10, similar: 3, achievements: 3 }

/** What the matcher finds for a need, kept as it was when it was published. */
async function look(work: Work, need: Need): Promise<Pick<Need, 'similar' | 'achievements' | 'team' | 'ranking'>> {
  const matcher = await work.matcher()
  const read = await matchable(work, need)
  return {
    similar: matcher.similarNeeds(read, new Set([need.id]), kept.similar),
    achievements: matcher
      .achievements(read, kept.achievements)
      .map(({ achievementId, expertId, title }) => ({ achievementId, expertId, title })),
    team: matcher.team(read, await matchOptions(work, new Set(), kept.ranking)),
    ranking: matcher.ranking(read, kept.ranking),
  }
}
