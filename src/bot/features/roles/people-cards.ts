import { DomainError } from '../../../domain/errors.ts'
import type { RolesNotice } from '../../../domain/notices.ts'
import { type Account, type Person, roles } from '../../../domain/person.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { accountKey, type Granted, granted, type RoleChange } from '../../../domain/role-change.ts'
import { granting, has, partOf, revoking } from '../../../domain/use-cases/roles/change-roles.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'

type Of<V extends RolesNotice['view']> = Extract<RolesNotice, { view: V }>

const page = 8
const mostChanges = 8

/** 王敏：联络员、工作人员. */
async function partsOf(reader: Reader, person: Person): Promise<string[]> {
  const own = reader.words.t.roles
  const found = []
  for (const kind of granted) {
    if (!has(person, kind)) continue
    const { label } = await partOf(reader, person, kind)
    found.push(label ? `${own.kinds[kind]}${reader.words.t.aside(label)}` : own.kinds[kind])
  }
  return found
}

/** Who has which role, one line each. */
export async function peopleCard(reader: Reader, { page: start }: Of<'people'>): Promise<Draft> {
  const { tx, words } = reader
  checkRight(reader.person, 'see_people')
  const { t } = words
  const { total } = await tx.people.withRights(0, 0)
  const at = Math.min(Math.max(0, start), Math.max(0, Math.ceil(total / page) - 1))
  const { people } = await tx.people.withRights(at * page, page)
  const lines = []
  for (const person of people) lines.push(`• ${person.name}${t.colon}${(await partsOf(reader, person)).join(t.list)}`)
  const turn = turns(words, 'people', String, at, Math.ceil(total / page))
  const each = people.map(({ id, name }) => button(shorter(name, 14), 'person', id))
  return {
    title: t.roles.peopleTitle(total),
    text: [...lines, '', t.roles.peopleHow].join('\n'),
    buttons: [...rows(each, 2), ...turn],
  }
}

/** One person: what they may, by which accounts they write, and who gave it to them. */
export async function personCard(reader: Reader, { personId }: Of<'person'>): Promise<Draft> {
  const { tx, words } = reader
  checkRight(reader.person, 'see_people')
  const person = await tx.people.find(personId)
  if (!person) throw new DomainError('not_found', 'no_such_person')
  const own = words.t.roles
  const accounts = await tx.people.accounts(personId)
  const changes = await tx.people.changes(personId, mostChanges)
  const parts = await partsOf(reader, person)
  const told = []
  for (const change of changes) told.push(await changeLine(reader, change))
  return {
    title: [person.name, person.post].filter(Boolean).join(' '),
    text: parts.length > 0 ? parts.join(words.t.list) : own.noRole,
    fields: fieldsOf([
      [own.accounts, accounts.map((account) => accountLine(reader, account)).join('\n') || own.noAccount],
      [own.townships, person.townships.join(words.t.list) || undefined],
      [own.changes, told.join('\n') || own.noChanges],
    ]),
    buttons: personButtons(reader, person, accounts),
  }
}

function personButtons({ words, person: reader }: Reader, person: Person, accounts: Account[]): Button[][] {
  const own = words.t.roles
  const give = roles
    .filter((kind) => !has(person, kind) && hasRight(reader, granting(kind)))
    .map((kind) => button(own.give(own.kinds[kind]), 'role_give', pair(person.id, kind)))
  const take = granted
    .filter((kind) => has(person, kind) && hasRight(reader, revoking(kind)))
    .map((kind) => button(own.take(own.kinds[kind]), 'role_take', pair(person.id, kind), 'danger'))
  const off = accounts
    .filter(() => hasRight(reader, 'unlink_account', [person.id === reader.id && 'self']))
    .map((account) => [
      button(
        own.off(shorter(accountName(words.t.platforms, account), 24)),
        'account_off',
        pair(person.id, accountKey(account.address)),
        'danger',
      ),
    ])
  return [...rows(give, 2), ...rows(take, 2), ...off, [button(words.t.buttons.people, 'people', '0')]]
}

export function accountName(platforms: Record<string, string>, { platform, name }: Pick<Account, 'platform' | 'name'>): string {
  return `${platforms[platform] ?? platform} ${name}`
}

export function accountLine({ words }: Reader, account: Account): string {
  const own = words.t.roles
  const line = own.account(accountName(words.t.platforms, account), words.shortTime(account.lastSeenAt))
  return account.reachable ? line : `${line}${words.t.aside(own.unreachable)}`
}

/** 11-30 15:20 高主任授权联络员. */
async function changeLine({ tx, words }: Reader, { what, kind, label, byId, via, at }: RoleChange): Promise<string> {
  const own = words.t.roles
  const by = byId ? ((await tx.people.find(byId))?.name ?? words.t.empty) : words.t.somebody
  const name = kind === 'account' ? own.kindAccount : own.kinds[kind as Granted]
  const whole = label ? `${name}${words.t.aside(label)}` : name
  return own.change[what](words.shortTime(at), by, whole, own.via[via])
}

/** People of one name, with all that tells them apart; each a button. */
export async function choosePersonCard(reader: Reader, { ids, name, change }: Of<'choose_person'>): Promise<Draft> {
  const { tx, words } = reader
  const action = change ? (change.what === 'grant' ? granting(change.kind) : revoking(change.kind)) : 'see_people'
  checkRight(reader.person, action)
  const own = words.t.roles
  const lines: string[] = []
  const buttons: Button[] = []
  for (const id of ids) {
    const person = await tx.people.find(id)
    if (!person) continue
    const place = lines.length + 1
    const accounts = (await tx.people.accounts(id)).slice(0, 2).map((account) => accountLine(reader, account))
    const parts = await partsOf(reader, person)
    lines.push(
      [`${place}. ${person.name}`, person.post, parts.join(words.t.list) || own.noRole, ...accounts].filter(Boolean).join(words.t.list),
    )
    const target = change?.kind === 'manager' && change.what === 'grant' ? `manager${change.ref ?? ''}` : (change?.kind ?? '')
    const label = `${place}. ${shorter(person.name, 14)}`
    if (!change) buttons.push(button(label, 'person', id))
    else buttons.push(button(label, change.what === 'grant' ? 'role_give' : 'role_take', pair(id, target)))
  }
  const asked = change ? own.chooseFor[change.what](name, own.kinds[change.kind]) : own.choose(name)
  return { title: asked, text: lines.join('\n'), buttons: [...rows(buttons, 2), [button(words.t.buttons.cancel, 'cancel', 'x')]] }
}

/** Once more before it is taken. */
export async function roleSureCard(reader: Reader, { personId, kind }: Of<'role_sure'>): Promise<Draft> {
  const { tx, words, person: self } = reader
  checkRight(self, revoking(kind))
  const person = await tx.people.find(personId)
  if (!person) throw new DomainError('not_found', 'no_such_person')
  const own = words.t.roles
  const text = personId === self.id ? own.sureOwn(own.kinds[kind]) : own.sure(person.name, own.kinds[kind])
  return {
    text,
    buttons: [
      [button(own.take(own.kinds[kind]), 'role_take_yes', pair(personId, kind), 'danger'), button(words.t.buttons.cancel, 'cancel', 'x')],
    ],
  }
}
