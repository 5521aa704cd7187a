/** What the machine says: disk, memory, and the backups that lie beside the data. */
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { getHeapStatistics } from 'node:v8'

/** Less free disk than this is too little, whatever the disk. */
export const leastFreeBytes = 1024 ** 3
/** A newest backup older than this is too old. */
export const oldBackupMs = 2 * 86_400_000

export interface Machine {
  /** Bytes of the disk that holds the data; undefined where there is no such folder. */
  disk(): Promise<{ free: number; total: number } | undefined>
  /** The part of the memory it may use that is in use, 0..1. */
  memory(): number
  /** When the newest backup was made; undefined where there is none. */
  backup(): Promise<Date | undefined>
}

export function createMachine(folder: string): Machine {
  return {
    async disk() {
      try {
        const { bavail, blocks, bsize } = await statfs(folder)
        return { free: bavail * bsize, total: blocks * bsize }
      } catch {
        return undefined
      }
    },
    memory() {
      const heap = getHeapStatistics()
      const limit = process.constrainedMemory?.() ?? 0
      // without a limit of the container it is 0, or a number beyond all memory
      const whole = limit > 0 && limit < 2 ** 50 ? process.memoryUsage.rss() / limit : 0
      return Math.max(whole, heap.used_heap_size / heap.heap_size_limit)
    },
    backup: () => newestBackup(join(folder, 'backups')),
  }
}

/** By the date in a name, its hour by the time of change where that is the same day. What has no date, or is not finished, is no backup. */
export async function newestBackup(folder: string): Promise<Date | undefined> {
  const names = await readdir(folder).catch(() => [])
  const times: number[] = []
  for (const name of names) {
    const [, year, month, day] = /(20\d\d)-?(\d\d)-?(\d\d)/.exec(name) ?? []
    if (!day || /\.(unfinished|part|tmp|partial)$/.test(name)) continue
    const dated = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
    const changed = await stat(join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.NaN,
    )
    if (Number.isNaN(dated)) continue
    times.push(Math.abs(changed - dated) < 2 * 86_400_000 ? changed : dated)
  }
  return times.length > 0 ? new Date(Math.max(...times)) : undefined
}
