import type { Application, Challenge, Verdict } from '../../challenge.ts'
import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import type { Need } from '../../need.ts'
import { priorities } from '../../notices.ts'
import { type Act, ask, needOf, permit, placeOf, record, refresh, refreshSlot, reply, tell, words } from '../act.ts'
import { hasConflict } from '../ask-experts.ts'
import { applicationSlot, factsOf, isApplicant, tellOfficers } from './audience.ts'

const mostPanelists = 5

export function panelSlot(needId: string): string {
  return `panel:${needId}`
}

/** Staff may name a panel when the applications are in and nobody is chosen. */
export async function mayNamePanel(act: Act, needId: string): Promise<Need> {
  permit(act, 'name_panel')
  const need = await needOf(act.tx, needId)
  await closed(act, needId)
  if (await isApplicant(act.tx, act.actor, needId)) throw new DomainError('forbidden', 'applicants_judge_none')
  return need
}

async function closed(act: Act, needId: string): Promise<Challenge> {
  const challenge = await act.tx.challenges.find(needId)
  if (challenge?.state === 'open') throw new DomainError('conflict', 'challenge_not_closed')
  if (challenge?.state !== 'closed') throw new DomainError('conflict', 'challenge_decided')
  return challenge
}

/** One name or several. Those that are clear are of the panel at once; of several of one name staff choose. */
export async function namePanel(act: Act, needId: string, said: string): Promise<void> {
  const need = await mayNamePanel(act, needId)
  const names = words(said, 300)
    .split(/[、,，;；\n]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const found = []
  for (const name of names) {
    const experts = await act.tx.directory.expertsNamed(name)
    if (experts.length === 0) throw new DomainError('invalid', 'no_such_colleague', { name })
    found.push(experts)
  }
  for (const experts of found) if (experts.length === 1 && experts[0]) await add(act, need, experts[0])
  const several = found.filter((experts) => experts.length > 1).flat()
  await act.tx.dialogs.clear(act.address)
  if (several.length > 0) await reply(act, { view: 'choose_panelist', needId, ids: several.slice(0, 8).map(({ id }) => id) })
  if (several.length < found.flat().length) await sayPanel(act, need)
}

export async function pickPanelist(act: Act, needId: string, expertId: string): Promise<void> {
  const need = await mayNamePanel(act, needId)
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  await add(act, need, expert)
  await sayPanel(act, need)
}

/** Neither an applicant, nor of an applicant's institute, nor with a conflict of interest; and somebody who can be asked here. */
async function add(act: Act, need: Need, expert: Expert): Promise<void> {
  const { name } = expert
  const person = await act.tx.people.ofExpert(expert.id)
  const applications = await act.tx.applications.ofNeed(need.id)
  const applied = person && (await isApplicant(act.tx, person, need.id))
  if (applied || applications.some(({ instituteId }) => instituteId === expert.institute.id))
    throw new DomainError('invalid', 'panel_of_applicant', { name, institute: expert.institute.short })
  if (await hasConflict(act, need, expert.id)) throw new DomainError('invalid', 'panel_conflict', { name })
  const panel = await act.tx.challenges.panel(need.id)
  if (panel.some(({ expertId }) => expertId === expert.id)) return
  if (panel.length >= mostPanelists) throw new DomainError('invalid', 'panel_full', { most: String(mostPanelists) })
  if (!person || !(await placeOf(act, person.id))) throw new DomainError('invalid', 'panel_without_chat', { name })
  if (!(await act.tx.challenges.addPanelist({ needId: need.id, expertId: expert.id, at: act.now }))) return
  await record(act, { needId: need.id, event: 'panel', note: expert.id })
  const delivery = { mode: 'fresh', slot: panelSlot(need.id), priority: priorities.urgent } as const
  await tell(act, person.id, { view: 'panel', needId: need.id }, delivery)
}

async function sayPanel(act: Act, need: Need): Promise<void> {
  await refresh(act, need.id)
  const names: string[] = []
  for (const { expertId } of await act.tx.challenges.panel(need.id)) names.push((await act.tx.directory.expert(expertId))?.name ?? '')
  await reply(act, { view: 'say', text: 'panel_named', facts: { ...factsOf(need), names: names.join('、') }, needId: need.id })
}

/** One of the panel, and the application under review. */
async function underReview(act: Act, applicationId: string): Promise<{ application: Application; expertId: string }> {
  const application = await act.tx.applications.find(applicationId)
  if (!application) throw new DomainError('not_found', 'no_such_entry')
  const { expertId } = act.actor
  const panel = await act.tx.challenges.panel(application.needId)
  permit(act, 'give_opinion', panel.some((panelist) => panelist.expertId === expertId) && 'panelist')
  if (!expertId) throw new DomainError('not_found', 'no_such_entry')
  await needOf(act.tx, application.needId)
  await closed(act, application.needId)
  if (application.state !== 'submitted') throw new DomainError('conflict', 'application_over')
  return { application, expertId }
}

/** The verdict is pressed; the line that goes with it is asked for. */
export async function giveVerdict(act: Act, applicationId: string, verdict: Verdict): Promise<void> {
  const { application } = await underReview(act, applicationId)
  await ask(act, { kind: 'opinion', of: application.needId, applicationId, verdict })
}

export async function giveOpinion(act: Act, applicationId: string, verdict: Verdict, said: string): Promise<void> {
  const { application, expertId } = await underReview(act, applicationId)
  const { needId } = application
  const text = words(said, 1000)
  const given = (await act.tx.applications.opinions(needId)).some((one) => one.applicationId === applicationId && one.expertId === expertId)
  await act.tx.applications.putOpinion({ applicationId, expertId, verdict, text, at: act.now })
  await act.tx.dialogs.clear(act.address)
  const applications = await act.tx.applications.ofNeed(needId)
  const place = applications.findIndex(({ id }) => id === applicationId) + 1
  await record(act, { needId, event: 'opinion', note: `${place} ${verdict} ${text}` })
  await reply(act, { view: 'panel', needId }, { mode: 'fresh', slot: panelSlot(needId) })
  await refreshSlot(act, applicationSlot(applicationId), { view: 'application', applicationId })
  if (!given) await tellWhenComplete(act, needId, applications)
  await refresh(act, needId)
}

/** When each of the panel has spoken of each application, the enterprise and its officers hear of it. */
async function tellWhenComplete(act: Act, needId: string, applications: Application[]): Promise<void> {
  const panel = await act.tx.challenges.panel(needId)
  const opinions = await act.tx.applications.opinions(needId)
  const waiting = panel.some(({ expertId }) =>
    applications.some(({ id }) => !opinions.some((one) => one.applicationId === id && one.expertId === expertId)),
  )
  if (waiting) return
  const need = await needOf(act.tx, needId)
  await tell(act, need.posterId, { view: 'say', text: 'panel_complete', facts: factsOf(need), needId })
  await tellOfficers(act, need, 'panel_complete', factsOf(need))
}
