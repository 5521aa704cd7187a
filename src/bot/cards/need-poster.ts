import type { Need } from '../../domain/need.ts'
import { may } from '../../domain/need-life.ts'
import { needButtons, needFields } from '../features/index.ts'
import { unnamedButton } from '../features/privacy/unnamed.ts'
import { targetLines } from '../features/work/target-lines.ts'
import type { Button } from '../platform.ts'
import type { Words } from '../words.ts'
import { button, type Draft, fieldsOf, type Reader, rows } from './card.ts'
import { askedFields, otherButtons, questionField } from './need.ts'
import type { NeedFacts } from './need-facts.ts'
import { achievementLines, teamLines } from './need-finds.ts'
import { reasonsOf } from './reasons.ts'

/** The enterprise's own card of a need, from draft to end. */
export async function posterCard(reader: Reader, facts: NeedFacts): Promise<Draft> {
  return facts.need.state === 'draft' ? draftCard(reader, facts) : liveCard(reader, facts)
}

async function draftCard(reader: Reader, facts: NeedFacts): Promise<Draft> {
  const { words, person } = reader
  const { t } = words
  const { need } = facts
  const known = person.enterpriseId !== undefined || need.enterpriseId !== undefined
  const b = t.buttons
  return {
    title: t.need.draftTitle(need.title),
    text: [t.need.draftText, known ? '' : t.need.draftFirstWho].filter(Boolean).join('\n'),
    fields: fieldsOf([
      [t.labels.field, need.field ? words.field(need.field) : t.empty],
      [t.labels.type, words.type(need.type)],
      [t.labels.urgency, words.urgency(need.urgency)],
      [t.labels.targets, targetLines(words, need, facts.text) || t.empty],
      [t.labels.budget, need.budget ? words.budget(need.budget) : t.empty],
      [t.labels.deadline, need.deadline ? words.day(need.deadline) : t.empty],
      [t.labels.files, facts.files.length > 0 ? String(facts.files.length) : undefined],
      [t.labels.enterprise, facts.enterprise?.name],
      [t.labels.track, need.track === 'consult' ? t.work.consult : undefined],
      [t.labels.seen, seenWords(words, need)],
    ]),
    buttons: [
      [button(b.publish, 'publish', need.id, 'primary')],
      [button(b.change, 'change', need.id), button(b.add, 'add', need.id)],
      [button(b.visibility, 'visibility', need.id), button(b.discard, 'discard', need.id, 'danger')],
      [unnamedButton(reader, need)],
      ...rows(await needButtons(reader, facts), 2),
    ],
  }
}

/** Who sees it, and whether the enterprise is named meanwhile. */
function seenWords(words: Words, { visibility, unnamed }: Need): string {
  const seen = `${words.visibility(visibility)}${words.t.colon}${words.t.need.seen[visibility]}`
  return unnamed ? `${seen}${words.t.semicolon}${words.t.privacy.unnamed.yes}` : seen
}

async function liveCard(reader: Reader, facts: NeedFacts): Promise<Draft> {
  const { words } = reader
  const { t } = words
  const { need } = facts
  return {
    title: [need.number, need.title].filter(Boolean).join(' '),
    text: statusText(reader, facts),
    fields: fieldsOf([
      [t.labels.state, t.states[need.state]],
      ...(need.state === 'open' ? [askedField(reader, facts)] : []),
      [t.labels.claimer, facts.claimer && words.expert(facts.claimer)],
      [t.labels.firstStep, facts.claim?.firstStep],
      [t.labels.result, need.state === 'solved' || need.state === 'confirmed' ? need.result : undefined],
      ...askedFields(reader, facts),
      questionField(reader, facts),
      ...(await needFields(reader, facts, true)),
      [t.labels.team, await teamLines(reader, facts.need)],
      [t.labels.achievements, await achievementLines(reader, facts.need)],
      [t.labels.similar, await similarLines(reader, facts)],
      [t.labels.seen, need.state === 'open' || need.state === 'waiting' ? seenWords(words, need) : undefined],
    ]),
    buttons: rows([...liveButtons(reader, facts), ...(await otherButtons(reader, facts))], 2),
  }
}

