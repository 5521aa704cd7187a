/** The directory command: `load FOLDER` (an office's own), `load-sample`, `remove-sample`. */
import { existsSync } from 'node:fs'
import { ConfigError, readConfig } from './config.ts'
import { newCode } from './domain/ids.ts'
import type { Tx } from './domain/store.ts'
import { codeDays, hashOf } from './domain/use-cases/onboard.ts'
import { createLog } from './log.ts'
import { readDirectory, readSample } from './sample.ts'
import { openDatabase } from './store/client.ts'
import { createStore } from './store/index.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const usage = 'usage: npm run directory -- load FOLDER | load-sample | remove-sample'

/** A code for each officer who has no chat account yet; sent to the bot in private, it links theirs. */
async function officerCodes(tx: Tx, at: Date): Promise<string[]> {
  const lines: string[] = []
  for (const person of await tx.people.withRoles([])) {
    if ((await tx.people.accounts(person.id)).length > 0) continue
    const code = newCode()
    const expiresAt = new Date(at.getTime() + codeDays.officer * 86_400_000)
    await tx.codes.create(hashOf(code), { kind: 'link', personId: person.id, createdById: person.id, expiresAt }, at)
    lines.push(`${person.name}（${person.post ?? person.roles.join()}）: ${code}`)
  }
  return lines
}

async function main(): Promise<void> {
  const [verb, folder] = process.argv.slice(2)
  if (!(verb === 'load' && folder) && verb !== 'load-sample' && verb !== 'remove-sample') throw new ConfigError([usage])
  const config = readConfig(process.env)
  const directory = verb === 'load' ? await readDirectory(folder as string) : verb === 'load-sample' ? await readSample() : undefined
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  const database = await openDatabase({ url: config.databaseUrl, folder: config.dataDir, log })
  try {
    const at = new Date()
    const store = createStore(database.prisma, () => at)
    const options = { sample: verb === 'load-sample', accounts: verb === 'load-sample', at }
    const counts = await store.transaction((tx) => (directory ? tx.directory.load(directory, options) : tx.directory.removeSample()))
    for (const [what, count] of Object.entries(counts)) process.stdout.write(`${what}: ${count}\n`)
    if (verb === 'load') for (const line of await store.transaction((tx) => officerCodes(tx, at))) process.stdout.write(`${line}\n`)
  } finally {
    await database.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
