import { z } from 'zod'
import type { Embedder } from './embedder.ts'
import { createLocalEmbedder } from './onnx.ts'
import { createRemoteEmbedder, type RemoteSettings } from './openai.ts'

/** At most one of remote and folder; neither: matching does without embeddings. */
export type EmbeddingSettings = {
  remote?: RemoteSettings
  /** A local model's folder, see onnx-folder.ts. */
  folder?: string
  /** Texts of private needs may be sent to an embedder that is `remote`. */
  sendPrivate: boolean
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((n) => n >= least && n <= most, message)
}

const Environment = z
  .object({
    EMBEDDINGS_URL: z.string().refine(isBaseUrl, 'must look like https://host/v1, without /embeddings, user name and query').optional(),
    EMBEDDINGS_KEY: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be plain characters without blanks')
      .optional(),
    EMBEDDINGS_MODEL: z.string().optional(),
    EMBEDDINGS_DIMENSIONS: wholeNumber(1, 16_384).optional(),
    EMBEDDINGS_BATCH: wholeNumber(1, 2048).default(32),
    EMBEDDINGS_TIMEOUT_MS: wholeNumber(100, 600_000).default(5000),
    EMBEDDINGS_RETRIES: wholeNumber(0, 10).default(2),
    EMBEDDINGS_FOLDER: z.string().optional(),
    EMBEDDINGS_PRIVATE: z.enum(['off', 'on'], 'must be on or off').default('off'),
  })
  .refine((s) => !(s.EMBEDDINGS_URL && s.EMBEDDINGS_FOLDER), 'EMBEDDINGS_URL and EMBEDDINGS_FOLDER exclude each other')
  .refine((s) => !s.EMBEDDINGS_URL || s.EMBEDDINGS_MODEL, 'EMBEDDINGS_MODEL must name a model of EMBEDDINGS_URL')

/** This part's section of the environment; empty variables count as absent. An issue's path or message names the variable, never the value. */
export const EmbeddingSettings = z.preprocess(withoutEmpty, Environment).transform(
  (s): EmbeddingSettings => ({
    ...(s.EMBEDDINGS_URL && s.EMBEDDINGS_MODEL
      ? {
          remote: {
            url: s.EMBEDDINGS_URL,
            key: s.EMBEDDINGS_KEY,
            model: s.EMBEDDINGS_MODEL,
            dimensions: s.EMBEDDINGS_DIMENSIONS,
            batch: s.EMBEDDINGS_BATCH,
            timeoutMs: s.EMBEDDINGS_TIMEOUT_MS,
            retries: s.EMBEDDINGS_RETRIES,
          },
        }
      : {}),
    ...(s.EMBEDDINGS_FOLDER ? { folder: s.EMBEDDINGS_FOLDER } : {}),
    sendPrivate: s.EMBEDDINGS_PRIVATE === 'on',
  }),
)

/** undefined where no embedder is set. Reads and connects to nothing yet. */
export function createEmbedder(settings: EmbeddingSettings): Embedder | undefined {
  if (settings.remote) return createRemoteEmbedder(settings.remote)
  if (settings.folder) return createLocalEmbedder(settings.folder)
  return undefined
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash, pathname } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '' && !/\/embeddings\/?$/.test(pathname)
}

function withoutEmpty(env: unknown): unknown {
  if (typeof env !== 'object' || env === null) return env
  const trimmed = Object.entries(env).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])
  return Object.fromEntries(trimmed.filter(([, value]) => value !== '' && value !== undefined))
}
