import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { Milestone } from '../../../domain/challenge.ts'
import { DomainError } from '../../../domain/errors.ts'
import { checkRight } from '../../../domain/rights.ts'
import { relationsIn, standingOf } from '../../../domain/use-cases/act.ts'
import { button, type Draft, type Reader, rows } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'

/** One line each: what, by when, how it stands, what shows it. */
export function milestoneLines({ words, now }: Reader, milestones: Milestone[]): string[] {
  const own = words.t.challenge
  const today = isoDayAt(now)
  return milestones.map(({ text, dueOn, state, evidence }, i) => {
    const late = state === 'pending' && dueOn < today ? `${words.t.list}${own.late}` : ''
    const shown = evidence && state !== 'pending' ? `\n   ${evidence}` : ''
    return `${i + 1}. ${text} — ${words.day(dueOn)}${words.t.list}${own.milestoneStates[state]}${late}${shown}`
  })
}

/** For the enterprise, the chosen expert and staff. */
export async function milestonesCard(reader: Reader, needId: string): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const standing = need && (await standingOf(tx, need, person))
  const challenge = await tx.challenges.find(needId)
  checkRight(person, 'see_milestones', standing && relationsIn(standing))
  if (!need || !challenge || !standing) throw new DomainError('not_found', 'no_such_challenge')
  const own = words.t.challenge
  const b = words.t.buttons
  const milestones = await tx.milestones.ofNeed(needId)
  const open = challenge.state === 'chosen' && ['claimed', 'in_progress', 'solved'].includes(need.state)
  const buttons: Button[] = []
  for (const [i, { id, state }] of milestones.entries()) {
    if (open && state === 'pending' && standing.claimer) buttons.push(button(b.milestoneDone(i + 1), 'milestone_done', id, 'primary'))
    if (open && state === 'done' && standing.poster)
      buttons.push(
        button(b.milestonePass(i + 1), 'milestone_accept', id, 'primary'),
        button(b.milestoneMissing(i + 1), 'milestone_missing', id),
      )
  }
  if (open && standing.poster && milestones.length > 0 && !challenge.agreedAt)
    buttons.push(button(b.agreeMilestones, 'milestones_agree', needId))
  if (open && (standing.claimer || standing.staff)) buttons.push(button(b.writeMilestones, 'milestones_write', needId))
  const lines = milestones.length > 0 ? milestoneLines(reader, milestones) : [own.noMilestones]
  return {
    title: own.milestonesTitle(need.number ?? ''),
    text: [...lines, ...(challenge.agreedAt ? [own.agreed] : [])].join('\n'),
    buttons: [...rows(buttons, 2), [button(b.show, 'need', needId)]],
  }
}
