import { type Challenge, scoredStates } from '../../../domain/challenge.ts'
import { may } from '../../../domain/need-life.ts'
import { isStaff } from '../../../domain/person.ts'
import { button, type Reader } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import type { Button } from '../../platform.ts'
import { money, readsChallenges } from './announcement.ts'
import { judges } from './applications.ts'
import { milestoneLines } from './milestones.ts'
import { closingIn } from './when.ts'

/** An open need for which nobody has to answer is offered the challenge on its own card; of others it stands behind “more”. */
function isStuck({ need, invitations }: NeedFacts): boolean {
  return need.state === 'open' && !invitations.some(({ invitation }) => invitation.state === 'asked')
}

export async function needButtons(reader: Reader, facts: NeedFacts): Promise<Button[]> {
  const { tx, words } = reader
  const { need, standing } = facts
  const b = words.t.buttons
  const buttons: Button[] = []
  if (isStuck(facts) && may('challenge', need.state, standing.capacities)) buttons.push(button(b.challenge, 'challenge', need.id))
  const challenge = await tx.challenges.find(need.id)
  if (!challenge) return buttons
  const party = standing.poster || standing.staff
  if (standing.poster && need.state === 'open' && challenge.state === 'proposed')
    buttons.push(button(b.seeTerms, 'challenge_terms', need.id, 'primary'))
  if (need.state === 'challenge' && readsChallenges(reader, need)) buttons.push(button(b.announcement, 'announcement', need.id))
  if (party && ['closed', 'chosen', 'released'].includes(challenge.state) && (await judges(reader, need))) {
    const { length } = await tx.applications.ofNeed(need.id)
    buttons.push(button(b.applications(length), 'applications', need.id, challenge.state === 'closed' ? 'primary' : undefined))
  }
  if (party && challenge.state === 'failed') buttons.push(button(b.extendChallenge, 'challenge_extend', need.id, 'primary'))
  if (party && challenge.state === 'failed') buttons.push(button(b.callOff, 'challenge_call_off', need.id))
  if (challenge.state === 'chosen' && (party || standing.claimer)) buttons.push(button(b.milestones, 'milestones', need.id))
  if (awaitsScore(challenge, facts) && standing.staff) buttons.push(button(b.giveScore, 'challenge_score', need.id, 'primary'))
  return buttons
}

function awaitsScore({ state, score }: Challenge, { need }: NeedFacts): boolean {
  return state === 'chosen' && score === undefined && scoredStates.includes(need.state)
}

export async function moreButtons({ tx, words, now }: Reader, facts: NeedFacts): Promise<Button[]> {
  const { need, standing } = facts
  const b = words.t.buttons
  const can = (event: 'challenge' | 'call_off') => may(event, need.state, standing.capacities)
  const buttons: Button[] = []
  if (can('challenge') && !isStuck(facts)) buttons.push(button(b.challenge, 'challenge', need.id))
  const challenge = await tx.challenges.find(need.id)
  if (!challenge || !can('call_off') || challenge.state === 'failed') return buttons
  if (challenge.state === 'open' && challenge.closesAt > now) buttons.push(button(b.extendChallenge, 'challenge_extend', need.id))
  if (challenge.state === 'closed' && standing.staff) buttons.push(button(b.namePanel, 'panel', need.id))
  buttons.push(button(b.callOff, 'challenge_call_off', need.id, 'danger'))
  return buttons
}

/** For the enterprise, staff and the chosen expert; how many have applied is for staff alone until the closing. */
export async function needFields(reader: Reader, { need, standing }: NeedFacts, whole: boolean): Promise<[string, string | undefined][]> {
  const { tx, words } = reader
  if (!whole || !(standing.poster || standing.staff || standing.claimer)) return []
  const challenge = await tx.challenges.find(need.id)
  if (!challenge || ['draft', 'proposed', 'called_off', 'released'].includes(challenge.state)) return []
  const { labels, challenge: own } = words.t
  const counted = challenge.state === 'open' && standing.staff && (await judges(reader, need))
  const milestones = challenge.state === 'chosen' ? milestoneLines(reader, await tx.milestones.ofNeed(need.id)) : []
  const { score, grade, evaluation } = challenge
  const scored =
    score !== undefined && grade ? [own.scoreLine(score, own.grades[grade] ?? grade), evaluation].filter(Boolean).join('\n') : ''
  return [
    [labels.bounty, money(words, challenge.bounty)],
    [labels.closes, need.state === 'challenge' ? closingIn(words.lang, challenge.closesAt) : undefined],
    [labels.received, counted ? own.count((await tx.applications.ofNeed(need.id)).length) : undefined],
    [labels.milestones, milestones.length > 0 ? milestones.join('\n') : undefined],
    [labels.score, scored || (challenge.state === 'chosen' && scoredStates.includes(need.state) ? own.scoreWaiting : undefined)],
  ]
}

export async function my({ tx, words, person }: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const own = words.t.challenge
  const lines: string[] = []
  const buttons: Button[] = []
  const section = async (title: string, entries: { needId: string; note?: string; verb: string; id: string }[]) => {
    if (entries.length === 0) return
    lines.push(title)
    for (const { needId, note, verb, id } of entries.slice(0, 12)) {
      const need = await tx.needs.find(needId)
      lines.push(`• ${[need?.number, need?.title, note && `— ${note}`].filter(Boolean).join(' ')}`)
      buttons.push(button(`${title.replace(/[:：]$/u, '')} ${need?.number ?? ''}`, verb, id))
    }
  }
  const who = { personId: person.id, expertId: person.expertId, managesId: person.managesId }
  const live = (await tx.applications.mine(who)).filter(({ state }) => state === 'submitted')
  await section(
    own.myApplications,
    live.map(({ needId, state, id }) => ({ needId, note: own.applicationStates[state], verb: 'application', id })),
  )
  if (person.expertId) {
    const panels = await tx.challenges.panelsOf(person.expertId)
    await section(
      own.myPanels,
      panels.map((needId) => ({ needId, verb: 'panel_card', id: needId })),
    )
  }
  if (isStaff(person)) {
    const unscored = await tx.challenges.unscored(12)
    await section(
      own.toScore,
      unscored.map((needId) => ({ needId, verb: 'need', id: needId })),
    )
  }
  return { lines, buttons }
}
