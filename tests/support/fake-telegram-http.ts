/** Reads what a client sends to the Bot API: a query, a form, JSON or multipart. */
import type { IncomingMessage } from 'node:http'

export type Upload = { name: string; bytes: Buffer }
export type Params = Record<string, unknown>
export type Sent = { params: Params; uploads: Map<string, Upload> }

export async function readRequest(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const boundary = /boundary=([^;]+)/.exec(type)?.[1]
  if (boundary !== undefined) return readMultipart(body, boundary)
  if (body.length === 0) return { params: {}, uploads: new Map() }
  if (!type.includes('application/json')) throw new Error(`unexpected content-type ${type}`)
  return { params: JSON.parse(body.toString('utf8')) as Params, uploads: new Map() }
}

function readMultipart(body: Buffer, boundary: string): Sent {
  const params: Params = {}
  const uploads = new Map<string, Upload>()
  const delimiter = Buffer.from(`--${boundary}`)
  let at = body.indexOf(delimiter)
  for (;;) {
    const start = at + delimiter.length
    const end = body.indexOf(delimiter, start)
    if (end < 0) break
    const part = body.subarray(start + 2, end - 2)
    const split = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, split).toString('utf8')
    const content = part.subarray(split + 4)
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? ''
    const file = /filename=([^;\r\n]*)/.exec(head)?.[1]
    if (file === undefined) params[name] = name === 'caption' ? content.toString('utf8') : readField(content.toString('utf8'))
    else uploads.set(name, { name: file.replace(/^"|"$/g, ''), bytes: Buffer.from(content) })
    at = end
  }
  return { params, uploads }
}

/** In a form everything is text: objects and numbers are read as the Bot API does. */
function readField(text: string): unknown {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
