import { DomainError } from '../domain/errors.ts'
import type { Dialog } from '../domain/notices.ts'
import { hasRight, positionsOf } from '../domain/rights.ts'
import { type Act, ask, permit, post, reply } from '../domain/use-cases/act.ts'
import { beginDraft, continuationMs, continueDraft, editSaid, type Said } from '../domain/use-cases/draft-need.ts'
import { makeCode, useCode } from '../domain/use-cases/onboard.ts'
import { holdBack } from '../domain/use-cases/privacy/refuse-defence.ts'
import { exposeCodes } from '../domain/use-cases/roles/codes.ts'
import { offerNeeds } from '../domain/use-cases/work/place-files.ts'
import { answerDialog } from './dialog.ts'
import { featureCommand, featureFiles, featurePaste, takesSentences } from './features/index.ts'
import { type Command, commandIn, needMark } from './phrases.ts'
import type { Incoming } from './platform.ts'

type Newcomer = Act & { isNew: boolean }
type Where = { chat: Incoming['chat']; toBot: boolean; refused: boolean }

/** A new draft is begun when the last one has rested this long. */
const draftRestMs = 6 * 3_600_000
/** Below this a text without a figure or a dialog is small talk rather than a need. */
const shortestNeed = 6

/** The private chat was opened; a link may carry what for. */
export async function onStart(act: Newcomer, payload: string): Promise<void> {
  if (await useCode(act, payload)) return
  const draft = await act.tx.needs.draftOf(act.actor.id)
  const expected = await saidWho(act)
  if (!expected) await reply(act, { view: 'greeting' })
  if (draft) await reply(act, { view: 'need', needId: draft.id }, { mode: 'fresh' })
  else if (expected) await reply(act, { view: 'help' })
}

export async function onUnsupported(act: Newcomer): Promise<void> {
  if (act.isNew) await reply(act, { view: 'greeting' })
  await reply(act, { view: 'say', text: 'unsupported' })
}

/** A message was edited: its need follows, if it is part of one. In groups nothing is said of other edits. */
export async function onEdit(act: Act, messageRef: string, text: string, inPrivate: boolean, cleared = false): Promise<void> {
  const said = { messageRef, text, files: [], at: act.now }
  const dialog = await act.tx.dialogs.get(act.address)
  if (!cleared && (await isOfNeed(act, messageRef)) && (await holdBack(act, said, dialog, true))) return
  const followed = await editSaid(act, messageRef, needMark(text) ?? text)
  if (!followed && inPrivate) await reply(act, { view: 'say', text: 'edit_not_followed' })
}

/** `cleared`: its writer has said that it is not about defence. */
export async function onMessage(act: Newcomer, said: Said, where: Where, cleared = false): Promise<void> {
  if (where.chat.kind === 'group') return inGroup(act, said, where)
  const command = said.files.length === 0 ? commandIn(said.text) : undefined
  const dialog = await act.tx.dialogs.get(act.address)
  const mayAsk = said.files.length === 0 && (!command || command.name === 'unknown') && !(dialog && isSentence(dialog, said.text))
  const asked = mayAsk ? featureCommand(said.text, act.actor) : undefined
  if (asked) return asked(act)
  if (said.files.length > 0 && (await featureFiles(act, said, dialog))) return
  const paste = said.files.length === 0 && !dialog ? featurePaste(said.text, act.actor) : undefined
  if (paste) return paste(act)
  if (!command && !cleared && dialog?.kind !== 'defence' && (await holdBack(act, said, dialog))) return
  const numberAsked = command?.name === 'need' && dialog !== undefined && answersWithNumber(dialog, said.text)
  if (command && !numberAsked) return run(act, command, dialog)
  if (dialog && !digresses(dialog, said.text) && !(await continues(act, dialog, said))) return answerDialog(act, dialog, said)
  if (command) return run(act, command, dialog)
  await plainWords(act, needMark(said.text) === undefined ? said : { ...said, text: needMark(said.text) as string }, where)
}

/** An answer in a sentence of its own, though it may sound like a command. */
function isSentence(dialog: Dialog, text: string): boolean {
  return takesSentences(dialog) && !text.trim().startsWith('/')
}

