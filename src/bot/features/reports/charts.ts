import type { Chart } from '../../../domain/picture.ts'
import { figures, solvedInAll } from '../../../domain/reports/figures.ts'
import type { Words } from '../../words.ts'
import { figureName, figureValue, periodName } from './figure-words.ts'
import type { Telling } from './telling.ts'

/** A phone shows so many rows at once that they can be read. */
const mostRows = 20

type About = Pick<Telling, 'told' | 'snapshot'>

function note(words: Words, { told, snapshot }: About): string {
  return [periodName(words, told), snapshot.sample && words.t.reports.sampleNote].filter(Boolean).join(' · ')
}

/** From visits to contract value. */
export function funnelChart(words: Words, it: About): Chart {
  const { chart } = words.t.reports
  const steps = figures
    .filter(({ funnel }) => funnel)
    .map(({ key }) => {
      const value = it.snapshot.values[key]
      return { label: figureName(words, key), value, text: figureValue(words, key, value) }
    })
  return { kind: 'funnel', title: chart.funnel, note: note(words, it), empty: chart.empty, steps }
}

export function trendChart(words: Words, it: About): Chart {
  const { chart } = words.t.reports
  const { trend } = it.snapshot
  const series = (['published', 'claimed', 'solved'] as const).map((key) => ({
    name: chart.series[key],
    values: trend.map((week) => week[key]),
  }))
  const points = trend.map(({ week }) => chart.weekLabel(Number(week.slice(-2))))
  return { kind: 'trend', title: chart.trend, note: note(words, it), empty: chart.empty, points, series }
}

/** The institutes with the most first. */
export function institutesChart(words: Words, it: About): Chart {
  const { chart } = words.t.reports
  const shown = it.snapshot.institutes
    .toSorted((a, b) => solvedInAll(b.values) - solvedInAll(a.values) || b.values.claimed - a.values.claimed || (a.name < b.name ? -1 : 1))
    .slice(0, mostRows)
  return {
    kind: 'bars',
    title: chart.institutes,
    note: note(words, it),
    empty: chart.empty,
    rows: shown.map(({ name }) => name),
    series: [
      { name: chart.series.claimed, values: shown.map(({ values }) => values.claimed) },
      { name: chart.series.solved, values: shown.map(({ values }) => solvedInAll(values)) },
    ],
  }
}

export function townshipsChart(words: Words, it: About): Chart {
  const { chart, noTownship } = words.t.reports
  const columns = ['visits', 'published', 'claimed', 'solved'] as const
  const shown = it.snapshot.townships.slice(0, mostRows)
  return {
    kind: 'heat',
    title: chart.townships,
    note: note(words, it),
    empty: chart.empty,
    rows: shown.map(({ name }) => name || noTownship),
    columns: columns.map((key) => figureName(words, key)),
    values: shown.map(({ values }) => columns.map((key) => (key === 'solved' ? solvedInAll(values) : values[key]))),
  }
}
