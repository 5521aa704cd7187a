/** True payloads, as the platforms send them; what is fuzzed begins here. */
const telegramUser = { id: 4001, is_bot: false, first_name: '周', last_name: '工', language_code: 'zh-hans' }
const privateChat = { id: 4001, type: 'private', first_name: '周' }
const group = { id: -1009, type: 'supergroup', title: '对接群', is_forum: true }
const words = '冷轧机轧辊表面有划痕，预算30万，希望明年6月前解决 @fake_bot'

export const telegramUpdates: object[] = [
  { update_id: 1, message: { message_id: 5, date: 1772413200, chat: privateChat, from: telegramUser, text: words } },
  {
    update_id: 2,
    message: {
      message_id: 6,
      date: 1772413200,
      chat: group,
      from: telegramUser,
      is_topic_message: true,
      message_thread_id: 55,
      text: '@fake_bot #需求 轧辊 /need@fake_bot 1',
      entities: [
        { type: 'mention', offset: 0, length: 9 },
        { type: 'bot_command', offset: 19, length: 14 },
        { type: 'text_mention', offset: 3, length: 2, user: telegramUser },
      ],
      reply_to_message: { message_id: 4, date: 1772413100, chat: group, from: { ...telegramUser, is_bot: true } },
    },
  },
  {
    update_id: 3,
    message: {
      message_id: 7,
      date: 1772413200,
      chat: privateChat,
      from: telegramUser,
      caption: '样品',
      caption_entities: [{ type: 'bold', offset: 0, length: 2 }],
      photo: [{ file_id: 'A', file_unique_id: 'a', width: 90, height: 90, file_size: 100 }],
      document: { file_id: 'D', file_unique_id: 'd', file_name: '图纸.pdf', mime_type: 'application/pdf', file_size: 1000 },
    },
  },
  {
    update_id: 4,
    edited_message: { message_id: 5, date: 1772413200, edit_date: 1772413260, chat: privateChat, from: telegramUser, text: words },
  },
  {
    update_id: 5,
    callback_query: {
      id: '77',
      from: telegramUser,
      chat_instance: '1',
      data: 'claim:n-1:2s.1',
      message: { message_id: 30, date: 1772413200, chat: group, is_topic_message: true, message_thread_id: 55 },
    },
  },
  {
    update_id: 6,
    message: {
      message_id: 8,
      date: 1772413200,
      chat: group,
      sender_chat: group,
      author_signature: 'admin',
      sticker: { file_id: 'S', file_unique_id: 's' },
    },
  },
]

const slackMessage = {
  type: 'message',
  channel: 'C0FAKEGROUP',
  channel_type: 'channel',
  user: 'U0FAKEANNA',
  ts: '1772413200.000100',
  event_ts: '1772413200.000100',
  thread_ts: '1772413100.000100',
  parent_user_id: 'U0FAKEBOT',
  text: `<@U0FAKEBOT> ${words} &lt;b&gt; <https://example.org|例> <!date^1772413200^{date}|今天> :wave:`,
  blocks: [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 2 }] }],
    },
  ],
  files: [{ id: 'F1', name: '样品.png', mimetype: 'image/png', size: 12, mode: 'hosted' }],
  attachments: [{ is_share: true, text: 'passed on' }],
}
const callback = (event: object) => ({
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event_id: 'Ev1',
  event_time: 1772413200,
  event,
})

export const slackEvents: object[] = [
  callback(slackMessage),
  callback({ ...slackMessage, channel: 'D0FAKEANNA', channel_type: 'im', subtype: 'file_share' }),
  callback({
    type: 'message',
    subtype: 'message_changed',
    channel: 'D0FAKEANNA',
    ts: '1772413300.000100',
    message: { ...slackMessage, edited: { ts: '1772413300.000100' }, text: 'new' },
    previous_message: { ...slackMessage, text: 'old' },
  }),
  callback({ type: 'app_home_opened', user: 'U0FAKEANNA', tab: 'messages', event_ts: '1772413200.000100' }),
]

export const slackPresses: object[] = [
  {
    type: 'block_actions',
    user: { id: 'U0FAKEANNA', name: 'anna', team_id: 'T1' },
    container: { type: 'message', message_ts: '1772413200.000100', channel_id: 'C0FAKEGROUP', thread_ts: '1772413100.000100' },
    actions: [
      { action_id: 'press:claim:0', value: '{"id":"n-1","earlier":["1772413199.000100"]}', action_ts: '1772413201.000100', type: 'button' },
    ],
    trigger_id: '1.2.3',
    team: { id: 'T1' },
    channel: { id: 'C0FAKEGROUP' },
  },
]

export const slackCommands: object[] = [
  {
    command: '/need',
    text: `${words} <@U0FAKEBOT|bot>`,
    user_id: 'U0FAKEANNA',
    user_name: 'anna',
    channel_id: 'C0FAKEGROUP',
    channel_name: 'general',
    team_id: 'T1',
    trigger_id: '1.2.3',
    response_url: 'https://hooks.example.org/x',
  },
]

export const localRequests: { path: string; body: object }[] = [
  { path: 'say', body: { as: 'p-anna', key: 'k1', lang: 'zh', place: 'private', text: words, files: [] } },
  { path: 'say', body: { as: 'p-ben', key: 'k2', place: 'group', text: `@十百千 ${words}`, files: [], reply: 1 } },
  { path: 'edit', body: { as: 'p-anna', key: 'k3', entry: 1, text: words } },
  { path: 'press', body: { as: 'p-anna', key: 'k4', entry: 2, verb: 'claim', id: 'n-1' } },
  { path: 'start', body: { as: 'p-anna', key: 'k5', payload: 'abc' } },
  { path: 'guests', body: { key: 'guest-key-1', name: '新来的' } },
]
