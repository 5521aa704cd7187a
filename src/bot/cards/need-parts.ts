import { fields, needTypes, passReasons, urgencies, visibilities } from '../../domain/code-lists.ts'
import { DomainError } from '../../domain/errors.ts'
import { type DraftField, draftFields } from '../../domain/need.ts'
import { moreButtons } from '../features/index.ts'
import { explained } from '../features/life/way-buttons.ts'
import { unnamedButton } from '../features/privacy/unnamed.ts'
import { button, type Draft, pair, type Reader, rows, showButton } from './card.ts'
import { needFacts, sight } from './need-facts.ts'

/** Which part of the draft to change. */
export function changeCard({ words }: Reader, needId: string): Draft {
  const { labels } = words.t
  return {
    text: words.t.change,
    buttons: rows(
      draftFields.map((field) => button(labels[field], `change_${field}`, needId)),
      2,
    ),
  }
}

/** The codes of a list as buttons. */
export function optionsCard({ words }: Reader, needId: string, field: DraftField): Draft {
  const list = field === 'field' ? fields : field === 'type' ? needTypes : urgencies
  return {
    text: words.t.options,
    buttons: rows(
      list.map((entry) => button(entry[words.lang], `set_${field}`, pair(needId, entry.code))),
      2,
    ),
  }
}

/** The three ways to be public, each in words; the present one is marked. */
export async function visibilityCard(reader: Reader, needId: string): Promise<Draft | undefined> {
  const { tx, words } = reader
  const need = await tx.needs.find(needId)
  if (!need) return undefined
  const mark = (code: string) => (code === need.visibility ? '✓ ' : '')
  const lines = visibilities.map((entry) => `${mark(entry.code)}${entry[words.lang]}${words.t.colon}${words.t.need.seen[entry.code]}`)
  const buttons = visibilities.map((entry) => button(`${mark(entry.code)}${entry[words.lang]}`, `see_${entry.code}`, needId))
  if (need.unnamed) lines.push(words.t.privacy.unnamed.yes)
  return { title: words.t.visibilityTitle, text: lines.join('\n'), buttons: [buttons, [unnamedButton(reader, need)]] }
}

/** Reasons to pass, each one press; afterwards, what was chosen. */
export async function passCard({ tx, words }: Reader, needId: string, expertId: string): Promise<Draft | undefined> {
  const invitation = await tx.invitations.of(needId, expertId)
  if (!invitation) return undefined
  if (invitation.state === 'passed') return { text: words.t.passDone(words.passReason(invitation.passReason ?? 'other')) }
  if (invitation.state !== 'asked' && invitation.state !== 'reserve') return { text: words.t.errors.invitation_over() }
  const id = pair(needId, expertId)
  return {
    text: words.t.passTitle,
    buttons: rows(
      passReasons.map((reason) => button(reason[words.lang], `pass_${reason.code}`, id)),
      2,
    ),
  }
}

/** What can be done beside what stands on the card itself. */
export async function moreCard(reader: Reader, needId: string): Promise<Draft> {
  const need = await reader.tx.needs.find(needId)
  const facts = need && (await needFacts(reader, need))
  if (!need || sight(facts!, reader.person.expertId !== undefined) === 'nothing') throw new DomainError('not_found', 'no_such_need')
  const buttons = await moreButtons(reader, facts!)
  const { more } = reader.words.t
  return {
    title: more.title([need.number, need.title].filter(Boolean).join(' ')),
    text: buttons.length > 0 ? [more.text, ...explained(reader, buttons)].join('\n') : more.nothing,
    buttons: [...rows(buttons, 2), [showButton(reader.words, need)]],
  }
}

/** The files of a need, sent as they are; for who may see the whole. */
export async function filesCard(reader: Reader, needId: string): Promise<Draft> {
  const need = await reader.tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  const facts = await needFacts(reader, need)
  if (sight(facts, reader.person.expertId !== undefined) !== 'whole') throw new DomainError('forbidden', 'not_yours')
  if (!facts.standing.poster) reader.reads?.('card', [needId])
  const { t } = reader.words
  if (facts.files.length === 0) return { text: t.noFiles }
  const buttons = [[showButton(reader.words, need)]]
  return { text: t.filesTitle(need.number ?? need.title), files: facts.files, buttons }
}

/** A question to the enterprise; once answered, both. */
export async function questionCard({ tx, words, person }: Reader, questionId: string): Promise<Draft | undefined> {
  const question = await tx.questions.find(questionId)
  const need = question && (await tx.needs.find(question.needId))
  if (!question || !need || need.posterId !== person.id) return undefined
  const q = words.t.question
  const fields = question.answer ? [{ label: q.answered, value: question.answer }] : []
  const buttons = question.answer ? [] : [[button(words.t.buttons.answer, 'answer', questionId, 'primary')]]
  return { title: q.title(need.number ?? ''), text: question.text, fields, buttons }
}

/** The answer, to the expert who asked. */
export async function answerCard({ tx, words, person }: Reader, questionId: string): Promise<Draft | undefined> {
  const question = await tx.questions.find(questionId)
  const need = question && (await tx.needs.find(question.needId))
  if (!question?.answer || !need || person.expertId !== question.expertId) return undefined
  const q = words.t.question
  return {
    title: q.answerTitle(need.number ?? ''),
    text: question.answer,
    fields: [{ label: q.asked, value: question.text }],
    buttons: [[showButton(words, need, need.visibility === 'private')]],
  }
}

/** To an officer: an expert who fits has no chat account. */
export async function byPhoneCard({ tx, words }: Reader, needId: string, expertId: string): Promise<Draft | undefined> {
  const need = await tx.needs.find(needId)
  const expert = await tx.directory.expert(expertId)
  const invitation = await tx.invitations.of(needId, expertId)
  if (!need || !expert || !invitation) return undefined
  const { byPhone, contact, labels, invitationStates, buttons: b } = words.t
  const open = need.state === 'open' && invitation.state === 'asked'
  const id = pair(needId, expertId)
  const claim = [button(b.claimFor, 'claim_for', id, 'primary'), button(b.passFor, 'pass', id)]
  return {
    title: `${byPhone.title}${words.t.colon}${words.expert(expert)}`,
    text: open ? byPhone.text(words.expert(expert), need.number ?? '') : byPhone.done(invitationStates[invitation.state]),
    fields: [
      { label: labels.title, value: need.title },
      { label: contact.phone, value: expert.phone ?? words.t.empty },
      { label: labels.until, value: words.dateTime(invitation.dueAt) },
    ],
    buttons: open ? [claim, [button(b.show, 'need', needId)]] : [[button(b.show, 'need', needId)]],
  }
}
