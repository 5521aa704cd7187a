/** What is kept of whom, who has read what, and what may not be written here: the words. `own` is reached as `t.privacy`. */
import type { Facts } from '../../texts/index.ts'

export { en } from './texts-en.ts'

export const zh = {
  buttons: {
    unnamed: '接受前不公开企业名称',
    named: '公开企业名称',
    defence_yes: '是，涉及',
    defence_no: '不涉及',
  },
  says: {
    defence_refused: (f: Facts) =>
      `这项内容涉及军工或国家秘密，不能在聊天里办理，刚才写的没有保存。${f.desk || '请按保密规定当面联系区科技局，不要在聊天中发送。'}\n您自己聊天记录里的那条消息，也请删掉。`,
    defence_told: (f: Facts) => `${f.name ?? ''} 在聊天里提到涉及军工或国家秘密的事项，已告知当面办理，内容没有保存。请留意来访。`,
  },
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
    defence: '这项需求涉及军工或国家秘密吗？涉及的不能在聊天里办理；不涉及，我接着往下办。',
  },
}
