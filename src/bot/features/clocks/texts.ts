import type { Facts } from '../../texts/index.ts'

/** Terms, reminders, quiet hours and leave: the words, in both languages. `own` is reached as `t.clocks`. */
export const zh = {
  buttons: {},
  says: {},
  errors: {
    holidays_wrong: (f: Facts) => `节假日文件有误，没有导入：\n${f.line}\n改好后请再导入一次。`,
  },
  prompts: {},
  labels: {},
  events: {},
  own: {},
}

export const en: typeof zh = {
  buttons: {},
  says: {},
  errors: {
    holidays_wrong: (f: Facts) => `The holiday file is wrong and was not imported:\n${f.line}\nPlease correct it and import it again.`,
  },
  prompts: {},
  labels: {},
  events: {},
  own: {},
}
