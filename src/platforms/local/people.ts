/** Whom one can be: the roster, and guests, who gave a name. */
import { z } from 'zod'
import type { Host } from '../../bot/platform.ts'
import { guestBook } from './addresses.ts'

export type LocalPerson = {
  key: string
  name: string
  org: string
  role: 'enterprise' | 'expert' | 'manager' | 'officer' | 'staff' | 'guest'
}

export type People = {
  all(): Promise<LocalPerson[]>
  find(key: string): Promise<LocalPerson | undefined>
  /** The same key again is the same guest. */
  welcome(key: string, name: string): Promise<LocalPerson>
}

const Guest = z.object({ kind: z.literal('guest'), key: z.string(), name: z.string() })
const guestsShown = 100

export function createPeople({ roster, transcript, now }: Pick<Host, 'roster' | 'transcript' | 'now'>): People {
  const known = new Map<string, LocalPerson>()

  async function guests(limit: number): Promise<LocalPerson[]> {
    const entries = await transcript.list(guestBook, 0, limit)
    return entries.flatMap(({ body }) => {
      const guest = Guest.safeParse(body).data
      return guest ? [asPerson(guest)] : []
    })
  }

  async function guest(key: string): Promise<LocalPerson | undefined> {
    const found = known.get(key) ?? (await guests(100_000)).find((one) => one.key === key)
    if (found) known.set(key, found)
    return found
  }

  async function members(): Promise<LocalPerson[]> {
    return (await roster()).map(({ key, name, org, role }) => ({ key: `p-${key}`, name, org, role }))
  }

  return {
    async all() {
      return [...(await members()), ...(await guests(guestsShown)).reverse()]
    },
    async find(key) {
      return key.startsWith('g-') ? guest(key) : (await members()).find((member) => member.key === key)
    },
    async welcome(random, name) {
      const key = `g-${random}`
      const body = { kind: 'guest', key, name }
      const { added } = await transcript.add({ chat: guestBook, key: `guest:${key}`, body, at: now() })
      return (added ? undefined : await guest(key)) ?? asPerson({ key, name })
    },
  }
}

function asPerson({ key, name }: { key: string; name: string }): LocalPerson {
  return { key, name, org: '', role: 'guest' }
}
