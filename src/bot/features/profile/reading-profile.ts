import { type EditKey, editKeys } from '../../../domain/profile-fields.ts'

/** What people call the parts of a profile, beside the names on the cards. */
const aliases: Record<EditKey, string[]> = {
  name: ['姓名', '名字', 'name'],
  title: ['职称', 'title'],
  post: ['职务', '岗位', 'post', 'position'],
  instituteId: ['单位', '研究院', '所在单位', 'institute'],
  department: ['院系', '部门', 'department'],
  degree: ['学历', '学位', 'degree'],
  profile: ['简介', '个人简介', '研究方向', 'profile text', 'about', 'bio'],
  keywords: ['关键词', '专长', 'keywords'],
  fields: ['领域', '技术领域', 'fields', 'field'],
  subfields: ['子领域', '细分领域', 'sub-fields', 'subfields'],
  disciplines: ['学科', 'disciplines', 'discipline'],
  industries: ['行业', '所属行业', 'industries', 'industry'],
  solvedProblems: ['解决过的难题', '解决过的问题', '企业问题', 'problems solved', 'solved problems'],
  papers: ['论文', 'papers'],
  patents: ['专利', 'patents'],
  projects: ['项目', 'projects'],
  serviceForms: ['服务方式', '合作方式', 'service forms', 'ways of helping'],
  serviceTimes: ['服务时间', '可服务时间', 'service times', 'times'],
  cap: ['同时上限', '同时承接', '上限', 'at once', 'needs at once'],
  monthlyCap: ['每月上限', '每月', 'monthly cap', 'a month'],
  conflicts: ['回避企业', '利益冲突', 'conflicts'],
  topics: ['订阅领域', '关注领域', 'topics'],
  mutedUntil: ['免打扰', '免打扰到', 'mute'],
  languages: ['语言', '工作语言', 'languages', 'language'],
  external: ['外部专家', 'external'],
  envoy: ['科技特派员', '特派员', 'envoy'],
  phone: ['电话', '手机', 'phone'],
  email: ['邮箱', '电子邮箱', 'email', 'e-mail'],
  homepage: ['主页', '个人主页', '网址', 'homepage', 'website'],
}
const names = editKeys.flatMap((key) => aliases[key].map((alias) => ({ key, alias }))).sort((a, b) => b.alias.length - a.alias.length)

/** What is asked of profiles. `of`: whose, '' for one's own; `text` '' where the new value is missing. */
export type ProfileWanted =
  | { what: 'show'; of: string }
  | { what: 'fields'; of: string }
  | { what: 'edit'; of: string; key: EditKey; text: string }
  | { what: 'mute'; text: string }
  | { what: 'unmute' }
  | { what: 'limits'; text: string }
  | { what: 'resume' }
  | { what: 'unchecked' }

const edit = /^(?:改资料|修改资料|更新资料|edit (?:my )?profile|change (?:my )?profile)(?:[\s:：]+(.*))?$/isu
const show = /^(?:我的资料|我的档案|专家资料|个人资料|my profile|profile)$/iu
const showOf = /^(?:资料|专家资料|profile(?: of)?)[\s:：]+(\p{Script=Han}{2,6}|[\p{L}][\p{L} .'-]{1,38})$/iu
const ofSomebody = /^(\p{Script=Han}{2,4}?)(?:教授|老师|研究员|博士)?的资料$/u
const mute = /^(?:免打扰|勿扰|暂不接单|mute(?: me)?)[\s:：]*(?:到|至|直到|until|till)\s*(.+)$/iu
const unmute = /^(?:取消免打扰|恢复推送|恢复接单|unmute(?: me)?)$/iu
const limits =
  /^(?:每个?月|一个月|同时)(?:最多|不超过|至多|接)?.{0,4}(?:\d{1,2}|[一两二三四五六七八九十])\s*[项个条件单](?:需求)?.{0,20}$|^at most \S{1,6}(?: needs?)? (?:a month|per month|at once).{0,40}$/iu
const resume = /^(?:粘贴简历|导入简历|上传简历|简历|paste (?:my )?(?:résumé|resume|cv)|(?:my )?(?:résumé|resume|cv))$/iu
const unchecked = /^(?:未核对(?:的)?资料|资料核对|待核对资料|unchecked profiles|profiles not checked)$/iu

/** undefined for anything else. */
export function profileIn(text: string): ProfileWanted | undefined {
  if (show.test(text)) return { what: 'show', of: '' }
  if (resume.test(text)) return { what: 'resume' }
  if (unchecked.test(text)) return { what: 'unchecked' }
  if (unmute.test(text)) return { what: 'unmute' }
  const until = mute.exec(text)?.[1]
  if (until) return { what: 'mute', text: until }
  if (limits.test(text)) return { what: 'limits', text }
  const of = showOf.exec(text)?.[1] ?? ofSomebody.exec(text)?.[1]
  if (of && !keyAt(of)) return { what: 'show', of }
  const changed = edit.exec(text)
  return changed ? changeIn((changed[1] ?? '').trim()) : undefined
}

/** “职称 教授”, “沈岚 职称 教授”, “沈岚”. */
function changeIn(rest: string): ProfileWanted {
  const own = keyAt(rest)
  if (own) return { what: 'edit', of: '', ...own }
  const [, of = '', more = ''] = /^(\p{Script=Han}{2,6}|\S+(?: \S+){0,2}?)[\s:：]+(.+)$/su.exec(rest) ?? []
  for (let [name, after] = [of, more]; name !== ''; ) {
    const named = keyAt(after)
    if (named) return { what: 'edit', of: name, ...named }
    const next = /^(\S+)\s+(.+)$/su.exec(after)
    if (!next || name.split(' ').length > 3) break
    name = `${name} ${next[1]}`
    after = next[2] ?? ''
  }
  return { what: 'fields', of: rest }
}

function keyAt(text: string): { key: EditKey; text: string } | undefined {
  const said = text.toLowerCase()
  for (const { key, alias } of names) {
    if (!said.startsWith(alias)) continue
    const rest = text.slice(alias.length)
    const parted = /^(?:[\s:：=]+|(?:改成|改为|换成|是|为)[\s:：]*|\s+to\s+)(.*)$/isu.exec(rest)
    if (rest === '' || parted) return { key, text: (parted?.[1] ?? '').replace(/^(?:改成|改为|to )\s*/iu, '').trim() }
  }
  return undefined
}
