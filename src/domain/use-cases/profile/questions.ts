import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { langs } from '../../person.ts'
import type { Question, ToggleKey } from '../../profile-fields.ts'
import type { ProfilePatch } from '../../profile-store.ts'
import { understandExpertise } from '../../understand/expertise.ts'
import { codesNamed, formsIn, isNone, itemsIn, limitsIn, sentencesIn, timesIn } from '../../understand/profile-answer.ts'
import { type Act, ask, reply, words } from '../act.ts'
import { changeProfile, valueIn } from './change-profile.ts'
import { ownProfile } from './rights.ts'

const mostKeywords = 30
const mostProblems = 60
const mostAtOnce = 20
const mostInAMonth = 31

/** Asks one of the five questions; `on`: the next follows by itself. */
export async function askQuestion(act: Act, expertId: string, question: Question, on: boolean): Promise<void> {
  await ownProfile(act, expertId)
  await ask(act, { kind: 'profile_question', expertId, question, on })
}

/** Skipped, or answered: the next question, or what the profile says now. What was skipped can be asked for on the card. */
export async function nextQuestion(act: Act, expertId: string, question: Question, on: boolean): Promise<void> {
  if (on && question < 5) return askQuestion(act, expertId, (question + 1) as Question, true)
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'profile', expertId }, { mode: 'fresh', slot: `profile:${expertId}` })
}

/** The press on “skip” of the question that is asked now; another one's button is an old one. */
export async function skipQuestion(act: Act, expertId: string, question: Question): Promise<void> {
  await ownProfile(act, expertId)
  const dialog = await act.tx.dialogs.get(act.address)
  const on = dialog?.kind === 'profile_question' && dialog.expertId === expertId && dialog.question === question ? dialog.on : undefined
  if (on === undefined) throw new DomainError('invalid', 'old_button')
  await nextQuestion(act, expertId, question, on)
}

/** An answer in plain words is added to what the profile says; nothing that stood there is lost. */
export async function answerQuestion(act: Act, expertId: string, question: Question, on: boolean, text: string): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const said = words(text, 3000)
  if (question === 5) {
    if (!isNone(said) && !(await nameConflicts(act, expert, said))) return
  } else if (!isNone(said)) {
    await changeProfile(act, expertId, readers[question](expert, said))
    await reply(act, { view: 'profile_understood', expertId, question }, { mode: 'fresh', slot: understoodSlot(expertId, question) })
  }
  await nextQuestion(act, expertId, question, on)
}

const readers: Record<1 | 2 | 3 | 4, (expert: Expert, said: string) => ProfilePatch> = {
  1: (expert, said) => {
    const { fields, subfields, disciplines } = understandExpertise(said)
    const short = itemsIn(said).filter((item) => item.length >= 2 && item.length <= (/\p{Script=Han}/u.test(item) ? 12 : 30))
    return {
      keywords: union(expert.keywords, short).slice(0, mostKeywords),
      profile: expert.profile.includes(said) ? expert.profile : [expert.profile, said].filter(Boolean).join('\n').slice(0, 5000),
      fields: union(expert.fields, fields),
      subfields: union(expert.more.subfields, subfields),
      disciplines: union(expert.more.disciplines, disciplines),
    }
  },
  2: (expert, said) => ({ solvedProblems: union(expert.more.solvedProblems, sentencesIn(said)).slice(0, mostProblems) }),
  3: (expert, said) => {
    const times = timesIn(said)
    return { serviceForms: union(expert.more.serviceForms, formsIn(said) as never[]), ...(times !== undefined && { serviceTimes: times }) }
  },
  4: (_expert, said) => {
    const { cap, monthlyCap } = limitsIn(said)
    if (cap === undefined && monthlyCap === undefined) throw new DomainError('invalid', 'profile_limits')
    if (!within(cap, mostAtOnce) || !within(monthlyCap, mostInAMonth)) throw new DomainError('invalid', 'profile_limits')
    return { ...(cap !== undefined && { cap }), ...(monthlyCap !== undefined && { monthlyCap }) }
  },
}

