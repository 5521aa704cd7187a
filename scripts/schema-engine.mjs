#!/usr/bin/env node
// Stands in for Prisma's schema-engine binary, which Prisma would otherwise download: the same JSON-RPC on stdin and stdout,
// answered by @prisma/schema-engine-wasm. Enough for `prisma generate` and `prisma migrate diff | dev | deploy | status | resolve`.
// Without a DATABASE_URL it works on an empty PGlite in memory; the shadow database always is one. See prisma.config.ts.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const args = process.argv.slice(2)
const url = JSON.parse(valuesOf('--datasource')[0] ?? '{}').url ?? ''
const inMemory = url === '' || new URL(url).hostname === 'embedded.invalid'
let answering // the id of the request in work, so that even a crash is answered

process.on('uncaughtException', (error) => {
  if (answering !== undefined) sendError(answering, error)
  process.exitCode = 1
  process.stdout.write('', () => process.exit())
})

if (args.includes('--version')) {
  process.stdout.write(`schema-engine-cli ${JSON.parse(readFileSync(wasmFile('package.json'), 'utf8')).version}\n`)
} else if (args.includes('cli')) {
  await runCommand(args[args.indexOf('cli') + 1])
} else {
  await serve()
}

function valuesOf(name) {
  return args.flatMap((arg, i) => (arg === name ? [args[i + 1]] : []))
}

// ---- one-off commands: the exit code and a log line on stderr are the answer ----

async function runCommand(command) {
  try {
    if (command === 'can-connect-to-database') await query(url, 'SELECT 1')
    else if (command === 'create-database') {
      const server = new URL(url)
      const name = decodeURIComponent(server.pathname.slice(1))
      server.pathname = '/postgres'
      await query(server.toString(), `CREATE DATABASE ${pg.escapeIdentifier(name)}`)
    } else throw new Error(`the stand-in for Prisma's schema engine has no command "${command}"`)
  } catch (error) {
    const fields = { message: messageOf(error), error_code: error.code === '3D000' ? 'P1003' : 'P1001' }
    // Prisma skips the first line of stderr.
    process.stderr.write(
      `\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields })}\n`,
    )
    process.exitCode = 1
  }
}

async function query(connectionString, sql) {
  if (inMemory) return
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end()
  }
}

// ---- JSON-RPC ----

async function serve() {
  const closers = []
  let engine
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = line.trim() ? JSON.parse(line) : {}
    if (!method) continue
    answering = id
    try {
      engine ??= await startEngine(closers)
      send({ id, result: (await call(engine, method, params)) ?? {} })
    } catch (error) {
      sendError(id, error)
    }
    answering = undefined
  }
  for (const close of closers) await close()
  process.exit()
}

async function call(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params)
  if (typeof engine[method] !== 'function') throw new Error(`the stand-in for Prisma's schema engine can't do "${method}"`)
  const result = await engine[method](params)
  if (method !== 'diff' || !result.stdout) return result
  // The binary prints a diff through the client instead of returning it.
  send({ id: 1, method: 'print', params: { content: result.stdout } })
  return { ...result, stdout: null }
}

async function startEngine(closers) {
  await loadWasm()
  const datamodels = valuesOf('--datamodels').map((path) => [resolve(path), readFileSync(path, 'utf8')])
  const factory = {
    provider: 'postgres',
    adapterName: 'schema-engine-stand-in',
    connect: () => (inMemory ? connectMemory(closers) : connectServer(closers)),
    connectToShadowDb: () => connectMemory(closers),
  }
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined }
  return wasm.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}

async function loadWasm() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) }
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile('schema_engine_bg.wasm')), { './schema_engine_bg.js': wasm })
  wasm.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

function wasmFile(name) {
  return join(dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')), name)
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function sendError(id, error) {
  const message = messageOf(error)
  send({ id, error: { code: 4466, message, data: { is_panic: false, message, error_code: error.code, meta: error.meta } } })
}

/** Node's refused connections carry their text in `errors`; the adapter's in `cause`. */
function messageOf(error) {
  return error.message || error.errors?.[0]?.message || JSON.stringify(error.cause) || String(error)
}

// ---- databases ----

async function connectServer(closers) {
  const server = new URL(url)
  const schema = server.searchParams.get('schema') ?? undefined
  server.searchParams.delete('schema')
  const pool = new pg.Pool({ connectionString: server.toString(), max: 2, connectionTimeoutMillis: 10_000 })
  closers.push(() => pool.end())
  return forEngine(await new PrismaPg(pool, { schema }).connect(), pool)
}

async function connectMemory(closers) {
  const database = await PGlite.create()
  const config = createPgConfig(database)
  // PGlite's bridge takes `types` for a list of parameter types; the adapter passes pg's { getTypeParser }.
  const parse = config.connection.parse.bind(config.connection)
  config.connection.parse = (statement) => parse({ ...statement, types: undefined })
  const pool = new pg.Pool({ ...config, max: 1 })
  closers.push(async () => {
    await pool.end()
    await database.close()
  })
  return forEngine(await new PrismaPg(pool).connect(), pool)
}

/** The adapter as the schema engine needs it. */
function forEngine(adapter, pool) {
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (isolation) => readChars(await startTransaction(isolation))
  // The adapter splits scripts at every semicolon, which tears functions and quoted text apart.
  adapter.executeScript = async (script) => {
    await pool.query(script).catch((error) => adapter.onError(error))
  }
  return readChars(adapter)
}

/** The engine's look at the catalogue selects "char" columns (type 18), which the adapter has no mapping for. */
function readChars(queryable) {
  const { queryRaw } = Object.getPrototypeOf(Object.getPrototypeOf(queryable))
  queryable.queryRaw = async (statement) => {
    const chars = []
    const performIO = async (inner) => {
      const result = await queryable.performIO(inner)
      result.fields.forEach((field, i) => {
        if (field.dataTypeID === 18) chars.push(i)
      })
      return { ...result, fields: result.fields.map((field) => (field.dataTypeID === 18 ? { ...field, dataTypeID: 25 } : field)) }
    }
    const result = await queryRaw.call(Object.create(queryable, { performIO: { value: performIO } }), statement)
    for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  return queryable
}
