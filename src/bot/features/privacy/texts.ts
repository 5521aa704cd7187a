/** What is kept of whom, who has read what, and what may not be written here: the words. `own` is reached as `t.privacy`. */
export { en } from './texts-en.ts'

export const zh = {
  buttons: {
    unnamed: '接受前不公开企业名称',
    named: '公开企业名称',
  },
  says: {},
  errors: {},
  prompts: {},
  labels: {},
  events: {
    unnamed: '改为接受前不公开企业名称',
    named: '改为公开企业名称',
  },
  own: {
    unnamed: {
      some: (kind: string) => `某${kind}企业`,
      somebody: '某企业',
      yes: '您同意对接前，不公开企业名称',
    },
  },
}
