/** The doctor: looks at settings, platforms, database and machine, changes nothing, and says what to do. `--en` speaks English. */
import { existsSync } from 'node:fs'
import { type Finding, ok, wrong } from './bot/finding.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { checkDatabase, checkMachine, checkSettings } from './doctor-checks.ts'
import type { Lang } from './domain/person.ts'
import { createMachine } from './operating/machine.ts'
import { platformModules } from './platforms/index.ts'
import { inspect } from './store/inspect.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const marks = { zh: { ok: '正常', warning: '注意', wrong: '有误' }, en: { ok: 'ok', warning: 'warning', wrong: 'wrong' } } as const

function print(findings: readonly Finding[], lang: Lang): void {
  for (const { level, what, next } of findings) {
    const arrow = next ? `${lang === 'zh' ? '。' : '. '}→ ${next[lang]}` : ''
    process.stdout.write(`${marks[lang][level].padEnd(lang === 'zh' ? 3 : 8)} ${what[lang]}${arrow}\n`)
  }
}

async function look(config: Config): Promise<Finding[]> {
  const now = new Date()
  const machine = await checkMachine(config, createMachine(config.dataDir), now)
  const inspected = await inspect({ ...(config.databaseUrl ? { url: config.databaseUrl } : {}), folder: config.dataDir })
  try {
    const { findings, groups } = await checkDatabase(config, inspected, now)
    return [...machine, ...findings, ...checkSettings(config), ...(await checkPlatforms(config, groups, inspected.kind === 'locked'))]
  } finally {
    if (inspected.kind === 'open') await inspected.close()
  }
}

async function checkPlatforms(config: Config, known: readonly string[], running: boolean): Promise<Finding[]> {
  const found: Finding[] = []
  for (const module of platformModules) {
    const groups = known.filter((address) => address.startsWith(`${module.name}:`))
    try {
      found.push(...(await module.check(config.platforms[module.name] ?? {}, { now: () => new Date(), groups, running })))
    } catch {
      // its message may name an address that holds a token
      found.push(
        wrong(
          [`${module.name} 的检查中途断了`, `The check of ${module.name} broke off`],
          ['检查网络后再试', 'See to the network and try again'],
        ),
      )
    }
  }
  if (found.length > 0) return found
  return [
    wrong(
      ['没有设置任何平台', 'No platform is set'],
      ['设置 TELEGRAM_BOT_TOKEN 或 SLACK_BOT_TOKEN，或 LOCAL_CHAT=on', 'Set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN, or LOCAL_CHAT=on'],
    ),
  ]
}

async function main(): Promise<number> {
  const lang: Lang = process.argv.includes('--en') ? 'en' : 'zh'
  let findings: Finding[]
  try {
    const config = readConfig(process.env)
    findings = [ok('设置都能读懂', 'All settings can be read'), ...(await look(config))]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    findings = error.lines.map((line) =>
      wrong([line, line], ['改正 .env 里的这一项（说明见 .env.example）', 'Mend it in .env (.env.example explains it)']),
    )
  }
  print(findings, lang)
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  const sum = {
    zh: `${count('wrong')} 处有误，${count('warning')} 处要注意`,
    en: `${count('wrong')} wrong, ${count('warning')} to be noted`,
  }
  process.stdout.write(`\n${sum[lang]}\n`)
  return count('wrong') > 0 ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
