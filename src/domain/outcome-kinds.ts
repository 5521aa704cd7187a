import type { Code } from './code-lists.ts'

/** What is asked of an outcome, one by one, in this order. `shares` follows where experts of several institutes work on the need. */
export const outcomeSteps = ['subkind', 'on', 'count', 'sessions', 'amount', 'techAmount', 'evidence'] as const
export type OutcomeStep = (typeof outcomeSteps)[number]

/**
 * One kind of outcome 成效. `unit`: what its count is counted in. `asks`: what is asked; of these `may` be skipped. `subkinds`: its sorts, chosen by
 * button. `evidence`: what proves it, which says how it is asked for: a registration or contract `number` (or its scan), a `credit_code`, a `list` or
 * photo, a `notice`, a `description`, a `scan`. `manual`: reported by people; the others follow from the confirmation of a need.
 */
export type OutcomeKind = Code & {
  unit: { zh: string; en: string }
  asks: readonly OutcomeStep[]
  may: readonly OutcomeStep[]
  subkinds: readonly Code[]
  evidence: 'confirmation' | 'contract' | 'registration' | 'patent' | 'list' | 'credit_code' | 'notice' | 'description' | 'scan' | 'none'
  manual: boolean
}

const piece = { zh: '项', en: '' }
const one = { zh: '个', en: '' }

/** FORMS 6.9. */
export const outcomeKinds = [
  {
    ...{ code: 'solved_on_site', zh: '现场解决', en: 'Solved on site', unit: one },
    ...{ asks: [], may: [], subkinds: [], evidence: 'confirmation', manual: false },
  },
  {
    ...{ code: 'solved', zh: '已解决', en: 'Solved', unit: piece },
    ...{ asks: [], may: [], subkinds: [], evidence: 'confirmation', manual: false },
  },
  {
    ...{ code: 'agreement', zh: '合作协议', en: 'Agreement', unit: { zh: '份', en: '' } },
    ...{ asks: ['on', 'amount', 'evidence'], may: ['amount', 'evidence'], subkinds: [], evidence: 'contract', manual: true },
  },
  {
    ...{ code: 'tech_contract', zh: '技术合同', en: 'Technology contract', unit: { zh: '份', en: '' } },
    ...{ asks: ['subkind', 'on', 'amount', 'techAmount', 'evidence'], may: ['techAmount', 'evidence'] },
    subkinds: [
      { code: 'development', zh: '开发', en: 'Development' },
      { code: 'transfer', zh: '转让', en: 'Transfer' },
      { code: 'licence', zh: '许可', en: 'Licence' },
      { code: 'consulting', zh: '咨询', en: 'Consulting' },
      { code: 'service', zh: '服务', en: 'Service' },
    ],
    ...{ evidence: 'registration', manual: true },
  },
  {
    ...{ code: 'patent', zh: '专利', en: 'Patent', unit: piece },
    ...{ asks: ['subkind', 'on', 'evidence'], may: [] },
    subkinds: [
      { code: 'applied', zh: '申请', en: 'Applied for' },
      { code: 'granted', zh: '授权', en: 'Granted' },
    ],
    ...{ evidence: 'patent', manual: true },
  },
  {
    ...{ code: 'training', zh: '培训', en: 'Training', unit: { zh: '人次', en: 'people' } },
    ...{ asks: ['on', 'sessions', 'count', 'evidence'], may: ['evidence'], subkinds: [], evidence: 'list', manual: true },
  },
  {
    ...{ code: 'incubated', zh: '孵化企业', en: 'Enterprise incubated', unit: { zh: '家', en: '' } },
    ...{ asks: ['on', 'evidence'], may: [], subkinds: [], evidence: 'credit_code', manual: true },
  },
  {
    ...{ code: 'joint_centre', zh: '共建研发中心', en: 'Joint R&D centre', unit: one },
    ...{ asks: ['on', 'evidence'], may: ['evidence'], subkinds: [], evidence: 'contract', manual: true },
  },
  {
    ...{ code: 'project', zh: '合作项目', en: 'Joint project', unit: one },
    ...{ asks: ['subkind', 'on', 'amount', 'evidence'], may: ['amount', 'evidence'] },
    subkinds: [
      { code: 'submitted', zh: '申报', en: 'Submitted' },
      { code: 'approved', zh: '立项', en: 'Approved' },
    ],
    ...{ evidence: 'notice', manual: true },
  },
  {
    ...{ code: 'product', zh: '新产品/新工艺', en: 'New product or process', unit: piece },
    ...{ asks: ['on', 'evidence'], may: [], subkinds: [], evidence: 'description', manual: true },
  },
  {
    ...{ code: 'talent', zh: '人才引进', en: 'Talent recruited', unit: { zh: '人', en: 'people' } },
    ...{ asks: ['on', 'count'], may: [], subkinds: [], evidence: 'none', manual: true },
  },
  {
    ...{ code: 'award', zh: '奖项', en: 'Award', unit: piece },
    ...{ asks: ['on', 'evidence'], may: [], subkinds: [], evidence: 'scan', manual: true },
  },
] as const satisfies OutcomeKind[]
export type OutcomeKindCode = (typeof outcomeKinds)[number]['code']

export function outcomeKind(code: string): OutcomeKind | undefined {
  return outcomeKinds.find((kind) => kind.code === code)
}
