import type { Facts } from '../../texts/index.ts'
import type { zh } from './texts.ts'

const kinds = {
  officer: 'liaison officer',
  staff: 'bureau staff',
  head: 'head of section',
  admin: 'administrator',
  manager: 'institute manager',
  contact: 'enterprise contact',
  expert: 'expert',
}

function named(f: Facts): string {
  const kind = kinds[f.role as keyof typeof kinds] ?? ''
  return f.label ? `${kind} (${f.label})` : kind
}

export const en: typeof zh = {
  buttons: { people: 'All people' },
  says: {
    role_granted: (f) => `You now have the role: ${named(f)}. Send “help” to see what you can do.`,
    role_revoked: (f) => `Your role as ${named(f)} has been taken away. If you wonder why, please ask an administrator.`,
    grant_done: (f) => `Done: ${f.name} is now ${named(f)}, and has been told.`,
    revoke_done: (f) => `Done: ${f.name} is no longer ${named(f)}, and has been told.`,
    account_taken: (f) =>
      `Administrator ${f.by} unlinked your account “${f.account}”. From now on messages come only to the account you read this on.`,
    account_off_done: (f) =>
      `The account “${f.account}” is unlinked: nothing more is sent there, and whoever writes from it is somebody new.`,
    account_linked: (f) => `The account “${f.account}” was just linked to you. Was that not you? Send “accounts” and unlink it at once.`,
    code_withdrawn: () => 'That code is void now; nobody can use it.',
    code_exposed: () =>
      'A code you made was posted in a group. Others have seen it, so I made it void. Please make a new one and pass it on in private.',
    code_in_group: () =>
      'A code must not be posted in a group: everybody has seen it, so it is void now. Please ask for a new one and send it to me in private.',
  },
  errors: {
    code_not_yours: () => 'Officers can withdraw only codes they made themselves. Please ask staff about the others.',
    people_for_admins: () => 'People and their roles are for heads and administrators to see.',
    grant_for_heads: () => 'Officers and institute managers are granted by a head or an administrator.',
    account_not_yours: () => 'Only an administrator can unlink somebody else’s account. For your own, send “accounts”.',
    open_for_experts: () => 'Needs that look for an expert are for experts and the bureau. For your own needs, send “my”.',
    lists_not_for_you: () => 'The lists are for bureau staff and institute managers. For what concerns you, send “my”.',
    no_such_person: () => 'There is no such person, or not any more. Send “people” for the list as it is now.',
    has_role_already: (f) => `${f.name} is already ${named(f)}. Nothing was changed.`,
    has_no_such_role: (f) => `${f.name} is not ${named(f)} now. Nothing was changed.`,
    last_administrator: () =>
      'This is the last administrator who can act, so the role stays: nobody could grant anything any more. Grant it to somebody else first: “grant NAME admin”.',
    no_person_named: (f) =>
      `I know nobody called “${f.name}”. They have to write to me in private once before I know them; or send “/invite officer” or “/invite staff” and give them the code.`,
    which_institute: (f) =>
      `There is no institute called “${f.said}”, or more than one. Nothing was changed. Institutes: ${f.known}. Example: “grant Li Qiang manager of Textile Institute”.`,
    account_gone: () => 'That account no longer belongs to this person.',
    account_in_hand: () => 'You are using that account right now. Unlink it from another of your accounts, or ask an administrator.',
    code_over: () => 'That code has been used, has expired or is void.',
    codes_slowed: (f) =>
      `Too many wrong codes. Please wait and try again in ${f.minutes} min. Without a code, ask whoever gave it to you for a new one.`,
    grant_what: () =>
      'I don’t see which role is meant. Nothing was changed. Write “grant NAME ROLE”; roles are officer, staff, head and admin; for an institute manager say which: “grant Li Qiang manager of Textile Institute”.',
    contact_not_yours: () => 'Contact details are shown only to the two sides that work together.',
    no_contact_now: () =>
      'There is no contact to show now: nobody has claimed the need, the enterprise has not accepted yet, or it is over.',
    not_by_phone: () => 'This expert has a chat account and answers alone. To decide for them, use “Assign an expert” behind “More”.',
  },
  prompts: {},
  labels: {},
  events: {},
  own: {
    kinds,
    kindAccount: 'account',
    peopleTitle: (n) => `People and their roles (${n})`,
    peopleHow:
      'Press a name to see one person; for others send “people NAME”. To grant: “grant Wang Min officer”; to take away: “revoke Wang Min officer”.',
    noRole: 'no role',
    accounts: 'Accounts',
    noAccount: 'no chat account yet',
    townships: 'Townships',
    changes: 'Granted and revoked',
    noChanges: 'nothing on record (from the directory)',
    account: (name, seen) => `${name}, last seen ${seen}`,
    unreachable: 'can’t be written to',
    change: {
      grant: (at, by, what, how) => `${at} ${by} granted ${what}${how}`,
      revoke: (at, by, what, how) => `${at} ${by} took away ${what}${how}`,
    },
    via: { press: ', in chat', code: ', by a code', verified: ', verified', settings: ', by the administrator code' },
    give: (kind) => `Grant ${kind}`,
    take: (kind) => `Revoke ${kind}`,
    off: (name) => `Unlink ${name}`,
    choose: (name) => `Which “${name}”?`,
    chooseFor: {
      grant: (name, kind) => `Which “${name}” is to be ${kind}? Please check the account`,
      revoke: (name, kind) => `Which “${name}” is no longer ${kind}?`,
    },
    sure: (name, kind) => `Take the role ${kind} from ${name}? They are told at once.`,
    sureOwn: (kind) => `This is your own role: ${kind}. Somebody else would have to grant it again. Are you sure?`,
    accountsTitle: 'Your accounts',
    accountsHow:
      'If a phone is lost or somebody else has an account, unlink it: nothing more is sent there, and whoever writes from it is somebody new.',
    accountsOne: 'This is your only account. Send “/link” to add another; if it is lost, an administrator can unlink it.',
    offSureOwn: (name) => `Unlink “${name}”? Nothing more is sent there from now on; to use it again, it has to be linked anew.`,
    offSure: (who, name) =>
      `Unlink ${who}’s account “${name}”? What was not yet sent goes to another account of theirs, or an officer is asked to call.`,
    offYes: 'Unlink it',
    noCodes: 'No codes are out that could still be used.',
    codesTitle: (n) => `Codes that can still be used (${n})`,
    codesHow: 'The code itself is shown only once, when it is made. If somebody else may have it, make it void and make another.',
    codeLine: (n, what, by, at, until) => `${n}. ${what}: made by ${by} ${at}, until ${until}`,
    codeOff: (n) => `Make no. ${n} void`,
    helpAdmin: 'grant Wang Min officer / revoke Wang Min officer / unlink Zhang San contact — roles; “people” shows who has which',
    helpHead: 'grant Wang Min officer — officers and institute managers; “people” shows who has which role',
    helpOffice: 'unlink Zhang San contact (or expert) — somebody no longer is that',
    helpCodes: 'codes — invitation codes that are out, to be made void',
    helpAccounts: 'accounts — your chat accounts; a lost one can be unlinked',
  },
}
