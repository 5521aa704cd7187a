/** The directory command: `load FOLDER` (an office's own), `load-sample`, `remove-sample`, `holidays FILE` (the holidays and make-up days of a year), `import FILE` (.xlsx or .csv of any kind). */
import { existsSync } from 'node:fs'
import { wordsIn } from './bot/words.ts'
import { ConfigError, readConfig } from './config.ts'
import { importFile, importOptions } from './directory-import.ts'
import { keptLines } from './directory-kept.ts'
import { type HolidayYear, readHolidayYear } from './domain/calendar/holiday-year.ts'
import { DomainError } from './domain/errors.ts'
import { newCode } from './domain/ids.ts'
import type { Tx } from './domain/store.ts'
import { codeDays, hashOf } from './domain/use-cases/onboard.ts'
import { createLog } from './log.ts'
import { readDirectory, readJson, readSample } from './sample.ts'
import { openDatabase } from './store/client.ts'
import { createStore } from './store/index.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const usage =
  'usage: npm run directory -- load FOLDER | load-sample | remove-sample | holidays FILE | import FILE [--as KIND] [--write | --write-sound] [--en]'

/** A code for each officer and institute manager who has no chat account yet; sent to the bot in private, it links theirs. */
async function officerCodes(tx: Tx, at: Date): Promise<string[]> {
  const lines: string[] = []
  const people = [...(await tx.people.withRoles([])), ...(await tx.people.managers())]
  for (const person of new Map(people.map((one) => [one.id, one])).values()) {
    if ((await tx.people.accounts(person.id)).length > 0) continue
    const code = newCode()
    const expiresAt = new Date(at.getTime() + codeDays.officer * 86_400_000)
    await tx.codes.create(hashOf(code), { kind: 'link', personId: person.id, createdById: person.id, expiresAt }, at)
    const post = person.post ?? (person.managesId ? (await tx.directory.institute(person.managesId))?.name : person.roles.join())
    lines.push(`${person.name}（${post}）: ${code}`)
  }
  return lines
}

async function main(): Promise<void> {
  const [verb, place = ''] = process.argv.slice(2)
  const wantsPlace = verb === 'load' || verb === 'holidays' || verb === 'import'
  if (!(wantsPlace && place) && verb !== 'load-sample' && verb !== 'remove-sample') throw new ConfigError([usage])
  const config = readConfig(process.env)
  const directory = verb === 'load' ? await readDirectory(place) : verb === 'load-sample' ? await readSample() : undefined
  const years = verb === 'holidays' ? await readHolidays(place) : undefined
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, undefined, config.secrets)
  const database = await openDatabase({ url: config.databaseUrl, folder: config.dataDir, log })
  try {
    const at = new Date()
    const store = createStore(database.prisma, () => at)
    if (verb === 'import') return await importFile(store, place, importOptions(process.argv.slice(4)), at)
    if (years) return await store.transaction((tx) => importHolidays(tx, years, at))
    const options = { sample: verb === 'load-sample', accounts: verb === 'load-sample', at }
    const { counts, kept } = await store.transaction(async (tx) =>
      directory ? tx.directory.load(directory, options) : { counts: await tx.directory.removeSample(), kept: [] },
    )
    for (const [what, count] of Object.entries(counts)) process.stdout.write(`${what}: ${count}\n`)
    for (const line of keptLines(kept)) process.stdout.write(`${line}\n`)
    if (verb === 'load') for (const line of await store.transaction((tx) => officerCodes(tx, at))) process.stdout.write(`${line}\n`)
  } finally {
    await database.close()
  }
}

/** One year, or a list of years. */
async function readHolidays(file: string): Promise<HolidayYear[]> {
  const json = await readJson(file)
  return (Array.isArray(json) ? json : [json]).map((year) => readHolidayYear(year))
}

/** Terms that run already are counted again at the next tick. */
async function importHolidays(tx: Tx, years: HolidayYear[], at: Date): Promise<void> {
  for (const year of years) {
    await tx.holidays.put(year, at)
    process.stdout.write(`${year.year}: ${year.off.length} holidays, ${year.work.length} make-up days\n`)
  }
  await tx.matters.wake(at)
}

function say(error: unknown): string {
  // mistakes in directory files come as whole sentences, this one as a key of the texts
  if (error instanceof DomainError && error.message === 'holidays_wrong') return wordsIn('zh').error(error)
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => {
  process.stderr.write(`${say(error)}\n`)
  process.exit(1)
})
