import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import pg from 'pg'

/** Node has no fsync for folders and read-only files on Windows; there PGlite runs as it comes, without syncing. */
const canSync = process.platform !== 'win32'

const settings = ['shared_buffers=16MB', 'max_wal_size=64MB', 'min_wal_size=32MB', 'TimeZone=UTC']

/** PGlite starts PostgreSQL with -F (no fsync at all) by default. */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => !canSync || param !== '-F'),
  // PGlite's fdatasync does nothing, its fsync reaches the file system.
  ...[...settings, ...(canSync ? ['fsync=on', 'wal_sync_method=fsync'] : [])].flatMap((setting) => ['-c', setting]),
]

/**
 * Opens the PostgreSQL cluster in `folder` inside this process, and makes it first where there is none. What it has committed
 * survives a kill and a power cut. One process at a time: the caller holds the lock.
 */
export async function openCluster(folder: string): Promise<PGlite> {
  if (!(await exists(folder))) await createCluster(folder)
  return openPGlite(folder)
}

/** PGlite in memory, optionally from a dump, with the settings of the embedded database. */
export function openInMemory(loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({ loadDataDir, startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])] })
}

/** A node-postgres pool on PGlite. It has one connection: a second query waits until an open transaction ends. */
export function poolOn(database: PGlite): pg.Pool {
  const config = createPgConfig(database)
  // The bridge takes `types` for a list of parameter types, but Prisma's adapter passes node-postgres' { getTypeParser }.
  const parse = config.connection.parse.bind(config.connection)
  config.connection.parse = (statement) => parse({ ...statement, types: undefined })
  return new pg.Pool({ ...(config as unknown as pg.PoolConfig), max: 1 })
}

/** PGlite has neither checkpointer nor autovacuum: without this the folder grows for ever. Once a day is enough. Through the pool: beside an open
 * transaction on the one connection both would fail. */
export async function maintain(pool: pg.Pool): Promise<void> {
  await pool.query('VACUUM (ANALYZE)')
  await pool.query('CHECKPOINT')
}

/** A cluster appears under its name only when it is whole, so that a kill in the middle leaves none that can't start. */
async function createCluster(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const database = await openPGlite(unfinished)
  await database.close()
  if (canSync) await syncTree(unfinished)
  await rename(unfinished, folder)
  if (canSync) syncPath(dirname(folder), fsyncSync)
}

async function openPGlite(folder: string): Promise<PGlite> {
  return PGlite.create({
    dataDir: folder,
    fs: canSync ? new SyncingNodeFS(folder) : new NodeFS(folder),
    startParams,
    relaxedDurability: false,
  })
}

/** The parts of Emscripten's file system that are used here. */
type Emscripten = {
  FS: {
    isDir(mode: number): boolean
    filesystems: {
      NODEFS: {
        stream_ops: { fsync?: (stream: { nfd: number; node: { mode: number } }) => number }
        /** Turns an error of Node into an errno for PostgreSQL. */
        tryFSOperation(operation: () => number): number
      }
    }
  }
}

/** Emscripten drops fsync for files of the host. This passes it on, so PostgreSQL itself decides what is synced when. */
class SyncingNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args)
    const passOn = ({ FS }: Emscripten) => {
      const { NODEFS } = FS.filesystems
      NODEFS.stream_ops.fsync = ({ nfd, node }) =>
        NODEFS.tryFSOperation(() => {
          if (FS.isDir(node.mode)) fsyncSync(nfd)
          else fdatasyncSync(nfd)
          return 0
        })
    }
    const preRun = [...((emscriptenOpts.preRun as unknown[] | undefined) ?? []), passOn]
    return { emscriptenOpts: { ...emscriptenOpts, preRun: preRun as typeof emscriptenOpts.preRun } }
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    syncPath(join(entry.parentPath, entry.name), fsyncSync)
  }
  syncPath(folder, fsyncSync)
}

function syncPath(path: string, sync: (fd: number) => void): void {
  const fd = openSync(path, 'r')
  try {
    sync(fd)
  } finally {
    closeSync(fd)
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
