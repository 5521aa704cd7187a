import { createHash, randomBytes } from 'node:crypto'
import { linkMinutes, sessionHours } from '../../desk.ts'
import type { Person } from '../../person.ts'
import { hasRight } from '../../rights.ts'
import type { Tx } from '../../store.ts'
import { type Act, permit, reply } from '../act.ts'

/** A way into the web page for somebody of the bureau: one use, a few minutes. */
export async function offerDesk(act: Act): Promise<void> {
  permit(act, 'use_desk')
  const key = secret()
  const until = new Date(act.now.getTime() + linkMinutes * 60_000)
  await act.tx.desk.offer({ hash: hashOf(key), personId: act.actor.id, at: act.now, until })
  await reply(act, { view: 'desk_link', key, until: until.toISOString() })
}

/** Uses the way in; the cookie of who is in from now on, or undefined where it leads nowhere any more. */
export async function enterDesk(tx: Tx, key: string, at: Date): Promise<string | undefined> {
  const personId = await tx.desk.take(hashOf(key), at)
  const person = personId ? await tx.people.find(personId) : undefined
  if (!person || !hasRight(person, 'use_desk')) return undefined
  const cookie = secret()
  const until = new Date(at.getTime() + sessionHours * 3_600_000)
  await tx.desk.open({ hash: hashOf(cookie), personId: person.id, at, until })
  return cookie
}

/** Who is in by this cookie. Roles are looked at each time: whoever has left the bureau is out at once. */
export async function atDesk(tx: Tx, cookie: string | undefined, at: Date): Promise<Person | undefined> {
  const personId = cookie ? await tx.desk.who(hashOf(cookie), at) : undefined
  const person = personId ? await tx.people.find(personId) : undefined
  return person && hasRight(person, 'use_desk') ? person : undefined
}

export async function leaveDesk(tx: Tx, cookie: string): Promise<void> {
  await tx.desk.close(hashOf(cookie))
}

/** Said by forms of the page itself, so that no other page can send them; it follows from the cookie and says nothing of it. */
export function formKey(cookie: string): string {
  return hashOf(`form:${cookie}`)
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
