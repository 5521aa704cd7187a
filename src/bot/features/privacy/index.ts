import type { PrivacyDialog, PrivacyNotice } from '../../../domain/notices.ts'
import { ownNeed, reply } from '../../../domain/use-cases/act.ts'
import { agree, withdrawConsent } from '../../../domain/use-cases/privacy/consent.ts'
import { askErase, eraseMe } from '../../../domain/use-cases/privacy/my-data.ts'
import { isDefence } from '../../../domain/use-cases/privacy/refuse-defence.ts'
import { setUnnamed } from '../../../domain/use-cases/privacy/unnamed.ts'
import { pageIn, unpair } from '../../cards/card.ts'
import { type Feature, nothing, type Press } from '../feature.ts'
import { answerDefence, defenceCard, goOn } from './defence.ts'
import { dataFileCard, myDataCard, myDataCommand } from './my-data.ts'
import { consentCard, privacyCommand, privacyTextCard } from './privacy-text.ts'
import { readersButton, readersCard } from './readers.ts'

function naming(unnamed: boolean): Press {
  return async (act, needId) => {
    await setUnnamed(act, needId, unnamed)
    await reply(act, { view: 'visibility', needId }, { mode: 'update', slot: `see:${needId}` })
  }
}

/** Who may see what, who has seen it, and what is kept of whom. */
export const privacy: Feature<PrivacyNotice, PrivacyDialog> = {
  ...nothing,
  cards: {
    defence: defenceCard,
    readers: readersCard,
    my_data: myDataCard,
    data_file: dataFileCard,
    privacy_text: privacyTextCard,
    consent: consentCard,
  },
  answers: { defence: answerDefence, erase: (act, _dialog, said) => eraseMe(act, said.text) },
  takesFiles: ['defence'],
  commands: [myDataCommand, privacyCommand],
  help: async ({ words }) => [words.t.privacy.help],
  presses: {
    unnamed: naming(true),
    named: naming(false),
    readers: async (act, needId) => {
      await ownNeed(act, needId)
      await reply(act, { view: 'readers', needId, page: 0 }, { mode: 'fresh', slot: `readers:${needId}` })
    },
    readers_page: async (act, id) => {
      const { needId, rest } = unpair(id)
      await ownNeed(act, needId)
      await reply(act, { view: 'readers', needId, page: pageIn(rest) }, { mode: 'update', slot: `readers:${needId}` })
    },
    my_data: (act) => reply(act, { view: 'my_data' }, { mode: 'fresh', slot: 'my_data' }),
    data_take: (act) => reply(act, { view: 'data_file' }),
    data_erase: askErase,
    privacy_text: (act) => reply(act, { view: 'privacy_text' }),
    consent_yes: agree,
    consent_back: withdrawConsent,
    defence_yes: isDefence,
    defence_no: goOn,
  },
  needButtons: async (reader, facts) => readersButton(reader, facts),
}
