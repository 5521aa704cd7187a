import { isCreditCode } from '../../credit-code.ts'
import { DomainError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Outcome, OutcomeDialog, OutcomeDraft } from '../../outcome.ts'
import { type OutcomeKind, type OutcomeKindCode, type OutcomeStep, outcomeKind } from '../../outcome-kinds.ts'
import { equalShares, type Share, sharesFromAnswer } from '../../shares.ts'
import { amountFromAnswer, countFromAnswer, pastDayFromAnswer } from '../../understand/index.ts'
import { type Act, ask, reply, words } from '../act.ts'
import type { Said } from '../draft-need.ts'
import { correctedBy, reportOutcome } from './report-outcome.ts'
import { institutesOf, mayHaveOutcomes, partyTo } from './sides.ts'

/** The kinds to choose from; `conflict` where nothing can have come of the need yet. */
export async function chooseKind(act: Act, needId: string): Promise<void> {
  await mayReport(act, needId)
  await reply(act, { view: 'outcome_kinds', needId }, { mode: 'fresh', slot: `outcome_kinds:${needId}` })
}

async function mayReport(act: Act, needId: string): Promise<void> {
  const { need } = await partyTo(act, needId)
  if (!mayHaveOutcomes(need)) throw new DomainError('conflict', 'no_longer_possible', { state: need.state })
}

/** Begins to tell an outcome of this kind; `replaces`: the one it corrects. */
export async function beginOutcome(act: Act, needId: string, code: string, replaces?: Outcome): Promise<void> {
  await mayReport(act, needId)
  const kind = outcomeKind(code)
  if (!kind?.manual) throw new DomainError('invalid', 'old_button')
  const draft: OutcomeDraft = { id: newId(), kind: kind.code as OutcomeKindCode, skipped: [], files: 0, replacesId: replaces?.id }
  await goOn(act, needId, draft)
}

/** Asks what is still missing, one thing at a time; when nothing is, the outcome is reported. */
async function goOn(act: Act, needId: string, draft: OutcomeDraft): Promise<void> {
  const step = kindOf(draft).asks.find((key) => draft[key] === undefined && !draft.skipped.includes(key))
  if (step) return ask(act, { kind: 'outcome', needId, step, draft })
  const institutes = await institutesOf(act.tx, needId)
  if (institutes.length > 1) return ask(act, { kind: 'outcome', needId, step: 'shares', draft })
  await reportOutcome(act, needId, draft, equalShares(institutes.map(({ id }) => id)))
}

function kindOf({ kind }: OutcomeDraft): OutcomeKind {
  return outcomeKind(kind) as OutcomeKind
}

/** The answer to the question at hand; what can't be read is asked back and nothing is lost. */
export async function answerOutcome(act: Act, dialog: OutcomeDialog, said: Said): Promise<void> {
  const { needId, step } = dialog
  for (const file of said.files) await act.tx.needs.addFile(needId, { ...file, byId: act.actor.id, ofId: dialog.draft.id, at: act.now })
  const draft = { ...dialog.draft, files: dialog.draft.files + said.files.length }
  // photos that come one by one, or before they are asked for, are kept all the same
  if (said.text.trim() === '' && !(step === 'evidence' && filesProve(draft))) return ask(act, { ...dialog, draft })
  if (step === 'shares') return reportOutcome(act, needId, draft, await sharesIn(act, needId, said.text))
  await goOn(act, needId, { ...draft, ...(await factsFrom(act, step, draft, said)) })
}

/** Whether the files sent so far will do as evidence: where words are needed, no picture replaces them. */
function filesProve(draft: OutcomeDraft): boolean {
  return draft.files > 0 && !['credit_code', 'description'].includes(kindOf(draft).evidence)
}

async function sharesIn(act: Act, needId: string, text: string): Promise<Share[]> {
  const institutes = await institutesOf(act.tx, needId)
  const shares = sharesFromAnswer(text, institutes)
  if (!shares) throw new DomainError('invalid', 'not_shares', { names: institutes.map(({ short }) => short).join('、') })
  return shares
}

