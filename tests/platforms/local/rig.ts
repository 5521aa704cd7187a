/** The local chat on a real port, and people who use it as the page does. */
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import pino from 'pino'
import type { Host, Platform, RosterEntry } from '../../../src/bot/platform.ts'
import { local } from '../../../src/platforms/local/index.ts'
import { type MemoryTranscript, memoryTranscript } from '../../support/transcript.ts'

export const roster: RosterEntry[] = [
  { key: 'anna', name: '安娜', org: '锦纶纺织有限公司', role: 'enterprise' },
  { key: 'ben', name: '沈岚', org: '江畔理工绿色化工研究院', role: 'expert' },
  { key: 'cai', name: '蔡文', org: '长埠镇', role: 'officer' },
  { key: 'dou', name: '窦敏', org: '区科技局', role: 'staff' },
]

export type LocalRig = {
  platform: Platform
  host: Host
  transcript: MemoryTranscript
  origin: string
  logged(): string
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  upload(file: { name: string; mime: string; bytes: Uint8Array }): Promise<Response>
  close(): Promise<void>
}

export async function openLocal(options: { transcript?: MemoryTranscript; people?: RosterEntry[]; port?: number } = {}): Promise<LocalRig> {
  const transcript = options.transcript ?? memoryTranscript()
  const http = Fastify({ forceCloseConnections: true })
  const lines: string[] = []
  const host: Host = {
    http,
    httpAddress: () => http.listeningOrigin,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    now: () => new Date(),
    receiving: () => undefined,
    roster: async () => options.people ?? roster,
    turnToReceive: async (_name, stopped) => stopped,
    transcript,
  }
  const platform = local.create(local.settings.parse({ LOCAL_CHAT: 'on' }), host)
  if (!platform) throw new Error('the local chat is off')
  await http.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const origin = http.listeningOrigin
  return {
    platform,
    host,
    transcript,
    origin,
    logged: () => lines.join(''),
    get: (path, headers = {}) => fetch(origin + path, { headers }),
    post: (path, body, headers = {}) =>
      fetch(origin + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-local-chat': '1', ...headers },
        body: JSON.stringify(body),
      }),
    upload: ({ name, mime, bytes }) => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(bytes)], { type: mime }), name)
      return fetch(`${origin}/local/api/files`, { method: 'POST', headers: { 'x-local-chat': '1' }, body: form })
    },
    async close() {
      await platform.stop()
      await http.close()
    },
  }
}

export function newKey(): string {
  return randomUUID()
}
