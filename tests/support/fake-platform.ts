import {
  type Address,
  type Button,
  type Card,
  DeliveryError,
  type DeliveryProblem,
  type Incoming,
  type IncomingFile,
  type Platform,
} from '../../src/bot/platform.ts'

export type Shown = { ref: string; card: Card; edits: number }

export type FakePerson = {
  address: Address
  /** Says something in private; returns the message's reference. */
  say(text: string, files?: { name: string; mime: string; bytes: Uint8Array; size?: number }[]): Promise<string>
  sayInGroup(text: string, options?: { mention?: boolean }): Promise<string>
  edit(message: string, text: string): Promise<void>
  /** Presses the button with this label on the newest card that has it. */
  press(label: string | RegExp): Promise<void>
  pressRaw(verb: string, id: string): Promise<void>
  sendSticker(): Promise<void>
  start(payload?: string): Promise<void>
  /** Everything that stands in the private chat, oldest first. */
  chat(): Shown[]
  last(): Card
  /** The newest card with this in its words. */
  card(pattern: string | RegExp): Card
}

export type FakePlatform = Platform & {
  person(key: string, name?: string, lang?: 'zh' | 'en'): FakePerson
  /** What was said by the bot in the group. */
  group(): Shown[]
  /** The next sends fail with these problems, in turn. */
  fail(...problems: (DeliveryProblem | undefined)[]): void
  block(address: Address): void
  /** The last event once more, as platforms do. */
  repeat(): Promise<void>
  sends: number
}

/** All the words of a card, as a person reads it. */
export function wordsOf(card: Card): string {
  const fields = (card.fields ?? []).map((field) => `${field.label}：${field.value}`)
  const buttons = (card.buttons ?? []).map((row) => row.map((button) => `[${button.label}]`).join(' '))
  return [card.title ?? '', card.text, ...fields, ...buttons].filter((line) => line !== '').join('\n')
}

/** A whole chat platform in memory: several people and one group. `after` lets the app do its work once something was said. */
export function createFakePlatform(now: () => Date, after: () => Promise<void>, name = 'fake'): FakePlatform {
  const chats = new Map<Address, Shown[]>()
  const files = new Map<string, Uint8Array>()
  const blocked = new Set<Address>()
  const problems: (DeliveryProblem | undefined)[] = []
  const groupAddress = `${name}:group`
  let handle: ((event: Incoming) => Promise<void>) | undefined
  let count = 0
  let latest: Incoming | undefined

  const of = (address: Address) => {
    const list = chats.get(address) ?? []
    chats.set(address, list)
    return list
  }

  async function deliver(event: Incoming): Promise<void> {
    latest = event
    if (!handle) throw new Error('the platform is not started')
    await handle(JSON.parse(JSON.stringify(event)) as Incoming)
    await after()
  }

  function failIfTold(): void {
    const problem = problems.shift()
    if (problem) throw new DeliveryError(problem, 'told to fail')
  }

  const platform: FakePlatform = {
    name,
    pace: { perSecond: 1_000_000, privateGapMs: 0, groupGapMs: 0 },
    maxFileBytes: 1024 * 1024,
    sendsOnce: false,
    sends: 0,
    async start(next) {
      handle = next
    },
    async send(to, card) {
      failIfTold()
      if (blocked.has(to)) throw new DeliveryError({ kind: 'unreachable' }, 'blocked')
      const ref = `${name}:m${++count}`
      platform.sends++
      of(to).push({ ref, card, edits: 0 })
      return ref
    },
    async edit(ref, card) {
      failIfTold()
      const shown = [...chats.values()].flat().find((entry) => entry.ref === ref)
      if (!shown) throw new DeliveryError({ kind: 'gone' }, 'no such message')
      shown.card = { ...card, attachments: shown.card.attachments }
      shown.edits++
    },
    async fetch(file: IncomingFile) {
      failIfTold()
      const bytes = files.get(file.id)
      if (!bytes) throw new DeliveryError({ kind: 'rejected' }, 'gone')
      return bytes
    },
    async stop() {
      handle = undefined
    },
    group: () => of(groupAddress),
    fail: (...next) => void problems.push(...next),
    block: (address) => void blocked.add(address),
    async repeat() {
      if (latest) await deliver(latest)
    },
    person: (key, personName = key, lang) => createPerson(key, personName, lang),
  }

  function createPerson(key: string, personName: string, lang?: 'zh' | 'en'): FakePerson {
    const address = `${name}:${key}`
    const send = async (event: Incoming['event'], group = false) => {
      const chat = group ? ({ address: groupAddress, kind: 'group' } as const) : ({ address, kind: 'private' } as const)
      await deliver({ id: `e${++count}`, platform: name, at: now().toISOString(), from: { address, name: personName, lang }, chat, event })
    }
    const findButton = (label: string | RegExp): { ref: string; button: Button } => {
      for (const shown of [...of(address)].reverse()) {
        const found = (shown.card.buttons ?? [])
          .flat()
          .find((button) => (typeof label === 'string' ? button.label === label : label.test(button.label)))
        if (found) return { ref: shown.ref, button: found }
      }
      throw new Error(
        `${personName} sees no button ${label}; the chat ends with:\n${of(address)
          .slice(-3)
          .map((s) => wordsOf(s.card))
          .join('\n---\n')}`,
      )
    }
    return {
      address,
      async say(text, sent = []) {
        const message = `${name}:m${++count}`
        const attached = sent.map((file, i): IncomingFile => {
          const id = `${message}-${i}`
          files.set(id, file.bytes)
          return {
            id,
            kind: file.mime.startsWith('image/') ? 'photo' : 'document',
            name: file.name,
            mime: file.mime,
            size: file.size ?? file.bytes.length,
          }
        })
        await send({ kind: 'message', message, text, files: attached, toBot: true })
        return message
      },
      async sayInGroup(text, { mention = false } = {}) {
        const message = `${name}:m${++count}`
        await send({ kind: 'message', message, text, files: [], toBot: mention }, true)
        return message
      },
      edit: (message, text) => send({ kind: 'edit', message, text, toBot: true }),
      async press(label) {
        const { ref, button } = findButton(label)
        if ('start' in button) return send({ kind: 'start', payload: button.start })
        await send({ kind: 'press', message: ref, verb: button.verb, id: button.id })
      },
      pressRaw: (verb, id) => send({ kind: 'press', message: `${name}:m0`, verb, id }),
      sendSticker: () => send({ kind: 'unsupported', message: `${name}:m${++count}`, what: 'sticker' }),
      start: (payload = '') => send({ kind: 'start', payload }),
      chat: () => of(address),
      last() {
        const shown = of(address).at(-1)
        if (!shown) throw new Error(`${personName} has received nothing`)
        return shown.card
      },
      card(pattern) {
        const found = [...of(address)]
          .reverse()
          .find((shown) => (typeof pattern === 'string' ? wordsOf(shown.card).includes(pattern) : pattern.test(wordsOf(shown.card))))
        if (!found)
          throw new Error(
            `${personName} sees nothing like ${pattern}; the chat:\n${of(address)
              .map((s) => wordsOf(s.card))
              .join('\n---\n')}`,
          )
        return found.card
      },
    }
  }
  return platform
}
