import type { PrivacyDialog, PrivacyNotice } from '../../../domain/notices.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import { isDefence } from '../../../domain/use-cases/privacy/refuse-defence.ts'
import { setUnnamed } from '../../../domain/use-cases/privacy/unnamed.ts'
import { type Feature, nothing, type Press } from '../feature.ts'
import { answerDefence, defenceCard, goOn } from './defence.ts'

function naming(unnamed: boolean): Press {
  return async (act, needId) => {
    await setUnnamed(act, needId, unnamed)
    await reply(act, { view: 'visibility', needId }, { mode: 'update', slot: `see:${needId}` })
  }
}

/** Who may see what, who has seen it, and what is kept of whom. */
export const privacy: Feature<PrivacyNotice, PrivacyDialog> = {
  ...nothing,
  cards: { defence: defenceCard },
  answers: { defence: answerDefence },
  takesFiles: ['defence'],
  presses: {
    unnamed: naming(true),
    named: naming(false),
    defence_yes: isDefence,
    defence_no: goOn,
  },
}
