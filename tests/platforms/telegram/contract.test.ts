import type { FakeGroup, FakeUser, Shown } from '../../support/fake-telegram-people.ts'
import { type ContractPerson, type ContractRig, platformContract, type Seen } from '../contract.ts'
import { openTelegram } from './rig.ts'

platformContract('telegram', () => open(false))

platformContract('telegram', () => open(true), {}, 'by webhook')

async function open(webhook: boolean): Promise<ContractRig> {
  const { telegram, platform, close } = await openTelegram({ webhook })
  const group = telegram.group(-4001, '十百千 交流群', { privacy: false })
  const person = (id: number, name: string) => contractPerson(telegram.user(id, name, 'zh-hans'), group, telegram.username)
  return { platform, anna: person(501, 'Anna'), ben: person(502, 'Ben'), repeatLast: async () => telegram.updates.repeatLast(), close }
}

function contractPerson(user: FakeUser, group: FakeGroup, bot: string): ContractPerson {
  return {
    address: `telegram:${user.id}`,
    say: async (text) => void user.say(text),
    sayInGroup: async (text, { mention }) => void user.say(mention ? `@${bot} ${text}` : text, { in: group }),
    edit: async (text) => void user.edit(text),
    sendFile: async ({ name, mime, bytes, caption }) => void user.sendFile('document', { name, mime, bytes: Buffer.from(bytes) }, caption),
    sendUnsupported: async () => void user.post({ sticker: { file_id: 's', emoji: '👍' } }),
    press: async (n, place) => user.press(n, place === 'group' ? { in: group } : {}),
    open: async (payload) => void user.start(payload),
    deleteNewest: async () => user.remove(user.chat.byBot().at(-1)!.id),
    block: async () => user.block(),
    // In a private chat an @name calls nobody.
    sees: async (place) =>
      place === 'group' ? group.chat.byBot().map(seen) : user.chat.byBot().map((message) => ({ ...seen(message), mentions: [] })),
  }
}

function seen(message: Shown): Seen {
  return {
    text: message.text,
    buttons: message.buttons.flat().map((button) => button.text),
    attachments: message.file ? [{ name: message.file.name, bytes: message.file.bytes }] : [],
    mentions: message.mentions,
  }
}
