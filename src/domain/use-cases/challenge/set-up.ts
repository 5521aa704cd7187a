import { isoDayAt } from '../../calendar/days.ts'
import type { Challenge } from '../../challenge.ts'
import { DomainError } from '../../errors.ts'
import { describe, type Need, type NeedPart } from '../../need.ts'
import type { ChallengeDialog, TermKey, WrittenTerms } from '../../notices.ts'
import { type Act, ask, needOf, permit, relationsIn, reply, standingOf, words } from '../act.ts'
import { calendarOf } from '../clocks/calendar-of.ts'
import { allowed } from '../follow-need.ts'
import { closingAt, closingOf, sumOf } from './answers.ts'
import { termsSlot } from './audience.ts'

type TermsDialog = Extract<ChallengeDialog, { kind: 'challenge_terms' }>
export const termKeys = ['text', 'bounty', 'conditions', 'closesOn'] as const satisfies readonly TermKey[]

/** The terms as they stand, to the enterprise and staff. */
export async function showTerms(act: Act, needId: string): Promise<void> {
  const need = await needOf(act.tx, needId)
  permit(act, 'challenge', ...relationsIn(await standingOf(act.tx, need, act.actor)))
  if (!(await act.tx.challenges.find(needId))) throw new DomainError('not_found', 'no_such_challenge')
  await reply(act, { view: 'challenge_terms', needId }, { mode: 'fresh', slot: termsSlot(needId) })
}

/** The enterprise, or staff for it, begins to write the terms of a challenge; they are asked one by one. */
export async function beginChallenge(act: Act, needId: string): Promise<void> {
  await allowed(act, needId, 'challenge')
  await ask(act, { kind: 'challenge_terms', needId, asked: 'text', terms: {} })
}

/** What is published where nobody writes other words: the need's own where all may read it, else its title and targets. */
export function publicText(need: Need, parts: NeedPart[]): string {
  if (need.visibility === 'public') return describe(need, parts)
  const targets = need.targets.map(({ name, value }) => [name, value].filter(Boolean).join(' ')).join('；')
  return [need.title, targets].filter(Boolean).join('\n')
}

/** What means the button “no conditions” when it is typed. */
const noConditions =
  /^(?:没有?|无|不用|不需要|没有(?:附加|其他)?(?:条件|要求)|无(?:条件|要求)|no(?:ne|pe)?|no conditions|n\/a|[-—–/])[。.!！]?$/i

export async function answerTerms(act: Act, dialog: TermsDialog, said: string): Promise<void> {
  await allowed(act, dialog.needId, 'challenge')
  await next(act, dialog, { ...dialog.terms, ...(await read(act, dialog.asked, said)) })
}

async function read(act: Act, asked: TermKey, said: string): Promise<WrittenTerms> {
  switch (asked) {
    case 'text':
      return { text: words(said, 2000) }
    case 'bounty':
      return { bounty: sumOf(words(said, 200)) }
    case 'conditions':
      return { conditions: noConditions.test(said.trim()) ? '' : words(said, 1000) }
    case 'closesOn':
      return { closesOn: closingOf(words(said, 200), act.now, await calendarOf(act)).day }
  }
}

/** “Use these words” and “no conditions”: what is asked now is answered with what stands there by itself. */
export async function skipTerm(act: Act, needId: string): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'challenge_terms' || dialog.needId !== needId) throw new DomainError('invalid', 'old_button')
  const need = await allowed(act, needId, 'challenge')
  if (dialog.asked === 'text')
    return next(act, dialog, { ...dialog.terms, text: words(publicText(need, await act.tx.needs.parts(needId)).slice(0, 4000)) })
  if (dialog.asked === 'conditions') return next(act, dialog, { ...dialog.terms, conditions: '' })
  throw new DomainError('invalid', 'old_button')
}

async function next(act: Act, { needId }: TermsDialog, terms: WrittenTerms): Promise<void> {
  const asked = termKeys.find((key) => terms[key] === undefined)
  if (asked) return ask(act, { kind: 'challenge_terms', needId, asked, terms })
  const { text = '', bounty = 0, conditions = '', closesOn = '' } = terms
  const written = { text, bounty, conditions, closesAt: closingAt(closesOn) }
  if (!(await act.tx.challenges.draft(needId, written, act.actor.id, act.now))) throw new DomainError('conflict', 'challenge_under_way')
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'challenge_terms', needId }, { mode: 'fresh', slot: termsSlot(needId) })
}

/** From the summary: one of the terms is asked again. */
export async function changeTerm(act: Act, needId: string, asked: TermKey): Promise<void> {
  const challenge = await ownTerms(act, needId)
  const closesOn = isoDayAt(challenge.closesAt)
  const terms = { text: challenge.text, bounty: challenge.bounty, conditions: challenge.conditions, closesOn, [asked]: undefined }
  await ask(act, { kind: 'challenge_terms', needId, asked, terms })
}

/** The terms this person has written and not published. */
export async function ownTerms(act: Act, needId: string): Promise<Challenge> {
  const need = await allowed(act, needId, 'challenge')
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.state !== 'draft') throw new DomainError('invalid', 'old_button')
  const { poster, staff } = await standingOf(act.tx, need, act.actor)
  if (challenge.byId !== act.actor.id || !(poster || staff)) throw new DomainError('conflict', 'terms_of_another')
  return challenge
}
