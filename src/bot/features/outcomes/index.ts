import { DomainError } from '../../../domain/errors.ts'
import { isEnded } from '../../../domain/need-life.ts'
import type { OutcomesDialog, OutcomesNotice } from '../../../domain/notices.ts'
import type { FollowUpAnswer, Side } from '../../../domain/outcome.ts'
import { isStaff } from '../../../domain/person.ts'
import { type Act, ask, reply } from '../../../domain/use-cases/act.ts'
import { answerFollowUp, chooseFollowUp } from '../../../domain/use-cases/outcomes/follow-ups.ts'
import { answerCase, makeCase } from '../../../domain/use-cases/outcomes/make-case.ts'
import {
  agreeByCall,
  agreeToOutcome,
  disputeOutcome,
  mayCallFor,
  mayCorrect,
  mayDispute,
  withdrawOutcome,
} from '../../../domain/use-cases/outcomes/report-outcome.ts'
import { mayHaveOutcomes, outcomeSlot, sidesOf } from '../../../domain/use-cases/outcomes/sides.ts'
import {
  answerOutcome,
  beginOutcome,
  chooseKind,
  chooseSubkind,
  happenedToday,
  shareEqually,
  skipStep,
} from '../../../domain/use-cases/outcomes/tell-outcome.ts'
import { button, pageIn, type Reader, shorter, unpair } from '../../cards/card.ts'
import type { NeedFacts } from '../../cards/need-facts.ts'
import { numberIn } from '../../phrases.ts'
import type { Button } from '../../platform.ts'
import { type CommandReader, type Feature, nothing, type Press } from '../feature.ts'
import { kindsCard, outcomeCard, outcomesCard } from './cards.ts'
import { caseCard, consentCard, followUpCard } from './later-cards.ts'
import { outcomeLine, outcomeWords } from './lines.ts'
import { outcomePrompt } from './prompts.ts'

const most = 8

async function correct(act: Act, outcomeId: string): Promise<void> {
  const { outcome } = await mayCorrect(act, outcomeId)
  await beginOutcome(act, outcome.needId, outcome.kind, outcome)
}

function called(side: Side): Press {
  return async (act, outcomeId) => {
    const need = await mayCallFor(act, outcomeId, side)
    await ask(act, { kind: 'outcome_call', needId: need.id, outcomeId, side })
  }
}

function followed(answer: FollowUpAnswer): Press {
  return (act, id) => chooseFollowUp(act, unpair(id).needId, pageIn(unpair(id).rest), answer)
}

const presses: Record<string, Press> = {
  outcome_new: chooseKind,
  outcome_kind: (act, id) => beginOutcome(act, unpair(id).needId, unpair(id).rest),
  agreed: (act, needId) => beginOutcome(act, needId, 'agreement'),
  outcome_sub: (act, id) => chooseSubkind(act, unpair(id).needId, unpair(id).rest),
  outcome_today: happenedToday,
  outcome_skip: (act, id) => skipStep(act, unpair(id).needId, unpair(id).rest),
  outcome_equal: shareEqually,
  outcome: (act, outcomeId) => reply(act, { view: 'outcome', outcomeId }, { mode: 'fresh', slot: outcomeSlot(outcomeId) }),
  outcomes: (act, needId) => reply(act, { view: 'outcomes', needId }),
  outcome_yes: agreeToOutcome,
  outcome_no: async (act, outcomeId) => ask(act, { kind: 'outcome_dispute', needId: await mayDispute(act, outcomeId), outcomeId }),
  outcome_for_poster: called('poster'),
  outcome_for_expert: called('expert'),
  outcome_fix: correct,
  outcome_back: withdrawOutcome,
  follow_fine: followed('fine'),
  follow_more: followed('more'),
  follow_again: followed('again'),
  case_make: makeCase,
  case_named: (act, needId) => answerCase(act, needId, 'named'),
  case_anonymous: (act, needId) => answerCase(act, needId, 'anonymous'),
  case_refused: (act, needId) => answerCase(act, needId, 'refused'),
}

/** `登记成效 2026-0001`, `/agreement 2026-0001`. */
const byNumber: CommandReader = (text) => {
  const [, verb] = /^(登记成效|成效|签了协议|outcomes?|agreement)\s*20\d{2}[-—–－]\s?\d{1,6}$/iu.exec(text) ?? []
  const number = numberIn(text)
  if (!verb || !number) return undefined
  return async (act) => {
    const need = await act.tx.needs.byNumber(number)
    if (!need) throw new DomainError('not_found', 'no_such_need')
    return /签了协议|agreement/i.test(verb) ? beginOutcome(act, need.id, 'agreement') : chooseKind(act, need.id)
  }
}

