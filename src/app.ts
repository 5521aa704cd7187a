import type { FastifyInstance } from 'fastify'
import { createBot } from './bot/bot.ts'
import { createDeliverer } from './bot/deliver.ts'
import { mostOf } from './bot/flood.ts'
import { createIntake } from './bot/intake.ts'
import type { Host, Platform, RosterEntry } from './bot/platform.ts'
import { createPump } from './bot/pump.ts'
import { createSenders } from './bot/senders.ts'
import type { BotStore } from './bot/traffic.ts'
import { type Config, ConfigError, isLoopback } from './config.ts'
import { type Clock, systemClock } from './domain/clock.ts'
import { priorities } from './domain/notices.ts'
import type { Person } from './domain/person.ts'
import type { Tx } from './domain/store.ts'
import { placeOf, type Rules, type Work } from './domain/use-cases/act.ts'
import { rerouteUnreachable } from './domain/use-cases/ask-experts.ts'
import { atSending } from './domain/use-cases/clocks/remind.ts'
import { dues } from './domain/use-cases/due.ts'
import { createEmbeddingKeeper } from './embedding-keeper.ts'
import { createImportKeeper } from './import-keeper.ts'
import { createJobs } from './jobs/index.ts'
import type { Log } from './log.ts'
import { createMatcherKeeper } from './matcher-keeper.ts'
import { guarded } from './matching/embedding/guarded.ts'
import { createEmbedder } from './matching/embedding/settings.ts'
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
  const host: Host = { http, log, now, httpAddress: () => address, transcript: store.transcript, roster: () => store.transaction(rosterOf) }
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
  const workOn = (tx: Tx): Work => ({ tx, now: now(), rules, matcher: () => keeper.at(tx) })

  const web = () => config.webAddress ?? address
  const office = { name: config.officeName, web, workbook: makeWorkbook, tables: makeTables, picture: makePicture, letter: makeLetter }
  await addDesk(http, { store, now, office, log, secure: config.webAddress?.startsWith('https:') ?? false })

  const deliverer = createDeliverer({
    store,
    platforms,
    clock,
    log,
    office,
    onTrouble: (count) => store.transaction((tx) => alarm(workOn(tx), count)),
    onUnreachable: (tx, personId, notices) => rerouteUnreachable(workOn(tx), personId, notices),
    atSending: (tx, person, notice) => atSending(workOn(tx), person, notice),
    // on the embedded database there is no other program
    ...(database.kind === 'postgresql' ? { senders: createSenders(store.leases, [...platforms.keys()], clock) } : {}),
  })
  const handled = createBot({
    clock,
    rules,
    platforms,
    matcher: (tx) => keeper.at(tx),
    embedNeed: embeddings?.embedNeed,
    keptToday: (address) => store.inbox.keptBytes(address, new Date(now().getTime() - 86_400_000)),
  })
  const intake = createIntake({ store, clock, log, handled, most: mostOf(config.eventsPerMinute), wake: () => inward.wake() })
  // another program on the same database may have written what this one sends
  const outward = createPump('outbox', () => deliverer.drain(), log, database.kind === 'postgresql' ? 200 : undefined)
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
  )
  const jobs = createJobs(tick, log)
  let tidied: string | undefined

  async function tick(): Promise<void> {
    const failed = (err: unknown) => log.error({ err }, 'a step of the tick failed; the others go on')
    await embeddings?.catchUp().catch(failed)
    for (const due of dues) await due(store, workOn, now(), failed).catch(failed)
    await deliverer.recover(false).catch(failed)
    outward.wake()
    await tidyUp()
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

  async function start(): Promise<void> {
    await seed(config, store, platforms, now(), log)
    await store.transaction((tx) => tx.settle('installed_at', now().toISOString()))
    await deliverer.recover(database.kind === 'embedded')
    if (database.kind === 'embedded') await importer.recover()
    if (overrides.platforms === undefined || overrides.listen) address = await listen(http, config)
    for (const platform of platforms.values()) await platform.start((event) => intake.record(event))
    if (overrides.quiet) return
    inward.start()
    outward.start()
    imports.start()
    jobs.start()
    // the first need should not have to wait for the matcher to be read
    void store.transaction((tx) => keeper.at(tx)).catch((err: unknown) => log.error({ err }, 'the matcher could not be read'))
  }

  async function stop(): Promise<void> {
    await jobs.stop()
    await Promise.all([...platforms.values()].map((platform) => platform.stop()))
    await inward.stop()
    await imports.stop()
    await deliverer.stop()
    await outward.stop()
    await http.close()
    await database.close()
  }

  return { address: () => address, store, platforms, start, stop, tick, idle }
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

/** Administrators hear of what could not be delivered: once an hour at most. */
async function alarm(work: Work, count: number): Promise<void> {
  const hour = work.now.toISOString().slice(0, 13)
  for (const person of await work.tx.people.withRoles(['admin'])) {
    const address = await placeOf(work, person.id)
    if (!address) continue
    const notice = { view: 'say', text: 'delivery_trouble', facts: { count: String(count) } } as const
    await work.tx.mail.put({
      key: `trouble:${hour}:${person.id}`,
      address,
      mode: 'message',
      notice,
      priority: priorities.bulk,
      dueAt: work.now,
    })
  }
}
