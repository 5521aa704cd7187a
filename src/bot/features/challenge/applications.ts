import type { Application } from '../../../domain/challenge.ts'
import { verdicts } from '../../../domain/challenge.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { Need } from '../../../domain/need.ts'
import { isStaff } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { isApplicant } from '../../../domain/use-cases/challenge/audience.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { money } from './announcement.ts'

type Side = 'applicant' | 'judge'

/** Whose an application is may read it always; the enterprise and staff what is in when the challenge has closed. Nobody else. */
async function sideOf(reader: Reader, need: Need, application: Application): Promise<Side | undefined> {
  const { byId, expertId, instituteId, state } = application
  const { tx, person } = reader
  if (byId === person.id || expertId === person.expertId) return 'applicant'
  if (state === 'draft') return undefined
  if (instituteId === person.managesId) return 'applicant'
  if (['withdrawn', 'ended'].includes(state) || !(await judges(reader, need))) return undefined
  return (await tx.challenges.find(need.id))?.state === 'open' ? undefined : 'judge'
}

/** The enterprise and staff; of these nobody who stands behind an application. */
export async function judges({ tx, person }: Reader, need: Need): Promise<boolean> {
  if (need.posterId === person.id) return true
  return isStaff(person) && !(await isApplicant(tx, person, need.id))
}

export async function applicationCard(reader: Reader, applicationId: string): Promise<Draft> {
  const { tx, words } = reader
  const application = await tx.applications.find(applicationId)
  const need = application && (await tx.needs.find(application.needId))
  const side = need && (await sideOf(reader, need, application))
  if (!application || !need || !side) throw new DomainError('not_found', 'no_such_entry')
  const own = words.t.challenge
  const { labels } = words.t
  const expert = await tx.directory.expert(application.expertId)
  const who = expert ? words.expert(expert) : words.t.empty
  return {
    title: own.applicationTitle(need.number ?? '', who),
    text: application.state === 'draft' ? own.applicationDraft : '',
    fields: fieldsOf([
      [labels.state, own.applicationStates[application.state]],
      ...formFields(reader, application),
      [labels.opinions, side === 'judge' ? await opinionLines(reader, application) : undefined],
    ]),
    buttons: rows(await applicationButtons(reader, need, application, side), 2),
  }
}

function formFields({ words }: Reader, { approach, team, cost, weeks }: Application): [string, string][] {
  const { labels, challenge: own } = words.t
  return [
    [labels.approach, approach],
    [labels.teamOf, team],
    [labels.cost, money(words, cost)],
    [labels.time, own.weeks(weeks)],
  ]
}

async function opinionLines({ tx, words }: Reader, { id, needId }: Application): Promise<string | undefined> {
  const lines: string[] = []
  for (const { applicationId, expertId, verdict, text } of await tx.applications.opinions(needId)) {
    if (applicationId !== id) continue
    const name = (await tx.directory.expert(expertId))?.name ?? words.t.empty
    lines.push(`${name}${words.t.colon}${words.t.challenge.verdicts[verdict]} — ${text}`)
  }
  return lines.length > 0 ? lines.join('\n') : undefined
}

async function applicationButtons({ tx, words, person, now }: Reader, need: Need, application: Application, side: Side): Promise<Button[]> {
  const b = words.t.buttons
  const { id, state } = application
  const challenge = await tx.challenges.find(need.id)
  const buttons: Button[] = []
  if (side === 'applicant' && challenge?.state === 'open' && challenge.closesAt > now) {
    if (state === 'draft') buttons.push(button(b.submit, 'application_submit', id, 'primary'))
    if (state === 'draft' || state === 'submitted') {
      buttons.push(button(b.changePart, 'application_change', id))
      const away = state === 'draft' ? b.discardApplication : b.withdrawApplication
      buttons.push(button(away, 'application_withdraw', id, 'danger'))
    }
  }
  if (side === 'judge' && challenge?.state === 'closed' && need.posterId === person.id && state === 'submitted')
    buttons.push(button(b.chooseThis, 'choose', id, 'primary'))
  const way = side === 'judge' ? button(b.show, 'need', need.id) : button(b.announcement, 'announcement', need.id)
  return [...buttons, way]
}

export function partsCard({ words }: Reader, applicationId: string): Draft {
  const { labels } = words.t
  const parts = [
    button(labels.approach, 'form_approach', applicationId),
    button(labels.teamOf, 'form_team', applicationId),
    button(labels.cost, 'form_cost', applicationId),
    button(labels.time, 'form_weeks', applicationId),
  ]
  return { text: words.t.challenge.whichPart, buttons: rows(parts, 2) }
}

