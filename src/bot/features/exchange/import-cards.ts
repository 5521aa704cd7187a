import { type ImportRun, type KeptRow, sum } from '../../../domain/exchange/run.ts'
import { kinds } from '../../../domain/exchange/table.ts'
import type { ExchangeNotice } from '../../../domain/notices.ts'
import { isOffice } from '../../../domain/person.ts'
import { checkRight } from '../../../domain/rights.ts'
import { bringsIn } from '../../../domain/use-cases/exchange/rights.ts'
import { runOf } from '../../../domain/use-cases/exchange/run-import.ts'
import { nameOf } from '../../../domain/use-cases/exchange/take-back.ts'
import { button, type Draft, pair, type Reader, rows, shorter } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import type { Words } from '../../words.ts'
import { countLines, doubtfulRows, fileOf, kindName, soundRows, whyWords } from './lines.ts'

const problemsShown = 6
const namesShown = 8
const listed = 10

/** A run as it stands: what is being read, what a dry run found, what was written or taken back. */
export async function importCard(reader: Reader, { runId, undo }: Extract<ExchangeNotice, { view: 'import' }>): Promise<Draft> {
  const { words, tx } = reader
  const run = await runOf({ tx, actor: reader.person }, runId)
  const title = words.t.exchange.title(fileOf(words, run))
  const { text, buttons = [] } = await bodyOf(reader, run, undo === true)
  return { title, text, buttons }
}

type Body = { text: string; buttons?: Button[][] }

async function bodyOf(reader: Reader, run: ImportRun, undo: boolean): Promise<Body> {
  const { words } = reader
  const { exchange: t } = words.t
  switch (run.state) {
    case 'reading':
      return { text: run.total > 0 ? t.progress(run.done, run.total) : t.waiting }
    case 'asking':
      return askingBody(reader, run)
    case 'shown':
      return shownBody(reader, run)
    case 'writing':
      return { text: t.writing(soundRows(run)) }
    case 'written':
      return writtenBody(words, run, undo)
    case 'undoing':
      return { text: t.undoing }
    case 'undone':
      return { text: undoneText(words, run), buttons: [[button(words.t.buttons.imports, 'imports', 'x')]] }
    case 'discarded':
      return { text: t.discarded }
    case 'failed':
      return { text: t.failed(t.trouble[run.report.trouble ?? 'broke']) }
  }
}

function askingBody({ words, person }: Reader, run: ImportRun): Body {
  const sheets = run.report.sheets ?? []
  const open = sheets.findIndex((sheet, i) => 'unsure' in sheet && run.chosen[i] === undefined)
  const sheet = sheets[open]
  const choices = sheet && 'unsure' in sheet ? sheet.unsure : []
  const allowed = bringsIn(person).kinds
  const asked = choices
    .filter((kind) => allowed.includes(kind))
    .map((kind) => button(kindName(words, kind), 'import_as', pair(run.id, kind)))
  return {
    text: words.t.exchange.asking(sheet?.name ?? ''),
    buttons: [
      ...rows(asked, 2),
      [
        button(words.t.buttons.import_skip, 'import_as', pair(run.id, 'none')),
        button(words.t.buttons.import_discard, 'import_discard', run.id),
      ],
    ],
  }
}

async function shownBody(reader: Reader, run: ImportRun): Promise<Body> {
  const { words } = reader
  const { exchange: t, buttons: b } = words.t
  const { report } = run
  const [sound, doubtful] = [soundRows(run), doubtfulRows(run)]
  const lines = [report.changed ? t.changedSince : t.shown, ...countLines(words, report.counts)]
  if (sound === 0 && doubtful === 0) lines.push(t.allSame)
  if (report.sameAs) lines.push(t.sameAs(words.dateTime(new Date(report.sameAs.at))))
  lines.push(...sheetLines(words, run))
  if (doubtful > 0) lines.push('', t.firstProblems, ...(await problemLines(reader, run, doubtful)), '', ...(sound > 0 ? [t.inDoubt] : []))
  const write =
    sound === 0
      ? []
      : [doubtful > 0 ? button(t.writeSound(sound), 'import_sound', run.id) : button(t.writeAll(sound), 'import_write', run.id, 'primary')]
  return {
    text: lines.join('\n').trim(),
    buttons: [write, [button(b.import_report, 'import_report', run.id), button(b.import_discard, 'import_discard', run.id)]].filter(
      (row) => row.length > 0,
    ),
  }
}