/** Words of a need, or an answer about one. */
async function isOfNeed(act: Act, messageRef: string): Promise<boolean> {
  if (await act.tx.needs.partOf(messageRef)) return true
  const own = await act.tx.needs.ofPoster(act.actor.id, 20)
  return own.some(({ answers }) => answers.some((answer) => answer.messageRef === messageRef))
}

/** Whether a number is the answer rather than the wish to see that need: said bare, or where another need is asked for. */
function answersWithNumber(dialog: Dialog, text: string): boolean {
  if (text.trim().startsWith('/')) return false
  return (dialog.kind === 'way' && dialog.want === 'into') || !/^\s*(?:需求|needs?\b)/iu.test(text)
}

/** Words that follow at once on the last ones go on telling the need, though a question has been asked meanwhile. */
async function continues(act: Act, dialog: Dialog, said: Said): Promise<boolean> {
  if (dialog.kind !== 'draft_question') return false
  const need = await act.tx.needs.find(dialog.needId)
  return (
    need !== undefined && act.now.getTime() - need.touchedAt.getTime() < continuationMs && (said.text.length >= 12 || said.files.length > 0)
  )
}

/** A whole story where a name or a number was asked for is a need, not an answer: it must not be lost. */
function digresses(dialog: Dialog, text: string): boolean {
  const short = ['phone', 'enterprise_name', 'expert_name', 'staff_code', 'recommend']
  if (dialog.kind === 'phone') return weight(text) >= 12
  if (dialog.kind === 'enterprise_part') return dialog.first === true && dialog.field !== 'products' && weight(text) >= 20
  return short.includes(dialog.kind) && weight(text) >= 12 && (text.length > 40 || /[，。；！？\n]|[,.;!?]\s/u.test(text))
}

async function plainWords(act: Newcomer, said: Said, where: Where): Promise<void> {
  if (await useCode(act, said.text)) return
  const draft = await act.tx.needs.draftOf(act.actor.id)
  if (draft && act.now.getTime() - draft.touchedAt.getTime() < draftRestMs && needMark(said.text) === undefined) {
    if (said.text.trim() === '' && said.files.length === 0) return where.refused ? undefined : notUnderstood(act)
    return continueDraft(act, draft.id, said)
  }
  if (said.text.trim() === '' && said.files.length > 0 && (await offerNeeds(act, said))) return
  if (!hasRight(act.actor, 'post_need')) return act.isNew ? reply(act, { view: 'greeting' }) : notUnderstood(act)
  if (said.text.trim() === '') {
    if (said.files.length > 0) await reply(act, { view: 'say', text: 'files_without_need' })
    else if (!where.refused) await (act.isNew ? reply(act, { view: 'greeting' }) : notUnderstood(act))
    return
  }
  if (weight(said.text) < shortestNeed && said.files.length === 0) return act.isNew ? reply(act, { view: 'greeting' }) : notUnderstood(act)
  if (!(await saidWho(act))) {
    // somebody unknown has written a need: it is kept as a draft, and who they are is asked before anything else
    await beginDraft(act, said, { questions: false })
    return reply(act, { view: 'greeting' })
  }
  await beginDraft(act, said)
}

/** How much is said: a Han character counts as one, a word of letters or digits as two. */
function weight(text: string): number {
  return (text.match(/\p{Script=Han}/gu) ?? []).length + 2 * (text.match(/[A-Za-z0-9]{2,}/g) ?? []).length
}

function known({ actor }: Act): boolean {
  return !positionsOf(actor).has('unknown')
}

/** Known, or waiting for staff to say so. */
async function saidWho(act: Act): Promise<boolean> {
  return known(act) || (await act.tx.verifications.pendingOf(act.actor.id)).length > 0
}

async function notUnderstood(act: Act): Promise<void> {
  await reply(act, { view: 'say', text: hasRight(act.actor, 'post_need') && known(act) ? 'not_understood_enterprise' : 'not_understood' })
}

