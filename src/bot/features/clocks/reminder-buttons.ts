import type { Matter, Rung } from '../../../domain/matter.ts'
import { may } from '../../../domain/need-life.ts'
import { button, pair, type Reader } from '../../cards/card.ts'
import { workButtons } from '../../cards/need-expert.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { challengeReminderButtons } from '../challenge/reminders.ts'
import { needButtons } from '../index.ts'
import { outcomeReminderButtons } from '../outcomes/cards.ts'
import { workReminderButtons } from '../work/reminder-buttons.ts'

/** What does the thing at once, for who may do it. */
export async function reminderButtons(reader: Reader, facts: NeedFacts, matter: Matter, to: Rung): Promise<Button[]> {
  const { words } = reader
  const { need, standing } = facts
  const b = words.t.buttons
  switch (matter.kind) {
    case 'answer':
      return answerButtons(reader, facts, matter, to)
    case 'contact':
    case 'progress': {
      const release = may('release', need.state, standing.capacities) && standing.claimer
      return [...workButtons(words, need, standing), ...(release ? [button(b.release, 'release', need.id, 'danger')] : [])]
    }
    case 'accept':
      return standing.poster ? [button(b.accept, 'accept', need.id, 'primary'), button(b.decline, 'decline', need.id)] : []
    case 'confirm':
      return standing.poster ? [button(b.confirm, 'confirm', need.id, 'primary'), button(b.dispute, 'dispute', need.id)] : []
    case 'question':
      return standing.poster ? [button(b.answer, 'answer', matter.ref, 'primary')] : []
    case 'join':
      return joinButtons(reader, facts, matter)
    case 'triage':
      return standing.staff ? [button(b.recommend, 'recommend', need.id, 'primary')] : []
    case 'outcome_poster':
    case 'outcome_expert':
      return outcomeReminderButtons(reader, matter.ref)
    case 'visit_answer':
    case 'visit_record':
    case 'task':
      return workReminderButtons(reader, matter)
    case 'verify':
      return verifyButtons(reader, facts)
    default:
      return challengeReminderButtons(reader, facts, matter) ?? (await needButtons(reader, facts)).slice(0, 3)
  }
}

function answerButtons({ words, person }: Reader, { need, standing }: NeedFacts, { ref }: Matter, to: Rung): Button[] {
  const b = words.t.buttons
  const id = pair(need.id, ref)
  if (ref === person.expertId) return [button(b.claim, 'claim', need.id, 'primary'), button(b.pass, 'pass', id)]
  if (to === 'officer_call' && standing.staff) return [button(b.claimFor, 'claim_for', id, 'primary'), button(b.passFor, 'pass', id)]
  return []
}

/** The use case says whose answer it is. */
async function joinButtons({ tx, words, person }: Reader, { standing }: NeedFacts, { ref, waitOn, onId }: Matter): Promise<Button[]> {
  const member = await tx.teams.find(ref)
  const b = words.t.buttons
  if (member?.state !== 'proposed') return []
  const mine = { poster: standing.poster, claimer: standing.claimer, person: onId === person.id, officer: standing.staff }
  if (!mine[waitOn as keyof typeof mine]) return []
  const [yes, no] = waitOn === 'poster' || waitOn === 'claimer' ? [b.joinYes, b.joinNo] : [b.memberYes, b.memberNo]
  return [button(yes, 'member_yes', ref, 'primary'), button(no, 'member_no', ref)]
}

async function verifyButtons({ tx, words }: Reader, { need, standing }: NeedFacts): Promise<Button[]> {
  if (!standing.staff || !need.posterId) return []
  const pending = (await tx.verifications.pendingOf(need.posterId)).find(({ kind }) => kind === 'enterprise')
  return pending ? [button(words.t.verification.title, 'verification', pending.id, 'primary')] : []
}
