import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lifeDocument, lifeFile } from '../scripts/life-doc.ts'
import { needStates } from '../src/domain/need.ts'
import { life } from '../src/domain/need-life.ts'

test('docs/life.md says what the table says; after a change: npm run life-doc', () => {
  expect(readFileSync(lifeFile, 'utf8').replaceAll('\r\n', '\n')).toBe(lifeDocument())
})

test('every state can be reached from a draft, and every event stands in the document', () => {
  const reached = new Set<string>(['draft'])
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const { from, to } of Object.values(life)) if (from.some((state) => reached.has(state)) && to !== 'before') reached.add(to)
  }
  expect([...reached].sort()).toEqual([...needStates].sort())
  for (const event of Object.keys(life)) expect(lifeDocument()).toContain(`| \`${event}\` |`)
})
