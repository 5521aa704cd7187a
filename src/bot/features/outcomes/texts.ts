/** Outcomes, follow-ups and case cards: the words, in both languages. `own` is reached as `t.outcomes`. */
export const zh = {
  buttons: {},
  says: {},
  errors: {},
  prompts: {},
  labels: {},
  events: {},
  own: {},
}

export const en: typeof zh = {
  buttons: {},
  says: {},
  errors: {},
  prompts: {},
  labels: {},
  events: {},
  own: {},
}