/** In a group: a need becomes a draft that is continued in private; anything else said to the bot is answered there, too. */
async function inGroup(act: Newcomer, said: Said, { chat, toBot }: Where): Promise<void> {
  if (await exposeCodes(act, said.text)) return post(act, chat.address, { view: 'say', text: 'code_in_group', lang: act.actor.lang })
  const marked = needMark(said.text)
  if (marked === undefined && !toBot) return
  const command = marked === undefined ? commandIn(said.text) : undefined
  const asked = marked === undefined && (!command || command.name === 'unknown') ? featureCommand(said.text, act.actor) : undefined
  if (asked) {
    await post(act, chat.address, { view: 'say', text: 'in_group_answer', lang: act.actor.lang })
    return asked(act)
  }
  const text = marked ?? said.text
  if (command || !hasRight(act.actor, 'post_need') || weight(text) < shortestNeed) {
    await post(act, chat.address, { view: 'say', text: 'in_group_answer', lang: act.actor.lang })
    if (command) return run(act, command, undefined)
    return act.isNew ? reply(act, { view: 'greeting' }) : notUnderstood(act)
  }
  if (await holdBack(act, said, undefined)) return post(act, chat.address, { view: 'say', text: 'in_group_answer', lang: act.actor.lang })
  await post(act, chat.address, { view: 'say', text: 'in_group', lang: act.actor.lang })
  await beginDraft(act, { ...said, text }, { originAddress: chat.address, questions: known(act) })
  if (!known(act)) await reply(act, { view: 'greeting' })
}

async function run(act: Newcomer, command: Command, dialog: Dialog | undefined): Promise<void> {
  switch (command.name) {
    case 'my':
      return known(act) || !act.isNew ? reply(act, { view: 'my' }) : reply(act, { view: 'greeting' })
    case 'open':
      return reply(act, { view: 'open', page: 0 })
    case 'quality':
      permit(act, 'see_quality')
      return reply(act, { view: 'quality' })
    case 'help':
      return reply(act, { view: 'help' })
    case 'who':
      return reply(act, { view: 'greeting' })
    case 'start':
    case 'hello':
      return known(act) ? reply(act, { view: 'help' }) : reply(act, { view: 'greeting' })
    case 'thanks':
      return reply(act, { view: 'say', text: 'thanks' })
    case 'phone':
      return ask(act, { kind: 'phone' })
    case 'lang':
      await act.tx.people.update(act.actor.id, { lang: act.actor.lang === 'zh' ? 'en' : 'zh' })
      return reply(act, { view: 'say', text: 'lang_set' })
    case 'cancel':
      return cancel(act, dialog)
    case 'new':
      if (!hasRight(act.actor, 'post_need')) return notUnderstood(act)
      return ask(act, { kind: 'new_need' })
    case 'need':
      return showByNumber(act, command.number)
    case 'link':
      return command.code ? useLink(act, command.code) : makeCode(act, 'link')
    case 'invite':
      return invite(act, command.what)
    case 'unknown':
      throw new DomainError('invalid', 'no_such_command')
  }
}

export async function cancel(act: Act, dialog: Dialog | undefined): Promise<void> {
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'say', text: dialog ? 'cancelled' : 'nothing_to_cancel' })
}

async function showByNumber(act: Act, number: string | undefined): Promise<void> {
  if (!number) return reply(act, { view: 'say', text: 'which_need' })
  const need = await act.tx.needs.byNumber(number)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  await reply(act, { view: 'need', needId: need.id }, { mode: 'fresh' })
}

async function useLink(act: Act, code: string): Promise<void> {
  if (!(await useCode(act, code))) throw new DomainError('invalid', 'wrong_code')
}

/** `邀请 企业 某某公司`, `invite staff`. */
async function invite(act: Act, what: string): Promise<void> {
  const [kind = '', ...rest] = what.trim().split(/\s+/)
  if (/^(企业|enterprise)$/i.test(kind) && rest.length > 0) return makeCode(act, 'enterprise', rest.join(' '))
  if (/^(工作人员|staff)$/i.test(kind)) return makeCode(act, 'staff')
  if (/^(联络员|officer)$/i.test(kind)) return makeCode(act, 'officer')
  throw new DomainError('invalid', 'invite_whom')
}
