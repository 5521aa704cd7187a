/** Visits, tasks and target figures: the words, in both languages. `own` is reached as `t.work`. */
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
