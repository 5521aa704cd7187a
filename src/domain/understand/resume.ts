import type { ProfilePatch } from '../profile-store.ts'
import { understandExpertise } from './expertise.ts'
import { tidy } from './fold.ts'
import { degreeIn, itemsIn, sentencesIn } from './profile-answer.ts'
import { type Dropped, withoutPrivate } from './resume-private.ts'

export type { Dropped } from './resume-private.ts'

/** What a résumé or a homepage says of an expert. `text`: what was read, without what must not be kept; `dropped`: what that was. */
export type Resume = { patch: ProfilePatch; achievements: string[]; text: string; dropped: Dropped[] }

export const longestResume = 30_000
const mostOfAKind = 30
const longestLine = 300

const titles =
  '教授级高级工程师|正高级工程师|高级实验师|高级工程师|助理研究员|助理教授|副研究员|副教授|研究员|教授|讲师|工程师|正高工|高工|associate professor|assistant professor|full professor|senior engineer|research fellow|professor|lecturer|engineer'
const title = new RegExp(titles, 'iu')
const namePattern =
  /^(?:姓\s*名|name)\s*[:：]?\s*(\p{Script=Han}{2,4}|[\p{Lu}][\p{L}.'-]+(?: [\p{Lu}][\p{L}.'-]+){1,3})(?=$|[\s，,、；;（(])/iu
const firstLine = new RegExp(String.raw`^(\p{Script=Han}{2,4}?)[\s，,、：:]*(?:男|女)?[\s，,、]*(?:${titles}|博士|硕士)`, 'iu')
const mail = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/u
const site = /(?:https?:\/\/|www\.)[^\s，,；;）)】"'<>]+/iu
/** ZL 2019 1 0123456.7, CN 1234567 B, 201910123456.7 after a word for it. */
const patentNumber =
  /\b(?:ZL\s?(?:\d\s?){12,13}(?:[.．]\s?[\dX])?|CN\s?\d{6,12}\s?(?:[.．]\s?[\dX]|[A-Z]\d?\b)?|(?:US|EP|WO|JP)\s?\d{6,11}\s?[A-Z]?\d?\b)|(?:专利号|申请号|公开号|授权号)\s*[:：]?\s*[A-Z]{0,2}\s?\d[\d.\s]{8,16}[\dX]/iu

/** Headings by what stands under them, also “研究方向：轧光、后整理” on one line. */
const headings: [Section, RegExp][] = [
  [
    'keywords',
    /^(?:主要)?(?:研究(?:方向|领域|兴趣)|专业(?:方向|领域|特长)|专长(?:方向)?|擅长(?:领域)?|关键词|技术专长|research (?:interests?|areas?|directions?)|expertise|keywords?|specialit(?:y|ies))$/iu,
  ],
  [
    'papers',
    /^(?:代表性?|主要|近年|近期|发表|部分|学术)*(?:论文|论著|著作|文章)(?:目录|列表|成果|情况)?$|^(?:selected |recent |representative )?(?:publications?|papers?)$/iu,
  ],
  ['patents', /^(?:授权|代表性?|主要|申请|发明|国家)*专利(?:成果|情况|列表|目录)?$|^(?:granted |selected )?patents?$/iu],
  [
    'projects',
    /^(?:主持|参与|承担|在研|主要|科研|代表性?|及|和|的)*(?:科研)?(?:项目|课题)(?:经历|情况|列表)?$|^(?:research |selected |current )?(?:projects?|grants?)$/iu,
  ],
  [
    'achievements',
    /^(?:科研|科技|主要|代表性?|可转化|转化)*成果(?:转化|推广|介绍|情况)?$|^(?:achievements?|results offered|technologies)$/iu,
  ],
  [
    'solved',
    /^(?:已?解决(?:的|过的)?企业(?:问题|难题)|企业服务(?:案例|经历)?|服务企业(?:案例|情况)?|产学研合作|横向(?:项目|课题|合作)|industry (?:projects|cases)|problems solved)$/iu,
  ],
  ['profile', /^(?:个人)?(?:简介|简历|概况|介绍)$|^(?:biography|bio|profile|about(?: me)?|summary)$/iu],
  [
    'other',
    /^(?:教育(?:经历|背景)|工作(?:经历|履历)|学习经历|学术(?:兼职|任职)|社会兼职|荣誉(?:奖励|称号)?|获奖(?:情况|成果)?|奖励(?:与荣誉)?|联系方式|教学(?:情况|工作)?|讲授课程|招生(?:方向|专业|信息)?|主要经历|人才培养|education|employment|experience|awards?|honou?rs|teaching|contact|service)$/iu,
  ],
]
type Section = 'keywords' | 'papers' | 'patents' | 'projects' | 'achievements' | 'solved' | 'profile' | 'other'

/** Reads what stands there by rules; nothing is made up. Answers for any text, and keeps no ID number, birthday, ethnicity or political status. */
export function readResume(source: string): Resume {
  const { text, dropped } = withoutPrivate(halfWidth(tidy(source.slice(0, longestResume))))
  const lines = text.split('\n').map((line) => line.trim())
  const sections = sectionsOf(lines)
  const of = (section: Section) => (sections.get(section) ?? []).filter((line) => line.length >= 4 && line.length <= longestLine)
  const patents = once([...of('patents'), ...lines.filter((line) => patentNumber.test(line))].map(clean))
  const isPatent = (line: string) => patentNumber.test(line)
  const keywords = keywordsOf(sections.get('keywords') ?? [], text)
  const profile = (sections.get('profile') ?? [])
    .filter((line) => line.length >= 15 && !isPatent(line) && !mail.test(line) && !site.test(line))
    .join('\n')
    .slice(0, 2000)
  const head = lines.slice(0, 12).join('\n')
  const patch: ProfilePatch = {
    ...found('name', nameIn(lines)),
    ...found('title', labelled(lines, /^(?:职\s*称|title|position)$/iu, title) ?? title.exec(head)?.[0]),
    ...found('department', labelled(lines, /^(?:院系|所在院系|部门|系所|department|school|faculty)$/iu) ?? departmentIn(head)),
    ...found('degree', degreeIn(labelled(lines, /^(?:学\s*[历位]|最高学[历位]|degree)$/iu) ?? head)),
    ...found('email', mail.exec(text)?.[0]),
    ...found('homepage', homepageIn(text)),
    ...list('keywords', keywords, 15),
    ...list(
      'papers',
      once(
        of('papers')
          .filter((line) => !isPatent(line))
          .map(clean),
      ),
    ),
    ...list('patents', patents),
    ...list('projects', once(of('projects').map(clean))),
    ...list(
      'solvedProblems',
      once(
        of('solved')
          .flatMap(sentencesIn)
          .filter((line) => line.length >= 4),
      ),
    ),
    ...found('profile', profile || undefined),
    ...trades([...keywords, profile, ...of('projects')].join('\n')),
  }
  const achievements = once(
    of('achievements')
      .filter((line) => !isPatent(line))
      .map(clean),
  ).slice(0, mostOfAKind)
  return { patch, achievements, text, dropped }
}

/** Digits and letters as everybody types them; punctuation stays as it was written. */
function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ．＠]/gu, (char) => char.normalize('NFKC'))
}

