import type { ProfileNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { guardedKeys } from '../../../domain/profile-store.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { valueIn } from '../../../domain/use-cases/profile/change-profile.ts'
import { patienceDays } from '../../../domain/use-cases/profile/checks.ts'
import { isUnanswered } from '../../../domain/use-cases/profile/unanswered.ts'
import { button, type Draft, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { changedLines, fieldName, patchOf, valueWords } from './values.ts'

type Of<V extends ProfileNotice['view']> = Extract<ProfileNotice, { view: V }>
const dayMs = 86_400_000
const page = 8
const most = 8

/** Staff decide with one press; afterwards it says how it went. */
export async function profileChangeCard(reader: Reader, { changeId }: Of<'profile_change'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t, buttons: b } = words.t
  const change = await tx.profiles.change(changeId)
  const expert = change && (await tx.directory.expert(change.expertId))
  if (!change || !expert || !hasRight(person, 'decide_profile')) return undefined
  const by = (await tx.people.find(change.byId))?.name ?? words.t.somebody
  const lines = []
  for (const key of guardedKeys.filter((one) => one in change.patch)) {
    const to = (await valueWords(reader, key, change.patch[key])) ?? words.t.empty
    const from = (await valueWords(reader, key, valueIn(expert, key))) ?? words.t.empty
    lines.push(`${fieldName(words, key)}${words.t.colon}${change.state === 'pending' ? t.arrow(from, to) : to}`)
  }
  const text = [words.expert(expert), t.changeBy(by), ...lines]
  if (change.state === 'pending')
    return {
      title: t.changeTitle,
      text: text.join('\n'),
      buttons: [[button(b.profile_yes, 'profile_yes', changeId, 'primary'), button(b.profile_no, 'profile_no', changeId, 'danger')]],
    }
  const decider = change.decidedById ? ((await tx.people.find(change.decidedById))?.name ?? '') : ''
  const how = change.state === 'approved' ? t.approved(decider) : change.state === 'rejected' ? t.rejected(decider) : t.replaced
  return { title: t.changeTitle, text: [...text, how].join('\n') }
}

/** To the expert, and to whoever proposed it. */
export async function profileDecidedCard(reader: Reader, { changeId }: Of<'profile_decided'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t } = words.t
  const change = await tx.profiles.change(changeId)
  const expert = change && (await tx.directory.expert(change.expertId))
  if (!change || !expert || (person.expertId !== expert.id && person.id !== change.byId)) return undefined
  const keys = guardedKeys.filter((key) => key in change.patch)
  const lines = await changedLines(reader, keys, change.patch)
  const who = person.expertId === expert.id ? t.whoseOwn : words.expert(expert)
  return {
    text: change.state === 'approved' ? t.decidedYes(who, lines) : t.decidedNo(who, lines),
    buttons: [[button(words.t.buttons.profile_fields, 'profile_fields', expert.id)]],
  }
}

/** The question of each half-year; where it was answered it says so. */
export async function checkCard(reader: Reader, { expertId }: Of<'profile_check'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t, buttons: b } = words.t
  const expert = await tx.directory.expert(expertId)
  if (!expert || person.expertId !== expertId) return undefined
  if (!isUnanswered(expert)) return { title: t.checkTitle, text: t.checkDone }
  const keys = (['title', 'keywords', 'fields', 'solvedProblems', 'serviceForms', 'serviceTimes', 'cap', 'monthlyCap'] as const).filter(
    (key) => {
      const value = valueIn(expert, key)
      return value !== undefined && (!Array.isArray(value) || value.length > 0)
    },
  )
  return {
    title: t.checkTitle,
    text: [t.checkAsk, await changedLines(reader, keys, patchOf(expert, keys))].join('\n'),
    buttons: [[button(b.profile_right, 'profile_right', expertId, 'primary'), button(b.profile_other, 'profile_fields', expertId)]],
  }
}

/** Whose profile was asked about a month ago and not answered for. */
export async function uncheckedCard({ tx, words, person, now }: Reader, notice: Of<'unchecked'>): Promise<Draft> {
  const { profile: t } = words.t
  checkRight(person, 'see_unchecked')
  const institute = isStaff(person) ? undefined : person.managesId
  const before = new Date(now.getTime() - patienceDays * dayMs)
  const at = Math.max(0, notice.page)
  const { experts, total } = await tx.profiles.unchecked(institute, before, at * page, page)
  if (experts.length === 0) return { text: t.uncheckedNone }
  const lines = experts.map((expert) => {
    const { checkedAt, checkAskedAt } = expert.more
    return `• ${t.uncheckedLine(words.expert(expert), words.date(checkAskedAt as Date), checkedAt ? t.uncheckedLast(words.date(checkedAt)) : t.uncheckedNever)}`
  })
  const turn = turns(words, 'unchecked', String, at, Math.ceil(total / page))
  const buttons = rows(
    experts.map((expert) => button(shorter(words.expert(expert), 28), 'profile', expert.id)),
    1,
  )
  return {
    title: t.uncheckedTitle(total),
    text: [...lines, t.uncheckedHow].join('\n'),
    buttons: [...buttons, ...turn],
  }
}

/** One's own profile, what staff have to decide, and what a manager should ask about. */
export async function myProfile({ tx, words, person, now }: Reader): Promise<{ lines: string[]; buttons: Button[] }> {
  const { profile: t, buttons: b } = words.t
  const lines: string[] = []
  const buttons: Button[] = []
  if (person.expertId) buttons.push(button(b.profile, 'profile', person.expertId))
  if (hasRight(person, 'decide_profile')) {
    const waiting = await tx.profiles.allWaiting(most)
    if (waiting.length > 0) lines.push(`${t.changesWaiting}${words.t.colon}`)
    for (const { id, expertId } of waiting) {
      const expert = await tx.directory.expert(expertId)
      if (!expert) continue
      lines.push(`• ${words.expert(expert)}`)
      buttons.push(button(shorter(t.title(expert.name), 30), 'profile_change', id))
    }
  }
  if (person.managesId) {
    const { total } = await tx.profiles.unchecked(person.managesId, new Date(now.getTime() - patienceDays * dayMs), 0, 1)
    if (total > 0) {
      lines.push(t.uncheckedMine(total))
      buttons.push(button(b.unchecked, 'unchecked', 'x'))
    }
  }
  return { lines, buttons }
}
