/** Files up and down. What people sent is never shown as a page. */
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { judge } from '../../bot/file-content.ts'
import { fileHeaders } from '../../bot/file-headers.ts'
import { DeliveryError, type IncomingFile, type Transcript } from '../../bot/platform.ts'
import { storable } from '../../bot/storable.ts'
import { isRaster, type KeptFile } from './bodies.ts'
import { limits } from './limits.ts'

export async function addFileRoutes(http: FastifyInstance, transcript: Transcript): Promise<void> {
  await http.register(multipart, { limits: { fileSize: limits.fileBytes, files: 1, fields: 5, fieldSize: 1000 } })

  http.post('/local/api/files', { bodyLimit: limits.fileBytes + 64 * 1024 }, async (request, reply) => {
    const part = request.isMultipart() ? await request.file() : undefined
    if (!part) return reply.code(400).send({ error: 'invalid' })
    const bytes = await part.toBuffer()
    // where the limit falls between two chunks, toBuffer gives what came before it and no error
    if (part.file.truncated) return reply.code(413).send({ error: 'too_large' })
    const name = nameOf(part.filename)
    const judged = judge({ name, mime: part.mimetype, bytes })
    const mime = judged === 'program' ? 'application/octet-stream' : judged.mime
    return keptFile(await transcript.putFile({ name, mime, bytes }), name, mime, bytes.length)
  })

  http.get<{ Params: { id: string } }>('/local/files/:id', async (request, reply) => {
    const file = await transcript.getFile(request.params.id)
    return file ? sendFile(reply, file) : reply.code(404).send({ error: 'unknown' })
  })
}

/** Browsers write a quotation mark in a file's name as %22 and line ends as %0D and %0A. */
function nameOf(filename: string): string {
  const name = storable(filename)
    .replaceAll('%22', '"')
    .replace(/%0[AD]/gi, ' ')
    .replace(/\p{Cc}/gu, ' ')
  return name.slice(0, 200) || 'file'
}

export function keptFile(id: string, name: string, mime: string, size: number): KeptFile {
  return { id, kind: isRaster(mime) ? 'picture' : 'file', name, mime, size, alt: name }
}

function sendFile(reply: FastifyReply, file: { name: string; mime: string; bytes: Uint8Array }): FastifyReply {
  const shown = isRaster(file.mime)
  return reply
    .headers({
      'content-type': shown ? file.mime : 'application/octet-stream',
      ...fileHeaders(file.name, shown),
      'cache-control': 'private, max-age=31536000, immutable',
    })
    .send(Buffer.from(file.bytes))
}

/** For `Platform.fetch`. */
export async function fetchFile(transcript: Transcript, file: IncomingFile): Promise<Uint8Array> {
  let found: Awaited<ReturnType<Transcript['getFile']>>
  try {
    found = await transcript.getFile(file.id)
  } catch (error) {
    throw new DeliveryError({ kind: 'retry', afterMs: 2000 }, 'the file can not be read now', { cause: error })
  }
  if (!found) throw new DeliveryError({ kind: 'rejected' }, 'no such file')
  return found.bytes
}
