import type { MonthOfUse } from '../../../domain/equipment.ts'
import { isStaff } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { xlsxMime } from '../../../domain/workbook.ts'
import { button, type Draft, type Reader, turns } from '../../cards/card.ts'

const page = 10

/** Staff read all, a manager those of the own institute. */
async function rowsOf({ tx, person }: Reader, year: number): Promise<MonthOfUse[]> {
  checkRight(person, 'see_use')
  const [from, until] = [new Date(`${year}-01-01T00:00:00+08:00`), new Date(`${year + 1}-01-01T00:00:00+08:00`)]
  return tx.equipment.use(from, until, isStaff(person) ? undefined : person.managesId)
}

type Total = Omit<MonthOfUse, 'month'> & { months: MonthOfUse[] }

function totals(rows: MonthOfUse[]): Total[] {
  const by = new Map<string, Total>()
  for (const row of rows) {
    const sum = by.get(row.equipmentId) ?? { ...row, times: 0, hours: 0, samples: 0, fee: 0, months: [] }
    for (const key of ['times', 'hours', 'samples', 'fee'] as const) sum[key] += row[key]
    sum.months.push(row)
    by.set(row.equipmentId, sum)
  }
  return [...by.values()].sort((a, b) => b.times - a.times || a.name.localeCompare(b.name, 'zh'))
}

/** By instrument, with its months; of a year. */
export async function useCard(reader: Reader, { year, page: at }: { year: number; page: number }): Promise<Draft> {
  const { equipment: t, buttons: b } = reader.words.t
  const all = totals(await rowsOf(reader, year))
  const sum = (key: 'times' | 'hours' | 'samples' | 'fee') => all.reduce((total, one) => total + one[key], 0)
  const lines = all.slice(at * page, (at + 1) * page).map((one, i) => {
    const months = one.months.map(({ month, times }) => t.monthTimes(Number(month.slice(5)), times)).join(reader.words.t.list)
    return `${at * page + i + 1}. ${t.useLine(one.name, one.institute, one.times, rounded(one.hours), one.samples, one.fee)}\n    ${months}`
  })
  const turn = turns(reader.words, 'equipment_use', (n) => `${year}_${n}`, at, Math.ceil(all.length / page))
  return {
    title: t.useTitle(year),
    text: all.length === 0 ? t.useNone : [t.useTotal(sum('times'), rounded(sum('hours')), sum('samples'), sum('fee')), ...lines].join('\n'),
    buttons: [
      ...turn,
      [
        button(t.useYear(year - 1), 'equipment_use', `${year - 1}_0`),
        ...(all.length > 0 ? [button(b.equipment_use_file, 'equipment_use_file', String(year))] : []),
      ],
    ],
  }
}

function rounded(hours: number): number {
  return Math.round(hours * 10) / 10
}

export async function useFileCard(reader: Reader, { year }: { year: number }): Promise<Draft> {
  const { words, office, now } = reader
  const { equipment: t } = words.t
  const rows = await rowsOf(reader, year)
  const kinds = ['text', 'text', 'text', 'number', 'amount', 'number', 'amount'] as const
  const columns = t.sheet.columns.map((title, i) => ({
    title,
    width: [22, 26, 12, 10, 12, 10, 12][i] ?? 12,
    kind: kinds[i] ?? ('text' as const),
  }))
  const cells = rows.map((row) => [row.institute, row.name, row.month, row.times, rounded(row.hours), row.samples, row.fee])
  const title = t.useTitle(year)
  const sheet = {
    name: t.sheet.name,
    title,
    notes: [t.sheet.as(words.date(now)), ''] as [string, string],
    columns,
    rows: cells,
    empty: t.useNone,
  }
  const author = office.name ?? words.t.reports.office
  const made = async () => [
    {
      kind: 'file' as const,
      name: t.sheet.file(year),
      mime: xlsxMime,
      alt: title,
      bytes: await office.workbook({ sheets: [sheet], footer: words.t.reports.sheet.footer, author, at: now }),
    },
  ]
  return { text: t.sheet.ready(rows.length), made }
}
