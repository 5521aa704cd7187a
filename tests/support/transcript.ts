/** A transcript in memory: bodies go in and come out as JSON, as from a database. */
import type { Transcript } from '../../src/bot/platform.ts'

type Row = { id: number; chat: string; key: string; body: string; at: Date }
type StoredFile = { name: string; mime: string; bytes: Uint8Array }

export type MemoryTranscript = Transcript & {
  /** While set, every call fails with it, as when the database is away. */
  fault: Error | undefined
}

export function memoryTranscript(): MemoryTranscript {
  const rows: Row[] = []
  const files = new Map<string, StoredFile>()
  const read = ({ id, chat, body, at }: Row) => ({ id, chat, body: JSON.parse(body) as unknown, at })
  const reachable = async (): Promise<void> => {
    if (transcript.fault) throw transcript.fault
  }
  const transcript: MemoryTranscript = {
    fault: undefined,
    async add({ chat, key, body, at }) {
      await reachable()
      const known = rows.find((row) => row.key === key)
      if (known) return { id: known.id, added: false }
      const id = (rows.at(-1)?.id ?? 0) + 1
      rows.push({ id, chat, key, body: asJsonb(body), at })
      return { id, added: true }
    },
    async replace(id, body) {
      await reachable()
      const row = rows.find((one) => one.id === id)
      if (row) row.body = asJsonb(body)
      return row !== undefined
    },
    async list(chat, after, limit) {
      await reachable()
      return rows
        .filter((row) => row.chat === chat && row.id > after)
        .slice(-limit)
        .map(read)
        .map(({ id, body, at }) => ({ id, body, at }))
    },
    async find(id) {
      await reachable()
      if (id > 2 ** 31 - 1) throw new Error('out of range for a 32-bit integer')
      const row = rows.find((one) => one.id === id)
      return row && read(row)
    },
    async putFile({ name, mime, bytes }) {
      await reachable()
      const id = `f${files.size + 1}`
      files.set(id, { name, mime, bytes: new Uint8Array(bytes) })
      return id
    },
    async getFile(id) {
      await reachable()
      return files.get(id)
    },
  }
  return transcript
}

/** What PostgreSQL does: NUL and lone surrogates are refused. */
function asJsonb(body: unknown): string {
  const text = JSON.stringify(body)
  if (/\\u0000|\\ud[89a-f]/i.test(text)) throw new Error('unsupported Unicode escape sequence')
  return text
}
