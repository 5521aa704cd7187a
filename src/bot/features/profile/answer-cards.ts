import type { ProfileNotice } from '../../../domain/notices.ts'
import type { ProfileKey } from '../../../domain/profile-store.ts'
import { valueIn } from '../../../domain/use-cases/profile/change-profile.ts'
import { editorOf } from '../../../domain/use-cases/profile/rights.ts'
import { button, type Draft, pair, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { changedLines, codeId, codeWords, fieldName, patchOf, valueWords } from './values.ts'

type Of<V extends ProfileNotice['view']> = Extract<ProfileNotice, { view: V }>

const understood = { 1: ['fields', 'subfields', 'disciplines'], 2: [], 3: ['serviceForms'], 4: [], 5: [] } as const
const shownOf = { 1: [], 2: ['solvedProblems'], 3: ['serviceTimes'], 4: ['cap', 'monthlyCap'], 5: [] } as const

/** What was understood; each code is a press away from being taken off. */
export async function understoodCard(reader: Reader, { expertId, question }: Of<'profile_understood'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t } = words.t
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const keys = understood[question]
  const buttons = keys.flatMap((key) =>
    (valueIn(expert, key) as string[]).map((code) =>
      button(`✓ ${shorter(codeWords(words, key, code), 26)}`, 'profile_remove', codeId(expertId, key, code)),
    ),
  )
  const lines = []
  for (const key of shownOf[question]) {
    const value = await valueWords(reader, key, valueIn(expert, key))
    if (value) lines.push(`${fieldName(words, key)}${words.t.colon}${key === 'solvedProblems' ? '\n' : ''}${value}`)
  }
  const head = keys.length === 0 ? t.kept : buttons.length > 0 ? t.understood : t.understoodNothing
  return { text: [head, ...lines].join('\n'), buttons: rows(buttons.slice(0, 12), 2) }
}

/** The companies to avoid, those of like names to choose from, and whom nobody knows. */
export async function conflictsCard(reader: Reader, { expertId, several, unknown }: Of<'profile_conflicts'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t } = words.t
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const named = async (id: string) => (await tx.directory.enterprise(id))?.name ?? words.t.empty
  const names = []
  const buttons: Button[] = []
  for (const id of expert.conflicts) {
    names.push(await named(id))
    buttons.push(button(`✓ ${shorter(names.at(-1) as string, 26)}`, 'profile_conflict', pair(expertId, id)))
  }
  for (const { ids } of several)
    for (const id of ids.filter((one) => !expert.conflicts.includes(one)))
      buttons.push(button(shorter(await named(id), 28), 'profile_conflict', pair(expertId, id)))
  const text = [
    t.conflictsNow(names.join(words.t.list)),
    ...several.map(({ name }) => t.conflictsSeveral(name)),
    unknown.length > 0 ? t.conflictsUnknown(unknown.join(words.t.list)) : '',
  ]
  return { text: text.filter(Boolean).join('\n'), buttons: rows(buttons, 1) }
}

/** What stands there now, what waits, and what stood there before. */
export async function savedCard(reader: Reader, notice: Of<'profile_saved'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const { profile: t, buttons: b } = words.t
  const { expertId, keys, waiting, was, achievements = 0 } = notice
  const expert = await tx.directory.expert(expertId)
  if (!expert || !editorOf(person, expert)) return undefined
  const proposed = (await tx.profiles.waiting(expertId))?.patch ?? {}
  const still = waiting.filter((key): key is ProfileKey & keyof typeof proposed => key in proposed)
  const text = [
    keys.length > 0 ? t.savedNow(await changedLines(reader, keys, patchOf(expert, keys), was)) : '',
    still.length > 0 ? t.savedWaiting(await changedLines(reader, still, proposed)) : '',
    achievements > 0 ? t.savedAchievements(achievements) : '',
    keys.length + waiting.length + achievements === 0 ? t.savedSame : '',
  ]
  const own = person.expertId === expertId
  return {
    text: text.filter(Boolean).join('\n'),
    buttons: [
      [
        button(own ? b.profile : shorter(t.title(expert.name), 28), 'profile', expertId),
        button(b.profile_fields, 'profile_fields', expertId),
      ],
    ],
  }
}

/** To the expert: who changed what. */
export async function toldCard(reader: Reader, { expertId, byId, keys }: Of<'profile_told'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const expert = await tx.directory.expert(expertId)
  if (!expert || person.expertId !== expertId) return undefined
  const by = (await tx.people.find(byId))?.name ?? words.t.somebody
  return {
    text: words.t.profile.told(by, await changedLines(reader, keys, patchOf(expert, keys))),
    buttons: [[button(words.t.buttons.profile, 'profile', expertId)]],
  }
}

/** Of several of one name who is meant. */
export async function chooseProfileCard({ tx, words }: Reader, { ids, name, key }: Of<'choose_profile'>): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of ids) {
    const expert = await tx.directory.expert(id)
    if (expert)
      buttons.push(key ? button(words.expert(expert), 'profile_edit', pair(id, key)) : button(words.expert(expert), 'profile', id))
  }
  return { text: words.t.profile.choose(name), buttons: rows(buttons, 1) }
}
