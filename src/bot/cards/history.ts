import { DomainError } from '../../domain/errors.ts'
import type { Ledger, LedgerPatch } from '../../domain/ledger.ts'
import type { HistoryEntry, Need, NeedState } from '../../domain/need.ts'
import { isParty } from '../../domain/use-cases/privacy/unnamed.ts'
import { challengeNote, hiddenOfChallenge } from '../features/challenge/history.ts'
import { bookingNote } from '../features/equipment/lines.ts'
import { eventNote } from '../features/events/lines.ts'
import { outcomeNote } from '../features/outcomes/lines.ts'
import { visitNote } from '../features/work/lines.ts'
import type { Button } from '../platform.ts'
import { button, type Draft, pair, type Reader, rows, showButton } from './card.ts'
import { needFacts, sight } from './need-facts.ts'

const page = 15

/** What of the ledger is told as a change; states stand with the event, times with the entry. */
const told = [
  'title',
  'field',
  'type',
  'urgency',
  'visibility',
  'track',
  'budget',
  'deadline',
  'posterId',
  'officerId',
  'expertId',
  'members',
  'reviewOn',
] as const satisfies readonly (keyof Ledger)[]
type Told = (typeof told)[number]

/** Events whose entry only says how the need began, or whose change stands in its note. */
const beginnings = ['draft', 'submit', 'publish', 'verify', 'part_of', 'discard']
const others = ['asked', 'pass', 'expired', 'recommended', 'question', 'reserve']
/** Whether two met at an event is each side's own word, for the bureau. */
const ownWords = ['event_met', 'event_goes_on', 'event_missed']

const saidInNote: Partial<Record<Told, string[]>> = {
  officerId: ['officer'],
  members: ['member_in', 'joint_in', 'member_left', 'member_out'],
}

type Entry = HistoryEntry & { actorName?: string }
/** Whether the reader may learn which experts were asked beside them. */
type Sight = { names: boolean }

/** What happened, in words, oldest first; the newest page first. Names of experts asked stand only for the enterprise and staff. */
export async function historyCard(reader: Reader, needId: string, number?: number): Promise<Draft> {
  const { words } = reader
  const { need, entries } = await historyOf(reader, needId)
  const lines = entries.map(({ at, text }) => `${words.shortTime(at)} ${text}`)
  const pages = Math.max(1, Math.ceil(lines.length / page))
  const shown = Math.min(Math.max(1, number ?? pages), pages)
  const h = words.t.life.history
  return {
    title: words.t.historyTitle(need.number ?? need.title) + (pages > 1 ? h.page(shown, pages) : ''),
    text: lines.slice((shown - 1) * page, shown * page).join('\n'),
    buttons: [...rows(turns(reader, needId, shown, pages), 2), [showButton(words, need)]],
  }
}

/** What this reader may know of what happened, oldest first. `forbidden` for who is no party to the need and not of the bureau. */
export async function historyOf(reader: Reader, needId: string): Promise<{ need: Need; entries: { at: Date; text: string }[] }> {
  const { tx } = reader
  const need = await tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  const facts = await needFacts(reader, need)
  const { standing } = facts
  const works = standing.poster || standing.staff || standing.claimer || standing.member
  // it names the people of both sides
  if (!works || !isParty(need, standing) || sight(facts, reader.person.expertId !== undefined) !== 'whole')
    throw new DomainError('forbidden', 'not_yours')
  if (!standing.poster) reader.reads?.('card', [needId])
  const names = standing.poster || standing.staff
  const entries: { at: Date; text: string }[] = []
  for (const entry of await tx.needs.history(needId)) {
    if (await hiddenOfChallenge(reader, entry)) continue
    const own = entry.actorId === reader.person.id
    if (others.includes(entry.event) && !own && !names) continue
    if (ownWords.includes(entry.event) && !own && !standing.staff) continue
    const text = await historyLine(reader, entry, { names })
    if (text) entries.push({ at: entry.at, text })
  }
  return { need, entries }
}

function turns({ words }: Reader, needId: string, shown: number, pages: number): Button[] {
  const { earlier, later } = words.t.life.history
  const to = (label: string, target: number) => button(label, 'history_page', pair(needId, String(target)))
  return [...(shown > 1 ? [to(earlier, shown - 1)] : []), ...(shown < pages ? [to(later, shown + 1)] : [])]
}