function trades(text: string): ProfilePatch {
  const { fields, subfields, disciplines } = understandExpertise(text)
  return { ...list('fields', fields), ...list('subfields', subfields), ...list('disciplines', disciplines) }
}

function found<K extends keyof ProfilePatch>(key: K, value: ProfilePatch[K] | undefined): Pick<ProfilePatch, K> | object {
  return value === undefined ? {} : { [key]: value }
}

function list<K extends keyof ProfilePatch>(key: K, values: readonly string[], most = mostOfAKind): Pick<ProfilePatch, K> | object {
  return values.length === 0 ? {} : { [key]: values.slice(0, most) }
}

function sectionsOf(lines: string[]): Map<Section, string[]> {
  const sections = new Map<Section, string[]>()
  let section: Section = 'profile'
  let begun = false
  for (const line of lines) {
    if (line === '') continue
    const { heading, rest } = headingOf(line)
    if (heading) {
      section = heading
      begun = true
      if (rest !== '') put(sections, section, rest)
    } else if (begun || line.length >= 30) put(sections, section, line)
  }
  return sections
}

function put(sections: Map<Section, string[]>, section: Section, line: string): void {
  const known = sections.get(section)
  if (known) known.push(line)
  else sections.set(section, [line])
}

function headingOf(line: string): { heading?: Section; rest: string } {
  const [, bare = '', rest = ''] =
    /^[\s#【[(（]*(?:[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[、.．])?\s*([^:：】\])）]{2,24}?)\s*[】\])）]?\s*(?:[:：]\s*(.*))?$/u.exec(
      line,
    ) ?? []
  const heading = headings.find(([, pattern]) => pattern.test(bare.trim()))?.[0]
  return { heading, rest: rest.trim() }
}

