/** Files both ways. The bot's token goes along when a file is fetched, so only to Slack's own file server. */
import { type Attachment, DeliveryError, type IncomingFile } from '../../bot/platform.ts'
import type { Connection } from './connection.ts'
import { deliveryError, failureOf, problemOf } from './failures.ts'
import { limits, requestMs, uploadMs } from './limits.ts'
import { shortened } from './split.ts'
import { clean, isBlank } from './words.ts'

/** Puts all files into one message and gives their ids. Until the last call nobody sees anything, so only that may not be repeated. */
export async function shareFiles(
  link: Connection,
  spot: { channel: string; thread?: string | undefined },
  attachments: Attachment[],
): Promise<string[]> {
  const files: { id: string; title: string }[] = []
  for (const attachment of attachments) {
    try {
      files.push({ id: await upload(link, attachment), title: titleOf(attachment) })
    } catch (error) {
      throw deliveryError(error, 'repeat')
    }
  }
  const destination = spot.thread === undefined ? { channel_id: spot.channel } : { channel_id: spot.channel, thread_ts: spot.thread }
  const [first, ...rest] = files as [{ id: string; title: string }]
  await link.api.files.completeUploadExternal({ files: [first, ...rest], ...destination })
  await untilShown(link, files.at(-1)!.id)
  return files.map((file) => file.id)
}

async function upload(link: Connection, attachment: Attachment): Promise<string> {
  const words = attachment.kind === 'picture' && !isBlank(attachment.alt) ? shortened(clean(attachment.alt), limits.altText) : undefined
  // The documentation says alt_txt, the SDK alt_text.
  const alt = words === undefined ? {} : { alt_text: words, alt_txt: words }
  const place = await link.api.files.getUploadURLExternal({ filename: nameOf(attachment), length: attachment.bytes.byteLength, ...alt })
  const response = await fetch(place.upload_url!, {
    method: 'POST',
    body: attachment.bytes as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
    redirect: 'error',
    signal: AbortSignal.timeout(uploadMs),
  })
  await response.body?.cancel()
  if (response.status >= 500 || response.status === 429) throw new DeliveryError({ kind: 'retry', afterMs: 5000 }, 'Slack: no upload now')
  if (response.status !== 200) throw new DeliveryError({ kind: 'rejected' }, `Slack: the upload is refused (HTTP ${response.status})`)
  return place.file_id!
}

function nameOf({ name }: Attachment): string {
  const bare = clean(name).replace(/[\n\t/\\]/g, '_')
  return isBlank(bare) ? 'file' : bare
}

function titleOf(attachment: Attachment): string {
  const words = attachment.title ?? attachment.alt
  return attachment.kind === 'picture' && !isBlank(words) ? shortened(clean(words), limits.header) : nameOf(attachment)
}

/** Slack shows the files some time after it has said ok; what is posted meanwhile would stand above them. */
async function untilShown(link: Connection, file: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await link.api.files.info({ file }).catch(() => undefined)
    const { public: open = {}, private: closed = {} } = answer?.file?.shares ?? {}
    if (answer === undefined || Object.keys({ ...open, ...closed }).length > 0) return
    await link.pause(250)
  }
}

/** False where one of them may still be seen. */
export async function removeFiles(link: Connection, ids: string[]): Promise<boolean> {
  const results = ids.map(async (file) => link.call(() => link.api.files.delete({ file })).then(() => true, wasThere))
  return (await Promise.all(results)).every(Boolean)
}

function wasThere(error: unknown): boolean {
  return problemOf(failureOf(error), 'fetch').kind === 'rejected'
}

export async function fetchFile(link: Connection, file: IncomingFile): Promise<Uint8Array> {
  try {
    const { file: found } = await link.call(() => link.api.files.info({ file: file.id }))
    const url = found?.url_private_download ?? found?.url_private
    if (!url) throw rejected('the file is gone')
    if ((found?.size ?? 0) > limits.downloadBytes) throw rejected('the file is too large')
    return await download(link, url, found?.mimetype ?? '')
  } catch (error) {
    throw deliveryError(error, 'fetch')
  }
}

async function download(link: Connection, url: string, mime: string): Promise<Uint8Array> {
  const { apiUrl, botToken } = link.settings
  if (!isOnFileServer(url, apiUrl)) throw rejected('the file lies outside Slack')
  const signal = AbortSignal.any([AbortSignal.timeout(requestMs * 3), link.stopped])
  const response = await fetch(url, { headers: { authorization: `Bearer ${botToken}` }, redirect: 'manual', signal })
  const { status } = response
  const page = response.headers.get('content-type')?.startsWith('text/html') === true && !mime.startsWith('text/html')
  if (status === 200 && !page) return readAtMost(response, limits.downloadBytes)
  await response.body?.cancel()
  if (status === 429 || status >= 500)
    throw new DeliveryError({ kind: 'retry', afterMs: 5000 }, `Slack: the file server says HTTP ${status}`)
  // Slack does not say 401: it leads to its log-in page, or shows it at once.
  if (page || (status >= 300 && status < 400)) {
    throw rejected('the log-in page came instead of the file: is files:read granted?')
  }
  throw rejected(`the file server says HTTP ${status}`)
}

/** files.slack.com for slack.com; for a server of one's own (a test), that server. */
export function isOnFileServer(url: string, apiUrl: string): boolean {
  const api = new URL(apiUrl)
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  const slack = /^(?:[a-z0-9-]+\.)*(slack|slack-gov)\.com$/.exec(api.host)
  const expected = slack ? { protocol: 'https:', host: `files.${slack[1]}.com` } : { protocol: api.protocol, host: api.host }
  return protocol === expected.protocol && host === expected.host && username === '' && password === ''
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > most) throw rejected('the file is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function rejected(why: string): DeliveryError {
  return new DeliveryError({ kind: 'rejected' }, `Slack: ${why}`)
}
