import type { FastifyInstance } from 'fastify'
import { createBot } from './bot/bot.ts'
import { createDeliverer } from './bot/deliver.ts'
import { mostOf } from './bot/flood.ts'
import { createIntake } from './bot/intake.ts'
import type { Host, Incoming, Platform, RosterEntry } from './bot/platform.ts'
import { createPump } from './bot/pump.ts'
import { aloneReceiving, createReceivers } from './bot/receivers.ts'
import { createSenders } from './bot/senders.ts'
import type { BotStore } from './bot/traffic.ts'
import { type Config, ConfigError, isLoopback } from './config.ts'
import { type Clock, systemClock } from './domain/clock.ts'
import type { Person } from './domain/person.ts'
import type { Store, Tx } from './domain/store.ts'
import type { Rules, Work } from './domain/use-cases/act.ts'
import { rerouteUnreachable } from './domain/use-cases/ask-experts.ts'
import { atSending } from './domain/use-cases/clocks/remind.ts'
import { dues } from './domain/use-cases/due.ts'
import { sayAlarms } from './domain/use-cases/operating/alarms.ts'
import { createEmbeddingKeeper } from './embedding-keeper.ts'
import { createImportKeeper } from './import-keeper.ts'
import { createJobs } from './jobs/index.ts'
import { type Log, logged } from './log.ts'
import { createMatcherKeeper } from './matcher-keeper.ts'
import { guarded } from './matching/embedding/guarded.ts'
import { createEmbedder } from './matching/embedding/settings.ts'
import { createMachine, type Machine } from './operating/machine.ts'
import { addHealth } from './operating/routes.ts'
import { createOperation } from './operation.ts'
import { platformModules } from './platforms/index.ts'
import { makeLetter } from './reports/letter.ts'
import { makePicture } from './reports/picture.ts'
import { readWorkbook } from './reports/read-workbook.ts'
import { makeTables } from './reports/tables.ts'
import { makeWorkbook } from './reports/workbook.ts'
import { readSample } from './sample.ts'
import type { Database } from './store/client.ts'
import { openDatabase } from './store/client.ts'
import { createStore } from './store/index.ts'
import { addDesk } from './web/index.ts'
import { createWebServer } from './web-server.ts'

/** Parts that a test brings itself. */
export type Overrides = {
  clock?: Clock
  database?: Database
  /** Instead of those that the configuration names. */
  platforms?: Platform[]
  /** Listens though the platforms were given. */
  listen?: boolean
  /** No clock of its own: the test ticks. */
  quiet?: boolean
  /** Disk, memory and backups, instead of this machine's. */
  machine?: Machine
}

export type App = {
  /** Where the web server listens. */
  address(): string
  store: BotStore
  platforms: ReadonlyMap<string, Platform>
  start(): Promise<void>
  stop(): Promise<void>
  /** Does what the clock makes due. */
  tick(): Promise<void>
  /** Handles and sends everything that can be handled and sent now. */
  idle(): Promise<void>
  /** What is in hand, by kind; to be named when it can't be waited for. */
  inHand(): Record<string, number>
}

/** Wires everything together. Nothing runs until `start`; a failed start leaves nothing open. */
export async function createApp(config: Config, log: Log, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock
  const database = overrides.database ?? (await openDatabase({ url: config.databaseUrl, folder: config.dataDir, log }))
  const http = createWebServer(config.trustedProxies)
  try {
    return await assemble(config, log, clock, database, http, overrides)
  } catch (error) {
    await http.close()
    await database.close()
    throw error
  }
}

