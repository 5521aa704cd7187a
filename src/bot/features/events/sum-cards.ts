import { guestStates, type NamedGuest } from '../../../domain/match-event.ts'
import { checkRight } from '../../../domain/rights.ts'
import { allGuests, peopleOf } from '../../../domain/use-cases/events/sides.ts'
import { xlsxMime } from '../../../domain/workbook.ts'
import { button, type Draft, type Reader } from '../../cards/card.ts'
import { eventOf } from './event-cards.ts'
import { eventWhen, whyWords } from './lines.ts'

/** What came of an event, as it is known now. */
export async function sumCard(reader: Reader, { eventId }: { eventId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { matchEvents: t, buttons: b } = words.t
  checkRight(person, 'run_event')
  const event = await eventOf(reader, eventId)
  const sum = await tx.events.sum(eventId)
  const fields = (Object.keys(t.sum) as (keyof typeof t.sum)[]).map((key) => ({ label: t.sum[key], value: String(sum[key]) }))
  return {
    title: t.sumTitle(event.title),
    text: [[eventWhen(words, event), event.place].filter(Boolean).join(' · '), t.sumHow].filter(Boolean).join('\n'),
    fields,
    buttons: [[button(b.event_file, 'event_file', eventId), button(b.event_show, 'event', eventId)]],
  }
}

type Cells = (string | number)[]

/** Guests, and meetings with what came of them, as a spreadsheet. */
export async function fileCard(reader: Reader, { eventId }: { eventId: string }): Promise<Draft> {
  const { words, office, now, person } = reader
  const t = words.t.matchEvents
  checkRight(person, 'run_event')
  const event = await eventOf(reader, eventId)
  const sheet = (name: string, titles: readonly string[], rows: Cells[], empty: string) => ({
    ...{ name, title: `${event.title} · ${name}`, rows, empty },
    notes: [[eventWhen(words, event), event.place].filter(Boolean).join(' · '), t.sheet.as(words.dateTime(now))] as [string, string],
    columns: titles.map((title, i) => ({ title, width: i === 0 ? 26 : 16, kind: 'text' as const })),
  })
  const sheets = [
    sheet(t.sheet.guests, t.sheet.guestColumns, await guestRows(reader, eventId), t.sheet.noGuests),
    sheet(t.sheet.pairs, t.sheet.pairColumns, await pairRows(reader, eventId), t.sheet.noPairs),
  ]
  const author = office.name ?? words.t.reports.office
  const made = async () => [
    {
      kind: 'file' as const,
      name: t.sheet.file(event.title.replace(/[\\/:*?"<>|]/g, ' ')),
      mime: xlsxMime,
      alt: event.title,
      bytes: await office.workbook({ sheets, footer: words.t.reports.sheet.footer, author, at: now }),
    },
  ]
  return { text: t.sheet.ready, made }
}

async function guestRows(reader: Reader, eventId: string): Promise<Cells[]> {
  const { tx, words } = reader
  const t = words.t.matchEvents
  const rowOf = async (guest: NamedGuest, side: 'enterprise' | 'expert'): Promise<Cells> => {
    const [contact] = side === 'enterprise' ? await peopleOf({ tx }, guest) : []
    return [guest.name, t.sheet.sides[side], t.guestStates[guest.state], contact?.name ?? '', guest.wish ?? '', whyWords(words, guest.why)]
  }
  const all: Cells[] = []
  for (const side of ['enterprise', 'expert'] as const)
    for (const guest of await allGuests({ tx }, eventId, side, guestStates)) all.push(await rowOf(guest, side))
  return all
}

async function pairRows(reader: Reader, eventId: string): Promise<Cells[]> {
  const { tx, words } = reader
  const t = words.t.matchEvents
  const all: Cells[] = []
  for (const pair of await tx.events.pairs(eventId, ['planned'])) {
    const need = pair.needId ? await tx.needs.find(pair.needId) : undefined
    if (need) reader.reads?.('export', [need.id])
    const word = (value: typeof pair.officeWord) => (value ? t.pairWords[value] : '')
    all.push([
      ...[pair.enterprise, pair.expert, pair.round ?? '', need ? [need.number, need.title].filter(Boolean).join(' ') : ''],
      ...[
        word(pair.enterpriseWord),
        word(pair.expertWord),
        word(pair.officeWord),
        pair.later ? t.laterWords[pair.later] : '',
        pair.note ?? '',
      ],
    ])
  }
  return all
}
