/** A person in the fake workspace, and what they can do there. */
import type { FakeSlack, Message } from './fake-slack.ts'
import { decode, type ShownButton, shown, typed } from './fake-slack-rules.ts'

/** A message of the bot as a person sees it now. */
export type SeenMessage = {
  ts: string
  thread: string | undefined
  text: string
  buttons: string[]
  attachments: { name: string; title: string; alt: string | undefined; bytes: Uint8Array }[]
  mentions: string[]
}

type Where = { channel?: string; thread?: string }
type FileToSend = { name: string; mime: string; bytes: Uint8Array; caption?: string }

export class FakeSlackUser {
  readonly fake: FakeSlack
  readonly id: string
  readonly name: string
  readonly locale: string | undefined
  deactivated = false
  /** What Slack told this person about the bot not answering: a warning sign at a button, dispatch_failed at a command. */
  readonly warnings: string[] = []

  constructor(fake: FakeSlack, id: string, name: string, locale: string | undefined) {
    this.fake = fake
    this.id = id
    this.name = name
    this.locale = locale
  }

  /** Writes to the bot, or into a channel. Resolves when the bot has answered for it, or Slack will try again later. */
  async say(text: string, where: Where & { mention?: boolean } = {}): Promise<string> {
    const { text: said, blocks } = typed(text)
    const words = where.mention ? `<@${this.fake.botUser}> ${said}` : said
    return this.#post(where, { text: words, blocks })
  }

  /** Changes the newest message this person wrote there. */
  async edit(text: string, where: Where = {}): Promise<void> {
    const channel = this.#channel(where)
    const message = this.fake.messagesIn(channel).findLast((one) => one.user === this.id)
    if (!message) throw new Error(`${this.name} has written nothing there`)
    const before = { ...message }
    const { text: said, blocks } = typed(text)
    const edited = { user: this.id, ts: this.fake.nextTs() }
    Object.assign(message, { text: said, blocks, edited })
    await this.fake.tellOfChange(channel, message, before)
  }

  /** The preview of a link appears under the newest message: a change that nobody made. */
  async unfurl(where: Where = {}): Promise<void> {
    const channel = this.#channel(where)
    const message = this.fake.messagesIn(channel).findLast((one) => one.user === this.id)!
    await this.fake.tellOfChange(channel, message, { ...message })
  }

  async sendFile(file: FileToSend, where: Where = {}): Promise<string> {
    const stored = this.fake.storeFile({ name: file.name, mime: file.mime, bytes: file.bytes, owner: this.id })
    return this.#post(where, { ...typed(file.caption ?? ''), subtype: 'file_share', files: [stored.id] })
  }

  /** Passes on a message somebody wrote elsewhere, without a word of one's own. */
  async passOn(text: string): Promise<string> {
    return this.#post({}, { text: '', blocks: [], attachments: [{ is_share: true, text: typed(text).text }] })
  }

  /** Something without words or files. */
  async startHuddle(where: Where = {}): Promise<string> {
    return this.#post(where, { text: '', blocks: [], subtype: 'huddle_thread' })
  }

  /** Types a slash command; Slack tells the person when the bot does not answer. */
  async command(text: string, where: Where = {}): Promise<void> {
    const channel = this.#channel(where)
    const [command, ...rest] = text.split(' ')
    const body = {
      command: command!,
      text: rest.join(' '),
      user_id: this.id,
      user_name: this.name.toLowerCase().replace(/\s/g, '.'),
      channel_id: channel,
      channel_name: channel.startsWith('D') ? 'directmessage' : this.fake.channelName(channel),
      team_id: this.fake.team,
      api_app_id: this.fake.appId,
      trigger_id: this.fake.trigger(),
      response_url: `${this.fake.origin}/commands/1`,
    }
    if (!(await this.fake.deliver('slash_commands', body))) this.warnings.push('dispatch_failed')
  }

  /** Opens the bot's Messages tab. */
  async openHome(): Promise<void> {
    const channel = this.fake.dmWith(this.id)
    await this.fake.deliverEvent({ type: 'app_home_opened', user: this.id, channel, tab: 'messages', event_ts: this.fake.nextTs() })
  }

  /** Presses the n-th (from 0) button of the newest message there that has any. */
  async press(n: number, where: Where = {}): Promise<void> {
    const channel = this.#channel(where)
    const message = this.fake.messagesIn(channel).findLast((one) => one.bot && shown(one.text, one.blocks).buttons.length > 0)
    const button = message && shown(message.text, message.blocks).buttons[n]
    if (!message || !button) throw new Error(`no button ${n} there`)
    await this.pressButton(channel, message, button)
  }

  /** Presses a button by what it says. */
  async pressLabel(label: string, where: Where = {}): Promise<void> {
    const channel = this.#channel(where)
    for (const message of this.fake.messagesIn(channel).reverse()) {
      const button = message.bot && shown(message.text, message.blocks).buttons.find((one) => one.label === label)
      if (button) return this.pressButton(channel, message, button)
    }
    throw new Error(`no button "${label}" there`)
  }

  async pressButton(channel: string, message: Message, button: ShownButton): Promise<void> {
    const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }
    const { actionId: action_id, blockId: block_id, value, label } = button
    const action = { type: 'button', action_id, block_id, value, text: { type: 'plain_text', text: label }, action_ts: this.fake.nextTs() }
    const body = {
      type: 'block_actions',
      user: { id: this.id, username: this.name, name: this.name, team_id: this.fake.team },
      team: { id: this.fake.team, domain: 'fake' },
      api_app_id: this.fake.appId,
      container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false, ...thread },
      channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : this.fake.channelName(channel) },
      message: { type: 'message', ts: message.ts, text: message.text, blocks: message.blocks, bot_id: this.fake.botId, ...thread },
      trigger_id: this.fake.trigger(),
      response_url: `${this.fake.origin}/actions/1`,
      actions: [action],
    }
    if (!(await this.fake.deliver('interactive', body))) this.warnings.push(`no answer to "${label}"`)
  }

  /** Deletes the bot's newest message there, as an administrator can. */
  async deleteNewest(where: Where = {}): Promise<void> {
    const message = this.fake.messagesIn(this.#channel(where)).findLast((one) => one.bot)
    if (!message) throw new Error('there is nothing to delete')
    message.deleted = true
  }

  /** The bot's messages in the private chat or a channel, oldest first, as they stand now. */
  sees(where: Where = {}): SeenMessage[] {
    if (where.channel === undefined && !this.fake.hasDm(this.id)) return []
    const own = this.fake.messagesIn(this.#channel(where)).filter((one) => one.bot && (!where.thread || one.thread_ts === where.thread))
    return own.map((message) => {
      const { text, buttons, mentions } = shown(message.text, message.blocks)
      const attachments = message.files.map((id) => this.fake.file(id)!)
      return { ts: message.ts, thread: message.thread_ts, text, buttons: buttons.map((one) => one.label), attachments, mentions }
    })
  }

  /** What a notification of the newest message says. */
  notification(where: Where = {}): string {
    return decode(this.fake.messagesIn(this.#channel(where)).findLast((one) => one.bot)?.text ?? '')
  }

  #channel(where: Where): string {
    return where.channel ?? this.fake.dmWith(this.id)
  }

  async #post(where: Where, message: Partial<Message>): Promise<string> {
    return this.fake.postByPerson(this.#channel(where), { user: this.id, thread_ts: where.thread, ...message })
  }
}
