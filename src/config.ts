import { isIP } from 'node:net'
import { z } from 'zod'
import { type Retention, retentionFrom } from './domain/retention.ts'
import { EmbeddingSettings } from './matching/embedding/settings.ts'
import { platformModules } from './platforms/index.ts'
import { withSecretFiles } from './secret-files.ts'

/** Settings could not be read; each line names one and says what is wrong. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
    this.name = 'ConfigError'
  }
}

/** What may stand in a file that `<NAME>_FILE` names. */
export const secretNames: readonly string[] = [
  'ADMIN_CODE',
  'DATABASE_URL',
  'EMBEDDINGS_KEY',
  'METRICS_TOKEN',
  ...platformModules.flatMap(({ secrets }) => secrets),
]

const loopback = ['127.0.0.1', 'localhost', '::1']

function wholeNumber(least: number, most: number, fallback: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((n) => n >= least && n <= most, message)
    .default(fallback)
}

const Settings = z.object({
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgresql://user:password@host:5432/database')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 3100),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be one of fatal, error, warn, info, debug, trace, silent')
    .default('info'),
  ADMIN_CODE: z.string().min(12, 'must have at least 12 characters: whoever knows it becomes the first administrator').optional(),
  SAMPLE_DIRECTORY: z.enum(['auto', 'on', 'off'], 'must be auto, on or off').default('auto'),
  EXPERTS_AT_ONCE: wholeNumber(1, 20, 3),
  ANSWER_HOURS: wholeNumber(1, 720, 72),
  EVENTS_PER_MINUTE: wholeNumber(30, 1_000_000, 60),
  WEB_ADDRESS: z
    .string()
    .regex(/^https?:\/\/[^\s/?#]+$/, 'must be the address people open the web page at, without a path: https://desk.example.gov.cn')
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(/[,\s]+/).filter(Boolean))
    .refine((list) => list.every(isNetwork), 'must be addresses or networks such as 127.0.0.1, 10.0.0.0/8')
    .optional(),
  DEFENCE_DESK: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  RETENTION_DAYS: z
    .string()
    .refine(
      (text) => retentionFrom(text) !== undefined,
      'must look like inbox=30,reads=730; docs/privacy.md lists the kinds and the least of each',
    )
    .transform(retentionFrom)
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters: whoever knows it may read /metrics').optional(),
  OFFICE_NAME: z.string().trim().max(40, 'must have at most 40 characters').optional(),
})

export type Config = {
  dataDir: string
  databaseUrl?: string
  host: string
  port: number
  logLevel: string
  adminCode?: string
  sampleDirectory: 'auto' | 'on' | 'off'
  expertsAtOnce: number
  answerHours: number
  /** Messages and presses taken of one person in a minute. */
  eventsPerMinute: number
  /** Where people open the web page, when it is not where the program listens (behind a proxy). */
  webAddress?: string
  /** The proxies in front of the web server, whose word for a caller's address is believed. */
  trustedProxies?: string[]
  /** Where matters of defence or state secrets are to be brought instead. */
  defenceDesk?: string
  /** Days that what is not needed any more is kept, where an office wants other times. */
  retention?: Retention
  /** Whoever sends it may read /metrics; without it there is none. */
  metricsToken?: string
  /** As it stands above the office's lists. */
  officeName?: string
  embeddings: EmbeddingSettings
  /** All secrets that are set, so that none gets into the log. */
  secrets: string[]
  /** Each platform's own section, by its name. */
  platforms: Record<string, object>
}

/** Reads the environment once. An empty value counts as absent. Throws ConfigError naming every setting that is wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1].trim() !== '')
  const { env: given, lines } = withSecretFiles(Object.fromEntries(set), secretNames)
  const own = Settings.safeParse(given)
  if (!own.success) lines.push(...problems(own.error))
  const platforms: Record<string, object> = {}
  for (const module of platformModules) {
    const section = module.settings.safeParse(given)
    if (section.success) platforms[module.name] = section.data
    else lines.push(...problems(section.error))
  }
  const embeddings = EmbeddingSettings.safeParse(given)
  if (!embeddings.success) lines.push(...problems(embeddings.error))
  if (!own.success || !embeddings.success || lines.length > 0) throw new ConfigError(lines)
  const s = own.data
  return {
    dataDir: s.DATA_DIR,
    databaseUrl: s.DATABASE_URL,
    host: s.HOST,
    port: s.PORT,
    logLevel: s.LOG_LEVEL,
    adminCode: s.ADMIN_CODE,
    sampleDirectory: s.SAMPLE_DIRECTORY,
    expertsAtOnce: s.EXPERTS_AT_ONCE,
    answerHours: s.ANSWER_HOURS,
    eventsPerMinute: s.EVENTS_PER_MINUTE,
    webAddress: s.WEB_ADDRESS,
    trustedProxies: s.TRUSTED_PROXIES,
    defenceDesk: s.DEFENCE_DESK,
    retention: s.RETENTION_DAYS,
    metricsToken: s.METRICS_TOKEN,
    officeName: s.OFFICE_NAME,
    embeddings: embeddings.data,
    secrets: secretsIn(given),
    platforms,
  }
}

/** The values of all that is secret; of an address of a database also its password by itself, as written and as meant. */
function secretsIn(given: Record<string, string>): string[] {
  const values = secretNames.flatMap((name) => given[name]?.trim() ?? [])
  const passwords = values.flatMap((value) => (URL.canParse(value) ? [new URL(value).password] : []))
  return [...values, ...passwords, ...passwords.map(decoded)].filter((value) => value !== '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** One line a problem; never the value, which may be a secret. */
function problems(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return name === '' || message.includes(name) ? message : `${name} ${message}`
  })
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

export function isLoopback(host: string): boolean {
  return loopback.includes(host)
}
