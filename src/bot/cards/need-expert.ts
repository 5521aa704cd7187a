import type { Need } from '../../domain/need.ts'
import { isEnded, may } from '../../domain/need-life.ts'
import type { Standing } from '../../domain/use-cases/act.ts'
import { needFields } from '../features/index.ts'
import { enterpriseName } from '../features/privacy/unnamed.ts'
import type { Button } from '../platform.ts'
import type { Words } from '../words.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows } from './card.ts'
import { askedFields, otherButtons, questionField, titleOnly } from './need.ts'
import type { NeedFacts } from './need-facts.ts'
import { reasonsOf } from './reasons.ts'

/** The card of an expert: asked, claimer, reserve, or reading a public need. */
export async function expertCard(reader: Reader, facts: NeedFacts, seen: 'whole' | 'title'): Promise<Draft> {
  const { words } = reader
  const { t } = words
  const { need, standing } = facts
  const invitation = standing.invitation
  if (!invitation && !standing.claimer && seen === 'title') return titleOnly(reader, facts, t.need.othersHidden)
  const asked = invitation?.state === 'asked' && need.state === 'open'
  const whole = seen === 'whole'
  const status = statusText(reader, facts)
  return {
    title: asked ? t.need.invitedTitle(need.title) : [need.number, need.title].filter(Boolean).join(' '),
    text: [status, whole ? facts.text : t.need.hidden].filter(Boolean).join('\n\n'),
    fields: fieldsOf([
      [t.labels.until, asked && invitation ? words.dateTime(invitation.dueAt) : undefined],
      [t.labels.number, asked ? need.number : undefined],
      [t.labels.state, asked ? undefined : t.states[need.state]],
      [t.labels.why, invitation && asked ? reasonsOf(words, invitation, facts.invitations, whole ? undefined : need.title) : undefined],
      ...(whole
        ? askedFields(reader, facts)
        : ([[t.labels.field, need.field && words.field(need.field)]] as [string, string | undefined][])),
      [t.labels.enterprise, whole && facts.enterprise ? enterpriseName(words, facts.enterprise, facts.named) : undefined],
      [t.labels.township, whole && facts.named ? facts.enterprise?.township : undefined],
      ...(whole ? [questionField(reader, facts)] : []),
      ...(await needFields(reader, facts, whole)),
      [t.labels.firstStep, standing.claimer ? facts.claim?.firstStep : undefined],
      [t.labels.result, standing.claimer || need.state === 'confirmed' ? (whole ? need.result : undefined) : undefined],
    ]),
    buttons: rows([...expertButtons(reader, facts, whole), ...(await otherButtons(reader, facts))], 2),
  }
}

function statusText({ words }: Reader, { need, standing, claimer, reserve }: NeedFacts): string {
  const t = words.t.need
  if (standing.claimer) {
    if (!need.acceptedAt) return t.youClaimedPrivate
    if (need.state === 'claimed') return t.youClaimed
    if (need.state === 'paused') return t.stateText.paused
    return need.state === 'in_progress' ? t.youWork : t.youSolved
  }
  if (standing.member && !isEnded(need.state)) return words.t.teamwork.youMember
  if (need.state === 'confirmed' && standing.invitation?.state === 'claimed') return t.confirmedText
  if (isEnded(need.state)) return need.state === 'withdrawn' ? t.withdrawnText : t.over
  if (need.state === 'paused' && ['asked', 'reserve'].includes(standing.invitation?.state ?? '')) return t.stateText.paused
  switch (standing.invitation?.state) {
    case 'reserve':
      return claimer && need.state !== 'open' ? t.takenReserve(words.expert(claimer), reserve ?? 1) : t.reserve(reserve ?? 1)
    case 'closed':
      return need.state !== 'open' && claimer ? t.taken(words.expert(claimer)) : words.t.life.askWithdrawn
    case 'declined':
      return t.youDeclined
    case 'passed':
      return t.youPassed(words.passReason(standing.invitation.passReason ?? 'other'))
    case 'released':
      return t.youReleased
    case 'lapsed':
      return t.youLapsed
    case 'replaced':
      return t.youReplaced
    case 'expired':
      return need.state === 'open' ? t.youExpired : claimer ? t.taken(words.expert(claimer)) : ''
    default:
      return need.state !== 'open' && claimer ? t.taken(words.expert(claimer)) : ''
  }
}

function expertButtons({ words, person }: Reader, { need, standing, files }: NeedFacts, whole: boolean): Button[] {
  const b = words.t.buttons
  const id = need.id
  const own = pair(id, person.expertId ?? '')
  const state = standing.invitation?.state
  const can = (event: Parameters<typeof may>[0]) => may(event, need.state, standing.capacities)
  const buttons: Button[] = []
  if (can('claim') && !(state && ['released', 'declined', 'lapsed', 'replaced'].includes(state)))
    buttons.push(button(state === 'passed' || state === 'expired' ? b.claimNow : b.claim, 'claim', id, 'primary'))
  if (state === 'asked' && need.state === 'open') buttons.push(button(b.pass, 'pass', own))
  if (state === 'reserve') buttons.push(button(b.leaveReserve, 'pass', own))
  buttons.push(...workButtons(words, need, standing))
  const askable = (state === 'asked' && need.state === 'open') || (standing.claimer && !isEnded(need.state))
  if (askable) buttons.push(button(b.ask, 'ask', id))
  if (state === 'asked' && need.state === 'open') buttons.push(button(b.recommend, 'recommend', id))
  if (whole && files.length > 0) buttons.push(button(b.files(files.length), 'files', id))
  if (standing.claimer) buttons.push(button(b.history, 'history', id))
  if (can('release')) buttons.push(button(b.release, 'release', id, 'danger'))
  return buttons
}

/** What whoever works on a need can press to move it on. */
export function workButtons(words: Words, need: Need, standing: Standing): Button[] {
  const b = words.t.buttons
  const buttons: Button[] = []
  if (!standing.claimer || !need.acceptedAt) return buttons
  if (may('start', need.state, ['claimer'])) buttons.push(button(b.start, 'start', need.id, 'primary'))
  if (may('release', need.state, ['claimer'])) buttons.push(button(b.contact, 'contact', need.id))
  const working = need.state === 'in_progress'
  if (working || need.state === 'solved') buttons.push(button(b.progress, 'progress', need.id, working ? 'primary' : undefined))
  if (may('solve', need.state, ['claimer'])) buttons.push(button(b.solve, 'solve', need.id))
  return buttons
}
