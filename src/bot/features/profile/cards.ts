import { fields as fieldCodes } from '../../../domain/code-lists.ts'
import type { Expert } from '../../../domain/directory.ts'
import type { ProfileDialog, ProfileNotice } from '../../../domain/notices.ts'
import { cooperationModes } from '../../../domain/profile-codes.ts'
import { type EditKey, editKeys, privateKeys, type Question, questions, type ToggleKey } from '../../../domain/profile-fields.ts'
import { guardedKeys } from '../../../domain/profile-store.ts'
import { isThin } from '../../../domain/profile-text.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { valueIn } from '../../../domain/use-cases/profile/change-profile.ts'
import { editorOf } from '../../../domain/use-cases/profile/rights.ts'
import { isUnanswered } from '../../../domain/use-cases/profile/unanswered.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { checkedWords, codeId, codeWords, fieldName, valueWords } from './values.ts'

type Of<V extends ProfileNotice['view']> = Extract<ProfileNotice, { view: V }>

/** The profile in words: the whole for whoever keeps it, else what everybody registered may read. */
export async function profileCard(reader: Reader, { expertId }: Of<'profile'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t } = words.t
  const expert = await tx.directory.expert(expertId)
  if (!expert) return undefined
  const editor = editorOf(person, expert)
  checkRight(person, 'ask_directory')
  const shown = editKeys.filter((key) => key !== 'name' && (editor || !privateKeys.includes(key)))
  const fields: [string, string | undefined][] = []
  for (const key of shown) {
    const value = valueIn(expert, key)
    if (value !== false) fields.push([fieldName(words, key), await valueWords(reader, key, value)])
  }
  const titles = expert.achievements.slice(0, 8).map(({ title }) => `• ${shorter(title, 100)}`)
  fields.push([t.achievements, titles.join('\n')])
  const waiting = editor ? await tx.profiles.waiting(expertId) : undefined
  const waitingFor = []
  for (const key of guardedKeys)
    if (waiting && key in waiting.patch)
      waitingFor.push(`${fieldName(words, key)} ${(await valueWords(reader, key, waiting.patch[key])) ?? words.t.empty}`)
  const text = [
    checkedWords(words, expert),
    waitingFor.length > 0 ? t.waiting(waitingFor.join(words.t.list)) : '',
    editor === 'self' && isThin(expert) ? t.thin : '',
    editor === 'self' ? t.seen : '',
  ]
  return {
    title: t.title(expert.name),
    text: text.filter(Boolean).join('\n'),
    fields: fieldsOf(fields),
    buttons: editor ? profileButtons(reader, expert) : rows(achievementButtons(expert), 1),
  }
}

function achievementButtons({ achievements }: Expert): Button[] {
  return achievements.slice(0, 5).map(({ id, title }) => button(shorter(title, 24), 'achievement', id))
}

function profileButtons({ words }: Reader, expert: Expert): Button[][] {
  const { buttons: b } = words.t
  const id = expert.id
  const missing = questions.filter((question) => isOpen(expert, question))
  const asked =
    missing.length >= 4
      ? []
      : missing.map((question) => button(words.t.profile.askAgain[question], 'profile_question', pair(id, String(question))))
  return [
    ...(isUnanswered(expert) ? [[button(b.profile_confirm, 'profile_right', id, 'primary')]] : []),
    [button(b.profile_ask, 'profile_ask', id), button(b.profile_resume, 'profile_resume', id)],
    [button(b.profile_fields, 'profile_fields', id), button(b.my_achievements, 'my_achievements', id)],
    ...rows(asked, 2),
  ]
}

/** Whether what one of the five questions asks is not known yet. */
function isOpen({ keywords, profile, conflicts, more }: Expert, question: Question): boolean {
  switch (question) {
    case 1:
      return isThin({ keywords, profile })
    case 2:
      return more.solvedProblems.length === 0
    case 3:
      return more.serviceForms.length === 0
    case 4:
      return more.monthlyCap === undefined
    case 5:
      return conflicts.length === 0
  }
}

export async function profileFieldsCard({ tx, words, person }: Reader, { expertId }: Of<'profile_fields'>): Promise<Draft | undefined> {
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const keys = editKeys.filter((key) => key !== 'mutedUntil' || person.expertId === expertId)
  const buttons = keys.map((key) => button(fieldName(words, key), 'profile_edit', pair(expertId, key)))
  return { title: words.t.profile.title(expert.name), text: words.t.profile.pickField, buttons: rows(buttons, 3) }
}

const choices: Record<ToggleKey, string[]> = {
  fields: fieldCodes.map(({ code }) => code),
  topics: fieldCodes.map(({ code }) => code),
  serviceForms: cooperationModes.map(({ code }) => code),
  languages: ['zh', 'en'],
}

/** Each code with whether it is on the list; a press changes that. */
export async function profileCodesCard({ tx, words, person }: Reader, { expertId, key }: Of<'profile_codes'>): Promise<Draft | undefined> {
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const known = valueIn(expert, key) as string[]
  const buttons = choices[key].map((code) =>
    button(`${known.includes(code) ? '✓ ' : ''}${shorter(codeWords(words, key, code), 26)}`, 'profile_toggle', codeId(expertId, key, code)),
  )
  return {
    text: words.t.profile.pickCodes(fieldName(words, key)),
    buttons: [...rows(buttons, 2), [button(words.t.buttons.profile_done, 'profile', expertId)]],
  }
}

/** One of the five questions, with what stands there now. */
export async function questionPrompt(
  reader: Reader,
  dialog: Extract<ProfileDialog, { kind: 'profile_question' }>,
): Promise<Draft | undefined> {
  const { tx, words } = reader
  const { profile: t, buttons: b } = words.t
  const { expertId, question } = dialog
  const expert = await tx.directory.expert(expertId)
  if (!expert) return undefined
  const keys = (
    { 1: ['keywords'], 2: ['solvedProblems'], 3: ['serviceForms', 'serviceTimes'], 4: ['cap', 'monthlyCap'], 5: ['conflicts'] } as const
  )[question]
  const now = []
  for (const key of keys) now.push(await valueWords(reader, key, valueIn(expert, key)))
  const said = now.filter(Boolean).join(words.t.semicolon)
  return {
    ...(dialog.on && { title: t.questionTitle(question) }),
    text: [t.ask[question], said ? t.now(shorter(said, 200)) : ''].filter(Boolean).join('\n'),
    buttons: [[button(b.skip, 'profile_skip', pair(expertId, String(question))), button(b.later, 'cancel', 'x')]],
  }
}

export async function fieldPrompt(
  reader: Reader,
  { expertId, key }: Extract<ProfileDialog, { kind: 'profile_field' }>,
): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t, buttons: b } = words.t
  const expert = await tx.directory.expert(expertId)
  if (!expert) return undefined
  const now = await valueWords(reader, key, valueIn(expert, key))
  const isGuarded = (guardedKeys as readonly EditKey[]).includes(key) && !hasRight(person, 'decide_profile')
  const text = [t.fieldPrompt(fieldName(words, key)), now ? t.now(now) : t.nothingYet, isGuarded ? t.guarded : '']
  return { text: text.filter(Boolean).join('\n'), buttons: [[button(b.cancel, 'cancel', 'x')]] }
}

export function resumePrompt({ words }: Reader): Draft {
  return { text: words.t.profile.resumeAsk, buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]] }
}