function statusText({ words }: Reader, { need, invitations, claimer }: NeedFacts): string {
  const t = words.t.need
  const name = claimer ? words.expert(claimer) : words.t.empty
  switch (need.state) {
    case 'waiting':
      return t.waitingText(need.number ?? '')
    case 'open': {
      const asked = invitations.filter(({ invitation }) => invitation.state === 'asked')
      const until = asked.map(({ invitation }) => invitation.dueAt).sort((a, b) => a.getTime() - b.getTime())[0]
      if (until) return t.openText(asked.length, words.dateTime(until))
      return invitations.length > 0 ? t.openNobodyLeft : t.openNobody
    }
    case 'claimed':
      return need.acceptedAt ? t.claimedText(name) : t.claimedPrivateText(name)
    case 'in_progress':
      return t.inProgressText(name)
    case 'solved':
      return t.solvedText
    case 'confirmed':
      return t.confirmedText
    case 'withdrawn':
      return need.number ? t.withdrawnText : t.discardedText
    default:
      return t.stateText[need.state as keyof typeof t.stateText]
  }
}

/** Who was asked, how well they fit and why, and what they answered. */
function askedField({ words }: Reader, { invitations }: NeedFacts): [string, string | undefined] {
  const { t } = words
  const lines = invitations.map(({ invitation, expert }, i) => {
    const name = expert ? words.expert(expert) : t.empty
    const why = invitation.state === 'asked' ? reasonsOf(words, invitation, invitations) : t.invitationStates[invitation.state]
    const fit = invitation.state === 'asked' && invitation.reasons.length > 0 ? ` [${t.confidence[invitation.confidence]}]` : ''
    return `${i + 1}. ${name}${fit}${why ? ` — ${why}` : ''}`
  })
  return [t.labels.asked, lines.length > 0 ? lines.join('\n') : undefined]
}

/** Earlier needs like this one and how they ended, as far as this reader may know of them. */
async function similarLines({ tx, words, person }: Reader, { need }: NeedFacts): Promise<string | undefined> {
  const lines: string[] = []
  for (const { needId } of need.similar) {
    const other = await tx.needs.find(needId)
    if (!other || other.visibility === 'private') continue
    const known = other.visibility === 'public' || other.posterId === person.id
    const invitations = known && other.state === 'confirmed' ? await tx.invitations.ofNeed(needId) : []
    const solver = invitations.find((invitation) => invitation.state === 'claimed')
    const expert = solver && (await tx.directory.expert(solver.expertId))
    const line = words.t.need.similarLine(
      other.number ?? '',
      known ? other.title : words.field(other.field ?? ''),
      words.t.states[other.state],
    )
    lines.push(expert ? `${line} ${words.t.need.wasSolvedBy(words.expert(expert), other.result ?? '')}` : line)
  }
  return lines.length > 0 ? lines.join('\n') : undefined
}

function live(need: Need): boolean {
  return ['claimed', 'in_progress', 'solved'].includes(need.state)
}

function liveButtons({ words }: Reader, { need, files }: NeedFacts): Button[] {
  const b = words.t.buttons
  const id = need.id
  const buttons: Button[] = []
  const can = (event: Parameters<typeof may>[0]) => may(event, need.state, ['poster'])
  if (need.state === 'claimed' && !need.acceptedAt)
    buttons.push(button(b.accept, 'accept', id, 'primary'), button(b.decline, 'decline', id))
  if (can('confirm')) buttons.push(button(b.confirm, 'confirm', id, 'primary'))
  if (can('dispute')) buttons.push(button(b.dispute, 'dispute', id))
  if (need.acceptedAt && live(need)) buttons.push(button(b.progress, 'progress', id))
  if (['waiting', 'open'].includes(need.state)) buttons.push(button(b.add, 'add', id), button(b.visibility, 'visibility', id))
  if (need.acceptedAt && live(need)) buttons.push(button(b.contact, 'contact', id))
  if (files.length > 0) buttons.push(button(b.files(files.length), 'files', id))
  buttons.push(button(b.history, 'history', id))
  if (can('withdraw')) buttons.push(button(b.withdraw, 'withdraw', id, 'danger'))
  return buttons
}
