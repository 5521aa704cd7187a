import { type Application, type ApplicationForm, type Challenge, type FormKey, formKeys } from '../../challenge.ts'
import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import type { ChallengeDialog, Notice } from '../../notices.ts'
import { type Act, ask, needOf, permit, record, refreshSlot, reply, tell, words } from '../act.ts'
import { hasConflict } from '../ask-experts.ts'
import { sumOf, weeksOf } from './answers.ts'
import { applicantsOf, applicationSlot, factsOf } from './audience.ts'

type FormDialog = Extract<ChallengeDialog, { kind: 'application' }>

/** A challenge that takes applications now; `conflict` with the reason where it does not. The need is held. */
export async function running(act: Act, needId: string): Promise<{ need: Need; challenge: Challenge }> {
  const need = await needOf(act.tx, needId)
  const challenge = await act.tx.challenges.find(needId)
  if (!challenge || ['draft', 'proposed'].includes(challenge.state)) throw new DomainError('not_found', 'no_such_challenge')
  if (challenge.closesAt <= act.now) throw new DomainError('conflict', 'challenge_late', { until: challenge.closesAt.toISOString() })
  if (challenge.state !== 'open' || need.state !== 'challenge') throw new DomainError('conflict', 'challenge_over')
  return { need, challenge }
}

/** “Apply”: an expert for their institute; the manager of an institute names the expert first. */
export async function beginApplication(act: Act, needId: string): Promise<void> {
  const { need } = await running(act, needId)
  if (act.actor.expertId) return begin(act, need, act.actor.expertId)
  permit(act, 'apply')
  if (!act.actor.managesId) throw new DomainError('not_found', 'no_such_challenge')
  await checkInstitute(act, need, act.actor.managesId)
  await ask(act, { kind: 'challenge_applicant', of: needId })
}

async function begin(act: Act, need: Need, expertId: string): Promise<void> {
  await checkApplicant(act, need, expertId)
  await ask(act, { kind: 'application', of: need.id, expertId, asked: 'approach', form: {} })
}

/** Who may stand for an application: no conflict of interest, and nobody of the institute has applied. */
async function checkApplicant(act: Act, need: Need, expertId: string): Promise<Expert> {
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  const own = need.enterpriseId !== undefined && act.actor.enterpriseId === need.enterpriseId
  if (own || (await hasConflict(act, need, expertId))) throw new DomainError('forbidden', 'applicant_conflict')
  await checkInstitute(act, need, expert.institute.id)
  return expert
}

async function checkInstitute(act: Act, need: Need, instituteId: string): Promise<void> {
  const other = await act.tx.applications.liveOf(need.id, instituteId)
  if (other) throw new DomainError('conflict', 'institute_applied', { name: await nameOf(act, other.expertId) })
}

async function nameOf(act: Act, expertId: string): Promise<string> {
  return (await act.tx.directory.expert(expertId))?.name ?? ''
}

/** The manager says whose application it is. */
export async function nameApplicant(act: Act, needId: string, said: string): Promise<void> {
  const { need } = await running(act, needId)
  const name = words(said, 60)
  const found = (await act.tx.directory.expertsNamed(name)).filter(({ institute }) => institute.id === act.actor.managesId)
  if (found.length === 0) throw new DomainError('invalid', 'not_in_institute', { name })
  if (found.length === 1 && found[0]) return begin(act, need, found[0].id)
  await reply(act, { view: 'choose_applicant', needId, ids: found.slice(0, 8).map(({ id }) => id) })
}

export async function pickApplicant(act: Act, needId: string, expertId: string): Promise<void> {
  const { need } = await running(act, needId)
  await mayApplyFor(act, expertId)
  await begin(act, need, expertId)
}

async function mayApplyFor(act: Act, expertId: string): Promise<void> {
  const expert = await act.tx.directory.expert(expertId)
  const manages = expert !== undefined && expert.institute.id === act.actor.managesId
  permit(act, 'apply_for', act.actor.expertId === expertId && 'self', manages && 'institute')
}

export async function answerApplication(act: Act, dialog: FormDialog, said: string): Promise<void> {
  const { need } = await running(act, dialog.of)
  await mayApplyFor(act, dialog.expertId)
  const part = read(dialog.asked, said)
  if (dialog.applicationId) return change(act, need, dialog.applicationId, part)
  const form = { ...dialog.form, ...part }
  const asked = formKeys.find((key) => form[key] === undefined)
  if (asked) return ask(act, { ...dialog, asked, form })
  const expert = await checkApplicant(act, need, dialog.expertId)
  const { approach = '', team = '', cost = 0, weeks = 0 } = form
  const draft = { approach, team, cost, weeks, needId: need.id, instituteId: expert.institute.id, expertId: expert.id }
  const applicationId = await act.tx.applications.putDraft({ ...draft, byId: act.actor.id, at: act.now })
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'application', applicationId }, { mode: 'fresh', slot: applicationSlot(applicationId) })
}