async function assemble(
  config: Config,
  log: Log,
  clock: Clock,
  database: Database,
  http: FastifyInstance,
  overrides: Overrides,
): Promise<App> {
  const now = () => clock.now()
  const store = createStore(database.prisma, now)
  let address = ''
  const operation = createOperation({
    store,
    workOn: (tx) => workOn(tx),
    platforms: () => rules.platforms,
    clock,
    log,
    database,
    machine: overrides.machine ?? createMachine(config.dataDir),
  })
  const { metrics: meter, watch } = operation
  // on the embedded database there is no other program
  const receivers = database.kind === 'postgresql' ? createReceivers(store.leases, clock, log) : aloneReceiving
  const host: Host = {
    ...{ http, log, now, httpAddress: () => address, transcript: store.transcript, roster: () => store.transaction(rosterOf) },
    turnToReceive: receivers.turn,
    receiving: watch.receiving,
  }
  const platforms = new Map((overrides.platforms ?? configured(config, host)).map((platform) => [platform.name, platform]))
  if (platforms.size === 0)
    throw new ConfigError(['No platform is configured: set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN, or LOCAL_CHAT=on'])

  const embedder = createEmbedder(config.embeddings)
  const embeddings = embedder && createEmbeddingKeeper(store, guarded(embedder, log, clock), config.embeddings.sendPrivate)
  const rules: Rules = {
    inviteAtOnce: config.expertsAtOnce,
    answerHours: config.answerHours,
    adminCode: config.adminCode,
    defenceDesk: config.defenceDesk,
    retention: config.retention,
    embedder: embeddings?.id,
    platforms: [...platforms.keys()],
  }
  const keeper = createMatcherKeeper(embeddings?.id)
  const workOn = (tx: Tx): Work => ({ tx, now: now(), rules, matcher: () => matcherAt(tx) })
  const matcherAt = async (tx: Tx) => operation.timed(await keeper.at(tx))

  const web = () => config.webAddress ?? address
  const office = {
    ...{ name: config.officeName, web, workbook: makeWorkbook, tables: makeTables, picture: makePicture, letter: makeLetter },
    running: operation.running,
  }
  addHealth(http, { unready: operation.unready, metrics: meter, metricsToken: config.metricsToken })
  await addDesk(http, { store, now, office, log, secure: config.webAddress?.startsWith('https:') ?? false })

  const deliverer = createDeliverer({
    store,
    platforms,
    clock,
    log,
    office,
    meter,
    onTrouble: (times) => operation.raise({ kind: 'delivery_failed', times }),
    onUnreachable: (tx, personId, notices) => rerouteUnreachable(workOn(tx), personId, notices),
    atSending: (tx, person, address, notice) => atSending(workOn(tx), person, address, notice),
    // on the embedded database there is no other program
    ...(database.kind === 'postgresql' ? { senders: createSenders(store.leases, [...platforms.keys()], clock) } : {}),
  })
  const handled = createBot({
    clock,
    rules,
    platforms,
    matcher: matcherAt,
    embedNeed: embeddings?.embedNeed,
    keptToday: (address) => store.inbox.keptBytes(address, new Date(now().getTime() - 86_400_000)),
  })
  const intake = createIntake({
    ...{ store, clock, log, handled, meter, most: mostOf(config.eventsPerMinute), wake: () => inward.wake() },
    onFailed: () => operation.raise({ kind: 'event_failed' }),
  })
  // another program on the same database may have written what this one sends
  const outward = createPump('outbox', () => deliverer.drain(), log, database.kind === 'postgresql' ? 200 : undefined, operation.fault)
  const inward = createPump(
    'inbox',
    () =>
      intake
        .drain()
        .then(() => {
          imports.wake()
          outward.wake()
        })
        .then(() => undefined),
    log,
    undefined,
    operation.fault,
  )
  const importer = createImportKeeper({ store, work: workOn, clock, readWorkbook, log })
  const imports = createPump(
    'imports',
    () =>
      importer
        .drain()
        .then(() => void outward.wake())
        .then(() => undefined),
    log,
    5_000,
    operation.fault,
  )
  const jobs = createJobs(tick, log)
  let tidied: string | undefined
  let stopping = false

  /** One step of the tick; its log lines and parcels carry the minute and its name. */
  async function step(name: string, act: (by: Store, failed: (error: unknown) => void) => Promise<unknown>): Promise<void> {
    if (stopping) return
    let well = true
    const failed = (err: unknown) => {
      well = false
      operation.fault(err)
      log.error({ err, step: name }, 'a step of the tick failed; the others go on')
    }
    const request = `${now().toISOString().slice(0, 16)}:${name}`
    await logged({ request }, () => act(store.causedBy(request), failed)).catch(failed)
    watch.step(name, well)
  }

  async function tick(): Promise<void> {
    const begun = now().getTime()
    await step('embeddings', async () => embeddings?.catchUp())
    for (const due of dues) await step(due.name || 'other', (by, failed) => due(by, workOn, now(), failed))
    await step('recover', () => deliverer.recover(false))
    await step('watch', () => watch.look())
    await step('sayAlarms', (by) => sayAlarms(by, workOn, now()))
    outward.wake()
    await step('tidyUp', tidyUp)
    meter.took('tick', now().getTime() - begun)
  }

  /** Once a day, when the office sleeps (03:00 in Asia/Shanghai). */
  async function tidyUp(): Promise<void> {
    const night = new Date(now().getTime() + 5 * 3_600_000).toISOString().slice(0, 10)
    if (night === tidied) return
    if (tidied !== undefined) {
      await store.transaction((tx) => keeper.tidy(tx))
      await database.maintain()
    }
    tidied = night
  }

  async function idle(): Promise<void> {
    await intake.drain()
    await importer.drain()
    await deliverer.drain()
  }

  function record(event: Incoming): Promise<void> {
    watch.dated(new Date(event.at))
    return intake.record(event)
  }

  async function start(): Promise<void> {
    await seed(config, store, platforms, now(), log)
    await store.transaction((tx) => tx.settle('installed_at', now().toISOString()))
    await deliverer.recover(database.kind === 'embedded')
    if (database.kind === 'embedded') await importer.recover()
    if (overrides.platforms === undefined || overrides.listen) address = await listen(http, config)
    for (const platform of platforms.values()) await platform.start(record)
    operation.state = stopping ? 'stopping' : 'running'
    if (overrides.quiet || stopping) return
    inward.start()
    outward.start()
    imports.start()
    jobs.start()
    // the first need should not have to wait for the matcher to be read
    void store.transaction((tx) => keeper.at(tx)).catch((err: unknown) => log.error({ err }, 'the matcher could not be read'))
  }

  /** Takes in and begins nothing more, finishes what is in hand, gives up its leases. All at once: the time is short, and none of them waits for another. */
  async function stop(): Promise<void> {
    stopping = true
    operation.state = 'stopping'
    const parts = await Promise.allSettled([
      Promise.all([...platforms.values()].map((platform) => platform.stop())).then(() => receivers.leave()),
      jobs.stop(),
      Promise.all([intake.stop(), inward.stop()]),
      imports.stop(),
      Promise.all([deliverer.stop(), outward.stop()]),
    ])
    await http.close()
    await database.close()
    // what went wrong with one has cut off none of the others
    for (const part of parts) if (part.status === 'rejected') throw part.reason
  }

  function inHand(): Record<string, number> {
    return { events: intake.inHand(), parcels: deliverer.inHand() }
  }

  return { address: () => address, store, platforms, start, stop, tick, idle, inHand }
}

