import type { CardBody, Entry } from '../../../src/platforms/local/bodies.ts'
import { type ContractPerson, type ContractRig, type Place, platformContract, type Seen } from '../contract.ts'
import { type LocalRig, newKey, openLocal } from './rig.ts'

platformContract('local', open, {
  'unsupported kinds': 'one can write, attach and press, and nothing else',
  'deleted messages': 'nothing is ever deleted here',
  blocking: 'there is nothing to block',
})

async function open(): Promise<ContractRig> {
  const rig = await openLocal()
  const client = createClient(rig)
  return {
    platform: rig.platform,
    anna: contractPerson(rig, client, 'anna'),
    ben: contractPerson(rig, client, 'ben'),
    repeatLast: () => client.repeatLast(),
    async close() {
      client.close()
      await rig.close()
    },
  }
}

type Client = { post(path: string, body: object): Promise<void>; repeatLast(): Promise<void>; close(): void }

/** Posts as the page does: what is answered with 503 is posted again with the same key. */
function createClient(rig: LocalRig): Client {
  let closed = false
  let last: (() => Promise<Response>) | undefined
  const taken = async (request: () => Promise<Response>): Promise<boolean> => {
    const { status } = await request()
    if (status !== 200 && status !== 503) throw new Error(`answered ${status}`)
    return status === 200
  }
  const again = (request: () => Promise<Response>): void => {
    if (!closed)
      setTimeout(
        () =>
          void taken(request).then(
            (done) => done || again(request),
            () => again(request),
          ),
        10,
      )
  }
  return {
    async post(path, body) {
      const request = () => rig.post(path, body)
      last = request
      if (!(await taken(request))) again(request)
    },
    async repeatLast() {
      await last?.()
    },
    close() {
      closed = true
    },
  }
}

function contractPerson(rig: LocalRig, client: Client, key: string): ContractPerson {
  const as = `p-${key}`
  const address = `local:${as}`
  const act = () => ({ as, key: newKey(), lang: 'zh' })
  const entries = async (place: Place = 'private'): Promise<Entry[]> => {
    const chat = place === 'group' ? 'local:room-main' : address
    const response = await rig.get(`/local/api/entries?chat=${encodeURIComponent(chat)}&limit=2000`)
    return ((await response.json()) as { entries: Entry[] }).entries
  }
  const own = async (): Promise<Entry> => (await entries()).filter(({ body }) => body.kind === 'said').at(-1)!
  return {
    address,
    say: (text) => client.post('/local/api/say', { ...act(), place: 'private', text }),
    sayInGroup: (text, { mention }) =>
      client.post('/local/api/say', { ...act(), place: 'group', text: mention ? `@十百千 ${text}` : text }),
    edit: async (text) => client.post('/local/api/edit', { ...act(), entry: (await own()).id, text }),
    async sendFile({ caption, ...file }) {
      const { id } = (await (await rig.upload(file)).json()) as { id: string }
      await client.post('/local/api/say', { ...act(), place: 'private', text: caption, files: [id] })
    },
    async press(n, place) {
      const card = (await entries(place)).filter(isCard).findLast(({ body }) => body.buttons.length > 0)!
      const button = card.body.buttons.flat()[n]!
      if ('start' in button) return client.post('/local/api/start', { ...act(), payload: button.start })
      return client.post('/local/api/press', { ...act(), entry: card.id, verb: button.verb, id: button.id })
    },
    open: (payload) => client.post('/local/api/start', { ...act(), payload }),
    sees: async (place) => Promise.all((await entries(place)).filter(isCard).map(({ body }) => seen(rig, body))),
    sendUnsupported: absent,
    deleteNewest: absent,
    block: absent,
  }
}

/** Nothing in this chat calls anybody, whatever is written: there are no mentions of people. */
async function seen(rig: LocalRig, { title, text, fields, buttons, files }: CardBody): Promise<Seen> {
  const words = [title, text, ...fields.flatMap(({ label, value }) => [label, value])]
  const attachments = files.map(async ({ id, name }) => {
    const response = await rig.get(`/local/files/${id}`)
    return { name, bytes: new Uint8Array(await response.arrayBuffer()) }
  })
  return {
    text: words.filter((part) => part !== undefined).join('\n'),
    buttons: buttons.flat().map(({ label }) => label),
    attachments: await Promise.all(attachments),
    mentions: [],
  }
}

function isCard(entry: Entry): entry is Entry & { body: CardBody } {
  return entry.body.kind === 'card'
}

async function absent(): Promise<void> {
  throw new Error('not on this platform')
}
