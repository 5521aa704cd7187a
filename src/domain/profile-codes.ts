/** Code lists of the directory's profiles: experts, enterprises, achievements, equipment. */
import type { Code } from './code-lists.ts'

/** 合作方式, one list merged from those of the region's declaration forms: what an expert offers, an achievement is given on, a need looks for. */
export const cooperationModes = [
  { code: 'consulting', zh: '技术咨询、诊断', en: 'Consulting and diagnosis' },
  { code: 'testing', zh: '检测、设备共享', en: 'Testing and shared equipment' },
  { code: 'service', zh: '技术服务', en: 'Technical service' },
  { code: 'commissioned', zh: '委托开发', en: 'Commissioned development' },
  { code: 'joint', zh: '合作开发（联合攻关）', en: 'Joint development' },
  { code: 'transfer', zh: '成果转让', en: 'Transfer' },
  { code: 'licence', zh: '许可', en: 'Licence' },
  { code: 'equity', zh: '技术入股', en: 'Technology as equity' },
  { code: 'joint_centre', zh: '共建研发中心', en: 'Joint R&D centre' },
  { code: 'training', zh: '人才、培训', en: 'Talent and training' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type CooperationMode = (typeof cooperationModes)[number]['code']

/** 学历. */
export const degrees = [
  { code: 'doctor', zh: '博士', en: 'Doctorate' },
  { code: 'master', zh: '硕士', en: "Master's" },
  { code: 'bachelor', zh: '本科', en: "Bachelor's" },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type Degree = (typeof degrees)[number]['code']

/** 企业性质. */
export const ownerships = [
  { code: 'state', zh: '国企', en: 'State-owned' },
  { code: 'private', zh: '民营', en: 'Private' },
  { code: 'foreign', zh: '外资、合资', en: 'Foreign or joint venture' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type Ownership = (typeof ownerships)[number]['code']

/** 资质荣誉. `years`: how long one is valid by its rule (高新技术企业 and 小巨人: three years; 科技型中小企业: until 31 March of the next year); absent: no end. */
export const qualificationKinds = [
  { code: 'tech_sme', zh: '科技型中小企业', en: 'Technology SME', years: 1 },
  { code: 'high_tech', zh: '高新技术企业', en: 'High-tech enterprise', years: 3 },
  { code: 'innovation_leader', zh: '创新型领军企业', en: 'Leading innovative enterprise' },
  { code: 'specialised', zh: '专精特新中小企业', en: 'Specialised and innovative SME', years: 3 },
  { code: 'little_giant', zh: '专精特新“小巨人”企业', en: '“Little giant” enterprise', years: 3 },
  { code: 'champion', zh: '制造业单项冠军', en: 'Single-product manufacturing champion', years: 3 },
  { code: 'gazelle', zh: '瞪羚企业', en: 'Gazelle enterprise' },
  { code: 'rd_centre', zh: '企业研发中心', en: 'Enterprise R&D centre' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies (Code & { years?: number })[]
export type QualificationKind = (typeof qualificationKinds)[number]['code']

/** Technology readiness 1–9 (the scale of GB/T 22900) as five plain words; `levels`: which of the nine each stands for, the last is stored when only the word is known. */
export const maturities = [
  { code: 'research', zh: '正在研发', en: 'In research', levels: [1, 2, 3] },
  { code: 'sample', zh: '已有样品', en: 'Sample made', levels: [4, 5] },
  { code: 'bench', zh: '通过小试', en: 'Passed small-scale trial', levels: [6] },
  { code: 'pilot', zh: '通过中试', en: 'Passed pilot trial', levels: [7, 8] },
  { code: 'production', zh: '可以量产', en: 'Ready for production', levels: [9] },
] as const satisfies (Code & { levels: readonly number[] })[]
export type Maturity = (typeof maturities)[number]['code']

/** The plain word for a level 1–9. */
export function maturityOf(level: number): (typeof maturities)[number] | undefined {
  return maturities.find(({ levels }) => (levels as readonly number[]).includes(level))
}

/** 成果属性. */
export const achievementNatures = [
  { code: 'original', zh: '原始性创新', en: 'Original' },
  { code: 'absorbed', zh: '国外引进消化吸收创新', en: 'Improved from abroad' },
  { code: 'developed', zh: '国内技术二次开发', en: 'Developed from domestic technology' },
] as const satisfies Code[]
export type AchievementNature = (typeof achievementNatures)[number]['code']

/** 知识产权形式. */
export const ipForms = [
  { code: 'invention', zh: '发明专利', en: 'Invention patent' },
  { code: 'utility', zh: '实用新型专利', en: 'Utility model' },
  { code: 'design', zh: '外观设计专利', en: 'Design patent' },
  { code: 'software', zh: '软件著作权', en: 'Software copyright' },
  { code: 'know_how', zh: '技术秘密', en: 'Know-how' },
  { code: 'variety', zh: '植物新品种', en: 'Plant variety' },
  { code: 'none', zh: '无', en: 'None' },
  { code: 'other', zh: '其他', en: 'Other' },
] as const satisfies Code[]
export type IpForm = (typeof ipForms)[number]['code']

/** 仪器设备状态. Whether it is free at an hour is said by its bookings, not by this. */
export const equipmentStates = [
  { code: 'available', zh: '可预约', en: 'Open for booking' },
  { code: 'repair', zh: '维修中', en: 'Under repair' },
  { code: 'retired', zh: '停用', en: 'Out of use' },
] as const satisfies Code[]
export type EquipmentState = (typeof equipmentStates)[number]['code']
