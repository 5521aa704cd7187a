import { dayNumber, isoDayAt, momentOn } from '../calendar/days.ts'
import { newId } from '../ids.ts'
import type { Match, MatchOptions } from '../matcher.ts'
import type { Invitation, InvitationState, Need } from '../need.ts'
import { isEnded } from '../need-life.ts'
import { type Notice, phoneSlot, priorities } from '../notices.ts'
import { placeOf, post, record, refresh, tell, type Work } from './act.ts'
import { answerDue } from './clocks/answer-due.ts'
import { remindAnother } from './clocks/remind.ts'
import { matchable } from './matchable.ts'
import { sendCopyAgain } from './reports/copies.ts'
import { tellOfficers } from './team/responsible.ts'

const hour = 3_600_000

/**
 * Asks the reserves in their order, then the best experts not yet asked, until `inviteAtOnce` answers are outstanding; returns how many were asked now.
 * When nobody is left, the enterprise and the officers are told, once for each time it comes to that.
 */
export async function askExperts(work: Work, need: Need, { tellNobody = true } = {}): Promise<number> {
  const known = await work.tx.invitations.ofNeed(need.id)
  const outstanding = known.filter((invitation) => invitation.state === 'asked').length
  let room = work.rules.inviteAtOnce - outstanding
  let asked = 0
  for (const reserve of known.filter(({ state }) => state === 'reserve')) if (asked < room && (await askAgain(work, need, reserve))) asked++
  room -= asked
  if (room <= 0) return asked
  // whose invitation was closed gave no answer: after a reopening they are asked like anybody
  const exclude = new Set(known.flatMap(({ state, expertId }) => (state === 'closed' ? [] : [expertId])))
  const matcher = await work.matcher()
  const matches = matcher.experts(await matchable(work, need), await matchOptions(work, exclude, room))
  let added = 0
  for (const match of matches) if (await askOne(work, need, match, known.length + added + 1)) added++
  asked += added
  if (asked + outstanding === 0 && tellNobody) await nobody(work, need, known.length > 0)
  return asked
}

/** How far back the questions count that an institute's share is measured by. */
const fairnessDays = 90

/** The facts of this moment that bear on who is named. */
export async function matchOptions({ tx, now }: Work, exclude: ReadonlySet<string>, limit: number): Promise<MatchOptions> {
  return {
    exclude,
    limit,
    load: await tx.invitations.load(),
    asked: await tx.matching.asked(new Date(now.getTime() - fairnessDays * 24 * hour)),
    today: isoDayAt(now),
    monthly: await tx.profiles.monthly(startOfMonth(now)),
  }
}

/** The first moment of this calendar month in Shanghai. */
export function startOfMonth(now: Date): Date {
  return momentOn(dayNumber(`${isoDayAt(now).slice(0, 7)}-01`) as number, 0)
}

/** Who is asked is nobody's act but the system's, whatever press led to it. */
function bySystem({ tx, now, matcher, rules }: Work): Work {
  return { tx, now, matcher, rules }
}

type Named = Pick<Match, 'expertId' | 'confidence' | 'reasons'> & Partial<Pick<Match, 'likely' | 'factors'>>

async function askOne(work: Work, need: Need, match: Named, rank: number, recommendedById?: string): Promise<boolean> {
  const person = await work.tx.people.ofExpert(match.expertId)
  const place = await placeOf(work, person?.id)
  const dueAt = await answerDue(work, need)
  const invitation: Invitation = {
    id: newId(),
    needId: need.id,
    expertId: match.expertId,
    state: 'asked',
    rank,
    confidence: match.confidence,
    reasons: match.reasons,
    likely: match.likely,
    factors: match.factors,
    byOfficer: place === undefined,
    recommendedById,
    askedAt: work.now,
    dueAt,
  }
  if (!(await work.tx.invitations.add(invitation)) && !(await openAgain(work, invitation))) return false
  await record(bySystem(work), { needId: need.id, event: 'asked', note: match.expertId })
  await sendAsk(work, need, invitation, place)
  return true
}

/** False where that expert was asked before and the question is not closed. */
async function openAgain(
  { tx }: Work,
  { needId, expertId, rank, confidence, likely, byOfficer, askedAt, dueAt }: Invitation,
): Promise<boolean> {
  const closed = await tx.invitations.of(needId, expertId)
  const patch = { rank, confidence, likely, byOfficer, askedAt, dueAt }
  return closed !== undefined && (await tx.invitations.move(closed.id, ['closed'], 'asked', patch))
}

async function sendAsk(work: Work, need: Need, invitation: Invitation, place: string | undefined): Promise<void> {
  if (place) return post(work, place, { view: 'need', needId: need.id }, { mode: 'fresh', priority: priorities.urgent })
  const notice = { view: 'by_phone', needId: need.id, expertId: invitation.expertId } as const
  await tellOfficers(work, need, notice, { mode: 'update', slot: phoneSlot(need.id, invitation.expertId) })
}

