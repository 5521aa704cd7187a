/** docs/licences.md from package-lock.json, the same on every machine; run by `npm run licences`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type Dependency = { name: string; version: string; licence: string; shipped: boolean; optional: boolean }

/** What may come in. MPL-2.0 covers its own files only: it is used unchanged, and its source is where the registry says. */
export const allowed = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'MPL-2.0',
]

/** Packages that name none, or one more, only to build and test with: never shipped. Each was read by hand. */
export const readByHand: Record<string, string> = {
  'seq-queue': 'MIT, by its LICENSE file',
  elkjs: 'EPL-2.0, drawn in by the tools of Prisma; not shipped',
}

type Locked = { version?: string; license?: string; dev?: boolean; devOptional?: boolean; optional?: boolean; link?: boolean }

export function dependencies(): Dependency[] {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, Locked> }
  const all = Object.entries(lock.packages).flatMap(([path, { version, license, dev, devOptional, optional, link }]): Dependency[] => {
    if (path === '' || link) return []
    const name = path.replace(/^.*node_modules\//, '')
    return [{ name, version: version ?? '', licence: license ?? 'none named', shipped: !dev && !devOptional, optional: optional === true }]
  })
  const once = new Map(all.map((one) => [`${one.name}@${one.version} ${one.shipped}`, one]))
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

/** Of `A OR B` one has to be allowed, of `A AND B` both. */
export function isAllowed({ name, licence, shipped }: Dependency): boolean {
  if (!shipped && name in readByHand) return true
  const bare = licence.replace(/[()]/g, '')
  return bare.split(/ OR /).some((choice) => choice.split(/ AND | and /).every((one) => allowed.includes(one.trim())))
}

export function licencesDocument(): string {
  const all = dependencies()
  const shipped = all.filter((one) => one.shipped)
  const count = (list: Dependency[]) =>
    [...new Set(list.map(({ licence }) => licence))]
      .sort()
      .map((licence) => `| ${licence} | ${list.filter((one) => one.licence === licence).length} |`)
  return `# Licences of what the program is built on

Made by \`npm run licences\` from package-lock.json; a test holds it. Allowed are ${allowed.join(', ')}. MPL-2.0 (the drawing of pictures) covers
its own files only: they are used unchanged. The fonts in \`assets/fonts\` are under the SIL Open Font License ([OFL.txt](../assets/fonts/OFL.txt)).

| licence | shipped |
|---|---|
${count(shipped).join('\n')}

To build and test with, not shipped:

| licence | packages |
|---|---|
${count(all.filter((one) => !one.shipped)).join('\n')}

Read by hand, since they name none or another: ${Object.entries(readByHand)
    .map(([name, why]) => `${name} (${why})`)
    .join(', ')}.

## Shipped

“optional” is taken only on the platform it is for.

| package | version | licence | |
|---|---|---|---|
${shipped.map(({ name, version, licence, optional }) => `| ${name} | ${version} | ${licence} | ${optional ? 'optional' : ''} |`).join('\n')}
`
}

export const licencesFile = fileURLToPath(new URL('../docs/licences.md', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(licencesFile, licencesDocument())