/** All applications after the closing, for the enterprise and staff. */
export async function applicationsCard(reader: Reader, needId: string): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const challenge = await tx.challenges.find(needId)
  checkRight(person, 'judge_applications', [need !== undefined && need.posterId === person.id && 'poster'])
  if (!need || !challenge) throw new DomainError('not_found', 'no_such_challenge')
  if (!(await judges(reader, need))) throw new DomainError('forbidden', 'applicants_judge_none')
  if (challenge.state === 'open') throw new DomainError('conflict', 'challenge_not_closed')
  const own = words.t.challenge
  const applications = await tx.applications.ofNeed(needId)
  const lines: string[] = []
  const buttons: Button[] = []
  for (const application of applications) {
    const expert = await tx.directory.expert(application.expertId)
    const who = expert ? words.expert(expert) : words.t.empty
    const { cost, weeks, state, id } = application
    lines.push(
      `${lines.length + 1}. ${who} — ${money(words, cost)}${words.t.list}${own.weeks(weeks)}${words.t.aside(own.applicationStates[state])}`,
    )
    buttons.push(button(`${lines.length}. ${expert?.institute.short ?? who}`.slice(0, 30), 'application', id))
  }
  const b = words.t.buttons
  if (isStaff(person) && challenge.state === 'closed') buttons.push(button(b.namePanel, 'panel', needId))
  return {
    title: own.applicationsTitle(need.number ?? '', applications.length),
    text: lines.join('\n') || words.t.empty,
    buttons: [...rows(buttons, 2), [button(b.show, 'need', needId)]],
  }
}

export async function chooseCard({ tx, words }: Reader, applicationId: string): Promise<Draft | undefined> {
  const application = await tx.applications.find(applicationId)
  const expert = application && (await tx.directory.expert(application.expertId))
  if (!expert) return undefined
  const b = words.t.buttons
  const yes = button(b.chooseYes, 'choose_yes', applicationId, 'primary')
  return { text: words.t.challenge.chooseText(words.expert(expert)), buttons: [[yes, button(b.cancel, 'cancel', 'x')]] }
}

/** Several experts of one name. */
export async function pickCard(reader: Reader, needId: string, ids: string[], verb: 'applicant' | 'panelist'): Promise<Draft> {
  const { tx, words } = reader
  const buttons: Button[] = []
  for (const id of ids) {
    const expert = await tx.directory.expert(id)
    if (expert) buttons.push(button(words.expert(expert), verb, pair(needId, id)))
  }
  const own = words.t.challenge
  buttons.push(button(words.t.buttons.cancel, 'cancel', 'x'))
  return { text: verb === 'applicant' ? own.whichApplicant : own.whichPanelist, buttons: rows(buttons, 1) }
}

/** The plans without names, for one of the panel. */
export async function panelCard(reader: Reader, needId: string): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  const challenge = await tx.challenges.find(needId)
  const panel = await tx.challenges.panel(needId)
  checkRight(person, 'give_opinion', [panel.some(({ expertId }) => expertId === person.expertId) && 'panelist'])
  if (!need || !challenge) throw new DomainError('not_found', 'no_such_challenge')
  const own = words.t.challenge
  const { labels, buttons: b } = words.t
  const title = own.panelTitle([need.number, need.title].filter(Boolean).join(' '))
  if (challenge.state !== 'closed') return { title, text: own.panelOver, buttons: [[button(b.announcement, 'announcement', needId)]] }
  const mine = (await tx.applications.opinions(needId)).filter(({ expertId }) => expertId === person.expertId)
  const fields: { label: string; value: string }[] = []
  const buttons: Button[][] = []
  for (const [i, application] of (await tx.applications.ofNeed(needId)).entries()) {
    const lines = formFields(reader, application).map(([label, value]) => `${label}${words.t.colon}${value}`)
    const opinion = mine.find(({ applicationId }) => applicationId === application.id)
    if (opinion) lines.push(`${own.yours}${words.t.colon}${own.verdicts[opinion.verdict]} — ${opinion.text}`)
    fields.push({ label: own.plan(i + 1), value: lines.join('\n') })
    const labelsOf = { for: b.verdictFor, doubts: b.verdictDoubts, against: b.verdictAgainst }
    buttons.push(verdicts.map((verdict) => button(labelsOf[verdict](i + 1), `opinion_${verdict}`, application.id)))
  }
  return {
    title,
    text: `${own.panelText}\n\n${challenge.text}`,
    fields: [...fieldsOf([[labels.bounty, money(words, challenge.bounty)]]), ...fields],
    buttons,
  }
}
