import { DomainError } from '../../../domain/errors.ts'
import type { RolesNotice } from '../../../domain/notices.ts'
import { checkRight, hasRight } from '../../../domain/rights.ts'
import { accountKey } from '../../../domain/role-change.ts'
import { codesOf } from '../../../domain/use-cases/roles/codes.ts'
import { button, type Draft, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'
import { accountLine, accountName } from './people-cards.ts'

type Of<V extends RolesNotice['view']> = Extract<RolesNotice, { view: V }>

const page = 8

/** One’s own accounts, each with a way to give it up; that of the one in hand is refused with a word. */
export async function accountsCard(reader: Reader): Promise<Draft> {
  const { tx, words, person } = reader
  const own = words.t.roles
  const accounts = await tx.people.accounts(person.id)
  const lines = accounts.map((account, i) => `${i + 1}. ${accountLine(reader, account)}`)
  const off = accounts.map((account) => [
    button(
      own.off(shorter(accountName(words.t.platforms, account), 24)),
      'account_off',
      pair(person.id, accountKey(account.address)),
      'danger',
    ),
  ])
  return {
    title: own.accountsTitle,
    text: [...lines, '', accounts.length > 1 ? own.accountsHow : own.accountsOne].join('\n'),
    buttons: accounts.length > 1 ? off : [],
  }
}

export async function accountSureCard({ tx, words, person: self }: Reader, { personId, key }: Of<'account_sure'>): Promise<Draft> {
  checkRight(self, 'unlink_account', [personId === self.id && 'self'])
  const person = await tx.people.find(personId)
  const account = (await tx.people.accounts(personId)).find(({ address }) => accountKey(address) === key)
  if (!person || !account) throw new DomainError('conflict', 'account_gone')
  const own = words.t.roles
  const name = accountName(words.t.platforms, account)
  return {
    text: personId === self.id ? own.offSureOwn(name) : own.offSure(person.name, name),
    buttons: [[button(own.offYes, 'account_off_yes', pair(personId, key), 'danger'), button(words.t.buttons.cancel, 'cancel', 'x')]],
  }
}

/** The codes that are out: what for, by whom, until when; never the code itself. */
export async function codesCard({ tx, words, person, now }: Reader, { page: start }: Of<'codes'>): Promise<Draft> {
  checkRight(person, 'see_codes')
  const own = words.t.roles
  const { total } = await tx.codes.out(now, codesOf(person), 0, 0)
  if (total === 0) return { text: own.noCodes }
  const at = Math.min(Math.max(0, start), Math.ceil(total / page) - 1)
  const { codes } = await tx.codes.out(now, codesOf(person), at * page, page)
  const lines: string[] = []
  const off: Button[] = []
  for (const [i, code] of codes.entries()) {
    const place = at * page + i + 1
    const what = code.kind === 'enterprise' ? (code.enterprise ?? words.t.empty) : own.kinds[code.kind === 'officer' ? 'officer' : 'staff']
    lines.push(own.codeLine(place, what, code.createdBy ?? words.t.empty, words.shortTime(code.createdAt), words.shortTime(code.expiresAt)))
    const mine = code.createdById === person.id
    if (hasRight(person, 'withdraw_code', [mine && 'author'])) off.push(button(own.codeOff(place), 'code_off', code.id, 'danger'))
  }
  const turn = turns(words, 'codes', String, at, Math.ceil(total / page))
  return {
    title: own.codesTitle(total),
    text: [...lines, '', own.codesHow].join('\n'),
    buttons: [...rows(off, 2), ...turn],
  }
}
