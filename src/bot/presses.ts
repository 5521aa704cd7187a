import { DomainError } from '../domain/errors.ts'
import { draftFields } from '../domain/need.ts'
import { isEnded } from '../domain/need-life.ts'
import { questionKeys } from '../domain/understanding.ts'
import { type Act, ask, ownNeed, permit, reply } from '../domain/use-cases/act.ts'
import { choosePass, mayRecommend, pass, recommend } from '../domain/use-cases/answer-invitation.ts'
import { mayAsk } from '../domain/use-cases/ask-question.ts'
import { changeDraft, chooseChange, discardDraft, setVisibility } from '../domain/use-cases/change-draft.ts'
import { acceptClaim, claimByPhone, claimNeed, declineClaim } from '../domain/use-cases/claim-need.ts'
import { answerDraft, stopAsking } from '../domain/use-cases/draft-need.ts'
import { allowed, confirmSolved, mayNote, showContact, startWork } from '../domain/use-cases/follow-need.ts'
import { claimEnterprise, claimExpert, decide, newEnterprise, requestStaff } from '../domain/use-cases/onboard.ts'
import { publishNeed } from '../domain/use-cases/publish-need.ts'
import { pageIn, unpair } from './cards/card.ts'
import { cancel } from './conversation.ts'
import type { Press } from './features/feature.ts'
import { featurePresses } from './features/index.ts'
import { checkPress } from './rights.ts'

/** Opens a dialog about a need, after checking that its answer would be allowed; else the presser would type in vain. */
function asking(kind: keyof typeof guards): Press {
  return async (act, needId) => {
    await guards[kind](act, needId)
    await ask(act, { kind, needId })
  }
}

const guards = {
  ask: mayAsk,
  recommend: mayRecommend,
  progress: mayNote,
  release: (act: Act, needId: string) => allowed(act, needId, 'release'),
  solve: (act: Act, needId: string) => allowed(act, needId, 'solve'),
  dispute: (act: Act, needId: string) => allowed(act, needId, 'dispute'),
  withdraw: (act: Act, needId: string) => allowed(act, needId, 'withdraw'),
}

async function add(act: Act, needId: string): Promise<void> {
  const need = await ownNeed(act, needId)
  if (isEnded(need.state)) throw new DomainError('conflict', 'need_closed', { state: need.state })
  await ask(act, { kind: 'draft_add', needId })
}

async function answer(act: Act, questionId: string): Promise<void> {
  const question = await act.tx.questions.find(questionId)
  if (!question) throw new DomainError('not_found', 'no_such_entry')
  await ownNeed(act, question.needId)
  if (question.answer !== undefined) throw new DomainError('conflict', 'already_answered')
  await ask(act, { kind: 'answer', questionId, needId: question.needId })
}

async function chooseVisibility(act: Act, needId: string): Promise<void> {
  await ownNeed(act, needId)
  await reply(act, { view: 'visibility', needId }, { mode: 'fresh', slot: `see:${needId}` })
}

function see(visibility: string): Press {
  return async (act, needId) => {
    await setVisibility(act, needId, visibility)
    await reply(act, { view: 'visibility', needId }, { mode: 'update', slot: `see:${needId}` })
  }
}

/** “None of these”: the name that was typed stands in the card's own notice, so it is asked for anew only if it is lost. */
async function addEnterprise(act: Act): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind !== 'enterprise_name' || !dialog.name) return ask(act, { kind: 'enterprise_name' })
  await newEnterprise(act, dialog.name)
}

async function change(act: Act, needId: string): Promise<void> {
  await ownNeed(act, needId)
  await reply(act, { view: 'change', needId })
}

async function showVerification(act: Act, verificationId: string): Promise<void> {
  const verification = await act.tx.verifications.find(verificationId)
  permit(act, verification?.kind === 'staff' ? 'admit_colleague' : 'verify')
  if (!verification) throw new DomainError('not_found', 'no_such_entry')
  await reply(act, { view: 'verification', verificationId }, { mode: 'fresh', slot: `verify:${verificationId}` })
}

export const fixed: Record<string, Press> = {
  am_enterprise: (act) => ask(act, { kind: 'enterprise_name' }),
  am_expert: (act) => ask(act, { kind: 'expert_name' }),
  am_staff: (act) => ask(act, { kind: 'staff_code' }),
  ask_staff: requestStaff,
  pick_enterprise: claimEnterprise,
  new_enterprise: addEnterprise,
  pick_expert: claimExpert,
  verification: showVerification,
  verify_yes: (act, id) => decide(act, id, true),
  verify_no: (act, id) => decide(act, id, false),
  publish: publishNeed,
  change,
  add,
  visibility: chooseVisibility,
  see_public: see('public'),
  see_matched: see('matched'),
  see_private: see('private'),
  discard: discardDraft,
  stop_asking: stopAsking,
  need: (act, needId) => reply(act, { view: 'need', needId }, { mode: 'fresh' }),
  more: (act, needId) => reply(act, { view: 'more', needId }, { mode: 'fresh', slot: `more:${needId}` }),
  contact: showContact,
  history: (act, needId) => reply(act, { view: 'history', needId }),
  history_page: (act, id) => {
    const { needId, rest } = unpair(id)
    return reply(act, { view: 'history', needId, page: Math.max(1, pageIn(rest)) })
  },
  fit: (act, needId) => reply(act, { view: 'fit', needId }),
  files: (act, needId) => reply(act, { view: 'files', needId }),
  claim: (act, needId) => claimNeed(act, needId),
  claim_for: (act, id) => claimByPhone(act, unpair(id).needId, unpair(id).rest),
  pass: (act, id) => choosePass(act, unpair(id).needId, unpair(id).rest),
  know: (act, id) => recommend(act, unpair(id).needId, unpair(id).rest),
  ask: asking('ask'),
  recommend: asking('recommend'),
  progress: asking('progress'),
  release: asking('release'),
  solve: asking('solve'),
  dispute: asking('dispute'),
  withdraw: asking('withdraw'),
  answer,
  accept: acceptClaim,
  decline: declineClaim,
  start: startWork,
  confirm: confirmSolved,
  my: (act) => reply(act, { view: 'my' }),
  help: (act) => reply(act, { view: 'help' }),
  open: (act, id) => reply(act, { view: 'open', page: pageIn(id) }),
  cancel: async (act) => cancel(act, await act.tx.dialogs.get(act.address)),
}

/** A button was pressed. Rights and states are checked by the use case: a card may be old, and an id may be made up. */
export async function press(act: Act, verb: string, id: string): Promise<void> {
  checkPress(act.actor, verb)
  const known = Object.hasOwn(fixed, verb) ? fixed[verb] : featurePresses.get(verb)
  if (known) return known(act, id)
  const [head = '', ...tail] = verb.split('_')
  const rest = tail.join('_')
  if (head === 'change') return chooseChange(act, id, rest)
  if (head === 'pass') return pass(act, unpair(id).needId, unpair(id).rest, rest)
  if (head === 'set' && draftFields.some((field) => field === rest))
    return changeDraft(act, unpair(id).needId, rest as (typeof draftFields)[number], unpair(id).rest)
  const key = questionKeys.find((name) => name === rest)
  if (head === 'skip' && key) return answerDraft(act, id, key, null)
  throw new DomainError('invalid', 'old_button')
}
