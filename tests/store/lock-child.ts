// For each folder it reads from stdin: tries to lock it and says how that went. Keeps what it got until it ends.
import { createInterface } from 'node:readline'
import { lockFolder } from '../../src/store/folder-lock.ts'

process.stdout.write('ready\n')
for await (const folder of createInterface({ input: process.stdin })) {
  const outcome = await lockFolder(folder).then(
    () => 'held',
    (error: Error) => error.message,
  )
  process.stdout.write(`${outcome}\n`)
}
