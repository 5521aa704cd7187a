/** The directory command: `load FOLDER` (an office's own), `load-sample`, `remove-sample`. */
import { existsSync } from 'node:fs'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { readDirectory, readSample } from './sample.ts'
import { openDatabase } from './store/client.ts'
import { createStore } from './store/index.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const usage = 'usage: npm run directory -- load FOLDER | load-sample | remove-sample'

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
  } finally {
    await database.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
