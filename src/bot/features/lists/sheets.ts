import { isoDayAt } from '../../../domain/calendar/days.ts'
import { clusters, nameOf } from '../../../domain/code-lists.ts'
import { daysBetween, type ListAsk, type ListKind, type ListRow } from '../../../domain/lists.ts'
import type { Cell, Column, Sheet } from '../../../domain/workbook.ts'
import type { Words } from '../../words.ts'
import { memberNames, proofWords, strikeWords } from './lines.ts'

/** What a sheet is made for: whom, and the moment it tells of. Phone numbers are for staff. */
export type Sheeting = { words: Words; at: Date; staff: boolean; office: string; ask: ListAsk; filter: string }

type Name = keyof Words['t']['lists']['sheet']['columns']
type Group = keyof Words['t']['lists']['sheet']['groups']
type Spec = {
  name: Name
  group?: Group
  width: number
  kind: Column['kind']
  private?: true
  of: (row: ListRow, sheeting: Sheeting) => Cell
}

const day = (at: Date | undefined) => at && isoDayAt(at)
/** 万元 to two places, as they are shown. */
const money = (amount: number | undefined) => (amount === undefined ? undefined : Math.round(amount * 100) / 100)

const need: Spec[] = [
  { name: 'number', group: 'need', width: 11, kind: 'text', of: (row) => row.number },
  { name: 'title', group: 'need', width: 24, kind: 'text', of: (row) => row.title },
]
const enterprise: Spec[] = [
  { name: 'enterprise', group: 'enterprise', width: 20, kind: 'text', of: (row) => row.enterprise.name },
  { name: 'township', group: 'enterprise', width: 10, kind: 'text', of: (row) => row.enterprise.township },
]
const overdue: Spec = {
  ...{ name: 'overdue', group: 'term', width: 9.5, kind: 'number' },
  of: ({ overdueSince }, { at }) => overdueSince && daysBetween(overdueSince, at),
}
const state: Spec = { name: 'state', group: 'state', width: 14, kind: 'text', of: (row, { words }) => words.t.states[row.state] }
const date = (name: Name, group: Group, of: (row: ListRow) => Date | string | undefined): Spec => ({
  ...{ name, group, width: 11, kind: 'date' },
  of: (row) => {
    const value = of(row)
    return value instanceof Date ? day(value) : value
  },
})

