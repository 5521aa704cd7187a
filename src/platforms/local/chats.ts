/** The chats: entries of the transcript, and everybody who watches them change. */
import type { Address, Transcript } from '../../bot/platform.ts'
import { type Body, type Entry, readBody } from './bodies.ts'

export type Change = Entry & { chat: Address }

export type Chats = {
  /** Adds a message, or finds the one with this key. */
  add(chat: Address, key: string, body: Body): Promise<Change & { added: boolean }>
  /** Changes a message: `alter` gives its new content, or undefined to leave it. Changes happen one after the other. */
  change(id: number, alter: (body: Body, chat: Address) => Body | undefined): Promise<void>
  find(id: number): Promise<Change | undefined>
  list(chat: Address, limit: number): Promise<Entry[]>
  /** Calls back on every new and changed message, until the function returned is called. */
  watch(watcher: (change: Change) => void): () => void
}

export function createChats(transcript: Transcript, now: () => Date): Chats {
  const watchers = new Set<(change: Change) => void>()
  const tell = (change: Change): void => {
    for (const watcher of watchers) watcher(change)
  }
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  async function find(id: number): Promise<Change | undefined> {
    const entry = await transcript.find(id)
    const body = entry && readBody(entry.body)
    return body && { id, chat: entry.chat, at: entry.at.toISOString(), body }
  }

  return {
    find,
    async add(chat, key, body) {
      const at = now()
      const { id, added } = await transcript.add({ chat, key, body, at })
      const entry = { id, chat, at: at.toISOString(), body }
      if (added) {
        tell(entry)
        return { ...entry, added }
      }
      return { ...((await find(id)) ?? entry), added }
    },
    change: (id, alter) =>
      inTurn(async () => {
        const entry = await find(id)
        const altered = entry && alter(entry.body, entry.chat)
        if (!altered) return
        const body = { ...altered, rev: entry.body.rev + 1, edited: now().toISOString() }
        if (await transcript.replace(id, body)) tell({ ...entry, body })
      }),
    async list(chat, limit) {
      const entries = await transcript.list(chat, 0, limit)
      return entries.flatMap(({ id, at, body }) => {
        const read = readBody(body)
        return read ? [{ id, at: at.toISOString(), body: read }] : []
      })
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}
