import { beforeEach, describe, expect, test } from 'vitest'
import { EmbeddingError } from '../../../src/matching/embedding/embedder.ts'
import { createRemoteEmbedder, type RemoteSettings } from '../../../src/matching/embedding/openai.ts'
import { type FakeEmbeddings, type Reply, startFakeEmbeddings, vectorFor } from './fake-embeddings-server.ts'

const key = 'sk-SECRETsecret42'
let fake: FakeEmbeddings
let waits: number[]
beforeEach(async () => {
  fake = await startFakeEmbeddings()
  waits = []
})

function embedder(settings: Partial<RemoteSettings> = {}) {
  return createRemoteEmbedder({ url: fake.url, key, model: 'bge-m3', ...settings }, async (ms) => void waits.push(ms))
}

async function refusal(settings: Partial<RemoteSettings> = {}, texts = ['a secret text']): Promise<string> {
  const error = await embedder(settings)
    .embed(texts)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(EmbeddingError)
  const { message, stack, cause } = error as EmbeddingError
  expect(`${message}${stack}`).not.toMatch(/SECRET|secret/)
  expect(cause).toBeUndefined()
  expect(message).not.toContain('\n')
  return message
}

function unit(numbers: number[]): unknown {
  const length = Math.hypot(...numbers)
  return numbers.map((value) => expect.closeTo(value / length, 5))
}

function answer(...embeddings: unknown[]): Reply {
  return { body: { data: embeddings.map((embedding, index) => ({ index, embedding })) } }
}

describe('a remote embedder', () => {
  test('asks in batches, with the key, and gives unit vectors in the order of the texts', async () => {
    const texts = ['one', 'two', 'three', '四', 'five']
    const vectors = await embedder({ batch: 2 }).embed(texts)
    expect(vectors.map((vector) => [...vector])).toEqual(texts.map((text) => unit(vectorFor(text))))
    expect(vectors.every((vector) => Math.abs(Math.hypot(...vector) - 1) < 1e-6)).toBe(true)
    expect(fake.asked.map(({ input }) => input)).toEqual([['one', 'two'], ['three', '四'], ['five']])
    expect(fake.asked[0]).toEqual({ input: ['one', 'two'], model: 'bge-m3', authorization: `Bearer ${key}` })
    expect([fake.wrong, waits]).toEqual([[], []])
  })

  test('asks in batches of 32 where nothing else is set, and not at all for no text', async () => {
    expect(await embedder().embed([])).toEqual([])
    await embedder().embed(Array.from({ length: 33 }, (_, i) => `text ${i}`))
    expect(fake.asked.map(({ input }) => input.length)).toEqual([32, 1])
  })

  test('sends dimensions only when they are set, and no header without a key; a slash at the end of the address is no matter', async () => {
    const [vector] = await embedder({ dimensions: 5, key: undefined, url: `${fake.url}/` }).embed(['a'])
    expect(vector).toHaveLength(5)
    expect(fake.asked).toEqual([{ input: ['a'], model: 'bge-m3', dimensions: 5, authorization: undefined }])
  })

  test('sends a blank for an empty text, the first 4000 characters of a long one, and no half characters', async () => {
    await embedder().embed(['', ' \n ', 'x'.repeat(5000), `${'x'.repeat(3999)}😀`, 'a\ud83db'])
    expect(fake.asked[0]?.input).toEqual([' ', ' ', 'x'.repeat(4000), `${'x'.repeat(3999)} `, 'a b'])
  })

  test('reads base64', async () => {
    fake.replies.push(answer(Buffer.from(Float32Array.of(3, 0, 4).buffer).toString('base64')))
    const [vector] = await embedder().embed(['a'])
    expect([...vector!]).toEqual([expect.closeTo(0.6), 0, expect.closeTo(0.8)])
  })

  test('is named by host, model and dimension; the loopback address is not remote', () => {
    expect(embedder()).toMatchObject({ id: `remote:${fake.url.slice('http://'.length)}:bge-m3:default`, remote: false })
    const away = { url: 'https://api.example.org/v1/', model: 'large', dimensions: 256 }
    expect(createRemoteEmbedder(away)).toMatchObject({ id: 'remote:api.example.org/v1:large:256', remote: true })
    for (const [host, remote] of [
      ['localhost:11434', false],
      ['[::1]', false],
      ['10.0.0.5', true],
      ['127.0.0.1.example.org', true],
    ] as const)
      expect(createRemoteEmbedder({ url: `http://${host}/v1`, model: 'm' }).remote).toBe(remote)
  })
})