function keywordsOf(lines: string[], text: string): string[] {
  const said =
    lines.length > 0
      ? lines.filter((line) => !/^[^:：]{1,16}[:：]/u.test(line) && !mail.test(line)).join('\n')
      : (/(?:主要)?(?:长期)?从事([^。；;\n]{4,80}?)(?:等)?(?:方面|方向|领域)?的?(?:教学|科研|研究|工作)/u.exec(text)?.[1] ?? '')
  const items = itemsIn(said.replace(/。|\.(?=\s|$)/gu, '、').replace(/(?<=\p{Script=Han})(?:和|与|及|以及)(?=\p{Script=Han})/gu, '、'))
  return items.filter((item) => item.length >= 2 && item.length <= (/\p{Script=Han}/u.test(item) ? 16 : 40) && !mail.test(item))
}

function nameIn(lines: string[]): string | undefined {
  for (const line of lines.slice(0, 12)) {
    const named = namePattern.exec(line)?.[1]
    if (named) return named
  }
  const first = lines.find((line) => line !== '') ?? ''
  const named = firstLine.exec(first)?.[1] ?? (lines.length > 2 ? /^\p{Script=Han}{2,4}$/u.exec(first)?.[0] : undefined)
  return named && !title.test(named) && !headingOf(named).heading && !/简介|简历|大学|学院|老师|教师/u.test(named) ? named : undefined
}

function labelled(lines: string[], label: RegExp, value?: RegExp): string | undefined {
  for (const line of lines.slice(0, 60))
    for (const part of line.split(/[；;，,|｜]|\s{2,}/u)) {
      const [, name = '', said = ''] = /^\s*([^:：]{2,12})[:：]\s*(.+)$/u.exec(part) ?? []
      if (!label.test(name.trim())) continue
      const read = value ? value.exec(said)?.[0] : said.trim().slice(0, 60)
      if (read) return read
    }
  return undefined
}

function departmentIn(head: string): string | undefined {
  const found = /(?:大学|university)?\s*([\p{Script=Han}]{2,16}?学院)/iu.exec(head.replace(/[\p{Script=Han}]{2,16}?大学/gu, '大学'))?.[1]
  return found?.replace(/^.*大学/u, '') || undefined
}

function homepageIn(text: string): string | undefined {
  const first = site.exec(text.replace(/https?:\/\/(?:dx\.)?doi\.org\S*/giu, ''))?.[0]
  return first?.replace(/[。.、]+$/u, '').slice(0, 200)
}

function clean(line: string): string {
  return line
    .replace(/^\s*(?:[-•·*●○▪◆]|[[(（【]?\d{1,3}[\])）】.、．]|[①-⒛])\s*/u, '')
    .replace(/[。.;；]+$/u, '')
    .trim()
}

function once(lines: string[]): string[] {
  return [
    ...new Map(lines.filter((line) => line.length >= 4 && line.length <= longestLine).map((line) => [line.toLowerCase(), line])).values(),
  ]
}
