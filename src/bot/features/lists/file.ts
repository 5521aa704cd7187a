import { isoDayAt } from '../../../domain/calendar/days.ts'
import { type ListAsk, listKinds, momentOf } from '../../../domain/lists.ts'
import type { ListsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { xlsxMime } from '../../../domain/workbook.ts'
import type { Draft, Reader } from '../../cards/card.ts'
import { askFor } from './cards.ts'
import { filterWords, seenBy } from './lines.ts'
import { sheetOf } from './sheets.ts'

/** The three lists as one spreadsheet, of the moment it is sent. The rows are read once, here; the file is made afterwards. */
export async function fileCard(reader: Reader, { name }: Extract<ListsNotice, { view: 'list_file' }>): Promise<Draft> {
  return listsFile(reader, await askFor(reader, name))
}

/** The same of an ask that this reader may have. */
export async function listsFile(reader: Reader, ask: ListAsk): Promise<Draft> {
  const { tx, words, now, person, office } = reader
  const { lists } = words.t
  const moment = momentOf(ask, now)
  const at = moment.past ?? now
  const staff = isStaff(person)
  const all = (await tx.lists.all({ ...ask, kind: 'results' }, moment)).map((row) => seenBy(row, staff, words))
  reader.reads?.(
    'export',
    all.map(({ needId }) => needId),
  )
  const counts = await tx.lists.counts(ask.filter, moment)
  const rowsOf = { problems: all.filter((row) => !row.struckOff), duties: all.filter((row) => row.wait), results: all }
  const filter = filterWords(words, ask, await tx.lists.choices())
  const sheeting = { words, at, staff, ask, filter, office: office.name ?? lists.office }
  const day = isoDayAt(at)
  const file = lists.sheet.file(lists.kinds[ask.kind], day)
  return {
    text: lists.fileReady(counts),
    made: async () => [
      {
        kind: 'file',
        name: file,
        mime: xlsxMime,
        alt: lists.sheet.alt,
        bytes: await office.workbook({
          sheets: listKinds.map((kind) => sheetOf(kind, rowsOf[kind], sheeting)),
          footer: lists.sheet.footer,
          author: sheeting.office,
          at: now,
        }),
      },
    ],
  }
}
