import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rightsDocument, rightsFile } from '../scripts/rights-doc.ts'
import { featureCommand, featureReaders, featureVerbs } from '../src/bot/features/index.ts'
import { commandIn } from '../src/bot/phrases.ts'
import { fixed } from '../src/bot/presses.ts'
import { actionsOf, commands, verbs } from '../src/bot/rights.ts'
import { textsIn } from '../src/bot/texts/index.ts'
import { passReasons } from '../src/domain/code-lists.ts'
import { draftFields } from '../src/domain/need.ts'
import { life, ways } from '../src/domain/need-life.ts'
import type { Person } from '../src/domain/person.ts'
import { checkRight, hasRight, positions, relations, type Who } from '../src/domain/rights.ts'
import { type Action, rights } from '../src/domain/rights-table.ts'
import { questionKeys } from '../src/domain/understanding.ts'

const actions = Object.keys(rights) as Action[]
const everybody: Person = {
  id: 'everybody',
  name: 'everybody',
  lang: 'zh',
  roles: ['officer', 'staff', 'head', 'admin'],
  townships: [],
  sample: false,
  enterpriseId: 'e',
  expertId: 'x',
  managesId: 'i',
}

/** All verbs there are: of the bot itself, of its features, and those that are made of two words. */
function allVerbs(): string[] {
  return [
    ...Object.keys(fixed),
    ...featureVerbs(),
    ...draftFields.flatMap((field) => [`change_${field}`, `set_${field}`]),
    ...questionKeys.map((key) => `skip_${key}`),
    ...passReasons.map(({ code }) => `pass_${code}`),
  ]
}

describe('the table of rights is complete', () => {
  test('every verb of a button stands under an action: add it in src/bot/rights.ts (verbs)', () => {
    expect(allVerbs().filter((verb) => actionsOf(verb).length === 0)).toEqual([])
  })

  test('no verb stands there that no button has', () => {
    const known = new Set([...allVerbs(), 'pass_*'])
    expect(
      Object.values(verbs)
        .flat()
        .filter((verb) => !known.has(verb)),
    ).toEqual([])
  })

  test('every command has an example that is understood: add it in src/bot/rights.ts (commands)', () => {
    const deaf = Object.entries(commands).flatMap(([name, { zh, en }]) =>
      [zh, en]
        .filter((said) => said !== '' && !(commandIn(said)?.name ?? 'unknown').replace('unknown', '') && !featureCommand(said, everybody))
        .map((said) => `${name}: ${said}`),
    )
    expect(deaf).toEqual([])
  })

  test('every reader of a feature is reached by an example: a new one wants a line in src/bot/rights.ts (commands)', () => {
    const said = Object.values(commands).flatMap(({ zh, en }) => [zh, en].map((text) => text.replace(/^\//, '')))
    const unheard = featureReaders().filter((read) => !said.some((text) => text !== '' && read(text, everybody)))
    expect(unheard.map((read) => String(read).slice(0, 200))).toEqual([])
  })

  test('every refusal has words in both languages', () => {
    for (const lang of ['zh', 'en'] as const)
      expect(actions.filter((action) => !(rights[action].refusal in textsIn(lang).errors))).toEqual([])
  })

  test('every move of a need by people stands in the table', () => {
    const told = new Set(actions.map((action) => (rights[action] as { state?: string }).state))
    const byPeople = Object.keys(life).filter((event) => !['submit', 'verify', 'lapse'].includes(event))
    expect(byPeople.filter((event) => !told.has(event))).toEqual([])
    for (const way of ways) expect(actionsOf(way)).toEqual([way])
  })

  test('rights are checked in one place: nothing else in the domain refuses by who somebody is', () => {
    const root = resolve(import.meta.dirname, '../src/domain')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const refusals = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/'forbidden', '?([\w.]+)/g)].map(
        (match) => `${file.replaceAll('\\', '/')} ${match[1]}`,
      ),
    )
    // the table, the table of moves, and what bars somebody who has the right: an interest of their own, a kind of list that is not theirs
    expect(refusals.sort()).toEqual([
      'need-life.ts not_yours',
      'rights.ts rights',
      'use-cases/challenge/apply.ts applicant_conflict',
      'use-cases/challenge/choose.ts chosen_conflict',
      'use-cases/challenge/panel.ts applicants_judge_none',
      'use-cases/challenge/score.ts applicants_judge_none',
      'use-cases/claim-need.ts conflict_of_interest',
      'use-cases/exchange/rights.ts export_not_yours',
      'use-cases/exchange/run-import.ts import_kind_not_yours',
      'use-cases/exchange/run-import.ts import_kind_not_yours',
      'use-cases/team/members.ts conflict_of_interest',
    ])
  })

  test('nor does a card, but for what depends on more than who somebody is', () => {
    const root = resolve(import.meta.dirname, '../src/bot')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const refusing = files
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes("'forbidden', "))
    // what is seen of a need or of a kept list, a report before it is signed, a need that is over, an interest of one's own
    const known = [
      ...['rights.ts', 'cards/history.ts', 'cards/need-parts.ts', 'features/privacy/readers.ts', 'features/lists/cards.ts'],
      ...['features/reports/telling.ts', 'features/equipment/equipment-cards.ts', 'features/challenge/applications.ts'],
    ]
    expect(refusing.filter((file) => !known.includes(file))).toEqual([])
  })
})

