import type { MakeTables } from '../../domain/exchange/raw.ts'
import type { MakeLetter } from '../../domain/letter.ts'
import type { Running } from '../../domain/operating.ts'
import type { Person } from '../../domain/person.ts'
import type { MakePicture } from '../../domain/picture.ts'
import type { ReadKind } from '../../domain/privacy.ts'
import type { Tx } from '../../domain/store.ts'
import type { MakeWorkbook } from '../../domain/workbook.ts'
import { wholeCharacters } from '../cut-text.ts'
import type { Attachment, Button, Card } from '../platform.ts'
import type { Words } from '../words.ts'

/** Who reads a card, and what it is made from. */
export type Reader = {
  tx: Tx
  person: Person
  words: Words
  now: Date
  office: Office
  /** Told by cards which needs, not the reader's own, they show more of than title and field. Absent where a card is only brought up to date. */
  reads?: (kind: ReadKind, needIds: readonly string[]) => void
}

/** The office that runs the bot: its name, if it has set one, and how its spreadsheets, pictures and documents are made. */
export type Office = {
  name?: string
  /** Where the web page is reached, without a closing slash. */
  web: () => string
  workbook: MakeWorkbook
  tables: MakeTables
  picture: MakePicture
  letter: MakeLetter
  /** How the program runs now; it reads no database. */
  running: () => Promise<Running>
}

/** A card before its files are loaded. `made`: files made from what was read; it is called after the transaction, and must read nothing more. */
export type Draft = Omit<Card, 'attachments'> & {
  files?: { fileId: string; kind: 'picture' | 'file'; name: string; mime: string }[]
  made?: () => Promise<Attachment[]>
}

/** A calendar file, to be made with a card. */
export function calendarFile(name: string, text: string): () => Promise<Attachment[]> {
  return async () => [{ kind: 'file', name, mime: 'text/calendar', bytes: Buffer.from(text), alt: name }]
}

/** A button's id for something that belongs to a need: the need's 16 characters, then the rest. */
export function pair(needId: string, rest: string): string {
  return needId + rest
}

export function unpair(id: string): { needId: string; rest: string } {
  return { needId: id.slice(0, 16), rest: id.slice(16) }
}

/** The page a button’s id names, from 0; the first where it says none that there could be. */
export function pageIn(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : 0
}

export function button(label: string, verb: string, id: string, look?: 'primary' | 'danger'): Button {
  return look ? { label, verb, id, look } : { label, verb, id }
}

/** Buttons in rows of `width`. */
export function rows(buttons: Button[], width: number): Button[][] {
  return Array.from({ length: Math.ceil(buttons.length / width) }, (_, i) => buttons.slice(i * width, (i + 1) * width))
}

/** A row with the ways to the page before and the one after; none where there is but one. `at`: from 0; `id`: what the button of a page carries. */
export function turns({ t }: Words, verb: string, id: (page: number) => string, at: number, pages: number): Button[][] {
  const turn = [
    ...(at > 0 ? [button(t.buttons.back, verb, id(at - 1))] : []),
    ...(at + 1 < pages ? [button(t.buttons.more, verb, id(at + 1))] : []),
  ]
  return turn.length > 0 ? [turn] : []
}

/** For labels, which have no room: at most `most` units, with … where something is left out. */
export function shorter(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, wholeCharacters(text, most - 1))}…` : text
}

/** A button that shows a need. Long titles are shortened: it is a button, the card has the whole. */
export function showButton(words: Words, need: { id: string; number?: string; title: string }, hideTitle = false): Button {
  const title = hideTitle ? '' : shorter(need.title, 24)
  return button([need.number, title].filter(Boolean).join(' ') || words.t.buttons.show, 'need', need.id)
}

/** Fields without those that have no value. */
export function fieldsOf(entries: [label: string, value: string | undefined][]): { label: string; value: string }[] {
  return entries.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}
