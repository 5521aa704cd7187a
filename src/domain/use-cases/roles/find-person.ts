import type { Institute } from '../../directory.ts'
import { DomainError } from '../../errors.ts'
import { positionsOf } from '../../rights.ts'
import type { Granted } from '../../role-change.ts'
import { type Act, permit, reply } from '../act.ts'
import { askRevoke, granting, grantRole, has, personSlot, revoking } from './change-roles.ts'

const most = 8

/** Who has which role, a page of it. */
export async function showPeople(act: Act, page = 0, turned = false): Promise<void> {
  permit(act, 'see_people')
  await reply(act, { view: 'people', page }, { mode: turned ? 'update' : 'fresh', slot: 'people' })
}

/** One person, or those of a name to choose from. */
export async function showPersonNamed(act: Act, name: string): Promise<void> {
  permit(act, 'see_people')
  const found = await act.tx.people.named(name, most)
  if (found.length === 0) throw new DomainError('invalid', 'no_person_named', { name })
  if (found.length === 1 && found[0]) return showPerson(act, found[0].id)
  await reply(act, { view: 'choose_person', ids: found.map(({ id }) => id), name })
}

export async function showPerson(act: Act, personId: string): Promise<void> {
  permit(act, 'see_people')
  await reply(act, { view: 'person', personId }, personSlot)
}

/**
 * `授权 王敏 联络员`. Somebody of whom nothing is known but a name they gave themselves is asked back, as several of a name are: with what tells them apart.
 * `of`: the institute, in words.
 */
export async function grantNamed(act: Act, name: string, kind: Granted, of?: string): Promise<void> {
  permit(act, granting(kind))
  const ref = kind === 'manager' ? (await instituteNamed(act, of ?? '')).id : undefined
  const found = await act.tx.people.named(name, most)
  if (found.length === 0) throw new DomainError('invalid', 'no_person_named', { name })
  const [one] = found
  if (found.length === 1 && one && !positionsOf(one).has('unknown')) return grantRole(act, one.id, { kind, ref })
  await reply(act, { view: 'choose_person', ids: found.map(({ id }) => id), name, change: { what: 'grant', kind, ref } })
}

/** `取消授权 王敏 联络员`, `解除 张三 企业联系人`: of those of that name who have it. */
export async function revokeNamed(act: Act, name: string, kind: Granted): Promise<void> {
  permit(act, revoking(kind))
  const found = await act.tx.people.named(name, 200)
  const those = found.filter((person) => has(person, kind))
  if (those.length === 0)
    throw new DomainError('invalid', found.length === 0 ? 'no_person_named' : 'has_no_such_role', { name, role: kind })
  if (those.length === 1 && those[0]) return askRevoke(act, those[0].id, kind)
  await reply(act, { view: 'choose_person', ids: those.slice(0, most).map(({ id }) => id), name, change: { what: 'revoke', kind } })
}

/** By its name, or by a part of it that no other has. */
async function instituteNamed({ tx }: Act, said: string): Promise<Institute> {
  const all = await tx.challenges.institutes()
  const exact = all.filter(({ name, short }) => name === said || short === said)
  const like = exact.length > 0 ? exact : all.filter(({ name, short }) => said !== '' && (name.includes(said) || said.includes(short)))
  if (like.length === 1 && like[0]) return like[0]
  throw new DomainError('invalid', 'which_institute', { said, known: all.map(({ short }) => short).join('、') })
}
