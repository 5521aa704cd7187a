import type { Lang } from './person.ts'

/** A code with its name in both languages. */
export type Code<C extends string = string> = { code: C; zh: string; en: string }

/** A list written a code a line: code, Chinese name without blanks, English name. */
export function codesOf(lines: string): Code[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', zh = '', ...en] = line.split(' ')
      return { code, zh, en: en.join(' ') }
    })
}

/** 国家重点支持的高新技术领域, first level (国科发火〔2016〕32 号, annex). */
export const fields = [
  { code: '10', zh: '电子信息', en: 'Electronic information' },
  { code: '20', zh: '生物与新医药', en: 'Biology and new medicine' },
  { code: '30', zh: '航空航天', en: 'Aerospace' },
  { code: '40', zh: '新材料', en: 'New materials' },
  { code: '50', zh: '高技术服务', en: 'High-tech services' },
  { code: '60', zh: '新能源与节能', en: 'New energy and energy saving' },
  { code: '70', zh: '资源与环境', en: 'Resources and environment' },
  { code: '80', zh: '先进制造与自动化', en: 'Advanced manufacturing and automation' },
] as const satisfies Code[]
export type FieldCode = (typeof fields)[number]['code']

/** 产业集群综合体 of the district. */
export const clusters = [
  { code: 'chemicals', zh: '绿色环保化工', en: 'Green chemicals' },
  { code: 'digital', zh: '数字文娱', en: 'Digital entertainment' },
  { code: 'hvac', zh: '通风制冷', en: 'Ventilation and refrigeration' },
  { code: 'drives', zh: '电气电机及驱动装备', en: 'Electrical machines and drives' },
  { code: 'vehicles', zh: '汽车整车及关键零部件', en: 'Vehicles and key parts' },
  { code: 'textiles', zh: '时尚轻纺', en: 'Textiles and fashion' },
  { code: 'biomedicine', zh: '生物医药', en: 'Biomedicine' },
  { code: 'materials', zh: '新材料', en: 'New materials' },
] as const satisfies Code[]
export type ClusterCode = (typeof clusters)[number]['code']

/** 需求类型. */
export const needTypes = [
  { code: 'research', zh: '技术研发', en: 'Technology research' },
  { code: 'product', zh: '产品研发', en: 'Product development' },
  { code: 'upgrade', zh: '技术改造', en: 'Technical upgrade' },
  { code: 'supporting', zh: '技术配套', en: 'Supporting technology' },
  { code: 'testing', zh: '检测服务', en: 'Testing service' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type NeedType = (typeof needTypes)[number]['code']

/** 紧急程度. */
export const urgencies = [
  { code: 'urgent', zh: '紧急', en: 'Urgent' },
  { code: 'normal', zh: '一般', en: 'Normal' },
  { code: 'long_term', zh: '长期规划', en: 'Long-term' },
] as const satisfies Code[]
export type Urgency = (typeof urgencies)[number]['code']

/** How public a need is. */
export const visibilities = [
  { code: 'public', zh: '公开', en: 'Public' },
  { code: 'matched', zh: '仅推荐专家可见', en: 'Matched experts only' },
  { code: 'private', zh: '保密', en: 'Private' },
] as const satisfies Code[]
export type Visibility = (typeof visibilities)[number]['code']

/** 婉拒原因. */
export const passReasons = [
  { code: 'not_my_field', zh: '不是我的方向', en: 'Not my field' },
  { code: 'unclear', zh: '需求描述不清', en: 'The need is unclear' },
  { code: 'not_feasible', zh: '指标不现实', en: 'Targets not feasible' },
  { code: 'maturity', zh: '技术还不成熟', en: 'Technology not ready yet' },
  { code: 'budget', zh: '预算不匹配', en: 'Budget does not fit' },
  { code: 'no_time', zh: '近期没有时间', en: 'No time at present' },
  { code: 'conflict', zh: '利益冲突', en: 'Conflict of interest' },
  { code: 'no_equipment', zh: '设备条件不足', en: 'No suitable equipment' },
  { code: 'known_supplier', zh: '市面上已有成熟产品', en: 'Available off the shelf' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type PassReason = (typeof passReasons)[number]['code']

/** The name of a code in a language; the code itself where the list has no such code. */
export function nameOf(list: readonly Code[], code: string, lang: Lang): string {
  return list.find((entry) => entry.code === code)?.[lang] ?? code
}
