import type { zh } from './texts.ts'

export const en: typeof zh = {
  buttons: {
    unnamed: 'Keep the enterprise unnamed until we accept',
    named: 'Name the enterprise',
    defence_yes: 'Yes, it is',
    defence_no: 'No, it is not',
  },
  says: {
    defence_refused: (f) =>
      `This is about defence or state secrets and can't be handled in a chat; nothing of what you wrote was kept. ${f.desk || 'Please bring it to the science bureau in person, as the rules on secrecy ask, and do not send it here.'}\nPlease also delete the message from your own chat.`,
    defence_told: (f) =>
      `${f.name ?? ''} raised something about defence or state secrets in chat. They were told to bring it in person; nothing was kept. Please expect a visit.`,
  },
  errors: {},
  prompts: {},
  labels: {},
  events: {
    unnamed: 'enterprise kept unnamed until it accepts',
    named: 'enterprise named',
  },
  own: {
    unnamed: {
      some: (kind: string) => `an enterprise in ${kind}`,
      somebody: 'an enterprise',
      yes: 'the enterprise is not named before you accept',
    },
    defence: 'Is this about defence or state secrets? If so it cannot be handled in a chat; if not, I go on with it.',
  },
}
