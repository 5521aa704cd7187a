import { answerDialog } from '../../../src/bot/dialog.ts'
import { press } from '../../../src/bot/presses.ts'
import { DomainError } from '../../../src/domain/errors.ts'
import { newId } from '../../../src/domain/ids.ts'
import type { Dialog } from '../../../src/domain/notices.ts'
import type { Person } from '../../../src/domain/person.ts'
import type { Act } from '../../../src/domain/use-cases/act.ts'
import { beginDraft } from '../../../src/domain/use-cases/draft-need.ts'
import { createMatcherKeeper } from '../../../src/matcher-keeper.ts'
import type { Stage } from './stage.ts'

/** What one person can do: in their chat where they have one, else the same presses and words without the way there and back. */
export type Hand = { say(text: string): Promise<void>; press(verb: string, id: string): Promise<void> }

export type Hands = {
  of(personId: string): Hand
  /** Presses, and answers whatever is asked then; what is refused is refused. */
  does(personId: string, verb: string, id: string, answers?: Record<string, string>): Promise<void>
  /** Tells of a trouble and publishes it; returns the need. */
  publishes(personId: string, words: string, visibility: string): Promise<string | undefined>
}

export function handsOf({ t, people }: Stage): Hands {
  const keeper = createMatcherKeeper(undefined)
  const rules = { inviteAtOnce: 3, answerHours: 24, platforms: ['fake'] }
  const addressOf = (personId: string) => people.get(personId)?.address ?? `nowhere:${personId}`

  async function directly(personId: string, deed: (act: Act) => Promise<void>): Promise<void> {
    await t
      .read(async (tx) => {
        const actor = (await tx.people.find(personId)) as Person
        await deed({ tx, now: t.clock.now(), rules, matcher: () => keeper.at(tx), actor, address: addressOf(personId), platform: 'fake' })
      })
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error
      })
  }

  function of(personId: string): Hand {
    const person = people.get(personId)
    if (person) return { say: async (text) => void (await person.say(text)), press: (verb, id) => person.pressRaw(verb, id) }
    return {
      press: (verb, id) => directly(personId, (act) => press(act, verb, id)),
      say: (text) =>
        directly(personId, async (act) => {
          const said = { messageRef: `nowhere:${newId()}`, text, files: [], at: act.now }
          const dialog = await act.tx.dialogs.get(act.address)
          await (dialog ? answerDialog(act, dialog, said) : beginDraft(act, said))
        }),
    }
  }

  async function answer(personId: string, answers: Record<string, string>): Promise<void> {
    for (let i = 0; i < 8; i++) {
      const dialog = await t.read((tx) => tx.dialogs.get(addressOf(personId)))
      if (!dialog || dialog.kind === 'visit_more') break
      const [verb, words] = answerTo(dialog, answers)
      await (verb === 'say' ? of(personId).say(words) : of(personId).press(verb, words))
    }
    await t.read((tx) => tx.dialogs.clear(addressOf(personId)))
  }

  return {
    of,
    async does(personId, verb, id, answers = {}) {
      await t.read((tx) => tx.dialogs.clear(addressOf(personId)))
      await of(personId).press(verb, id)
      await answer(personId, answers)
    },
    async publishes(personId, words, visibility) {
      await t.read((tx) => tx.dialogs.clear(addressOf(personId)))
      await of(personId).say(words)
      const draft = await t.prisma.need.findFirst({ where: { posterId: personId, state: 'draft' }, orderBy: { createdAt: 'desc' } })
      if (!draft) return undefined
      await t.read((tx) => tx.dialogs.clear(addressOf(personId)))
      await of(personId).press(`see_${visibility}`, draft.id)
      await of(personId).press('publish', draft.id)
      return draft.id
    },
  }
}

let numbers = 0

/** By words or by a press. */
function answerTo(dialog: Dialog, answers: Record<string, string>): [verb: string, words: string] {
  if (dialog.kind === 'visit_day') return ['say', '昨天']
  if (dialog.kind === 'visit_came') return ['visit_these', 'x']
  if (dialog.kind === 'way') return ['say', answers[dialog.want] ?? '电话里说好了']
  if (dialog.kind !== 'outcome') return ['say', answers[dialog.kind] ?? '按商定的办，样品已经寄到']
  if (dialog.step === 'shares') return ['outcome_equal', dialog.needId]
  if (dialog.step === 'subkind') return ['outcome_sub', dialog.needId + (answers.subkind ?? '')]
  if (dialog.step === 'techAmount') return ['outcome_skip', `${dialog.needId}techAmount`]
  const words = { on: '昨天', count: '30', sessions: '2', amount: '15.5', evidence: `ZL2026${++numbers}` }
  return ['say', words[dialog.step]]
}
