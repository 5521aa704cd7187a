/** What stands in the transcript: the browser gets it as it is. */
import { z } from 'zod'

const KeptFile = z.object({
  id: z.string(),
  kind: z.enum(['picture', 'file']),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
  alt: z.string(),
})
export type KeptFile = z.infer<typeof KeptFile>

const CardButton = z.union([
  z.object({ label: z.string(), verb: z.string(), id: z.string(), look: z.enum(['primary', 'danger']).optional() }),
  z.object({ label: z.string(), start: z.string() }),
])

/** `rev` grows with every change of a message, `edited` is when that was: of two copies the browser keeps the later. */
const changes = { rev: z.number(), edited: z.string().optional() }

const SaidBody = z.object({
  kind: z.literal('said'),
  ...changes,
  /** The browser's key, so that it knows its own message again. */
  key: z.string(),
  by: z.object({ address: z.string(), name: z.string() }),
  text: z.string(),
  files: z.array(KeptFile),
  /** The entry this one replies to. */
  reply: z.number().optional(),
  /** The reply was to the bot. */
  replyToBot: z.boolean().optional(),
})
export type SaidBody = z.infer<typeof SaidBody>

const CardBody = z.object({
  kind: z.literal('card'),
  ...changes,
  title: z.string().optional(),
  text: z.string(),
  fields: z.array(z.object({ label: z.string(), value: z.string() })),
  buttons: z.array(z.array(CardButton)),
  files: z.array(KeptFile),
})
export type CardBody = z.infer<typeof CardBody>

const Body = z.discriminatedUnion('kind', [SaidBody, CardBody])
export type Body = z.infer<typeof Body>

export type Entry = { id: number; at: string; body: Body }

/** undefined for what is no message of the chat. */
export function readBody(body: unknown): Body | undefined {
  return Body.safeParse(body).data
}

/** Pictures a browser shows without risk; an SVG can carry scripts and is a file. */
const rasters = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export function isRaster(mime: string): boolean {
  return rasters.includes(mime)
}
