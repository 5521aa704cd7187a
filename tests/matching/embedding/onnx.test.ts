import { execFile } from 'node:child_process'
import { cp, mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { cosine, type Embedder, EmbeddingError } from '../../../src/matching/embedding/embedder.ts'
import { createLocalEmbedder } from '../../../src/matching/embedding/onnx.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { meanOf, type Shape, table, tokenizer, writeInto, writeModel } from './tiny-model.ts'

async function modelFolder({ model = 'model.onnx', ...shape }: Shape & { model?: string } = {}): Promise<string> {
  const folder = await temporaryFolder()
  await writeModel(folder, model, shape)
  await writeInto(folder, 'tokenizer.json', tokenizer)
  return folder
}

async function vectorOf(embedder: Embedder, text: string): Promise<number[]> {
  const [vector] = await embedder.embed([text])
  return [...vector!]
}

async function refusal(embedder: Embedder, text = 'laser'): Promise<string> {
  const error = await embedder.embed([text]).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(EmbeddingError)
  const { message } = error as EmbeddingError
  expect(message).not.toContain('\n')
  return message
}

function close(expected: number[]): unknown {
  return expected.map((value) => expect.closeTo(value, 5))
}

describe('a local model', () => {
  test('gives unit vectors by mean pooling, in the order of the texts', async () => {
    const embedder = createLocalEmbedder(await modelFolder())
    const vectors = await embedder.embed(['Laser welding', '焊接', 'xyz', 'laser 焊'])
    expect(vectors.map((vector) => [...vector])).toEqual([
      // (1,0,0) + (0,4,4) + (2,2,2) + (0,0,6) + (0,2,0) = (3,8,12), of length √217
      close([3 / Math.sqrt(217), 8 / Math.sqrt(217), 12 / Math.sqrt(217)]),
      close(meanOf('[CLS]', '焊', '接', '[SEP]')),
      close(meanOf('[CLS]', '[UNK]', '[SEP]')),
      close(meanOf('[CLS]', 'laser', '焊', '[SEP]')),
    ])
    expect(cosine(vectors[0]!, vectors[0]!)).toBeCloseTo(1, 6)
    expect(await embedder.embed([])).toEqual([])
    expect(embedder.remote).toBe(false)
  })

  test('takes the first token where 1_Pooling says CLS, in both spellings', async () => {
    const folder = await modelFolder()
    await writeInto(folder, '1_Pooling/config.json', {
      word_embedding_dimension: 3,
      pooling_mode_cls_token: true,
      pooling_mode_mean_tokens: false,
    })
    expect(await vectorOf(createLocalEmbedder(folder), '焊接')).toEqual(table['[CLS]'])
    await writeInto(folder, '1_Pooling/config.json', { pooling_mode: 'cls' })
    expect(await vectorOf(createLocalEmbedder(folder), '焊接')).toEqual(table['[CLS]'])
    await writeInto(folder, '1_Pooling/config.json', { pooling_mode_mean_tokens: true })
    expect(await vectorOf(createLocalEmbedder(folder), '焊接')).toEqual(close(meanOf('[CLS]', '焊', '接', '[SEP]')))
  })

  test.each<Shape & { model?: string }>([
    { model: 'onnx/model.onnx' },
    { inputs: ['input_ids'] },
    { inputs: ['input_ids', 'attention_mask', 'position_ids'], integers: 6 },
    { pooled: true },
  ])('may be of the form %j', async (shape) => {
    expect(await vectorOf(createLocalEmbedder(await modelFolder(shape)), '焊接')).toEqual(close(meanOf('[CLS]', '焊', '接', '[SEP]')))
  })

  test('reads a text up to its limit and keeps the closing token', async () => {
    const folder = await modelFolder()
    await writeInto(folder, 'config.json', { hidden_size: 3, max_position_embeddings: 4 })
    expect(await vectorOf(createLocalEmbedder(folder), '焊接 laser welding')).toEqual(close(meanOf('[CLS]', '焊', '接', '[SEP]')))
    await writeInto(folder, 'sentence_bert_config.json', { max_seq_length: 3 })
    expect(await vectorOf(createLocalEmbedder(folder), '焊接 laser welding')).toEqual(close(meanOf('[CLS]', '焊', '[SEP]')))
  })

  test('reads 512 tokens where nothing says less, and an empty text as well', async () => {
    const embedder = createLocalEmbedder(await modelFolder())
    const read = ['[CLS]', ...Array.from({ length: 510 }, () => '焊'), '[SEP]']
    expect(await vectorOf(embedder, '焊'.repeat(10_000))).toEqual(close(meanOf(...read)))
    expect(await vectorOf(embedder, '')).toEqual(close(meanOf('[CLS]', '[SEP]')))
  })

  test('reads an empty text even where nothing is put around it', async () => {
    const folder = await modelFolder()
    await writeInto(folder, 'tokenizer.json', { ...tokenizer, post_processor: null })
    const embedder = createLocalEmbedder(folder)
    expect(await vectorOf(embedder, ' ')).toEqual(close(meanOf('[PAD]')))
    expect(await vectorOf(embedder, '焊接')).toEqual(close(meanOf('焊', '接')))
  })

  test('answers many at once', async () => {
    const embedder = createLocalEmbedder(await modelFolder())
    const asked = Array.from({ length: 40 }, (_, i) => ['焊', '接', 'laser', 'weld'][i % 4]!)
    const answers = await Promise.all(asked.map((word) => vectorOf(embedder, word)))
    expect(answers).toEqual(asked.map((word) => close(meanOf('[CLS]', word, '[SEP]'))))
  })

  test('stops when it is called off', async () => {
    const embedder = createLocalEmbedder(await modelFolder())
    await expect(embedder.embed(['焊'], AbortSignal.abort())).rejects.toThrow(EmbeddingError)
    const later = new AbortController()
    const embedding = embedder.embed(['焊', '接'], later.signal)
    later.abort()
    await expect(embedding).rejects.toThrow('embedding was called off')
  })

  test('is named by its folder, its dimension and its size', async () => {
    const folder = await modelFolder()
    const before = createLocalEmbedder(folder).id
    await writeInto(folder, 'config.json', { hidden_size: 3 })
    const { id } = createLocalEmbedder(folder)
    expect(id).toMatch(/^local:shibaiqian-test-\w+:3:\d+$/)
    expect(id).not.toBe(before)
    await writeModel(folder, 'model.onnx', { pooled: true })
    expect(createLocalEmbedder(folder).id).not.toBe(id)
  })
})

describe('a broken folder is one line', () => {
  test('when nothing, no model or no tokenizer is there', async () => {
    const folder = await temporaryFolder()
    expect(await refusal(createLocalEmbedder(join(folder, 'absent')))).toBe(`${folder}/absent is not a folder with an embedding model`)
    expect(await refusal(createLocalEmbedder(folder))).toBe(`${folder} has neither model.onnx nor onnx/model.onnx`)
    await writeModel(folder)
    expect(await refusal(createLocalEmbedder(folder))).toBe(`${folder} has no tokenizer.json`)
  })

  test.each([
    ['tokenizer.json', '{"model":', 'tokenizer.json cannot be read'],
    ['tokenizer.json', {}, 'the tokenizer.json of'],
    ['tokenizer.json', { ...tokenizer, model: { type: 'Magic' } }, 'the tokenizer.json of'],
    ['config.json', { hidden_size: 'three' }, 'config.json cannot be read'],
    ['1_Pooling/config.json', { pooling_mode_lasttoken: true }, 'a pooling that is neither mean nor CLS'],
    ['1_Pooling/config.json', { pooling_mode_cls_token: true, pooling_mode_max_tokens: true }, 'a pooling that is neither mean nor CLS'],
    ['model.onnx', 'version https://git-lfs.github.com/spec/v1', 'model.onnx cannot be loaded'],
    ['model.onnx', '', 'model.onnx cannot be loaded'],
  ])('when %s is %j', async (name, content, words) => {
    const folder = await modelFolder()
    await writeInto(folder, name, content)
    const message = await refusal(createLocalEmbedder(folder))
    expect(message).toContain(words)
    expect(message).toContain(folder)
  })

  test('when the model wants or answers what nobody knows', async () => {
    expect(await refusal(createLocalEmbedder(await modelFolder({ inputs: ['input_ids', 'pixel_values'] })))).toContain('pixel_values')
    expect(await refusal(createLocalEmbedder(await modelFolder({ factor: 0 })))).toContain('zero or not finite')
    expect(await refusal(createLocalEmbedder(await modelFolder({ factor: Number.NaN })))).toContain('zero or not finite')
    // (1,0,0) + (-1,-2,0) + (0,2,0)
    expect(await refusal(createLocalEmbedder(await modelFolder()), 'nothing')).toContain('zero or not finite')
  })

  test('and it works as soon as it is mended', async () => {
    const folder = await modelFolder()
    await writeInto(folder, 'model.onnx', 'half a model')
    const embedder = createLocalEmbedder(folder)
    const refused = await Promise.all([refusal(embedder), refusal(embedder)])
    expect(refused.every((message) => message.includes('cannot be loaded'))).toBe(true)
    await writeModel(folder)
    expect(await vectorOf(embedder, '焊')).toEqual(close(meanOf('[CLS]', '焊', '[SEP]')))
    expect(await refusal(embedder, '焊 broken')).toMatch(/model\.onnx failed: /)
    expect(await vectorOf(embedder, '焊')).toEqual(close(meanOf('[CLS]', '焊', '[SEP]')))
  })
})

describe('a program with a local model', () => {
  const source = fileURLToPath(new URL('../../../src/matching/embedding', import.meta.url))

  async function runProgram(sources: string, folder: string): Promise<string> {
    const program = join(folder, 'program.ts')
    await writeInto(
      folder,
      'program.ts',
      `import { createLocalEmbedder } from ${JSON.stringify(join(sources, 'onnx.ts'))}
      createLocalEmbedder(${JSON.stringify(folder)}).embed(['焊']).then(([v]) => console.log([...v].join()), (e) => console.log(e.name, e.message))`,
    )
    const run = await promisify(execFile)(process.execPath, ['--import', import.meta.resolve('tsx'), program], { timeout: 30_000 })
    expect(run.stderr).toBe('')
    return run.stdout.trim()
  }

  test('ends by itself', async () => {
    const numbers = (await runProgram(source, await modelFolder())).split(',').map(Number)
    expect(numbers).toEqual(close(meanOf('[CLS]', '焊', '[SEP]')))
  })

  test.each(['', '@huggingface/tokenizers'])('that has %j alone is told what to add', async (present) => {
    const folder = await modelFolder()
    await cp(source, join(folder, 'src'), { recursive: true })
    await writeInto(folder, 'package.json', { type: 'module' })
    for (const name of ['zod', present].filter((text) => text !== '')) await link(name, join(folder, 'node_modules', name))
    expect(await runProgram(join(folder, 'src'), folder)).toBe(
      'EmbeddingError a local model needs two packages; add them with: npm install --omit=dev --save-prod --save-exact ' +
        'onnxruntime-web@1.30.0 @huggingface/tokenizers@0.2.0',
    )
  })

  async function link(name: string, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    await symlink(fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url)), path)
  }
})
