import { nextFirst } from '../enterprise-fields.ts'
import { DomainError } from '../errors.ts'
import { newCode, newId } from '../ids.ts'
import { type InviteCode, isStaff, type Person, type Role, type Verification } from '../person.ts'
import { isThin } from '../profile-text.ts'
import { rolesWith } from '../rights.ts'
import { sameSecret } from '../same-secret.ts'
import { type Act, ask, permit, placeOf, post, refreshSlot, reply, tell, words } from './act.ts'
import { askNext } from './draft-need.ts'
import { profileSlot } from './profile/change-profile.ts'
import { openWaiting } from './publish-need.ts'
import { recordChange } from './roles/change-roles.ts'
import { checkPace, hashOf, looksLikeCode } from './roles/codes.ts'

export { hashOf } from './roles/codes.ts'

const day = 86_400_000
/** How long codes can be used. A link code is typed at once, the others travel by letter or phone. */
export const codeDays = { enterprise: 14, staff: 7, officer: 7, link: 1 } as const

/** Says which directory enterprise is meant, or takes the name as a new one. */
export async function nameEnterprise(act: Act, text: string): Promise<void> {
  const name = words(text, 100)
  if (await useCode(act, name)) return
  const like = await act.tx.directory.enterprisesLike(name, 5)
  const exact = like.find((enterprise) => enterprise.name === name)
  if (exact) return claimEnterprise(act, exact.id)
  if (like.length === 0) return newEnterprise(act, name)
  await act.tx.dialogs.set(act.address, { kind: 'enterprise_name', name }, act.now)
  await reply(act, { view: 'choose_enterprise', ids: like.map((enterprise) => enterprise.id), name })
}

/** An enterprise the directory doesn't know yet; staff will look at it. */
export async function newEnterprise(act: Act, text: string): Promise<void> {
  const name = words(text, 100)
  const known = (await act.tx.directory.enterprisesLike(name, 1)).find((enterprise) => enterprise.name === name)
  const id = known?.id ?? newId()
  if (!known) await act.tx.directory.createEnterprise({ id, name })
  await claimEnterprise(act, id)
}

/** “I am the contact of this enterprise”: staff are asked; posting is possible meanwhile. */
export async function claimEnterprise(act: Act, enterpriseId: string): Promise<void> {
  const enterprise = await act.tx.directory.enterprise(enterpriseId)
  if (!enterprise) throw new DomainError('not_found', 'no_such_entry')
  if (act.actor.enterpriseId === enterpriseId) throw new DomainError('conflict', 'already_that')
  await act.tx.dialogs.clear(act.address)
  await submit(act, { kind: 'enterprise', enterpriseId })
  await reply(act, { view: 'say', text: 'enterprise_waiting', facts: { name: enterprise.name } })
  await showDraft(act)
}

/** Looks an expert up by name for somebody who says it is them. */
export async function nameExpert(act: Act, text: string): Promise<void> {
  const name = words(text, 60)
  if (await useCode(act, name)) return
  const found = await act.tx.directory.expertsNamed(name)
  if (found.length === 0) throw new DomainError('invalid', 'no_such_expert', { name })
  await reply(act, { view: 'choose_expert', ids: found.slice(0, 8).map((expert) => expert.id), name })
}

/** “This directory entry is me.” */
export async function claimExpert(act: Act, expertId: string): Promise<void> {
  const expert = await act.tx.directory.expert(expertId)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (expert.personId === act.actor.id) throw new DomainError('conflict', 'already_that')
  if (expert.personId && !expert.sample) throw new DomainError('conflict', 'expert_taken', { name: expert.name })
  await act.tx.dialogs.clear(act.address)
  await submit(act, { kind: 'expert', expertId })
  await reply(act, { view: 'say', text: 'expert_waiting', facts: { name: expert.name } })
}

/** A staff member types the administrator code, an invitation code, or nothing of the kind (then an administrator decides). */
export async function enterStaffCode(act: Act, text: string): Promise<void> {
  const code = words(text, 100)
  await checkPace(act)
  const { adminCode } = act.rules
  if (adminCode && sameSecret(code, adminCode) && (await act.tx.people.noAdministratorYet())) {
    await grant(act, act.actor, 'admin', 'settings')
    await act.tx.dialogs.clear(act.address)
    await reply(act, { view: 'say', text: 'you_are_admin' })
    for (const verification of await act.tx.verifications.pending()) await showVerification(act, act.actor.id, verification)
    return
  }
  if (await useCode(act, code)) return
  throw new DomainError('invalid', 'wrong_code')
}

/** “I work for the bureau” without a code: administrators decide. */
export async function requestStaff(act: Act): Promise<void> {
  if (isStaff(act.actor)) throw new DomainError('conflict', 'already_that')
  await act.tx.dialogs.clear(act.address)
  await submit(act, { kind: 'staff' })
  await reply(act, { view: 'say', text: 'staff_waiting' })
}