async function needButtons({ tx, words, person }: Reader, { need }: NeedFacts): Promise<Button[]> {
  if (!mayHaveOutcomes(need)) return []
  const { poster, expert, staff } = await sidesOf(tx, need, person)
  return poster || expert || staff ? [button(words.t.buttons.newOutcome, 'outcome_new', need.id)] : []
}

async function moreButtons({ tx, words, person }: Reader, { need }: NeedFacts): Promise<Button[]> {
  const { poster, expert, staff } = await sidesOf(tx, need, person)
  if (!poster && !expert && !staff) return []
  const b = words.t.buttons
  const buttons: Button[] = []
  const count = (await tx.outcomes.ofNeed(need.id)).length
  if (mayHaveOutcomes(need)) buttons.push(button(b.agreed, 'agreed', need.id))
  if (count > 0) buttons.push(button(b.outcomes(count), 'outcomes', need.id))
  if (need.state === 'confirmed') buttons.push(button(b.makeCase, 'case_make', need.id))
  return buttons
}

async function needFields(reader: Reader, { need }: NeedFacts, whole: boolean): Promise<[string, string | undefined][]> {
  const { tx, words, person } = reader
  const { poster, expert, staff } = await sidesOf(tx, need, person)
  if (!whole || !(poster || expert || staff)) return []
  const live = (await tx.outcomes.ofNeed(need.id)).filter(({ state }) => state !== 'withdrawn')
  return [[words.t.labels.outcomes, live.map((outcome) => outcomeLine(words, outcome)).join(words.t.semicolon) || undefined]]
}

async function my({ tx, words, person }: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const own = words.t.outcomes
  const lines: string[] = []
  const buttons: Button[] = []
  for (const [say, outcomes] of [
    [own.waiting, await tx.outcomes.awaiting(person, most)],
    [own.disputed, await tx.outcomes.disputedOf(person.id, most)],
  ] as const) {
    if (outcomes.length > 0) lines.push(say(outcomes.length))
    for (const outcome of outcomes) {
      const number = (await tx.needs.find(outcome.needId))?.number ?? ''
      lines.push(`• ${number} ${outcomeWords(words, outcome)}`)
      buttons.push(button(shorter(`${number} ${outcomeWords(words, outcome)}`, 30), 'outcome', outcome.id))
    }
  }
  const followUps = await tx.followUps.ofPoster(person.id)
  if (followUps.length > 0) lines.push(own.followUps(followUps.length))
  for (const { needId } of followUps) {
    const need = await tx.needs.find(needId)
    lines.push(`• ${need?.number ?? ''} ${need?.title ?? ''}`)
  }
  return { lines, buttons }
}

async function help({ tx, words, person }: Reader): Promise<string[]> {
  const needs = await tx.needs.ofPoster(person.id, 20)
  const works = person.expertId ? (await tx.needs.ofExpert(person.expertId)).filter(({ invitation }) => invitation.state === 'claimed') : []
  const some = isStaff(person) || [...needs, ...works.map(({ need }) => need)].some((need) => mayHaveOutcomes(need) || isEnded(need.state))
  return some ? [words.t.outcomes.help] : []
}

/** Outcomes, follow-ups and case cards. */
export const outcomes: Feature<OutcomesNotice, OutcomesDialog> = {
  ...nothing,
  cards: {
    outcome: outcomeCard,
    outcome_kinds: kindsCard,
    outcomes: outcomesCard,
    follow_up: followUpCard,
    case: caseCard,
    case_consent: consentCard,
  },
  presses,
  answers: {
    outcome: answerOutcome,
    outcome_dispute: (act, { outcomeId }, { text }) => disputeOutcome(act, outcomeId, text),
    outcome_call: (act, { outcomeId, side }, { text }) => agreeByCall(act, outcomeId, side, text),
    follow_call: (act, { needId, months, answer }, { text }) => answerFollowUp(act, needId, months, answer, text),
    follow_again: (act, { needId, months }, { text }) => answerFollowUp(act, needId, months, 'again', text),
  },
  takesFiles: ['outcome'],
  prompts: { outcome: outcomePrompt },
  commands: [byNumber],
  needButtons,
  moreButtons,
  needFields,
  help,
  my,
}
