import type { Expert } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { isStaff } from '../../person.ts'
import type { EditKey } from '../../profile-fields.ts'
import { isNone } from '../../understand/profile-answer.ts'
import { type Act, ask, permit, reply } from '../act.ts'
import { editProfile, profileSlot } from './change-profile.ts'
import { nameConflicts } from './questions.ts'
import { readValue } from './read-value.ts'
import { editorOf, ownExpertId, ownProfile } from './rights.ts'

/** A profile as this reader may see it; the whole of it for whoever keeps it. */
export async function showProfile(act: Act, expertId: string): Promise<void> {
  permit(act, 'ask_directory')
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  // only the cards of those who keep it follow its changes
  const keeps = editorOf(act.actor, expert) !== undefined
  await reply(act, { view: 'profile', expertId }, keeps ? { mode: 'fresh', slot: profileSlot(expertId) } : {})
}

/** Whose profile is meant: one's own, or that of a name, which who keeps profiles without being an expert has to say; of several of one name who is meant is asked, and undefined given. */
export async function whose(act: Act, of: string, then: { key?: EditKey; text?: string } = {}): Promise<string | undefined> {
  const keeps = isStaff(act.actor) || act.actor.managesId !== undefined
  if (of === '' && keeps && !act.actor.expertId) throw new DomainError('invalid', 'profile_whose')
  if (of === '') return ownExpertId(act)
  const found = await act.tx.directory.expertsNamed(of)
  const mine = act.actor.managesId ? found.filter(({ institute }: Expert) => institute.id === act.actor.managesId) : []
  const one = found.length === 1 ? found[0] : mine.length === 1 ? mine[0] : undefined
  if (one) return one.id
  if (found.length === 0) throw new DomainError('not_found', 'no_such_expert_named', { name: of })
  await reply(act, { view: 'choose_profile', ids: found.slice(0, 8).map(({ id }) => id), name: of, ...then })
  return undefined
}

/** One field: asked for, or read from what was said with it. */
export async function editField(act: Act, expertId: string, key: EditKey, text = ''): Promise<void> {
  const expert = await ownProfile(act, expertId)
  if (text === '') {
    if (key === 'fields' || key === 'topics' || key === 'serviceForms' || key === 'languages')
      await reply(act, { view: 'profile_codes', expertId, key }, { mode: 'fresh', slot: `profile_${key}:${expertId}` })
    return ask(act, { kind: 'profile_field', expertId, key })
  }
  if (key !== 'conflicts') return editProfile(act, expertId, await readValue(act, key, text))
  if (isNone(text)) return editProfile(act, expertId, { conflicts: [] })
  await act.tx.dialogs.set(act.address, { kind: 'profile_field', expertId, key }, act.now)
  await nameConflicts(act, expert, text)
}

/** Muted until a day, or no longer. */
export async function mute(act: Act, text: string | undefined): Promise<void> {
  const expertId = ownExpertId(act)
  await editProfile(act, expertId, text === undefined ? { mutedUntil: undefined } : await readValue(act, 'mutedUntil', text))
}
