// What this person did and the program has not taken yet: kept over a reload, sent in order, repeated with the same key.
import { newKey, post, Refused } from './api.js'
import { currentLang } from './words.js'

/** @typedef {{ path: 'say' | 'edit' | 'press' | 'start', body: any, at: string, tries: number, refused?: string }} Item */

const longestWaitMs = 8000

/** @param {string} as @param {{ onChange(): void, onTaken(item: Item, answer: any): void }} listener */
export function createOutbox(as, { onChange, onTaken }) {
  const place = `outbox:${as}`
  /** @type {Item[]} */
  let items = JSON.parse(sessionStorage.getItem(place) ?? '[]')
  let running = false
  let closed = false
  let wakeUp = () => {}

  function changed() {
    // what a closed one leaves undone, the next one for this person repeats
    if (closed) return
    sessionStorage.setItem(place, JSON.stringify(items))
    onChange()
  }

  async function run() {
    if (running) return
    running = true
    for (let item = next(); item && !closed; item = next()) await attempt(item)
    running = false
  }

  const next = () => items.find((item) => item.refused === undefined)

  async function attempt(item) {
    try {
      const answer = await post(item.path, item.body)
      items = items.filter((one) => one !== item)
      if (!closed) onTaken(item, answer)
      changed()
    } catch (error) {
      if (error instanceof Refused) item.refused = error.reason
      else item.tries += 1
      changed()
      if (item.refused === undefined) await pause(Math.min(longestWaitMs, 400 * 2 ** Math.min(item.tries, 6)))
      else if (item.path === 'press' || item.path === 'start') drop(item.body.key)
    }
  }

  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve(undefined)
      }
    })

  function drop(key) {
    items = items.filter((item) => item.body.key !== key)
    changed()
  }

  return {
    items: () => items,
    /** @param {Item['path']} path @param {object} body */
    add(path, body) {
      items.push({ path, body: { as, key: newKey(), lang: currentLang(), ...body }, at: new Date().toISOString(), tries: 0 })
      changed()
      run()
    },
    again(key) {
      for (const item of items) if (item.body.key === key) delete item.refused
      changed()
      run()
    },
    drop,
    /** The program can be reached (again): don't wait any longer. */
    hurry() {
      wakeUp()
      run()
    },
    close() {
      closed = true
      wakeUp()
    },
  }
}
