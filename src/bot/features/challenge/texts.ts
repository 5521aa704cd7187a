/** Open challenge 揭榜挂帅: the words, in both languages. `own` is reached as `t.challenge`. */
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
