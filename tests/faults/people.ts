/** People in the chats of the fakes: what they do there, and what they see. */
import type { FakeSlack } from '../support/fake-slack.ts'
import { shown } from '../support/fake-slack-rules.ts'
import type { FakeTelegram } from '../support/fake-telegram.ts'

export type Seen = { text: string; labels: string[]; file: boolean }

export type Somebody = {
  /** As in the directory: `contact:mill`. */
  key: string
  address: string
  say(text: string): Promise<void>
  photo(bytes: Uint8Array, words: string): Promise<void>
  /** Presses the newest button that says so; the id it carries, or undefined where the platform said that it did not get through. */
  press(label: string): Promise<string | undefined>
  /** The bot's messages, oldest first, as they stand now. */
  sees(): Seen[]
}

export function onTelegram(telegram: FakeTelegram, id: number, key: string): Somebody {
  const user = telegram.user(id, key, 'zh')
  const seen = () => user.chat.byBot()
  return {
    key,
    address: `telegram:${id}`,
    say: async (text) => void user.say(text),
    photo: async (bytes, words) => void user.sendPhoto(bytes, words),
    async press(label) {
      for (const message of seen().reverse())
        for (const button of message.buttons.flat())
          if (button.text === label && 'callback_data' in button) {
            user.press(label, { message: message.id })
            return button.callback_data.split(':')[1] ?? ''
          }
      throw new Error(`${key} has no button ${label}`)
    },
    sees: () =>
      seen().map(({ text, buttons, file }) => ({ text, labels: buttons.flat().map((one) => one.text), file: file !== undefined })),
  }
}

export function onSlack(slack: FakeSlack, id: string, key: string): Somebody {
  const user = slack.user(id, key, 'zh-CN')
  return {
    key,
    address: `slack:${slack.team}:${id}`,
    say: async (text) => void (await user.say(text)),
    photo: async (bytes, caption) => void (await user.sendFile({ name: 'photo.jpg', mime: 'image/jpeg', bytes, caption })),
    async press(label) {
      const channel = slack.dmWith(id)
      for (const message of slack.messagesIn(channel).reverse()) {
        const button = message.bot ? shown(message.text, message.blocks).buttons.find((one) => one.label === label) : undefined
        if (!button) continue
        const before = user.warnings.length
        await user.pressButton(channel, message, button)
        return user.warnings.length === before ? String((JSON.parse(button.value ?? '{}') as { id: string }).id) : undefined
      }
      throw new Error(`${key} has no button ${label}`)
    },
    sees: () => user.sees().map(({ text, buttons, attachments }) => ({ text, labels: buttons, file: attachments.length > 0 })),
  }
}