async function submit(act: Act, what: Pick<Verification, 'kind' | 'enterpriseId' | 'expertId'>): Promise<void> {
  const pending = await act.tx.verifications.pendingOf(act.actor.id)
  const same = pending.find((v) => v.kind === what.kind && v.enterpriseId === what.enterpriseId && v.expertId === what.expertId)
  if (same) return
  for (const old of pending.filter((v) => v.kind === what.kind))
    await act.tx.verifications.decide(old.id, 'rejected', act.actor.id, act.now)
  const verification: Verification = { id: newId(), personId: act.actor.id, state: 'pending', ...what }
  await act.tx.verifications.create(verification, act.now)
  for (const person of await act.tx.people.withRoles(decidersOf(verification.kind))) await showVerification(act, person.id, verification)
}

async function showVerification(act: Act, personId: string, verification: Verification): Promise<void> {
  await tell(
    act,
    personId,
    { view: 'verification', verificationId: verification.id },
    { mode: 'update', slot: `verify:${verification.id}` },
  )
}

export function decidersOf(kind: Verification['kind']): Role[] {
  return rolesWith(kind === 'staff' ? 'admit_colleague' : 'verify')
}

/** One press of staff: yes or no. The second press finds it decided. */
export async function decide(act: Act, verificationId: string, yes: boolean): Promise<void> {
  const verification = await act.tx.verifications.find(verificationId)
  if (!verification) throw new DomainError('not_found', 'no_such_entry')
  permit(act, verification.kind === 'staff' ? 'admit_colleague' : 'verify')
  const person = await act.tx.people.find(verification.personId)
  if (!person) throw new DomainError('not_found', 'no_such_entry')
  if (!(await act.tx.verifications.decide(verificationId, yes ? 'approved' : 'rejected', act.actor.id, act.now)))
    throw new DomainError('conflict', 'already_decided')
  await tell(act, person.id, { view: 'say', text: yes ? `${verification.kind}_verified` : `${verification.kind}_rejected` })
  if (yes) await take(act, person, verification)
  await refreshSlot(act, `verify:${verificationId}`, { view: 'verification', verificationId })
}

async function take(act: Act, person: Person, verification: Verification): Promise<void> {
  if (verification.kind === 'staff') return grant(act, person, 'staff', 'verified')
  if (verification.kind === 'enterprise') return join(act, person, verification.enterpriseId as string, 'verified')
  const expert = await act.tx.directory.expert(verification.expertId as string)
  if (!expert) throw new DomainError('not_found', 'no_such_entry')
  if (expert.personId && expert.personId !== person.id) {
    const holder = await act.tx.people.find(expert.personId)
    if (!holder?.sample) throw new DomainError('conflict', 'expert_taken', { name: expert.name })
    await act.tx.people.update(holder.id, { expertId: undefined })
    await recordChange(act, { personId: holder.id, what: 'revoke', kind: 'expert', ref: expert.id, label: expert.name, via: 'verified' })
  }
  await act.tx.people.update(person.id, { expertId: expert.id, name: expert.name, phone: person.phone ?? expert.phone })
  await recordChange(act, { personId: person.id, what: 'grant', kind: 'expert', ref: expert.id, label: expert.name, via: 'verified' })
  if (isThin(expert)) await tell(act, person.id, { view: 'profile', expertId: expert.id }, { mode: 'fresh', slot: profileSlot(expert.id) })
}

async function join(act: Act, person: Person, enterpriseId: string, via: 'code' | 'verified'): Promise<void> {
  await act.tx.people.update(person.id, { enterpriseId })
  const label = (await act.tx.directory.enterprise(enterpriseId))?.name
  await recordChange(act, { personId: person.id, what: 'grant', kind: 'contact', ref: enterpriseId, label, via })
  await act.tx.directory.verifyEnterprise(enterpriseId, act.now)
  await openWaiting(act, { ...person, enterpriseId })
  await offerProfile(act, person.id, enterpriseId)
}

/** A few questions for the profile, which can be left; not in the middle of a need. */
async function offerProfile(act: Act, personId: string, enterpriseId: string): Promise<void> {
  const [enterprise, place] = [await act.tx.directory.enterprise(enterpriseId), await placeOf(act, personId)]
  if (!enterprise || !place || nextFirst(enterprise) === undefined || (await act.tx.needs.draftOf(personId))) return
  const dialog = await act.tx.dialogs.get(place)
  if (dialog && dialog.kind !== 'phone' && dialog.kind !== 'enterprise_name') return
  await post(act, place, { view: 'enterprise_start', enterpriseId })
}

