import { readFileSync, type Stats, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { EmbeddingError } from './embedder.ts'
import { oneLine } from './onnx-session.ts'

export type ModelFolder = {
  modelFile: string
  /** Of tokenizer.json and tokenizer_config.json. */
  tokenizer: object
  tokenizerConfig: object
  pooling: 'mean' | 'cls'
  /** Tokens of a text that are read, the special ones included. */
  maxTokens: number
}

/** More than that costs time and memory out of proportion to what it tells. */
const mostTokens = 512

const modelFiles = ['model.onnx', 'onnx/model.onnx']

const Anything = z.looseObject({})
const ModelConfig = z.looseObject({
  model_type: z.string().optional(),
  hidden_size: z.int().positive().optional(),
  max_position_embeddings: z.int().positive().optional(),
})
const TokenizerConfig = z.looseObject({ model_max_length: z.number().positive().optional() })
const SentenceConfig = z.looseObject({ max_seq_length: z.int().positive().nullish() })

/**
 * Reads what stands beside a model: `model.onnx` or `onnx/model.onnx` (not read yet), `tokenizer.json`, and where they are there
 * `tokenizer_config.json`, `config.json`, `sentence_bert_config.json` and `1_Pooling/config.json`; without the last, mean
 * pooling. Throws EmbeddingError with one line that names the file.
 */
export function readModelFolder(folder: string): ModelFolder {
  if (!statOf(folder)?.isDirectory()) throw new EmbeddingError(`${resolve(folder)} is not a folder with an embedding model`)
  const modelFile = modelFileOf(folder)
  if (!modelFile) throw new EmbeddingError(`${resolve(folder)} has neither model.onnx nor onnx/model.onnx`)
  const tokenizer = readJson(folder, 'tokenizer.json', Anything)
  if (!tokenizer) throw new EmbeddingError(`${resolve(folder)} has no tokenizer.json`)
  const tokenizerConfig = readJson(folder, 'tokenizer_config.json', TokenizerConfig) ?? {}
  const config = readJson(folder, 'config.json', ModelConfig) ?? {}
  const sentence = readJson(folder, 'sentence_bert_config.json', SentenceConfig) ?? {}
  const pooling = poolingOf(readJson(folder, '1_Pooling/config.json', Anything))
  if (!pooling)
    throw new EmbeddingError(`${join(resolve(folder), '1_Pooling/config.json')} asks for a pooling that is neither mean nor CLS`)
  // RoBERTa and its kin count positions from 2 on
  const positions = (config.max_position_embeddings ?? mostTokens) - (/roberta|camembert/.test(config.model_type ?? '') ? 2 : 0)
  const maxTokens = Math.min(mostTokens, positions, tokenizerConfig.model_max_length ?? mostTokens, sentence.max_seq_length ?? mostTokens)
  return { modelFile, tokenizer, tokenizerConfig, pooling, maxTokens }
}

/** Names what lies in the folder now: the folder, the model's dimension as config.json has it, and the size of the model. Never throws. */
export function nameModel(folder: string): string {
  const modelFile = modelFileOf(folder)
  const size = modelFile ? statOf(modelFile)?.size : undefined
  return `local:${basename(resolve(folder))}:${dimensionOf(folder) ?? 'default'}:${size ?? 'absent'}`
}

function dimensionOf(folder: string): number | undefined {
  try {
    return readJson(folder, 'config.json', ModelConfig)?.hidden_size
  } catch {
    return undefined
  }
}

function modelFileOf(folder: string): string | undefined {
  return modelFiles.map((name) => join(resolve(folder), name)).find((path) => statOf(path)?.isFile())
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): T | undefined {
  const path = join(resolve(folder), name)
  if (!statOf(path)) return undefined
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new EmbeddingError(`${path} cannot be read: ${oneLine(error instanceof Error ? error.message : '')}`)
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  throw new EmbeddingError(`${path} cannot be read: ${oneLine(z.prettifyError(result.error))}`)
}

/** Both spellings of sentence-transformers: `pooling_mode`, and a flag for each mode. */
function poolingOf(config: Record<string, unknown> | undefined): ModelFolder['pooling'] | undefined {
  if (!config) return 'mean'
  const flags = Object.entries(config).flatMap(([key, value]) => (key.startsWith('pooling_mode_') && value === true ? [key.slice(13)] : []))
  const modes = typeof config.pooling_mode === 'string' ? [config.pooling_mode] : flags
  if (modes.length !== 1) return undefined
  if (/^mean(_tokens)?$/.test(modes[0] ?? '')) return 'mean'
  return /^cls(_token)?$/.test(modes[0] ?? '') ? 'cls' : undefined
}
