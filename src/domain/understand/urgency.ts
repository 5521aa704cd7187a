import type { Urgency } from '../code-lists.ts'

const notBefore =
  /(?:不是?(?:很|太|特别|那么|怎么)?|没(?:有)?(?:那么|这么)?|别|并不|不算(?:太)?|无需|不用(?:太)?|不必|不着|非|不需要|未必|not (?:very |that |so |really )?|no (?:need |real )?|isn't (?:very |that )?|nothing )$/
const urgentWords =
  /十万火急|万分火急|火烧眉毛|加急|紧急(?!制动|停|按钮|切断|呼叫|救援|出口|情况下|泄|关)|着急|急急|(?<!临床)急需|急用|急求|急盼|急寻|急找|急等|急待|急死|亟需|亟待|(?:很|比较|特别|非常|挺|超级?|太|好|真|相当|老板|客户|有点|蛮)急(?![停冷弯转剧热速])|(?<![应紧着焦危])急(?=[!，,。~;)】\]\n]|$|的?单|件|啊|呀|呢|了)|停线(?!换|检)|停产|催得|催的|催了|催单|催货|客户催|老板催|天天催|(?:越|愈)快(?:越|愈)好|尽快|尽早|尽速|马上|立刻|立即(?!停|报警)|赶紧|赶快|等米下锅|赶工期|时间紧|迫在眉睫|刻不容缓|\basap\b|as soon as possible|\burgent(?:ly)?\b|\bimmediate(?:ly)?\b|line (?:is )?(?:down|stopped)|production (?:is |has )?stopped|\brush\b|\bhurry\b|right away|emergency(?! (?:stop|brake|button|exit|light|power))/g
const longTermWords =
  /长期(?:合作|规划|项目|需求|研[发究]|课题|攻关|储备|的技术|技术|做|跟踪|布局|目标|任务)|中长期|技术储备|储备(?:技术|项目|一下)|作为储备|做储备|做个?储备|提前布局|前瞻|预研|长远|远期|未来[三五几3-9十]|[三五35]年规划|(?<!路径|轨迹|航线|城市|运动|任务|发展|整体|总体|产能|数字化)规划(?!算法|软件|路径|局|设计|了)|十[四五六]五|慢慢(?:做|来|研究)|\blong[- ]term\b|\broadmap\b|\bfuture[- ]proof\b|next generation research|\bfor the future\b/g
const alive = /(?:不能|不可|避免|减少|频繁|经常|不|减|紧)$/

/** What the words say of haste; 不急 is not urgent. Nothing said: normal. */
export function urgencyOf(text: string): Urgency {
  const urgent = said(text, urgentWords, (word, before) => !(/^停/.test(word) && alive.test(before)))
  if (urgent) return 'urgent'
  return said(text, longTermWords, () => true) ? 'long_term' : 'normal'
}

function said(text: string, words: RegExp, counts: (word: string, before: string) => boolean): boolean {
  for (const match of text.matchAll(words)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index)
    if (!notBefore.test(before) && counts(match[0], before)) return true
  }
  return false
}