async function grant(act: Act, person: Person, role: Role, via: 'code' | 'verified' | 'settings'): Promise<void> {
  if (await act.tx.people.addRole(person.id, role)) await recordChange(act, { personId: person.id, what: 'grant', kind: role, via })
}

/** Staff make a code for a colleague or an enterprise; anybody makes one to link a second chat account. */
export async function makeCode(act: Act, kind: InviteCode['kind'], enterpriseName?: string): Promise<void> {
  permit(act, kind === 'link' ? 'link_account' : `invite_${kind}`)
  const enterpriseId = kind === 'enterprise' ? await enterpriseNamed(act, enterpriseName ?? '') : undefined
  const code = newCode()
  const expiresAt = new Date(act.now.getTime() + codeDays[kind] * day)
  const personId = kind === 'link' ? act.actor.id : undefined
  await act.tx.codes.create(hashOf(code), { kind, enterpriseId, personId, createdById: act.actor.id, expiresAt }, act.now)
  await reply(act, { view: 'code', kind, code, enterpriseId })
}

async function enterpriseNamed(act: Act, text: string): Promise<string> {
  const name = words(text, 100)
  const found = (await act.tx.directory.enterprisesLike(name, 1)).find((enterprise) => enterprise.name === name)
  if (found) return found.id
  const id = newId()
  await act.tx.directory.createEnterprise({ id, name })
  return id
}

/** Uses a code up; false where it is none. Wrong ones are counted by account: after some, `invalid` for a while (`checkPace`). */
export async function useCode(act: Act, text: string): Promise<boolean> {
  if (!looksLikeCode(text)) return false
  await checkPace(act)
  const code = await act.tx.codes.use(hashOf(text.normalize('NFKC')), act.actor.id, act.now)
  if (!code) await act.tx.codes.noteWrong(act.address, act.now)
  if (!code) return false
  await act.tx.dialogs.clear(act.address)
  if (code.kind === 'link' && code.personId) await linkAccount(act, code.personId)
  if (code.kind === 'staff' || code.kind === 'officer') {
    await grant(act, act.actor, code.kind, 'code')
    await reply(act, { view: 'say', text: 'staff_verified' })
  }
  if (code.kind === 'enterprise' && code.enterpriseId) {
    await join(act, act.actor, code.enterpriseId, 'code')
    await reply(act, { view: 'say', text: 'enterprise_verified' })
    await showDraft({ ...act, actor: { ...act.actor, enterpriseId: code.enterpriseId } })
  }
  return true
}

async function linkAccount(act: Act, personId: string): Promise<void> {
  if (personId === act.actor.id) throw new DomainError('conflict', 'already_that')
  const account = await act.tx.people.account(act.address)
  if (!account) throw new DomainError('not_found', 'no_such_entry')
  await checkNobody(act)
  // the holder of the other accounts learns of it, and can take it away again
  await tell(act, personId, { view: 'say', text: 'account_linked', facts: { platform: account.platform, account: account.name } })
  await act.tx.people.putAccount({ ...account, personId, lastSeenAt: act.now })
  await recordChange(act, { personId, what: 'grant', kind: 'account', label: `${account.platform} ${account.name}`, via: 'code' })
  const draft = await act.tx.needs.draftOf(act.actor.id)
  if (draft) await act.tx.needs.update(draft.id, { posterId: personId })
  await reply(act, { view: 'say', text: 'linked' })
}

/** An account that already is somebody isn't moved to another person: their rights and needs would belong to nobody. */
async function checkNobody(act: Act): Promise<void> {
  const { roles, enterpriseId, expertId, managesId } = act.actor
  const accounts = await act.tx.people.accounts(act.actor.id)
  const published = (await act.tx.needs.ofPoster(act.actor.id, 20)).some((need) => need.number !== undefined)
  const somebody = roles.length > 0 || enterpriseId !== undefined || expertId !== undefined || managesId !== undefined || published
  if (somebody && accounts.length <= 1) throw new DomainError('conflict', 'already_somebody')
}

/** After somebody said who they are, the draft they had begun comes back into view. */
async function showDraft(act: Act): Promise<void> {
  const draft = await act.tx.needs.draftOf(act.actor.id)
  if (draft) {
    await reply(act, { view: 'need', needId: draft.id }, { mode: 'fresh' })
    await askNext(act, draft.id)
  } else await ask(act, { kind: 'phone' })
}

/** A phone number that is passed on only with a claim. */
export async function setPhone(act: Act, text: string): Promise<void> {
  const phone = words(text, 40)
  if (!/^[+\d][\d\s-]{5,24}$/.test(phone)) throw new DomainError('invalid', 'not_a_phone')
  await act.tx.people.update(act.actor.id, { phone })
  await act.tx.dialogs.clear(act.address)
  await reply(act, { view: 'say', text: 'phone_kept' })
}
