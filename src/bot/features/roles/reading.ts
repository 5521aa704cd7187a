import type { Granted } from '../../../domain/role-change.ts'

/** What is asked about somebody: `of`: the institute, in words. */
export type RoleWanted = { what: 'grant' | 'revoke'; name: string; kind: Granted; of?: string } | { what: 'unclear'; name: string }

/** Longer ones first: 院所负责人 is no 负责人. */
const kinds: [RegExp, Granted][] = [
  [/^(?:研究院|研究所|院所|院)(?:负责人|管理|管理人|管理员|管理人员|管理团队)$|^院长$|^institute manager$|^manager$/iu, 'manager'],
  [/^(?:企业)?联系人$|^(?:enterprise )?contact$/iu, 'contact'],
  [/^专家(?:教授|身份)?$|^expert$/iu, 'expert'],
  [/^(?:科技)?(?:联络员|联络干部|干部)$|^(?:liaison )?officer$/iu, 'officer'],
  [/^(?:科技局)?(?:工作人员|职员)$|^(?:bureau )?staff$/iu, 'staff'],
  [/^(?:科室|局|科技局)?(?:负责人|领导|分管领导)$|^head(?: of section)?$/iu, 'head'],
  [/^(?:系统)?管理员$|^admin(?:istrator)?$/iu, 'admin'],
]

const grantZh = /^(?:授权|授予)[\s:：]+(?<rest>.+)$/u
const revokeZh = /^(?:取消授权|撤销授权|收回授权|收回|取消|解除)[\s:：]+(?<rest>.+)$/u
const grantEn = /^(?:grant|appoint)\s+(?<rest>.+)$/iu
const revokeEn = /^(?:revoke|unlink|remove)\s+(?<rest>.+)$/iu

/** `授权 王敏 联络员`, `授权 李强 苏州轻纺研究院 院所负责人`, `解除 张三 企业联系人`, `grant Wang Min officer`, `grant Li Qiang manager of Textile Institute`. */
export function roleIn(text: string): RoleWanted | undefined {
  const grant = grantZh.exec(text) ?? grantEn.exec(text)
  const found = grant ?? revokeZh.exec(text) ?? revokeEn.exec(text)
  const rest = found?.groups?.rest?.trim()
  if (!rest) return undefined
  const what = grant ? 'grant' : 'revoke'
  const english = /^(?:grant|appoint|revoke|unlink|remove)\s/i.test(text)
  return (
    (english ? inEnglish(what, rest) : inChinese(what, rest)) ??
    (/^(?:授权|授予|取消授权|撤销授权)/u.test(text) ? unclear(rest) : undefined)
  )
}

/** Name, then anything, then the role; or name, role, institute. */
function inChinese(what: 'grant' | 'revoke', rest: string): RoleWanted | undefined {
  const [name = '', ...words] = rest
    .replace(/[，,、]/gu, ' ')
    .replace(/\s+(?:为|当|做|的)\s*/u, ' ')
    .split(/\s+/)
  const at = words.findIndex((word) => kindOf(word) !== undefined)
  const kind = kindOf(words[at] ?? '')
  if (!kind) return undefined
  const others = words.filter((_, i) => i !== at).join(' ')
  if (kind === 'manager' && what === 'grant') return others ? { what, name, kind, of: others } : unclear(rest)
  // 王 敏: a name that was typed with a blank; anything else is not understood
  if (kind === 'manager' || others === '') return { what, name, kind }
  return at === words.length - 1 && others.length <= 3 ? { what, name: `${name}${others}`, kind } : unclear(rest)
}

function inEnglish(what: 'grant' | 'revoke', rest: string): RoleWanted | undefined {
  const manager = /^(?<name>.+?)\s+(?:as\s+)?(?:institute\s+)?manager(?:\s+of\s+(?<of>.+))?$/iu.exec(rest)?.groups
  if (manager?.name) {
    if (what === 'grant' && !manager.of) return unclear(rest)
    return { what, name: manager.name, kind: 'manager', ...(manager.of && { of: manager.of }) }
  }
  const words = rest.split(/\s+/)
  for (const length of [3, 2, 1]) {
    const kind = words.length > length ? kindOf(words.slice(-length).join(' ')) : undefined
    const name = words
      .slice(0, -length)
      .join(' ')
      .replace(/\s+as$/i, '')
    if (kind && name) return { what, name, kind }
  }
  return undefined
}

function kindOf(word: string): Granted | undefined {
  return kinds.find(([pattern]) => pattern.test(word))?.[1]
}

function unclear(rest: string): RoleWanted {
  return { what: 'unclear', name: rest }
}

/** `人员`, `人员 王敏`, `people`, `people Wang Min`: the name, '' for all. */
export function peopleIn(text: string): string | undefined {
  const found = /^(?:人员|人员名单|人员权限|权限|people|roles)(?:[\s:：]+(?<name>[\p{L}\p{N}·.' -]{1,40}))?$/iu.exec(text)
  return found ? (found.groups?.name ?? '').trim() : undefined
}

export function isAccounts(text: string): boolean {
  return /^(?:账号|帐号|我的账号|我的帐号|账号丢了|帐号丢了|accounts?|my accounts?|lost account)$/iu.test(text)
}

export function isCodes(text: string): boolean {
  return /^(?:邀请码|查邀请码|邀请码清单|codes?|invitation codes?)$/iu.test(text)
}