function configured(config: Config, host: Host): Platform[] {
  const platforms = platformModules.flatMap((module) => module.create(config.platforms[module.name] ?? {}, host) ?? [])
  if (platforms.some((platform) => platform.name === 'local') && !isLoopback(config.host))
    throw new ConfigError([
      `The local chat has no log-in and is served on this computer only: set HOST=127.0.0.1 or LOCAL_CHAT=off (HOST is ${config.host})`,
    ])
  return platforms
}

async function listen(http: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await http.listen({ host, port })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new ConfigError([`PORT ${port} is in use on ${host}: stop what uses it, or set another PORT`])
  }
}

/** An empty database gets the sample directory where it is wanted: always with `on`, with `auto` when only the local chat runs. */
async function seed(config: Config, store: BotStore, platforms: ReadonlyMap<string, Platform>, at: Date, log: Log): Promise<void> {
  const onlyLocal = platforms.has('local') && platforms.size === 1
  if (config.sampleDirectory === 'off' || (config.sampleDirectory === 'auto' && !onlyLocal)) return
  const empty = await store.transaction((tx) => tx.directory.isEmpty())
  if (!empty) return
  const sample = await readSample()
  const { counts } = await store.transaction((tx) => tx.directory.load(sample, { sample: true, accounts: true, at }))
  log.info({ counts }, 'the sample directory was loaded; remove it with: npm run directory -- remove-sample')
}

async function rosterOf(tx: Tx): Promise<RosterEntry[]> {
  return (await tx.people.roster()).map(({ person, org }) => ({
    key: person.id,
    name: person.name,
    org,
    role: roleOf(person),
  }))
}

function roleOf(person: Person): RosterEntry['role'] {
  if (person.roles.includes('officer')) return 'officer'
  if (person.roles.length > 0) return 'staff'
  if (person.expertId) return 'expert'
  return person.managesId ? 'manager' : 'enterprise'
}
