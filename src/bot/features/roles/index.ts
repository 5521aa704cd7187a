import { DomainError } from '../../../domain/errors.ts'
import type { RolesDialog, RolesNotice } from '../../../domain/notices.ts'
import { hasRight } from '../../../domain/rights.ts'
import { type Granted, granted } from '../../../domain/role-change.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { askUnlink, showAccounts, unlinkAccount } from '../../../domain/use-cases/roles/accounts.ts'
import { askRevoke, grantRole, revokeRole } from '../../../domain/use-cases/roles/change-roles.ts'
import { showCodes, withdrawCode } from '../../../domain/use-cases/roles/codes.ts'
import { grantNamed, revokeNamed, showPeople, showPerson, showPersonNamed } from '../../../domain/use-cases/roles/find-person.ts'
import { pageIn, type Reader, unpair } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { accountSureCard, accountsCard, codesCard } from './account-cards.ts'
import { choosePersonCard, peopleCard, personCard, roleSureCard } from './people-cards.ts'
import { isAccounts, isCodes, peopleIn, roleIn } from './reading.ts'

const roleCommand: CommandReader = (text, actor) => {
  const wanted = roleIn(text)
  // to others “取消 …” and “remove …” are the beginning of something else
  if (!wanted || (!hasRight(actor, 'end_link') && !/^(?:授权|取消授权|撤销授权|grant|revoke)/iu.test(text))) return undefined
  return async (act) => {
    if (wanted.what === 'unclear') throw new DomainError('invalid', 'grant_what')
    if (wanted.what === 'grant') return grantNamed(act, wanted.name, wanted.kind, wanted.of)
    await revokeNamed(act, wanted.name, wanted.kind)
  }
}

const peopleCommand: CommandReader = (text) => {
  const name = peopleIn(text)
  if (name === undefined) return undefined
  return (act) => (name === '' ? showPeople(act) : showPersonNamed(act, name))
}

const accountsCommand: CommandReader = (text) => (isAccounts(text) ? showAccounts : undefined)
const codesCommand: CommandReader = (text) => (isCodes(text) ? (act) => showCodes(act) : undefined)

/** A person and a role from a button; an institute follows the word manager. */
function roleOf(id: string): { personId: string; kind: Granted; ref?: string } {
  const { needId: personId, rest } = unpair(id)
  if (rest.startsWith('manager') && rest.length > 7) return { personId, kind: 'manager', ref: rest.slice(7) }
  const kind = granted.find((one) => one === rest)
  if (!kind) throw new DomainError('invalid', 'old_button')
  return { personId, kind }
}

function give(act: Act, id: string): Promise<void> {
  const { personId, kind, ref } = roleOf(id)
  if (kind === 'contact' || kind === 'expert') throw new DomainError('invalid', 'old_button')
  return grantRole(act, personId, { kind, ref })
}

/** Roles given and taken in chat, people and their accounts, invitation codes. */
export const roles: Feature<RolesNotice, RolesDialog> = {
  ...nothing,
  cards: {
    people: peopleCard,
    person: personCard,
    choose_person: choosePersonCard,
    role_sure: roleSureCard,
    accounts: accountsCard,
    account_sure: accountSureCard,
    codes: codesCard,
  },
  answers: {},
  presses: {
    people: (act, id) => showPeople(act, pageIn(id), true),
    person: showPerson,
    role_give: give,
    role_take: (act, id) => askRevoke(act, roleOf(id).personId, roleOf(id).kind),
    role_take_yes: (act, id) => revokeRole(act, roleOf(id).personId, roleOf(id).kind),
    account_off: (act, id) => askUnlink(act, unpair(id).needId, unpair(id).rest),
    account_off_yes: (act, id) => unlinkAccount(act, unpair(id).needId, unpair(id).rest),
    codes: (act, id) => showCodes(act, pageIn(id), true),
    code_off: withdrawCode,
  },
  commands: [roleCommand, peopleCommand, accountsCommand, codesCommand],
  help: async ({ words: { t }, person, tx }: Reader) => [
    ...(hasRight(person, 'grant_role') ? [t.roles.helpAdmin] : hasRight(person, 'grant_officer') ? [t.roles.helpHead] : []),
    ...(hasRight(person, 'end_link') && !hasRight(person, 'grant_officer') ? [t.roles.helpOffice] : []),
    ...(hasRight(person, 'see_codes') ? [t.roles.helpCodes] : []),
    ...((await tx.people.accounts(person.id)).length > 1 ? [t.roles.helpAccounts] : []),
  ],
}
