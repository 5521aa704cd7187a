// The two chats of a person as this tab knows them, and what of them was read.
import { get } from './api.js'

/** @typedef {{ id: number, at: string, body: any }} Entry */

/** @param {string} as @param {string} room */
export function createStore(as, room, onChange) {
  const own = `local:${as}`
  const chats = { private: newChat(own), group: newChat(room) }

  function newChat(address) {
    /** @type {Map<number, Entry>} */
    const entries = new Map()
    return { address, entries, loaded: false, more: false, limit: 200 }
  }

  const readKey = (place) => `read:${as}:${place}`
  const readUntil = (place) => Number(localStorage.getItem(readKey(place)) ?? 0)
  const isMine = (entry) => entry.body.kind === 'said' && entry.body.by.address === own

  /** Of two copies the later one stays. */
  function take(chat, entry) {
    const standing = chat.entries.get(entry.id)
    if (standing && standing.body.rev >= entry.body.rev) return false
    chat.entries.set(entry.id, entry)
    return true
  }

  async function load(place) {
    const chat = chats[place]
    const { entries, more } = await get('entries', { chat: chat.address, limit: chat.limit })
    for (const entry of entries) take(chat, entry)
    // a new database counts from one again
    if ((newest(place)?.id ?? 0) < readUntil(place)) localStorage.setItem(readKey(place), '0')
    // What was said in the group before one came is nothing new.
    if (place === 'group' && localStorage.getItem(readKey(place)) === null) markRead(place)
    Object.assign(chat, { loaded: true, more })
    onChange(place)
  }

  function markRead(place) {
    const last = newest(place)?.id ?? 0
    if (last <= readUntil(place) && localStorage.getItem(readKey(place)) !== null) return false
    localStorage.setItem(readKey(place), String(last))
    return true
  }

  const sorted = (place) => [...chats[place].entries.values()].sort((a, b) => a.id - b.id)
  const newest = (place) => sorted(place).at(-1)

  return {
    own,
    chats,
    sorted,
    newest,
    isMine,
    load,
    markRead,
    readUntil,
    async loadEarlier(place) {
      chats[place].limit = Math.min(5000, chats[place].limit * 4)
      await load(place)
    },
    /** A change from the stream: says where, or nothing where it is not for this person. */
    put(change) {
      const place = change.chat === own ? 'private' : change.chat === room ? 'group' : undefined
      if (place && take(chats[place], { id: change.id, at: change.at, body: change.body })) onChange(place)
    },
    unread: (place) => sorted(place).filter((entry) => entry.id > readUntil(place) && !isMine(entry)).length,
  }
}