describe('what is tried again', () => {
  test('429 after as long as it asks for', async () => {
    fake.replies.push({ status: 429, headers: { 'retry-after': '7' } }, { status: 429, headers: { 'retry-after': '0' } })
    expect(await embedder().embed(['a'])).toHaveLength(1)
    expect(waits).toEqual([7000, 1000])
  })

  test('429 with a date', async () => {
    fake.replies.push({ status: 429, headers: { 'retry-after': new Date(Date.now() + 9500).toUTCString() } })
    expect(await embedder().embed(['a'])).toHaveLength(1)
    expect(waits[0]).toBeGreaterThan(7000)
    expect(waits[0]).toBeLessThanOrEqual(9500)
  })

  test('5xx, twice and longer each time, then it is an error', async () => {
    fake.replies.push({ status: 500 }, { status: 500, body: `no more ${key}` }, { status: 503, body: 'a secret text' })
    expect(await refusal()).toBe('the embeddings service answered HTTP 503')
    expect(waits).toEqual([500, 1000])
    expect(fake.asked).toHaveLength(3)
  })

  test('connections that break, before and within the answer', async () => {
    fake.replies.push('cut', 'half')
    expect(await embedder().embed(['a'])).toHaveLength(1)
    expect(waits).toEqual([500, 1000])
  })

  test('an answer that does not come in time', async () => {
    fake.replies.push('silence', 'silence')
    expect(await refusal({ timeoutMs: 100, retries: 1 })).toBe('the embeddings service did not answer within 100 ms')
    expect(waits).toEqual([500])
    expect(await embedder({ timeoutMs: 5000 }).embed(['a'])).toHaveLength(1)
  })

  test('a service that is not there', async () => {
    await fake.stop()
    expect(await refusal()).toBe('the embeddings service could not be reached (ECONNREFUSED)')
    expect(waits).toHaveLength(2)
  })

  test('only the batch that failed', async () => {
    fake.replies.push(answer([1, 2, 3]), { status: 502 })
    expect(await embedder({ batch: 1 }).embed(['a', 'b'])).toHaveLength(2)
    expect(fake.asked.map(({ input }) => input)).toEqual([['a'], ['b'], ['b']])
  })
})

describe('what is not tried again', () => {
  test.each([
    [{ status: 400, body: `${key}: a secret text` }, 'HTTP 400'],
    [{ status: 401, body: { error: { message: `Incorrect API key provided: ${key}` } } }, 'HTTP 401; is the key right?'],
    [{ status: 404 }, 'HTTP 404; are address and model right?'],
    [{ status: 307, headers: { location: 'http://127.0.0.1:1/secret' } }, 'HTTP 307'],
    [{ status: 429, headers: { 'retry-after': '3600' } }, 'HTTP 429 and asks for 3600 s of patience'],
    [{ body: '<html>a secret text</html>', headers: { 'content-type': 'text/html' } }, 'not JSON'],
    [{ body: '{"data":[{"index":0,"embedding":[NaN,1,2]}]}' }, 'not JSON'],
    [{ body: { error: `a secret text, ${key}` } }, 'without readable embeddings'],
    [{ body: { data: [{ index: 0, embedding: [1, null] }] } }, 'without readable embeddings'],
    [{ body: '{"data":[{"index":0,"embedding":[1e999,1,2]}]}' }, 'without readable embeddings'],
    [answer(), '0 vectors for 1 texts'],
    [answer([1, 2], [1, 2]), '2 vectors for 1 texts'],
    [{ body: { data: [{ index: 1, embedding: [1, 2] }] } }, 'not numbered from 0 on'],
    [answer([0, 0, 0]), 'zero or not finite'],
    [answer([]), 'zero or not finite'],
    [answer([1e200, 1]), 'zero or not finite'],
    [answer(Buffer.from(Float32Array.of(1, Number.NaN).buffer).toString('base64')), 'zero or not finite'],
    [answer('AAAA'), 'broken base64'],
  ] as [Reply, string][])('%j', async (reply, words) => {
    fake.replies.push(reply)
    expect(await refusal()).toContain(words)
    expect([fake.asked.length, waits]).toEqual([1, []])
  })

  test('vectors of several lengths: in one answer, from one to the next, and against the setting', async () => {
    fake.replies.push(answer([1, 2], [1, 2, 3]))
    expect(await refusal({}, ['a', 'b'])).toContain('3 dimensions instead of 2')
    const changing = embedder()
    await changing.embed(['a'])
    fake.replies.push(answer([1, 2]))
    await expect(changing.embed(['a'])).rejects.toThrow('2 dimensions instead of 3')
    fake.replies.push(answer([1, 2]))
    expect(await refusal({ dimensions: 4 })).toContain('2 dimensions instead of 4')
  })

  test('a key that no header may carry', async () => {
    expect(await refusal({ key: `${key}\n`.repeat(2), retries: 0 })).toContain('could not be reached')
  })

  test('what was called off: before, while it waits for an answer, and between two attempts', async () => {
    await expect(embedder().embed(['a'], AbortSignal.abort())).rejects.toThrow(EmbeddingError)
    expect(fake.asked).toEqual([])
    const during = new AbortController()
    fake.replies.push('silence')
    const embedding = embedder().embed(['a'], during.signal)
    await expect.poll(() => fake.asked).toHaveLength(1)
    during.abort()
    await expect(embedding).rejects.toThrow('embedding was called off')
    const between = new AbortController()
    fake.replies.push({ status: 500 })
    const patient = createRemoteEmbedder({ url: fake.url, model: 'm' }, async (_, signal) => {
      between.abort()
      signal?.throwIfAborted()
    })
    await expect(patient.embed(['a'], between.signal)).rejects.toThrow('embedding was called off')
    expect(fake.asked).toHaveLength(2)
  })
})

test('the wait of the program itself ends when it is called off', async () => {
  const control = new AbortController()
  fake.replies.push({ status: 429, headers: { 'retry-after': '19' } })
  const embedding = createRemoteEmbedder({ url: fake.url, model: 'm' }).embed(['a'], control.signal)
  await expect.poll(() => fake.asked).toHaveLength(1)
  setImmediate(() => control.abort())
  await expect(embedding).rejects.toThrow('embedding was called off')
})
