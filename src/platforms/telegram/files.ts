/** Brings the bytes of a file somebody sent. */
import { DeliveryError, type IncomingFile } from '../../bot/platform.ts'
import type { Connection } from './connection.ts'
import { deliveryError, networkRetryMs } from './failures.ts'
import { limits, uploadSeconds } from './limits.ts'

/** Telegram keeps a path for an hour, so it is asked for each time. */
export async function fetchFile(link: Connection, file: IncomingFile): Promise<Uint8Array> {
  if ((file.size ?? 0) > limits.downloadBytes) throw tooLarge()
  try {
    const { file_path: path } = await link.api.getFile({ file_id: file.id })
    if (!path) throw new DeliveryError({ kind: 'rejected' }, 'Telegram: the file has no path')
    return await download(link, path)
  } catch (error) {
    throw deliveryError(error, 'fetch')
  }
}

async function download(link: Connection, path: string): Promise<Uint8Array> {
  const response = await link.download(path, AbortSignal.any([link.stopped, AbortSignal.timeout(uploadSeconds * 1000)]))
  if (!response.ok) {
    await response.body?.cancel()
    const kind = response.status === 429 || response.status >= 500 ? ('retry' as const) : ('rejected' as const)
    const problem = kind === 'retry' ? { kind, afterMs: networkRetryMs } : { kind }
    throw new DeliveryError(problem, `Telegram: downloading a file: ${response.status}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > limits.downloadBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): DeliveryError {
  return new DeliveryError({ kind: 'rejected' }, 'Telegram: the file is too large to fetch')
}