const specs: Record<ListKind, Spec[]> = {
  problems: [
    ...need,
    { name: 'field', group: 'need', width: 14, kind: 'text', of: ({ field }, { words }) => field && words.field(field) },
    { name: 'urgency', group: 'need', width: 9, kind: 'text', of: (row, { words }) => words.urgency(row.urgency) },
    ...enterprise,
    {
      ...{ name: 'cluster', group: 'enterprise', width: 14, kind: 'text' },
      of: ({ enterprise: { cluster } }, { words }) => cluster && nameOf(clusters, cluster, words.lang),
    },
    { name: 'contact', group: 'enterprise', width: 9, kind: 'text', private: true, of: (row) => row.contact?.name },
    { name: 'phone', group: 'enterprise', width: 14, kind: 'text', private: true, of: (row) => row.contact?.phone },
    { name: 'least', group: 'budget', width: 9, kind: 'money', of: (row) => money(row.budget?.min) },
    { name: 'most', group: 'budget', width: 9, kind: 'money', of: (row) => money(row.budget?.max) },
    date('raised', 'term', (row) => row.raisedAt),
    date('hoped', 'term', (row) => row.deadline),
    { name: 'age', group: 'term', width: 9.5, kind: 'number', of: (row, { at }) => daysBetween(row.raisedAt, at) },
    overdue,
    state,
    { name: 'strike', group: 'state', width: 10, kind: 'text', of: (row, { words }) => strikeWords(words, row) },
  ],
  duties: [
    ...need,
    ...enterprise,
    { name: 'officer', group: 'officer', width: 9, kind: 'text', of: (row, { words }) => row.officer?.name ?? words.t.lists.noOfficer },
    { name: 'phone', group: 'officer', width: 14, kind: 'text', private: true, of: (row) => row.officer?.phone },
    { name: 'expert', group: 'team', width: 14, kind: 'text', of: ({ expert }) => expert && `${expert.name} ${expert.title}` },
    { name: 'institute', group: 'team', width: 14, kind: 'text', of: (row) => row.expert?.institute },
    { name: 'phone', group: 'team', width: 14, kind: 'text', private: true, of: (row) => row.expert?.phone },
    { name: 'members', group: 'team', width: 18, kind: 'text', of: (row, { words }) => memberNames(words, row) },
    date('claimed', 'term', (row) => row.claimedAt),
    date('hoped', 'term', (row) => row.deadline),
    overdue,
    { ...state, group: 'wait' },
    { name: 'waits', group: 'wait', width: 14, kind: 'text', of: ({ wait }, { words }) => wait && words.t.lists.waits[wait.on] },
    date('since', 'wait', (row) => row.wait?.since),
    date('until', 'wait', (row) => row.wait?.until),
  ],
  results: [
    ...need,
    ...enterprise,
    { name: 'officer', group: 'officer', width: 9, kind: 'text', of: (row) => row.officer?.name },
    { name: 'expert', group: 'team', width: 10, kind: 'text', of: (row) => row.expert?.name },
    { name: 'institute', group: 'team', width: 12, kind: 'text', of: (row) => row.expert?.institute },
    date('raised', 'dates', (row) => row.raisedAt),
    date('claimed', 'dates', (row) => row.claimedAt),
    date('contacted', 'dates', (row) => row.contactedAt),
    date('solved', 'dates', (row) => row.solvedAt),
    date('confirmed', 'dates', (row) => row.confirmedAt),
    date('struck', 'dates', (row) => row.struckOff?.at),
    state,
    {
      ...{ name: 'last', group: 'deeds', width: 22, kind: 'text' },
      of: ({ last }, { words }) => last && words.t.lists.last(isoDayAt(last.at), last.note),
    },
    { name: 'visits', group: 'deeds', width: 9.5, kind: 'number', of: (row) => row.visits || undefined },
    date('visited', 'deeds', (row) => row.lastVisit),
    { name: 'result', group: 'outcome', width: 22, kind: 'text', of: (row) => row.result ?? row.endReason },
    { name: 'outcomes', group: 'outcome', width: 9.5, kind: 'number', of: (row) => row.outcomes.length || undefined },
    { name: 'amount', group: 'outcome', width: 13, kind: 'money', of: (row) => money(amountOf(row)) },
    { name: 'proof', group: 'strike', width: 16, kind: 'text', of: (row, { words }) => proofWords(words, row) ?? strikeWords(words, row) },
  ],
}

/** The sum of what outcomes are worth, in 万元; undefined where none has an amount. */
export function amountOf({ outcomes }: ListRow): number | undefined {
  const amounts = outcomes.flatMap(({ amount }) => amount ?? [])
  return amounts.length > 0 ? amounts.reduce((sum, amount) => sum + amount, 0) : undefined
}

/** One of the three lists as a sheet. */
export function sheetOf(kind: ListKind, rows: ListRow[], sheeting: Sheeting): Sheet {
  const { words, at, staff, office, ask, filter } = sheeting
  const { kinds, sheet } = words.t.lists
  const shown = specs[kind].filter((spec) => staff || !spec.private)
  const made = ask.asOf ? sheet.asOf(ask.asOf) : sheet.made(isoDayAt(at))
  return {
    name: kinds[kind],
    title: sheet.title(office, kinds[kind]),
    notes: [sheet.filter(filter || sheet.all), `${made}　${sheet.total(rows.length)}`],
    columns: [
      { title: sheet.columns.index, width: 6, kind: 'number' },
      ...shown.map(({ name, group, width, kind: look }) => ({
        ...{ title: sheet.columns[name], group: group && sheet.groups[group], width, kind: look },
      })),
    ],
    rows: rows.map((row, i) => [i + 1, ...shown.map(({ of }) => of(row, sheeting))]),
    empty: sheet.empty,
  }
}
