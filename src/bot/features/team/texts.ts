/** The officer and the team of a need: the words, in both languages. `own` is reached as `t.teamwork`. */
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
