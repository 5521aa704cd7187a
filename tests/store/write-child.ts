// Opens the embedded database in the folder given, writes row after row, and says the number of each once it is committed.

import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/store/client.ts'

const [folder = ''] = process.argv.slice(2)
const { prisma } = await openDatabase({ folder, log: createLog('silent') })
for (let n = 1; ; n++) {
  await prisma.setting.create({ data: { key: `row ${n}`, value: 'x'.repeat(200) } })
  process.stdout.write(`${n}\n`)
}
