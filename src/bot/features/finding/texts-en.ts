import type { zh } from './texts.ts'

export const en: typeof zh = {
  buttons: {
    who_need: 'Make it a need',
    who_draft: 'I only wonder who can',
  },
  says: {},
  errors: {
    needs_from_enterprises: () => 'Needs come from enterprises. With an idea for working together, please ask the bureau.',
    no_such_institute: (f) => `There is no institute “${f.name}” in the directory. Please check the name, or ask “who can do calendering”.`,
  },
  prompts: {},
  labels: {},
  events: {},
  own: {
    title: (said) => `Who can do “${said}”`,
    line: (n, who, room) => `${n}. ${who} — ${room}`,
    checked: (checked) => ` (${checked})`,
    none: (said) =>
      `Nobody in the directory fits “${said}”, and I won’t name strangers. Other words, a material or a process may find somebody.`,
    noneNeed: 'Or make it a need, and the bureau will go on looking.',
    howNeed:
      'This shows what they do, not how to reach them. To have their help, press “Make it a need”; contact details pass once it is claimed.',
    how: 'This shows what they do, not how to reach them.',
    full: 'has all they want at once',
    fullMonth: 'has all they want this month',
    away: (day) => `on leave until ${day}`,
    muted: (day) => `muted until ${day}`,
    instituteTitle: (name, n) => `Experts of ${name} (${n})`,
    instituteNone: (name) => `No expert of ${name} is registered yet.`,
    chooseInstitute: 'Which institute?',
    help: '“who can do calendering”, “experts of” and an institute’s name — the directory',
  },
}
