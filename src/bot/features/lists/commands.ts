import { DomainError } from '../../../domain/errors.ts'
import type { ListKind } from '../../../domain/lists.ts'
import { isStaff } from '../../../domain/person.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { askBack, chooseList, exportLists, showList } from '../../../domain/use-cases/lists/show-list.ts'
import type { CommandReader } from '../feature.ts'
import { readFilter } from './reading.ts'

/** What is asked for: one of the lists, which to choose, what is overdue, or the spreadsheet. */
export type Wanted = { what: ListKind | 'lists' | 'overdue' | 'file'; rest: string }

const chinese: Record<string, Wanted['what']> = {
  清单: 'lists',
  三张清单: 'lists',
  三清单: 'lists',
  问题清单: 'problems',
  责任清单: 'duties',
  落实清单: 'results',
  逾期: 'overdue',
  逾期清单: 'overdue',
  逾期需求: 'overdue',
  导出: 'file',
  导出表格: 'file',
  导出清单: 'file',
  清单导出: 'file',
}

const exporting = /(?:^|\s)(?:导出(?:表格|清单)?|export)(?=\s|$)/iu

/** The list that a text asks for, if it is such a command. */
export function wantedIn(text: string): Wanted | undefined {
  const found = inChinese(text) ?? inEnglish(text)
  if (!found || !exporting.test(found.rest)) return found
  return { what: 'file', rest: found.rest.replace(exporting, ' ').trim() }
}

function inChinese(text: string): Wanted | undefined {
  const [, word = '', rest = ''] = /^([^\s:：，,]+)(?:[\s:：，,]+(.*))?$/u.exec(text) ?? []
  if (Object.hasOwn(chinese, word)) return { what: chinese[word] as Wanted['what'], rest: rest.trim() }
  const before = /^(.{2,16}?)的?(问题清单|责任清单|落实清单)$/u.exec(text)
  return before ? { what: chinese[String(before[2])] as Wanted['what'], rest: String(before[1]) } : undefined
}

const english: [RegExp, Wanted['what']][] = [
  [/^(?:list\s+problems?|problem\s+list)$/i, 'problems'],
  [/^(?:list\s+(?:responsibilit(?:y|ies)|duties)|responsibility\s+list)$/i, 'duties'],
  [/^(?:list\s+(?:results?|implementation)|implementation\s+list)$/i, 'results'],
  [/^(?:list\s+overdue|overdue)$/i, 'overdue'],
  [/^(?:list\s+export|export(?:\s+lists?)?)$/i, 'file'],
  [/^lists?$/i, 'lists'],
]

function inEnglish(text: string): Wanted | undefined {
  const words = text.split(/\s+/)
  for (const length of [2, 1])
    for (const [pattern, what] of english)
      if (pattern.test(words.slice(0, length).join(' '))) {
        const rest = words.slice(length).join(' ')
        // “list prices of pumps” and “export quality is bad” are no commands
        return length === 1 && what !== 'overdue' && /^[a-z]/i.test(rest) ? undefined : { what, rest }
      }
  return undefined
}

async function answer(act: Act, { what, rest }: Wanted): Promise<void> {
  const kind = what === 'lists' || what === 'file' ? 'problems' : what === 'overdue' ? 'duties' : what
  const allowed = isStaff(act.actor) || act.actor.managesId !== undefined
  if (rest === '' || !allowed) return show(act, what, { kind, filter: what === 'overdue' ? { overdue: true } : {} })
  const { filter, asOf, unknown } = readFilter(rest, await act.tx.lists.choices(), act.now)
  if (asOf === null) throw new DomainError('invalid', 'list_day')
  const ask = { kind, filter: what === 'overdue' ? { ...filter, overdue: true as const } : filter, asOf }
  if (unknown.length > 0) return askBack(act, ask, unknown)
  return show(act, what, ask)
}

async function show(act: Act, what: Wanted['what'], ask: Parameters<typeof showList>[1]): Promise<void> {
  if (what === 'file') return exportLists(act, ask)
  if (what === 'lists') return chooseList(act, ask.filter, ask.asOf)
  return showList(act, ask)
}

export const listCommand: CommandReader = (text) => {
  const wanted = wantedIn(text)
  return wanted && ((act) => answer(act, wanted))
}