function read(asked: FormKey, said: string): Partial<ApplicationForm> {
  switch (asked) {
    case 'approach':
      return { approach: words(said, 4000) }
    case 'team':
      return { team: words(said, 2000) }
    case 'cost':
      return { cost: sumOf(words(said, 200)) }
    case 'weeks':
      return { weeks: weeksOf(words(said, 200)) }
  }
}

/** The application of this person, or of the institute they manage; `forbidden` otherwise. */
async function ownApplication(act: Act, applicationId: string): Promise<Application> {
  const application = await act.tx.applications.find(applicationId)
  if (!application) throw new DomainError('not_found', 'no_such_entry')
  const { expertId, byId, instituteId } = application
  const { id, expertId: own, managesId } = act.actor
  permit(act, 'change_application', (byId === id || expertId === own || instituteId === managesId) && 'applicant')
  return application
}

/** Handed in: one live application an institute, which the database decides. */
export async function submitApplication(act: Act, applicationId: string): Promise<void> {
  const application = await ownApplication(act, applicationId)
  const { need } = await running(act, application.needId)
  if (application.state !== 'draft') throw new DomainError('conflict', 'applied_already')
  await checkApplicant(act, need, application.expertId)
  if (!(await act.tx.applications.submit(applicationId, act.now))) throw new DomainError('conflict', 'institute_applied_now')
  await record(act, { needId: need.id, event: 'applied', note: application.expertId })
  await reply(act, { view: 'application', applicationId }, { mode: 'fresh', slot: applicationSlot(applicationId) })
  for (const person of await applicantsOf(act, application))
    if (person !== act.actor.id)
      await tell(act, person, { view: 'challenge_say', text: 'named_as_applicant', facts: factsOf(need), needId: need.id })
  // nobody's card is touched: an edit would tell the enterprise and the others that somebody has applied
}

/** What shall be changed? */
export async function chooseFormPart(act: Act, applicationId: string): Promise<void> {
  const application = await ownApplication(act, applicationId)
  await running(act, application.needId)
  if (application.state !== 'draft' && application.state !== 'submitted') throw new DomainError('conflict', 'application_over')
  await reply(act, { view: 'application_parts', applicationId })
}

export async function askFormPart(act: Act, applicationId: string, asked: FormKey): Promise<void> {
  const application = await ownApplication(act, applicationId)
  await running(act, application.needId)
  const { needId, expertId, state, approach, team, cost, weeks } = application
  if (state === 'submitted') return ask(act, { kind: 'application', of: needId, expertId, asked, form: {}, applicationId })
  if (state !== 'draft') throw new DomainError('conflict', 'application_over')
  await ask(act, { kind: 'application', of: needId, expertId, asked, form: { approach, team, cost, weeks, [asked]: undefined } })
}

async function change(act: Act, need: Need, applicationId: string, part: Partial<ApplicationForm>): Promise<void> {
  const { expertId } = await ownApplication(act, applicationId)
  if (!(await act.tx.applications.change(applicationId, part))) throw new DomainError('conflict', 'application_over')
  await act.tx.dialogs.clear(act.address)
  await record(act, { needId: need.id, event: 'application_changed', note: expertId })
  await refreshSlot(act, applicationSlot(applicationId), { view: 'application', applicationId })
  await reply(act, { view: 'application', applicationId }, { mode: 'fresh', slot: applicationSlot(applicationId) })
}

/** Taken back, or a draft thrown away; the institute may apply again until the closing. */
export async function withdrawApplication(act: Act, applicationId: string): Promise<void> {
  const application = await ownApplication(act, applicationId)
  const { need } = await running(act, application.needId)
  if (!(await act.tx.applications.move(applicationId, ['draft', 'submitted'], 'withdrawn')))
    throw new DomainError('conflict', 'application_over')
  if (application.state === 'submitted') await record(act, { needId: need.id, event: 'application_withdrawn', note: application.expertId })
  await refreshSlot(act, applicationSlot(applicationId), { view: 'application', applicationId })
  const notice: Notice = { view: 'challenge_say', text: 'application_withdrawn', facts: factsOf(need), needId: need.id }
  await reply(act, notice)
  if (application.state === 'draft') return
  for (const person of await applicantsOf(act, application)) if (person !== act.actor.id) await tell(act, person, notice)
}