/** What of the sheets was not read. */
function sheetLines(words: Words, { report }: ImportRun): string[] {
  const { exchange: t } = words.t
  const mappings = (report.sheets ?? []).flatMap((sheet) => ('mapping' in sheet ? [sheet.mapping] : []))
  const some = (names: string[]) =>
    names.length > namesShown ? `${names.slice(0, namesShown).join(words.t.list)}…` : names.join(words.t.list)
  const unread = [...new Set(mappings.flatMap((mapping) => mapping.unread.map((name) => shorter(name, 20))))]
  const refused = [...new Set(mappings.flatMap((mapping) => mapping.refused))]
  const skipped = (report.sheets ?? []).filter((sheet) => !('mapping' in sheet)).map(({ name }) => name)
  const first = (report.lines ?? []).slice(0, 3).map(({ line, text }) => t.row(line, '', shorter(text, 40)))
  return [
    ...(unread.length > 0 ? [t.unread(some(unread))] : []),
    ...(refused.length > 0 ? [t.refused(some(refused))] : []),
    ...(skipped.length > 0 ? [t.skippedSheets(some(skipped))] : []),
    ...(first.length > 0 ? [t.lines(report.lines?.length ?? 0, first.join(words.t.semicolon))] : []),
  ]
}

async function problemLines({ tx, words }: Reader, run: ImportRun, count: number): Promise<string[]> {
  const first = await tx.exchange.rows(run.id, { verdicts: ['wrong', 'doubt'], limit: problemsShown })
  const lines = first.map((row: KeptRow) => `• ${words.t.exchange.row(row.line, nameOf(row), whyWords(words, run, row))}`)
  return count > first.length ? [...lines, words.t.exchange.more(count - first.length)] : lines
}

function writtenBody(words: Words, run: ImportRun, undo: boolean): Body {
  const { exchange: t, buttons: b } = words.t
  const { report } = run
  const written = sum(report.written, 'new', 'changed')
  const lines = [t.written(words.dateTime(run.writtenAt ?? run.at)), ...countLines(words, report.written)]
  if (doubtfulRows(run) > 0) lines.push(t.notWritten(doubtfulRows(run)))
  if (undo) lines.push('', t.askUndo)
  if (report.blocked?.length) lines.push('', t.blocked(report.blockedCount ?? 0), ...blockedLines(words, run))
  const rest = written - (report.blockedCount ?? 0)
  const back = report.blocked?.length
    ? rest > 0
      ? [button(t.undoRest(rest), 'import_undo_rest', run.id, 'danger')]
      : []
    : [button(b.import_undo, 'import_undo', run.id, 'danger')]
  return {
    text: lines.join('\n'),
    buttons: [[...back, button(b.import_report, 'import_report', run.id)], [button(b.imports, 'imports', 'x')]],
  }
}

function blockedLines(words: Words, { report }: ImportRun): string[] {
  const { exchange: t } = words.t
  const shown = (report.blocked ?? []).slice(0, problemsShown)
  const lines = shown.map(({ line, kind, name, why }) => `• ${t.blockedRow(line, kindName(words, kind), name, why)}`)
  return (report.blockedCount ?? 0) > shown.length ? [...lines, t.more((report.blockedCount ?? 0) - shown.length)] : lines
}

function undoneText(words: Words, run: ImportRun): string {
  const { exchange: t } = words.t
  const lines = [t.undone(words.dateTime(run.undoneAt ?? run.at), run.report.undone ?? 0)]
  if (run.report.left) lines.push(t.kept(run.report.left), ...blockedLines(words, run))
  return lines.join('\n')
}

/** Who imported what when, and what became of it. */
export async function importsCard({ tx, words, person }: Reader): Promise<Draft> {
  const { exchange: t } = words.t
  checkRight(person, 'bring_in')
  const runs = await tx.exchange.recent(isOffice(person) ? undefined : person.id, listed)
  const lines: string[] = []
  for (const run of runs) {
    const who = run.byId ? ((await tx.people.find(run.byId))?.name ?? words.t.somebody) : t.command
    const counts = run.report.written ?? run.report.counts
    const short = counts && run.state !== 'discarded' ? t.short(sum(counts, 'new'), sum(counts, 'changed')) : ''
    const kindsIn = kinds.filter((kind) => counts?.[kind]).map((kind) => kindName(words, kind))
    lines.push(
      `• ${t.listOne(words.dateTime(run.at), who, fileOf(words, run), t.states[run.state], [kindsIn.join(words.t.list), short].filter(Boolean).join(' '))}`,
    )
  }
  const buttons = runs
    .filter(({ state }) => state !== 'discarded')
    .slice(0, 5)
    .map((run) => [button(shorter(`${words.shortTime(run.at)} ${fileOf(words, run)}`, 30), 'import_show', run.id)])
  return { title: t.listTitle, text: lines.join('\n') || t.listNone, buttons }
}
