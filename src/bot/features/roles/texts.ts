/** Roles given and taken in chat, accounts, invitation codes: the words. `own` is reached as `t.roles`. */
import type { Facts } from '../../texts/index.ts'

export { en } from './texts-en.ts'

const kinds = {
  officer: '联络员',
  staff: '工作人员',
  head: '负责人',
  admin: '管理员',
  manager: '研究院负责人',
  contact: '企业联系人',
  expert: '专家',
}

/** 联络员; 研究院负责人（江畔轻纺院）. */
function named(f: Facts): string {
  const kind = kinds[f.role as keyof typeof kinds] ?? ''
  return f.label ? `${kind}（${f.label}）` : kind
}

export const zh = {
  buttons: { people: '全部人员' },
  says: {
    role_granted: (f: Facts) => `您现在是${named(f)}了。发“帮助”看看能做什么。`,
    role_revoked: (f: Facts) => `您的${named(f)}身份已经取消。有疑问请联系科技局管理员。`,
    grant_done: (f: Facts) => `好了，${f.name}现在是${named(f)}，已告诉本人。`,
    revoke_done: (f: Facts) => `好了，${f.name}不再是${named(f)}，已告诉本人。`,
    account_taken: (f: Facts) => `管理员${f.by}解除了您的账号“${f.account}”，以后消息只发到您现在这个账号。`,
    account_off_done: (f: Facts) => `已解除账号“${f.account}”：不再往那里发任何消息；今后从那个账号来的人，一律当作新来的。`,
    account_linked: (f: Facts) => `账号“${f.account}”刚刚绑定到您名下。不是您本人做的？请马上发“账号”解除它。`,
    code_withdrawn: () => '这个邀请码已作废，谁也用不了了。',
    code_exposed: () => '您发出的一个邀请码被贴到了群里，别人已经看到，所以我作废了它。请重新发一个，私下转告对方。',
    code_in_group: () => '邀请码不能发在群里：大家都看到了，这个码已经作废。请找给您码的人重要一个，私聊发给我。',
  },
  errors: {
    code_not_yours: () => '联络员只能作废自己发出的邀请码。其他的请工作人员处理。',
    people_for_admins: () => '人员和权限由负责人和管理员查看。',
    grant_for_heads: () => '联络员和研究院负责人由负责人或管理员授权。',
    account_not_yours: () => '别人的账号只有管理员能解除。您自己的账号，发“账号”查看。',
    open_for_experts: () => '待认领的需求给专家和科技局看。您的需求请发“我的”。',
    lists_not_for_you: () => '清单由科技局工作人员和研究院管理人员查看。与您有关的，请发“我的”。',
    no_such_person: () => '没有这个人，或者已经不在了。发“人员”看最新的名单。',
    has_role_already: (f: Facts) => `${f.name}已经是${named(f)}了，没有改动。`,
    has_no_such_role: (f: Facts) => `${f.name}现在不是${named(f)}，没有改动。`,
    last_administrator: () => '这是最后一位能用的管理员，不能取消，否则再没有人能授权。请先授权另一位：“授权 姓名 管理员”。',
    no_person_named: (f: Facts) =>
      `没有叫“${f.name}”的人。对方要先在私聊里跟我说过话，我才认得；或者发“邀请 联络员”“邀请 工作人员”给对方一个邀请码。`,
    which_institute: (f: Facts) =>
      `没有叫“${f.said}”的研究院，或者不止一家，没有改动。研究院：${f.known}。例：“授权 李强 江畔轻纺院 研究院负责人”。`,
    account_gone: () => '这个账号已经不在这个人名下了。',
    account_in_hand: () => '您正用着这个账号，不能解除它自己。请从另一个账号来解除，或请管理员办理。',
    code_over: () => '这个邀请码已经用过、过期或作废了。',
    codes_slowed: (f: Facts) => `错的码太多次了，先停一停：${f.minutes} 分钟后再试。没有码的话，请找给您码的人要一个新的。`,
    grant_what: () =>
      '没看懂要授什么权，没有改动。请写“授权 姓名 身份”，身份是：联络员、工作人员、负责人、管理员；研究院负责人要写明哪一家，例：“授权 李强 江畔轻纺院 研究院负责人”。',
    contact_not_yours: () => '联系方式只给对接的双方看。',
    no_contact_now: () => '现在没有可以看的联系方式：还没有专家认领，企业还没有同意，或者已经结束。',
    not_by_phone: () => '这位专家自己有聊天账号，会自己答复。要由科技局定人，请点“更多操作”里的“指派专家”。',
  },
  prompts: {},
  labels: {},
  events: {},
  own: {
    kinds,
    kindAccount: '账号',
    peopleTitle: (n: number) => `人员和权限（${n} 人）`,
    peopleHow: '点名字看一个人；找别人发“人员 姓名”。授权：“授权 王敏 联络员”；取消：“取消授权 王敏 联络员”。',
    noRole: '没有身份',
    accounts: '账号',
    noAccount: '还没有聊天账号',
    townships: '负责乡镇街道',
    changes: '授权记录',
    noChanges: '没有记录（来自名录）',
    account: (name: string, seen: string) => `${name}，最近 ${seen}`,
    unreachable: '收不到消息',
    change: {
      grant: (at: string, by: string, what: string, how: string) => `${at} ${by}授予${what}${how}`,
      revoke: (at: string, by: string, what: string, how: string) => `${at} ${by}取消${what}${how}`,
    },
    via: { press: '，在聊天中', code: '，凭邀请码', verified: '，经核实', settings: '，凭管理员口令' },
    give: (kind: string) => `授权${kind}`,
    take: (kind: string) => `取消${kind}`,
    off: (name: string) => `解除 ${name}`,
    choose: (name: string) => `是哪一位“${name}”？`,
    chooseFor: {
      grant: (name: string, kind: string) => `把${kind}授权给哪一位“${name}”？请核对账号`,
      revoke: (name: string, kind: string) => `取消哪一位“${name}”的${kind}身份？`,
    },
    sure: (name: string, kind: string) => `确定取消${name}的${kind}身份吗？对方会马上收到通知。`,
    sureOwn: (kind: string) => `这是您自己的${kind}身份。取消后要由别人重新授权，确定吗？`,
    accountsTitle: '您的账号',
    accountsHow: '手机丢了或账号被别人拿走了，就解除它：不再往那里发消息，从那里来的人当作新来的。',
    accountsOne: '您只有这一个账号。发“绑定”可以再连一个；账号丢了，请联系管理员解除。',
    offSureOwn: (name: string) => `确定解除“${name}”吗？从现在起不再往那里发消息；要再用它，得重新绑定。`,
    offSure: (who: string, name: string) => `确定解除${who}的账号“${name}”吗？没发出的消息转到本人其他账号，没有别的账号就请联络员打电话。`,
    offYes: '确定解除',
    noCodes: '现在没有发出去还能用的邀请码。',
    codesTitle: (n: number) => `还能用的邀请码（${n} 个）`,
    codesHow: '码本身只在发出时显示一次。怕被别人拿到，就作废，再发一个。',
    codeLine: (n: number, what: string, by: string, at: string, until: string) => `${n}. ${what}：${by} ${at} 发出，${until} 到期`,
    codeOff: (n: number) => `作废第 ${n} 个`,
    helpAdmin: '授权 王敏 联络员 / 取消授权 王敏 联络员 / 解除 张三 企业联系人 — 管权限；“人员”看谁有什么权限',
    helpHead: '授权 王敏 联络员 — 授权联络员和研究院负责人；“人员”看谁有什么权限',
    helpOffice: '解除 张三 企业联系人（或 专家）— 对方不再是这个身份',
    helpCodes: '邀请码 — 发出去还能用的邀请码，可以作废',
    helpAccounts: '账号 — 您的聊天账号，丢了的可以解除',
  },
}
