import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const src = join(root, 'src')

/** What each part of src may import of the others; its own files always. Files at the top of src wire everything. */
const allowed: Record<string, string[]> = {
  domain: [],
  bot: ['domain', 'log.ts'],
  matching: ['domain'],
  store: ['domain', 'bot', 'log.ts'],
  jobs: ['domain', 'log.ts'],
  operating: ['domain', 'bot', 'log.ts'],
  reports: ['domain'],
  web: ['domain', 'bot', 'log.ts'],
  platforms: ['domain', 'bot', 'log.ts'],
}

/** Packages that only one part may know. */
const owners: Record<string, RegExp> = {
  grammy: /^platforms\/telegram\//,
  '@slack/bolt': /^platforms\/slack\//,
  '@slack/web-api': /^platforms\/slack\//,
  '@fastify/static': /^platforms\/local\//,
  '@fastify/cookie': /^web\//,
  '@fastify/formbody': /^web\//,
  ghtml: /^web\//,
  '@fastify/multipart': /^platforms\/local\//,
  '@prisma/client': /^store\//,
  '@prisma/adapter-pg': /^store\//,
  '@electric-sql/pglite': /^store\//,
  pg: /^store\//,
  'node-cron': /^jobs\//,
  'prom-client': /^operating\//,
  exceljs: /^reports\//,
  saxes: /^reports\//,
  echarts: /^reports\//,
  '@resvg/resvg-js': /^reports\//,
  docx: /^reports\//,
  'opencc-js': /^(matching|domain\/understand)\//,
  stemmer: /^matching\//,
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('store/generated/'))

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  return [
    ...text.matchAll(
      /^(?:import|export)[^'"\n]*?(?:from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^\}\s*from\s+['"]([^'"]+)['"]/gm,
    ),
  ].map((match) => String(match[1] ?? match[2] ?? match[3]))
}

function partOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] as string) : file
}

describe('imports point inward', () => {
  test('there are files to look at, and imports are seen in them', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(importsOf('app.ts')).toContain('./bot/bot.ts')
    expect(importsOf('bot/deliver.ts')).toContain('../domain/clock.ts')
  })

  test.each(files.filter((file) => file.includes('/')))('%s', (file) => {
    const wrong = importsOf(file).filter((specifier) => {
      if (!specifier.startsWith('.')) {
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/')
        return owners[name] !== undefined && !owners[name].test(file)
      }
      const target = relative(src, resolve(dirname(join(src, file)), specifier)).replaceAll('\\', '/')
      if (target.startsWith('..')) return true
      const part = partOf(file)
      if (part === 'platforms')
        return (
          !sameFolder(file, target) &&
          !['domain', 'bot', 'log.ts'].includes(partOf(target)) &&
          target !== 'platforms/platform-module.ts' &&
          file !== 'platforms/index.ts'
        )
      return partOf(target) !== part && !(allowed[part] ?? []).includes(partOf(target))
    })
    expect(wrong).toEqual([])
  })

  test('process.env is read at the top only, and console is used by the two programs alone', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join(src, file), 'utf8')))
    expect(readers.sort()).toEqual(['directory.ts', 'doctor.ts', 'main.ts', 'matching.ts'])
  })
})

/** Platforms never know each other: the same folder below platforms. */
function sameFolder(file: string, target: string): boolean {
  return file.split('/').slice(0, 2).join('/') === target.split('/').slice(0, 2).join('/')
}
