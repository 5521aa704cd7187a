import type { Challenge } from '../../../domain/challenge.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Need } from '../../../domain/need.ts'
import type { ChallengeNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { button, type Draft, fieldsOf, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { targetLines } from '../work/target-lines.ts'
import { closingIn } from './when.ts'

const page = 8

/** 万元 in Chinese, the whole number in English. */
export function money(words: Words, sum: number): string {
  return words.t.challenge.money(words.lang === 'zh' ? String(sum) : Math.round(sum * 10_000).toLocaleString('en-US'))
}

function nameOf(need: Need): string {
  return [need.number, need.title].filter(Boolean).join(' ')
}

/** All that is published of a challenge: no contacts, and the enterprise only where the need is public. */
async function published({ tx, words }: Reader, need: Need, challenge: Challenge): Promise<[string, string | undefined][]> {
  const { labels } = words.t
  const named =
    need.visibility === 'public' && !need.unnamed && need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  return [
    [labels.bounty, money(words, challenge.bounty)],
    [labels.conditions, challenge.conditions || undefined],
    [labels.closes, closingIn(words.lang, challenge.closesAt)],
    [labels.field, need.field && words.field(need.field)],
    // nothing from the need's other words, which are not published
    [labels.targets, targetLines(words, need, '') || undefined],
    [labels.enterprise, named?.name],
  ]
}

/** Experts, managers of institutes and staff read challenges, and the enterprise its own. */
export function readsChallenges({ person }: Reader, need?: Need): boolean {
  const own = need?.posterId === person.id
  return own || person.expertId !== undefined || person.managesId !== undefined || isStaff(person)
}

export async function challengeCard(reader: Reader, needId: string): Promise<Draft> {
  const { tx, words } = reader
  const need = await tx.needs.find(needId)
  const challenge = await tx.challenges.find(needId)
  if (!need || !challenge || ['draft', 'proposed'].includes(challenge.state) || !readsChallenges(reader, need))
    throw new DomainError('not_found', 'no_such_challenge')
  const own = words.t.challenge
  const { state } = challenge
  const status =
    state === 'open'
      ? own.state.open(closingIn(words.lang, challenge.closesAt))
      : own.state[state === 'closed' || state === 'failed' || state === 'chosen' ? state : 'over']
  return {
    title: own.title(nameOf(need)),
    text: `${status}\n\n${challenge.text}`,
    fields: fieldsOf(await published(reader, need, challenge)),
    buttons: rows(await challengeButtons(reader, need, challenge), 2),
  }
}

async function challengeButtons({ tx, words, person }: Reader, need: Need, { state }: Challenge): Promise<Button[]> {
  const b = words.t.buttons
  if (need.posterId === person.id || (isStaff(person) && !person.expertId)) return [button(b.show, 'need', need.id)]
  const mine = (await tx.applications.mine({ personId: person.id, expertId: person.expertId, managesId: person.managesId })).filter(
    ({ needId }) => needId === need.id,
  )
  if (mine[0]) {
    const own = mine[0].expertId === person.expertId || mine[0].byId === person.id
    return [button(own ? b.myApplication : b.ourApplication, 'application', mine[0].id)]
  }
  return state === 'open' && (person.expertId || person.managesId) ? [button(b.apply, 'apply', need.id, 'primary')] : []
}

/** The summary before publishing, for whoever wrote it; the same to the enterprise that must agree. */
export async function termsCard(reader: Reader, needId: string): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const challenge = await tx.challenges.find(needId)
  const poster = need?.posterId === person.id
  if (!need || !challenge || !(poster || isStaff(person))) return undefined
  const own = words.t.challenge
  const over = need.state !== 'open' || !['draft', 'proposed'].includes(challenge.state)
  if (over || (challenge.state === 'draft' && challenge.byId !== person.id))
    return { title: own.termsTitle(nameOf(need)), text: own.termsOver, buttons: [[button(words.t.buttons.show, 'need', needId)]] }
  const enterprise =
    need.visibility === 'public' && !need.unnamed && need.enterpriseId ? await tx.directory.enterprise(need.enterpriseId) : undefined
  const named = enterprise ? own.termsNamed(enterprise.name) : own.termsUnnamed
  const proposed = challenge.state === 'proposed'
  const intro = proposed ? (poster ? own.proposedText : own.proposedWaiting) : `${own.termsText}\n${named}`
  return {
    title: proposed && poster ? own.proposedTitle(nameOf(need)) : own.termsTitle(nameOf(need)),
    text: `${intro}\n\n${challenge.text}`,
    fields: fieldsOf(await published(reader, need, challenge)),
    buttons: rows(termsButtons(words, needId, proposed, poster), 2),
  }
}

function termsButtons(words: Words, needId: string, proposed: boolean, poster: boolean): Button[] {
  const b = words.t.buttons
  if (proposed && poster)
    return [button(b.agreeChallenge, 'challenge_agree', needId, 'primary'), button(b.refuseChallenge, 'challenge_refuse', needId)]
  if (proposed) return [button(b.agreedByPhone, 'challenge_call', needId), button(b.show, 'need', needId)]
  return [
    button(b.postChallenge, 'challenge_publish', needId, 'primary'),
    button(b.changeText, 'terms_text', needId),
    button(b.changeBounty, 'terms_bounty', needId),
    button(b.changeConditions, 'terms_conditions', needId),
    button(b.changeClosing, 'terms_closes', needId),
    button(b.show, 'need', needId),
  ]
}

/** Running challenges, the one that closes first on top. */
export async function challengesCard(reader: Reader, asked: number): Promise<Draft> {
  const { tx, words } = reader
  const own = words.t.challenge
  const b = words.t.buttons
  if (!readsChallenges(reader)) return { text: words.t.errors.challenges_for(), buttons: [[button(b.my, 'my', 'x')]] }
  const { total } = await tx.challenges.inState('open', 0, 1)
  if (total === 0) return { text: own.listNone }
  const at = Math.min(Math.max(0, asked), Math.floor((total - 1) / page))
  const { challenges } = await tx.challenges.inState('open', at * page, page)
  const lines: string[] = []
  const buttons: Button[] = []
  for (const { needId, bounty, closesAt } of challenges) {
    const need = await tx.needs.find(needId)
    if (!need) continue
    lines.push(own.listLine(need.number ?? '', need.title, money(words, bounty), closingIn(words.lang, closesAt)))
    buttons.push(button([need.number, shorter(need.title, 24)].join(' '), 'announcement', needId))
  }
  const turn = turns(words, 'challenges', String, at, Math.ceil(total / page))
  return { title: own.listTitle(total), text: lines.join('\n'), buttons: [...rows(buttons, 1), ...turn] }
}

export function challengeSayCard({ words }: Reader, { text, facts, needId }: Extract<ChallengeNotice, { view: 'challenge_say' }>): Draft {
  return { text: words.say(text, facts ?? {}), buttons: [[button(words.t.buttons.announcement, 'announcement', needId)]] }
}
