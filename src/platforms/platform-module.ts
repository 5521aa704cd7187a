/** What the registry holds of each platform. */
import { z } from 'zod'
import type { Check, Finding } from '../bot/finding.ts'
import type { Host, Platform } from '../bot/platform.ts'

export type PlatformModule<S extends object = object> = {
  /** The first part of every address and reference of this platform. */
  readonly name: string
  /** Its own section of the environment: parses the whole of it, strips what is not its own. Each issue's message is one line that names the variable. */
  readonly settings: z.ZodType<S>
  /** Those of its variables that are secrets: each may stand in a file that `<NAME>_FILE` names. */
  readonly secrets: readonly string[]
  /** undefined where the platform is not configured. */
  create(settings: S, host: Host): Platform | undefined
  /** What the doctor finds: token, rights, how it receives, clock. Nothing where it is not configured. Changes nothing, never throws for what the platform answers. */
  check(settings: S, check: Check): Promise<Finding[]>
}

/** Keeps the type of the settings inside the module; outside, all modules have one type. */
export function platformModule<S extends object>(module: PlatformModule<S>): PlatformModule<S> {
  return module
}

/** A schema for a section of the environment: empty variables count as absent, surrounding blanks are dropped. */
export function environment<T extends z.ZodType<object>>(schema: T): z.ZodType<z.output<T>> {
  return z.preprocess(withoutEmpty, schema)
}

function withoutEmpty(env: unknown): unknown {
  if (typeof env !== 'object' || env === null) return env
  const trimmed = Object.entries(env).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])
  return Object.fromEntries(trimmed.filter(([, value]) => value !== '' && value !== undefined))
}
