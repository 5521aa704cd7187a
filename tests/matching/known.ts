import type { Match, MatchableExpert, MatchableNeed, MatchOptions } from '../../src/domain/matcher.ts'
import { createMatcher } from '../../src/matching/index.ts'
import { defaultWeights, type Weights, weightsFrom } from '../../src/matching/weights.ts'

export function expert(id: string, keywords: string[], profile: string, more: Partial<MatchableExpert> = {}): MatchableExpert {
  return { id, instituteId: 'i', fields: [], keywords, profile, achievements: [], solved: [], ...more }
}

export function need(title: string, description = '', targets = ''): MatchableNeed {
  return { title, description, targets }
}

/** A few trades, none of them farming. */
export const people: MatchableExpert[] = [
  expert('finishing', ['棉织物后整理', '轧光工艺', '极光'], '研究压光温度与压力对布面光泽和手感的影响。', { fields: ['40'] }),
  expert('membrane', ['PVDF中空纤维膜', '超滤', '膜污染'], '印染废水回用工程，COD≤50 mg/L，膜清洗与寿命。', {
    fields: ['70'],
    achievements: [{ id: 'a1', title: '抗污染超滤膜', summary: '通量恢复率提高。' }],
  }),
  expert('casting', ['压铸', '气孔', '砂眼'], '铝合金压铸模具与真空压铸，气孔缺陷控制。', {
    fields: ['80'],
    solved: [{ needId: 'n1', label: '2025-0011 电机壳漏气', text: '电机壳压铸件加工后露气孔，漏气率高，希望做到百分之一以内' }],
  }),
  expert('plastics', ['工程塑料改性', 'PA66', '翘曲'], '玻纤增强尼龙的浮纤与翘曲控制。'),
  expert('steel', ['不锈钢', '316L', '晶间腐蚀'], '不锈钢管的固溶处理与钝化，304不锈钢焊接。'),
  expert('software', ['MES', '生产排程'], 'Scheduling of production lines, manufacturing execution systems and anomaly detection.'),
  expert('thin', ['轴承'], ''),
  expert('empty', [], ''),
]

export function options(more: Partial<MatchOptions> = {}): MatchOptions {
  return { exclude: new Set(), load: new Map(), limit: 3, ...more }
}

/** Weights with which everybody who has anything in common with a need is named. */
export const unsparing = weightsFrom({ confidence: { possible: 0 } })

export function ask(asked: MatchableNeed, experts = people, more: Partial<MatchOptions> = {}, weights: Weights = defaultWeights): Match[] {
  const matcher = createMatcher(weights)
  matcher.load({ experts, needs: [] })
  return matcher.experts(asked, options(more))
}

export function idsOf(matches: Match[]): string[] {
  return matches.map((match) => match.expertId)
}

export function termsOf(match: Match | undefined): string[] {
  return match?.reasons.flatMap((reason) => (reason.kind === 'terms' ? reason.terms : [])) ?? []
}