function within(count: number | undefined, most: number): boolean {
  return count === undefined || (count >= 1 && count <= most)
}

function union<T extends string>(known: readonly T[], more: readonly T[]): T[] {
  return [...new Set([...known, ...more])]
}

/** `每月最多2项`, `同时最多3项`, `at most 2 a month`; where that was asked it is the answer. */
export async function setLimits(act: Act, expertId: string, text: string): Promise<void> {
  const dialog = await act.tx.dialogs.get(act.address)
  if (dialog?.kind === 'profile_question' && dialog.question === 4) return answerQuestion(act, dialog.expertId, 4, dialog.on, text)
  const expert = await ownProfile(act, expertId)
  const changed = await changeProfile(act, expertId, readers[4](expert, text))
  await reply(act, { view: 'profile_saved', expertId, keys: changed.now, waiting: [], was: changed.was })
}

/** Companies an expert must not be matched with, by name: what is clear is taken, of several alike one is chosen, what nobody knows is said. False where something is still to be said. */
export async function nameConflicts(act: Act, expert: Expert, text: string): Promise<boolean> {
  const unknown: string[] = []
  const several: { name: string; ids: string[] }[] = []
  let conflicts = expert.conflicts
  for (const name of itemsIn(text).slice(0, 20)) {
    const like = await act.tx.directory.enterprisesLike(name.slice(0, 100), 6)
    const exact = like.find((enterprise) => enterprise.name === name)
    const one = exact ?? (like.length === 1 ? like[0] : undefined)
    if (one) conflicts = union(conflicts, [one.id])
    else if (like.length === 0) unknown.push(name)
    else several.push({ name, ids: like.map(({ id }) => id) })
  }
  await changeProfile(act, expert.id, { conflicts })
  await reply(act, { view: 'profile_conflicts', expertId: expert.id, several, unknown })
  const settled = unknown.length === 0
  if (settled) await act.tx.dialogs.clear(act.address)
  return settled && several.length === 0
}

/** One of several companies of like names; once more takes it off the list. */
export async function toggleConflict(act: Act, expertId: string, enterpriseId: string): Promise<void> {
  const expert = await ownProfile(act, expertId)
  if (!(await act.tx.directory.enterprise(enterpriseId))) throw new DomainError('not_found', 'no_such_entry')
  const { conflicts } = expert
  const has = conflicts.includes(enterpriseId)
  await changeProfile(act, expertId, { conflicts: has ? conflicts.filter((id) => id !== enterpriseId) : [...conflicts, enterpriseId] })
  await reply(act, { view: 'profile_conflicts', expertId, several: [], unknown: [] })
}

export type ListKey = 'fields' | 'subfields' | 'disciplines' | 'serviceForms'

/** A press puts a code on a list of the profile, or takes it off. */
export async function toggleCode(act: Act, expertId: string, key: ToggleKey, code: string): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const known = valueIn(expert, key) as string[]
  if (!known.includes(code) && !isCode(key, code)) throw new DomainError('invalid', 'old_button')
  await changeProfile(act, expertId, { [key]: known.includes(code) ? known.filter((one) => one !== code) : [...known, code] })
  await reply(act, { view: 'profile_codes', expertId, key }, { mode: 'update', slot: `profile_${key}:${expertId}` })
}

function isCode(key: ToggleKey, code: string): boolean {
  return key === 'languages' ? langs.some((lang) => lang === code) : codesNamed(key).some((one) => one.code === code)
}

/** What was understood wrongly is taken off; a second press finds it gone. */
export async function removeCode(act: Act, expertId: string, key: ListKey, code: string): Promise<void> {
  const expert = await ownProfile(act, expertId)
  const known = valueIn(expert, key) as string[]
  if (known.includes(code)) await changeProfile(act, expertId, { [key]: known.filter((one) => one !== code) })
  const question = key === 'serviceForms' ? 3 : 1
  const slot = understoodSlot(expertId, question)
  await reply(act, { view: 'profile_understood', expertId, question }, { mode: 'update', slot })
}

export function understoodSlot(expertId: string, question: Question): string {
  return `profile_understood_${question}:${expertId}`
}
