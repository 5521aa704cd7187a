/** The three lists: the words, in both languages. `own` is reached as `t.lists`. */
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
