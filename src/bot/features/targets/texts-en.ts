import { figures } from '../../../domain/reports/figures.ts'
import type { zh } from './texts.ts'

const names = figures.map(({ en }) => en.toLowerCase()).join(', ')

export const en: typeof zh = {
  buttons: {
    targets: 'All targets',
    outside_list: 'All outside figures',
    outside_remove: 'Remove this one',
  },
  says: {},
  errors: {
    targets_not_yours: () =>
      'Targets and outside figures are written by bureau staff. You can read them: write “targets” or “outside figures”.',
    target_figure: (f) =>
      `There is no figure “${f.said ?? ''}”; nothing was changed. The figures: ${names}. Like “targets needs published 200”.`,
    target_institute: (f) =>
      `No single institute is called “${f.said ?? ''}”; nothing was changed. The institutes: ${f.known ?? ''}. Write its name, then the figure and the number.`,
    target_number: () =>
      'I see no number; nothing was changed. Put it at the end: “targets needs published 200”. To take one away: “targets needs published remove”.',
    target_negative: () => 'A target can’t be negative; nothing was changed.',
    target_absurd: () =>
      'This number is too large to be meant; nothing was changed. Money is counted in tens of thousands: write “targets contract value CNY 50,000,000”.',
    target_whole: () => 'This figure is counted one by one: please write a whole number. Nothing was changed.',
    target_year: () =>
      'This year can’t be right; nothing was changed. Write this year or one of the next five: “targets 2027 people trained 1200”.',
    no_such_target: () => 'There is no such target; nothing was changed.',
    outside_name: () => 'Please write what the figure is called, like “R&D share of GDP”.',
    outside_period: () => 'I could not read the period. Write a month, quarter or year: “2026-10”, “2026-Q3”, “2026”.',
    outside_week: () => 'Outside figures are of a month, quarter or year, not of a week. Write “2026-10”, “2026-Q3” or “2026”.',
    outside_value: () => 'I could not read this number. Write it with its unit, like “3.21%”.',
    outside_unit: () => 'Please keep the unit within 20 characters; write “none” if there is none.',
    outside_source: () => 'Please write where it comes from, like “district statistics bureau”.',
    outside_on: () => 'I could not read this day. Write the day of the source, like “2026-10-20”.',
    outside_future: () => 'That day is still to come. Write the day the source came out, like “2026-10-20”.',
    no_such_outside: () => 'This figure is no longer there, or another has replaced it. Write “outside figures” to see them.',
  },
  prompts: { outside_part: 'Please complete this figure.' },
  labels: {},
  events: {},
  own: {
    title: (year) => `Targets of ${year}`,
    bureau: 'the bureau',
    line: (percent, on, begun) => (begun ? `${percent}% of the year has passed (by ${on})` : 'This year has not begun yet.'),
    none: (year) => `No targets have been agreed for ${year} yet.`,
    one: (name, soFar, target, percent, line) =>
      `${name}: ${soFar} of ${target}, ${percent}% done${percent < line ? ', behind the year' : ''}`,
    how: 'To set one: “targets needs published 200”, “targets 2027 people trained 1200”, or with an institute’s name before the figure. To take one away: “targets people trained remove”.',
    agreed: (year, whose, name, value, before, by, on) =>
      `Agreed for ${year}, ${whose}: ${name} ${value}${before ? ` (it was ${before})` : ''}. ${by}, ${on}.`,
    dropped: (year, whose, name, before) => `Taken away for ${year}, ${whose}: ${name}${before ? ` (it was ${before})` : ''}.`,
    outsideTitle: 'Outside figures · current and last periods',
    outsideOf: (period) => `Outside figures · ${period}`,
    outsideNone: 'None have been written yet.',
    outsideMore: (n) => `… and ${n} more; name a period to see only that one: “outside figures 2026-Q3”.`,
    outsideHow:
      'To write one: “outside figures R&D share of GDP 2026-Q3 3.21% source district statistics bureau 2026-10-20”. The same name and period again corrects it.',
    outsideBy: (by, on) => `Written by ${by}, ${on}. The report of that period will carry it.`,
    outsideWas: (value, source, on) => `It replaces ${value}, source: ${source}, ${on}.`,
    outsideGone: (name, period, value, source, on) =>
      `Removed. To have it back, send this line:\noutside figures ${name} ${period} ${value} source ${source} ${on}`,
    outsideSoFar: (known) => `Noted: ${known}`,
    outsideAsk: {
      name: 'The name is missing: what is it? Like “R&D share of GDP”.',
      period: 'The period is missing: a month, quarter or year, like “2026-10”, “2026-Q3”, “2026”.',
      value: 'The number is missing: how much? With its unit, like “3.21%”.',
      unit: 'The unit is missing: like “%” or “enterprises”; write “none” if there is none.',
      source: 'The source is missing: where does it come from? Like “district statistics bureau 2026-10-20”.',
      on: 'The day is missing: of which day is the source? Like “2026-10-20”.',
    },
    help: ['“targets”: the year’s targets and how far they are', '“outside figures”: figures kept outside the system'],
    helpOfficers: ['“targets”: the year’s targets and how far they are'],
  },
}
