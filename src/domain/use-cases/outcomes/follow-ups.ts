import { isoDayAt } from '../../calendar/days.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import type { FollowUp, FollowUpAnswer } from '../../outcome.ts'
import type { Store, Tx } from '../../store.ts'
import { type Act, ask, needOf, permit, record, refresh, refreshSlot, reply, tell, type Work, words } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { reopenNeed } from '../life/reopen-need.ts'
import { tellOfficers } from '../team/responsible.ts'
import { chooseKind } from './tell-outcome.ts'

const batch = 500
/** Working days without an answer until the one reminder, and from it until an officer is asked to call. */
const patience = 5

type Failed = (error: unknown) => void

/** Asks what is due, reminds once, then has the enterprise called; in working time only. Each in a transaction of its own, by the facts of that moment. */
export async function followUpDue(store: Store, work: (tx: Tx) => Work, now: Date, failed: Failed): Promise<void> {
  const calendar = await store.transaction((tx) => calendarOf({ tx }))
  if (calendar.nextWorkingMoment(now).getTime() !== now.getTime()) return
  const today = isoDayAt(now)
  for (const one of await store.transaction((tx) => tx.followUps.due(today, batch)))
    await store.transaction((tx) => takeStep(work(tx), one, 'askedAt')).catch(failed)
  for (const one of await store.transaction((tx) => tx.followUps.unanswered(batch))) {
    const { askedAt, remindedAt } = one
    if (now < calendar.addWorkingDays((remindedAt ?? askedAt) as Date, patience)) continue
    await store.transaction((tx) => takeStep(work(tx), one, remindedAt ? 'callAt' : 'remindedAt')).catch(failed)
  }
}

async function takeStep(work: Work, { needId, months }: FollowUp, step: 'askedAt' | 'remindedAt' | 'callAt'): Promise<void> {
  const need = await work.tx.needs.hold(needId)
  if (need?.state !== 'confirmed') return work.tx.followUps.drop(needId)
  if (!(await work.tx.followUps.mark({ needId, months }, step, work.now))) return
  const notice = { view: 'follow_up', needId, months } as const
  const delivery = { mode: 'fresh' as const, slot: followUpSlot(needId, months) }
  if (step === 'askedAt') await record(work, { needId, event: 'follow_up', note: String(months) })
  if (step !== 'callAt' && (await tell(work, need.posterId, notice, delivery))) return
  if (step !== 'callAt' && !(await work.tx.followUps.mark({ needId, months }, 'callAt', work.now))) return
  await record(work, { needId, event: 'follow_up_call', note: String(months) })
  await tellOfficers(work, need, notice, delivery)
}

export function followUpSlot(needId: string, months: number): string {
  return `follow:${needId}:${months}`
}

/** The follow-up that is waiting for the enterprise's answer, or `conflict`. */
async function waiting(act: Act, needId: string, months: number): Promise<Need> {
  const need = await needOf(act.tx, needId)
  permit(act, 'answer_follow_up', need.posterId === act.actor.id && 'poster')
  const followUp = await act.tx.followUps.find(needId, months)
  if (followUp?.answeredAt) throw new DomainError('conflict', 'follow_up_answered')
  if (!followUp?.askedAt || need.state !== 'confirmed') throw new DomainError('conflict', 'follow_up_over')
  return need
}

/** The enterprise pressed, or an officer who called it: then what it said is asked for first. */
export async function chooseFollowUp(act: Act, needId: string, months: number, answer: FollowUpAnswer): Promise<void> {
  const need = await waiting(act, needId, months)
  if (need.posterId !== act.actor.id) return ask(act, { kind: 'follow_call', needId, months, answer })
  if (answer === 'again') return ask(act, { kind: 'follow_again', needId, months })
  await answerFollowUp(act, needId, months, answer)
}

/** `said`: what went wrong again, or what the enterprise said on the phone. */
export async function answerFollowUp(act: Act, needId: string, months: number, answer: FollowUpAnswer, said?: string): Promise<void> {
  const need = await waiting(act, needId, months)
  const note = said === undefined ? undefined : words(said, 1000)
  if (!(await act.tx.followUps.answer({ needId, months }, answer, act.now, note))) throw new DomainError('conflict', 'follow_up_answered')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId, event: `follow_up_${answer}`, note: note ?? String(months) })
  await refreshSlot(act, followUpSlot(needId, months), { view: 'follow_up', needId, months })
  if (answer === 'again') {
    const by = need.posterId === act.actor.id ? (['poster'] as const) : (['staff'] as const)
    return reopenNeed(act, need, { by, given: { reason: note } })
  }
  await reply(act, { view: 'say', text: answer === 'fine' ? 'follow_up_thanks' : 'follow_up_more', needId })
  if (answer === 'more') await chooseKind(act, needId)
  await refresh(act, needId)
}
