/** What of Telegram's updates is read, in its true shape; all else is let through unread. An update of another shape is none of ours. */
import type { Update } from 'grammy/types'
import { z } from 'zod'

const id = z.int()
const words = z.string().optional()
/** Seconds, to the year 5138. */
const time = z.int().min(0).max(100_000_000_000)
const flag = z.boolean().optional()

const User = z.looseObject({ id, is_bot: z.boolean(), first_name: z.string(), last_name: words, username: words, language_code: words })
const Chat = z.looseObject({ id, type: z.string(), title: words })
const Entities = z.array(z.looseObject({ type: z.string(), offset: id, length: id, user: z.looseObject({ id }).optional() })).optional()
const File = z.looseObject({
  file_id: z.string().min(1).max(1000),
  file_unique_id: z.string().optional(),
  file_name: words,
  mime_type: words,
  file_size: z.number().optional(),
})
const file = File.optional()

const Place = { message_id: id, date: time, chat: Chat, is_topic_message: flag, message_thread_id: id.optional() }
const Message = z.looseObject({
  ...Place,
  edit_date: time.optional(),
  from: User.optional(),
  sender_chat: Chat.optional(),
  author_signature: words,
  is_automatic_forward: flag,
  text: words,
  caption: words,
  entities: Entities,
  caption_entities: Entities,
  reply_to_message: z.looseObject({ from: z.looseObject({ id }).optional() }).optional(),
  photo: z.array(File).optional(),
  animation: file,
  document: file,
  audio: file,
  voice: file,
  video: file,
  video_note: file,
})

const Shape = z.looseObject({
  update_id: id,
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: z.looseObject({ id: z.string(), from: User, data: words, message: z.looseObject(Place).optional() }).optional(),
})

/** Throws where the update isn't of the shape Telegram promises; the error names places, never what stands there. */
export function readUpdate(update: Update): Update {
  const read = Shape.safeParse(update)
  if (read.success) return update
  const places = read.error.issues.slice(0, 5).map(({ path }) => path.join('.'))
  throw new Error(`not of the shape of an update: ${places.join(', ')}`)
}
