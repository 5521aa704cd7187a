import { setTimeout as wait } from 'node:timers/promises'
import { type Embedder, EmbeddingError, embeddable, stopIfAborted } from './embedder.ts'
import { readAnswer } from './openai-answer.ts'

export type RemoteSettings = {
  /** Up to and without /embeddings, such as https://host/v1. */
  url: string
  key?: string
  model: string
  /** Asked for in the request; absent: what the model gives. */
  dimensions?: number
  /** Texts in one request. */
  batch?: number
  /** For one attempt, its answer included. */
  timeoutMs?: number
  /** Attempts after the first. */
  retries?: number
}

/** Waits; rejects when the signal calls it off. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

type Failure = { why: string; again: boolean; afterMs?: number }

const firstWaitMs = 500
/** A service that asks for a longer pause is not asked again. */
const longestWaitMs = 20_000

const hints: Record<number, string> = {
  400: '; are model and dimensions right?',
  401: '; is the key right?',
  403: '; may the key use this model?',
  404: '; are address and model right?',
}

/**
 * An embedder over `POST {url}/embeddings`, as OpenAI and those compatible with it answer. Only 429, 5xx, broken connections and
 * time-outs are tried again. What is on this machine's loopback address does not count as remote.
 */
export function createRemoteEmbedder(settings: RemoteSettings, sleep: Sleep = (ms, signal) => wait(ms, undefined, { signal })): Embedder {
  const { model, dimensions, batch = 32 } = settings
  const { host, hostname, pathname } = new URL(settings.url)
  let known = dimensions
  return {
    id: `remote:${host}${pathname.replace(/\/+$/, '')}:${model}:${dimensions ?? 'default'}`,
    remote: !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname),
    async embed(texts, signal) {
      const vectors: Float32Array[] = []
      for (let start = 0; start < texts.length; start += batch) {
        const input = texts.slice(start, start + batch).map(embeddable)
        const body = await askPatiently(settings, JSON.stringify({ model, input, dimensions }), sleep, signal)
        vectors.push(...readAnswer(body, input.length, known))
        known ??= vectors[0]?.length
      }
      return vectors
    },
  }
}

async function askPatiently(settings: RemoteSettings, body: string, sleep: Sleep, signal?: AbortSignal): Promise<string> {
  const { retries = 2 } = settings
  for (let attempt = 0; ; attempt += 1) {
    stopIfAborted(signal)
    const answer = await ask(settings, body, signal)
    if (typeof answer === 'string') return answer
    stopIfAborted(signal)
    const pause = Math.max(answer.afterMs ?? 0, Math.min(firstWaitMs * 2 ** attempt, longestWaitMs))
    if (!answer.again || attempt >= retries || pause > longestWaitMs) throw new EmbeddingError(`the embeddings service ${answer.why}`)
    await sleep(pause, signal).catch((error: unknown) => {
      stopIfAborted(signal)
      throw error
    })
  }
}

/** The body of a good answer. Nothing of an error reaches the outside but its code: its words may repeat the key or a text. */
async function ask(settings: RemoteSettings, body: string, signal?: AbortSignal): Promise<string | Failure> {
  const { url, key, timeoutMs = 5000 } = settings
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body,
      // followed, a redirect would carry the texts to a host that nobody named
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    const answer = await response.text()
    return response.ok ? answer : refusal(response)
  } catch (error) {
    if (limit.aborted) return { why: `did not answer within ${timeoutMs} ms`, again: true }
    return { why: `could not be reached (${codeOf(error)})`, again: true }
  }
}

function refusal({ status, headers }: Response): Failure {
  const afterMs = waitAsked(headers.get('retry-after'))
  const pause = afterMs === undefined ? '' : ` and asks for ${Math.ceil(afterMs / 1000)} s of patience`
  return { why: `answered HTTP ${status}${pause}${hints[status] ?? ''}`, again: status === 429 || status >= 500, afterMs }
}

/** Retry-After: seconds, or a date. */
function waitAsked(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error
  const code: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'connection broken'
}
