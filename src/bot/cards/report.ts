import type { WeekFigures } from '../../domain/store.ts'
import { button, type Draft, fieldsOf, type Reader } from './card.ts'

const mostLines = 10

/** The weekly digest from the figures kept with it, so that it says the same whenever it is sent. */
export async function reportCard({ tx, words }: Reader, key: string): Promise<Draft | undefined> {
  const report = await tx.reports.find(key)
  if (!report) return undefined
  const f = report.figures as WeekFigures & { from: string; to: string }
  const { digest: d } = words.t
  const last = new Date(new Date(f.to).getTime() - 86_400_000)
  const title = d.title(words.date(new Date(f.from)), words.date(last)) + (f.sample ? d.sample : '')
  const quiet = [f.published, f.claimed, f.solved, f.confirmed, f.unclaimed, f.unsolved].every((n) => !n)
  const text = [quiet ? d.quiet(f.openNow) : '', ...overdueLines(words, f, report.at), ...instituteLines(words, f)].filter(
    (line) => line !== '',
  )
  const fields = quiet
    ? []
    : fieldsOf([
        [d.published, d.unit(f.published)],
        [d.claimed, d.unit(f.claimed)],
        [d.solved, d.unit(f.solved)],
        [d.confirmed, d.unit(f.confirmed)],
        // in reports from before these were counted they are absent
        [d.unclaimed, f.unclaimed > 0 ? d.unit(f.unclaimed) : undefined],
        [d.unsolved, f.unsolved > 0 ? d.unit(f.unsolved) : undefined],
        [d.openNow, d.unit(f.openNow)],
        [d.overdue, d.unit(f.overdue.length)],
      ])
  return {
    title,
    text: text.join('\n'),
    fields,
    buttons: [[button(words.t.buttons.open, 'open', '0'), button(words.t.buttons.my, 'my', 'x')]],
  }
}

function overdueLines({ t }: Reader['words'], f: WeekFigures, at: Date): string[] {
  if (f.overdue.length === 0) return []
  const days = (since: string) => Math.max(0, Math.floor((at.getTime() - new Date(since).getTime()) / 86_400_000))
  const lines = f.overdue.slice(0, mostLines).map((need) => t.digest.overdueLine(need.number, need.title, days(need.since)))
  const more = f.overdue.length - mostLines
  return [t.digest.overdueTitle, ...lines, more > 0 ? t.digest.andMore(more) : '']
}

function instituteLines({ t }: Reader['words'], f: WeekFigures): string[] {
  const active = f.institutes.filter((line) => line.asked + line.claimed + line.solved + line.carrying > 0)
  if (active.length === 0) return [t.digest.noInstitutes]
  return [
    t.digest.institutes,
    ...active.map((line) => t.digest.instituteLine(line.name, line.asked, line.claimed, line.solved, line.carrying)),
  ]
}
