/** What Slack takes; https://docs.slack.dev/reference/block-kit and /apis/web-api/rate-limits. Lengths in UTF-16 units after escaping, sizes in bytes. */
export const limits = {
  blocks: 50,
  sectionText: 3000,
  field: 2000,
  fieldsPerSection: 10,
  header: 150,
  buttonText: 75,
  buttonsPerBlock: 25,
  value: 2000,
  actionId: 255,
  /** Of the blocks of one message, as JSON. Slack documents no such limit, but answers msg_blocks_too_long somewhere above 11 000. */
  blocksJson: 8000,
  /** Of the text beside the blocks, which only notifications and screen readers show. */
  fallbackText: 300,
  altText: 1000,
  downloadBytes: 20_000_000,
  requestBytes: 1_048_576,
} as const

/** Slack allows about one message a second in a channel, and some hundreds a minute in a workspace. */
export const pace = { perSecond: 20, privateGapMs: 1000, groupGapMs: 1000 } as const

export const requestMs = 20_000
export const uploadMs = 120_000
/** Looking up a name stands between an event and its acknowledgement, for which Slack gives 3 s in all. */
export const lookupMs = 1500

export const slashCommand = '/sbq'

/** What the app is granted in manifest.json, and what for. */
export const scopes = {
  'chat:write': 'chat.postMessage, chat.update, chat.delete',
  'im:write': 'conversations.open',
  'im:history': 'message.im',
  'channels:history': 'message.channels',
  'groups:history': 'message.groups',
  'mpim:history': 'message.mpim',
  'channels:read': 'conversations.info of a public channel where a command was typed',
  'groups:read': 'conversations.info of a private channel where a command was typed',
  commands: slashCommand,
  'files:read': 'files.info, and the files people send',
  'files:write': 'files.getUploadURLExternal, files.completeUploadExternal',
  'users:read': 'users.info',
} as const

/**
 * What the app subscribes to in manifest.json. Not app_mention: a mention in a channel also comes as a message, which has its
 * files; with both every mention would come twice.
 */
export const botEvents = ['message.im', 'message.channels', 'message.groups', 'message.mpim', 'app_home_opened'] as const
