import type { Tx } from '../domain/store.ts'
import { judge, plainName } from './file-content.ts'
import { DeliveryError, type IncomingFile, type Platform } from './platform.ts'

/** The files of one message: those kept, and what to say of the others. */
export type Fetched = {
  kept: { name: string; mime: string; bytes: Uint8Array }[]
  refused: { text: string; facts: Record<string, string> }[]
}

const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/**
 * Fetches what somebody sent, before the transaction that uses it. A passing fault is thrown, to be tried again, unless this is the last try.
 * `left`: so many bytes are still kept of what they send today.
 */
export async function fetchFiles(platform: Platform | undefined, files: IncomingFile[], last: boolean, left: number): Promise<Fetched> {
  const result: Fetched = { kept: [], refused: [] }
  if (!platform) return result
  const most = String(Math.floor(platform.maxFileBytes / 1024 / 1024))
  for (const file of files) {
    const before = result.kept.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (before + (file.size ?? 0) > left) {
      result.refused.push({ text: 'files_enough', facts: { file: file.name } })
      continue
    }
    if (file.size !== undefined && file.size > platform.maxFileBytes) {
      result.refused.push({ text: 'file_too_large', facts: { file: file.name, most } })
      continue
    }
    try {
      const bytes = await platform.fetch(file)
      if (bytes.length > platform.maxFileBytes) throw new DeliveryError({ kind: 'rejected' }, 'larger than announced')
      const judged = judge({ ...file, bytes })
      if (judged === 'program') result.refused.push({ text: 'file_dangerous', facts: { file: plainName(file.name) } })
      else result.kept.push({ name: plainName(file.name), mime: judged.mime, bytes })
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error
      if (error.problem.kind === 'retry' && !last) throw error
      result.refused.push({ text: 'file_lost', facts: { file: file.name } })
    }
  }
  return result
}

/** Keeps fetched files, in the transaction that uses them. */
export async function keepFiles(tx: Tx, fetched: Fetched, now: Date): Promise<{ fileId: string; kind: 'picture' | 'file' }[]> {
  const kept: { fileId: string; kind: 'picture' | 'file' }[] = []
  for (const file of fetched.kept)
    kept.push({ fileId: await tx.files.put(file, now), kind: pictures.includes(file.mime) ? 'picture' : 'file' })
  return kept
}
