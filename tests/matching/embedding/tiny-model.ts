import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes ONNX models of a table of vectors, and the tokenizer that goes with it, by hand: protobuf is tags, lengths and bytes. */

const words = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '焊', '接', 'laser', 'weld', '##ing', 'nothing', 'broken']

/** The vector of each word; the last of `words` has none, so that a model with this table fails on it. */
export const table: Record<string, number[]> = {
  '[PAD]': [9, 9, 9],
  '[UNK]': [0, 0, 1],
  '[CLS]': [1, 0, 0],
  '[SEP]': [0, 2, 0],
  焊: [3, 1, 0],
  接: [1, 3, 1],
  laser: [0, 4, 4],
  weld: [2, 2, 2],
  '##ing': [0, 0, 6],
  nothing: [-1, -2, 0],
}

export type Shape = {
  inputs?: string[]
  /** Of the inputs: int64 or int32. */
  integers?: 7 | 6
  /** The model pools by itself, into `sentence_embedding`. */
  pooled?: boolean
  /** Added to each vector of the table. */
  factor?: number
}

export async function writeModel(folder: string, name = 'model.onnx', shape: Shape = {}): Promise<void> {
  await writeInto(folder, name, modelBytes(shape))
}

export async function writeInto(folder: string, name: string, content: string | Uint8Array | object): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content))
}

function modelBytes({
  inputs = ['input_ids', 'attention_mask', 'token_type_ids'],
  integers = 7,
  pooled = false,
  factor = 1,
}: Shape): Buffer {
  const rows = Object.values(table)
  const raw = Buffer.from(Float32Array.from(rows.flat(), (value) => value * factor).buffer)
  const gather = message([bytes(1, 'table'), bytes(1, 'input_ids'), bytes(2, 'last_hidden_state'), bytes(4, 'Gather')])
  const axes = message([bytes(1, 'axes'), number(8, 1), number(20, 7)])
  const keep = message([bytes(1, 'keepdims'), number(3, 0), number(20, 2)])
  const mean = message([
    bytes(1, 'last_hidden_state'),
    bytes(2, 'sentence_embedding'),
    bytes(4, 'ReduceMean'),
    bytes(5, axes),
    bytes(5, keep),
  ])
  const weights = message([number(1, rows.length), number(1, 3), number(2, 1), bytes(8, 'table'), bytes(9, raw)])
  const graph = message([
    bytes(1, gather),
    ...(pooled ? [bytes(1, mean)] : []),
    bytes(2, 'tiny'),
    bytes(5, weights),
    ...inputs.map((name) => bytes(11, valueInfo(name, integers, [1, 'length']))),
    bytes(12, valueInfo('last_hidden_state', 1, [1, 'length', 3])),
    ...(pooled ? [bytes(12, valueInfo('sentence_embedding', 1, [1, 3]))] : []),
  ])
  return message([number(1, 7), bytes(7, graph), bytes(8, message([bytes(1, ''), number(2, 11)]))])
}

function valueInfo(name: string, element: number, dims: (number | string)[]): Buffer {
  const shape = message(dims.map((dim) => bytes(1, message([typeof dim === 'number' ? number(1, dim) : bytes(2, dim)]))))
  return message([bytes(1, name), bytes(2, message([bytes(1, message([number(1, element), bytes(2, shape)]))]))])
}

function message(fields: Buffer[]): Buffer {
  return Buffer.concat(fields)
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)])
}

function bytes(field: number, content: string | Buffer): Buffer {
  const body = Buffer.from(content as string)
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body])
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of((value % 128) + 128), varint(Math.floor(value / 128))])
}

/** A BERT tokenizer of those words: lower case, Chinese character by character, [CLS] … [SEP] around it. */
export const tokenizer = {
  version: '1.0',
  added_tokens: words.slice(0, 4).map((content, id) => ({ id, content, special: true, normalized: false })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
    pair: [],
    special_tokens: {},
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
  },
}

function special(id: string): object {
  return { SpecialToken: { id, type_id: 0 } }
}

/** What mean pooling must come to: the unit vector of the sum of these words' vectors. */
export function meanOf(...tokens: string[]): number[] {
  const sum = [0, 1, 2].map((i) => tokens.reduce((total, token) => total + (table[token]?.[i] ?? Number.NaN), 0))
  const length = Math.hypot(...sum)
  return sum.map((value) => value / length)
}
