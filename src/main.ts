import { existsSync } from 'node:fs'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './log.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, undefined, config.secrets)
  const app = await createApp(config, log)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping; a second signal stops at once')
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
    await app.stop()
    throw error
  }
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
