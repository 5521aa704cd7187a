import { beforeEach, expect, test } from 'vitest'
import { type GuardedEmbedder, guarded } from '../../../src/matching/embedding/guarded.ts'
import { createRemoteEmbedder } from '../../../src/matching/embedding/openai.ts'
import { fakeClock, minutes, seconds } from '../../support/clock.ts'
import { type FakeEmbeddings, startFakeEmbeddings } from './fake-embeddings-server.ts'

let fake: FakeEmbeddings
let clock: ReturnType<typeof fakeClock>
let lines: { level: string; facts: object; message: string }[]
let embedder: GuardedEmbedder
const log = {
  warn: (facts: object, message: string) => void lines.push({ level: 'warn', facts, message }),
  info: (facts: object, message: string) => void lines.push({ level: 'info', facts, message }),
}

beforeEach(async () => {
  fake = await startFakeEmbeddings()
  clock = fakeClock('2026-03-02T08:00:00Z')
  lines = []
  embedder = guarded(createRemoteEmbedder({ url: fake.url, model: 'm', retries: 0 }), log, clock)
})

function breakDown(times: number): void {
  fake.replies.push(...Array.from({ length: times }, () => ({ status: 500 })))
}

async function works(): Promise<boolean> {
  const vectors = await embedder.embed(['a', 'b'])
  expect(vectors).toHaveLength(2)
  return vectors.every((vector) => vector !== undefined)
}

test('passes on what works and stays silent', async () => {
  expect(await works()).toBe(true)
  expect(await embedder.embed([])).toEqual([])
  expect(embedder).toMatchObject({ id: expect.stringMatching(/^remote:127\.0\.0\.1:\d+\/v1:m:default$/), remote: false })
  expect(lines).toEqual([])
})

test('after a failure answers nothing, warns once, and asks again after 30 s', async () => {
  breakDown(1)
  expect(await embedder.embed(['a', 'b'])).toEqual([undefined, undefined])
  clock.forward(30 * seconds - 1)
  expect(await works()).toBe(false)
  expect(fake.asked).toHaveLength(1)
  clock.forward(1)
  expect(await works()).toBe(true)
  expect(lines).toEqual([
    {
      level: 'warn',
      facts: { embedder: embedder.id, why: 'the embeddings service answered HTTP 500', pauseSeconds: 30 },
      message: 'embeddings do not work; matching goes on without',
    },
    { level: 'info', facts: { embedder: embedder.id }, message: 'embeddings work again' },
  ])
})

test('leaves a service that stays broken alone for longer and longer, up to 10 min, and begins anew after it worked', async () => {
  breakDown(8)
  const pauses: number[] = []
  for (let failure = 1; failure <= 8; failure += 1) {
    expect(await works()).toBe(false)
    expect(fake.asked).toHaveLength(failure)
    pauses.push(await pauseOf(failure))
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600, 600].map((pause) => pause * seconds))
  expect(await works()).toBe(true)
  breakDown(1)
  expect(await works()).toBe(false)
  clock.forward(30 * seconds)
  expect(await works()).toBe(true)
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'info', 'warn', 'info'])
})

/** How long the service is left alone after so many failures in a row, which is checked up to the last millisecond. */
async function pauseOf(failure: number): Promise<number> {
  const expected = Math.min(30 * seconds * 2 ** (failure - 1), 10 * minutes)
  clock.forward(expected - 1)
  expect(await works()).toBe(false)
  expect(fake.asked).toHaveLength(failure)
  clock.forward(1)
  return expected
}

test('calls that fail together are one failure', async () => {
  breakDown(3)
  await Promise.all([embedder.embed(['a']), embedder.embed(['b']), embedder.embed(['c'])])
  expect(fake.asked).toHaveLength(3)
  clock.forward(30 * seconds)
  expect(await works()).toBe(true)
  expect(lines).toHaveLength(2)
})

test('after the pause one call tries it, the others go without', async () => {
  breakDown(1)
  await works()
  clock.forward(30 * seconds)
  const answers = await Promise.all([works(), works(), works()])
  expect(answers).toEqual([true, false, false])
  expect(await works()).toBe(true)
})

test('a call that began before a failure and works after it changes nothing', async () => {
  const slow = embedder.embed(['slow'])
  const { promise, finish } = held()
  const other = guarded(
    { id: 'x', remote: false, embed: (texts) => (texts[0] === 'slow' ? promise : Promise.reject(new Error('a text'))) },
    log,
    clock,
  )
  const early = other.embed(['slow'])
  expect(await other.embed(['b'])).toEqual([undefined])
  finish([Float32Array.of(1)])
  expect(await early).toEqual([Float32Array.of(1)])
  expect(await other.embed(['slow'])).toEqual([undefined])
  expect(lines).toEqual([
    { level: 'warn', facts: { embedder: 'x', why: 'unexpected Error', pauseSeconds: 30 }, message: expect.any(String) },
  ])
  expect((await slow)[0]).toBeInstanceOf(Float32Array)
})

function held() {
  let finish: (vectors: Float32Array[]) => void = () => {}
  const promise = new Promise<Float32Array[]>((resolve) => {
    finish = resolve
  })
  return { promise, finish }
}
