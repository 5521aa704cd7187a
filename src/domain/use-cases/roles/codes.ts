import { createHash } from 'node:crypto'
import { DomainError } from '../../errors.ts'
import { isOffice, type Person } from '../../person.ts'
import { type Act, permit, reply, tell, type Work } from '../act.ts'

/** What is kept of a code. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code.trim().toUpperCase()).digest('hex')
}

/** As codes are made (`newCode`): eight of 32 letters and digits. */
const shape = /^[2-9A-HJ-NP-Z]{8}$/i

export function looksLikeCode(text: string): boolean {
  return shape.test(text.trim().normalize('NFKC'))
}

/** Whose codes somebody sees: staff all of them, an officer their own. */
export function codesOf(person: Person): string | undefined {
  return isOffice(person) ? undefined : person.id
}

/** `邀请码`: those that are out. */
export async function showCodes(act: Act, page = 0, turned = false): Promise<void> {
  permit(act, 'see_codes')
  await reply(act, { view: 'codes', page }, { mode: turned ? 'update' : 'fresh', slot: 'codes' })
}

/** From now on nobody can use it. `conflict` where somebody has, or it is void. */
export async function withdrawCode(act: Act, id: string): Promise<void> {
  const code = await act.tx.codes.find(id)
  permit(act, 'withdraw_code', code !== undefined && code.createdById === act.actor.id && 'author')
  if (!code) throw new DomainError('not_found', 'no_such_entry')
  if (!(await act.tx.codes.withdraw(id, act.now))) throw new DomainError('conflict', 'code_over')
  await reply(act, { view: 'say', text: 'code_withdrawn' })
  await reply(act, { view: 'codes', page: 0 }, { mode: 'update', slot: 'codes' })
}

/** `invalid` where so many wrong codes came from this account that for a while none is looked up. */
export async function checkPace(act: Pick<Act, 'tx' | 'now' | 'address'>): Promise<void> {
  const until = await act.tx.codes.slowedUntil(act.address, act.now)
  if (!until) return
  const minutes = Math.max(1, Math.ceil((until.getTime() - act.now.getTime()) / 60_000))
  throw new DomainError('invalid', 'codes_slowed', { minutes: String(minutes) })
}

/** Codes that were written where others read them are void from then on, and who made them is told; false where there was none. */
export async function exposeCodes(work: Work, text: string): Promise<boolean> {
  const words = text.normalize('NFKC').match(/(?<![0-9A-Za-z])[0-9A-Za-z]{8}(?![0-9A-Za-z])/g) ?? []
  let exposed = false
  for (const word of words.filter(looksLikeCode).slice(0, 10)) {
    const code = await work.tx.codes.expose(hashOf(word), work.now)
    if (!code) continue
    exposed = true
    await tell(work, code.createdById, { view: 'say', text: 'code_exposed', facts: { kind: code.kind } })
  }
  return exposed
}
