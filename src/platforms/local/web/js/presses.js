// Buttons that were pressed and have not had their effect yet.

const longestMs = 2000

/** @param {any} outbox @param {() => void} onChange */
export function presses(outbox, onChange) {
  /** @type {Map<string, { rev: number, timer: number }>} */
  const pending = new Map()
  const nameOf = (id, button) => `${id} ${button.verb} ${button.id}`

  function done(name) {
    clearTimeout(pending.get(name)?.timer)
    pending.delete(name)
  }

  return {
    press(entry, button) {
      const name = nameOf(entry.id, button)
      if (pending.has(name)) return
      const timer = setTimeout(() => {
        done(name)
        onChange()
      }, longestMs)
      pending.set(name, { rev: entry.body.rev, timer })
      outbox.add('press', { entry: entry.id, verb: button.verb, id: button.id })
    },
    isPending: (id, button) => pending.has(nameOf(id, button)),
    /** For the comparison of two drawings. */
    of: (id) => [...pending.keys()].filter((name) => name.startsWith(`${id} `)),
    /** The card has changed, so the press had its effect. */
    settle(entry) {
      for (const [name, { rev }] of pending) if (name.startsWith(`${entry.id} `) && entry.body.rev > rev) done(name)
    },
    close() {
      for (const name of [...pending.keys()]) done(name)
    },
  }
}
