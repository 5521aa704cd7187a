import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dependencies, isAllowed, licencesDocument, licencesFile } from '../scripts/licences.ts'

test('nothing comes in under a licence that nobody has agreed to', () => {
  expect(dependencies().filter((one) => !isAllowed(one))).toEqual([])
  const made = { name: 'x', version: '1', shipped: true, optional: false }
  expect(
    ['GPL-3.0-or-later', 'none named', 'MIT AND GPL-2.0', 'SEE LICENSE IN x'].filter((licence) => isAllowed({ ...made, licence })),
  ).toEqual([])
  expect(['MIT OR GPL-3.0-or-later', '(MIT AND Zlib)'].every((licence) => isAllowed({ ...made, licence }))).toBe(true)
})

test('docs/licences.md says what package-lock.json says; after a change: npm run licences', () => {
  expect(readFileSync(licencesFile, 'utf8').replaceAll('\r\n', '\n')).toBe(licencesDocument())
})

test('every version is exact, and comes from the registry with a checksum', () => {
  const read = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
  const { dependencies: shipped, devDependencies } = read('package.json') as Record<string, Record<string, string>>
  expect(Object.entries({ ...shipped, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version))).toEqual(
    [],
  )
  const locked = Object.entries(read('package-lock.json').packages as Record<string, { integrity?: string }>)
  expect(locked.filter(([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
})
