/** The matching command: `learn` fits the weights to this installation's own history, `figures` prints what matching did, `forget` goes back to the defaults. */
import { existsSync } from 'node:fs'
import { ConfigError, readConfig } from './config.ts'
import type { Store } from './domain/store.ts'
import { createLog } from './log.ts'
import { type Labelled, type Learnt, learn, learning } from './matching/learn.ts'
import { weightsFrom } from './matching/weights.ts'
import { openDatabase } from './store/client.ts'
import { createStore } from './store/index.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const usage = 'usage: npm run matching -- learn | figures | forget'
const say = (line: string) => process.stdout.write(`${line}\n`)

async function learnWeights(store: Store): Promise<void> {
  const { experts, labelled, weights } = await store.transaction(async (tx) => {
    const needs = new Map((await tx.matching.needs()).map(({ id, need }) => [id, need]))
    const labels = await tx.matching.labels()
    return {
      experts: await tx.matching.experts(),
      weights: weightsFrom(await tx.matching.weights()),
      labelled: labels.flatMap(({ needId, solvers, claimers, notTheirs }): Labelled[] => {
        const need = needs.get(needId)
        const fits = solvers.length > 0 ? solvers : claimers
        return need && fits.length > 0 ? [{ needId, need, fits, misfits: notTheirs.filter((id) => !fits.includes(id)) }] : []
      }),
    }
  })
  const learnt = learn(experts, labelled, weights)
  if (!learnt) {
    say(`${labelled.length} needs with a known outcome; learning begins at ${learning.least}. Nothing was changed.`)
    return
  }
  report(learnt)
  if (learnt.weights) await store.transaction((tx) => tx.matching.adoptWeights(learnt.weights))
}

function report({ learntFrom, judgedOn, before, after, changes, weights }: Learnt): void {
  say(`learnt from ${learntFrom} older needs, judged on ${judgedOn} newer ones`)
  say(
    `mean reciprocal rank of who fitted: ${before.toFixed(3)} before, ${after.toFixed(3)} after (${after >= before ? '+' : ''}${(after - before).toFixed(3)})`,
  )
  for (const { path, from, to } of changes) say(`  ${path}: ${from} -> ${to}`)
  say(weights ? 'Adopted; running bots follow at once.' : `Not adopted: newer needs must be ranked better by ${learning.better}.`)
}

async function printFigures(store: Store): Promise<void> {
  const { all, byField } = await store.transaction((tx) => tx.matching.figures(new Date(0)))
  for (const [name, figures] of [['all', all] as const, ...byField]) say(`${name || '-'}: ${JSON.stringify(figures)}`)
}

async function main(): Promise<void> {
  const verb = process.argv[2]
  if (verb !== 'learn' && verb !== 'figures' && verb !== 'forget') throw new ConfigError([usage])
  const config = readConfig(process.env)
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, undefined, config.secrets)
  const database = await openDatabase({ url: config.databaseUrl, folder: config.dataDir, log })
  try {
    const store = createStore(database.prisma, () => new Date())
    if (verb === 'learn') await learnWeights(store)
    else if (verb === 'figures') await printFigures(store)
    else {
      await store.transaction((tx) => tx.matching.adoptWeights({}))
      say('The default weights are in use again.')
    }
  } finally {
    await database.close()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
