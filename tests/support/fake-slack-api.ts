/** The Web API methods the bot uses, as strict as Slack or stricter: an argument that a method does not have is an error. */
import type { FakeSlack } from './fake-slack.ts'
import { type Args, complaintsAbout, isTooLong } from './fake-slack-rules.ts'

export type Answer = Record<string, unknown>

export class SlackError extends Error {
  readonly messages: string[]

  constructor(code: string, messages: string[] = []) {
    super(code)
    this.messages = messages
  }
}

type Method = { args: string[]; scope?: string; act(fake: FakeSlack, args: Args): Answer }

const messageArgs = ['channel', 'text', 'blocks', 'parse', 'link_names', 'mrkdwn']

export const methods: Record<string, Method> = {
  'auth.test': {
    args: [],
    act: (fake) => ({ url: `${fake.origin}/`, team: 'Fake', team_id: fake.team, user: 'bot', user_id: fake.botUser, bot_id: fake.botId }),
  },
  'users.info': {
    args: ['user', 'include_locale'],
    scope: 'users:read',
    act: (fake, { user, include_locale }) => {
      const found = fake.users.get(String(user))
      if (!found) throw new SlackError('user_not_found')
      const locale = include_locale === 'true' && found.locale ? { locale: found.locale } : {}
      const profile = { real_name: found.name, display_name: found.name }
      return {
        user: { id: found.id, name: found.name, real_name: found.name, profile, deleted: found.deactivated, is_bot: false, ...locale },
      }
    },
  },
  'conversations.open': {
    args: ['users'],
    scope: 'im:write',
    act: (fake, { users }) => {
      const user = fake.users.get(String(users))
      if (String(users) === fake.botUser) throw new SlackError('cannot_dm_bot')
      if (!user) throw new SlackError('user_not_found')
      if (user.deactivated) throw new SlackError('user_disabled')
      return { channel: { id: fake.dmWith(user.id) } }
    },
  },
  'conversations.info': {
    args: ['channel'],
    scope: 'channels:read',
    act: (fake, { channel }) => {
      const found = fake.channels.get(String(channel))
      if (!found || (found.secret && !found.botIn)) throw new SlackError('channel_not_found')
      return { channel: { id: found.id, name: found.name, is_member: found.botIn } }
    },
  },
  'chat.postMessage': {
    args: [...messageArgs, 'thread_ts', 'unfurl_links', 'unfurl_media'],
    scope: 'chat:write',
    act: (fake, args) => {
      const channel = writable(fake, args)
      const { text, blocks } = checkedMessage(args)
      const thread = args.thread_ts === undefined ? undefined : String(args.thread_ts)
      if (thread !== undefined && !fake.messagesIn(channel).some((one) => one.ts === thread)) throw new SlackError('thread_not_found')
      const message = fake.addMessage(channel, { bot: true, text, blocks, thread_ts: thread })
      return { channel, ts: message.ts, message: { ts: message.ts, text, bot_id: fake.botId } }
    },
  },
  'chat.update': {
    args: [...messageArgs, 'ts'],
    scope: 'chat:write',
    act: (fake, args) => {
      const { channel, message } = ownMessage(fake, args, 'cant_update_message')
      const { text, blocks } = checkedMessage(args)
      const before = { ...message }
      // Without parse, Slack takes the words as typed by a person: it escapes them once more.
      Object.assign(message, { text: args.parse === 'none' ? text : text.replace(/&(?!amp;|lt;|gt;)/g, '&amp;'), blocks })
      void fake.tellOfChange(channel, message, before)
      return { channel, ts: message.ts, text }
    },
  },
  'chat.delete': {
    args: ['channel', 'ts'],
    scope: 'chat:write',
    act: (fake, args) => {
      const { channel, message } = ownMessage(fake, args, 'cant_delete_message')
      message.deleted = true
      void fake.tellOfDeletion(channel, message)
      return { channel, ts: message.ts }
    },
  },
  'files.getUploadURLExternal': {
    args: ['filename', 'length', 'alt_text', 'alt_txt'],
    scope: 'files:write',
    act: (fake, { filename, length, alt_text, alt_txt }) => {
      if (!filename || !(Number(length) > 0)) throw new SlackError('invalid_arguments')
      const alt = String(alt_txt ?? alt_text ?? '') || undefined
      if (alt && alt.length > 1000) throw new SlackError('alt_text_too_long')
      const file = fake.expectFile(String(filename), Number(length), alt)
      return { upload_url: `${fake.origin}/upload/v1/${file.id}`, file_id: file.id }
    },
  },
  'files.completeUploadExternal': {
    args: ['files', 'channel_id', 'thread_ts'],
    scope: 'files:write',
    act: (fake, args) => {
      const channel = writable(fake, { channel: args.channel_id })
      const wanted = args.files as { id: string; title?: string }[]
      for (const { id, title } of wanted) {
        const file = fake.file(id)
        if (!file || file.bytes.length !== file.size) throw new SlackError('file_not_found')
        file.title = title ?? file.name
      }
      fake.shareLater(
        channel,
        args.thread_ts === undefined ? undefined : String(args.thread_ts),
        wanted.map(({ id }) => id),
      )
      return { files: wanted }
    },
  },
  'files.info': {
    args: ['file'],
    scope: 'files:read',
    act: (fake, { file: id }) => {
      const file = fake.file(String(id))
      if (!file) throw new SlackError('file_not_found')
      return { file: { ...fake.describeFile(file), shares: file.shownIn ? { private: { [file.shownIn]: [{ ts: '1' }] } } : {} } }
    },
  },
  'files.delete': {
    args: ['file'],
    scope: 'files:write',
    act: (fake, { file: id }) => {
      const file = fake.file(String(id))
      if (!file) throw new SlackError('file_not_found')
      if (file.owner !== fake.botUser) throw new SlackError('cant_delete_file')
      fake.deleteFile(file.id)
      return {}
    },
  },
}

function writable(fake: FakeSlack, { channel }: Args): string {
  const found = fake.channels.get(String(channel))
  if (!found || (found.secret && !found.botIn)) throw new SlackError('channel_not_found')
  if (found.user !== undefined && fake.users.get(found.user)?.deactivated) throw new SlackError('channel_not_found')
  if (!found.botIn) throw new SlackError('not_in_channel')
  if (found.archived) throw new SlackError('is_archived')
  return found.id
}

function ownMessage(fake: FakeSlack, args: Args, refusal: string) {
  const found = fake.channels.get(String(args.channel))
  if (!found) throw new SlackError('channel_not_found')
  const message = fake.messagesIn(found.id).find((one) => one.ts === args.ts)
  if (!message) throw new SlackError('message_not_found')
  if (!message.bot) throw new SlackError(refusal)
  return { channel: found.id, message }
}

function checkedMessage({ text, blocks }: Args): { text: string; blocks: unknown[] } {
  if (text === undefined && blocks === undefined) throw new SlackError('no_text')
  if (String(text ?? '').length > 40_000) throw new SlackError('msg_too_long')
  const complaints = blocks === undefined ? [] : complaintsAbout(blocks)
  if (complaints.length > 0) throw new SlackError('invalid_blocks', complaints)
  if (blocks !== undefined && isTooLong(blocks)) throw new SlackError('msg_blocks_too_long')
  return { text: String(text ?? ''), blocks: (blocks as unknown[] | undefined) ?? [] }
}
