import { createHash, randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type FolderLock = { release(): Promise<void> }

/** What a running copy says of itself to whoever connects. `trying`: it has not made sure yet that it is alone. */
type State = { state: 'held' | 'trying'; id: string; pid: number }

/** A copy whose event loop is busy does not answer at once; it counts as holding. */
const answerWithinMs = 1_000
const retryEveryMs = 40
const giveUpAfterMs = 10_000

/** The longest path of a socket on Linux is 107 bytes, on macOS 103. */
const longestPath = 100

/**
 * Takes `folder` (which exists) for this process alone, or throws an Error that says who has it. It ends with the process,
 * however that dies: the lock is a listening socket, and the kernel closes it. It holds between containers on one machine that
 * share the folder; it does not hold between machines over a network file system.
 *
 * How: each copy listens on a socket of its own, moves it into the folder, and only then knocks at all others there. Of two
 * copies the one that looks later finds the other, so two never both believe to be alone. Of several that only try, the one
 * with the lowest id stays. A socket nobody listens on is litter of a dead process; names are never used again.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const real = await realpath(folder)
  if (process.platform === 'win32') return lockPipe(real)
  try {
    return await lockIn(join(real, 'lock'), real)
  } catch (error) {
    if (!cannotHoldSockets(error)) throw error
    // Some shared folders of virtual machines can't hold sockets.
    return lockIn(join(tmpdir(), `shibaiqian-${hash(real)}`), real)
  }
}

function cannotHoldSockets(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === 'listen' && ['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENAMETOOLONG'].includes(code ?? '')
}

async function lockIn(place: string, folder: string): Promise<FolderLock> {
  await mkdir(place, { recursive: true })
  const reach = shortWayTo(place)
  try {
    const deadline = Date.now() + giveUpAfterMs
    for (;;) {
      const lock = await attempt(place, reach.path, folder)
      if (lock) return lock
      if (Date.now() > deadline) throw inUse(folder)
      await pause(retryEveryMs)
    }
  } finally {
    reach.close()
  }
}

/** Undefined: somebody with a lower id is trying too, so step back and look again. */
async function attempt(place: string, reach: string, folder: string): Promise<FolderLock | undefined> {
  const me: State = { state: 'trying', id: randomBytes(6).toString('hex'), pid: process.pid }
  const server = await listen(`${reach}/${me.id}.new`, me)
  const release = async () => {
    await rm(join(place, `${me.id}.sock`), { force: true })
    await closeServer(server)
  }
  try {
    // Seen by others only now, when it listens: a socket that is bound but does not listen yet looks dead.
    await rename(join(place, `${me.id}.new`), join(place, `${me.id}.sock`))
    const deadline = Date.now() + giveUpAfterMs
    for (;;) {
      const others = await livingOthers(place, reach, me.id)
      if (others.length === 0) break
      const holder = others.find((other) => other.state === 'held')
      if (holder) throw inUse(folder, holder.pid)
      if (others.some((other) => other.id < me.id)) {
        await release()
        return undefined
      }
      if (Date.now() > deadline) throw inUse(folder, others[0]?.pid)
      await pause(retryEveryMs)
    }
  } catch (error) {
    await release()
    throw error
  }
  me.state = 'held'
  return { release }
}

async function livingOthers(place: string, reach: string, ownId: string): Promise<State[]> {
  const names = (await readdir(place)).filter((name) => name.endsWith('.sock') && name !== `${ownId}.sock`)
  const states = await Promise.all(
    names.map(async (name) => {
      const state = await ask(`${reach}/${name}`)
      if (!state) await rm(join(place, name), { force: true })
      return state
    }),
  )
  return states.filter((state) => state !== undefined)
}

/** Undefined: nobody listens. Whoever listens but keeps silent counts as holding; whoever hangs up is just leaving: ask again. */
function ask(path: string): Promise<State | undefined> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(path)
    let text = ''
    const finish = (state: State | undefined) => {
      socket.destroy()
      resolve(state)
    }
    socket.setTimeout(answerWithinMs, () => finish({ state: 'held', id: '', pid: 0 }))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => finish(readState(text)))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') finish(undefined)
      else if (error.code === 'EACCES') reject(new Error(`The data folder was used by another user of this machine: ${error.message}`))
      else finish(leaving)
    })
  })
}

/** Its id is above all others, so nobody steps back for it. */
const leaving: State = { state: 'trying', id: '~', pid: 0 }

function readState(text: string): State {
  return text === '' ? leaving : (JSON.parse(text) as State)
}

function listen(path: string, me: State): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.end(JSON.stringify(me))
    })
    server.once('error', reject)
    server.listen({ path, readableAll: true, writableAll: true }, () => {
      server.unref()
      resolve(server)
    })
  })
}

function closeServer(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** A path of the folder short enough for a socket. The kernel would cut a longer one off without a word. */
function shortWayTo(place: string): { path: string; close(): void } {
  if (Buffer.byteLength(place) + 20 <= longestPath) return { path: place, close: () => {} }
  if (process.platform !== 'linux')
    throw Object.assign(new Error(`too long for a socket: ${place}`), { code: 'ENAMETOOLONG', syscall: 'listen' })
  const fd = openSync(place, 'r')
  return { path: `/proc/self/fd/${fd}`, close: () => closeSync(fd) }
}

/** On Windows a pipe's name belongs to the one process that made it first, and goes with it. */
async function lockPipe(folder: string): Promise<FolderLock> {
  const me: State = { state: 'held', id: '', pid: process.pid }
  const path = `\\\\.\\pipe\\shibaiqian-${hash(folder.toLowerCase())}`
  try {
    const server = await listen(path, me)
    return { release: () => closeServer(server) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw inUse(folder, (await ask(path))?.pid)
  }
}

function inUse(folder: string, pid?: number): Error {
  const who = pid ? `process ${pid}` : 'another process'
  return new Error(
    `The data folder ${folder} is in use by ${who}. Stop that one first, or give this one a folder of its own with DATA_DIR.`,
  )
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
