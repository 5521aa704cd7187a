import { setImmediate as others } from 'node:timers/promises'
import { SaxesParser } from 'saxes'

const chunkBytes = 256 * 1024

export type XmlHandler = {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** Goes through XML once, names without their prefix; lets others work between pieces. Throws what the handler throws, and where it is no XML. */
export async function readXml(bytes: Buffer, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({})
  let failed: Error | undefined
  parser.on('error', (error) => {
    failed ??= error
  })
  parser.on('opentag', ({ name, attributes }) => handler.open?.(local(name), attributes as Record<string, string>))
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  parser.on('closetag', ({ name }) => handler.close?.(local(name)))
  const decoder = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8')
  for (let at = 0; at < bytes.length && !failed; at += chunkBytes) {
    parser.write(decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true }))
    await others()
  }
  if (!failed) parser.close()
  if (failed) throw failed
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
