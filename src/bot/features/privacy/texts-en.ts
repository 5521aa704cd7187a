import type { zh } from './texts.ts'

export const en: typeof zh = {
  buttons: {
    unnamed: 'Keep the enterprise unnamed until we accept',
    named: 'Name the enterprise',
  },
  says: {},
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
  },
}
