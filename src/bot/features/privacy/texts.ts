/** What is kept of whom, who has read what, and what may not be written here: the words. `own` is reached as `t.privacy`. */
import type { Facts } from '../../texts/index.ts'

export { en } from './texts-en.ts'

export const zh = {
  buttons: {
    unnamed: '接受前不公开企业名称',
    named: '公开企业名称',
    readers: '谁看过',
    data_take: '带走我的数据',
    data_erase: '注销',
    privacy_text: '隐私说明',
    consent_yes: '同意',
    consent_back: '撤回同意',
    defence_yes: '是，涉及',
    defence_no: '不涉及',
  },
  says: {
    consent_kept: () => '好的，记下了。',
    consent_withdrawn: () => '已记下您撤回同意。要清除您的数据，请在下面按“注销”。',
    draft_ends: (f: Facts) => `您的草稿“${f.title ?? ''}”很久没动了，${f.days ?? ''} 天后清除。要留着，补充一句或者发布就行。`,
    erased: () => '已注销。您的姓名、电话、账号和聊天记录已经清除，各项统计不变。以后再来，发一句“你好”就行。',
    defence_refused: (f: Facts) =>
      `这项内容涉及军工或国家秘密，不能在聊天里办理，刚才写的没有保存。${f.desk || '请按保密规定当面联系区科技局，不要在聊天中发送。'}\n您自己聊天记录里的那条消息，也请删掉。`,
    defence_told: (f: Facts) => `${f.name ?? ''} 在聊天里提到涉及军工或国家秘密的事项，已告知当面办理，内容没有保存。请留意来访。`,
  },
  errors: {
    erase_word: () => '没有注销。确定要注销，请只发“注销”两个字；不注销，发“取消”。',
    erase_needs: () => '您还有没办完的需求：请先移交给同事，或者撤回、办结，再注销。发“我的”看是哪几条。',
    erase_claims: () => '您还有认领在办的需求：请先退回或者办结，再注销。发“我的”看是哪几条。',
    erase_applications: () => '您还有没结果的揭榜申请：请先撤回，再注销。',
    erase_answering: () => '您名下还有负责的需求：请先转给其他干部（需求卡片“更多操作”里移交），再注销。',
    erase_last_admin: () => '您是唯一的管理员，不能注销：请先让另一位同事成为管理员。',
  },
  prompts: {
    defence: '请先回答上面的问题。',
    erase:
      '注销以后不能恢复。清除：姓名、电话、邮箱、账号、对话、没发布的草稿；专家同时退出推荐。保留：您替企业写的需求和办理记录归企业（其中的联系方式去掉），历史里显示“已注销”，各项统计不变。\n确定的话，请发“注销”两个字。',
  },
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
    readers: {
      title: (number: string, total: number) => `谁看过 ${number}（${total} 次）`,
      line: (at: string, name: string, role: string, kind: string) => `${at} ${name}（${role}）${kind}`,
      nobody: '还没有人看过。您自己看的不记。',
      roles: { admin: '管理员', head: '负责人', staff: '工作人员', officer: '联络员', expert: '专家', manager: '研究院管理人员' },
      kinds: { card: '打开了全文', list: '在清单里看到', export: '导出了表格', report: '在报表里看到' },
    },
    text: {
      title: '隐私说明',
      lines: [
        '存什么：您的姓名、聊天账号、您留的电话、您写的需求和办理记录。',
        '为什么：把企业的技术需求和对口的专家接上，办到有结果。',
        '给谁看：需求给谁看由发的人选；联系方式只在认领后互换；工作人员看得到全部，看过什么都有记录，保密需求的发布人可以查。',
        '存多久：聊天事件 30 天，待发消息 180 天，没发布的草稿 90 天，查阅记录 2 年；需求和办理记录长期保存。',
        '您可以：发“我的数据”查看、带走或者注销。',
        '涉及军工和国家秘密的，请不要发在这里。',
      ],
    },
    line: '您的账号名和写的内容会存下来，只用于对接需求；接着用就是同意。发“隐私”看说明，发“我的数据”可查看、带走、注销。',
    help: '我的数据 — 看看存了您的什么，可以带走，也可以注销；“隐私”看说明',
    data: {
      title: '我的数据',
      text: '系统里存了您的这些：',
      stays: '注销会清除您的姓名、联系方式、账号和对话；您替企业写的需求归企业，统计数不变，历史里显示“已注销”。',
      ready: '您的数据在这里：一份是给程序读的 JSON，一份是给人看的文本。都只有您自己的。',
      alt: '我的数据',
      file: (day: string, ending: string) => `我的数据_${day}.${ending}`,
      kinds: {
        person: '姓名、职务、联系方式、身份',
        accounts: '聊天账号',
        consents: '同意隐私说明的记录',
        verifications: '身份核实的记录',
        digests: '简报的订阅设置',
        links: '联系的项目、企业、研究院、人才',
        expert: '专家名录里的条目',
        needs: '发的需求',
        words: '写需求的消息',
        files: '发的文件',
        questions: '提的问题',
        asked: '收到的推荐',
        claims: '认领',
        visits: '约的和记的走访',
        tasks: '您的任务',
        outcomes: '登记的成效',
        applications: '揭榜申请',
        bookings: '设备预约',
        events: '对接活动的报名',
        changes: '资料的改动',
        acts: '办理记录',
        reads: '看过别人需求的记录',
        refused: '因涉密没有受理的次数',
      },
    },
    defence: '这项需求涉及军工或国家秘密吗？涉及的不能在聊天里办理；不涉及，我接着往下办。',
  },
}
