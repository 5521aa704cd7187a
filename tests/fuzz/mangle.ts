/** Turns a true payload into one that nobody should send. */
import fc from 'fast-check'

type Change = { at: number; how: 'drop' | 'put' | 'add' | 'wrap' | 'twice'; junk: unknown; key: string }

const huge = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      'a'.repeat(5_000),
      '轧'.repeat(3_000),
      '<'.repeat(3_000),
      '@'.repeat(3_000),
      '1'.repeat(3_000),
      ' '.repeat(5_000),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('需求，'.repeat(30_000), '(('.repeat(100_000), '\ud800'.repeat(50_000)) },
)
const numbers = fc.constantFrom(0, -0, -1, 1.5, 1e21, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, Number.MIN_VALUE, 8.64e15 + 1)
const oddTexts = fc.constantFrom(
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\ufeff',
  '\u200b',
  '__proto__',
  'constructor',
  '=1+1',
  '<!channel>',
  '&amp;&',
  '%00',
  '../..',
  '\r\n\r\n',
  'null',
  '{"id":',
  "'; DROP TABLE x;--",
  '🏭🏭',
  'ﷺ',
  '👨‍👩‍👧‍👦',
)
const keys = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'length',
    '',
    '0',
    'type',
    'event',
    'message',
    'then',
    'toJSON',
  ),
  fc.string({ maxLength: 8 }),
)
const deep = fc.constantFrom(50, 3_000).map((levels) => {
  let nest: unknown = 1
  for (let i = 0; i < levels; i++) nest = i % 2 ? [nest] : { elements: nest, a: 1 }
  return nest
})
const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 4, arbitrary: numbers },
  { weight: 5, arbitrary: oddTexts },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: huge },
  { weight: 1, arbitrary: deep },
)
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('drop', 'put', 'put', 'put', 'add', 'wrap', 'twice'),
  junk,
  key: keys,
})

type Place = { holder: Record<string, unknown>; key: string }

function placesIn(node: unknown, found: Place[] = [], depth = 0): Place[] {
  if (typeof node !== 'object' || node === null || depth > 12) return found
  for (const key of Object.keys(node).slice(0, 40)) {
    found.push({ holder: node as Record<string, unknown>, key })
    placesIn((node as Record<string, unknown>)[key], found, depth + 1)
  }
  return found
}

function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true })
}

function apply(root: object, { at, how, junk: value, key: added }: Change): void {
  const places = placesIn(root)
  const place = places[at % Math.max(1, places.length)]
  if (!place) return
  const { holder, key } = place
  // each change puts a thing of its own: one within itself is no JSON
  const fresh: unknown = JSON.parse(JSON.stringify(value))
  if (how === 'drop') Reflect.deleteProperty(holder, key)
  else if (how === 'put') set(holder, key, fresh)
  else if (how === 'add') set(holder, Array.isArray(holder) ? key : added, fresh)
  else if (how === 'wrap') set(holder, key, [holder[key]])
  else set(holder, key, { [added]: holder[key], value: holder[key] })
}

/** The payload with up to six changes, as an object. */
export function mangled<T extends object>(payloads: readonly T[]): fc.Arbitrary<T> {
  return fc.tuple(fc.nat(payloads.length - 1), fc.array(change, { minLength: 0, maxLength: 6 })).map(([which, changes]) => {
    const copy = structuredClone(payloads[which]) as T
    for (const one of changes) apply(copy, one)
    return copy
  })
}

/** The same as text; sometimes cut, doubled, or no JSON at all. */
export function mangledText(payloads: readonly object[]): fc.Arbitrary<string> {
  const text = mangled(payloads).map((payload) => JSON.stringify(payload))
  return fc.oneof(
    { weight: 20, arbitrary: text },
    { weight: 1, arbitrary: fc.tuple(text, fc.nat(2_000)).map(([whole, at]) => whole.slice(0, at % (whole.length + 1))) },
    { weight: 1, arbitrary: text.map((whole) => whole.replace(/"(text|type|id)":/, '"__proto__":{"polluted":1},"$1":')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        'null',
        '[]',
        '0',
        '"x"',
        '['.repeat(20_000),
        `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
        '{"update_id":1e999}',
        '\ufeff{}',
      ),
    },
  )
}
