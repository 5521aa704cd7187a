// The program on Telegram alone: sends what is in its outbox, by a clock that runs so many minutes ahead, and says when nothing is left.
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'

const [settings = '{}', ahead = '0'] = process.argv.slice(2)
const config = readConfig({ LOCAL_CHAT: 'off', SAMPLE_DIRECTORY: 'off', PORT: '0', ...JSON.parse(settings) })
const clock = { now: () => new Date(Date.now() + Number(ahead) * 60_000) }
const app = await createApp(config, createLog('silent'), { clock })
await app.start()
process.stdout.write('started\n')
for (;;) {
  const { due = 0, sending = 0 } = await app.store.outbox.counts()
  if (due + sending === 0) break
  await new Promise((resolve) => setTimeout(resolve, 100))
}
await app.stop()
process.stdout.write('done\n')
process.exit(0)
