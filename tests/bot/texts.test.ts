import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Texts, textsIn } from '../../src/bot/texts/index.ts'
import { passReasons, visibilities } from '../../src/domain/code-lists.ts'
import { draftFields, needStates } from '../../src/domain/need.ts'
import { life } from '../../src/domain/need-life.ts'
import { questionKeys } from '../../src/domain/understanding.ts'

const source = resolve(import.meta.dirname, '../../src')
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(domain|bot)\//.test(file.replaceAll('\\', '/')) && file.endsWith('.ts') && !file.includes('texts'))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n')

const said = [
  ...code.matchAll(/\btext: (?:\w+ [^'\n]*\? )?'([a-z_]+)'/g),
  ...code.matchAll(/tell(?:Claimer|Poster)\(act, need, '([a-z_]+)'/g),
].map((match) => String(match[1]))
const refused = [...code.matchAll(/new DomainError\('(?:invalid|not_found|forbidden|conflict)', '([a-z_]+)'/g)].map((match) =>
  String(match[1]),
)

/** Every leaf with its path; functions are called with stand-ins. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return [
      [
        path,
        String(
          (value as (...args: unknown[]) => unknown)(
            ...Array(8).fill(new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '7' : '7') })),
          ),
        ),
      ],
    ]
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
}

describe.each(['zh', 'en'] as const)('texts in %s', (lang) => {
  const t: Texts = textsIn(lang)

  test('there are words for everything that is said and refused', () => {
    expect(said.length).toBeGreaterThan(40)
    expect(refused.length).toBeGreaterThan(40)
    expect(said.filter((key) => !(key in t.says))).toEqual([])
    expect(refused.filter((key) => !(key in t.errors))).toEqual([])
    for (const kind of ['enterprise', 'expert', 'staff'])
      for (const how of ['verified', 'rejected']) expect(t.says).toHaveProperty(`${kind}_${how}`)
    for (const who of ['enterprise', 'staff']) for (const how of ['fits', 'left']) expect(t.says).toHaveProperty(`nobody_${how}_${who}`)
  })

  test('and for every state, event, question and part of a draft', () => {
    for (const state of needStates) expect(t.states).toHaveProperty(state)
    for (const event of Object.keys(life)) expect(t.events).toHaveProperty(event)
    for (const key of questionKeys) expect(t.prompts).toHaveProperty(`question_${key}`)
    for (const field of draftFields) expect(t.labels).toHaveProperty(field)
    for (const { code } of visibilities) expect(t.need.seen).toHaveProperty(code)
    expect(passReasons.every((reason) => reason[lang].length > 0)).toBe(true)
  })

  test('no text is empty, and none has a hole', () => {
    const bad = leaves(t).filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object/.test(text))
    expect(bad).toEqual([])
  })

  test('button labels fit on a phone', () => {
    const long = leaves(t.buttons).filter(([, text]) => [...text].length > 30)
    expect(long).toEqual([])
  })
})

test('no two features give different words to the same key', async () => {
  const folder = join(source, 'bot/features')
  const features = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'texts.ts')))
  expect(features.length).toBeGreaterThan(15)
  const owners = new Map<string, string[]>()
  const own = async (name: string, texts: Record<string, object>) => {
    for (const part of ['buttons', 'says', 'errors', 'prompts', 'labels', 'events'])
      for (const key of Object.keys(texts[part] ?? {})) owners.set(`${part}.${key}`, [...(owners.get(`${part}.${key}`) ?? []), name])
  }
  await own('the bot', (await import('../../src/bot/texts/zh.ts')).base as unknown as Record<string, object>)
  for (const name of features) await own(name, (await import(join(folder, name, 'texts.ts'))).zh)
  expect([...owners].filter(([, names]) => names.length > 1)).toEqual([])
})

test('English has no Chinese in it but the unit and the language’s own name', () => {
  const mixed = leaves(textsIn('en')).filter(([, text]) => /\p{Script=Han}/u.test(text.replaceAll('万元', '').replaceAll('中文', '')))
  expect(mixed).toEqual([])
})
