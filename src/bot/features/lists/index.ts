import type { ListsDialog, ListsNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import {
  backToLists,
  changeList,
  chooseBy,
  exportLists,
  keptAsk,
  pickTownship,
  showList,
  turnPage,
  withKind,
} from '../../../domain/use-cases/lists/show-list.ts'
import { button, pageIn, type Reader, unpair } from '../../cards/card.ts'
import { type Feature, nothing } from '../feature.ts'
import { choiceCard, chooserCard, listCard, unclearCard } from './cards.ts'
import { listCommand } from './commands.ts'
import { fileCard } from './file.ts'
import { markOf } from './mark.ts'

/** For staff: how many needs are past their term. */
async function my({ tx, words, now, person }: Reader) {
  if (!isStaff(person)) return { lines: [], buttons: [] }
  const { overdue } = await tx.lists.counts({}, { now })
  if (overdue === 0) return { lines: [], buttons: [] }
  const own = person.roles.includes('officer') ? (await tx.lists.counts({ officerId: person.id }, { now })).overdue : 0
  return { lines: [words.t.lists.my(overdue, own)], buttons: [button(words.t.buttons.list_overdue, 'list_overdue', 'x')] }
}

/** The three lists. */
export const lists: Feature<ListsNotice, ListsDialog> = {
  ...nothing,
  cards: { lists: chooserCard, list: listCard, list_by: choiceCard, list_unclear: unclearCard, list_file: fileCard },
  answers: {},
  commands: [listCommand],
  presses: {
    lists: backToLists,
    list: (act, id) => turnPage(act, unpair(id).needId, pageIn(unpair(id).rest)),
    list_problems: (act, name) => changeList(act, name, withKind('problems')),
    list_duties: (act, name) => changeList(act, name, withKind('duties')),
    list_results: (act, name) => changeList(act, name, withKind('results')),
    list_late: (act, name) => changeList(act, name, (ask) => ({ ...ask, filter: { ...ask.filter, overdue: true } })),
    list_all: (act, name) => changeList(act, name, ({ kind, asOf }) => ({ kind, asOf, filter: {} })),
    list_township: (act, name) => chooseBy(act, name, 'township'),
    list_officer: (act, name) => chooseBy(act, name, 'officer'),
    list_in: (act, id) => pickTownship(act, unpair(id).needId, unpair(id).rest, markOf),
    list_of: (act, id) => changeList(act, unpair(id).needId, (ask) => ({ ...ask, filter: { ...ask.filter, officerId: unpair(id).rest } })),
    list_file: async (act, name) => exportLists(act, await keptAsk(act, name)),
    list_overdue: (act) => showList(act, { kind: 'duties', filter: { overdue: true } }),
  },
  my,
  help: async ({ words, person }) => (isStaff(person) || person.managesId !== undefined ? words.t.lists.help : []),
}
