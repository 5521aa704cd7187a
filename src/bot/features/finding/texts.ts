/** Questions to the directory: the words. `own` is reached as `t.finding`. */
import type { Facts } from '../../texts/index.ts'

export { en } from './texts-en.ts'

export const zh = {
  buttons: {
    who_need: '把它写成需求',
    who_draft: '只想查查谁会做',
  },
  says: {},
  errors: {
    needs_from_enterprises: () => '需求由企业提出。专家有合作想法，可以联系科技局。',
    no_such_institute: (f: Facts) => `名录里没有叫“${f.name}”的研究院。请检查名称，或者问“谁会做轧光”。`,
  },
  prompts: {},
  labels: {},
  events: {},
  own: {
    title: (said: string) => `谁会做“${said}”`,
    line: (n: number, who: string, room: string) => `${n}. ${who} — ${room}`,
    checked: (checked: string) => `（${checked}）`,
    none: (said: string) => `名录里没有找到对得上“${said}”的专家，不随便推几位给您。换个说法、加上材料或工序再问问也许能找到。`,
    noneNeed: '也可以把它写成需求，工作人员会接着帮您找。',
    howNeed: '这里只看得到方向，不给联系方式。想请他们帮忙，点“把它写成需求”，认领之后双方会看到联系方式。',
    how: '这里只看得到方向，不给联系方式。',
    full: '手上已满',
    fullMonth: '本月已满',
    away: (day: string) => `请假到${day}`,
    muted: (day: string) => `免打扰到${day}`,
    instituteTitle: (name: string, n: number) => `${name}的专家（${n} 位）`,
    instituteNone: (name: string) => `${name}还没有登记专家。`,
    chooseInstitute: '是哪一家研究院？',
    help: '“谁会做轧光”“江畔轻纺院有哪些专家”查专家名录',
  },
}
