import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { UnreadableFile } from '../domain/exchange/raw.ts'

const inflate = promisify(inflateRaw)
/** All that a spreadsheet may unpack to. */
const mostUnpacked = 200 * 1024 * 1024
const mostParts = 2_000

type Part = { name: string; method: number; data: Buffer }
export type Zip = { names: string[]; has(name: string): boolean; read(name: string): Promise<Buffer> }

/**
 * The parts of a zip. Throws an UnreadableFile where it is none, is encrypted, or, once so much has been read, unpacks to more than a spreadsheet may: sizes
 * are measured by unpacking, not believed.
 */
export function openZip(bytes: Uint8Array, most = mostUnpacked): Zip {
  const parts = new Map(
    partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).map((part) => [part.name.toLowerCase(), part]),
  )
  let left = most
  return {
    names: [...parts.keys()],
    has: (name) => parts.has(name.toLowerCase()),
    async read(name) {
      const part = parts.get(name.toLowerCase())
      if (!part) throw new UnreadableFile('file_broken')
      const unpacked = await unpack(part, left)
      left -= unpacked.length
      return unpacked
    },
  }
}

/** The central directory at the end of the file. */
function partsOf(view: Buffer): Part[] {
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > view.length) throw new UnreadableFile('file_broken')
  const count = view.readUInt16LE(end + 10)
  let at = view.readUInt32LE(end + 16)
  if (count > mostParts) throw new UnreadableFile('file_bomb')
  const parts: Part[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== 0x02014b50) throw new UnreadableFile('file_broken')
    if (view.readUInt16LE(at + 8) & 1) throw new UnreadableFile('file_encrypted')
    const [nameLength, extra, comment] = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30), view.readUInt16LE(at + 32)]
    const name = view.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, '')
    parts.push({ name, method: view.readUInt16LE(at + 10), data: dataAt(view, view.readUInt32LE(at + 42), view.readUInt32LE(at + 20)) })
    at += 46 + nameLength + extra + comment
  }
  return parts
}

function dataAt(view: Buffer, at: number, packed: number): Buffer {
  if (at + 30 > view.length || view.readUInt32LE(at) !== 0x04034b50) throw new UnreadableFile('file_broken')
  const from = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  if (from + packed > view.length) throw new UnreadableFile('file_broken')
  return view.subarray(from, from + packed)
}

async function unpack({ data, method }: Part, most: number): Promise<Buffer> {
  if (method !== 0 && method !== 8) throw new UnreadableFile('file_broken')
  if (method === 0 && data.length > most) throw new UnreadableFile('file_bomb')
  if (method === 0) return data
  try {
    return await inflate(data, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw new UnreadableFile((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'file_bomb' : 'file_broken')
  }
}
