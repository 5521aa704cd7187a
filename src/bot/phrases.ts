/** What people write when they mean a command, in both languages. Everything else is a need, an answer, or not understood. */
export type Command =
  | { name: 'my' | 'help' | 'quality' | 'who' | 'phone' | 'lang' | 'new' | 'start' | 'cancel' | 'thanks' | 'hello' }
  | { name: 'open' }
  | { name: 'need'; number?: string }
  | { name: 'invite'; what: string }
  | { name: 'link'; code?: string }
  | { name: 'unknown' }

const words: Record<string, Command['name']> = {
  my: 'my',
  我的: 'my',
  我的需求: 'my',
  待办: 'my',
  我的待办: 'my',
  mine: 'my',
  open: 'open',
  待认领: 'open',
  待对接: 'open',
  needs: 'open',
  help: 'help',
  帮助: 'help',
  菜单: 'help',
  '?': 'help',
  '？': 'help',
  menu: 'help',
  quality: 'quality',
  质量: 'quality',
  推荐质量: 'quality',
  匹配质量: 'quality',
  who: 'who',
  身份: 'who',
  登记: 'who',
  注册: 'who',
  register: 'who',
  phone: 'phone',
  电话: 'phone',
  留电话: 'phone',
  lang: 'lang',
  语言: 'lang',
  language: 'lang',
  english: 'lang',
  中文: 'lang',
  new: 'new',
  新需求: 'new',
  发需求: 'new',
  post: 'new',
  start: 'start',
  开始: 'start',
  cancel: 'cancel',
  取消: 'cancel',
  算了: 'cancel',
  谢谢: 'thanks',
  多谢: 'thanks',
  感谢: 'thanks',
  谢谢您: 'thanks',
  谢谢你: 'thanks',
  thanks: 'thanks',
  'thank you': 'thanks',
  thx: 'thanks',
  你好: 'hello',
  您好: 'hello',
  在吗: 'hello',
  在么: 'hello',
  hi: 'hello',
  hello: 'hello',
  早上好: 'hello',
  下午好: 'hello',
}

const numberPattern = /(?<!\d)(20\d{2})[-—–－]\s?(\d{1,6})(?!\d)/
/** Alone in a message: only as it is written, since 2026-12 is a month. */
const bareNumber = /^20\d{2}[-—–－]\d{4,6}$/

/** `2026-0001` as it stands in a text, in the canonical form. */
export function numberIn(text: string): string | undefined {
  const found = numberPattern.exec(text.normalize('NFKC'))
  return found ? `${found[1]}-${String(found[2]).padStart(4, '0')}` : undefined
}

/**
 * The command a text is; undefined where it is none. `/word …`, a bare word of the list, and a few plain sentences
 * (“我的需求怎么样了”, “有哪些待认领的”). A long text is never a command: it is what somebody wants to say.
 */
export function commandIn(text: string): Command | undefined {
  const tidy = text
    .normalize('NFKC')
    .trim()
    .replace(/[。！!.,，~～]+$/u, '')
    .trim()
  if (tidy === '' || tidy.length > 80 || tidy.includes('\n')) return undefined
  const slash = /^\/([^\s@]+)(?:@\S+)?\s*(.*)$/u.exec(tidy)
  if (slash) return slashCommand(String(slash[1]).toLowerCase(), String(slash[2]))
  const plain = words[tidy.toLowerCase()]
  if (plain) return named(plain)
  return phrase(tidy)
}

function slashCommand(word: string, rest: string): Command {
  if (word === 'need' || word === '需求') return { name: 'need', number: numberIn(rest) }
  if (word === 'invite' || word === '邀请') return { name: 'invite', what: rest }
  if (word === 'link' || word === '绑定') return { name: 'link', code: rest || undefined }
  const name = words[word]
  return name ? named(name) : { name: 'unknown' }
}

function named(name: Command['name']): Command {
  return { name } as Command
}

function phrase(tidy: string): Command | undefined {
  const number = numberIn(tidy)
  if (numberPattern.exec(tidy)?.[0] === tidy && !bareNumber.test(tidy)) return undefined
  if (
    number &&
    tidy
      .replace(numberPattern, '')
      .replace(/^(?:需求|查|查看|看|看看|need|show|no\.|#)*\s*|\s*(怎么样了|进展|呢|到哪了|如何了)$/giu, '')
      .trim() === ''
  )
    return { name: 'need', number }
  const invite = /^邀请\s*(企业|工作人员|联络员)(.*)$/u.exec(tidy)
  if (invite) return { name: 'invite', what: `${invite[1]} ${String(invite[2]).trim()}` }
  const link = /^绑定(?:账号|帐号)?\s*([0-9A-Za-z]{8})?$/u.exec(tidy)
  if (link) return { name: 'link', code: link[1] }
  if (tidy.length > 24) return /^(how|what).{0,40}\bmy needs?\b/i.test(tidy) ? { name: 'my' } : undefined
  if (/^我(的|们的|们|发的|提的|家的)?(那条|那个)?需求.{0,6}(怎么样|进展|如何|到哪|怎样|状态|情况)/u.test(tidy)) return { name: 'my' }
  if (/(what|how).{0,20}\bmy needs?\b/i.test(tidy)) return { name: 'my' }
  if (/^(有|还有)?(哪些|什么)(需求)?.{0,4}(待认领|待对接|没人认领|可以认领)/u.test(tidy) || /^open needs$/i.test(tidy))
    return { name: 'open' }
  if (/^(怎么用|怎么弄|你会什么|你能做什么|能干什么|能干啥|what can you do)/iu.test(tidy)) return { name: 'help' }
  return undefined
}

/** `#需求 …` in a group; what follows, or undefined. */
export function needMark(text: string): string | undefined {
  const found = /(?:^|\s)[#＃](?:需求|求助|need(?![a-z]))[\s:：]*/iu.exec(text)
  if (!found) return undefined
  return (text.slice(0, found.index) + text.slice(found.index + found[0].length)).trim()
}
