/** Edits a card in place. */
import { GrammyError } from 'grammy'
import { type Card, DeliveryError, type MessageRef } from '../../bot/platform.ts'
import { type Connection, identify } from './connection.ts'
import { deliveryError } from './failures.ts'
import { keyboard, type StyledText, textMessages } from './outgoing.ts'
import { postedOf } from './references.ts'

/**
 * The words fill the last of the card's messages, those above are deleted: the message with the buttons stays what it was, and with it
 * the reference. Where a card needs more messages than it has, or lost one, all of it is taken back and `gone` asks for a new one:
 * nothing can be posted between messages, and a caller that gets no new reference could never find what was added.
 */
export async function editCard(link: Connection, ref: MessageRef, card: Card): Promise<void> {
  const posted = postedOf(ref)
  if (!posted) throw new DeliveryError({ kind: 'gone' }, 'Telegram: not a message of this platform')
  const { chat, messages } = posted
  try {
    const { username } = await identify(link)
    const parts = textMessages(card, { group: chat < 0, username })
    const surplus = messages.length - parts.length
    if (surplus < 0) return await giveUp(link, chat, messages, 'the text has outgrown its messages')
    for (const [at, part] of parts.entries()) {
      const id = messages[surplus + at]!
      const keys = keyboard(at === parts.length - 1 ? card : { text: '' }, username, messages.slice(0, -1))
      const outcome = await editText(link, chat, id, part, keys)
      if (outcome === 'missing') return await giveUp(link, chat, messages, 'a part of it was deleted')
    }
    for (const id of messages.slice(0, surplus)) await remove(link, chat, id)
  } catch (error) {
    throw deliveryError(error, 'edit')
  }
}

async function giveUp(link: Connection, chat: number, messages: number[], why: string): Promise<never> {
  for (const id of messages) await remove(link, chat, id)
  throw new DeliveryError({ kind: 'gone' }, `Telegram: ${why}`)
}

type Keys = ReturnType<typeof keyboard>

async function editText(link: Connection, chat: number, id: number, part: StyledText, keys: Keys): Promise<'done' | 'missing'> {
  try {
    const message = { chat_id: chat, message_id: id, ...part, link_preview_options: { is_disabled: true }, reply_markup: keys }
    await link.inTurn(chat, () => link.api.editMessageText(message), 'edit')
    return 'done'
  } catch (error) {
    if (saysNo(error, /message is not modified/i)) return 'done'
    if (saysNo(error, /message to edit not found|MESSAGE_ID_INVALID/i)) return 'missing'
    throw error
  }
}

/** After 48 hours Telegram deletes nothing more for a bot: then only an arrow to what stands below remains. */
async function remove(link: Connection, chat: number, id: number): Promise<void> {
  try {
    await link.api.deleteMessage({ chat_id: chat, message_id: id })
  } catch (error) {
    if (saysNo(error, /not found|MESSAGE_ID_INVALID/i)) return
    if (!saysNo(error, /can't be deleted|DELETE_FORBIDDEN/i)) throw error
    const arrow = { text: '⬇️', entities: [] }
    try {
      await editText(link, chat, id, arrow, { inline_keyboard: [] })
    } catch (again) {
      if (!saysNo(again, /./)) throw again
    }
  }
}

function saysNo(error: unknown, description: RegExp): boolean {
  return error instanceof GrammyError && error.error_code === 400 && description.test(error.description)
}
