import { describe, expect, test } from 'vitest'
import { createEmbedder, EmbeddingSettings } from '../../../src/matching/embedding/settings.ts'

const url = 'https://api.example.org/v1'

function linesFor(env: Record<string, string>): string[] {
  const result = EmbeddingSettings.safeParse(env)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())
}

describe('the settings of embeddings', () => {
  test('may all be absent or empty', () => {
    expect(EmbeddingSettings.parse({})).toEqual({ sendPrivate: false })
    expect(EmbeddingSettings.parse({ EMBEDDINGS_URL: ' ', EMBEDDINGS_BATCH: '', PORT: '3100' })).toEqual({ sendPrivate: false })
    expect(createEmbedder(EmbeddingSettings.parse({}))).toBeUndefined()
  })

  test('name a service', () => {
    const settings = EmbeddingSettings.parse({ EMBEDDINGS_URL: ` ${url} `, EMBEDDINGS_MODEL: 'bge-m3' })
    expect(settings).toEqual({ remote: { url, model: 'bge-m3', batch: 32, timeoutMs: 5000, retries: 2 }, sendPrivate: false })
    expect(createEmbedder(settings)).toMatchObject({ id: 'remote:api.example.org/v1:bge-m3:default', remote: true })
    const all = EmbeddingSettings.parse({
      EMBEDDINGS_URL: url,
      EMBEDDINGS_KEY: 'sk-1',
      EMBEDDINGS_MODEL: 'm',
      EMBEDDINGS_DIMENSIONS: '512',
      EMBEDDINGS_BATCH: '8',
      EMBEDDINGS_TIMEOUT_MS: '900',
      EMBEDDINGS_RETRIES: '0',
      EMBEDDINGS_PRIVATE: 'on',
    })
    expect(all).toEqual({
      remote: { url, key: 'sk-1', model: 'm', dimensions: 512, batch: 8, timeoutMs: 900, retries: 0 },
      sendPrivate: true,
    })
  })

  test('name a folder, which need not be there yet', () => {
    const settings = EmbeddingSettings.parse({ EMBEDDINGS_FOLDER: './models/none' })
    expect(settings).toEqual({ folder: './models/none', sendPrivate: false })
    expect(createEmbedder(settings)).toMatchObject({ id: 'local:none:default:absent', remote: false })
  })

  test.each<[Record<string, string>, string]>([
    [{ EMBEDDINGS_URL: url }, 'EMBEDDINGS_MODEL'],
    [{ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'm', EMBEDDINGS_FOLDER: './m' }, 'EMBEDDINGS_URL and EMBEDDINGS_FOLDER'],
    [{ EMBEDDINGS_URL: 'api.example.org', EMBEDDINGS_MODEL: 'm' }, 'EMBEDDINGS_URL must look like'],
    [{ EMBEDDINGS_URL: 'ftp://api.example.org', EMBEDDINGS_MODEL: 'm' }, 'EMBEDDINGS_URL must look like'],
    [{ EMBEDDINGS_URL: 'https://user:hunter2hunter2@api.example.org/v1', EMBEDDINGS_MODEL: 'm' }, 'EMBEDDINGS_URL must look like'],
    [{ EMBEDDINGS_URL: `${url}?api-key=hunter2hunter2`, EMBEDDINGS_MODEL: 'm' }, 'EMBEDDINGS_URL must look like'],
    [{ EMBEDDINGS_URL: `${url}/embeddings`, EMBEDDINGS_MODEL: 'm' }, 'EMBEDDINGS_URL must look like'],
    [{ EMBEDDINGS_KEY: 'hunter2 hunter2' }, 'EMBEDDINGS_KEY'],
    [{ EMBEDDINGS_DIMENSIONS: '0' }, 'EMBEDDINGS_DIMENSIONS'],
    [{ EMBEDDINGS_BATCH: 'many' }, 'EMBEDDINGS_BATCH'],
    [{ EMBEDDINGS_TIMEOUT_MS: '5' }, 'EMBEDDINGS_TIMEOUT_MS'],
    [{ EMBEDDINGS_RETRIES: '-1' }, 'EMBEDDINGS_RETRIES'],
    [{ EMBEDDINGS_PRIVATE: 'yes' }, 'EMBEDDINGS_PRIVATE'],
  ])('%j is refused in one line that names the setting and not its value', (env, name) => {
    const lines = linesFor(env)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(name)
    expect(lines[0]).not.toContain('hunter2')
  })
})
