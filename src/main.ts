import { existsSync } from 'node:fs'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

/** The process is gone within 10 s of the signal. */
const mostStopMs = 9_000
/** The exit status that says so. */
const unfinished = 3

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, undefined, config.secrets)
  const app = await createApp(config, log)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping; a second signal stops at once')
    // what hangs is settled by the database at the next start, as after a kill
    setTimeout(() => {
      log.error({ left: app.inHand() }, 'not everything could be finished in time; the rest is settled at the next start')
      process.exit(unfinished)
    }, mostStopMs)
    app.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  try {
    await app.start()
  } catch (error) {
    // told to stop meanwhile: what broke off is no news, and the process ends with the stop
    if (stopping) return
    await app.stop()
    throw error
  }
  if (stopping) return
  const names = [...app.platforms.keys()].join(', ')
  log.info({ platforms: names, address: app.address() }, 'started')
  if (app.platforms.has('local'))
    console.log(`\n十百千 Shibaiqian is running. Open the local chat: ${app.address()}\n请在浏览器打开本地聊天：${app.address()}\n`)
  else console.log(`\n十百千 Shibaiqian is running on ${names}.\n`)
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) for (const line of error.lines) console.error(line)
  else console.error(error instanceof Error && error.message ? error.message : error)
  process.exit(1)
})
