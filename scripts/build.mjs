// Makes dist/ from src/ where it is not of the present sources; otherwise returns at once. `npm start` begins with it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist', '.built')
const generated = join('src', 'store', 'generated')

const sources = filesUnder('src').filter((path) => !path.startsWith(generated))
const state = fingerprint([...sources, 'prisma/schema.prisma', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'])
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) build()

function build() {
  const start = Date.now()
  console.log('Building (only needed when the sources have changed) …')
  rmSync(stamp, { force: true })
  run('prisma/build/index.js', 'generate', '--no-hints')
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json')
  // What tsc leaves behind: pages, styles, pictures, data.
  for (const path of sources.filter((path) => !path.endsWith('.ts'))) {
    const target = join(root, path.replace(/^src/, 'dist'))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(join(root, path), target)
  }
  writeFileSync(stamp, state)
  console.log(`Built in ${Math.round((Date.now() - start) / 1000)} s.`)
}

/** Runs a tool of node_modules; its output is shown only when it fails. */
function run(tool, ...args) {
  const script = join(root, 'node_modules', tool)
  if (!existsSync(script)) fail(`${tool} is not installed. Run "npm ci" first.`)
  const env = { ...process.env, CHECKPOINT_DISABLE: '1' }
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) fail(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\nThe build failed in ${tool}.`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort()
}

/** By size and time of change, not by "newer than": an unpacked older version counts as a change too. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
