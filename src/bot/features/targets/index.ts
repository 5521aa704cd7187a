import { DomainError } from '../../../domain/errors.ts'
import type { TargetsDialog, TargetsNotice } from '../../../domain/notices.ts'
import { isOffice, isStaff } from '../../../domain/person.ts'
import type { Act } from '../../../domain/use-cases/act.ts'
import { agreeTarget, dropTarget, showTargets } from '../../../domain/use-cases/targets/agree-target.ts'
import { noteOutside, removeOutside, showOutside, showOutsideFigure } from '../../../domain/use-cases/targets/note-outside.ts'
import { pageIn } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { outsideCard, outsideGoneCard, outsideListCard, outsidePrompt } from './outside-cards.ts'
import { isUnreadable, outsideIn, withPart } from './reading-outside.ts'
import { type TargetWanted, targetIn } from './reading-targets.ts'
import { targetCard, targetsCard } from './target-cards.ts'

/** Only of whom targets concern: to others “目标：手感 3 级” is an answer, or the beginning of a need. */
const targetsCommand: CommandReader = (text, actor) => {
  if (!isStaff(actor) && !actor.managesId) return undefined
  const wanted = targetIn(text, new Date(0))
  if (!wanted || (!isStaff(actor) && wanted.what !== 'show')) return undefined
  return (act) => doWith(act, targetIn(text, act.now) ?? wanted)
}

async function doWith(act: Act, wanted: TargetWanted): Promise<void> {
  switch (wanted.what) {
    case 'show':
      return showTargets(act, wanted.year)
    case 'drop':
      return dropTarget(act, wanted.target)
    case 'set':
      if (wanted.value === undefined) throw new DomainError('invalid', 'target_number')
      return agreeTarget(act, wanted.target, wanted.value)
    case 'unknown':
      throw new DomainError('invalid', 'target_figure', { said: wanted.said })
  }
}

const outsideCommand: CommandReader = (text, actor) => {
  if (!isStaff(actor) || !outsideIn(text, new Date(0))) return undefined
  return async (act) => {
    const wanted = outsideIn(text, act.now)
    if (wanted?.what === 'note') return noteOutside(act, wanted.draft)
    await showOutside(act, wanted?.period)
  }
}

async function answerPart(act: Act, { part, draft }: TargetsDialog, text: string): Promise<void> {
  const read = withPart(part, draft, text, act.now)
  if (isUnreadable(read)) throw new DomainError('invalid', `outside_${read.part}`)
  await noteOutside(act, read)
}

/** What is agreed for the year, and the figures kept outside the system: both are typed in by the office. */
export const targets: Feature<TargetsNotice, TargetsDialog> = {
  ...nothing,
  cards: {
    targets: targetsCard,
    target: targetCard,
    outside_list: outsideListCard,
    outside_figure: outsideCard,
    outside_gone: outsideGoneCard,
  },
  answers: { outside_part: (act, dialog, said) => answerPart(act, dialog, said.text) },
  prompts: { outside_part: outsidePrompt },
  commands: [targetsCommand, outsideCommand],
  longestCommand: 400,
  presses: {
    targets: (act, id) => {
      if (!/^\d{4}$/.test(id)) throw new DomainError('invalid', 'old_button')
      return showTargets(act, Number(id))
    },
    targets_page: (act, id) => {
      const [year = '', page = ''] = id.split('_')
      if (!/^\d{4}$/.test(year)) throw new DomainError('invalid', 'old_button')
      return showTargets(act, Number(year), pageIn(page), true)
    },
    outside_list: (act) => showOutside(act),
    outside: showOutsideFigure,
    outside_remove: removeOutside,
  },
  help: async ({ words: { t }, person }) => (isOffice(person) ? t.targets.help : isStaff(person) ? t.targets.helpOfficers : []),
}
