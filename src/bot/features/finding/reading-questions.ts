/** What is asked of the directory. */
export type Asked = { what: 'who'; said: string } | { what: 'achievements'; said: string } | { what: 'institute'; name: string }

const longest = 20
const longestEnglish = 60
/** Whoever says these tells a story of their own: that is a need, however it begins. */
const story =
  /[，,；;。\n]|我们|我厂|我公司|我司|咱们|帮我|帮忙|请问|怎么|如何|为什么|老是|总是|出现|解决|不良|投诉|退货|达不到|不够|超标|\bwe\b|\bour\b|\bmy\b|\bhow\b|\bwhy\b|\bsolve|\bfix\b|\bproblem|\bkeeps?\b/iu
/** Nobody of the directory is asked for by these. */
const notATrade =
  /^(?:这个|那个|这|那|它|什么|谁|我|你|您|他|她|认领|负责|代|值班|在|来|that|this|it|me|you|him|her|us|the (?:need|officer))$/iu

const who: readonly RegExp[] = [
  /^(?:有)?谁(?:会做|能做|会搞|懂得|懂|会|熟悉|了解|擅长|研究|做过|搞过|在做|在研究|是做)\s*(.+?)(?:的)?$/u,
  /^(?:哪位|哪个|哪些)(?:专家|教授|老师)(?:会做|能做|懂得|懂|会|熟悉|擅长|研究|做过|在做|做)\s*(.+?)(?:的)?$/u,
  /^(?:找|想找|我要找|我想找|找个|找一位|找位|推荐)(?:一?[位个名])?(?:做|懂|会|搞|研究)?\s*(.+?)(?:方面|方向|领域)?的?(?:专家|教授)$/u,
  /^(?:有没有|有无|有)(?:人)?(?:做|懂|会|搞|研究|擅长|熟悉)\s*(.+?)(?:方面|方向)?的?(?:专家|教授|老师|人)?$/u,
  /^(.+?)(?:方面|方向|领域)?(?:有哪些专家|找哪位专家|找谁|谁懂|谁会|谁会做|谁能做)$/u,
  /^who (?:can do|can help with|can|does|knows(?: about)?|works on|is good at|understands|studies) (.+)$/iu,
  /^(?:find|looking for|is there|any|do you have)(?: an?| any)? (?:experts?|professors?|someone|anyone|anybody) (?:on|in|for|of|who (?:does|knows|works on)|doing) (.+)$/iu,
  /^(?:experts?|professors?) (?:on|in|for) (.+)$/iu,
]
const achievements: readonly RegExp[] = [
  /^(?:有没有|有无|有|查|找|搜|搜索)\s*(.+?)(?:方面|方向|领域)?的?(?:科技)?成果$/u,
  /^(?:科技)?成果[\s:：]+(.+)$/u,
  /^(.+?)(?:方面|方向|领域)?有(?:哪些|什么|没有)(?:科技)?成果$/u,
  /^(?:find |any |are there )?achievements?(?: (?:on|in|for|about))?[\s:]+(.+)$/iu,
]
const institute: readonly RegExp[] = [
  /^(.{2,24}?(?:院|中心|所|大学))(?:都|现在)?(?:有|里有)?(?:哪些|什么|几位|多少)?(?:的)?(?:专家|教授|老师)(?:名单|有哪些|有谁)?$/u,
  /^(?:experts?|professors?|who works?|who is) (?:of|at) (.{2,60})$/iu,
]

/** undefined for anything else. The text is tidied: its question mark may still be there. */
export function askedIn(text: string): Asked | undefined {
  const said = text
    .replace(/[?？\s]+$/u, '')
    .replace(/(?:吗|呢|呀|啊|么)$/u, '')
    .trim()
  if (said.length > longestEnglish + 20) return undefined
  const name = first(institute, said)
  if (name && !/^(?:找|谁|哪|有没有)/u.test(name)) return { what: 'institute', name }
  const result = first(achievements, said)
  if (result && isTrade(result)) return { what: 'achievements', said: result }
  const trade = first(who, said)
  return trade && isTrade(trade) ? { what: 'who', said: trade } : undefined
}

function first(patterns: readonly RegExp[], said: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(said)?.[1]?.trim()
    if (found) return found
  }
  return undefined
}

function isTrade(said: string): boolean {
  const isHan = /\p{Script=Han}/u.test(said)
  return said.length >= (isHan ? 2 : 3) && said.length <= (isHan ? longest : longestEnglish) && !story.test(said) && !notATrade.test(said)
}
