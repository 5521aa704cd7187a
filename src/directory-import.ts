import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { countLines, doubtfulRows, soundRows, whyWords } from './bot/features/exchange/lines.ts'
import { kindCalled } from './bot/features/exchange/reading.ts'
import type { BotStore } from './bot/traffic.ts'
import { wordsIn } from './bot/words.ts'
import { ConfigError } from './config.ts'
import { DomainError } from './domain/errors.ts'
import type { ImportRun } from './domain/exchange/run.ts'
import { newId } from './domain/ids.ts'
import type { Lang } from './domain/person.ts'
import type { Tx } from './domain/store.ts'
import type { Work } from './domain/use-cases/act.ts'
import { carry } from './domain/use-cases/exchange/carry.ts'
import { nameOf } from './domain/use-cases/exchange/take-back.ts'
import { readWorkbook } from './reports/read-workbook.ts'

export type ImportOptions = { as?: string; lang: Lang; write: boolean; soundOnly: boolean }

/** `--as KIND`, `--en`, `--write`, `--write-sound` in any order. */
export function importOptions(args: readonly string[]): ImportOptions {
  const as = args.indexOf('--as')
  return {
    ...(as >= 0 && { as: args[as + 1] ?? '' }),
    lang: args.includes('--en') ? 'en' : 'zh',
    write: args.includes('--write') || args.includes('--write-sound'),
    soundOnly: args.includes('--write-sound'),
  }
}

/** What the chat does with a file, from the command line: a dry run that is printed, and, where that is asked for and nothing is in doubt, the writing. It can be undone in the chat. */
export async function importFile(store: BotStore, path: string, options: ImportOptions, at: Date): Promise<void> {
  const kind = options.as === undefined ? undefined : kindCalled(options.as)
  if (options.as !== undefined && !kind) throw new ConfigError([`There is no kind called "${options.as}"`])
  const bytes = await readFile(path)
  const id = newId()
  await store.transaction(async (tx) => {
    const name = basename(path)
    const fileId = await tx.files.put({ name, mime: 'application/octet-stream', bytes }, at)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await tx.exchange.create({
      ...{ id, lang: options.lang, fileId, fileName: name, sha256, source: 'file', kind, chosen: {}, state: 'reading', report: {} },
      ...{ done: 0, total: 0, soundOnly: options.soundOnly, at },
    })
  })
  const run = await carryOn(store, id, at)
  await print(store, run, options.lang)
  if (run.state !== 'shown') await end(store, run)
  if (!options.write || soundRows(run) === 0) return end(store, run)
  if (doubtfulRows(run) > 0 && !options.soundOnly) {
    await end(store, run)
    throw new DomainError('invalid', wordsIn(options.lang).t.exchange.inDoubt)
  }
  await store.transaction((tx) => tx.exchange.move(id, ['shown'], 'writing', { soundOnly: options.soundOnly }))
  const { t } = wordsIn(options.lang)
  const written = await carryOn(store, id, at)
  process.stdout.write(`${written.state === 'written' ? t.exchange.states.written : t.exchange.changedSince}\n`)
}

async function carryOn(store: BotStore, id: string, at: Date): Promise<ImportRun> {
  const find = () => store.transaction((tx) => tx.exchange.find(id)) as Promise<ImportRun>
  const work = (tx: Tx): Work => ({
    tx,
    now: at,
    matcher: () => Promise.reject(new Error('no matcher here')),
    rules: { inviteAtOnce: 0, answerHours: 0, platforms: [] },
  })
  await carry({ store, work, now: () => at, readWorkbook }, await find())
  return find()
}

/** A dry run that is not written leaves nothing behind. */
async function end(store: BotStore, run: ImportRun): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.exchange.dropRows(run.id)
    if (run.fileId) await tx.exchange.dropFile(run.fileId)
    await tx.exchange.move(run.id, ['shown', 'asking', 'failed'], 'discarded', { fileId: '' })
  })
}

async function print(store: BotStore, run: ImportRun, lang: Lang): Promise<void> {
  const words = wordsIn(lang)
  const { exchange: t } = words.t
  if (run.state === 'failed') throw new DomainError('invalid', t.trouble[run.report.trouble ?? 'broke'])
  if (run.state === 'asking')
    throw new DomainError('invalid', `${t.asking(run.report.sheets?.find((sheet) => 'unsure' in sheet)?.name ?? '')} --as KIND`)
  const rows = await store.transaction((tx) => tx.exchange.rows(run.id, { verdicts: ['wrong', 'doubt'] }))
  const lines = rows.map((row) => t.row(row.line, nameOf(row), whyWords(words, run, row)))
  process.stdout.write(`${[...lines, ...countLines(words, run.report.counts)].join('\n')}\n`)
}
