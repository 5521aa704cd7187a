import type { Span } from './clauses.ts'
import { attributes, endurance, englishAttributes } from './figure-words.ts'
import type { Folded } from './fold.ts'

const longest = 30
const leadIn =
  /^.*(?:要求|希望|想要|想把|能够?把|目标[是为]?|指标[:：]|必须|需要|保证|确保|实现|使得|使(?!用)|让|并且|而且|同时|另外|以及|至少|客户|我们|最好|争取|做到|满足|具有|具备|开发|研制|研发|寻求|力争|期望|同行|问一?下|出口|有没有|[哪想要]?找|求购|#?需求[ :：]?|一种|一款|现在|目前|当前|现有|原来|实际|(?<=[次时天])后|时(?!间|长|延|效|滞)|[把将和且但]|[:：;；（(【\]】)）"“”「」])(?=.)/u
const marks =
  /^(?:[\s.、)）·•*\-—–#~、]|\d{1,2}[.、)）]|[一二三四五六七八九十]、|要(?!求)|的|是|能(?![耗量效力源级])|需(?!求)|想|就|其|该|它|以(?!太)|在)+/u
const tails =
  /(?:[\s:：=＝,，]|(?<![主需])要(?!求)|要求|应该?|需|须|必须|必|得|能够?|可以?|是|为|在|控制|保持|稳定|都|均|也|再|至|到|达到|达|的|不|值为|大概|大约|约|要求是|还|起码|从|由|最好|希望|想|[降提做升达]不到|老是?|总是?|一直)+$/u
const hanAttribute = new RegExp(attributes, 'giu')
const shortAttribute = new RegExp(attributes.replace('{0,8}', '{0,4}'), 'giu')
const enduranceName = new RegExp(endurance, 'iu')
const englishName = new RegExp(`(?<![a-z])${englishAttributes}(?![a-z])`, 'giu')
const stopWords = new Set(
  'a an the we i need needs want wants that which with has have having is are be to of at for and or in on by must should shall can could will our its it reduce keep get bring raise improve increase lower cut from target targets than as not no least most up looking require requires required coating material solution product withstand withstands survive survives resist resists pass passes reach achieve maximum minimum max min least most customer customers client wants hold'.split(
    ' ',
  ),
)
const bareVerb =
  /^(?:想|提|升|降|提高|提升|降低|减少|缩短|增加|控制|耐|抗|承受|经受|达|超|整体|客户|期望|同行|力争|同行能|出口|我们|有没有|有|找|求|现在|目前|目标|要求|指标|希望|需要|也|就|才|通过|can|must)?$/u

/** What a figure is a figure of, in the author's words: what stands before it, what follows it, or what the clause before spoke of (surely, where it was measured alike). */
export function nameFor(folded: Folded, before: Span, after: Span, previous: string, alike: boolean): string {
  const ahead = folded.words(before.start, before.end)
  const behind = folded.words(after.start, Math.min(after.end, after.start + 40))
  const latin = !/\p{Script=Han}/u.test(ahead + behind)
  return shorten(latin ? englishNameIn(ahead, behind, previous) : hanName(ahead, behind, previous, alike))
}

function englishNameIn(ahead: string, behind: string, previous: string): string {
  const named = [...ahead.matchAll(englishName)].at(-1)?.[0] ?? [...behind.matchAll(englishName)][0]?.[0]
  const spoken = named ?? [...previous.matchAll(englishName)].at(-1)?.[0]
  if (spoken) return spoken.trim()
  const last = ahead
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .split(/\s+/)
    .slice(-3)
  while (last.length > 0 && stopWords.has(last[0]!.toLowerCase())) last.shift()
  while (last.length > 0 && stopWords.has(last.at(-1)!.toLowerCase())) last.pop()
  return last.length > 2 ? (last.at(-1) ?? '') : last.join(' ')
}

function hanName(ahead: string, behind: string, previous: string, alike: boolean): string {
  const own = strip(ahead)
  if (alike && lastAttribute(own) === undefined && !/[a-z]/i.test(own)) return lastAttribute(strip(previous)) ?? own
  if (!bareVerb.test(own) && own.length > 0) return own.length > longest ? (lastAttribute(own) ?? '') : own
  const following = /^\s?(?:的)?([\p{Script=Han}a-z -]{2,12})/iu.exec(behind)?.[1]
  if (
    following &&
    (new RegExp(`^(?:${endurance}|${attributes})`, 'iu').test(following) || new RegExp(`^${englishAttributes}`, 'iu').test(following))
  ) {
    const name = enduranceName.exec(following)?.index === 0 ? following : [...following.matchAll(hanAttribute)][0]?.[0]
    return strip(name ?? following)
  }
  return lastAttribute(strip(previous)) ?? ''
}

function lastAttribute(words: string): string | undefined {
  const wide = [...words.matchAll(hanAttribute)].at(-1)
  const isCut = wide !== undefined && /[\p{Script=Han}a-z\d]/iu.test(words[wide.index - 1] ?? '')
  const found = isCut ? [...words.matchAll(shortAttribute)].at(-1) : wide
  return found && strip(found[0])
}

function strip(words: string): string {
  let found = words.trim()
  for (let round = 0; round < 3; round++) {
    const next = found.replace(tails, '').replace(leadIn, '').replace(marks, '').trim()
    if (next === found) break
    found = next
  }
  return found
}

function shorten(name: string): string {
  const chars = [...name.replace(/\s+/g, ' ').trim()]
  return chars.length > longest ? '' : chars.join('')
}
