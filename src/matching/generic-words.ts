import { segment, type Token } from './text.ts'

/** Words of every trade and of none. Kept short: what is common in the directory is damped by its own frequency. */
const chinese = `我们 我司 本公司 公司 企业 厂家 客户 老师 专家 教授 需要 需求 希望 要求 目前 现有 现在 进行 开展 实现 提供 通过 采用 使用 利用 具有 存在
 可以 能够 没有 如何 怎么 什么 问题 解决 难题 提高 提升 改善 降低 增加 减少 满足 达到 以上 以下 以内 左右 研究 研发 开发 研制 设计 技术 关键 产业 产业化
 项目 产品 生产 应用 方面 方法 领域 相关 主要 不同 重要 为进一步 进一步 国内 国外 国际 先进 水平 能力 效果 市场 合作 寻求 帮忙 帮助 请问 测试 一种 一个 一些 以及 其他 基于 用于 由于 因此 客户 投诉 退货 降到 提到 怀疑 试过 明显 预算 之前 之后 现象 情况 比较 经常 老是`
const english = `the a an of and or to in on for with by from at as is are be was were been has have had do does can could will would should may might must this that these those it its
 we our us you your they their i my he she not no but if than then so such which who what how when where there here also more most very into over under about between both each other
 using use used based via per any all some need needs want help please paper propose proposed method methods approach approaches results result show shows new novel`
/** Characters that hardly ever stand inside a term: a pair with one of them says little. */
const links = '的了我们你您吗呢吧啊这那哪么很也就请让谁与及或是之但且又没'

const generic: ReadonlySet<string> = new Set([
  ...chinese.split(/\s+/).flatMap((word) => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))),
  ...segment(english).tokens.map((token) => token.term),
])
const linking: ReadonlySet<string> = new Set(links)

/** Whether a term says nothing of a trade. */
export function isGeneric({ term, kind }: Token): boolean {
  if (generic.has(term)) return true
  return (kind === 'han' || kind === 'pair') && (linking.has(term[0]!) || linking.has(term.at(-1)!))
}

export function isLinking(char: string): boolean {
  return linking.has(char)
}