test('docs/rights.md says what the table says; after a change: npm run rights-doc', () => {
  expect(readFileSync(rightsFile, 'utf8').replaceAll('\r\n', '\n')).toBe(rightsDocument())
})

describe('who may never do what, whatever the table comes to say', () => {
  const own = (action: Action): readonly Who[] => rights[action].by
  const never: [string, readonly Action[], readonly Who[]][] = [
    [
      'nobody from outside the bureau verifies, invites, grants or signs',
      [
        'verify',
        'admit_colleague',
        'invite_enterprise',
        'invite_staff',
        'invite_officer',
        'grant_role',
        'grant_officer',
        'sign_report',
        'agree_targets',
        'set_weights',
        'officer_leaves',
        'hand_over',
        'extend_term',
        'see_people',
        'end_link',
      ],
      ['anybody', 'unknown', 'contact', 'expert', 'manager', 'poster', 'claimer', 'member', 'asked', 'reader'],
    ],
    [
      'an officer alone grants nothing and sets nothing the bureau agrees',
      [
        'admit_colleague',
        'invite_staff',
        'grant_role',
        'grant_officer',
        'sign_report',
        'agree_targets',
        'write_outside',
        'set_weights',
        'close_assessment',
        'verify',
        'see_people',
      ],
      ['bureau'],
    ],
    [
      'only an administrator makes staff, heads and administrators',
      ['admit_colleague', 'invite_staff', 'grant_role'],
      ['head', 'office', 'bureau'],
    ],
    [
      'the enterprise alone confirms, disputes, withdraws, publishes and accepts',
      [
        'confirm',
        'dispute',
        'withdraw',
        'publish',
        'accept',
        'decline',
        'choose',
        'edit_need',
        'answer_question',
        'allow_case',
        'agree_challenge',
        'accept_milestone',
      ],
      ['bureau', 'office', 'admin', 'claimer', 'member', 'asked', 'reader', 'anybody'],
    ],
    [
      'the bureau claims nothing in its own name, and judges no application as a panelist',
      ['claim', 'reply', 'join_team', 'give_opinion', 'change_application', 'agree_outcome'],
      ['bureau', 'office', 'admin'],
    ],
    [
      'an expert whom a need does not concern learns no contact and no files of it',
      ['see_contact'],
      ['reader', 'asked', 'expert', 'anybody', 'institute'],
    ],
    [
      'who manages an institute works on no need by that',
      ['work_on', 'note_progress', 'release', 'solve', 'see_outcomes'],
      ['manager', 'institute'],
    ],
    ['nobody takes another’s account away but an administrator', ['unlink_account'], ['bureau', 'office', 'head', 'anybody']],
    ['nobody takes back what another did', ['undo'], ['bureau', 'admin', 'poster', 'claimer']],
  ]
  test.each(never)('%s', (_why, those, whom) => {
    for (const action of those) expect([action, own(action).filter((who) => whom.includes(who))]).toEqual([action, []])
  })

  test('who is nothing has what everybody has; who is everything has what positions give', () => {
    const nobody: Person = { id: 'nobody', name: '', lang: 'zh', roles: [], townships: [], sample: false }
    const open = actions.filter((action) => own(action).some((who) => who === 'anybody' || who === 'unknown'))
    expect(actions.filter((action) => hasRight(nobody, action))).toEqual(open)
    for (const action of actions)
      expect(hasRight({ ...everybody }, action)).toBe(
        own(action).some((who) => (positions as readonly Who[]).includes(who) && who !== 'unknown'),
      )
    for (const action of actions) for (const who of own(action)) expect([...positions, ...relations]).toContain(who)
    expect(() => checkRight(nobody, 'sign_report')).toThrow('report_not_yours')
  })
})