async function factsFrom(act: Act, step: OutcomeStep, draft: OutcomeDraft, said: Said): Promise<Partial<OutcomeDraft>> {
  const text = said.text.trim()
  if (step === 'evidence') return evidenceFrom(act, draft, said)
  switch (step) {
    case 'subkind':
      return { subkind: subkindIn(draft, text) }
    case 'on':
      return { on: dayIn(text, act.now) }
    case 'count':
    case 'sessions': {
      const count = countFromAnswer(text)
      if (count === undefined) throw new DomainError('invalid', 'not_a_count')
      return { [step]: count }
    }
    default: {
      const amount = amountFromAnswer(text)
      if (amount === undefined) throw new DomainError('invalid', 'not_an_amount')
      if (step === 'techAmount' && amount > (draft.amount ?? amount)) throw new DomainError('invalid', 'more_than_contract')
      return { [step]: amount }
    }
  }
}

function dayIn(text: string, now: Date): string {
  const answer = pastDayFromAnswer(text, now)
  if ('day' in answer) return answer.day
  throw new DomainError('invalid', { future: 'day_to_come', no_such_day: 'no_such_day', unclear: 'not_a_past_day' }[answer.problem])
}

function subkindIn(draft: OutcomeDraft, text: string): string {
  const meant = kindOf(draft).subkinds.filter(
    ({ code, zh, en }) => text === code || text.includes(zh) || text.toLowerCase().includes(en.toLowerCase()),
  )
  if (meant.length !== 1) throw new DomainError('invalid', 'choose_above')
  return meant[0]!.code
}

/** A number, words, or files. A credit code is checked; one number is one outcome, on whichever need. */
async function evidenceFrom(act: Act, draft: OutcomeDraft, said: Said): Promise<Partial<OutcomeDraft>> {
  const { evidence } = kindOf(draft)
  if (said.text.trim() === '') return { skipped: [...draft.skipped, 'evidence'] }
  const text = words(said.text, 500)
  if (!['credit_code', 'patent', 'registration'].includes(evidence)) return { evidence: text }
  const code = text.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  if (evidence === 'credit_code' && !isCreditCode(code)) throw new DomainError('invalid', 'not_a_credit_code')
  const except = await correctedBy(act.tx, draft)
  if (await act.tx.outcomes.isKnown({ kind: draft.kind, subkind: draft.subkind, evidence: code }, except))
    throw new DomainError('conflict', 'evidence_known')
  return { evidence: code }
}

/** The dialog at that step, or `invalid`: the button is of an old question. */
async function dialogAt(act: Act, needId: string, step: OutcomeDialog['step']): Promise<OutcomeDialog> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'outcome' || dialog.needId !== needId || dialog.step !== step) throw new DomainError('invalid', 'old_button')
  return dialog
}

export async function skipStep(act: Act, needId: string, step: string): Promise<void> {
  const { draft } = await dialogAt(act, needId, step as OutcomeStep)
  if (!kindOf(draft).may.includes(step as OutcomeStep)) throw new DomainError('invalid', 'old_button')
  await goOn(act, needId, { ...draft, skipped: [...draft.skipped, step as OutcomeStep] })
}

export async function chooseSubkind(act: Act, needId: string, code: string): Promise<void> {
  const { draft } = await dialogAt(act, needId, 'subkind')
  await goOn(act, needId, { ...draft, subkind: subkindIn(draft, code) })
}

/** “Today”, without typing. */
export async function happenedToday(act: Act, needId: string): Promise<void> {
  const { draft } = await dialogAt(act, needId, 'on')
  await goOn(act, needId, { ...draft, on: dayIn('今天', act.now) })
}

export async function shareEqually(act: Act, needId: string): Promise<void> {
  const { draft } = await dialogAt(act, needId, 'shares')
  const institutes = await institutesOf(act.tx, needId)
  await reportOutcome(act, needId, draft, equalShares(institutes.map(({ id }) => id)))
}
