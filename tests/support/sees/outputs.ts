import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import type { Attachment, Card } from '../../../src/bot/platform.ts'
import type { FakePlatform } from '../fake-platform.ts'

export type Output = { address: string; card: Card }

/** Keeps everything that is sent or edited from now on, with its address. */
export function watch(platform: FakePlatform): { take(): Output[] } {
  const outputs: Output[] = []
  const addresses = new Map<string, string>()
  const { send, edit } = platform
  platform.send = async (to, card, key) => {
    const ref = await send(to, card, key)
    addresses.set(ref, to)
    outputs.push({ address: to, card })
    return ref
  }
  platform.edit = async (ref, card) => {
    await edit(ref, card)
    outputs.push({ address: String(addresses.get(ref)), card })
  }
  return { take: () => outputs.splice(0) }
}

/** Everything of a card that a person can read, files opened. */
export async function allWords({ title, text, fields = [], buttons = [], attachments = [] }: Card): Promise<string> {
  const files = await Promise.all(attachments.map(inside))
  const labels = buttons.flat().map(({ label }) => label)
  return [title ?? '', text, ...fields.flatMap(({ label, value }) => [label, value]), ...labels, ...files].join('\n')
}

async function inside({ name, alt, title, mime, bytes }: Attachment): Promise<string> {
  const about = [name, alt, title ?? '']
  if (mime.includes('spreadsheet')) return [...about, ...(await cells(bytes))].join('\n')
  if (mime.includes('wordprocessing')) {
    const zip = await JSZip.loadAsync(bytes)
    const parts = await Promise.all(Object.values(zip.files).map((file) => file.async('string')))
    return [...about, ...parts.map((xml) => xml.replace(/<[^>]+>/g, ''))].join('\n')
  }
  return [
    ...about,
    mime.startsWith('image/')
      ? ''
      : Buffer.from(bytes)
          .toString('utf8')
          .replace(/\r?\n /g, ''),
  ].join('\n')
}

async function cells(bytes: Uint8Array): Promise<string[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  const words: string[] = []
  for (const sheet of book.worksheets)
    sheet.eachRow((row) => row.eachCell((cell) => words.push(cell.text, ...(cell.note ? [JSON.stringify(cell.note)] : []))))
  return words
}
