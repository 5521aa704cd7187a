import type { Clock } from '../domain/clock.ts'
import type { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import type { Matcher } from '../domain/matcher.ts'
import type { Person } from '../domain/person.ts'
import type { Tx } from '../domain/store.ts'
import { type Act, post, type Rules } from '../domain/use-cases/act.ts'
import type { Said } from '../domain/use-cases/draft-need.ts'
import { askConsent, goesOn } from '../domain/use-cases/privacy/consent.ts'
import { looksLikeCode } from '../domain/use-cases/roles/codes.ts'
import { onEdit, onMessage, onStart, onUnsupported } from './conversation.ts'
import { onlyAsksWhatIsKept } from './features/privacy/privacy-text.ts'
import { type Fetched, fetchFiles, keepFiles } from './files.ts'
import { bytesPerDay } from './flood.ts'
import type { Address, Incoming, Platform } from './platform.ts'
import { press } from './presses.ts'

/** What the intake calls for each event. */
export type Handled = {
  /** Does what can't be done in a transaction (fetching files; on the `last` try without those that don't come) and returns the rest. */
  prepare(event: Incoming, last: boolean): Promise<{ work: (tx: Tx) => Promise<void>; bytes: number }>
  refuse(tx: Tx, event: Incoming, error: DomainError): Promise<void>
  apologise(tx: Tx, event: Incoming, id: string): Promise<void>
}

type Options = {
  clock: Clock
  rules: Rules
  /** Brings the matcher up to date with the directory, and returns it. */
  matcher(tx: Tx): Promise<Matcher>
  platforms: ReadonlyMap<string, Platform>
  /** Makes a need's vector before it is matched, where an embedding model is configured; never throws for want of it. */
  embedNeed?(needId: string): Promise<void>
  /** The bytes of files kept of what this account sent in the last day. */
  keptToday(address: Address): Promise<number>
}

/** The router: finds the person, then what they mean, then the use case. */
export function createBot({ clock, rules, matcher, platforms, embedNeed, keptToday }: Options): Handled {
  async function actOf(tx: Tx, incoming: Incoming): Promise<Act & { isNew: boolean }> {
    const now = clock.now()
    const { person, isNew } = await personOf(tx, incoming, now)
    return { tx, now, matcher: () => matcher(tx), rules, actor: person, address: incoming.from.address, platform: incoming.platform, isNew }
  }

  return {
    async prepare(incoming, last) {
      const { event } = incoming
      const sent = event.kind === 'message' ? event.files : []
      const left = sent.length > 0 ? bytesPerDay - (await keptToday(incoming.from.address)) : 0
      const files = await fetchFiles(platforms.get(incoming.platform), sent, last, left)
      // no transaction waits for the embedding service
      if (event.kind === 'press' && event.verb === 'publish') await embedNeed?.(event.id)
      const work = async (tx: Tx) => {
        const act = await actOf(tx, incoming)
        await goneOn(act, incoming.event)
        await route(act, incoming, files)
        if (incoming.chat.kind === 'private') await askConsent(act)
      }
      return { work, bytes: files.kept.reduce((sum, { bytes }) => sum + bytes.length, 0) }
    },
    async refuse(tx, incoming, error) {
      const { person } = await personOf(tx, incoming, clock.now())
      const act = {
        tx,
        now: clock.now(),
        rules,
        matcher: () => matcher(tx),
        actor: person,
        address: incoming.from.address,
        platform: incoming.platform,
      }
      // what can't succeed any more must not swallow the next message as well
      if (error.code !== 'invalid' && incoming.event.kind === 'message') await tx.dialogs.clear(act.address)
      if (guessedCode(incoming, error)) await tx.codes.noteWrong(act.address, act.now)
      await post(act, act.address, { view: 'refusal', error: error.message, facts: error.facts })
    },
    async apologise(tx, incoming, id) {
      const work = { tx, now: clock.now(), rules, matcher: () => matcher(tx) }
      await post(work, incoming.from.address, { view: 'say', text: 'trouble', facts: { id } })
    },
  }
}

/** A wrong code counts, though what was written with it was taken back. */
function guessedCode({ event, chat }: Incoming, { message }: DomainError): boolean {
  if (event.kind !== 'message' || chat.kind !== 'private' || message === 'codes_slowed') return false
  return message === 'wrong_code' || looksLikeCode(event.text)
}

/** To read the text, or to take one's word back, is not to go on. */
async function goneOn(act: Act & { isNew: boolean }, event: Incoming['event']): Promise<void> {
  if (event.kind === 'press' && ['privacy_text', 'consent_back', 'my_data', 'data_erase'].includes(event.verb)) return
  if (event.kind === 'message' && onlyAsksWhatIsKept(event.text, act.actor)) return
  if (!act.isNew) await goesOn(act)
}

async function route(act: Act & { isNew: boolean }, incoming: Incoming, files: Fetched): Promise<void> {
  const { event, chat } = incoming
  switch (event.kind) {
    case 'start':
      return onStart(act, event.payload)
    case 'press':
      return press(act, event.verb, event.id)
    case 'edit':
      return onEdit(act, event.message, event.text, chat.kind === 'private')
    case 'unsupported':
      return chat.kind === 'private' ? onUnsupported(act) : undefined
    case 'message': {
      const said: Said = {
        messageRef: event.message,
        text: event.text,
        files: await keepFiles(act.tx, files, act.now),
        at: new Date(incoming.at),
      }
      await onMessage(act, said, { chat, toBot: event.toBot, refused: files.refused.length > 0 })
      for (const refusal of files.refused) await post(act, act.address, { view: 'say', ...refusal })
    }
  }
}

/** The person behind an account; somebody unknown becomes known by their first message. */
async function personOf(tx: Tx, incoming: Incoming, now: Date): Promise<{ person: Person; isNew: boolean }> {
  const { address, name, lang } = incoming.from
  const account = await tx.people.account(address)
  const known = account && (await tx.people.find(account.personId))
  if (known) {
    await tx.people.putAccount({ address, platform: incoming.platform, name, personId: known.id, lastSeenAt: now })
    return { person: known, isNew: false }
  }
  const person: Person = { id: newId(), name, lang: lang ?? 'zh', roles: [], townships: [], sample: false }
  await tx.people.create(person, now)
  await tx.people.putAccount({ address, platform: incoming.platform, name, personId: person.id, lastSeenAt: now })
  return { person, isNew: true }
}
