import type { Directory } from '../domain/directory-file.ts'
import { idOf } from './directory.ts'
import type { Load } from './directory-load.ts'

export async function loadPeople(load: Load, { institutes, experts, enterprises, officers }: Directory): Promise<void> {
  for (const o of officers) {
    const roles = o.role === 'officer' ? ['officer'] : o.role === 'head' ? ['head', 'staff'] : ['staff']
    await putPerson(load, `officer:${o.key}`, { name: o.name, post: o.post, phone: o.phone, roles, townships: o.townships }, true)
  }
  for (const { key, manager } of institutes) {
    const managesId = idOf('institute', key)
    await putPerson(load, `manager:${key}`, { name: manager.name, phone: manager.phone, managesId }, true)
  }
  if (!load.accounts) return
  for (const e of experts) {
    await putPerson(
      load,
      `expert:${e.key}`,
      { name: e.name, post: e.post, phone: e.phone, email: e.email, expertId: idOf('expert', e.key) },
      e.chat,
    )
  }
  for (const e of enterprises) {
    const enterpriseId = idOf('enterprise', e.key)
    const { name, post, phone } = e.contact
    const id = await putPerson(
      load,
      `contact:${e.contact.key}`,
      { name, post, phone, enterpriseId: e.verified ? enterpriseId : null },
      true,
    )
    if (e.verified) continue
    const verification = { id: idOf('verification', e.contact.key), kind: 'enterprise', personId: id, enterpriseId, createdAt: load.at }
    await load.db.verification.upsert({ where: { id: verification.id }, create: verification, update: {} })
  }
}

type PersonData = {
  name: string
  post?: string
  phone?: string
  email?: string
  roles?: string[]
  townships?: string[]
  expertId?: string
  managesId?: string
  enterpriseId?: string | null
}

async function putPerson({ db, book, sample, accounts, at }: Load, key: string, data: PersonData, chat: boolean): Promise<string> {
  const id = idOf('person', key)
  const row = await db.person.findUnique({ where: { id } })
  // who had themselves erased stays so, whatever the file says
  if (row?.erasedAt) return id
  // rights are granted in chat: loading the directory again takes none away
  const { roles: _, ...file } = data
  await book.put({ kind: 'people', ref: id, name: data.name }, file, row, {
    create: () => db.person.create({ data: { id, createdAt: at, sample, ...data } }),
    update: (part) => db.person.update({ where: { id }, data: part }),
  })
  if (!accounts || !chat) return id
  const account = { platform: 'local', name: data.name, personId: id, lastSeenAt: at }
  await db.account.upsert({ where: { address: `local:p-${id}` }, create: { address: `local:p-${id}`, ...account }, update: {} })
  return id
}

/** The links of an officer are one field: what the file says stands afterwards, unless an import has written others since. */
export async function loadLinks({ db, book }: Load, { officers }: Directory): Promise<void> {
  for (const { key, name, links } of officers) {
    const personId = idOf('person', `officer:${key}`)
    if ((await db.person.findUnique({ where: { id: personId } }))?.erasedAt) continue
    const rows = [
      ...(links?.projects ?? []).map((one) => ({ kind: 'project', ref: idOf('enterprise', one.enterprise), label: one.name })),
      ...(links?.enterprises ?? []).map((ref) => ({ kind: 'enterprise', ref: idOf('enterprise', ref), label: '' })),
      ...(links?.institutes ?? []).map((ref) => ({ kind: 'institute', ref: idOf('institute', ref), label: '' })),
      ...(links?.talents ?? []).map((ref) => ({ kind: 'talent', ref: idOf('expert', ref), label: '' })),
    ]
    const write = (data: typeof rows) =>
      db.officerLink.createMany({ data: data.map((row) => ({ personId, ...row })), skipDuplicates: true })
    const stand = await db.officerLink.findMany({ where: { personId }, select: { kind: true, ref: true, label: true } })
    const file = { links: inOrder(rows) }
    await book.put(
      { kind: 'links', ref: idOf('links', key), name, ofId: personId },
      file,
      { links: inOrder(stand) },
      {
        create: () => write(rows),
        update: async () => {
          await db.officerLink.deleteMany({ where: { personId } })
          await write(rows)
        },
      },
    )
  }
}

function inOrder(links: { kind: string; ref: string; label: string }[]): string[] {
  return [...new Set(links.map(({ kind, ref, label }) => JSON.stringify([kind, ref, label])))].sort()
}