/** One entry in words; undefined where it says nothing that a person would care about. */
async function historyLine(reader: Reader, entry: Entry, seen: Sight): Promise<string | undefined> {
  const { words, person } = reader
  const changes = await changesOf(reader, entry, seen)
  if (entry.event === 'settled' && changes.length === 0) return undefined
  const events: Record<string, string> = words.t.events
  const who = entry.actorId === person.id ? words.t.you : (entry.actorName ?? words.t.somebody)
  const platforms: Record<string, string> = words.t.platforms
  const through = entry.chat ? ` · ${platforms[entry.chat] ?? entry.chat}` : ''
  const { from, to } = entry
  const move =
    to && to !== from ? `${words.lang === 'zh' ? '，' : ', '}${[from, to].flatMap((state) => stateName(reader, state)).join(' → ')}` : ''
  const note = (await challengeNote(reader, entry)) ?? (await noteOf(reader, entry))
  const head = `${who}${through}${words.t.colon}${events[entry.event] ?? entry.event}${move}${note ? words.t.aside(note) : ''}`
  return [head, ...changes.map((change) => `    ${change}`)].join('\n')
}

function stateName({ words }: Reader, state: NeedState | undefined): string[] {
  return state ? [words.t.states[state]] : []
}

async function noteOf({ tx, words }: Reader, entry: Entry): Promise<string | undefined> {
  if (!entry.note) return undefined
  const events: Record<string, string> = words.t.events
  if (entry.event === 'pass') return words.passReason(entry.note)
  if (entry.event === 'visibility') return undefined
  if (entry.event === 'undo') return events[entry.note] ?? entry.note
  if (entry.event.startsWith('equipment_')) return bookingNote(tx, words, entry.note)
  if (entry.event.startsWith('event_')) return eventNote(tx, words, entry.note)
  if (entry.event.startsWith('visit_')) return visitNote(tx, words, entry.note)
  if (['asked', 'expired', 'recommended'].includes(entry.event)) return (await tx.directory.expert(entry.note))?.name
  return (await outcomeNote(tx, words, entry)) ?? entry.note
}

/** What changed, before and after, in the reader's words and with names for ids. */
async function changesOf(reader: Reader, { event, actorId, before = {}, after = {} }: Entry, seen: Sight): Promise<string[]> {
  if (beginnings.includes(event)) return []
  const lines: string[] = []
  for (const key of told) {
    if (
      !(key in after) ||
      saidInNote[key]?.includes(event) ||
      (key === 'expertId' && (!seen.names || (await isOwn(reader, actorId, after.expertId))))
    )
      continue
    const [from, to] = [await inWords(reader, key, before), await inWords(reader, key, after)]
    if (from !== to) lines.push(reader.words.t.life.history.change(labelOf(reader, key), from, to))
  }
  return lines
}

/** An expert who claims for themselves is named once. */
async function isOwn({ tx }: Reader, actorId: string | undefined, expertId: string | null | undefined): Promise<boolean> {
  const expert = expertId ? await tx.directory.expert(expertId) : undefined
  return expert?.personId !== undefined && expert.personId === actorId
}

function labelOf({ words }: Reader, key: Told): string {
  const { labels } = words.t
  const own: Partial<Record<Told, string>> = words.t.life.history.fields
  return own[key] ?? (key === 'visibility' ? labels.seen : labels[key as keyof typeof labels])
}

async function inWords({ tx, words }: Reader, key: Told, ledger: LedgerPatch): Promise<string> {
  const value = ledger[key]
  if (value === null || value === undefined || value === '') return words.t.empty
  switch (key) {
    case 'field':
    case 'type':
    case 'urgency':
    case 'visibility':
      return words[key](String(value))
    case 'track':
      return words.t.life.history.tracks[value as Ledger['track']]
    case 'budget':
      return words.budget(value as NonNullable<Ledger['budget']>)
    case 'deadline':
    case 'reviewOn':
      return words.day(String(value))
    case 'posterId':
    case 'officerId':
      return (await tx.people.find(String(value)))?.name ?? words.t.empty
    case 'expertId':
      return expertName(tx, words, String(value))
    case 'members':
      return (await Promise.all((value as string[]).map((id) => expertName(tx, words, id)))).join(words.t.list) || words.t.empty
    default:
      return String(value)
  }
}

async function expertName(tx: Reader['tx'], words: Reader['words'], id: string): Promise<string> {
  const expert = await tx.directory.expert(id)
  return expert ? words.expert(expert) : words.t.empty
}
