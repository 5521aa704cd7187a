import { type Embedder, EmbeddingError, embeddable, stopIfAborted, unitVector } from './embedder.ts'
import { type ModelFolder, nameModel, readModelFolder } from './onnx-folder.ts'
import { type Feed, type Output, oneLine, openSession, packagesMissing, type Session } from './onnx-session.ts'

type Tokenize = (text: string) => { ids: number[]; mask: number[] }
type Model = Pick<ModelFolder, 'modelFile' | 'pooling'> & { tokenize: Tokenize; session: Session }

/** Best first: what the model has pooled itself, then what has a vector for every token. */
const outputNames = ['sentence_embedding', 'last_hidden_state', 'token_embeddings']

/**
 * An embedder that runs a sentence-transformers model in ONNX form out of a local folder (what is read there: onnx-folder.ts).
 * Nothing is loaded before the first text, and nothing is ever downloaded; a model that could not be loaded, or broke, is loaded
 * anew at the next. A text is cut to 512 tokens, or the model's own limit. Texts run one by one, so that a vector doesn't
 * depend on its neighbours.
 */
export function createLocalEmbedder(folder: string): Embedder {
  let loaded: Promise<Model> | undefined
  function model(): Promise<Model> {
    if (loaded) return loaded
    const mine = load(folder, () => forget(mine))
    mine.catch(() => forget(mine))
    loaded = mine
    return mine
  }
  function forget(mine: Promise<Model>): void {
    if (loaded === mine) loaded = undefined
  }
  return {
    id: nameModel(folder),
    remote: false,
    async embed(texts, signal) {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        stopIfAborted(signal)
        vectors.push(await vectorOf(await model(), embeddable(text)))
      }
      stopIfAborted(signal)
      return vectors
    },
  }
}

async function load(folder: string, onEnd: () => void): Promise<Model> {
  const files = readModelFolder(folder)
  const tokenize = await createTokenize(files)
  return { ...files, tokenize, session: await openSession(files.modelFile, onEnd) }
}

async function createTokenize({ modelFile, tokenizer: json, tokenizerConfig, maxTokens }: ModelFolder): Promise<Tokenize> {
  const { Tokenizer } = await import('@huggingface/tokenizers').catch((error: unknown) => {
    throw Reflect.get(Object(error), 'code') === 'ERR_MODULE_NOT_FOUND' ? packagesMissing() : error
  })
  const tokenizer = orBroken(modelFile, () => new Tokenizer(json, tokenizerConfig))
  const closing = orBroken(modelFile, () => tokenizer.encode('').ids.at(-1))
  return (text) => {
    const { ids, attention_mask: mask } = orBroken(modelFile, () => tokenizer.encode(text))
    // a model that adds no tokens of its own reads a blank text as its first token
    if (ids.length === 0) return { ids: [0], mask: [1] }
    if (ids.length <= maxTokens) return { ids, mask }
    const cut = ids.slice(0, maxTokens)
    if (closing !== undefined && ids.at(-1) === closing) cut[maxTokens - 1] = closing
    return { ids: cut, mask: mask.slice(0, maxTokens) }
  }
}

/** What the tokenizer itself says of an error may hold the text, so that is dropped. */
function orBroken<T>(modelFile: string, use: () => T): T {
  try {
    return use()
  } catch {
    throw new EmbeddingError(`the tokenizer.json of ${modelFile} cannot be used`)
  }
}

async function vectorOf({ modelFile, pooling, tokenize, session }: Model, text: string): Promise<Float32Array> {
  const { ids, mask } = tokenize(text)
  const feeds = session.inputs.map(({ name, type }) => feedOf(modelFile, name, type, ids, mask))
  const output = outputNames.find((name) => session.outputs.includes(name)) ?? session.outputs[0] ?? ''
  const pooled = pool(await session.run(feeds, output), mask, pooling)
  if (!pooled) throw new EmbeddingError(`${modelFile} answers neither a vector for a text nor one for each of its tokens`)
  const unit = unitVector(pooled)
  if (!unit) throw new EmbeddingError(`${modelFile} answers a vector that is zero or not finite`)
  return unit
}

function feedOf(modelFile: string, name: string, type: string, ids: number[], mask: number[]): Feed {
  const values: Record<string, number[]> = {
    input_ids: ids,
    attention_mask: mask,
    token_type_ids: ids.map(() => 0),
    position_ids: ids.map((_, i) => i),
  }
  const data = values[name]
  if (!data) throw new EmbeddingError(`${modelFile} wants an input that is unknown here: ${oneLine(name)}`)
  if (!data.every(Number.isInteger)) throw new EmbeddingError(`the tokenizer.json of ${modelFile} has no token for unknown words`)
  return { name, type, data: type === 'int64' ? BigInt64Array.from(data, BigInt) : Int32Array.from(data) }
}

/** One vector of a text: as it is where the model has pooled, else the first token's, or the direction of the mean over the mask. */
function pool({ values, dims }: Output, mask: number[], pooling: ModelFolder['pooling']): ArrayLike<number> | undefined {
  const [texts, tokens, width = 0] = dims
  if (texts !== 1) return undefined
  if (dims.length === 2) return values
  if (dims.length !== 3 || tokens !== mask.length) return undefined
  if (pooling === 'cls') return values.subarray(0, width)
  const sum = new Float64Array(width)
  for (let t = 0; t < tokens; t += 1) {
    if (mask[t] === 1) for (let i = 0; i < width; i += 1) sum[i]! += values[t * width + i]!
  }
  return sum
}