/** Tells whoever works on a need: the expert, or, where they have no chat account, the officers. */
export async function tellWorker(work: Work, need: Need, notice: Notice): Promise<void> {
  const claim = await work.tx.claims.live(need.id)
  const expert = claim && (await work.tx.people.ofExpert(claim.expertId))
  const urgent = { priority: priorities.urgent }
  if (await tell(work, expert?.id, notice, urgent)) return
  if (claim) await tellOfficers(work, need, notice, urgent)
}

/** Whether the directory says that this expert must not be asked by that enterprise. */
export async function hasConflict({ tx }: Pick<Work, 'tx'>, need: Need, expertId: string): Promise<boolean> {
  const expert = await tx.directory.expert(expertId)
  return need.enterpriseId !== undefined && (expert?.conflicts.includes(need.enterpriseId) ?? false)
}

/** The day until which an expert wants no needs, if that is today or later. */
export async function mutedUntil({ tx, now }: Pick<Work, 'tx' | 'now'>, expertId: string): Promise<string | undefined> {
  const until = (await tx.directory.expert(expertId))?.more.mutedUntil
  return until && isoDayAt(now) <= until ? until : undefined
}

/** An expert who was named by another is asked whatever the ranking says. */
export async function askNamed(work: Work, need: Need, expertId: string, byExpertId: string): Promise<boolean> {
  const known = await work.tx.invitations.ofNeed(need.id)
  const match: Named = { expertId, confidence: 'possible', reasons: [] }
  return askOne(work, need, match, known.length + 1, byExpertId)
}

/** Whom the enterprise met and goes on with is asked to take its need while it is open; who had let the question pass is asked again, who had passed only if they go on as well (`willing`). */
export async function askMet(work: Work, need: Need, expertId: string, willing: boolean): Promise<void> {
  if (need.state !== 'open' || (await hasConflict(work, need, expertId))) return
  const known = await work.tx.invitations.ofNeed(need.id)
  const before = known.find((invitation) => invitation.expertId === expertId)
  const again: InvitationState[] = ['expired', 'reserve', 'closed', ...(willing ? (['passed'] as const) : [])]
  if (!before) await askOne(work, need, { expertId, confidence: 'possible', reasons: [] }, known.length + 1)
  else if (again.includes(before.state)) await askAgain(work, need, before, before.state)
}

/** Parcels for somebody could not be delivered: they go to another account of theirs, else an officer is asked to call. */
export async function rerouteUnreachable(work: Work, personId: string, notices: Notice[]): Promise<void> {
  for (const notice of notices) {
    if (notice.view === 'reminder') {
      await remindAnother(work, notice)
      continue
    }
    if (notice.view === 'report' || notice.view === 'digest') {
      await sendCopyAgain(work, personId, notice)
      continue
    }
    if (await tell(work, personId, notice, { mode: notice.view === 'need' ? 'fresh' : 'message' })) continue
    if (notice.view === 'need') await askByPhone(work, personId, notice.needId)
  }
}

/** An expert who is in no chat any more: what they were asked is asked by phone, and an officer acts for them on what they work on. */
export async function reachByPhone(work: Work, expertId: string): Promise<void> {
  for (const { need, invitation } of await work.tx.needs.ofExpert(expertId)) {
    const { state } = invitation
    if ((state !== 'asked' && state !== 'claimed') || isEnded(need.state)) continue
    if (!(await work.tx.invitations.move(invitation.id, [state], state, { byOfficer: true }))) continue
    if (state === 'asked' && need.state === 'open') await sendAsk(work, need, invitation, undefined)
    await refresh(work, need.id)
  }
}

async function askByPhone(work: Work, personId: string, needId: string): Promise<void> {
  const person = await work.tx.people.find(personId)
  const need = await work.tx.needs.find(needId)
  const invitation = person?.expertId ? await work.tx.invitations.of(needId, person.expertId) : undefined
  if (!invitation || !need || !(await work.tx.invitations.move(invitation.id, ['asked'], 'asked', { byOfficer: true }))) return
  await sendAsk(work, need, invitation, undefined)
}

/** An expert who was asked before (a reserve, or who worked on it) is asked again, with a new term. */
export async function askAgain(work: Work, need: Need, invitation: Invitation, from: InvitationState = 'reserve'): Promise<boolean> {
  if ((await hasConflict(work, need, invitation.expertId)) || (await mutedUntil(work, invitation.expertId))) return false
  const person = await work.tx.people.ofExpert(invitation.expertId)
  const place = await placeOf(work, person?.id)
  const dueAt = await answerDue(work, need)
  const patch = { askedAt: work.now, dueAt, byOfficer: place === undefined }
  if (!(await work.tx.invitations.move(invitation.id, [from], 'asked', patch))) return false
  await record(bySystem(work), { needId: need.id, event: 'asked', note: invitation.expertId })
  await sendAsk(work, need, { ...invitation, ...patch }, place)
  return true
}

async function nobody(work: Work, need: Need, askedBefore: boolean): Promise<void> {
  const text = askedBefore ? 'nobody_left' : 'nobody_fits'
  const facts = { number: need.number ?? '', title: need.title }
  await record(bySystem(work), { needId: need.id, event: text })
  await tell(work, need.posterId, { view: 'say', text: `${text}_enterprise`, facts, needId: need.id })
  await tellOfficers(work, need, { view: 'say', text: `${text}_staff`, facts, needId: need.id })
}
